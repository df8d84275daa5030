#include "engine/ops/moving_average.h"

#include "engine/base/error.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/creation.h"

namespace tp {

Tensor movingAverage(
    const Tensor& v, const Tensor& x, const Tensor& decay, const Tensor& step, bool zeroDebias) {
    check(
        v.shape() == x.shape() && v.dtype() == x.dtype(),
        "movingAverage: v and x must be alike, but they are %1 of shape %2 and %3 of shape %4.",
        v.dtype(),
        v.shape(),
        x.dtype(),
        x.shape());
    check(
        !zeroDebias || !step.isNull(),
        "movingAverage: zeroDebias needs to know which step this is.");
    const Tensor change = (x - v) * (1.0 - decay);
    return v + (zeroDebias ? change / (1.0 - pow(decay, step)) : change);
}

Tensor movingAverage(
    const Tensor& v, const Tensor& x, double decay, std::optional<double> step, bool zeroDebias) {
    return movingAverage(v, x, scalar(decay), step ? scalar(*step) : Tensor(), zeroDebias);
}

} // namespace tp
