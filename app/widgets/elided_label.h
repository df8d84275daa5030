#pragma once

#include <QLabel>

namespace app {

/// One line of plain text that gives way to what is beside it: what has no room is left out where
/// the mode says, and the tool tip then has all of it. text() is always the whole text.
class ElidedLabel : public QLabel {
public:
    /// Drawn in a `type` and `tone` of the style, as plainLabel() is.
    ElidedLabel(
        const char* objectName,
        const char* type,
        const char* tone,
        Qt::TextElideMode mode = Qt::ElideMiddle);

    /// What is drawn of the text.
    QString shown() const;

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    Qt::TextElideMode m_mode;
};

} // namespace app
