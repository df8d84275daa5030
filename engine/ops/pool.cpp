#include "engine/ops/pool.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/compare.h"
#include "engine/ops/creation.h"
#include "engine/ops/index.h"
#include "engine/ops/pool_geometry.h"
#include "engine/ops/register.h"
#include "engine/ops/spatial.h"

#include <algorithm>
#include <limits>

namespace tp {

namespace {

const Attrs kPoolAttrs = windowAttrs({{"filterSize", Ints{1}}});
const Attrs kPool3DAttrs =
    windowAttrs({{"filterSize", Ints{1}}, {"dataFormat", std::string("NDHWC")}});

TensorSpec pooledSpec(const OpCall& call, std::size_t input) {
    const WindowGeometry geometry = poolGeometry(call, input);
    const Shape shape = geometry.outShape(geometry.channels);
    checkSizes(shape, call.op.name);
    return {call.input(input).dtype(), shape};
}

Specs avgPoolSpecs(const OpCall& call) {
    checkDType(call, 0, {DType::Float32});
    return {pooledSpec(call, 0)};
}

Specs maxPoolSpecs(const OpCall& call) {
    checkDType(call, 0, {DType::Float32, DType::Int32});
    return {pooledSpec(call, 0)};
}

void checkPooled(const OpCall& call, std::size_t input, const Shape& shape) {
    check(
        call.input(input).shape() == shape,
        "%1: the input %2 must have the pool's shape %3, but it has %4.",
        call.op.name,
        call.op.inputs[input],
        shape,
        call.input(input).shape());
}

/// Of gradients with the inputs dy, input and perhaps output.
Specs poolGradSpecs(const OpCall& call) {
    checkDType(call, 0, {DType::Float32});
    checkDType(call, 1, {DType::Float32, DType::Int32});
    const TensorSpec pooled = pooledSpec(call, 1);
    for (std::size_t input = 0; input < call.inputs.size(); ++input) {
        if (input != 1)
            checkPooled(call, input, pooled.shape);
    }
    return {{DType::Float32, call.input(1).shape()}};
}

/// The mean of whole windows, where padding counts as zeros: what sharing out undoes.
Tensor avgPoolOfPadded(const GradCall& call, const Op& avgPoolOp) {
    const WindowGeometry geometry = poolGeometry(call, 1);
    const Tensor& x = call.dy();
    Ints begin{0};
    Ints size{x.shape()[0]};
    Paddings margins{{0, 0}};
    Ints strides;
    for (const WindowAxis& axis : geometry.axes()) {
        strides.push_back(axis.stride);
        // The windows see `seen` places, of which the image is a part.
        const std::int64_t seen =
            axis.out == 0 ? axis.extent() - 1 : (axis.out - 1) * axis.stride + axis.extent();
        const std::int64_t first = std::clamp<std::int64_t>(-axis.padBefore, 0, axis.in);
        const std::int64_t last = std::clamp<std::int64_t>(seen - axis.padBefore, first, axis.in);
        const std::int64_t before = std::clamp<std::int64_t>(axis.padBefore, 0, seen);
        begin.push_back(first);
        size.push_back(std::min(last - first, seen - before));
        margins.emplace_back(before, seen - before - size.back());
    }
    begin.push_back(0);
    size.push_back(x.shape().back());
    margins.emplace_back(0, 0);
    return run(
        avgPoolOp,
        {pad(slice(x, begin, size), margins)},
        {{"filterSize", call.attr<Ints>("filterSize")}, {"strides", strides}});
}

extern const Op kAvgPool;
extern const Op kAvgPool3D;

const Op kAvgPoolGrad = {
    .name = "AvgPoolGrad",
    .doc = "The gradient of AvgPool: each dy shared out over its window.",
    .formula = "dx[i] = sum of dy[o] / filterSize for all windows o over i",
    .inputs = {"dy", "input"},
    .attrs = kPoolAttrs,
    .infer = poolGradSpecs,
    .gradient = [](const GradCall& call) -> Tensors {
        return {avgPoolOfPadded(call, kAvgPool), Tensor()};
    },
};

const Op kAvgPool3DGrad = {
    .name = "AvgPool3DGrad",
    .doc = "The gradient of AvgPool3D: each dy shared out over its window.",
    .formula = "dx[i] = sum of dy[o] / filterSize for all windows o over i",
    .inputs = {"dy", "input"},
    .attrs = kPool3DAttrs,
    .infer = poolGradSpecs,
    .gradient = [](const GradCall& call) -> Tensors {
        return {avgPoolOfPadded(call, kAvgPool3D), Tensor()};
    },
};

const Op kAvgPool = {
    .name = "AvgPool",
    .doc = "The mean under a window that moves over images.",
    .formula = "y[o] = mean(x under window o)",
    .inputs = {"x"},
    .attrs = kPoolAttrs,
    .infer = avgPoolSpecs,
    .gradient = [](const GradCall& call) -> Tensors {
        return {run(kAvgPoolGrad, {call.dy(), call.input(0)}, call.attrs)};
    },
};

const Op kAvgPool3D = {
    .name = "AvgPool3D",
    .doc = "The mean under a window that moves through volumes.",
    .formula = "y[o] = mean(x under window o)",
    .inputs = {"x"},
    .attrs = kPool3DAttrs,
    .infer = avgPoolSpecs,
    .gradient = [](const GradCall& call) -> Tensors {
        return {run(kAvgPool3DGrad, {call.dy(), call.input(0)}, call.attrs)};
    },
};

/// Of gradients of max pools' gradients: what lay at the maxima.
Specs maxPoolGradGradSpecs(const OpCall& call) {
    checkDType(call, 0, {DType::Float32, DType::Int32});
    checkDType(call, 2, {DType::Float32});
    const TensorSpec pooled = pooledSpec(call, 0);
    checkPooled(call, 1, pooled.shape);
    checkPooled(call, 2, call.input(0).shape());
    return {{DType::Float32, pooled.shape}};
}

extern const Op kMaxPoolGradGrad;
extern const Op kMaxPool3DGradGrad;

// As functions of dy, these two undo each other; x only says where.
Tensors gradientByPlaces(const Op& op, const GradCall& call) {
    return {Tensor(), Tensor(), run(op, {call.dy(), call.input(0), call.input(1)}, call.attrs)};
}

Tensors placesOfGradient(const Op& op, const GradCall& call) {
    return {run(op, {call.input(1), call.input(2), call.dy()}, call.attrs), Tensor(), Tensor()};
}

const Op kMaxPoolGrad = {
    .name = "MaxPoolGrad",
    .doc = "The gradient of MaxPool: each dy goes to the place of its maximum.",
    .formula = "dx[i] = sum of dy[o] for all windows o with their first maximum at i",
    .inputs = {"dy", "input", "output"},
    .attrs = kPoolAttrs,
    .infer = poolGradSpecs,
    .gradient = [](const GradCall& call) { return placesOfGradient(kMaxPoolGradGrad, call); },
};

const Op kMaxPool3DGrad = {
    .name = "MaxPool3DGrad",
    .doc = "The gradient of MaxPool3D: each dy goes to the place of its maximum.",
    .formula = "dx[i] = sum of dy[o] for all windows o with their first maximum at i",
    .inputs = {"dy", "input", "output"},
    .attrs = kPool3DAttrs,
    .infer = poolGradSpecs,
    .gradient = [](const GradCall& call) { return placesOfGradient(kMaxPool3DGradGrad, call); },
};

const Op kMaxPoolGradGrad = {
    .name = "MaxPoolGradGrad",
    .doc = "The gradient of MaxPoolGrad: what lies at the places of the maxima.",
    .formula = "y[o] = grad[i] where the first maximum of window o is at i",
    .inputs = {"input", "output", "grad"},
    .attrs = kPoolAttrs,
    .infer = maxPoolGradGradSpecs,
    .gradient = [](const GradCall& call) { return gradientByPlaces(kMaxPoolGrad, call); },
};

const Op kMaxPool3DGradGrad = {
    .name = "MaxPool3DGradGrad",
    .doc = "The gradient of MaxPool3DGrad: what lies at the places of the maxima.",
    .formula = "y[o] = grad[i] where the first maximum of window o is at i",
    .inputs = {"input", "output", "grad"},
    .attrs = kPool3DAttrs,
    .infer = maxPoolGradGradSpecs,
    .gradient = [](const GradCall& call) { return gradientByPlaces(kMaxPool3DGrad, call); },
};

const Op kMaxPool = {
    .name = "MaxPool",
    .doc = "The maximum under a window that moves over images.",
    .formula = "y[o] = max(x under window o)",
    .inputs = {"x"},
    .attrs = kPoolAttrs,
    .infer = maxPoolSpecs,
    .gradient = [](const GradCall& call) -> Tensors {
        return {run(kMaxPoolGrad, {call.dy(), call.input(0), call.outputs[0]}, call.attrs)};
    },
    .saves = Saves::InputsAndOutputs,
};

const Op kMaxPool3D = {
    .name = "MaxPool3D",
    .doc = "The maximum under a window that moves through volumes.",
    .formula = "y[o] = max(x under window o)",
    .inputs = {"x"},
    .attrs = kPool3DAttrs,
    .infer = maxPoolSpecs,
    .gradient = [](const GradCall& call) -> Tensors {
        return {run(kMaxPool3DGrad, {call.dy(), call.input(0), call.outputs[0]}, call.attrs)};
    },
    .saves = Saves::InputsAndOutputs,
};

const Op kMaxPoolWithArgmax = {
    .name = "MaxPoolWithArgmax",
    .doc = "The maximum under a window that moves over images, and where it lies.",
    .formula = "y[o], place[o] = max(x under window o)",
    .inputs = {"x"},
    .attrs = windowAttrs({{"filterSize", Ints{1}}, {"includeBatchInIndex", false}}),
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Float32, DType::Int32});
        const TensorSpec pooled = pooledSpec(call, 0);
        check(
            call.input(0).size() <= std::numeric_limits<std::int32_t>::max(),
            "maxPoolWithArgmax: a tensor of shape %1 has more elements than int32 can number.",
            call.input(0).shape());
        return {pooled, {DType::Int32, pooled.shape}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        Tensor places = call.outputs[1];
        const Shape& x = call.shape(0);
        if (!call.attr<bool>("includeBatchInIndex") && x[0] > 1) {
            // -1 would become a place in the image before.
            const Tensor images = range(0, static_cast<double>(x[0]), 1, DType::Int32);
            const auto each = static_cast<double>(x[1] * x[2] * x[3]);
            const Tensor start = reshape(images * scalar(each, DType::Int32), {x[0], 1, 1, 1});
            const Tensor isPlace = cast(greaterEqual(places, 0), DType::Int32);
            const Tensor one = scalar(1, DType::Int32);
            places = (places + start + one) * isPlace - one;
        }
        const Tensor sums =
            unsortedSegmentSum(flatten(call.dy()), flatten(places), x.elementCount());
        return {reshape(sums, x)};
    },
    .saves = Saves::Outputs,
};

