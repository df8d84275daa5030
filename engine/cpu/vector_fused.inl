// The end of fused ops, in place. Part of vector_loops.inl.

template<int kId>
void finishUnary(float* y, const float* bias, const float* /*slope*/, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = formulas::Unary<kId>::apply(y[i] + bias[i], 0, 0);
}

bool areFinite(const float* x, std::int64_t count) {
    // Without their signs, floats are ordered as their bits are, and NaN comes after infinity.
    constexpr std::uint32_t kWithoutSign = 0x7fffffff;
    constexpr std::uint32_t kInfinity = 0x7f800000;
    std::uint32_t largest = 0;
    for (std::int64_t i = 0; i < count; ++i)
        largest = std::max(largest, std::bit_cast<std::uint32_t>(x[i]) & kWithoutSign);
    return largest < kInfinity;
}

void addFused(VectorLoops& loops) {
    constexpr int kRelu = 28; // ids of elementwise.inl
    constexpr int kRelu6 = 29;
    constexpr int kElu = 30;
    constexpr int kSigmoid = 33;
    const auto linear = [](float* y, const float* bias, const float* /*slope*/, std::int64_t count) {
        for (std::int64_t i = 0; i < count; ++i)
            y[i] += bias[i];
    };
    const auto sloped = [](float* y, const float* bias, const float* slope, std::int64_t count) {
        for (std::int64_t i = 0; i < count; ++i) {
            const float x = y[i] + bias[i];
            y[i] = x < 0 ? slope[i] * x : x;
        }
    };
    loops.areFinite = areFinite;
    loops.finish = {
        linear,
        finishUnary<kRelu>,
        finishUnary<kRelu6>,
        finishUnary<kElu>,
        finishUnary<kSigmoid>,
        sloped,
        sloped};
}
