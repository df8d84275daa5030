#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

#include <algorithm>
#include <cmath>

namespace tp::reference {

namespace {

bool isSame(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

bool isSameElement(const Tensor& x, std::int64_t i, const Tensor& y, std::int64_t k) {
    if (x.dtype() == DType::String) {
        return x.values<std::string>()[static_cast<std::size_t>(i)] ==
               y.values<std::string>()[static_cast<std::size_t>(k)];
    }
    const std::complex<double> a = complexNumber(x, i);
    const std::complex<double> b = complexNumber(y, k);
    return isSame(a.real(), b.real()) && isSame(a.imag(), b.imag());
}

void unique(KernelCall& call) {
    const Tensor& x = call.input(0);
    const std::size_t axis = normalizeAxis(call.attr<std::int64_t>("axis"), x.rank(), call.op.name);
    const std::int64_t length = x.shape()[axis];
    const Shape rest = shapeWithoutAxis(x.shape(), axis);
    const auto isSameSlice = [&](std::int64_t i, std::int64_t k) {
        bool same = true;
        forEachPosition(rest, [&](const Position& at) {
            same = same && isSameElement(
                               x,
                               offsetAt(withAxis(at, axis, i), x.shape()),
                               x,
                               offsetAt(withAxis(at, axis, k), x.shape()));
        });
        return same;
    };

    Ints firsts;
    const Tensor numbers = allocateTensor({DType::Int32, {length}});
    for (std::int64_t i = 0; i < length; ++i) {
        const auto known = std::find_if(firsts.begin(), firsts.end(), [&](std::int64_t first) {
            return isSameSlice(first, i);
        });
        store(numbers, i, static_cast<double>(known - firsts.begin()));
        if (known == firsts.end())
            firsts.push_back(i);
    }

    Shape shape = x.shape();
    shape[axis] = static_cast<std::int64_t>(firsts.size());
    const Tensor values = allocateTensor({x.dtype(), shape});
    forEachPosition(shape, [&](const Position& at) {
        const std::int64_t first = firsts[static_cast<std::size_t>(at[axis])];
        const Position from = withAxis(withoutAxis(at, axis), axis, first);
        copyElement(values, offsetAt(at, shape), x, offsetAt(from, x.shape()));
    });
    call.outputs = {values, numbers};
}

void listDiff(KernelCall& call) {
    const Tensor& x = call.input(0);
    const Tensor& y = call.input(1);
    Ints kept;
    for (std::int64_t i = 0; i < x.size(); ++i) {
        bool found = false;
        for (std::int64_t k = 0; k < y.size(); ++k)
            found = found || isSameElement(x, i, y, k);
        if (!found)
            kept.push_back(i);
    }
    const Shape shape{static_cast<std::int64_t>(kept.size())};
    call.outputs = {allocateTensor({x.dtype(), shape}), allocateTensor({DType::Int32, shape})};
    std::int64_t to = 0;
    for (const std::int64_t from : kept) {
        copyElement(call.outputs[0], to, x, from);
        store(call.outputs[1], to++, static_cast<double>(from));
    }
}

/// Counts the elements of each row of x, [rows, length], in a row of y.
void countRows(KernelCall& call, std::int64_t rows, bool binary) {
    const Tensor& x = call.input(0);
    const Tensor& weights = call.input(1);
    const Tensor& y = call.outputs[0];
    const auto size = call.attr<std::int64_t>("size");
    for (std::int64_t i = 0; i < y.size(); ++i)
        store(y, i, 0.0);
    for (std::int64_t i = 0; i < x.size(); ++i) {
        const auto value = static_cast<std::int64_t>(number(x, i));
        if (value >= size)
            continue;
        const std::int64_t to = i / (x.size() / rows) * size + value;
        const double weight = weights.size() > 0 ? number(weights, i) : 1;
        store(y, to, binary ? 1 : number(y, to) + weight);
    }
}

void bincount(KernelCall& call) {
    countRows(call, 1, false);
}

void denseBincount(KernelCall& call) {
    const Tensor& x = call.input(0);
    countRows(call, x.rank() == 2 ? x.shape()[0] : 1, call.attr<bool>("binaryOutput"));
}

} // namespace

void registerSetKernels(Backend& backend) {
    backend.add("Unique", unique);
    backend.add("ListDiff", listDiff);
    backend.add("Bincount", bincount);
    backend.add("DenseBincount", denseBincount);
}

} // namespace tp::reference
