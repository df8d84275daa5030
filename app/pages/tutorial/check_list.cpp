#include "app/pages/tutorial/check_list.h"

#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace app {

namespace {

QString filled(const std::string& text, const tp::CheckResult& result) {
    return QString::fromStdString(tp::formatText(text, {result.expected, result.observed}));
}

QLabel* wrappedLabel(const QString& text, const char* tone) {
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::MarkdownText);
    label->setWordWrap(true);
    label->setProperty("tone", tone);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QWidget* line(const char* iconName, const QColor& color, const QString& text, const char* tone) {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Spacing::kSmall);
    auto* mark = new QLabel;
    mark->setPixmap(
        iconPixmap(QString::fromLatin1(iconName), scaled(16), color, row->devicePixelRatioF()));
    mark->setFixedWidth(scaled(18));
    layout->addWidget(mark, 0, Qt::AlignTop);
    layout->addWidget(wrappedLabel(text, tone), 1);
    return row;
}

} // namespace

CheckList::CheckList(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("checkList"));
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(Spacing::kSmall);
}

void CheckList::show(const tp::StepText& text, const std::vector<tp::CheckResult>& results) {
    while (QLayoutItem* item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    QStringList spoken;
    for (const auto& [key, words] : text.checks) {
        const auto result =
            std::find_if(results.begin(), results.end(), [&, id = key](const auto& one) {
                return one.key == id;
            });
        const QString goal = QString::fromStdString(words.goal);
        if (result == results.end()) {
            m_column->addWidget(line("circle", theme().textMuted, goal, "muted"));
        } else if (result->passed) {
            m_column->addWidget(line("check-circle", theme().success, goal, "text"));
            spoken.append(tr("Fulfilled: %1").arg(goal));
        } else {
            const QString failure = filled(words.failure, *result);
            m_column->addWidget(line("error", theme().danger, goal, "text"));
            auto* card = new QFrame;
            card->setObjectName(QStringLiteral("failure_") + QString::fromStdString(key));
            card->setProperty("kind", "banner");
            card->setProperty("tone", "danger");
            auto* inside = new QVBoxLayout(card);
            inside->setContentsMargins(
                Spacing::kMedium, Spacing::kSmall, Spacing::kMedium, Spacing::kSmall);
            inside->addWidget(wrappedLabel(failure, "text"));
            m_column->addWidget(card);
            spoken.append(tr("Not fulfilled: %1").arg(failure));
        }
    }
    setAccessibleName(tr("Checks"));
    setAccessibleDescription(spoken.join(QStringLiteral(". ")));
}

} // namespace app
