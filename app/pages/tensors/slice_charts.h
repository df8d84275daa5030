#pragma once

#include "app/charts/chart_frame.h"
#include "app/pages/tensors/tensor_slice.h"

namespace app {

/// The rows of a plane as curves; a vector is one curve.
class SliceChart : public ChartFrame {
    Q_OBJECT

public:
    explicit SliceChart(QWidget* parent = nullptr);

    void setSlice(const TensorSlice& slice);

protected:
    QString describe() const override;
    void retranslate() override;

private:
    TensorSlice m_slice;
};

/// A histogram that was counted already.
class CountChart : public ChartFrame {
    Q_OBJECT

public:
    explicit CountChart(QWidget* parent = nullptr);

    void setHistogram(const tp::notebook::Histogram& histogram);

protected:
    QString describe() const override;
    void retranslate() override;

private:
    void fill();

    tp::notebook::Histogram m_histogram;
};

} // namespace app
