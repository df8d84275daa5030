#pragma once

#include "engine/tensor/tensor.h"

#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// Sums of products of elements, said by naming the axes with letters: of all tensors, the elements
/// that agree in their letters are multiplied, and added up over the letters that the output lacks.
///
///     einsum("ij,jk->ik", {a, b})   // the product of matrices
///     einsum("bi,bi->b", {a, b})    // the dot product of each row
///     einsum("ij->ji", {a})         // a transposed
///
/// Without an arrow, the output has the letters that stand once, in alphabetical order. Takes
/// float32 or int32, any number of tensors. Throws InvalidArgument for anything but letters, for a
/// letter that stands twice in one place ("ii"), for one that only the output has, and for sizes
/// that differ.
Tensor einsum(std::string_view equation, const Tensors& tensors);

/// An equation of einsum() taken apart: a letter for each axis.
struct EinsumEquation {
    std::vector<std::string> terms; ///< one for each input
    std::string output;
};

/// Throws InvalidArgument unless the equation can be read and is about so many tensors.
EinsumEquation parseEinsum(std::string_view equation, std::size_t tensorCount);

/// How far each of some letters counts.
class EinsumSizes {
public:
    /// Throws InvalidArgument if a shape does not fit its term, or sizes differ.
    EinsumSizes(const EinsumEquation& equation, const std::vector<Shape>& shapes);

    std::int64_t of(char label) const { return m_sizes[static_cast<std::size_t>(label)]; }

    /// The shape of a tensor with these axes; throws InvalidArgument if they are too many.
    Shape shapeOf(std::string_view labels) const;

private:
    std::vector<std::int64_t> m_sizes; // by letter
};

} // namespace tp
