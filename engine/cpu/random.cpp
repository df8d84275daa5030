#include "engine/cpu/kernels.h"
#include "engine/ops/random_generator.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace tp::cpu {

namespace {

/// The probabilities of the classes up to each one but the last, added up in float32 as
/// TensorFlow.js does.
std::vector<float> addedUp(const float* row, std::int64_t classes, bool normalized) {
    double largest = -std::numeric_limits<double>::infinity();
    double total = 0;
    if (!normalized) {
        largest = static_cast<double>(*std::max_element(row, row + classes));
        for (std::int64_t i = 0; i < classes; ++i)
            total += std::exp(static_cast<double>(row[i]) - largest);
    }
    std::vector<float> bounds;
    bounds.reserve(static_cast<std::size_t>(classes));
    float sum = 0;
    for (std::int64_t i = 0; i + 1 < classes; ++i) {
        sum += normalized
                   ? row[i]
                   : static_cast<float>(std::exp(static_cast<double>(row[i]) - largest) / total);
        if (std::isnan(sum))
            break; // nothing is below NaN: the rest is the last class
        bounds.push_back(sum);
    }
    return bounds;
}

void multinomial(KernelCall& call) {
    const std::int64_t classes = call.input(0).shape()[1];
    const std::int64_t samples = call.outputs[0].shape()[1];
    const std::string seed = std::to_string(call.attr<std::int64_t>("seed"));
    const auto* logits = call.in<float>(0);
    auto* y = call.out<std::int32_t>();
    for (std::int64_t row = 0; row < call.input(0).shape()[0]; ++row) {
        const std::vector<float> bounds =
            addedUp(logits + row * classes, classes, call.attr<bool>("normalized"));
        RandomGenerator generator{std::string_view(seed)};
        for (std::int64_t i = 0; i < samples; ++i) {
            const double drawn = generator.next();
            const auto found = std::find_if(bounds.begin(), bounds.end(), [drawn](float bound) {
                return drawn < static_cast<double>(bound);
            });
            *y++ = static_cast<std::int32_t>(
                found == bounds.end() ? classes - 1 : found - bounds.begin());
        }
    }
}

} // namespace

void registerRandomKernels(Backend& backend) {
    backend.add("Multinomial", multinomial);
}

} // namespace tp::cpu
