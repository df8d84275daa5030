#pragma once

#include "app/core/task.h"
#include "engine/notebook/statistics.h"

#include <QObject>

#include <memory>
#include <optional>

namespace app {

/// A tensor being looked at: its elements and what can be said of them, worked out on a thread of
/// its own.
class TensorInspection : public QObject {
    Q_OBJECT

public:
    /// What the header says of the tensor.
    struct Origin {
        QString name;    ///< "c", or "c.1"
        QString op;      ///< what made it
        QString formula; ///< the cell's expression
        qint64 cell = 0;
    };

    struct View {
        Origin origin;
        std::shared_ptr<const tp::notebook::Elements> elements;
        tp::notebook::Statistics statistics;
        tp::notebook::Histogram histogram;
    };

    explicit TensorInspection(QObject* parent = nullptr);
    ~TensorInspection() override;

    /// Looks at this tensor as it is now; what was asked for before is dropped.
    void inspect(const tp::Tensor& tensor, const Origin& origin);
    void clear();

    /// What is to be seen; none before the first tensor.
    const std::optional<View>& view() const { return m_view; }
    bool isRunning() const { return m_task.isRunning() || m_next.has_value(); }

signals:
    void changed();

private:
    struct Question {
        tp::Tensor tensor;
        Origin origin;
    };

    void start();
    void finish();

    std::optional<Question> m_next;
    std::optional<View> m_view;
    View m_result; // written by the work, read once it is over
    bool m_isDropped = false;
    Task m_task; // last: it is waited for before what it works on goes
};

} // namespace app
