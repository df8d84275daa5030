#include "engine/cpu/conv_direct.h"
#include "engine/cpu/conv_loops.h"
#include "engine/cpu/conv_onednn.h"
#include "engine/cpu/fused.h"
#include "engine/cpu/kernels.h"
#include "engine/cpu/matmul.h"

#include <algorithm>
#include <vector>

namespace tp::cpu {

ConvProblem::ConvProblem(const ConvGeometry& geometry)
    : batch(geometry.window.batch)
    , channels(geometry.window.channels)
    , outChannels(geometry.outChannels)
    , depthwise(geometry.depthwise)
    , rank(geometry.window.rank) {
    for (std::size_t i = 0; i < rank; ++i)
        axis[axis.size() - rank + i] = geometry.window.axis[i];
    for (std::size_t i = 0; i < axis.size() - rank; ++i)
        axis[i].out = 1;
}

namespace {

/// to[n, b, a] = from[n, a, b].
void swapInner(std::int64_t outer, std::int64_t a, std::int64_t b, const float* from, float* to) {
    for (std::int64_t n = 0; n < outer; ++n, from += a * b, to += a * b) {
        for (std::int64_t i = 0; i < a; ++i) {
            for (std::int64_t j = 0; j < b; ++j)
                to[j * a + i] = from[i * b + j];
        }
    }
}

/// A tensor that a kernel reads, with its channels last whatever its format is.
class ChannelsLast {
public:
    ChannelsLast(
        const WindowGeometry& window, std::int64_t channels, std::int64_t pixels, const float* data)
        : m_data(data) {
        if (window.channelsLast || channels <= 1)
            return;
        m_own.resize(static_cast<std::size_t>(window.batch * channels * pixels));
        swapInner(window.batch, channels, pixels, data, m_own.data());
        m_data = m_own.data();
    }

    const float* data() const { return m_data; }

private:
    const float* m_data;
    std::vector<float> m_own;
};

/// A tensor that a kernel writes with its channels last; store() brings it into its own format.
class ChannelsLastResult {
public:
    ChannelsLastResult(
        const WindowGeometry& window, std::int64_t channels, std::int64_t pixels, float* result)
        : m_batch(window.batch)
        , m_channels(channels)
        , m_pixels(pixels)
        , m_result(result) {
        if (!window.channelsLast && channels > 1)
            m_own.resize(static_cast<std::size_t>(window.batch * channels * pixels));
    }

    float* data() { return m_own.empty() ? m_result : m_own.data(); }

