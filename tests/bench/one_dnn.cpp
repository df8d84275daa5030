#include "tests/bench/one_dnn.h"

#include <dnnl.hpp>

#include <map>
#include <unordered_map>

namespace bench {

namespace {

using dnnl::memory;
using Dims = memory::dims;
using Arguments = std::unordered_map<int, memory>;

const dnnl::engine& engine() {
    static const dnnl::engine the(dnnl::engine::kind::cpu, 0);
    return the;
}

Dims dims(const tp::Shape& shape) {
    return {shape.begin(), shape.end()};
}

Dims strides(const tp::Shape& shape) {
    return dims(tp::rowMajorStrides(shape));
}

memory::desc plain(const tp::Shape& shape) {
    return {dims(shape), memory::data_type::f32, strides(shape)};
}

memory over(const tp::Tensor& x, const memory::desc& desc) {
    return {desc, engine(), x.storage()->host()};
}

/// oneDNN does not know a tensor from a broadcast one by its rank.
tp::Shape withRank(const tp::Shape& shape, std::size_t rank) {
    tp::Shape wide;
    for (std::size_t axis = shape.rank(); axis < rank; ++axis)
        wide.push_back(1);
    for (const std::int64_t size : shape)
        wide.push_back(size);
    return wide;
}

Work work(const dnnl::primitive& primitive, Arguments arguments) {
    return
        [primitive, arguments = std::move(arguments), stream = dnnl::stream(engine())]() mutable {
            primitive.execute(stream, arguments);
            stream.wait();
        };
}

} // namespace

std::function<Work(const tp::Tensors&)> oneDnnBinary(const std::string& algorithm) {
    static const std::map<std::string, dnnl::algorithm> kAlgorithms = {
        {"add", dnnl::algorithm::binary_add},
        {"mul", dnnl::algorithm::binary_mul},
        {"max", dnnl::algorithm::binary_max}};
    return [kind = kAlgorithms.at(algorithm)](const tp::Tensors& inputs) {
        const std::size_t rank = inputs[0].rank();
        const auto a = plain(inputs[0].shape());
        const auto b = plain(withRank(inputs[1].shape(), rank));
        const dnnl::binary::primitive_desc desc({kind, a, b, a}, engine());
        return work(
            dnnl::binary(desc),
            {{DNNL_ARG_SRC_0, over(inputs[0], a)},
             {DNNL_ARG_SRC_1, over(inputs[1], b)},
             {DNNL_ARG_DST, memory(a, engine())}});
    };
}

std::function<Work(const tp::Tensors&)> oneDnnEltwise(const std::string& algorithm) {
    static const std::map<std::string, dnnl::algorithm> kAlgorithms = {
        {"relu", dnnl::algorithm::eltwise_relu},
        {"exp", dnnl::algorithm::eltwise_exp},
        {"tanh", dnnl::algorithm::eltwise_tanh},
        {"log", dnnl::algorithm::eltwise_log},
        {"logistic", dnnl::algorithm::eltwise_logistic}};
    return [kind = kAlgorithms.at(algorithm)](const tp::Tensors& inputs) {
        const auto x = plain(inputs[0].shape());
        const dnnl::eltwise_forward::primitive_desc desc(
            {dnnl::prop_kind::forward_inference, kind, x, 0.0F, 0.0F}, engine());
        return work(
            dnnl::eltwise_forward(desc),
            {{DNNL_ARG_SRC, over(inputs[0], x)}, {DNNL_ARG_DST, memory(x, engine())}});
    };
}

std::function<Work(const tp::Tensors&)>
oneDnnReduction(const std::string& algorithm, const std::vector<std::size_t>& axes) {
    static const std::map<std::string, dnnl::algorithm> kAlgorithms = {
        {"sum", dnnl::algorithm::reduction_sum},
        {"mean", dnnl::algorithm::reduction_mean},
        {"max", dnnl::algorithm::reduction_max}};
    return [kind = kAlgorithms.at(algorithm), axes](const tp::Tensors& inputs) {
        tp::Shape reduced = inputs[0].shape();
        for (const std::size_t axis : axes)
            reduced[axis] = 1;
        const auto x = plain(inputs[0].shape());
        const auto y = plain(reduced);
        const dnnl::reduction::primitive_desc desc({kind, x, y, 0.0F, 0.0F}, engine());
        return work(
            dnnl::reduction(desc),
            {{DNNL_ARG_SRC, over(inputs[0], x)}, {DNNL_ARG_DST, memory(y, engine())}});
    };
}

std::function<Work(const tp::Tensors&)> oneDnnSoftmax(bool ofLogarithms) {
    return [ofLogarithms](const tp::Tensors& inputs) {
        const auto x = plain(inputs[0].shape());
        const int axis = static_cast<int>(inputs[0].rank()) - 1;
        const Arguments arguments{
            {DNNL_ARG_SRC, over(inputs[0], x)}, {DNNL_ARG_DST, memory(x, engine())}};
        constexpr auto kKind = dnnl::prop_kind::forward_inference;
        if (ofLogarithms) {
            return work(
                dnnl::logsoftmax_forward(
                    dnnl::logsoftmax_forward::primitive_desc({kKind, x, axis}, engine())),
                arguments);
        }
        return work(
            dnnl::softmax_forward(
                dnnl::softmax_forward::primitive_desc({kKind, x, axis}, engine())),
            arguments);
    };
}

std::function<Work(const tp::Tensors&)> oneDnnMatMul(bool transposeA, bool transposeB) {
    return [transposeA, transposeB](const tp::Tensors& inputs) {
        const auto matrix = [](const tp::Tensor& x, bool turned) {
            Dims sizes = dims(x.shape());
            Dims steps = strides(x.shape());
            const std::size_t last = sizes.size() - 1;
            if (turned) {
                std::swap(sizes[last], sizes[last - 1]);
                std::swap(steps[last], steps[last - 1]);
            }
            return memory::desc(sizes, memory::data_type::f32, steps);
        };
        const auto a = matrix(inputs[0], transposeA);
        const auto b = matrix(inputs[1], transposeB);
        tp::Shape shape(a.dims());
        shape[shape.rank() - 1] = b.dims().back();
        const auto c = plain(shape);
        const dnnl::matmul::primitive_desc desc({a, b, c}, engine());
        return work(
            dnnl::matmul(desc),
            {{DNNL_ARG_SRC, over(inputs[0], a)},
             {DNNL_ARG_WEIGHTS, over(inputs[1], b)},
             {DNNL_ARG_DST, memory(c, engine())}});
    };
}

std::function<Work(const tp::Tensors&)> oneDnnTranspose(const std::vector<std::size_t>& perm) {
    return [perm](const tp::Tensors& inputs) {
        const tp::Shape& shape = inputs[0].shape();
        tp::Shape turned = shape;
        for (std::size_t axis = 0; axis < perm.size(); ++axis)
            turned[axis] = shape[perm[axis]];
        const Dims steps = strides(turned);
        Dims stepsOfInput(perm.size());
        for (std::size_t axis = 0; axis < perm.size(); ++axis)
            stepsOfInput[perm[axis]] = steps[axis];
        const auto from = plain(shape);
        const memory::desc to(dims(shape), memory::data_type::f32, stepsOfInput);
        const dnnl::reorder::primitive_desc desc(engine(), from, engine(), to);
        return work(
            dnnl::reorder(desc),
            {{DNNL_ARG_FROM, over(inputs[0], from)}, {DNNL_ARG_TO, memory(to, engine())}});
    };
}

} // namespace bench
