#include "engine/ops/recurrent.h"

#include "engine/base/error.h"
#include "engine/ops/activation.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/linear_algebra.h"

namespace tp {

CellState basicLSTMCell(
    const Tensor& forgetBias,
    const Tensor& lstmKernel,
    const Tensor& lstmBias,
    const Tensor& data,
    const Tensor& c,
    const Tensor& h) {
    const Tensor sums = matMul(concat({data, h}, 1), lstmKernel) + lstmBias;
    check(
        sums.rank() == 2 && sums.shape()[1] % 4 == 0,
        "basicLSTMCell: the kernel must have four columns for each unit, but its shape is %1.",
        lstmKernel.shape());
    const Tensors gates = split(sums, 4, 1);
    const Tensor added = sigmoid(gates[0]) * tanh(gates[1]);
    const Tensor newC = added + c * sigmoid(forgetBias + gates[2]);
    return {newC, tanh(newC) * sigmoid(gates[3])};
}

CellStates multiRNNCell(
    const std::vector<LSTMCell>& lstmCells,
    const Tensor& data,
    const Tensors& c,
    const Tensors& h) {
    check(
        c.size() == lstmCells.size() && h.size() == lstmCells.size(),
        "multiRNNCell: there are %1 cells, but states for %2 and %3.",
        lstmCells.size(),
        c.size(),
        h.size());
    CellStates states;
    Tensor input = data;
    for (std::size_t i = 0; i < lstmCells.size(); ++i) {
        const CellState state = lstmCells[i](input, c[i], h[i]);
        states.c.push_back(state.c);
        states.h.push_back(state.h);
        input = state.h;
    }
    return states;
}

} // namespace tp
