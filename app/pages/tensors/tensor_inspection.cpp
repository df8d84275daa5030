#include "app/pages/tensors/tensor_inspection.h"

namespace app {

TensorInspection::TensorInspection(QObject* parent) : QObject(parent) {
    connect(&m_task, &Task::finished, this, &TensorInspection::finish);
}

TensorInspection::~TensorInspection() {
    m_task.disconnect();
}

void TensorInspection::inspect(const tp::Tensor& tensor, const Origin& origin) {
    m_next = Question{tensor, origin};
    m_isDropped = m_task.isRunning();
    start();
}

void TensorInspection::clear() {
    m_next.reset();
    m_isDropped = m_task.isRunning();
    m_view.reset();
    emit changed();
}

void TensorInspection::start() {
    if (m_task.isRunning() || !m_next)
        return;
    const Question question = *m_next;
    m_next.reset();
    m_task.start(tr("Looking at %1").arg(question.origin.name), [this, question](TaskContext&) {
        m_result = {};
        m_result.origin = question.origin;
        m_result.elements = std::make_shared<tp::notebook::Elements>(question.tensor);
        m_result.statistics = tp::notebook::statisticsOf(question.tensor);
        m_result.histogram = tp::notebook::histogramOf(question.tensor, m_result.statistics);
    });
}

void TensorInspection::finish() {
    // A tensor that was disposed meanwhile leaves the view as it was.
    if (!m_task.error() && !m_isDropped)
        m_view = std::move(m_result);
    m_result = {};
    m_isDropped = false;
    // Not at once: whoever else listens to the task shall first see that it ended.
    QMetaObject::invokeMethod(this, &TensorInspection::start, Qt::QueuedConnection);
    emit changed();
}

} // namespace app
