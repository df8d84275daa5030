// The end of fused ops, in place. Part of vector_loops.inl.

template<int kId>
void finishUnary(float* y, const float* bias, const float* /*slope*/, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = formulas::Unary<kId>::apply(y[i] + bias[i], 0, 0);
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
    loops.finish = {
        linear,
        finishUnary<kRelu>,
        finishUnary<kRelu6>,
        finishUnary<kElu>,
        finishUnary<kSigmoid>,
        sloped,
        sloped};
}
