#include "app/pages/models/layer_form.h"

#include "app/pages/models/builder_session.h"
#include "app/pages/models/builder_words.h"
#include "app/pages/models/field_control.h"
#include "app/pages/models/model_words.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/number_box.h"
#include "app/widgets/plain_label.h"
#include "app/widgets/toggle_switch.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace app {

namespace {

QString objectNameOf(const std::vector<std::string>& path) {
    QStringList parts;
    for (const std::string& part : path)
        parts.append(asText(part));
    return QStringLiteral("field_") + parts.join(u'_');
}

} // namespace

LayerForm::LayerForm(BuilderSession* session, QWidget* parent)
    : QWidget(parent)
    , m_session(session) {
    setObjectName(QStringLiteral("layerForm"));
    build();
    connect(session, &BuilderSession::rowsChanged, this, [this] {
        if (!m_isSetting)
            show();
    });
    connect(session, &BuilderSession::selectionChanged, this, [this] {
        if (!m_isSetting)
            show();
    });
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &LayerForm::retranslate);
    retranslate();
}

void LayerForm::build() {
    m_title = plainWrappedLabel("formTitle", "heading", "text");
    m_title->setProperty("isCode", true);
    m_doc = plainWrappedLabel("formDoc", "caption", "muted");
    m_fields = new QWidget;
    m_grid = new QGridLayout(m_fields);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(Spacing::kMedium);
    m_grid->setVerticalSpacing(Spacing::kSmall);
    m_grid->setColumnStretch(1, 1);
    m_more = new QPushButton;
    m_more->setObjectName(QStringLiteral("more"));
    m_more->setProperty("kind", "ghost");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(
        Spacing::kLarge, Spacing::kMedium, Spacing::kLarge, Spacing::kMedium);
    column->setSpacing(Spacing::kSmall);
    column->addWidget(m_title);
    column->addWidget(m_doc);
    column->addWidget(m_fields);
    column->addWidget(m_more, 0, Qt::AlignLeft);
    column->addStretch(1);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_showsAll = !m_showsAll;
        show();
    });
}

void LayerForm::show() {
    // Who sets things by keyboard goes on where he was.
    const QWidget* focused = m_fields->isAncestorOf(focusWidget()) ? focusWidget() : nullptr;
    const QString focusName = focused != nullptr ? focused->objectName() : QString();
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        item->widget()->hide();
        // It goes later, and another one has its name now.
        item->widget()->setObjectName({});
        const QList<QWidget*> parts = item->widget()->findChildren<QWidget*>();
        for (QWidget* part : parts)
            part->setObjectName({});
        item->widget()->deleteLater();
        delete item;
    }
    m_rows = 0;
    m_shownRow = m_session->selected();
    m_fields->setVisible(m_shownRow >= 0);
    m_more->setVisible(false);
    if (m_shownRow < 0) {
        m_title->setText(tr("No layer is selected"));
        m_doc->setText(tr("Click a layer at the left to change its settings."));
        return;
    }
    const auto& row = m_session->blueprint().rows[static_cast<std::size_t>(m_shownRow)];
    m_title->setText(asText(row.kind));
    m_doc->setText(layerDoc(asText(row.kind)));
    addInputs();
    int hidden = 0;
    for (const Field& field : tp::inspect::fieldsOf(row.config)) {
        if (field.isUsual || m_showsAll)
            addRow(field);
        hidden += field.isUsual ? 0 : 1;
    }
    m_more->setVisible(hidden > 0);
    m_more->setIcon(icon(
        m_showsAll ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down"),
        IconTone::Muted));
    m_more->setText(m_showsAll ? tr("Fewer settings") : tr("%n more setting(s)", nullptr, hidden));
    m_more->setAccessibleName(m_more->text());
    auto* same = focusName.isEmpty() ? nullptr : m_fields->findChild<QWidget*>(focusName);
    if (same != nullptr)
        same->setFocus(Qt::OtherFocusReason);
}

void LayerForm::place(const QString& name, const QString& tip, QWidget* control, bool isPart) {
    QLabel* left = plainWrappedLabel("fieldName", "body", isPart ? "muted" : "text");
    left->setText(name);
    left->setToolTip(tip);
    left->setBuddy(control);
    if (isPart)
        left->setContentsMargins(Spacing::kMedium, 0, 0, 0);
    control->setAccessibleName(name);
    control->setToolTip(tip);
    m_grid->addWidget(left, m_rows, 0);
    const bool isWide =
        qobject_cast<QComboBox*>(control) != nullptr || control->maximumWidth() == QWIDGETSIZE_MAX;
    const bool isToggle = qobject_cast<ToggleSwitch*>(control) != nullptr;
    m_grid->addWidget(control, m_rows, 1, isWide && !isToggle ? Qt::Alignment() : Qt::AlignLeft);
    control->show(); // at once, so that it can take the focus
    ++m_rows;
}

void LayerForm::addRow(const Field& field) {
    QString name = settingTitle(asText(field.path.back()));
    if (field.isPart) {
        name = partTitle(asText(field.path.back()));
    } else if (field.path.size() > 1) { // of a layer within the layer
        name = tr("%1 (inside)").arg(name);
    }
    // What it is made with depends on the choice, so all is shown anew.
    const std::string& last = field.path.back();
    const bool bringsParts = last.ends_with("_initializer") || last.ends_with("_regularizer") ||
                             last.ends_with("_constraint");
    QWidget* control = makeFieldControl(
        field, objectNameOf(field.path), [this, field, bringsParts](const tp::Json& value) {
            m_isSetting = !bringsParts;
            m_session->setSetting(m_shownRow, field.path, value);
            m_isSetting = false;
        });
    place(name, asText(field.label), control, field.isPart);
}

/// Which outputs the layer takes: one, or several for layers that join them.
void LayerForm::addInputs() {
    const auto& row = m_session->blueprint().rows[static_cast<std::size_t>(m_shownRow)];
    const bool isJoining = tp::inspect::takesSeveral(row.kind);
    if (m_shownRow == 0 && !isJoining)
        return; // nothing else is there to be taken
    addInput(0, row.from);
    if (!isJoining)
        return;
    int number = 1;
    for (const int other : row.with)
        addInput(number++, other);
    addInput(number, BuilderSession::kNone); // to add one more
}

void LayerForm::addInput(int number, int source) {
    auto* choice = makeCombo();
    choice->setObjectName(QStringLiteral("input%1").arg(number));
    // The first one is what it takes if nothing is said, the others may be left out.
    choice->addItem(
        number == 0 ? tr("the layer before") : tr("nothing else"), BuilderSession::kNone);
    choice->addItem(tr("the model's input"), tp::inspect::BlueprintRow::kInput);
    for (int row = 0; row < m_shownRow; ++row) {
        choice->addItem(
            QStringLiteral("%1: %2").arg(row + 1).arg(
                asText(m_session->blueprint().rows[static_cast<std::size_t>(row)].kind)),
            row);
    }
    choice->setCurrentIndex(choice->findData(source)); // none for a row that comes later by now
    connect(choice, &QComboBox::activated, this, [this, choice, number] {
        m_session->setInput(m_shownRow, number, choice->currentData().toInt());
    });
    place(
        number == 0 ? tr("Takes") : tr("and"),
        number == 0 ? tr("Whose output goes into the layer")
                    : tr("Whose output goes into the layer too"),
        choice);
    choice->setAccessibleName(tr("Input %1").arg(number + 1));
}

void LayerForm::retranslate() {
    setAccessibleName(tr("Settings of the layer"));
    show();
}

void LayerForm::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app
