#include "engine/ops/einsum.h"

#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/runtime/backend.h"

#include <algorithm>

namespace tp::reference {

namespace {

/// Goes on to the next combination of indices; false after the last one.
bool advance(std::vector<std::int64_t>& indices, const std::vector<std::int64_t>& sizes) {
    for (std::size_t i = indices.size(); i-- > 0;) {
        if (++indices[i] < sizes[i])
            return true;
        indices[i] = 0;
    }
    return false;
}

/// For every combination of indices, one a letter, the product of the elements there is added to
/// the element of the output there.
void einsum(KernelCall& call) {
    const EinsumEquation equation =
        parseEinsum(call.attr<std::string>("equation"), call.inputs.size());
    std::string letters;
    std::vector<std::int64_t> sizes;
    for (std::size_t i = 0; i < call.inputs.size(); ++i) {
        for (std::size_t axis = 0; axis < equation.terms[i].size(); ++axis) {
            if (letters.find(equation.terms[i][axis]) == std::string::npos) {
                letters += equation.terms[i][axis];
                sizes.push_back(call.input(i).shape()[axis]);
            }
        }
    }

    std::vector<double> sums(static_cast<std::size_t>(call.outputs[0].size()), 0);
    std::vector<std::int64_t> indices(letters.size(), 0);
    const auto offsetOf = [&](const std::string& term, const Shape& shape) {
        std::int64_t offset = 0;
        for (std::size_t axis = 0; axis < term.size(); ++axis)
            offset = offset * shape[axis] + indices[letters.find(term[axis])];
        return offset;
    };
    if (std::find(sizes.begin(), sizes.end(), 0) == sizes.end()) {
        do {
            double product = 1;
            for (std::size_t i = 0; i < call.inputs.size(); ++i) {
                product *=
                    number(call.input(i), offsetOf(equation.terms[i], call.input(i).shape()));
            }
            sums[static_cast<std::size_t>(offsetOf(equation.output, call.outputs[0].shape()))] +=
                product;
        } while (advance(indices, sizes));
    }
    for (std::int64_t i = 0; i < call.outputs[0].size(); ++i)
        store(call.outputs[0], i, sums[static_cast<std::size_t>(i)]);
}

} // namespace

void registerEinsumKernels(Backend& backend) {
    backend.add("Einsum", einsum);
}

} // namespace tp::reference