/// A pool of one image or a batch, whatever the op.
// NOLINTNEXTLINE(readability-function-size): the parameters are those of TensorFlow.js
Tensor poolBatch(
    const Op& op,
    std::string_view where,
    std::size_t rank,
    const Tensor& x,
    const PerAxis& filterSize,
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dimRoundingMode,
    Attrs attrs = {}) {
    checkRoundable(pad, dimRoundingMode, where);
    const bool single = x.rank() == rank + 1;
    attrs.emplace_back("filterSize", filterSize.list());
    attrs.emplace_back("strides", strides.list());
    attrs.emplace_back("pad", pad.how());
    attrs.emplace_back("explicitPaddings", pad.sizes());
    attrs.emplace_back("dimRoundingMode", std::string(dimRoundingMode));
    const Tensor y = run(op, {single ? expandDims(x) : x}, std::move(attrs));
    return single ? squeeze(y, 0) : y;
}

/// What "same" puts around images before a dilated window.
Paddings dilatedMargins(const WindowGeometry& geometry) {
    Paddings margins;
    for (const WindowAxis& axis : geometry.axes()) {
        const std::int64_t missing = axis.extent() - 1;
        margins.emplace_back(missing / 2, missing - missing / 2);
    }
    return margins;
}

} // namespace

WindowGeometry poolGeometry(const OpCall& call, std::size_t input) {
    const std::size_t rank = call.op.name.find("3D") == std::string_view::npos ? 2 : 3;
    const WindowOptions options = windowOptions(call);
    check(
        options.dataFormat.empty() || options.dataFormat == "NDHWC",
        "%1: the data format must be NDHWC, but it is \"%2\".",
        call.op.name,
        options.dataFormat);
    WindowGeometry geometry = windowGeometry(
        call.input(input).shape(), call.attr<Ints>("filterSize"), rank, options, call.op.name);
    // TensorFlow.js gives images back as they are, wherever the padding would put the windows.
    const auto isAsBefore = [](const WindowAxis& axis) {
        return axis.filter == 1 && axis.in == axis.out;
    };
    const bool isCopy = rank == 2 && call.op.name != "MaxPoolWithArgmax" &&
                        std::all_of(geometry.axes().begin(), geometry.axes().end(), isAsBefore);
    for (std::size_t i = 0; isCopy && i < rank; ++i) {
        geometry.axis[i].stride = 1;
        geometry.axis[i].padBefore = 0;
    }
    return geometry;
}

