#pragma once

#include "app/page/page.h"

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace app {

/// A page of text and cards: one column, no wider than eyes like, that scrolls.
class ColumnPage : public Page {
    Q_OBJECT

public:
    explicit ColumnPage(const QString& pageId, int widest, QWidget* parent = nullptr);

protected:
    /// Where the page puts its parts.
    QVBoxLayout* column() const { return m_column; }

    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    QScrollArea* m_scroll;
    QWidget* m_content;
    QVBoxLayout* m_column;
    int m_widest;
};

/// A label with the given step of the type scale and tone; see applyTheme(). Long texts wrap.
QLabel* makeLabel(const char* objectName, const char* type, const char* tone = "text");

/// A small rounded label, such as "25 min".
QLabel* makeChip(const QString& text, const char* tone = "");

} // namespace app
