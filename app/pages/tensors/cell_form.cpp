#include "app/pages/tensors/cell_form.h"

#include "app/charts/flow_layout.h"
#include "app/core/dialogs.h"
#include "app/pages/tensors/tensor_words.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/toggle_switch.h"
#include "engine/notebook/sample_picture.h"
#include "engine/notebook/value_text.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QToolButton>

namespace app {

namespace notebook = tp::notebook;

namespace {

constexpr int kFieldWidth = 128;
constexpr int kWideField = 268;

/// What strings there are to choose from, by the attribute's name: TensorFlow's words.
QStringList choicesOf(std::string_view attr) {
    static const QHash<QString, QStringList> choices{
        {QStringLiteral("pad"), {QStringLiteral("valid"), QStringLiteral("same")}},
        {QStringLiteral("dataFormat"), {QStringLiteral("NHWC"), QStringLiteral("NCHW")}},
        {QStringLiteral("mode"), {QStringLiteral("reflect"), QStringLiteral("symmetric")}},
        {QStringLiteral("method"), {QStringLiteral("bilinear"), QStringLiteral("nearest")}},
        {QStringLiteral("interpolation"), {QStringLiteral("nearest"), QStringLiteral("bilinear")}},
        {QStringLiteral("fillMode"),
         {QStringLiteral("constant"),
          QStringLiteral("reflect"),
          QStringLiteral("wrap"),
          QStringLiteral("nearest")}},
        {QStringLiteral("side"), {QStringLiteral("left"), QStringLiteral("right")}},
        {QStringLiteral("activation"),
         {QStringLiteral("linear"),
          QStringLiteral("relu"),
          QStringLiteral("relu6"),
          QStringLiteral("elu"),
          QStringLiteral("sigmoid"),
          QStringLiteral("leakyrelu"),
          QStringLiteral("prelu")}},
    };
    return choices.value(fromText(attr));
}

QStringList dtypeNames() {
    return {
        QStringLiteral("float32"),
        QStringLiteral("int32"),
        QStringLiteral("bool"),
        QStringLiteral("complex64"),
        QStringLiteral("string")};
}

/// Whether all brackets that were opened are closed, so that Enter may run the cell.
bool isBalanced(const QString& text) {
    return text.count(u'[') <= text.count(u']');
}

} // namespace

QStringList splitInputs(const QString& text) {
    QStringList parts;
    QString part;
    int depth = 0;
    QChar quote;
    for (const QChar c : text) {
        if (!quote.isNull()) {
            quote = c == quote ? QChar() : quote;
        } else if (c == u'"' || c == u'\'') {
            quote = c;
        } else if (c == u'[' || c == u']') {
            depth += c == u'[' ? 1 : -1;
        }
        if (c == u',' && depth == 0 && quote.isNull()) {
            parts.append(part.trimmed());
            part.clear();
        } else {
            part += c;
        }
    }
    if (!part.trimmed().isEmpty())
        parts.append(part.trimmed());
    return parts;
}

CellForm::CellForm(QWidget* parent)
    : QWidget(parent)
    , m_flow(new FlowLayout(this, Spacing::kMedium)) {
    setObjectName(QStringLiteral("cellForm"));
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("name"));
    m_operation = new QComboBox;
    m_operation->setObjectName(QStringLiteral("operation"));
    m_operation->setEditable(true);
    m_operation->setInsertPolicy(QComboBox::NoInsert);
    m_operation->setMaxVisibleItems(16);
    for (const notebook::Recipe& recipe : notebook::allRecipes())
        m_operation->addItem(fromText(recipe.name));
    m_operation->completer()->setFilterMode(Qt::MatchContains);
    m_operation->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_operationField = addField({}, m_operation);
    m_nameField = addField({}, m_name);
    m_nameField->setFixedWidth(scaled(72));
    m_operationField->setFixedWidth(scaled(200));
    connect(m_name, &QLineEdit::editingFinished, this, &CellForm::changed);
    connect(m_operation, &QComboBox::activated, this, &CellForm::takeRecipe);
    connect(m_operation->lineEdit(), &QLineEdit::editingFinished, this, &CellForm::takeRecipe);
    m_name->installEventFilter(this);
    m_operation->installEventFilter(this);
    retranslate();
}