    void store() {
        if (!m_own.empty())
            swapInner(m_batch, m_pixels, m_channels, m_own.data(), m_result);
    }

private:
    std::int64_t m_batch;
    std::int64_t m_channels;
    std::int64_t m_pixels;
    float* m_result;
    std::vector<float> m_own;
};

/// Whether it is but the product of a vector and a matrix.
bool isSinglePixel(const ConvProblem& conv) {
    return !conv.depthwise && conv.batch == 1 && conv.windows() == 1 && conv.pixels() == 1 &&
           conv.taps() == 1 && conv.outChannels > 1;
}

/// Whether it is the product of all pixels and a narrow matrix, of which registers of the full size
/// would be full only in part: oneDNN has no others.
bool isNarrowProduct(const ConvProblem& conv) {
    constexpr std::int64_t kFewestChannels = 8;
    constexpr std::int64_t kMostChannels = 256;
    return !conv.depthwise && conv.taps() == 1 && conv.batch > 0 && conv.pixels() > 0 &&
           (conv.outChannels == 8 || conv.outChannels == 24) && conv.channels >= kFewestChannels &&
           conv.channels <= kMostChannels &&
           std::all_of(conv.axis.begin(), conv.axis.end(), [](const WindowAxis& axis) {
               return axis.in == axis.out && axis.begin(0) == 0 &&
                      axis.begin(axis.out - 1) == axis.in - 1;
           });
}

/// y = conv(x, filter), finished by `tail` if there is one.
void forward(KernelCall& call, const FusedTail* tail) {
    const ConvGeometry geometry = convGeometry(call);
    const ConvProblem problem(geometry);
    const ChannelsLast x(geometry.window, problem.channels, problem.pixels(), call.in<float>(0));
    ChannelsLastResult y(
        geometry.window, problem.outChannels, problem.windows(), call.out<float>());
    if (isSinglePixel(problem)) {
        multiplyColumnsByVector(
            call.in<float>(1), problem.channels, problem.outChannels, x.data(), y.data());
        if (tail)
            tail->finish(y.data(), problem.outChannels);
    } else if (isNarrowProduct(problem)) {
        multiplyBySmall(
            x.data(),
            call.in<float>(1),
            y.data(),
            problem.batch * problem.pixels(),
            problem.outChannels,
            problem.channels);
        if (tail)
            tail->finish(y.data(), problem.batch * problem.outSize());
    } else if (suitsDirect(problem)) {
        convDirect(problem, x.data(), call.in<float>(1), y.data(), tail);
    } else if (suitsDepthwise(problem)) {
        convDepthwise(problem, x.data(), call.in<float>(1), y.data(), tail);
    } else if (suitsOneDnn(problem)) {
        convOneDnn(problem, x.data(), call.input(1).storage(), y.data(), tail);
    } else {
        convLoops(problem, x.data(), call.in<float>(1), y.data());
        if (tail)
            tail->finish(y.data(), problem.batch * problem.outSize());
    }
    y.store();
}

void conv(KernelCall& call) {
    forward(call, nullptr);
}

void convBackpropInput(KernelCall& call) {
    const ConvGeometry geometry = convGeometry(call);
    const ConvProblem problem(geometry);
    const ChannelsLast dy(
        geometry.window, problem.outChannels, problem.windows(), call.in<float>(0));
    ChannelsLastResult dx(geometry.window, problem.channels, problem.pixels(), call.out<float>());
    if (suitsOneDnn(problem)) {
        convInputOneDnn(problem, dy.data(), call.input(1).storage(), dx.data());
    } else {
        convInputLoops(problem, dy.data(), call.in<float>(1), dx.data());
    }
    dx.store();
}

void convBackpropFilter(KernelCall& call) {
    const ConvGeometry geometry = convGeometry(call);
    const ConvProblem problem(geometry);
    const ChannelsLast x(geometry.window, problem.channels, problem.pixels(), call.in<float>(0));
    const ChannelsLast dy(
        geometry.window, problem.outChannels, problem.windows(), call.in<float>(1));
    if (suitsFilterDirect(problem)) {
        convFilterDirect(problem, x.data(), dy.data(), call.out<float>());
    } else if (suitsOneDnn(problem)) {
        convFilterOneDnn(problem, x.data(), dy.data(), call.out<float>());
    } else {
        convFilterLoops(problem, x.data(), dy.data(), call.out<float>());
    }
}

void fusedConv(KernelCall& call) {
    const FusedTail tail(call);
    const bool isLast = call.attr<std::string>("dataFormat") != "NCHW"; // are the channels
    if (isLast && tail.isPerChannel()) {
        forward(call, &tail);
        return;
    }
    forward(call, nullptr);
    tail.finishAll(call);
}

void fusedMatMul(KernelCall& call) {
    findBackend("cpu")->kernel (*findOp("BatchMatMul"))(call);
    FusedTail(call).finishAll(call);
}

} // namespace

void registerConvKernels(Backend& backend) {
    backend.add("Conv2D", conv);
    backend.add("Conv2DBackpropInput", convBackpropInput);
    backend.add("Conv2DBackpropFilter", convBackpropFilter);
    backend.add("Conv3D", conv);
    backend.add("Conv3DBackpropInputV2", convBackpropInput);
    backend.add("Conv3DBackpropFilterV2", convBackpropFilter);
    backend.add("DepthwiseConv2dNative", conv);
    backend.add("DepthwiseConv2dNativeBackpropInput", convBackpropInput);
    backend.add("DepthwiseConv2dNativeBackpropFilter", convBackpropFilter);
    backend.add("FusedConv2D", fusedConv);
    backend.add("FusedDepthwiseConv2D", fusedConv);
    backend.add("_FusedMatMul", fusedMatMul);
}

} // namespace tp::cpu
