#include "app/pages/models/builder_row.h"

#include "app/core/error_text.h"
#include "app/pages/models/builder_session.h"
#include "app/pages/models/builder_words.h"
#include "app/pages/models/model_words.h"
#include "app/theme/icon.h"
#include "app/theme/paint.h"
#include "app/theme/theme.h"
#include "app/widgets/plain_label.h"
#include "engine/inspect/layer_fields.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace app {

namespace {

constexpr qsizetype kMostTold = 3; // settings in the summary

/// Ends in a mark, so that another sentence may follow.
QString sentence(const QString& text) {
    static const QString marks = QStringLiteral(".!?。！？");
    return text.isEmpty() || marks.contains(text.back()) ? text : text + u'.';
}

QString valueText(const tp::Json& value) {
    if (value.isText())
        return asText(value.text());
    if (!value.isList())
        return asText(value.dump());
    QStringList sizes;
    for (const tp::Json& each : value.list())
        sizes.append(each.isList() ? valueText(each) : asText(each.dump()));
    const bool isTable = !value.list().empty() && value.list().front().isList();
    return sizes.join(isTable ? QStringLiteral(" / ") : QStringLiteral(" × "));
}

} // namespace

BuilderRow::BuilderRow(BuilderSession* session, int row, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_row(row) {
    setObjectName(QStringLiteral("builderRow%1").arg(row));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    build();
    refresh();
}

void BuilderRow::build() {
    m_number = plainLabel("rowNumber", "caption", "muted");
    m_number->setMinimumWidth(scaled(14));
    m_number->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_kind = plainLabel("rowKind", "body", "text");
    m_kind->setProperty("isCode", true);
    QFont bold = m_kind->font();
    bold.setWeight(QFont::DemiBold);
    m_kind->setFont(bold);
    m_summary = plainLabel("rowSummary", "caption", "muted");
    m_summary->setProperty("isCode", true);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_outputs = plainLabel("rowOutputs", "mono", "muted");
    m_outputs->setProperty("isCode", true);
    m_outputs->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_remark = plainLabel("rowRemark", "caption", "danger");
    m_remark->setWordWrap(true);
    const auto tool = [this](const char* objectName, const char* iconName) {
        auto* button = new QToolButton;
        button->setObjectName(QString::fromLatin1(objectName) + QString::number(m_row));
        button->setIcon(icon(QString::fromLatin1(iconName)));
        button->setFocusPolicy(Qt::StrongFocus);
        button->setFixedSize(scaled(28), scaled(28));
        return button;
    };
    m_up = tool("up", "chevron-up");
    m_down = tool("down", "chevron-down");
    m_remove = tool("remove", "close");
    auto* top = new QHBoxLayout;
    top->setSpacing(Spacing::kSmall);
    top->addStrut(scaled(28)); // as high as the buttons, also while they are hidden
    top->addWidget(m_number);
    top->addWidget(m_kind);
    top->addWidget(m_summary, 1);
    top->addWidget(m_outputs);
    for (QToolButton* button : {m_up, m_down, m_remove})
        top->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(22), Spacing::kSmall, Spacing::kSmall, Spacing::kSmall);
    column->setSpacing(Spacing::kTiny);
    column->addLayout(top);
    column->addWidget(m_remark);
    connect(m_up, &QToolButton::clicked, this, [this] { m_session->moveRow(m_row, -1); });
    connect(m_down, &QToolButton::clicked, this, [this] { m_session->moveRow(m_row, 1); });
    connect(m_remove, &QToolButton::clicked, this, [this] { m_session->removeRow(m_row); });
}

/// Whose outputs it takes, where that is not the layer before alone: "2 + 1".
QString BuilderRow::sources() const {
    const auto& row = m_session->blueprint().rows[static_cast<std::size_t>(m_row)];
    if (row.from == BuilderSession::kNone && row.with.empty())
        return {};
    const auto name = [](int source) {
        return source < 0 ? tr("input") : QString::number(source + 1);
    };
    QStringList names{name(row.from == BuilderSession::kNone ? m_row - 1 : row.from)};
    for (const int other : row.with)
        names.append(name(other));
    return names.join(QStringLiteral(" + "));
}

/// What is wrong with it, or else what is odd about it.
QString BuilderRow::remark() const {
    if (m_session->state(m_row) == BuilderSession::RowState::Refused) {
        return tr("%1 What goes in has the shape %2.")
            .arg(sentence(translateError(*m_session->refusal())), shapeText(m_session->entering()));
    }
    return m_session->isUsed(m_row) ? QString() : tr("The model's output does not depend on it.");
}

