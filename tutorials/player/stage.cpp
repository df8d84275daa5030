#include "tutorials/player/stage.h"

#include "engine/base/error.h"

#include <algorithm>

namespace tp {

namespace {

template<class Things>
auto findById(Things& things, std::string_view id) {
    return std::find_if(
        things.begin(), things.end(), [&](const auto& thing) { return thing.id == id; });
}

/// Adds to `mine` the points that `theirs` has more.
void appendPoints(StagePanel& mine, const StagePanel& theirs) {
    auto& mySeries = std::get<StageChart>(mine.content).series;
    const auto& theirSeries = std::get<StageChart>(theirs.content).series;
    for (std::size_t i = 0; i < mySeries.size(); ++i) {
        auto& points = mySeries[i].points;
        const auto& newer = theirSeries[i].points;
        points.insert(
            points.end(), newer.begin() + static_cast<std::ptrdiff_t>(points.size()), newer.end());
    }
    mine.revision = theirs.revision;
}

} // namespace

double TrainingProgress::fraction() const {
    if (epochs <= 0 || batches <= 0)
        return 0;
    const double done = (epoch - 1) * static_cast<double>(batches) + batch;
    return std::clamp(done / (static_cast<double>(epochs) * batches), 0.0, 1.0);
}

const StagePanel* StageContents::panel(std::string_view id) const {
    const auto place = findById(panels, id);
    return place == panels.end() ? nullptr : &*place;
}

const StageMetric* StageContents::metric(std::string_view id) const {
    const auto place = findById(metrics, id);
    return place == metrics.end() ? nullptr : &*place;
}

void Stage::clear() {
    const std::lock_guard lock(m_mutex);
    const auto revision = m_contents.revision;
    m_contents = {};
    m_contents.revision = revision + 1;
}

StagePanel& Stage::place(std::string_view id, Phrase title) {
    auto place = findById(m_contents.panels, id);
    if (place == m_contents.panels.end()) {
        place = m_contents.panels.insert(
            place, StagePanel{.id = std::string(id), .title = {}, .content = {}});
    }
    place->title = std::move(title);
    place->revision = place->shape = ++m_contents.revision;
    return *place;
}

void Stage::table(std::string_view id, Phrase title, StageTable table) {
    const std::lock_guard lock(m_mutex);
    place(id, std::move(title)).content = std::move(table);
}

void Stage::chart(std::string_view id, Phrase title, StageChart chart) {
    const std::lock_guard lock(m_mutex);
    place(id, std::move(title)).content = std::move(chart);
}

void Stage::scatter(
    std::string_view id,
    Phrase title,
    Phrase x,
    Phrase y,
    Phrase name,
    std::vector<StagePoint> points) {
    chart(
        id,
        std::move(title),
        {.x = std::move(x),
         .y = std::move(y),
         .series = {
             {.id = "points",
              .name = std::move(name),
              .style = StageSeries::Style::Points,
              .color = 0,
              .points = std::move(points)}}});
}

void Stage::text(std::string_view id, Phrase title, std::string text) {
    const std::lock_guard lock(m_mutex);
    place(id, std::move(title)).content = StageText{std::move(text)};
}

std::pair<StagePanel&, StageSeries&> Stage::find(std::string_view chart, std::string_view series) {
    const auto panel = findById(m_contents.panels, chart);
    check(panel != m_contents.panels.end(), "stage: there is no chart \"%1\"", chart);
    auto& all = std::get<StageChart>(panel->content).series;
    const auto one = findById(all, series);
    check(one != all.end(), "stage: the chart \"%1\" has no series \"%2\"", chart, series);
    return {*panel, *one};
}

void Stage::point(std::string_view chart, std::string_view series, double x, double y) {
    const std::lock_guard lock(m_mutex);
    auto [panel, one] = find(chart, series);
    one.points.push_back({x, y});
    panel.revision = ++m_contents.revision;
}

void Stage::replacePoints(
    std::string_view chart, std::string_view series, std::vector<StagePoint> points) {
    const std::lock_guard lock(m_mutex);
    auto [panel, one] = find(chart, series);
    one.points = std::move(points);
    panel.revision = panel.shape = ++m_contents.revision;
}

void Stage::metric(std::string_view id, Phrase name, double value, std::string unit) {
    const std::lock_guard lock(m_mutex);
    auto place = findById(m_contents.metrics, id);
    if (place == m_contents.metrics.end()) {
        place = m_contents.metrics.insert(
            place, StageMetric{.id = std::string(id), .name = {}, .unit = {}});
    }
    place->name = std::move(name);
    place->value = value;
    place->unit = std::move(unit);
    ++m_contents.revision;
}

void Stage::event(StageEvent event) {
    const std::lock_guard lock(m_mutex);
    m_contents.events.push_back(std::move(event));
    ++m_contents.revision;
}

void Stage::progress(const TrainingProgress& progress) {
    const std::lock_guard lock(m_mutex);
    m_contents.progress = progress;
    ++m_contents.revision;
}

std::optional<TrainingProgress> Stage::progress() const {
    const std::lock_guard lock(m_mutex);
    return m_contents.progress;
}

StageContents Stage::contents() const {
    const std::lock_guard lock(m_mutex);
    return m_contents;
}

void Stage::bringUpToDate(StageContents& contents) const {
    const std::lock_guard lock(m_mutex);
    if (contents.revision == m_contents.revision)
        return;
    auto& mine = contents.panels;
    const auto& theirs = m_contents.panels;
    for (std::size_t i = 0; i < theirs.size(); ++i) {
        const bool isKnown =
            i < mine.size() && mine[i].id == theirs[i].id && mine[i].shape == theirs[i].shape;
        if (isKnown && mine[i].revision == theirs[i].revision)
            continue;
        if (isKnown) {
            appendPoints(mine[i], theirs[i]);
        } else if (i < mine.size()) {
            mine[i] = theirs[i];
        } else {
            mine.push_back(theirs[i]);
        }
    }
    mine.resize(theirs.size());
    contents.metrics = m_contents.metrics;
    contents.events = m_contents.events;
    contents.progress = m_contents.progress;
    contents.revision = m_contents.revision;
}

} // namespace tp
