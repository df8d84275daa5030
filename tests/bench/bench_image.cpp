#include "engine/ops/ops.h"
#include "tests/bench/cases.h"
#include "tests/bench/one_dnn_image.h"

namespace bench {

namespace {

using tp::Shape;
using tp::Tensors;

double bytesOf(const Shape& shape) {
    return 4.0 * static_cast<double>(shape.elementCount());
}

BenchCase
pool(const std::string& kind, const std::string& where, const Shape& shape, const Pooling& how) {
    const std::string pad = how.same ? "same" : "valid";
    const std::int64_t out = how.same ? (shape[1] + how.stride - 1) / how.stride
                                      : (shape[1] - how.size) / how.stride + 1;
    BenchCase row;
    row.name = kind + "Pool " + where;
    row.inputs = {{.shape = shape}};
    row.ours = [=](const Tensors& xs) {
        (kind == "max" ? tp::maxPool : tp::avgPool)(xs[0], how.size, how.stride, pad, "");
    };
    row.tfjs = "(x) => tf." + kind + "Pool(x, " + std::to_string(how.size) + ", " +
               std::to_string(how.stride) + ", '" + pad + "')";
    row.oneDnn = oneDnnPool(kind, how);
    row.bytes = bytesOf(shape) + bytesOf({shape[0], out, out, shape[3]});
    return row;
}

BenchCase resize(
    const std::string& kind, const std::string& where, const Shape& shape, tp::image::Size size) {
    const bool linear = kind == "linear";
    const std::string function = linear ? "resizeBilinear" : "resizeNearestNeighbor";
    BenchCase row;
    row.name = function + " " + where;
    row.inputs = {{.shape = shape}};
    row.ours = [=](const Tensors& xs) {
        (linear ? tp::image::resizeBilinear
                : tp::image::resizeNearestNeighbor)(xs[0], size, false, false);
    };
    row.tfjs = "(x) => tf.image." + function + "(x, [" + std::to_string(size.height) + ", " +
               std::to_string(size.width) + "])";
    row.oneDnn = oneDnnResize(kind, size.height, size.width);
    const Shape resized{shape[0], size.height, size.width, shape[3]};
    row.bytes = bytesOf(resized) + std::min(bytesOf(shape), 4 * bytesOf(resized));
    return row;
}

BenchCase batchNorm(const std::string& where, const Shape& shape) {
    BenchCase row;
    row.name = "batchNorm " + where;
    row.inputs = {
        {.shape = shape}, {.shape = {shape[3]}}, {.shape = {shape[3]}, .low = 0.5, .high = 1}};
    row.ours = [](const Tensors& xs) { tp::batchNorm(xs[0], xs[1], xs[2]); };
    row.tfjs = "(x, mean, variance) => tf.batchNorm(x, mean, variance)";
    row.oneDnn = oneDnnBatchNorm();
    row.bytes = 2 * bytesOf(shape);
    return row;
}

} // namespace

BenchCases imageCases() {
    const Shape digits{512, 24, 24, 8};
    const Shape features{1, 112, 112, 64};
    const Shape photo{1, 480, 640, 3};
    return {
        pool("max", "2x2, 512 images of 24x24x8", digits, {2, 2, false}),
        pool("avg", "2x2, 512 images of 24x24x8", digits, {2, 2, false}),
        pool("max", "3x3 in steps of 2, 112x112x64", features, {3, 2, true}),
        pool("avg", "3x3, 112x112x64", features, {3, 1, true}),
        pool("avg", "7x7 of all, 7x7x1280", {1, 7, 7, 1280}, {7, 7, false}),
        batchNorm("112x112x64", features),
        batchNorm("16 MB of 64 channels", {16, 64, 64, 64}),
        resize("linear", "480x640x3 to 224x224", photo, {224, 224}),
        resize("linear", "64x64x64 to 128x128", {1, 64, 64, 64}, {128, 128}),
        resize("nearest", "480x640x3 to 224x224", photo, {224, 224}),
        resize("nearest", "64x64x64 to 128x128", {1, 64, 64, 64}, {128, 128}),
    };
}

} // namespace bench