QWidget* CellForm::addField(const QString& label, QWidget* control) {
    auto* field = new QWidget(this);
    auto* caption = new QLabel(label);
    caption->setObjectName(QStringLiteral("caption"));
    caption->setProperty("type", "caption");
    caption->setProperty("tone", "muted");
    caption->setBuddy(control);
    field->setProperty("isCode", true); // names of inputs and attributes are the op's own
    auto* column = new QVBoxLayout(field);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(caption);
    column->addWidget(control);
    column->addStretch(1);
    field->setFixedWidth(scaled(kFieldWidth));
    m_flow->addWidget(field);
    return field;
}

QComboBox* CellForm::makeInput(const QString& name) {
    auto* box = new QComboBox;
    box->setObjectName(QStringLiteral("input_%1").arg(name));
    box->setAccessibleName(name);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setCompleter(nullptr);
    box->installEventFilter(this);
    connect(box, &QComboBox::activated, this, &CellForm::changed);
    connect(box->lineEdit(), &QLineEdit::editingFinished, this, &CellForm::changed);
    return box;
}

QWidget* CellForm::makeChoice(const QString& name, const QStringList& choices, bool isFree) {
    auto* box = new QComboBox;
    box->setObjectName(QStringLiteral("attr_%1").arg(name));
    box->setAccessibleName(name);
    box->addItems(choices);
    box->setEditable(isFree);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->installEventFilter(this);
    connect(box, &QComboBox::activated, this, &CellForm::changed);
    if (isFree)
        connect(box->lineEdit(), &QLineEdit::editingFinished, this, &CellForm::changed);
    return box;
}

QWidget* CellForm::makeAttr(std::string_view attr, const tp::Attr& byDefault) {
    const QString name = fromText(attr);
    if (std::holds_alternative<bool>(byDefault)) {
        auto* toggle = new ToggleSwitch;
        toggle->setObjectName(QStringLiteral("attr_%1").arg(name));
        toggle->setAccessibleName(name);
        connect(toggle, &QAbstractButton::clicked, this, &CellForm::changed);
        return toggle;
    }
    if (std::holds_alternative<tp::DType>(byDefault))
        return makeChoice(name, dtypeNames(), false);
    if (m_recipe->name == "tensor" && attr == "dtype")
        return makeChoice(name, QStringList{QStringLiteral("auto")} + dtypeNames(), false);
    if (attr == "picture") {
        QStringList samples;
        for (const std::string& sample : notebook::samplePictures())
            samples.append(QString::fromStdString(sample));
        return makeChoice(name, samples, true);
    }
    if (std::holds_alternative<std::string>(byDefault) && !choicesOf(attr).isEmpty())
        return makeChoice(name, choicesOf(attr), true);
    if (attr == "values") {
        auto* edit = new QPlainTextEdit;
        edit->setObjectName(QStringLiteral("attr_values"));
        edit->setAccessibleName(name);
        edit->setFont(typeFont(Type::Mono));
        edit->setTabChangesFocus(true);
        edit->setFixedHeight(scaled(66));
        edit->installEventFilter(this);
        return edit;
    }
    auto* edit = new QLineEdit;
    edit->setObjectName(QStringLiteral("attr_%1").arg(name));
    edit->setAccessibleName(name);
    edit->installEventFilter(this);
    connect(edit, &QLineEdit::editingFinished, this, &CellForm::changed);
    return edit;
}

QWidget* CellForm::pictureField(QWidget* edit) {
    auto* both = new QWidget;
    auto* choose = new QToolButton;
    choose->setObjectName(QStringLiteral("chooseFile"));
    choose->setIcon(icon(QStringLiteral("more")));
    choose->setFocusPolicy(Qt::StrongFocus);
    choose->setToolTip(tr("Choose a picture file"));
    choose->setAccessibleName(tr("Choose a picture file"));
    connect(choose, &QToolButton::clicked, this, &CellForm::chooseFile);
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Spacing::kTiny);
    row->addWidget(edit, 1);
    row->addWidget(choose);
    return both;
}

void CellForm::chooseFile() {
    const FileQuestion question{
        FileQuestion::Purpose::Open,
        tr("Choose a picture"),
        tr("Pictures (*.png *.jpg *.jpeg *.bmp *.gif)"),
        {}};
    dialogs().askForFile(this, question, [this](const QString& path) {
        for (const auto& [name, control] : m_attrs) {
            if (name == "picture")
                setText(control, path);
        }
        emit changed();
    });
}

