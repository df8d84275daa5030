#include "app/pages/tutorial/changes_view.h"

#include <QEvent>

namespace app {

ChangesView::ChangesView(TutorialController* controller, QWidget* parent)
    : QLabel(parent)
    , m_controller(controller)
    , m_words(controller->tutorial()) {
    setObjectName(QStringLiteral("changes"));
    setTextFormat(Qt::RichText);
    setWordWrap(true);
    setProperty("type", "caption");
    connect(controller, &TutorialController::currentChanged, this, &ChangesView::showChanges);
    connect(controller, &TutorialController::runChanged, this, &ChangesView::showChanges);
    showChanges();
}

void ChangesView::showChanges() {
    const auto& record = m_controller->record();
    setVisible(record.previous && m_controller->running() != m_controller->current());
    if (isHidden())
        return;
    const auto& texts = m_words.text(m_controller->step().id).parameters;
    QStringList changed;
    for (const auto& change : m_controller->changes()) {
        const auto words = texts.find(change.name);
        const QString label = words == texts.end() ? QString::fromStdString(change.name)
                                                   : QString::fromStdString(words->second.label);
        changed.append(tr("%1: %2 → <b>%3</b>", "parameter: before → after")
                           .arg(
                               label.toHtmlEscaped(),
                               QString::fromStdString(tp::toText(change.before)).toHtmlEscaped(),
                               QString::fromStdString(tp::toText(change.after)).toHtmlEscaped()));
    }
    QStringList effects;
    for (const auto& metric : record.stage.metrics)
        if (const auto* before = record.previousStage.metric(metric.id);
            before != nullptr && metricText(*before) != metricText(metric))
            effects.append(tr("%1: %2 → <b>%3</b>", "metric: before → after")
                               .arg(
                                   m_words.say(metric.name).toHtmlEscaped(),
                                   metricText(*before),
                                   metricText(metric)));
    const QString what = changed.isEmpty()
                             ? tr("Nothing changed since the last run but the random start.")
                             : tr("Changed since the last run — %1.").arg(changed.join(tr(", ")));
    setText(effects.isEmpty() ? what : what + QStringLiteral("<br>") + effects.join(tr(", ")));
}

void ChangesView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        showChanges();
    QLabel::changeEvent(event);
}

} // namespace app
