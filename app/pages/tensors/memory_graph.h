#pragma once

#include "app/pages/tensors/memory_watch.h"

#include <QWidget>

namespace app {

/// How the count of tensors and their bytes went over the last two minutes, as two strips.
class MemoryGraph : public QWidget {
    Q_OBJECT

public:
    explicit MemoryGraph(const MemoryWatch* watch, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    template<class Value>
    void paintStrip(
        QPainter& painter, const QRectF& area, int color, const QString& title, Value value) const;

    const MemoryWatch* m_watch;
};

} // namespace app