void CellForm::rebuild() {
    for (QWidget* field : std::as_const(m_fields)) {
        field->hide();
        field->setParent(nullptr);
        field->deleteLater();
    }
    m_fields.clear();
    m_inputs.clear();
    m_attrs.clear();
    m_list = nullptr;
    if (m_recipe == nullptr)
        return;
    if (m_recipe->isVariadic()) {
        m_list = new QLineEdit;
        m_list->setObjectName(QStringLiteral("list"));
        m_list->installEventFilter(this);
        connect(m_list, &QLineEdit::editingFinished, this, &CellForm::changed);
        QStringList names;
        for (const std::string_view input : m_recipe->inputs)
            names.append(fromText(notebook::Recipe::inputName(input)));
        m_fields.append(addField(names.join(QStringLiteral(", ")), m_list));
        m_list->setAccessibleName(names.join(QStringLiteral(", ")));
        m_fields.last()->setFixedWidth(scaled(kWideField));
    } else {
        for (const std::string_view input : m_recipe->inputs) {
            const QString name = fromText(notebook::Recipe::inputName(input));
            m_inputs.append(makeInput(name));
            m_fields.append(addField(
                input.ends_with('?') ? tr("%1 (optional)").arg(name) : name, m_inputs.last()));
        }
    }
    for (const auto& [name, byDefault] : m_recipe->attrs) {
        QWidget* control = makeAttr(name, byDefault);
        m_attrs.append({std::string(name), control});
        const bool isPicture = name == "picture";
        m_fields.append(addField(fromText(name), isPicture ? pictureField(control) : control));
        if (name == "values" || name == "steps" || name == "picture")
            m_fields.last()->setFixedWidth(scaled(kWideField));
    }
    QWidget* before = m_name;
    for (QWidget* field : std::as_const(m_fields)) {
        const QList<QWidget*> controls = field->findChildren<QWidget*>();
        for (QWidget* control : controls) {
            // The list that a box unfolds is a window of its own.
            if (!(control->focusPolicy() & Qt::TabFocus) || control->window() != window())
                continue;
            setTabOrder(before, control);
            before = control;
        }
    }
}

void CellForm::setCell(const notebook::Cell& cell, const QStringList& names) {
    m_isFilling = true;
    m_cell = cell;
    const notebook::Recipe* recipe = notebook::findRecipe(cell.recipe);
    if (recipe != m_recipe) {
        m_recipe = recipe;
        rebuild();
    }
    fill(names);
    m_isFilling = false;
}

