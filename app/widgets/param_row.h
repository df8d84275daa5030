#pragma once

#include "app/widgets/param_form.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace app {

class NumberBox;
class ToggleSwitch;

/// Takes positions of a slider to numbers and back, evenly or by decades.
///
/// On a logarithmic scale the numbers have two significant digits, so that a drag gives 0.0032, not
/// 0.00318547.
class SliderScale {
public:
    static constexpr int kPositions = 1000;

    explicit SliderScale(const ParamSpec& spec);

    double valueAt(int position) const;
    int positionOf(double value) const;
    int positions() const { return m_positions; }

private:
    bool m_isLogarithmic;
    bool m_isWhole;
    double m_minimum;
    double m_maximum;
    double m_step;
    int m_positions;
};

/// One row of a ParamForm.
class ParamRow : public QWidget {
    Q_OBJECT

public:
    ParamRow(const ParamSpec& spec, QWidget* parent);

    /// Takes texts and range of a spec with the same id and kind; the value stays.
    void setSpec(const ParamSpec& spec);
    const ParamSpec& spec() const { return m_spec; }

    QVariant value() const;
    void setValue(const QVariant& value);
    bool isChanged() const;
    void reset();
    void setLocked(bool isLocked);
    void highlight();

signals:
    void valueChanged(const QVariant& value);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    QWidget* buildNumber();
    QWidget* buildChoice();
    void retranslate();
    void showNumber(double value);
    void changed();
    void showMessage(const QString& message);

    ParamSpec m_spec;
    QLabel* m_label = nullptr;
    QLabel* m_message = nullptr;
    QToolButton* m_help = nullptr;
    QToolButton* m_reset = nullptr;
    QSlider* m_slider = nullptr;
    NumberBox* m_number = nullptr;
    QComboBox* m_choice = nullptr;
    ToggleSwitch* m_toggle = nullptr;
    double m_glow = 0;
};

} // namespace app