void registerPoolOps() {
    for (const Op* op :
         {&kAvgPool,
          &kAvgPoolGrad,
          &kAvgPool3D,
          &kAvgPool3DGrad,
          &kMaxPool,
          &kMaxPoolGrad,
          &kMaxPoolGradGrad,
          &kMaxPool3D,
          &kMaxPool3DGrad,
          &kMaxPool3DGradGrad,
          &kMaxPoolWithArgmax})
        registerOp(*op);
}

Tensor avgPool(
    const Tensor& x,
    const PerAxis& filterSize,
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dimRoundingMode) {
    return poolBatch(kAvgPool, "avgPool", 2, x, filterSize, strides, pad, dimRoundingMode);
}

Tensor maxPool(
    const Tensor& x,
    const PerAxis& filterSize,
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dimRoundingMode) {
    return poolBatch(
        kMaxPool, "maxPool", 2, toNumber(x), filterSize, strides, pad, dimRoundingMode);
}

Tensor avgPool3d(
    const Tensor& x,
    const PerAxis& filterSize,
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dimRoundingMode,
    std::string_view dataFormat) {
    return poolBatch(
        kAvgPool3D,
        "avgPool3d",
        3,
        x,
        filterSize,
        strides,
        pad,
        dimRoundingMode,
        {{"dataFormat", std::string(dataFormat)}});
}

