#include "app/widgets/param_row.h"

#include "app/core/all_settings.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/number_box.h"
#include "app/widgets/toggle_switch.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>
#include <QVariantAnimation>

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr int kGlowTime = 1600;

double roundedTo(double value, int digits) {
    if (value == 0)
        return 0;
    const double power = std::pow(10, digits - 1 - std::floor(std::log10(std::abs(value))));
    return std::round(value * power) / power;
}

} // namespace

SliderScale::SliderScale(const ParamSpec& spec)
    : m_isLogarithmic(spec.scale == ParamSpec::Scale::Logarithmic && spec.minimum > 0)
    , m_isWhole(spec.kind == ParamSpec::Kind::Integer)
    , m_minimum(spec.minimum)
    , m_maximum(spec.maximum)
    , m_step(spec.step > 0 ? spec.step : (m_isWhole ? 1 : (spec.maximum - spec.minimum) / 100))
    , m_positions(kPositions) {
    if (!m_isLogarithmic && m_step > 0) {
        m_positions =
            std::clamp(static_cast<int>(std::lround((m_maximum - m_minimum) / m_step)), 1, 100000);
    }
}

double SliderScale::valueAt(int position) const {
    const double part = static_cast<double>(position) / m_positions;
    double value = m_isLogarithmic ? roundedTo(m_minimum * std::pow(m_maximum / m_minimum, part), 2)
                                   : m_minimum + part * (m_maximum - m_minimum);
    if (m_isWhole)
        value = std::round(value);
    return std::clamp(value, m_minimum, m_maximum);
}

int SliderScale::positionOf(double value) const {
    const double inside = std::clamp(value, m_minimum, m_maximum);
    const double part = m_isLogarithmic
                            ? std::log(inside / m_minimum) / std::log(m_maximum / m_minimum)
                            : (inside - m_minimum) / (m_maximum - m_minimum);
    return static_cast<int>(std::lround(part * m_positions));
}

ParamRow::ParamRow(const ParamSpec& spec, QWidget* parent) : QWidget(parent), m_spec(spec) {
    setObjectName(spec.id);
    build();
    retranslate();
    setValue(spec.initial);
    m_reset->setVisible(false);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, qOverload<>(&QWidget::update));
}

void ParamRow::build() {
    m_label = new QLabel(this);
    m_label->setTextFormat(Qt::PlainText);
    m_message = new QLabel(this);
    m_message->setObjectName(QStringLiteral("message"));
    m_message->setProperty("type", "caption");
    m_message->setProperty("tone", "danger");
    m_message->setWordWrap(true);
    m_message->hide();
    const auto makeTool = [this](const char* name, const char* iconName) {
        auto* button = new QToolButton(this);
        button->setObjectName(QString::fromLatin1(name));
        button->setProperty("kind", "ghost");
        button->setAutoRaise(true);
        button->setIcon(icon(QString::fromLatin1(iconName), IconTone::Muted));
        button->setIconSize({scaled(14), scaled(14)});
        button->setFixedSize(scaled(24), scaled(24));
        return button;
    };
    m_help = makeTool("help", "question");
    m_reset = makeTool("reset", "reset");
    QSizePolicy policy = m_reset->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(policy);
    connect(m_help, &QToolButton::clicked, this, [this] {
        QToolTip::showText(
            m_help->mapToGlobal(m_help->rect().bottomLeft()), m_help->toolTip(), m_help);
    });
    connect(m_reset, &QToolButton::clicked, this, &ParamRow::reset);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(2);
    head->addWidget(m_label);
    head->addWidget(m_help);
    head->addStretch(1);
    head->addWidget(m_reset);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Spacing::kSmall, Spacing::kTiny, Spacing::kSmall, Spacing::kTiny);
    column->setSpacing(2);
    column->addLayout(head);
    if (m_spec.kind == ParamSpec::Kind::Toggle) {
        m_toggle = new ToggleSwitch(this);
        m_toggle->setObjectName(QStringLiteral("toggle"));
        head->addWidget(m_toggle);
        connect(m_toggle, &QAbstractButton::toggled, this, &ParamRow::changed);
    } else {
        column->addWidget(m_spec.kind == ParamSpec::Kind::Choice ? buildChoice() : buildNumber());
    }
    column->addWidget(m_message);
}

