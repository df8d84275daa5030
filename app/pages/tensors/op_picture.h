#pragma once

#include "engine/notebook/statistics.h"

#include <QFont>
#include <QWidget>

#include <vector>

namespace app {

/// What an operation does to its example, drawn: the inputs as grids of numbers, the result beside
/// them. Where the operation broadcasts, the smaller input is drawn stretched, its copies in faint
/// ink.
class OpPicture : public QWidget {
    Q_OBJECT

public:
    explicit OpPicture(QWidget* parent = nullptr);

    struct Example {
        QStringList names; ///< of the inputs
        std::vector<tp::notebook::Elements> inputs;
        std::vector<tp::notebook::Elements> outputs;
        bool isBroadcast = false; ///< two inputs stretched to the shape of the result
    };
    void setExample(const Example& example);
    void clear();

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, 60}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    /// One tensor on the plane: a grid of texts.
    struct Grid {
        QString title;
        QString shape;
        int rows = 1;
        int columns = 1;
        QStringList texts;        ///< row by row
        std::vector<bool> isCopy; ///< broadcast from elsewhere
        bool isResult = false;
        bool isCut = false;
        int cellWidth = 0;
    };

    Grid gridOf(const tp::notebook::Elements& elements, const tp::Shape& shownAs) const;
    QSize sizeOf(const Grid& grid) const;
    int layOut(int width, std::vector<QPoint>& places) const;
    void paintGrid(QPainter& painter, const Grid& grid, QPoint place) const;

    std::vector<Grid> m_grids;
};

} // namespace app
