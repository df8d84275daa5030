#pragma once

#include <QLayout>
#include <QList>

namespace app {

/// Puts widgets one after the other like words, and goes on in the next line where the width ends.
class FlowLayout : public QLayout {
public:
    explicit FlowLayout(QWidget* parent, int gap);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { m_items.append(item); }
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override {
        return place(QRect(0, 0, width, 0), Moving::No);
    }
    void setGeometry(const QRect& rect) override;
    QSize sizeHint() const override;
    QSize minimumSize() const override;

private:
    enum class Moving { No, Yes };
    int place(const QRect& rect, Moving moving) const;

    QList<QLayoutItem*> m_items;
    int m_gap;
};

} // namespace app