QWidget* ParamRow::buildNumber() {
    auto* pair = new QWidget(this);
    auto* row = new QHBoxLayout(pair);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Spacing::kMedium);
    m_slider = new QSlider(Qt::Horizontal, pair);
    m_slider->setObjectName(QStringLiteral("slider"));
    m_slider->setMinimumWidth(scaled(80));
    m_number = new NumberBox(
        m_spec.kind == ParamSpec::Kind::Integer ? NumberBox::Kind::Integer : NumberBox::Kind::Real,
        m_spec.scale == ParamSpec::Scale::Logarithmic ? NumberBox::Scale::Logarithmic
                                                      : NumberBox::Scale::Linear,
        pair);
    m_number->setObjectName(QStringLiteral("number"));
    m_number->setRange(m_spec.minimum, m_spec.maximum, m_spec.step);
    const SliderScale scale(m_spec);
    m_slider->setRange(0, scale.positions());
    m_slider->setPageStep(std::max(1, scale.positions() / 10));
    m_slider->setSingleStep(scale.positions() == SliderScale::kPositions ? 10 : 1);
    row->addWidget(m_slider, 1);
    row->addWidget(m_number);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        m_number->setValue(SliderScale(m_spec).valueAt(position));
    });
    connect(m_number, &NumberBox::valueChanged, this, [this](double value) {
        showNumber(value);
        changed();
    });
    connect(m_number, &NumberBox::invalid, this, &ParamRow::showMessage);
    return pair;
}

QWidget* ParamRow::buildChoice() {
    m_choice = new QComboBox(this);
    m_choice->setObjectName(QStringLiteral("choice"));
    for (const ParamSpec::Option& option : m_spec.options)
        m_choice->addItem(option.label, option.id);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &ParamRow::changed);
    return m_choice;
}

void ParamRow::setSpec(const ParamSpec& spec) {
    m_spec = spec;
    if (m_choice) {
        const QSignalBlocker quiet(m_choice);
        for (int i = 0; i < m_choice->count() && i < spec.options.size(); ++i)
            m_choice->setItemText(i, spec.options[i].label);
    }
    retranslate();
    m_reset->setVisible(isChanged());
}

void ParamRow::retranslate() {
    m_label->setText(m_spec.label);
    m_help->setVisible(!m_spec.help.isEmpty());
    // Rich text breaks its lines in a tool tip; plain text would be one endless line.
    const QString tip = m_spec.help.isEmpty()
                            ? QString()
                            : QStringLiteral("<p>%1</p>").arg(m_spec.help.toHtmlEscaped());
    m_help->setToolTip(tip);
    m_help->setAccessibleName(tr("What is %1?").arg(m_spec.label));
    m_help->setAccessibleDescription(m_spec.help);
    m_reset->setToolTip(tr("Back to the default"));
    m_reset->setAccessibleName(tr("Reset %1 to its default").arg(m_spec.label));
    for (QWidget* control :
         std::initializer_list<QWidget*>{m_slider, m_number, m_choice, m_toggle}) {
        if (!control)
            continue;
        control->setAccessibleName(m_spec.label);
        control->setAccessibleDescription(m_spec.help);
        control->setToolTip(tip);
        m_label->setBuddy(control);
    }
}

QVariant ParamRow::value() const {
    switch (m_spec.kind) {
    case ParamSpec::Kind::Integer:
        return static_cast<qlonglong>(std::llround(m_number->value()));
    case ParamSpec::Kind::Real:
        return m_number->value();
    case ParamSpec::Kind::Choice:
        return m_choice->currentData();
    case ParamSpec::Kind::Toggle:
        break;
    }
    return m_toggle->isChecked();
}

void ParamRow::setValue(const QVariant& value) {
    if (m_number) {
        m_number->setValue(value.toDouble());
        showNumber(m_number->value());
    } else if (m_choice) {
        const int index = m_choice->findData(value);
        if (index >= 0)
            m_choice->setCurrentIndex(index);
    } else {
        m_toggle->setChecked(value.toBool());
    }
}

void ParamRow::showNumber(double value) {
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(SliderScale(m_spec).positionOf(value));
}

bool ParamRow::isChanged() const {
    if (m_number)
        return m_number->value() != m_spec.initial.toDouble();
    return value() != m_spec.initial;
}

void ParamRow::reset() {
    const bool hadFocus = m_reset->hasFocus();
    setValue(m_spec.initial);
    if (hadFocus)
        m_label->buddy()->setFocus();
}

void ParamRow::setLocked(bool isLocked) {
    for (QWidget* control : std::initializer_list<QWidget*>{
             m_slider, m_number, m_choice, m_toggle, m_reset, m_label}) {
        if (control)
            control->setEnabled(!isLocked);
    }
}

void ParamRow::changed() {
    m_reset->setVisible(isChanged());
    emit valueChanged(value());
}

void ParamRow::showMessage(const QString& message) {
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
    m_number->setAccessibleDescription(message.isEmpty() ? m_spec.help : message);
}

void ParamRow::highlight() {
    if (kReducedMotion.get())
        return;
    auto* fade = new QVariantAnimation(this);
    fade->setStartValue(1.0);
    fade->setEndValue(0.0);
    fade->setDuration(kGlowTime);
    connect(fade, &QVariantAnimation::valueChanged, this, [this](const QVariant& now) {
        m_glow = now.toDouble();
        update();
    });
    fade->start(QAbstractAnimation::DeleteWhenStopped);
}

void ParamRow::paintEvent(QPaintEvent*) {
    if (m_glow <= 0)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(m_glow);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().accentSoft);
    painter.drawRoundedRect(QRectF(rect()), Spacing::kSmallRadius, Spacing::kSmallRadius);
}

void ParamRow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace app
