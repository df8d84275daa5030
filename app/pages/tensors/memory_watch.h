#pragma once

#include "engine/tensor/live_tensors.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <deque>
#include <optional>
#include <vector>

namespace app {

/// Follows how many tensors live and what they weigh, and compares moments.
class MemoryWatch : public QObject {
    Q_OBJECT

public:
    struct Sample {
        double seconds = 0;
        std::int64_t tensors = 0;
        std::int64_t bytes = 0;
    };

    enum class Grouping { ByOp, ByScope, ByTensor };

    /// A line of the table: what lives now, or, with a snapshot, what became more or less since.
    struct Row {
        QString key;
        QString name;
        QString detail;
        std::int64_t tensors = 0;
        std::int64_t bytes = 0;
        std::vector<tp::TensorId> ids; ///< those that live now
    };

    explicit MemoryWatch(QObject* parent = nullptr);

    /// Where several looks have the same numbers, the last one counts. Newest last.
    const std::deque<Sample>& samples() const { return m_samples; }
    const tp::Memory& now() const { return m_now; }

    /// Takes a snapshot: the first (A) begins a comparison with now, the second (B) holds it fast.
    void takeA();
    void takeB();
    void forget();
    bool hasA() const { return m_a.has_value(); }
    bool hasB() const { return m_b.has_value(); }
    /// What B, or now, has more than A.
    tp::Memory difference() const;

    std::vector<Row> rows(Grouping grouping) const;

    /// Looks now instead of at the next tick.
    void look();

signals:
    void changed();
    void snapshotsChanged();

private:
    tp::TensorTracking m_tracking;
    std::deque<Sample> m_samples;
    tp::Memory m_now;
    std::optional<tp::MemorySnapshot> m_a;
    std::optional<tp::MemorySnapshot> m_b;
    QElapsedTimer m_clock;
    QTimer m_timer;
};

} // namespace app
