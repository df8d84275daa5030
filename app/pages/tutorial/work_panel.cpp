#include "app/pages/tutorial/work_panel.h"

#include "app/theme/theme.h"
#include "app/widgets/code_view.h"
#include "app/widgets/param_form.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QTabBar>

#include <algorithm>

namespace app {

namespace {

constexpr int kColumns = 2;
constexpr int kLeastForms = 360;
constexpr int kSideBySide = 880; ///< from this width on, parameters and code stand side by side

QVariant toVariant(const tp::ParameterValue& value) {
    if (const auto* flag = std::get_if<bool>(&value))
        return *flag;
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return static_cast<qlonglong>(*whole);
    if (const auto* number = std::get_if<double>(&value))
        return *number;
    return QString::fromStdString(std::get<std::string>(value));
}

tp::ParameterValue fromVariant(const tp::Parameter& parameter, const QVariant& value) {
    switch (parameter.type) {
    case tp::Parameter::Type::Toggle:
        return value.toBool();
    case tp::Parameter::Type::Integer:
        return static_cast<std::int64_t>(value.toLongLong());
    case tp::Parameter::Type::Real:
        return value.toDouble();
    case tp::Parameter::Type::Choice:
        break;
    }
    return value.toString().toStdString();
}

ParamSpec specOf(const tp::Parameter& parameter, const tp::StepText& text) {
    using Type = tp::Parameter::Type;
    ParamSpec spec;
    spec.id = QString::fromStdString(parameter.name);
    if (const auto words = text.parameters.find(parameter.name); words != text.parameters.end()) {
        spec.label = QString::fromStdString(words->second.label);
        spec.help = QString::fromStdString(words->second.help);
    }
    spec.kind = parameter.type == Type::Toggle    ? ParamSpec::Kind::Toggle
                : parameter.type == Type::Integer ? ParamSpec::Kind::Integer
                : parameter.type == Type::Real    ? ParamSpec::Kind::Real
                                                  : ParamSpec::Kind::Choice;
    spec.scale = parameter.scale == tp::Parameter::Scale::Logarithmic
                     ? ParamSpec::Scale::Logarithmic
                     : ParamSpec::Scale::Linear;
    spec.initial = toVariant(parameter.initial);
    spec.minimum = parameter.minimum;
    spec.maximum = parameter.maximum;
    for (const auto& choice : parameter.choices) {
        // Names of optimizers and activations are code, the same in every language.
        const QString id = QString::fromStdString(choice);
        spec.options.append({id, id});
    }
    return spec;
}

} // namespace

WorkPanel::WorkPanel(TutorialController* controller, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_words(controller->tutorial()) {
    setObjectName(QStringLiteral("workPanel"));
    build();
    connect(controller, &TutorialController::currentChanged, this, &WorkPanel::showStep);
    connect(controller, &TutorialController::valuesChanged, this, &WorkPanel::showValues);
    connect(controller, &TutorialController::runChanged, this, &WorkPanel::updateLock);
    retranslate();
}

void WorkPanel::build() {
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(QStringLiteral("tabs"));
    m_tabs->setDrawBase(false);
    m_tabs->addTab(QString());
    m_tabs->addTab(QString());
    m_splitter = new QSplitter(this);
    m_splitter->setObjectName(QStringLiteral("splitter"));
    m_splitter->setChildrenCollapsible(false);
    m_forms = new QWidget;
    m_forms->installEventFilter(this);
    m_formsLayout = new QBoxLayout(QBoxLayout::LeftToRight, m_forms);
    m_formsLayout->setContentsMargins(0, 0, Spacing::kSmall, 0);
    m_formsLayout->setSpacing(Spacing::kMedium);
    m_noParameters = new QLabel(m_forms);
    m_noParameters->setObjectName(QStringLiteral("noParameters"));
    m_noParameters->setProperty("tone", "muted");
    m_noParameters->setWordWrap(true);
    m_formsLayout->addWidget(m_noParameters, 1, Qt::AlignTop);
    for (int i = 0; i < kColumns; ++i) {
        auto* form = new ParamForm(m_forms);
        form->setObjectName(QStringLiteral("form%1").arg(i));
        connect(form, &ParamForm::valueChanged, this, &WorkPanel::takeValue);
        m_columns.append(form);
        m_formsLayout->addWidget(form, 1, Qt::AlignTop);
    }
    m_scroll = new QScrollArea;
    m_scroll->setObjectName(QStringLiteral("scroll"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(m_forms);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_code = new CodeView;
    m_code->setObjectName(QStringLiteral("code"));
    m_splitter->addWidget(m_scroll);
    m_splitter->addWidget(m_code);
    m_splitter->setStretchFactor(0, 4);
    m_splitter->setStretchFactor(1, 5);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Spacing::kTiny);
    column->addWidget(m_tabs, 0, Qt::AlignLeft);
    column->addWidget(m_splitter, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &WorkPanel::arrange);
}

void WorkPanel::showStep() {
    const auto& step = m_controller->step();
    const auto& text = m_words.text(step.id);
    QList<ParamSpec> specs;
    for (const auto& parameter : step.parameters)
        specs.append(specOf(parameter, text));
    m_isFilling = true;
    const auto half = (specs.size() + 1) / 2;
    const auto first = specs.size() > 1 ? half : specs.size();
    m_columns[0]->setSpecs(specs.first(first));
    m_columns[1]->setSpecs(specs.sliced(first));
    m_isFilling = false;
    m_noParameters->setVisible(specs.isEmpty());
    for (ParamForm* form : m_columns)
        form->setVisible(!specs.isEmpty());
    m_tabs->setCurrentIndex(specs.isEmpty() ? 1 : 0);
    arrange();
    // Another step's code is no change of this one's: nothing shall light up.
    const CodeLanguage open = m_code->language();
    m_code->setCode(CodeLanguage::Cpp, {});
    m_code->setCode(CodeLanguage::JavaScript, {});
    showValues();
    m_code->setLanguage(open);
    updateLock();
}

void WorkPanel::showValues() {
    m_isFilling = true;
    for (const auto& [name, value] : m_controller->values()) {
        for (ParamForm* form : m_columns)
            form->setValue(QString::fromStdString(name), toVariant(value));
    }
    m_isFilling = false;
    showCode();
}

void WorkPanel::showCode() {
    const auto& id = m_controller->step().id;
    const auto& tutorial = m_controller->tutorial();
    const auto& values = m_controller->values();
    m_code->setCode(
        CodeLanguage::Cpp, QString::fromStdString(tutorial.cpp(id, values).code).trimmed());
    m_code->setCode(
        CodeLanguage::JavaScript,
        QString::fromStdString(tutorial.javaScript(id, values).code).trimmed());
}

void WorkPanel::takeValue(const QString& id, const QVariant& value) {
    const auto* parameter = m_controller->step().parameter(id.toStdString());
    if (m_isFilling || parameter == nullptr)
        return;
    m_controller->setValue(parameter->name, fromVariant(*parameter, value));
    if (parameter->name == "learningRate" && m_controller->running() == m_controller->current())
        m_controller->setLearningRate(value.toDouble());
}

void WorkPanel::updateLock() {
    const bool runsHere = m_controller->running() == m_controller->current();
    for (ParamForm* form : m_columns)
        form->setLocked(runsHere, {QStringLiteral("learningRate")});
}

void WorkPanel::arrange() {
    const bool sideBySide = width() >= kSideBySide;
    const bool hasParameters = !m_controller->step().parameters.empty();
    m_tabs->setVisible(!sideBySide && hasParameters);
    m_scroll->setVisible(hasParameters && (sideBySide || m_tabs->currentIndex() == 0));
    m_code->setVisible(sideBySide || !hasParameters || m_tabs->currentIndex() == 1);
    // The forms stand beside each other where both fit whole, else under each other.
    const int room = sideBySide ? width() / 2 : width();
    const bool twoColumns = formsWidth() <= room;
    m_formsLayout->setDirection(twoColumns ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    const int least = sideBySide ? std::max(scaled(kLeastForms), twoColumns ? formsWidth() : 0) : 0;
    if (m_scroll->minimumWidth() == least)
        return;
    m_scroll->setMinimumWidth(least);
    m_splitter->setSizes({width() * 2 / 5, width() * 3 / 5});
}

/// What both forms need beside each other, the scroll bar included.
int WorkPanel::formsWidth() const {
    int needed = m_formsLayout->spacing() + Spacing::kSmall + scaled(16);
    for (const ParamForm* form : m_columns)
        needed += form->minimumSizeHint().width();
    return needed;
}

bool WorkPanel::eventFilter(QObject* watched, QEvent* event) {
    // Rows ask for more room once they are dressed in the style, after showStep() has looked.
    if (watched == m_forms && event->type() == QEvent::LayoutRequest)
        arrange();
    return QWidget::eventFilter(watched, event);
}

void WorkPanel::takeFocus() {
    (m_scroll->isVisible() ? static_cast<QWidget*>(m_columns[0]) : m_code)->setFocus();
}

void WorkPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void WorkPanel::retranslate() {
    setAccessibleName(tr("Parameters and code"));
    m_tabs->setTabText(0, tr("Parameters"));
    m_tabs->setTabText(1, tr("Code"));
    m_tabs->setAccessibleName(tr("Parameters or code"));
    m_noParameters->setText(tr("This step has nothing to set."));
    showStep();
}

void WorkPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app
