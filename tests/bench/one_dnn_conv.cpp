#include "tests/bench/one_dnn_conv.h"

#include <dnnl.hpp>

#include <algorithm>
#include <unordered_map>

namespace bench {

namespace {

using dnnl::memory;
using Dims = memory::dims;
using Tag = memory::format_tag;

constexpr auto kFloat = memory::data_type::f32;

const dnnl::engine& engine() {
    static const dnnl::engine the(dnnl::engine::kind::cpu, 0);
    return the;
}

/// What all primitives of a layer are made from.
struct Layouts {
    explicit Layouts(const ConvLayer& layer)
        : image({layer.batch, layer.channels, layer.size, layer.size}, kFloat, Tag::nhwc)
        , out({layer.batch, layer.outChannels, layer.outSize(), layer.outSize()},
              kFloat,
              Tag::nhwc) {
        const Dims filter =
            layer.depthwise ? Dims{layer.channels, 1, 1, layer.filter, layer.filter}
                            : Dims{layer.outChannels, layer.channels, layer.filter, layer.filter};
        any = memory::desc(filter, kFloat, Tag::any);
        plain = memory::desc(filter, kFloat, layer.depthwise ? Tag::hwigo : Tag::hwio);
        strides = {layer.stride, layer.stride};
        const std::int64_t missing =
            (layer.outSize() - 1) * layer.stride + layer.filter - layer.size;
        const std::int64_t first = layer.same ? std::max<std::int64_t>(0, missing) / 2 : 0;
        before = {first, first};
        after = {missing - first, missing - first};
    }

    dnnl::convolution_forward::primitive_desc forward(dnnl::prop_kind kind) const {
        return {
            {kind, dnnl::algorithm::convolution_direct, image, any, out, strides, before, after},
            engine()};
    }

    memory::desc image;
    memory::desc out;
    memory::desc any;
    memory::desc plain;
    Dims strides;
    Dims before;
    Dims after;
};

memory over(const tp::Tensor& x, const memory::desc& desc) {
    return {desc, engine(), x.storage()->host()};
}

memory packed(const tp::Tensor& filter, const memory::desc& plain, const memory::desc& wanted) {
    memory source = over(filter, plain);
    memory target(wanted, engine());
    dnnl::stream stream(engine());
    dnnl::reorder(source, target).execute(stream, source, target);
    stream.wait();
    return target;
}

Work work(const dnnl::primitive& primitive, std::unordered_map<int, memory> arguments) {
    return
        [primitive, arguments = std::move(arguments), stream = dnnl::stream(engine())]() mutable {
            primitive.execute(stream, arguments);
            stream.wait();
        };
}

/// Bias and relu6 on the way out.
Work fusedWork(const Layouts& layouts, const tp::Tensors& inputs) {
    dnnl::post_ops operations;
    operations.append_eltwise(1.0F, dnnl::algorithm::eltwise_clip, 0.0F, 6.0F);
    dnnl::primitive_attr attributes;
    attributes.set_post_ops(operations);
    const memory::desc bias({inputs[2].size()}, kFloat, Tag::a);
    const dnnl::convolution_forward::primitive_desc desc(
        {dnnl::prop_kind::forward_inference,
         dnnl::algorithm::convolution_direct,
         layouts.image,
         layouts.any,
         bias,
         layouts.out,
         layouts.strides,
         layouts.before,
         layouts.after},
        attributes,
        engine());
    return work(
        dnnl::convolution_forward(desc),
        {{DNNL_ARG_SRC, over(inputs[0], layouts.image)},
         {DNNL_ARG_WEIGHTS, packed(inputs[1], layouts.plain, desc.weights_desc())},
         {DNNL_ARG_BIAS, over(inputs[2], bias)},
         {DNNL_ARG_DST, memory(layouts.out, engine())}});
}

} // namespace

std::function<Work(const tp::Tensors&)> oneDnnConv(const ConvLayer& layer, bool fused) {
    return [layer, fused](const tp::Tensors& inputs) {
        const Layouts layouts(layer);
        if (fused)
            return fusedWork(layouts, inputs);
        const auto desc = layouts.forward(dnnl::prop_kind::forward_inference);
        return work(
            dnnl::convolution_forward(desc),
            {{DNNL_ARG_SRC, over(inputs[0], layouts.image)},
             {DNNL_ARG_WEIGHTS, packed(inputs[1], layouts.plain, desc.weights_desc())},
             {DNNL_ARG_DST, memory(layouts.out, engine())}});
    };
}

std::function<Work(const tp::Tensors&)> oneDnnConvInput(const ConvLayer& layer) {
    return [layer](const tp::Tensors& inputs) {
        const Layouts layouts(layer);
        const dnnl::convolution_backward_data::primitive_desc desc(
            {dnnl::algorithm::convolution_direct,
             layouts.image,
             layouts.any,
             layouts.out,
             layouts.strides,
             layouts.before,
             layouts.after},
            engine(),
            layouts.forward(dnnl::prop_kind::forward_training));
        return work(
            dnnl::convolution_backward_data(desc),
            {{DNNL_ARG_DIFF_DST, over(inputs[0], layouts.out)},
             {DNNL_ARG_WEIGHTS, packed(inputs[1], layouts.plain, desc.weights_desc())},
             {DNNL_ARG_DIFF_SRC, memory(layouts.image, engine())}});
    };
}

std::function<Work(const tp::Tensors&)> oneDnnConvFilter(const ConvLayer& layer) {
    return [layer](const tp::Tensors& inputs) {
        const Layouts layouts(layer);
        const dnnl::convolution_backward_weights::primitive_desc desc(
            {dnnl::algorithm::convolution_direct,
             layouts.image,
             layouts.any,
             layouts.out,
             layouts.strides,
             layouts.before,
             layouts.after},
            engine(),
            layouts.forward(dnnl::prop_kind::forward_training));
        return work(
            dnnl::convolution_backward_weights(desc),
            {{DNNL_ARG_SRC, over(inputs[0], layouts.image)},
             {DNNL_ARG_DIFF_DST, over(inputs[1], layouts.out)},
             {DNNL_ARG_DIFF_WEIGHTS, memory(desc.diff_weights_desc(), engine())}});
    };
}

} // namespace bench
