#pragma once

#include <QStringList>
#include <QWidget>

namespace app {

/// The largest numbers of a tensor below each other: what each belongs to, a bar, the number.
class TopList : public QWidget {
    Q_OBJECT

public:
    struct Line {
        QString label;
        double value = 0;
    };

    explicit TopList(QWidget* parent = nullptr);

    void setLines(const QList<Line>& lines);
    const QList<Line>& lines() const { return m_lines; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<Line> m_lines;
};

} // namespace app
