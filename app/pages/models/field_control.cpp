#include "app/pages/models/field_control.h"

#include "app/pages/models/model_words.h"
#include "app/theme/theme.h"
#include "app/widgets/number_box.h"
#include "app/widgets/toggle_switch.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>

#include <optional>

namespace app {

using Field = tp::inspect::LayerField;

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

std::optional<tp::Json> numbersIn(const QString& text, bool areWhole) {
    static const QRegularExpression between(QStringLiteral("[\\s,;×x\\[\\]]+"));
    tp::Json::List numbers;
    const QStringList parts = text.split(between, Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        bool isNumber = false;
        const double number = areWhole ? part.toInt(&isNumber) : part.toDouble(&isNumber);
        numbers.push_back(areWhole ? tp::Json(static_cast<int>(number)) : tp::Json(number));
        if (!isNumber)
            return std::nullopt;
    }
    return tp::Json(std::move(numbers));
}

namespace {

constexpr int kNumberWidth = 140;
constexpr int kCellWidth = 92;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FieldControl)
};

QWidget* makeToggle(const Field& field, const SetField& set) {
    auto* toggle = new ToggleSwitch;
    toggle->setChecked(field.value.boolean());
    QObject::connect(toggle, &QAbstractButton::toggled, toggle, [set](bool isOn) { set(isOn); });
    return toggle;
}

QWidget* makeNumber(const Field& field, const SetField& set) {
    const bool isWhole = field.kind == Field::Kind::Whole;
    auto* box = new NumberBox(
        isWhole ? NumberBox::Kind::Integer : NumberBox::Kind::Real, NumberBox::Scale::Linear);
    box->setRange(field.least, field.most, field.step);
    box->setValue(field.value.isNumber() ? field.value.number() : field.least);
    box->setFixedWidth(scaled(kNumberWidth));
    QObject::connect(box, &NumberBox::valueChanged, box, [set, isWhole](double value) {
        set(isWhole ? tp::Json(static_cast<std::int64_t>(value)) : tp::Json(value));
    });
    return box;
}

QWidget* makeChoice(const Field& field, const SetField& set) {
    auto* choice = makeCombo();
    if (field.isOptional)
        choice->addItem(Words::tr("none"), QString());
    for (const std::string& each : field.choices)
        choice->addItem(asText(each), asText(each));
    const QString now = field.value.isText() ? asText(field.value.text()) : QString();
    choice->setCurrentIndex(std::max(0, choice->findData(now)));
    QObject::connect(choice, &QComboBox::activated, choice, [set, choice] {
        const QString chosen = choice->currentData().toString();
        set(chosen.isEmpty() ? tp::Json() : tp::Json(chosen.toStdString()));
    });
    return choice;
}

/// A field for numbers that may be several, or none.
QWidget* makeSizes(const Field& field, const SetField& set) {
    auto* edit = new QLineEdit(sizesText(field.value));
    const bool isOne = field.kind != Field::Kind::Sizes;
    const bool areWhole = field.kind != Field::Kind::Real;
    edit->setPlaceholderText(
        field.isOptional ? Words::tr("not given") : Words::tr("for example 3, 3"));
    if (isOne)
        edit->setFixedWidth(scaled(kNumberWidth));
    QObject::connect(
        edit,
        &QLineEdit::textEdited,
        edit,
        [set, isOptional = field.isOptional, isOne, areWhole](const QString& text) {
            const auto sizes = numbersIn(text, areWhole);
            if (!sizes || (sizes->list().empty() && !isOptional))
                return; // not finished yet: what was there counts until it is
            if (sizes->list().empty()) {
                set({});
            } else {
                set(isOne ? sizes->list().front() : *sizes);
            }
        });
    return edit;
}

/// What the rows of a table stand for: edges, where there are two of two numbers.
QString rowTitle(const tp::Json& table, std::size_t row) {
    if (table.list().size() == 2 && table.list()[0].list().size() == 2)
        return row == 0 ? Words::tr("above, below") : Words::tr("left, right");
    return QString::number(row + 1);
}

QWidget* makeTable(const Field& field, const QString& objectName, const SetField& set) {
    auto* table = new QWidget;
    auto* grid = new QGridLayout(table);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(Spacing::kTiny);
    const auto value = std::make_shared<tp::Json>(field.value);
    for (std::size_t row = 0; row < value->list().size(); ++row) {
        const QString rowName = rowTitle(*value, row);
        auto* title = new QLabel(rowName);
        title->setProperty("type", "caption");
        title->setProperty("tone", "muted");
        const auto columns = value->list()[row].list().size();
        grid->addWidget(title, static_cast<int>(row), static_cast<int>(columns));
        for (std::size_t column = 0; column < columns; ++column) {
            auto* box = new NumberBox(NumberBox::Kind::Integer, NumberBox::Scale::Linear);
            box->setRange(0, field.most, 1);
            box->setValue(value->list()[row].list()[column].number());
            box->setObjectName(QStringLiteral("%1_%2_%3").arg(objectName).arg(row).arg(column));
            box->setAccessibleName(QStringLiteral("%1 %2").arg(rowName).arg(column + 1));
            box->setFixedWidth(scaled(kCellWidth));
            grid->addWidget(box, static_cast<int>(row), static_cast<int>(column));
            QObject::connect(
                box, &NumberBox::valueChanged, box, [value, set, row, column](double number) {
                    value->list()[row].list()[column] = static_cast<std::int64_t>(number);
                    set(*value);
                });
        }
        grid->setColumnStretch(static_cast<int>(columns), 1);
    }
    table->setFocusProxy(table->findChild<NumberBox*>());
    return table;
}

QWidget* make(const Field& field, const QString& objectName, const SetField& set) {
    switch (field.kind) {
    case Field::Kind::Toggle:
        return makeToggle(field, set);
    case Field::Kind::Choice:
        return makeChoice(field, set);
    case Field::Kind::Table:
        return makeTable(field, objectName, set);
    case Field::Kind::Sizes:
        return makeSizes(field, set);
    case Field::Kind::Whole:
    case Field::Kind::Real:
        break;
    }
    return field.isOptional ? makeSizes(field, set) : makeNumber(field, set);
}

} // namespace

QComboBox* makeCombo() {
    auto* choice = new QComboBox;
    // Long entries are cut rather than everything beside them.
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(8);
    return choice;
}

QWidget* makeFieldControl(const Field& field, const QString& objectName, const SetField& set) {
    QWidget* control = make(field, objectName, set);
    control->setObjectName(objectName);
    return control;
}

} // namespace app
