#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

#include <cmath>
#include <numbers>

namespace tp::test {

namespace {

double sigmoidOf(double x) {
    return 1 / (1 + std::exp(-x));
}

double softplusOf(double x) {
    return x > 30 ? x : std::log(1 + std::exp(x));
}

} // namespace

OpCases activationCases() {
    OpCases cases;
    const UnaryRow rows[] = {
        {"Relu", "relu", relu, [](double x) { return x < 0 ? 0 : x; }, -2, 2},
        {"Relu6", "relu6", relu6, [](double x) { return x < 0   ? 0
                                                        : x > 6 ? 6
                                                                : x; }, -3, 9},
        {"Elu", "elu", elu, [](double x) { return x < 0 ? std::expm1(x) : x; }, -2, 2},
        {"Selu",
         "selu",
         selu,
         [](double x) {
             return x < 0 ? 1.7580993408473768 * std::expm1(x) : 1.0507009873554805 * x;
         },
         -2,
         2},
        {"LeakyRelu",
         "leakyRelu",
         [](const Tensor& x) { return leakyRelu(x, 0.1); },
         [](double x) { return x < 0 ? 0.1 * x : x; },
         -2,
         2},
        {"Sigmoid", "sigmoid", sigmoid, sigmoidOf, -3, 3},
        {"Softplus", "softplus", softplus, softplusOf, -3, 3},
        {"Tanh", "tanh", tanh, [](double x) { return std::tanh(x); }, -2, 2},
        {"",
         "hardSigmoid",
         hardSigmoid,
         [](double x) { return std::isnan(x) ? x : std::fmin(std::fmax(0.2 * x + 0.5, 0), 1); },
         -4,
         4,
         Smooth::Once},
        {"",
         "swish",
         [](const Tensor& x) { return swish(x); },
         [](double x) { return x * sigmoidOf(x); },
         -3,
         3},
        {"",
         "gelu",
         gelu,
         [](double x) { return 0.5 * x * (1 + std::erf(x / std::numbers::sqrt2)); },
         -2,
         2},
        {"",
         "geluNew",
         geluNew,
         [](double x) {
             const double scale = std::sqrt(2 / std::numbers::pi);
             return 0.5 * x * (1 + std::tanh(scale * (x + 0.044715 * x * x * x)));
         },
         -2,
         2},
        {"", "mish", mish, [](double x) { return x * std::tanh(softplusOf(x)); }, -3, 3},
        {"", "softsign", softsign, [](double x) { return x / (1 + std::abs(x)); }, -2, 2},
    };
    for (const UnaryRow& row : rows)
        addUnaryCases(cases, row);

    addBinaryCases(
        cases,
        {"Prelu",
         "prelu",
         prelu,
         [](double x, double alpha) { return x < 0 ? x * alpha : x; },
         -2,
         2});

    const auto softmaxOf = [](const Tensors& xs) { return softmax(xs[0]); };
    const auto logSoftmaxOf = [](const Tensors& xs) { return logSoftmax(xs[0]); };
    const Tensor scores = tensor({{1, 2, 3}, {-4.5, 0.5, 0.5}});
    const Tensor chances =
        tensor({{0.09003057, 0.24472847, 0.66524096}, {0.003357661, 0.4983212, 0.4983212}});
    cases.push_back({"softmax", "Softmax", softmaxOf, {scores}, chances});
    cases.push_back({"logSoftmax", "LogSoftmax", logSoftmaxOf, {scores}, log(chances)});
    const Tensor huge = tensor({1000, 1000, -1000});
    cases.push_back(
        {"softmax does not overflow", "Softmax", softmaxOf, {huge}, tensor({0.5, 0.5, 0})});
    cases.push_back(
        {"logSoftmax does not overflow",
         "LogSoftmax",
         logSoftmaxOf,
         {huge},
         tensor({-0.6931472, -0.6931472, -2000.6931}),
         Smooth::No});
    cases.push_back({"softmax of nothing", "Softmax", softmaxOf, {zeros({0, 3})}, zeros({0, 3})});
    cases.push_back(
        {"eluGrad",
         "EluGrad",
         [](const Tensors& xs) {
             return run(*findOp("EluGrad"), {xs[0], xs[1]});
         },
         {tensor({2, 2, 2}), tensor({-0.5, 0.5, -0.9})},
         tensor({1, 2, 0.2})});
    cases.push_back(
        {"reluGrad",
         "ReluGrad",
         [](const Tensors& xs) {
             return run(*findOp("ReluGrad"), {xs[0], xs[1]});
         },
         {tensor({2, 2, 2}), tensor({-0.5, 0.5, 0.9})},
         tensor({0, 2, 2})});
    return cases;
}

} // namespace tp::test
