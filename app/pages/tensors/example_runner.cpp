#include "app/pages/tensors/example_runner.h"

#include "engine/notebook/evaluate.h"

namespace app {

namespace notebook = tp::notebook;

namespace {

ExampleRunner::Example worked(const notebook::Recipe& recipe) {
    ExampleRunner::Example example;
    example.recipe = &recipe;
    notebook::Cell cell = notebook::exampleOf(recipe);
    cell.name = "y";
    notebook::Scope scope;
    for (std::size_t i = 0; i < cell.inputs.size(); ++i) {
        const tp::Tensor input = notebook::resolveInput(cell.inputs[i], {});
        example.inputs.emplace_back(input);
        cell.inputs[i] = "x" + std::to_string(i);
        scope[cell.inputs[i]] = {input};
    }
    const notebook::Outcome outcome = notebook::evaluate(cell, scope, {});
    for (const tp::Tensor& output : outcome.outputs)
        example.outputs.emplace_back(output);
    example.isBroadcast = recipe.op != nullptr && notebook::broadcasts(*recipe.op);
    return example;
}

} // namespace

ExampleRunner::ExampleRunner(QObject* parent) : QObject(parent) {
    connect(&m_task, &Task::finished, this, &ExampleRunner::finish);
}

ExampleRunner::~ExampleRunner() {
    m_task.disconnect();
}

void ExampleRunner::run(const notebook::Recipe& recipe) {
    m_next = recipe.hasExample ? &recipe : nullptr;
    m_example.reset();
    start();
    emit changed();
}

void ExampleRunner::start() {
    if (m_task.isRunning() || m_next == nullptr)
        return;
    const notebook::Recipe& recipe = *m_next;
    m_next = nullptr;
    m_task.start(tr("Example"), [this, &recipe](TaskContext&) { m_result = worked(recipe); });
}

void ExampleRunner::finish() {
    if (m_next == nullptr && !m_task.error())
        m_example = std::move(m_result);
    m_result = {};
    // Not at once: whoever else listens to the task shall first see that it ended.
    QMetaObject::invokeMethod(this, &ExampleRunner::start, Qt::QueuedConnection);
    emit changed();
}

} // namespace app
