#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tp {

/// A text in the learner's language: a key of the tutorial's phrases, with %1 %2 … filled in.
struct Phrase {
    std::string key;
    std::vector<std::string> arguments;

    Phrase() = default;
    // A bare key is how most phrases are written.
    // NOLINTBEGIN(google-explicit-constructor)
    Phrase(const char* phraseKey) : key(phraseKey) {}
    Phrase(std::string phraseKey) : key(std::move(phraseKey)) {}
    // NOLINTEND(google-explicit-constructor)
    Phrase(std::string phraseKey, std::vector<std::string> values)
        : key(std::move(phraseKey))
        , arguments(std::move(values)) {}

    bool operator==(const Phrase&) const = default;
};

/// Rows of text; some may be struck out, with the reason.
struct StageTable {
    struct Column {
        Phrase heading;
        bool isNumber = false;
    };
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;
    std::map<std::size_t, Phrase> dropped; ///< row to reason
};

struct StagePoint {
    double x;
    double y;

    bool operator==(const StagePoint&) const = default;
};

struct StageSeries {
    enum class Style { Points, Solid, Dashed };

    std::string id;
    Phrase name;
    Style style = Style::Solid;
    int color = 0; ///< place in the palette
    std::vector<StagePoint> points = {};
};

/// Curves, or clouds of points, over common axes.
struct StageChart {
    Phrase x;
    Phrase y;
    std::vector<StageSeries> series;
};

/// Text that keeps its spaces, such as a model's summary.
struct StageText {
    std::string text;
};

/// One thing on the stage. Panels with different ids stand beside each other.
struct StagePanel {
    std::string id;
    Phrase title;
    std::variant<StageTable, StageChart, StageText> content;
    std::uint64_t revision = 0; ///< grows with every change
    std::uint64_t shape = 0;    ///< grows with every change but points added to curves
};

/// Something that happened while a step ran, such as a pause or a new learning rate.
struct StageEvent {
    enum class Level { Note, Warning, Problem };

    Phrase text;
    Level level = Level::Note;
    /// Where on the x axis of curves it happened.
    std::optional<double> x = {};
};

/// A number worth a tile.
struct StageMetric {
    std::string id;
    Phrase name;
    double value = 0;
    std::string unit;
};

/// How far a training is.
struct TrainingProgress {
    int epoch = 0; ///< counted from 1
    int epochs = 0;
    int batch = 0; ///< counted from 1
    int batches = 0;
    double examplesPerSecond = 0;
    double secondsLeft = std::numeric_limits<double>::quiet_NaN();

    double fraction() const;
};

/// Everything on the stage at one moment.
struct StageContents {
    std::vector<StagePanel> panels;
    std::vector<StageMetric> metrics;
    std::vector<StageEvent> events;
    std::optional<TrainingProgress> progress;
    std::uint64_t revision = 0;

    const StagePanel* panel(std::string_view id) const;
    const StageMetric* metric(std::string_view id) const;
};

/// Where a running step shows what it does: one thread writes, another looks when it likes.
///
///     stage.table("cars", "carsTable", table);
///     stage.point("loss", "trainLoss", epoch, loss);
class Stage {
public:
    Stage() = default;
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    /// Takes everything off the stage.
    void clear();

    void table(std::string_view id, Phrase title, StageTable table);
    void chart(std::string_view id, Phrase title, StageChart chart);
    void text(std::string_view id, Phrase title, std::string text);

    /// A chart of one cloud of points.
    void scatter(
        std::string_view id,
        Phrase title,
        Phrase x,
        Phrase y,
        Phrase name,
        std::vector<StagePoint> points);

    /// Adds a point to a curve of a chart that is on the stage; throws InvalidArgument if there is
    /// none.
    void point(std::string_view chart, std::string_view series, double x, double y);

    /// Replaces all points of a curve of a chart that is on the stage; throws InvalidArgument if
    /// there is none.
    void
    replacePoints(std::string_view chart, std::string_view series, std::vector<StagePoint> points);

    /// Shows a number; one of the same id is replaced.
    void metric(std::string_view id, Phrase name, double value, std::string unit = {});
    void event(StageEvent event);
    void progress(const TrainingProgress& progress);

    /// The latest progress(), if a training reported any.
    std::optional<TrainingProgress> progress() const;

    StageContents contents() const;

    /// Makes `contents`, which an earlier call filled, equal to contents(); copies only what
    /// changed, so that looking at a long training thirty times a second stays cheap.
    void bringUpToDate(StageContents& contents) const;

private:
    StagePanel& place(std::string_view id, Phrase title);
    std::pair<StagePanel&, StageSeries&> find(std::string_view chart, std::string_view series);

    mutable std::mutex m_mutex;
    StageContents m_contents;
};

} // namespace tp
