#pragma once

#include <QWidget>

#include <optional>

namespace app {

/// One number that matters, with its name, its unit, and how it changed.
class MetricTile : public QWidget {
    Q_OBJECT

public:
    /// Whether a fall is good news (loss) or bad (accuracy), or neither.
    enum class Better { Lower, Higher, Neither };

    explicit MetricTile(QWidget* parent = nullptr);

    void setLabel(const QString& label);
    void setUnit(const QString& unit);
    void setBetter(Better better);

    /// No value yet is shown as "–".
    void setValue(std::optional<double> value);
    /// A text instead of a number: "12 of 50".
    void setText(const QString& text);
    /// The difference to what it is compared with; none takes it away.
    void setDelta(std::optional<double> delta);

    /// What stands in the tile.
    const QString& text() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString deltaText() const;
    void changed();

    QString m_label;
    QString m_unit;
    QString m_text = QStringLiteral("–");
    std::optional<double> m_delta;
    Better m_better = Better::Neither;
};

} // namespace app
