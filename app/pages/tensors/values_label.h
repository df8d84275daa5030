#pragma once

#include <QWidget>

namespace app {

/// A few lines of values under each other; lines that are too long end in "…".
class ValuesLabel : public QWidget {
    Q_OBJECT

public:
    explicit ValuesLabel(QWidget* parent = nullptr);

    void setText(const QString& text);
    const QString& text() const { return m_text; }
    /// Values that are not there any more are written in faint ink.
    void setFaint(bool isFaint);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    bool m_isFaint = false;
};

} // namespace app
