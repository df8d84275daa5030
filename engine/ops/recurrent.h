#pragma once

#include "engine/tensor/tensor.h"

#include <functional>
#include <vector>

namespace tp {

/// What a recurrent cell carries from step to step: what it remembers and what it puts out, both
/// [batch, units].
struct CellState {
    Tensor c;
    Tensor h;
};

/// One step of a long short-term memory: data [batch, inputs] and the state before give the state
/// after.
///
/// `lstmKernel` is [inputs + units, 4 units] and `lstmBias` [4 units]: the input gate, the new
/// input, the forget gate and the output gate, next to each other. Throws InvalidArgument if the
/// shapes do not fit.
CellState basicLSTMCell(
    const Tensor& forgetBias,
    const Tensor& lstmKernel,
    const Tensor& lstmBias,
    const Tensor& data,
    const Tensor& c,
    const Tensor& h);

/// A cell with its weights: what it makes of data and a state.
using LSTMCell = std::function<CellState(const Tensor& data, const Tensor& c, const Tensor& h)>;

/// The states of several cells.
struct CellStates {
    Tensors c;
    Tensors h;
};

/// One step of cells on top of each other: each takes what the one below puts out. Throws
/// InvalidArgument unless there is a state for each cell.
CellStates multiRNNCell(
    const std::vector<LSTMCell>& lstmCells, const Tensor& data, const Tensors& c, const Tensors& h);

} // namespace tp
