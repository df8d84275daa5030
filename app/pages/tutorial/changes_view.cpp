#include "app/pages/tutorial/changes_view.h"

#include <QEvent>

#include <algorithm>

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
    for (const auto& metric : record.stage.metrics) {
        if (const auto* before = record.previousStage.metric(metric.id);
            before != nullptr && metricText(*before) != metricText(metric)) {
            effects.append(tr("%1: %2 → <b>%3</b>", "metric: before → after")
                               .arg(
                                   m_words.say(metric.name).toHtmlEscaped(),
                                   metricText(*before),
                                   metricText(metric)));
        }
    }
    const QString what = changed.isEmpty()
                             ? tr("Nothing changed since the last run but the random start.")
                             : tr("Changed since the last run — %1.").arg(changed.join(tr(", ")));
    const QString all =
        effects.isEmpty() ? what : what + QStringLiteral("<br>") + effects.join(tr(", "));
    setToolTip(all);
    if (!m_isSingleLine)
        return setText(all);
    QString plain = all;
    plain.replace(QStringLiteral("<br>"), QStringLiteral("  "));
    plain.remove(QStringLiteral("<b>")).remove(QStringLiteral("</b>"));
    setText(fontMetrics().elidedText(plain, Qt::ElideRight, std::max(60, width())));
}

void ChangesView::setSingleLine(bool isSingleLine) {
    if (m_isSingleLine == isSingleLine)
        return;
    m_isSingleLine = isSingleLine;
    setWordWrap(!isSingleLine);
    setMinimumWidth(60);
    setSizePolicy(
        isSingleLine ? QSizePolicy::Ignored : QSizePolicy::Preferred, QSizePolicy::Preferred);
    showChanges();
}

void ChangesView::resizeEvent(QResizeEvent* event) {
    QLabel::resizeEvent(event);
    if (m_isSingleLine && isVisible())
        showChanges();
}

void ChangesView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        showChanges();
    QLabel::changeEvent(event);
}

} // namespace app
