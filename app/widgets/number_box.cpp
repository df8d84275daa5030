#include "app/widgets/number_box.h"

#include "app/theme/theme.h"

#include <QFocusEvent>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QLineEdit>

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr double kSlack = 1e-9;

/// The neighbour of a number among 1, 2, 5, 10, 20 …
double neighbour(double value, int direction) {
    const double power = std::pow(10, std::floor(std::log10(value) + kSlack));
    const double digit = value / power;
    if (direction > 0) {
        for (const double next : {2.0, 5.0, 10.0}) {
            if (digit < next * (1 - kSlack))
                return next * power;
        }
        return 20 * power;
    }
    for (const double next : {5.0, 2.0, 1.0}) {
        if (digit > next * (1 + kSlack))
            return next * power;
    }
    return 0.5 * power;
}

} // namespace

NumberBox::NumberBox(Kind kind, Scale scale, QWidget* parent)
    : QAbstractSpinBox(parent)
    , m_kind(kind)
    , m_scale(scale) {
    setButtonSymbols(QAbstractSpinBox::NoButtons);
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setKeyboardTracking(true);
    connect(lineEdit(), &QLineEdit::textEdited, this, &NumberBox::read);
    restoreText();
}

void NumberBox::setRange(double minimum, double maximum, double step) {
    m_minimum = minimum;
    m_maximum = maximum;
    m_step = step > 0 ? step : (m_kind == Kind::Integer ? 1 : (maximum - minimum) / 100);
    setValue(m_value);
}

void NumberBox::setValue(double value) {
    const double whole = m_kind == Kind::Integer ? std::round(value) : value;
    const double good = std::clamp(whole, m_minimum, m_maximum);
    const bool isOther = good != m_value;
    m_value = good;
    restoreText();
    if (isOther)
        emit valueChanged(m_value);
}

QString NumberBox::textOf(double value) {
    if (value != 0 && (std::abs(value) < 1e-6 || std::abs(value) >= 1e12))
        return QString::number(value, 'g', 6);
    const int leading = value == 0 ? 0 : static_cast<int>(std::floor(std::log10(std::abs(value))));
    QString text = QString::number(value, 'f', std::clamp(5 - leading, 0, 12));
    if (text.contains(QLatin1Char('.'))) {
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        if (text.endsWith(QLatin1Char('.')))
            text.chop(1);
    }
    return text;
}

std::optional<double> NumberBox::parsed(const QString& text) const {
    QString plain = text.trimmed();
    // A decimal comma is what half of the world types, and so is the wide punctuation of Chinese
    // input methods.
    plain.replace(QChar(0xFF0C), QLatin1Char(',')).replace(QChar(0x3002), QLatin1Char('.'));
    plain.replace(QChar(0xFF0E), QLatin1Char('.')).replace(QChar(0x2212), QLatin1Char('-'));
    if (plain.count(QLatin1Char(',')) == 1 && !plain.contains(QLatin1Char('.')))
        plain.replace(QLatin1Char(','), QLatin1Char('.'));
    bool isNumber = false;
    const double value = plain.toDouble(&isNumber);
    const bool isWhole = m_kind == Kind::Real || value == std::round(value);
    if (!isNumber || !std::isfinite(value) || !isWhole || value < m_minimum || value > m_maximum)
        return std::nullopt;
    return value;
}

QString NumberBox::expectation() const {
    const QString low = textOf(m_minimum);
    const QString high = textOf(m_maximum);
    return m_kind == Kind::Integer ? tr("Please enter a whole number from %1 to %2.").arg(low, high)
                                   : tr("Please enter a number from %1 to %2.").arg(low, high);
}

void NumberBox::read(const QString& text) {
    const std::optional<double> value = parsed(text);
    emit invalid(value ? QString() : expectation());
    if (!value || *value == m_value)
        return;
    m_value = *value;
    emit valueChanged(m_value);
}

void NumberBox::restoreText() {
    lineEdit()->setText(textOf(m_value));
    emit invalid({});
}

double NumberBox::stepped(double from, int steps) const {
    if (m_scale == Scale::Linear || from <= 0)
        return from + steps * m_step;
    double value = from;
    for (int i = 0; i < std::abs(steps); ++i)
        value = neighbour(value, steps);
    return value;
}

void NumberBox::stepBy(int steps) {
    double value = stepped(m_value, steps);
    if (m_kind == Kind::Integer) {
        value = std::round(value);
        if (value == m_value)
            value += steps > 0 ? 1 : -1;
    }
    setValue(value);
    selectAll();
}

QValidator::State NumberBox::validate(QString&, int&) const {
    return QValidator::Acceptable;
}

QAbstractSpinBox::StepEnabled NumberBox::stepEnabled() const {
    StepEnabled enabled = StepNone;
    enabled |= m_value < m_maximum ? StepUpEnabled : StepNone;
    enabled |= m_value > m_minimum ? StepDownEnabled : StepNone;
    return enabled;
}

void NumberBox::focusOutEvent(QFocusEvent* event) {
    QAbstractSpinBox::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        restoreText();
}

void NumberBox::keyPressEvent(QKeyEvent* event) {
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape || (isEnter && parsed(lineEdit()->text()))) {
        restoreText();
        selectAll();
        return;
    }
    if (isEnter)
        return;
    QAbstractSpinBox::keyPressEvent(event);
}

QSize NumberBox::sizeHint() const {
    const QFontMetrics metrics(typeFont(Type::Body));
    return {
        metrics.horizontalAdvance(QStringLiteral("0.000001")) + scaled(22),
        QAbstractSpinBox::sizeHint().height()};
}

} // namespace app
