#include "tests/bench/one_dnn_image.h"

#include <dnnl.hpp>

#include <algorithm>

namespace bench {

namespace {

using dnnl::memory;
using Arguments = std::unordered_map<int, memory>;

const dnnl::engine& engine() {
    static const dnnl::engine the(dnnl::engine::kind::cpu, 0);
    return the;
}

/// Images with channels last; oneDNN names sizes channels first.
memory::desc images(const tp::Shape& shape) {
    return {
        {shape[0], shape[3], shape[1], shape[2]}, memory::data_type::f32, memory::format_tag::nhwc};
}

memory over(const tp::Tensor& x, const memory::desc& desc) {
    return {desc, engine(), x.storage()->host()};
}

Work work(const dnnl::primitive& primitive, Arguments arguments) {
    return
        [primitive, arguments = std::move(arguments), stream = dnnl::stream(engine())]() mutable {
            primitive.execute(stream, arguments);
            stream.wait();
        };
}

constexpr auto kForward = dnnl::prop_kind::forward_inference;

} // namespace

std::function<Work(const tp::Tensors&)>
oneDnnPool(const std::string& kind, const Pooling& pooling) {
    const auto algorithm =
        kind == "max" ? dnnl::algorithm::pooling_max : dnnl::algorithm::pooling_avg_exclude_padding;
    return [algorithm, pooling](const tp::Tensors& inputs) {
        const tp::Shape& shape = inputs[0].shape();
        const std::int64_t in = shape[1];
        const std::int64_t out = pooling.same ? (in + pooling.stride - 1) / pooling.stride
                                              : (in - pooling.size) / pooling.stride + 1;
        const std::int64_t margin =
            std::max<std::int64_t>(0, (out - 1) * pooling.stride + pooling.size - in);
        const memory::dims before(2, margin / 2);
        const memory::dims after(2, margin - margin / 2);
        const auto x = images(shape);
        const auto y = images({shape[0], out, out, shape[3]});
        const dnnl::pooling_forward::primitive_desc desc(
            {kForward,
             algorithm,
             x,
             y,
             {pooling.stride, pooling.stride},
             {pooling.size, pooling.size},
             before,
             after},
            engine());
        return work(
            dnnl::pooling_forward(desc),
            {{DNNL_ARG_SRC, over(inputs[0], x)}, {DNNL_ARG_DST, memory(y, engine())}});
    };
}

std::function<Work(const tp::Tensors&)> oneDnnBatchNorm() {
    return [](const tp::Tensors& inputs) {
        const auto x = images(inputs[0].shape());
        const dnnl::batch_normalization_forward::primitive_desc desc(
            {kForward, x, 0.001F, dnnl::normalization_flags::use_global_stats}, engine());
        return work(
            dnnl::batch_normalization_forward(desc),
            {{DNNL_ARG_SRC, over(inputs[0], x)},
             {DNNL_ARG_MEAN, over(inputs[1], desc.mean_desc())},
             {DNNL_ARG_VARIANCE, over(inputs[2], desc.variance_desc())},
             {DNNL_ARG_DST, memory(x, engine())}});
    };
}

std::function<Work(const tp::Tensors&)>
oneDnnResize(const std::string& kind, std::int64_t height, std::int64_t width) {
    const auto algorithm =
        kind == "linear" ? dnnl::algorithm::resampling_linear : dnnl::algorithm::resampling_nearest;
    return [algorithm, height, width](const tp::Tensors& inputs) {
        const tp::Shape& shape = inputs[0].shape();
        const auto x = images(shape);
        const auto y = images({shape[0], height, width, shape[3]});
        const dnnl::resampling_forward::primitive_desc desc({kForward, algorithm, x, y}, engine());
        return work(
            dnnl::resampling_forward(desc),
            {{DNNL_ARG_SRC, over(inputs[0], x)}, {DNNL_ARG_DST, memory(y, engine())}});
    };
}

} // namespace bench
