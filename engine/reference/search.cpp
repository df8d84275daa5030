#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tp::reference {

namespace {

void topK(KernelCall& call) {
    const Tensor& x = call.input(0);
    const auto k = call.attr<std::int64_t>("k");
    const std::int64_t length = x.shape().back();
    const std::int64_t rows = length == 0 ? 0 : x.size() / length;
    for (std::int64_t row = 0; row < rows; ++row) {
        const auto at = [&](std::int64_t place) { return number(x, row * length + place); };
        Ints places(static_cast<std::size_t>(length));
        std::iota(places.begin(), places.end(), 0);
        // Of equal elements the first stays first. NaN comes before all numbers.
        std::stable_sort(places.begin(), places.end(), [&](std::int64_t a, std::int64_t b) {
            return at(a) > at(b) || (std::isnan(at(a)) && !std::isnan(at(b)));
        });
        places.resize(static_cast<std::size_t>(k));
        if (!call.attr<bool>("sorted"))
            std::sort(places.begin(), places.end());
        for (std::int64_t i = 0; i < k; ++i) {
            const std::int64_t place = places[static_cast<std::size_t>(i)];
            store(call.outputs[0], row * k + i, at(place));
            store(call.outputs[1], row * k + i, static_cast<double>(place));
        }
    }
}

/// Halves what is left of the row until nothing is.
void searchSorted(KernelCall& call) {
    const Tensor& sequence = call.input(0);
    const Tensor& values = call.input(1);
    const bool left = call.attr<std::string>("side") == "left";
    const std::int64_t length = sequence.shape()[1];
    forEachPosition(values.shape(), [&](const Position& at) {
        const std::int64_t i = offsetAt(at, values.shape());
        const double value = number(values, i);
        std::int64_t begin = 0;
        std::int64_t end = length;
        while (begin < end) {
            const std::int64_t middle = (begin + end) / 2;
            const double element = number(sequence, at[0] * length + middle);
            if (left ? element < value : element <= value) {
                begin = middle + 1;
            } else {
                end = middle;
            }
        }
        store(call.outputs[0], i, static_cast<double>(begin));
    });
}

void where(KernelCall& call) {
    const Tensor& condition = call.input(0);
    std::vector<Position> found;
    forEachPosition(condition.shape(), [&](const Position& at) {
        if (truth(condition, offsetAt(at, condition.shape())))
            found.push_back(at);
    });
    const auto rank = static_cast<std::int64_t>(condition.rank());
    call.outputs = {
        allocateTensor({DType::Int32, {static_cast<std::int64_t>(found.size()), rank}})};
    std::int64_t i = 0;
    for (const Position& at : found) {
        for (const std::int64_t index : at)
            store(call.outputs[0], i++, static_cast<double>(index));
    }
}

} // namespace

void registerSearchKernels(Backend& backend) {
    backend.add("TopK", topK);
    backend.add("SearchSorted", searchSorted);
    backend.add("Where", where);
}

} // namespace tp::reference
