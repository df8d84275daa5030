#pragma once

#include <QAbstractSpinBox>

#include <optional>

namespace app {

/// A number to type, or to step through with the arrows. It lets a person type anything and says by
/// invalid() what is wrong with it, instead of swallowing keys; its value is always the last good
/// one.
class NumberBox : public QAbstractSpinBox {
    Q_OBJECT

public:
    enum class Kind { Integer, Real };
    enum class Scale { Linear, Logarithmic };

    NumberBox(Kind kind, Scale scale, QWidget* parent = nullptr);

    void setRange(double minimum, double maximum, double step);
    double value() const { return m_value; }
    /// Clamped to the range, rounded for whole numbers. Says valueChanged() if it is another one.
    void setValue(double value);

    /// What a typed text means; none if it is not a number within the range.
    std::optional<double> parsed(const QString& text) const;

    /// One step up or down: even on a linear scale, along 1, 2, 5, 10 on a logarithmic one.
    double stepped(double from, int steps) const;

    /// A number as it is written here: without exponent while that is readable.
    static QString textOf(double value);

    void stepBy(int steps) override;
    QValidator::State validate(QString& text, int& position) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void valueChanged(double value);
    /// The typed text is no good, or, with an empty explanation, is good again.
    void invalid(const QString& explanation);

protected:
    StepEnabled stepEnabled() const override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void read(const QString& text);
    void restoreText();
    QString expectation() const;

    Kind m_kind;
    Scale m_scale;
    double m_value = 0;
    double m_minimum = 0;
    double m_maximum = 100;
    double m_step = 1;
};

} // namespace app
