#include "engine/export/parity.h"

#include "engine/export/flat_model.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace tp {

namespace {

constexpr std::int64_t kUsualSize = 8;

/// How many words or classes a layer looks up that this input goes into; 0 if none does.
std::int64_t wordsOf(const FlatModel& flat, const FlatWire& input) {
    std::int64_t fewest = 0;
    for (const FlatUse& use : flat.uses) {
        const bool reads =
            std::any_of(use.inputs.begin(), use.inputs.end(), [&](const FlatWire& wire) {
                return wire.use == input.use && wire.output == input.output;
            });
        if (!reads)
            continue;
        const Json config = use.layer->getConfig();
        for (const std::string_view name : {"input_dim", "num_tokens"}) {
            const Json* words = config.find(name);
            if (!words || !words->isNumber())
                continue;
            const auto count = static_cast<std::int64_t>(words->number());
            fewest = fewest == 0 ? count : std::min(fewest, count);
        }
    }
    return fewest;
}

Tensor sampleOf(
    Shape shape, DType dtype, std::int64_t words, std::int64_t samples, std::mt19937_64& random) {
    if (shape.rank() > 0 && shape[0] < 0)
        shape[0] = samples;
    for (std::size_t axis = 1; axis < shape.rank(); ++axis) {
        if (shape[axis] < 0)
            shape[axis] = kUsualSize;
    }
    std::vector<float> values(static_cast<std::size_t>(shape.elementCount()));
    // Not std::uniform_real_distribution: every library draws the same from these bits.
    for (float& value : values) {
        const double share = static_cast<double>(random() >> 11) * 0x1p-53;
        value = words > 0 ? static_cast<float>(std::floor(share * static_cast<double>(words)))
                : dtype == DType::Float32 ? static_cast<float>(2 * share - 1)
                                          : static_cast<float>(std::floor(share * 2));
    }
    return cast(tensor(values, shape), dtype);
}

} // namespace

Json toJson(const Parity& parity) {
    // JSON has no infinity: null stands for it.
    return Json::Object{
        {"checked", parity.checked},
        {"computed", parity.isComputed},
        {"samples", parity.samples},
        {"seed", parity.seed},
        {"numbers", parity.numbers},
        {"maxAbsoluteDifference", parity.isComputed ? Json(parity.maxAbsolute) : Json()},
        {"maxRelativeDifference", parity.isComputed ? Json(parity.maxRelative) : Json()}};
}

Tensors samplesFor(const Model& model, std::int64_t samples, std::int64_t seed) {
    const FlatModel flat = flatten(model);
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    Tensors all;
    for (const FlatWire& input : flat.inputs) {
        all.push_back(sampleOf(
            flat.shapeOf(input),
            flat.uses[input.use].dtype,
            wordsOf(flat, input),
            samples,
            random));
    }
    return all;
}

Tensors answersOf(Model& model, const Tensors& samples) {
    model.resetStates();
    Tensors answers = model.apply(samples);
    model.resetStates();
    return answers;
}

void compareInto(Parity& parity, const Tensors& expected, const Tensors& found) {
    check(
        expected.size() == found.size(),
        "export: the model has %1 outputs, but the written one %2",
        expected.size(),
        found.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        check(
            expected[i].shape() == found[i].shape(),
            "export: output %1 has shape %2, but %3 in the written model",
            i + 1,
            expected[i].shape(),
            found[i].shape());
        const Tensor a = cast(expected[i], DType::Float32);
        const Tensor b = cast(found[i], DType::Float32);
        const auto as = a.values<float>();
        const auto bs = b.values<float>();
        for (std::size_t k = 0; k < as.size(); ++k) {
            const double x = as[k];
            const double y = bs[k];
            ++parity.numbers;
            if (x == y || (std::isnan(x) && std::isnan(y)))
                continue;
            const double difference = std::abs(x - y);
            const bool isComparable = std::isfinite(difference);
            const double infinite = std::numeric_limits<double>::infinity();
            parity.maxAbsolute = std::max(parity.maxAbsolute, isComparable ? difference : infinite);
            parity.maxRelative = std::max(
                parity.maxRelative,
                isComparable ? difference / std::max(std::abs(x), std::abs(y)) : infinite);
        }
    }
}

Parity compareModels(Model& model, Model& written, std::int64_t samples, std::int64_t seed) {
    Parity parity;
    parity.samples = samples;
    parity.seed = seed;
    parity.isComputed = true;
    const Tensors inputs = samplesFor(model, samples, seed);
    compareInto(parity, answersOf(model, inputs), answersOf(written, inputs));
    return parity;
}

} // namespace tp
