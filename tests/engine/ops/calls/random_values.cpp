#include "tests/engine/ops/calls/random_values.h"

#include <array>
#include <cmath>
#include <complex>
#include <limits>

namespace tp::test {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kInt32Most = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t kInt32Least = std::numeric_limits<std::int32_t>::min();

float randomFloat(Random& random, Values values) {
    if (random.chance(0.06)) {
        const auto special = random.element<double>({kNaN, kInfinity, -kInfinity, -0.0});
        return static_cast<float>(special);
    }
    if (values == Values::Any && random.chance(0.08))
        return random.element<float>({3e38F, -3e38F, 1e-40F, 3e9F, -3e9F, 2147483648.0F, 1e20F});
    constexpr double kSteps = 8;
    return static_cast<float>(static_cast<double>(random.between(-40, 40)) / kSteps);
}

std::int32_t randomInt(Random& random, Values values) {
    if (values == Values::Any && random.chance(0.06)) {
        return static_cast<std::int32_t>(
            random.element<std::int64_t>({kInt32Most, kInt32Least, kInt32Least + 1, 65536, 46341}));
    }
    return static_cast<std::int32_t>(random.between(-3, 6));
}

template<class T, class F>
void fillWith(const Tensor& tensor, F make) {
    T* elements = reinterpret_cast<T*>(tensor.storage()->host());
    for (std::int64_t i = 0; i < tensor.size(); ++i)
        elements[i] = make();
}

} // namespace

std::uint64_t Random::next() {
    // SplitMix64 (public domain, by Sebastiano Vigna).
    m_state += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = m_state;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
}

bool Random::chance(double probability) {
    constexpr double kParts = 1 << 20;
    return static_cast<double>(next() % (1U << 20U)) < probability * kParts;
}

std::int64_t wildInteger(Random& random) {
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
    if (random.chance(0.5))
        return random.between(-9, 40);
    return random.element<std::int64_t>(
        {kInt32Most,
         kInt32Most + 1,
         kInt32Least,
         kInt32Least - 1,
         (std::int64_t{1} << 32) + 1,
         std::int64_t{1} << 38,
         std::int64_t{1} << 62,
         -(std::int64_t{1} << 62),
         kMost,
         kMost - 1,
         kLeast,
         kLeast + 1,
         1000,
         100000});
}

double wildNumber(Random& random) {
    if (random.chance(0.4))
        return static_cast<double>(random.between(-12, 12)) / 4;
    return random.element<double>(
        {kNaN,
         kInfinity,
         -kInfinity,
         -0.0,
         1e300,
         -1e300,
         1e-300,
         2147483648.0,
         -2147483649.0,
         9007199254740993.0,
         9.3e18,
         -9.3e18,
         1e5});
}

std::string randomWord(Random& random) {
    static const std::array<std::string, 48> kWords{
        "",
        "same",
        "valid",
        "explicit",
        "SAME",
        "NHWC",
        "NCHW",
        "NDHWC",
        "NCDHW",
        "NWC",
        "floor",
        "round",
        "ceil",
        "reflect",
        "symmetric",
        "constant",
        "wrap",
        "nearest",
        "bilinear",
        "left",
        "right",
        "linear",
        "relu",
        "relu6",
        "elu",
        "prelu",
        "leakyrelu",
        "sigmoid",
        "ij,jk->ik",
        "ii->i",
        "...ij->ji",
        "->",
        "i,i",
        "ab,bc,cd->ad",
        "FIRST_DIM_SIZE",
        "VALUE_ROWIDS",
        "ROW_SPLITS",
        "ROW_LENGTHS",
        "a",
        "b",
        " ",
        "(",
        "[a-z]+",
        "\\1",
        "\xff\xfe",
        "é",
        "(a|b)*c",
        "a{1,1000}"};
    return random.element(std::span<const std::string>(kWords));
}

DType randomDType(Random& random) {
    return random.element<DType>(
        {DType::Float32,
         DType::Float32,
         DType::Float32,
         DType::Int32,
         DType::Int32,
         DType::Bool,
         DType::Complex64,
         DType::String});
}

Shape randomShape(Random& random) {
    Shape shape;
    const std::size_t rank = random.below(6);
    for (std::size_t axis = 0; axis < rank; ++axis)
        shape.push_back(random.element<std::int64_t>({0, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7}));
    return shape;
}

Tensor randomTensor(Random& random, DType dtype, const Shape& shape, Values values) {
    const Tensor made = allocateTensor({dtype, shape});
    switch (dtype) {
    case DType::Float32:
        fillWith<float>(made, [&] { return randomFloat(random, values); });
        break;
    case DType::Int32:
        fillWith<std::int32_t>(made, [&] { return randomInt(random, values); });
        break;
    case DType::Bool:
        fillWith<std::uint8_t>(made, [&] { return static_cast<std::uint8_t>(random.below(2)); });
        break;
    case DType::Complex64:
        fillWith<std::complex<float>>(made, [&] {
            const float real = randomFloat(random, values);
            return std::complex<float>(real, randomFloat(random, values));
        });
        break;
    case DType::String:
        fillWith<std::string>(made, [&] { return randomWord(random); });
        break;
    }
    return made;
}

} // namespace tp::test