Tensor maxPool3d(
    const Tensor& x,
    const PerAxis& filterSize,
    const PerAxis& strides,
    const Pad& pad,
    std::string_view dimRoundingMode,
    std::string_view dataFormat) {
    return poolBatch(
        kMaxPool3D,
        "maxPool3d",
        3,
        toNumber(x),
        filterSize,
        strides,
        pad,
        dimRoundingMode,
        {{"dataFormat", std::string(dataFormat)}});
}

PooledWithArgmax maxPoolWithArgmax(
    const Tensor& x,
    const PerAxis& filterSize,
    const PerAxis& strides,
    const Pad& pad,
    bool includeBatchInIndex) {
    const std::array inputs{toNumber(x)};
    const Tensors outputs = runAll(
        kMaxPoolWithArgmax,
        inputs,
        {{"filterSize", filterSize.list()},
         {"strides", strides.list()},
         {"pad", pad.how()},
         {"explicitPaddings", pad.sizes()},
         {"includeBatchInIndex", includeBatchInIndex}});
    return {outputs[0], outputs[1]};
}

// NOLINTNEXTLINE(readability-function-size): the parameters are those of TensorFlow.js
Tensor pool(
    const Tensor& input,
    const PerAxis& windowShape,
    std::string_view poolingType,
    const Pad& pad,
    const PerAxis& dilations,
    const PerAxis& strides,
    std::string_view dimRoundingMode) {
    check(
        poolingType == "avg" || poolingType == "max",
        "pool: the type must be avg or max, but it is \"%1\".",
        poolingType);
    const auto once = [&](const Tensor& x, const Pad& margin) {
        return poolingType == "avg" ? avgPool(x, windowShape, strides, margin, dimRoundingMode)
                                    : maxPool(x, windowShape, strides, margin, dimRoundingMode);
    };
    const auto isOne = [](std::int64_t each) { return each == 1; };
    const bool isPlain = std::all_of(dilations.list().begin(), dilations.list().end(), isOne);
    if (isPlain)
        return once(input, pad);
    check(
        std::all_of(strides.list().begin(), strides.list().end(), isOne),
        "pool: dilations above 1 need strides of 1.");
    const bool single = input.rank() == 3;
    const Tensor x = single ? expandDims(input) : input;
    WindowOptions options;
    options.dilations = dilations.list();
    options.pad = pad.how();
    options.explicitPaddings = pad.sizes();
    const WindowGeometry geometry =
        windowGeometry(x.shape(), windowShape.list(), 2, options, "pool");
    // As in TensorFlow.js, padding by numbers is left out here.
    Paddings margins = pad.how() == "same" ? dilatedMargins(geometry) : Paddings{{0, 0}, {0, 0}};
    Paddings crops;
    Ints block;
    for (std::size_t i = 0; i < geometry.rank; ++i) {
        const WindowAxis& axis = geometry.axis[i];
        const std::int64_t padded = axis.in + margins[i].first + margins[i].second;
        const std::int64_t extra = (axis.dilation - padded % axis.dilation) % axis.dilation;
        margins[i].second += extra;
        crops.emplace_back(0, extra);
        block.push_back(axis.dilation);
    }
    const Tensor y = batchToSpaceND(once(spaceToBatchND(x, block, margins), "valid"), block, crops);
    return single ? squeeze(y, 0) : y;
}

} // namespace tp
