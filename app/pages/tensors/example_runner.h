#pragma once

#include "app/core/task.h"
#include "engine/notebook/recipe.h"
#include "engine/notebook/statistics.h"

#include <QObject>

#include <optional>
#include <vector>

namespace app {

/// Runs the catalogue's examples, on a thread of its own; the last one asked for counts.
class ExampleRunner : public QObject {
    Q_OBJECT

public:
    struct Example {
        const tp::notebook::Recipe* recipe = nullptr;
        std::vector<tp::notebook::Elements> inputs;
        std::vector<tp::notebook::Elements> outputs;
        bool isBroadcast = false;
    };

    explicit ExampleRunner(QObject* parent = nullptr);
    ~ExampleRunner() override;

    void run(const tp::notebook::Recipe& recipe);
    /// The example of the recipe asked for last, once it is there.
    const std::optional<Example>& example() const { return m_example; }
    bool isRunning() const { return m_task.isRunning() || m_next != nullptr; }

signals:
    void changed();

private:
    void start();
    void finish();

    const tp::notebook::Recipe* m_next = nullptr;
    std::optional<Example> m_example;
    Example m_result; // written by the work, read once it is over
    Task m_task;      // last: it is waited for before what it works on goes
};

} // namespace app
