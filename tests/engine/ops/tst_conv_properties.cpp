#include "engine/api/start.h"
#include "tests/support/random_inputs.h"

#include <limits>

using namespace tp;
using namespace tp::test;

namespace {

using Sizes = std::vector<std::int64_t>;

std::int64_t between(std::int64_t least, std::int64_t most) {
    return *rc::gen::inRange<std::int64_t>(least, most + 1);
}

/// A convolution that may be small enough for plain loops, or large enough for oneDNN.
struct Convolution {
    Shape image;
    Shape filter;
    Shape out;
    Attrs attrs;
};

Convolution randomConvolution(std::size_t rank, bool depthwise) {
    Convolution conv;
    WindowOptions options;
    const bool isLast = between(0, 3) > 0;
    const std::int64_t channels = between(1, 12);
    if (rank == 2) {
        options.dataFormat = isLast ? "NHWC" : "NCHW";
    } else {
        options.dataFormat = isLast ? "NDHWC" : "NCDHW";
    }
    conv.image = {between(0, 3)};
    if (!isLast)
        conv.image.push_back(channels);
    Sizes windows;
    options.strides.clear();
    options.dilations.clear();
    for (std::size_t i = 0; i < rank; ++i) {
        conv.image.push_back(between(1, rank == 2 ? 9 : 5));
        windows.push_back(between(1, 4));
        options.strides.push_back(between(1, 3));
        options.dilations.push_back(between(1, 2));
    }
    if (isLast)
        conv.image.push_back(channels);
    options.pad = *rc::gen::element<std::string>("same", "valid", "explicit");
    if (options.pad == "explicit") {
        for (std::size_t i = 0; i < 2 * (rank + 2); ++i)
            options.explicitPaddings.push_back(between(0, 4));
    }
    options.dimRoundingMode = *rc::gen::element<std::string>("", "floor", "round", "ceil");
    conv.filter = Shape(windows);
    conv.filter.push_back(channels);
    conv.filter.push_back(depthwise ? between(1, 3) : between(1, 12));
    conv.attrs = {
        {"strides", options.strides},
        {"dilations", options.dilations},
        {"pad", options.pad},
        {"explicitPaddings", options.explicitPaddings},
        {"dimRoundingMode", options.dimRoundingMode},
        {"dataFormat", options.dataFormat}};
    // What does not fit is refused, which other tests are about.
    for (std::size_t i = 0; i < rank; ++i) {
        const std::int64_t extent = (windows[i] - 1) * options.dilations[i] + 1;
        RC_PRE(options.pad == "same" || conv.image[i + (isLast ? 1 : 2)] >= extent);
    }
    // A row count that stands for the columns too may not fit them.
    conv.out = windowGeometry(conv.image, windows, rank, options, "test")
                   .outShape(conv.filter.back() * (depthwise ? channels : 1));
    return conv;
}

/// Now and then a number that is none, or too large.
Tensor withSpecial(const Tensor& x) {
    const bool wanted = between(0, 2) == 0 && x.size() > 0;
    if (!wanted)
        return x;
    auto values = x.dataSync<float>();
    values[static_cast<std::size_t>(between(0, x.size() - 1))] = *rc::gen::element(
        std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN());
    return fromBuffer(values, x.shape());
}

void threeOps(const char* name, std::size_t rank, bool depthwise) {
    const std::string forward = name;
    const std::string version = rank == 3 ? "V2" : "";
    holds(name, [&] {
        const Convolution conv = randomConvolution(rank, depthwise);
        const Tensor x = withSpecial(randomTensor(conv.image, DType::Float32));
        const Tensor filter = withSpecial(randomTensor(conv.filter, DType::Float32));
        const Tensor dy = withSpecial(randomTensor(conv.out, DType::Float32));
        const auto call = [](const std::string& op, const Attrs& attrs) {
            return [op, attrs](const Tensors& xs) { return run(*findOp(op), xs, attrs); };
        };
        agree(call(forward, conv.attrs), {x, filter}, 2e-4);
        Attrs attrs = conv.attrs;
        attrs.emplace_back("inputShape", toInts(conv.image));
        agree(call(forward + "BackpropInput" + version, attrs), {dy, filter}, 2e-4);
        attrs = conv.attrs;
        attrs.emplace_back("filterShape", toInts(conv.filter));
        agree(call(forward + "BackpropFilter" + version, attrs), {x, dy}, 2e-4);
    });
}

/// A tensor that broadcasts to that shape, or none.
Tensor randomOperand(const Shape& shape) {
    return randomTensor(partnerOf(shape), DType::Float32);
}

} // namespace

class TestConvProperties : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        start();
        qputenv("RC_PARAMS", "max_success=120 max_size=300");
    }

    void conv2d() { threeOps("Conv2D", 2, false); }
    void conv3d() { threeOps("Conv3D", 3, false); }
    void depthwise() { threeOps("DepthwiseConv2dNative", 2, true); }

    void fusedConv() {
        holds("fused convolutions", [] {
            const bool depthwise = *rc::gen::arbitrary<bool>();
            const Convolution conv = randomConvolution(2, depthwise);
            Attrs attrs = conv.attrs;
            addActivation(attrs);
            // A vector means other things to channels first.
            Tensor bias = between(0, 2) > 0 ? randomOperand(conv.out) : Tensor();
            Tensor slopes = randomOperand(conv.out);
            const bool isLast = std::get<std::string>(conv.attrs.back().second) == "NHWC";
            for (Tensor* each : {&bias, &slopes}) {
                if (!isLast && !each->isNull() && each->rank() == 1)
                    *each = randomTensor({conv.out[1]}, DType::Float32);
            }
            const Op& op = *findOp(depthwise ? "FusedDepthwiseConv2D" : "FusedConv2D");
            agree(
                [&](const Tensors& xs) {
                    return run(op, {xs[0], xs[1], bias, slopes}, attrs);
                },
                {randomTensor(conv.image, DType::Float32),
                 randomTensor(conv.filter, DType::Float32)},
                2e-4);
        });
    }

    void fusedMatMul() {
        holds("fused matMul", [] {
            const std::int64_t inner = between(1, 20);
            const Shape a{between(1, 3), between(0, 20), inner};
            const Shape b{inner, between(0, 20)};
            const Shape out{a[0], a[1], b[1]};
            Attrs attrs;
            addActivation(attrs);
            const Tensor bias = between(0, 2) > 0 ? randomOperand(out) : Tensor();
            const Tensor slopes = randomOperand(out);
            agree(
                [&](const Tensors& xs) {
                    return run(*findOp("_FusedMatMul"), {xs[0], xs[1], bias, slopes}, attrs);
                },
                {randomTensor(a, DType::Float32), randomTensor(b, DType::Float32)},
                2e-4);
        });
    }

private:
    static void addActivation(Attrs& attrs) {
        attrs.emplace_back(
            "activation",
            *rc::gen::element<std::string>(
                "linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu", "prelu"));
        attrs.emplace_back("leakyreluAlpha", 0.3);
    }
};

QTEST_APPLESS_MAIN(TestConvProperties)
#include "tst_conv_properties.moc"
