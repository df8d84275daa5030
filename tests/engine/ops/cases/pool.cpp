#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

#include <limits>

namespace tp::test {

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

Tensor counted(const Shape& shape) {
    return reshape(range(0, static_cast<double>(shape.elementCount())), shape);
}

/// Numbers in a mixed order, no two of them near each other.
Tensor mixed(const Shape& shape) {
    const std::int64_t count = shape.elementCount();
    std::vector<float> values;
    for (std::int64_t i = 0; i < count; ++i)
        values.push_back(static_cast<float>(i * 7 % count));
    return fromBuffer(values, shape);
}

struct Rows {
    OpCases cases;

    void
    add(const char* name,
        std::string_view op,
        const TensorFunction& call,
        const Tensors& inputs,
        const Tensor& y,
        Smooth smooth = Smooth::Twice) {
        cases.push_back({name, op, call, inputs, y, smooth});
    }
};

TensorFunction averaged(const PerAxis& size, const PerAxis& strides, const Pad& pad) {
    return [=](const Tensors& xs) { return avgPool(xs[0], size, strides, pad); };
}

TensorFunction
largest(const PerAxis& size, const PerAxis& strides, const Pad& pad, const char* rounding = "") {
    return [=](const Tensors& xs) { return maxPool(xs[0], size, strides, pad, rounding); };
}

const TensorData kSquare = {5, 3, 8, 1, 9, 2, 7, 4, 6};

void addAveragesTo(Rows& rows) {
    constexpr auto kOp = "AvgPool";
    const Tensor x = tensor(kSquare, {3, 3, 1});
    rows.add(
        "avgPool", kOp, averaged(2, 1, "valid"), {x}, tensor({4.5, 5.5, 5.25, 5.25}, {2, 2, 1}));
    rows.add(
        "avgPool with strides, of channels",
        kOp,
        averaged(2, 2, "valid"),
        {counted({1, 4, 4, 2})},
        tensor({5, 6, 9, 10, 21, 22, 25, 26}, {1, 2, 2, 2}));
    rows.add(
        "avgPool, same size",
        kOp,
        averaged(2, 1, "same"),
        {x},
        tensor({4.5, 5.5, 5, 5.25, 5.25, 4, 5.5, 5, 6}, {3, 3, 1}),
        Smooth::No);
    rows.add(
        "avgPool with pairs of paddings",
        kOp,
        averaged({3, 1}, 2, {{0, 0}, {1, 1}, {0, 0}, {0, 0}}),
        {x},
        tensor({3, 5, 4, 4}, {2, 2, 1}),
        Smooth::No);
    rows.add(
        "avgPool that sees padding alone",
        kOp,
        averaged(1, 1, 1),
        {tensor({7}, {1, 1, 1})},
        tensor({kNan, kNan, kNan, kNan, 7.0F, kNan, kNan, kNan, kNan}, {3, 3, 1}),
        Smooth::No);
    rows.add(
        "avgPool of single pixels gives the image back",
        kOp,
        averaged(1, 2, 1),
        {tensor({1, 2, 3, 4}, {2, 2, 1})},
        tensor({1, 2, 3, 4}, {2, 2, 1}));
    rows.add(
        "avgPool of NaN",
        kOp,
        averaged(1, 2, "valid"),
        {tensor({kNan, 1.0F, 2.0F}, {1, 3, 1})},
        tensor({kNan, 2.0F}, {1, 2, 1}),
        Smooth::No);
    rows.add(
        "avgPool of nothing",
        kOp,
        averaged(2, 1, "valid"),
        {zeros({0, 3, 3, 2})},
        zeros({0, 2, 2, 2}));
    rows.add(
        "avgPool of no channels",
        kOp,
        averaged(2, 1, "same"),
        {zeros({3, 3, 0})},
        zeros({3, 3, 0}));
    rows.add(
        "avgPool3d",
        "AvgPool3D",
        [](const Tensors& xs) { return avgPool3d(xs[0], 2, 1, "valid"); },
        {counted({2, 2, 3, 1})},
        tensor({5, 6}, {1, 1, 2, 1}));
    rows.add(
        "avgPool3d that sees padding alone",
        "AvgPool3D",
        [](const Tensors& xs) {
            return avgPool3d(xs[0], 1, {1, 1, 2}, {{0, 0}, {0, 0}, {0, 0}, {2, 0}, {0, 0}});
        },
        {tensor({7}, {1, 1, 1, 1, 1})},
        tensor({0, 7}, {1, 1, 1, 2, 1}),
        Smooth::No);
    rows.add(
        "avgPool3d, same size, with strides that skip rows",
        "AvgPool3D",
        [](const Tensors& xs) {
            return avgPool3d(xs[0], {1, 1, 2}, {1, 2, 2}, "same");
        },
        {counted({1, 2, 2, 3, 1})},
        tensor({3.5, 5, 9.5, 11}, {1, 2, 1, 2, 1}),
        Smooth::No);
}

void addMaximaTo(Rows& rows) {
    constexpr auto kOp = "MaxPool";
    const Tensor x = tensor(kSquare, {3, 3, 1});
    rows.add("maxPool", kOp, largest(2, 1, "valid"), {x}, tensor({9, 9, 9, 9}, {2, 2, 1}));
    rows.add(
        "maxPool, same size",
        kOp,
        largest(2, 1, "same"),
        {x},
        tensor({9, 9, 8, 9, 9, 6, 7, 6, 6}, {3, 3, 1}));
    rows.add(
        "maxPool padded by a number", kOp, largest(2, 2, 1), {x}, tensor({5, 8, 7, 9}, {2, 2, 1}));
    rows.add(
        "maxPool of channels",
        kOp,
        largest({1, 2}, {1, 2}, "valid"),
        {mixed({2, 2, 4, 3})},
        max(reshape(mixed({2, 2, 4, 3}), {2, 2, 2, 2, 3}), 3));
    rows.add(
        "maxPool, more windows than fit",
        kOp,
        largest(2, 2, 0, "ceil"),
        {x},
        tensor({9, 8, 7, 6}, {2, 2, 1}));
    rows.add(
        "maxPool passes NaN over",
        kOp,
        largest({1, 2}, 1, "valid"),
        {tensor({kNan, kNan, 1.0F, -kInfinity}, {1, 4, 1})},
        tensor({-kInfinity, 1.0F, 1.0F}, {1, 3, 1}),
        Smooth::No);
    rows.add(
        "maxPool of whole numbers",
        kOp,
        largest(2, 1, 1),
        {tensor({-5}, {1, 1, 1}, DType::Int32)},
        tensor({-5, -5, -5, -5}, {2, 2, 1}, DType::Int32),
        Smooth::No);
    rows.add(
        "maxPool that sees padding alone",
        kOp,
        largest(1, 1, 1),
        {tensor({7}, {1, 1, 1}, DType::Int32)},
        tensor({0, 0, 0, 0, 7, 0, 0, 0, 0}, {3, 3, 1}, DType::Int32),
        Smooth::No);
    rows.add(
        "maxPool of nothing",
        kOp,
        largest(2, 1, "valid"),
        {zeros({0, 3, 3, 2})},
        zeros({0, 2, 2, 2}));
    rows.add(
        "maxPool3d",
        "MaxPool3D",
        [](const Tensors& xs) { return maxPool3d(xs[0], 2, 1, "valid"); },
        {mixed({1, 2, 2, 3, 2})},
        tensor({20, 21, 22, 23}, {1, 1, 1, 2, 2}));
    rows.add(
        "maxPool3d, same size",
        "MaxPool3D",
        [](const Tensors& xs) { return maxPool3d(xs[0], 2, 2, "same"); },
        {mixed({3, 1, 2, 1})},
        tensor({3, 5}, {2, 1, 1, 1}));
}

/// The gradients are ops of their own, asked by name.
void addGradientsTo(Rows& rows) {
    const auto gradient =
        [](const char* op, std::int64_t size, std::int64_t stride, const Tensors& rest) {
            return [=, &op = *findOp(op)](const Tensors& xs) {
                Tensors inputs = xs;
                inputs.insert(inputs.end(), rest.begin(), rest.end());
                return run(op, inputs, {{"filterSize", Ints{size}}, {"strides", Ints{stride}}});
            };
        };
    const Tensor square = tensor(kSquare, {1, 3, 3, 1});
    const Tensor dy = tensor({4, 8, 12, 16}, {1, 2, 2, 1});
    rows.add(
        "gradient of avgPool",
        "AvgPoolGrad",
        gradient("AvgPoolGrad", 2, 1, {square}),
        {dy},
        tensor({1, 3, 2, 4, 10, 6, 3, 7, 4}, {1, 3, 3, 1}));
    rows.add(
        "gradient of avgPool, in part in the padding",
        "AvgPoolGrad",
        [=](const Tensors& xs) {
            const Attrs attrs{
                {"filterSize", Ints{2}}, {"strides", Ints{2}}, {"pad", std::string("same")}};
            return run(*findOp("AvgPoolGrad"), {xs[0], square}, attrs);
        },
        {dy},
        tensor({1, 1, 2, 1, 1, 2, 3, 3, 4}, {1, 3, 3, 1}));
    rows.add(
        "gradient of avgPool3d",
        "AvgPool3DGrad",
        gradient("AvgPool3DGrad", 1, 2, {zeros({1, 1, 1, 3, 1})}),
        {tensor({5, 6}, {1, 1, 1, 2, 1})},
        tensor({5, 0, 6}, {1, 1, 1, 3, 1}));
    const Tensor pooled = fill({1, 2, 2, 1}, 9);
    rows.add(
        "gradient of maxPool",
        "MaxPoolGrad",
        gradient("MaxPoolGrad", 2, 1, {square, pooled}),
        {dy},
        tensor({0, 0, 0, 0, 40, 0, 0, 0, 0}, {1, 3, 3, 1}));
    rows.add(
        "gradient of maxPool goes to the first of equals",
        "MaxPoolGrad",
        gradient("MaxPoolGrad", 2, 1, {ones({1, 3, 3, 1}), ones({1, 2, 2, 1})}),
        {dy},
        tensor({4, 8, 0, 12, 16, 0, 0, 0, 0}, {1, 3, 3, 1}));
    const Tensor volume = tensor({1, 3, 2, 0}, {1, 4, 1, 1, 1});
    rows.add(
        "gradient of maxPool3d",
        "MaxPool3DGrad",
        gradient("MaxPool3DGrad", 1, 2, {volume, tensor({1, 2}, {1, 2, 1, 1, 1})}),
        {tensor({5, 6}, {1, 2, 1, 1, 1})},
        tensor({5, 0, 6, 0}, {1, 4, 1, 1, 1}));
    const auto second = [](const char* op, std::int64_t size, const Tensors& first) {
        return [=, &op = *findOp(op)](const Tensors& xs) {
            Tensors inputs = first;
            inputs.push_back(xs[0]);
            return run(op, inputs, {{"filterSize", Ints{size}}});
        };
    };
    rows.add(
        "gradient of a maxPool's gradient",
        "MaxPoolGradGrad",
        second("MaxPoolGradGrad", 2, {square, pooled}),
        {counted({1, 3, 3, 1})},
        tensor({4, 4, 4, 4}, {1, 2, 2, 1}));
    rows.add(
        "gradient of a maxPool3d's gradient",
        "MaxPool3DGradGrad",
        second("MaxPool3DGradGrad", 1, {volume, volume}),
        {counted({1, 4, 1, 1, 1})},
        counted({1, 4, 1, 1, 1}));
}

void addPlacesTo(Rows& rows) {
    constexpr auto kOp = "MaxPoolWithArgmax";
    const auto values =
        [](const PerAxis& size, const PerAxis& strides, const Pad& pad, bool batch) {
            return [=](const Tensors& xs) {
                return maxPoolWithArgmax(xs[0], size, strides, pad, batch).result;
            };
        };
    const auto places =
        [](const PerAxis& size, const PerAxis& strides, const Pad& pad, bool batch) {
            return [=](const Tensors& xs) {
                return maxPoolWithArgmax(xs[0], size, strides, pad, batch).indexes;
            };
        };
    const auto numbers = [](const TensorData& each, const Shape& shape) {
        return tensor(each, shape, DType::Int32);
    };
    const Tensor square = tensor(kSquare, {1, 3, 3, 1});
    const Tensor images = tensor({1, 8, 3, 2, 7, 5, 9, 4}, {2, 1, 2, 2});
    rows.add(
        "maxPoolWithArgmax",
        kOp,
        values(2, 1, "valid", false),
        {square},
        tensor({9, 9, 9, 9}, {1, 2, 2, 1}));
    rows.add(
        "maxPoolWithArgmax, places",
        kOp,
        places(2, 2, "same", false),
        {square},
        numbers({4, 2, 6, 8}, {1, 2, 2, 1}),
        Smooth::No);
    rows.add(
        "maxPoolWithArgmax of a batch of channels",
        kOp,
        values({1, 2}, 1, "valid", false),
        {images},
        tensor({3, 8, 9, 5}, {2, 1, 1, 2}));
    rows.add(
        "maxPoolWithArgmax of a batch of channels, places",
        kOp,
        places({1, 2}, 1, "valid", false),
        {images},
        numbers({2, 1, 2, 1}, {2, 1, 1, 2}),
        Smooth::No);
    rows.add(
        "maxPoolWithArgmax counted through the batch",
        kOp,
        values({1, 2}, 1, "valid", true),
        {images},
        tensor({3, 8, 9, 5}, {2, 1, 1, 2}));
    rows.add(
        "maxPoolWithArgmax counted through the batch, places",
        kOp,
        places({1, 2}, 1, "valid", true),
        {images},
        numbers({2, 1, 6, 5}, {2, 1, 1, 2}),
        Smooth::No);
    rows.add(
        "maxPoolWithArgmax where there is no maximum",
        kOp,
        places(1, 1, "valid", false),
        {tensor({kNan, 1.0F}, {1, 1, 2, 1})},
        numbers({-1, 1}, {1, 1, 2, 1}),
        Smooth::No);
    rows.add(
        "maxPoolWithArgmax of the lowest whole number",
        kOp,
        places(1, 1, "valid", false),
        {numbers({-2147483648.0, 1}, {1, 1, 2, 1})},
        numbers({0, 1}, {1, 1, 2, 1}),
        Smooth::No);
}

void addDilatedTo(Rows& rows) {
    const auto dilated = [](const char* type, const Pad& pad) {
        return [=](const Tensors& xs) { return pool(xs[0], 2, type, pad, 2); };
    };
    const Tensor x = counted({4, 4, 1});
    rows.add("pool, max", "", dilated("max", "valid"), {x}, tensor({10, 11, 14, 15}, {2, 2, 1}));
    rows.add("pool, avg", "", dilated("avg", "valid"), {x}, tensor({5, 6, 9, 10}, {2, 2, 1}));
    rows.add(
        "pool, same size, where the margin counts as zeros",
        "",
        [](const Tensors& xs) {
            return pool(xs[0], {1, 2}, "max", "same", {1, 2});
        },
        {counted({1, 1, 3, 1})},
        tensor({1, 2, 1}, {1, 1, 3, 1}),
        Smooth::No);
    rows.add(
        "pool without dilation",
        "",
        [](const Tensors& xs) {
            return pool(xs[0], {2, 2}, "max", "valid", 1, 2);
        },
        {x},
        tensor({5, 7, 13, 15}, {2, 2, 1}));
}

} // namespace

OpCases poolCases() {
    Rows rows;
    addAveragesTo(rows);
    addMaximaTo(rows);
    addGradientsTo(rows);
    addPlacesTo(rows);
    addDilatedTo(rows);
    return rows.cases;
}

} // namespace tp::test