/// The first settings that matter: "8, relu".
QString BuilderRow::summary() const {
    const auto& row = m_session->blueprint().rows[static_cast<std::size_t>(m_row)];
    QStringList told;
    for (const auto& field : tp::inspect::fieldsOf(row.config)) {
        const bool isWorthIt = field.isUsual && !field.value.isNull() && !field.value.isBool();
        if (isWorthIt && told.size() < kMostTold)
            told.append(valueText(field.value));
    }
    QString settings = told.join(QStringLiteral(", "));
    const QString from = sources();
    if (from.isEmpty())
        return settings;
    return settings.isEmpty() ? tr("takes %1").arg(from)
                              : tr("takes %1  ·  %2").arg(from, settings);
}

void BuilderRow::refresh() {
    if (m_row >= m_session->count())
        return;
    const auto& row = m_session->blueprint().rows[static_cast<std::size_t>(m_row)];
    const auto state = m_session->state(m_row);
    const bool isSelected = m_session->selected() == m_row;
    const QString kind = asText(row.kind);
    m_number->setText(QString::number(m_row + 1));
    m_kind->setText(kind);
    m_summary->setText(summary());
    const QString remarkText = remark();
    const bool isRefused = state == BuilderSession::RowState::Refused;
    QString shapes;
    if (state == BuilderSession::RowState::Accepted)
        shapes = shapeText(m_session->checked(m_row).outputs);
    m_outputs->setText(shapes.isEmpty() && !isRefused ? QStringLiteral("…") : shapes);
    m_remark->setText(remarkText);
    m_remark->setVisible(!remarkText.isEmpty());
    m_remark->setProperty("tone", isRefused ? "danger" : "warning");
    refreshStyle(m_remark);
    m_up->setEnabled(m_row > 0);
    m_down->setEnabled(m_row + 1 < m_session->count());
    m_up->setToolTip(tr("Move up (Alt+↑)"));
    m_down->setToolTip(tr("Move down (Alt+↓)"));
    m_remove->setToolTip(tr("Remove (Del)"));
    for (QToolButton* button : {m_up, m_down, m_remove}) {
        button->setAccessibleName(button->toolTip());
        button->setVisible(isSelected);
    }
    setAccessibleName(tr("Layer %1: %2").arg(m_row + 1).arg(kind));
    setAccessibleDescription(remarkText.isEmpty() ? shapes : remarkText);
    setToolTip(layerDoc(kind));
    update();
}

void BuilderRow::paintEvent(QPaintEvent*) {
    const ThemeColors& colors = theme();
    QPainter painter(this);
    const bool isSelected = m_session->selected() == m_row;
    const bool isRefused = m_session->state(m_row) == BuilderSession::RowState::Refused;
    const QColor line = isRefused ? colors.danger : (isSelected ? colors.accent : colors.border);
    const QColor fill = isRefused ? colors.dangerSoft
                                  : (isSelected ? colors.accentSoft
                                                : (underMouse() ? colors.hover : colors.surface));
    paintBox(&painter, QRectF(rect()), Spacing::kSmallRadius, fill, line, isSelected ? 1.5 : 1);
    const auto& row = m_session->blueprint().rows;
    if (m_row < static_cast<int>(row.size())) {
        paintBox(
            &painter,
            QRectF(scaled(8), scaled(9), scaled(4), height() - scaled(18)),
            2,
            familyColor(familyOf(asText(row[static_cast<std::size_t>(m_row)].kind), false)));
    }
    if (showsFocus(this))
        paintFocusRing(&painter, QRectF(rect()), Spacing::kSmallRadius);
}

void BuilderRow::mousePressEvent(QMouseEvent*) {
    m_session->select(m_row);
    emit activated();
}

void BuilderRow::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    m_session->select(m_row);
}

void BuilderRow::keyPressEvent(QKeyEvent* event) {
    const bool isAlt = event->modifiers() & Qt::AltModifier;
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down: {
        const int by = event->key() == Qt::Key_Up ? -1 : 1;
        if (isAlt) {
            m_session->moveRow(m_row, by);
        } else {
            emit left(by);
        }
        return;
    }
    case Qt::Key_Delete:
        return m_session->removeRow(m_row);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return emit activated();
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace app