void CellForm::fill(const QStringList& names) {
    const QSignalBlocker operationBlocker(m_operation);
    m_name->setText(QString::fromStdString(m_cell.name));
    const int place = m_operation->findText(QString::fromStdString(m_cell.recipe));
    m_operation->setCurrentIndex(place);
    m_operation->setEditText(QString::fromStdString(m_cell.recipe));
    if (m_list != nullptr) {
        QStringList inputs;
        for (const std::string& input : m_cell.inputs)
            inputs.append(QString::fromStdString(input));
        m_list->setText(inputs.join(QStringLiteral(", ")));
    }
    for (qsizetype i = 0; i < m_inputs.size(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const QString text =
            at < m_cell.inputs.size() ? QString::fromStdString(m_cell.inputs[at]) : QString();
        const QSignalBlocker blocker(m_inputs[i]);
        m_inputs[i]->clear();
        m_inputs[i]->addItems(names);
        m_inputs[i]->setCurrentIndex(m_inputs[i]->findText(text));
        m_inputs[i]->setEditText(text);
    }
    for (const auto& [name, control] : std::as_const(m_attrs)) {
        const auto given = m_cell.attrs.find(name);
        setText(
            control,
            given == m_cell.attrs.end() ? defaultOf(name) : QString::fromStdString(given->second));
    }
}

QString CellForm::defaultOf(std::string_view attr) const {
    for (const auto& [name, byDefault] : m_recipe->attrs) {
        if (name == attr)
            return QString::fromStdString(notebook::attrText(byDefault));
    }
    return {};
}

void CellForm::setText(QWidget* control, const QString& text) const {
    const QSignalBlocker blocker(control);
    if (auto* toggle = qobject_cast<QAbstractButton*>(control)) {
        toggle->setChecked(text == QLatin1String("true"));
    } else if (auto* box = qobject_cast<QComboBox*>(control)) {
        box->setCurrentIndex(box->findText(text));
        if (box->isEditable())
            box->setEditText(text);
    } else if (auto* line = qobject_cast<QLineEdit*>(control)) {
        if (line->text() != text)
            line->setText(text);
    } else if (auto* edit = qobject_cast<QPlainTextEdit*>(control)) {
        if (edit->toPlainText() != text)
            edit->setPlainText(text);
    }
}

QString CellForm::textOf(const QWidget* control) const {
    if (const auto* toggle = qobject_cast<const QAbstractButton*>(control))
        return toggle->isChecked() ? QStringLiteral("true") : QStringLiteral("false");
    if (const auto* box = qobject_cast<const QComboBox*>(control))
        return box->currentText();
    if (const auto* line = qobject_cast<const QLineEdit*>(control))
        return line->text();
    return qobject_cast<const QPlainTextEdit*>(control)->toPlainText();
}

notebook::Cell CellForm::cell() const {
    notebook::Cell cell = m_cell;
    cell.name = m_name->text().trimmed().toStdString();
    if (m_list != nullptr) {
        cell.inputs.clear();
        const QStringList inputs = splitInputs(m_list->text());
        for (const QString& input : inputs)
            cell.inputs.push_back(input.toStdString());
    } else {
        cell.inputs.clear();
        for (const QComboBox* input : m_inputs)
            cell.inputs.push_back(input->currentText().trimmed().toStdString());
        while (cell.inputs.size() > m_cell.inputs.size() && cell.inputs.back().empty())
            cell.inputs.pop_back(); // an optional input that was not given before either
    }
    for (const auto& [name, control] : m_attrs) {
        const std::string text = textOf(control).toStdString();
        // What was left to its default stays so: opening a form alone changes nothing.
        if (m_cell.attrs.contains(name) || text != defaultOf(name).toStdString())
            cell.attrs[name] = text;
    }
    return cell;
}

void CellForm::takeRecipe() {
    const QString word = m_operation->currentText().trimmed();
    const notebook::Recipe* recipe = notebook::findRecipeWritten(word.toStdString());
    if (m_isFilling || recipe == nullptr || recipe == m_recipe) {
        m_operation->setEditText(QString::fromStdString(m_cell.recipe));
        return;
    }
    const std::vector<std::string> inputs = cell().inputs;
    notebook::Cell next = m_cell;
    next.recipe = recipe->name;
    next.attrs = notebook::exampleOf(*recipe).attrs;
    next.inputs = inputs;
    if (!recipe->isVariadic())
        next.inputs.resize(recipe->inputs.size());
    QStringList names;
    if (!m_inputs.isEmpty()) {
        for (int i = 0; i < m_inputs.first()->count(); ++i)
            names.append(m_inputs.first()->itemText(i));
    }
    setCell(next, names);
    emit changed();
}

void CellForm::takeFocus() {
    QWidget* first = m_list;
    if (first == nullptr && !m_inputs.isEmpty())
        first = m_inputs.first();
    if (first == nullptr && !m_attrs.isEmpty())
        first = m_attrs.first().second;
    (first != nullptr ? first : m_name)->setFocus(Qt::TabFocusReason);
}

bool CellForm::eventFilter(QObject* watched, QEvent* event) {
    auto* edit = qobject_cast<QPlainTextEdit*>(watched);
    if (event->type() == QEvent::FocusOut && edit != nullptr)
        emit changed();
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (key.key() != Qt::Key_Return && key.key() != Qt::Key_Enter)
        return QWidget::eventFilter(watched, event);
    if (edit != nullptr && !(key.modifiers() & Qt::ShiftModifier) &&
        !isBalanced(edit->toPlainText()))
        return false; // the values go on in the next line
    if (auto* box = qobject_cast<QComboBox*>(watched); box && box->view()->isVisible())
        return false;
    if (watched == m_operation)
        takeRecipe();
    emit changed();
    if (!(key.modifiers() & Qt::ShiftModifier)) {
        emit submitted();
        return true;
    }
    return false; // the cell around it runs and goes on
}

void CellForm::retranslate() {
    m_name->setAccessibleName(tr("Name of the result"));
    m_operation->setAccessibleName(tr("Operation"));
    m_nameField->findChild<QLabel*>(QStringLiteral("caption"))->setText(tr("Name"));
    m_operationField->findChild<QLabel*>(QStringLiteral("caption"))->setText(tr("Operation"));
}

void CellForm::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app
