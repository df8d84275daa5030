#pragma once

#include "app/pages/tensors/tensor_slice.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSpinBox;

namespace app {

class FlowLayout;

/// Chooses a plane of a tensor of more than two axes: which axes are rows and columns, and where it
/// lies along the others.
class SliceBar : public QWidget {
    Q_OBJECT

public:
    explicit SliceBar(QWidget* parent = nullptr);

    /// Begins with this slice; the bar is needed only from three axes on.
    void setSlice(const TensorSlice& slice);
    const TensorSlice& slice() const { return m_slice; }

signals:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void takeAxes();
    void retranslate();
    QWidget* field(const QString& label, QWidget* control);

    TensorSlice m_slice;
    FlowLayout* m_flow;
    QComboBox* m_rows;
    QComboBox* m_columns;
    QWidget* m_rowsField;
    QWidget* m_columnsField;
    QList<QWidget*> m_places;
    bool m_isFilling = false;
};

} // namespace app
