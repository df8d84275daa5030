#include "engine/ops/random_generator.h"
#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/runtime/backend.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace tp::reference {

namespace {

/// The probability of a class of a row, rounded to float32.
float probability(const KernelCall& call, std::int64_t row, std::int64_t which) {
    const Tensor& logits = call.input(0);
    const std::int64_t classes = logits.shape()[1];
    const auto logit = [&](std::int64_t i) { return number(logits, row * classes + i); };
    if (call.attr<bool>("normalized"))
        return static_cast<float>(logit(which));
    double largest = logit(0);
    for (std::int64_t i = 1; i < classes; ++i)
        largest = std::max(largest, logit(i));
    double total = 0;
    for (std::int64_t i = 0; i < classes; ++i)
        total += std::exp(logit(i) - largest);
    return static_cast<float>(std::exp(logit(which) - largest) / total);
}

/// The first class up to which the probabilities add up to more than the number drawn, or the last
/// one. Every row starts with the same seed.
void multinomial(KernelCall& call) {
    const Shape& shape = call.outputs[0].shape();
    const std::int64_t classes = call.input(0).shape()[1];
    for (std::int64_t row = 0; row < shape[0]; ++row) {
        const std::string seed = std::to_string(call.attr<std::int64_t>("seed"));
        RandomGenerator generator{std::string_view(seed)};
        for (std::int64_t i = 0; i < shape[1]; ++i) {
            const double drawn = generator.next();
            float sum = 0;
            std::int64_t chosen = 0;
            for (; chosen < classes - 1; ++chosen) {
                sum += probability(call, row, chosen);
                if (drawn < static_cast<double>(sum))
                    break;
            }
            store(call.outputs[0], row * shape[1] + i, static_cast<double>(chosen));
        }
    }
}

} // namespace

void registerRandomKernels(Backend& backend) {
    backend.add("Multinomial", multinomial);
}

} // namespace tp::reference
