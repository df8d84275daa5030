#pragma once

#include <QList>
#include <QPlainTextEdit>

namespace app {

/// A read-only text of code with line numbers in its margin.
class CodeEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit CodeEdit(QWidget* parent = nullptr);

    /// Lays a tint behind whole lines.
    struct Tint {
        int line;
        QColor color;
    };
    void setTints(const QList<Tint>& tints);

    int marginWidth() const;
    void paintMargin(QPaintEvent* event);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void applyTheme();
    void layOutMargin();

    QWidget* m_margin;
};

} // namespace app
