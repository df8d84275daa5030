#include "app/pages/models/layer_form.h"

#include "app/pages/models/builder_session.h"
#include "app/pages/models/builder_words.h"
#include "app/pages/models/model_words.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/number_box.h"
#include "app/widgets/toggle_switch.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

#include <optional>

namespace app {

namespace {

constexpr int kNumberWidth = 140;

QLabel* label(const char* objectName, const char* type, const char* tone) {
    auto* made = new QLabel;
    made->setObjectName(QString::fromLatin1(objectName));
    made->setProperty("type", type);
    made->setProperty("tone", tone);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(true);
    return made;
}

QString sizesText(const tp::Json& value) {
    QStringList sizes;
    if (value.isNumber())
        return asText(value.dump());
    if (value.isList()) {
        for (const tp::Json& each : value.list())
            sizes.append(asText(each.dump()));
    }
    return sizes.join(QStringLiteral(", "));
}

/// Whole numbers with anything between them that cannot be part of one; none for other text.
std::optional<tp::Json> sizesIn(const QString& text) {
    static const QRegularExpression between(QStringLiteral("[\\s,;×x\\[\\]]+"));
    tp::Json::List sizes;
    const QStringList parts = text.split(between, Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        bool isNumber = false;
        const int size = part.toInt(&isNumber);
        if (!isNumber)
            return std::nullopt;
        sizes.emplace_back(size);
    }
    return tp::Json(std::move(sizes));
}

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
    m_title = label("formTitle", "heading", "text");
    m_title->setProperty("isCode", true);
    m_doc = label("formDoc", "caption", "muted");
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
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        item->widget()->hide();
        item->widget()->setObjectName({}); // it goes later, and another one has its name now
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
    if (tp::inspect::takesSeveral(row.kind))
        addWith();
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
}

void LayerForm::place(const QString& name, const QString& tip, QWidget* control) {
    QLabel* left = label("fieldName", "body", "text");
    left->setText(name);
    left->setToolTip(tip);
    left->setBuddy(control);
    control->setAccessibleName(name);
    control->setToolTip(tip);
    m_grid->addWidget(left, m_rows, 0);
    if (auto* number = qobject_cast<NumberBox*>(control))
        number->setFixedWidth(scaled(kNumberWidth));
    const bool isSmall = qobject_cast<ToggleSwitch*>(control) != nullptr ||
                         qobject_cast<NumberBox*>(control) != nullptr;
    m_grid->addWidget(control, m_rows, 1, isSmall ? Qt::AlignLeft : Qt::Alignment());
    ++m_rows;
}

void LayerForm::addRow(const Field& field) {
    QString name = settingTitle(asText(field.path.back()));
    if (field.path.size() > 1) // of a layer within the layer
        name = tr("%1 (inside)").arg(name);
    QWidget* control = controlFor(field);
    control->setObjectName(objectNameOf(field.path));
    place(name, asText(field.label), control);
}

void LayerForm::addWith() {
    auto* choice = new QComboBox;
    choice->setObjectName(QStringLiteral("with"));
    choice->addItem(tr("nothing else"), -2);
    choice->addItem(tr("the input"), -1);
    for (int row = 0; row < m_shownRow; ++row) {
        choice->addItem(
            QStringLiteral("%1: %2").arg(row + 1).arg(
                asText(m_session->blueprint().rows[static_cast<std::size_t>(row)].kind)),
            row);
    }
    const auto& with = m_session->blueprint().rows[static_cast<std::size_t>(m_shownRow)].with;
    choice->setCurrentIndex(std::max(0, choice->findData(with.empty() ? -2 : with.front())));
    connect(choice, &QComboBox::activated, this, [this, choice] {
        m_session->setWith(m_shownRow, choice->currentData().toInt());
    });
    place(
        tr("Joined with"),
        tr("Which other output it takes, beside that of the layer before"),
        choice);
}

void LayerForm::set(const Field& field, const tp::Json& value) {
    m_isSetting = true;
    m_session->setSetting(m_shownRow, field.path, value);
    m_isSetting = false;
}

QWidget* LayerForm::controlFor(const Field& field) {
    switch (field.kind) {
    case Field::Kind::Toggle: {
        auto* toggle = new ToggleSwitch;
        toggle->setChecked(field.value.boolean());
        connect(toggle, &QAbstractButton::toggled, this, [this, field](bool isOn) {
            set(field, isOn);
        });
        return toggle;
    }
    case Field::Kind::Choice:
        return choiceFor(field);
    case Field::Kind::Sizes:
        return sizesFor(field);
    case Field::Kind::Whole:
    case Field::Kind::Real:
        break;
    }
    return field.isOptional ? sizesFor(field) : numberFor(field);
}

QWidget* LayerForm::numberFor(const Field& field) {
    const bool isWhole = field.kind == Field::Kind::Whole;
    const bool isShare = field.most <= 1;
    auto* box = new NumberBox(
        isWhole ? NumberBox::Kind::Integer : NumberBox::Kind::Real, NumberBox::Scale::Linear);
    box->setRange(field.least, field.most, isWhole ? 1 : (isShare ? 0.05 : 0.1));
    box->setValue(field.value.isNumber() ? field.value.number() : field.least);
    connect(box, &NumberBox::valueChanged, this, [this, field, isWhole](double value) {
        set(field, isWhole ? tp::Json(static_cast<std::int64_t>(value)) : tp::Json(value));
    });
    return box;
}

QWidget* LayerForm::choiceFor(const Field& field) {
    auto* choice = new QComboBox;
    if (field.isOptional)
        choice->addItem(tr("none"), QString());
    for (const std::string& each : field.choices)
        choice->addItem(asText(each), asText(each));
    const QString now = field.value.isText() ? asText(field.value.text()) : QString();
    choice->setCurrentIndex(std::max(0, choice->findData(now)));
    connect(choice, &QComboBox::activated, this, [this, field, choice] {
        const QString chosen = choice->currentData().toString();
        set(field, chosen.isEmpty() ? tp::Json() : tp::Json(chosen.toStdString()));
    });
    return choice;
}

QWidget* LayerForm::sizesFor(const Field& field) {
    auto* edit = new QLineEdit(sizesText(field.value));
    const bool isOne = field.kind != Field::Kind::Sizes;
    edit->setPlaceholderText(field.isOptional ? tr("not given") : tr("for example 3, 3"));
    connect(edit, &QLineEdit::textEdited, this, [this, field, isOne](const QString& text) {
        const auto sizes = sizesIn(text);
        if (!sizes || (sizes->list().empty() && !field.isOptional))
            return; // not finished yet: what was there counts until it is
        if (sizes->list().empty()) {
            set(field, {});
        } else {
            set(field, isOne ? sizes->list().front() : *sizes);
        }
    });
    return edit;
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
