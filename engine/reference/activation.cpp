#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tp::reference {

namespace {

/// The numbers of x along one axis, and where they are.
struct Line {
    std::vector<std::int64_t> offsets;
    std::vector<double> numbers;
};

template<class F>
void forEachLine(const Tensor& x, std::size_t axis, F visit) {
    forEachPosition(shapeWithoutAxis(x.shape(), axis), [&](const Position& at) {
        Line line;
        for (std::int64_t i = 0; i < x.shape()[axis]; ++i) {
            line.offsets.push_back(offsetAt(withAxis(at, axis, i), x.shape()));
            line.numbers.push_back(number(x, line.offsets.back()));
        }
        visit(line);
    });
}

double largest(const std::vector<double>& numbers) {
    double result = -std::numeric_limits<double>::infinity();
    for (const double each : numbers) {
        if (each > result || std::isnan(each))
            result = each;
    }
    return result;
}

/// The sum of exp(x - shift); the shift keeps exp from overflowing.
double sumOfExp(const std::vector<double>& numbers, double shift) {
    double sum = 0;
    for (const double each : numbers)
        sum += std::exp(each - shift);
    return sum;
}

void softmax(KernelCall& call) {
    const Tensor& x = call.input(0);
    const std::size_t axis = normalizeAxis(call.attr<std::int64_t>("dim"), x.rank(), call.op.name);
    forEachLine(x, axis, [&](const Line& line) {
        const double shift = largest(line.numbers);
        const double sum = sumOfExp(line.numbers, shift);
        for (std::size_t i = 0; i < line.numbers.size(); ++i)
            store(call.outputs[0], line.offsets[i], std::exp(line.numbers[i] - shift) / sum);
    });
}

void logSoftmax(KernelCall& call) {
    const Tensor& x = call.input(0);
    forEachLine(x, normalizeAxis(-1, x.rank(), call.op.name), [&](const Line& line) {
        const double shift = largest(line.numbers);
        const double logSum = std::log(sumOfExp(line.numbers, shift));
        for (std::size_t i = 0; i < line.numbers.size(); ++i)
            store(call.outputs[0], line.offsets[i], line.numbers[i] - shift - logSum);
    });
}

} // namespace

void registerActivationKernels(Backend& backend) {
    backend.add("Softmax", softmax);
    backend.add("LogSoftmax", logSoftmax);
}

} // namespace tp::reference
