#pragma once

#include <QWidget>

#include <vector>

class QAbstractButton;
class QVBoxLayout;

namespace app {

/// The column at the left: one button a page, with icon and text, or the icon alone where room is
/// short.
class NavigationRail : public QWidget {
    Q_OBJECT

public:
    explicit NavigationRail(QWidget* parent = nullptr);

    /// Adds a button for the page with this link; `title` is English, for tr(). Those with
    /// `atBottom` go to the foot.
    void
    addPage(const QString& link, const char* title, const QString& icon, bool atBottom = false);

    /// Marks the page one is on: the entry whose link this is, or begins; `tutorial/…` belongs to
    /// `learn`.
    void setCurrent(const QString& link);

    void setCollapsed(bool isCollapsed);
    bool isCollapsed() const { return m_isCollapsed; }

signals:
    void chosen(const QString& link);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    class Button;

    void retranslate();
    void resizeToScale();

    struct Entry {
        QString link;
        const char* title;
        Button* button;
    };

    std::vector<Entry> m_entries;
    QVBoxLayout* m_top;
    QVBoxLayout* m_bottom;
    QWidget* m_brand;
    bool m_isCollapsed = false;
};

} // namespace app
