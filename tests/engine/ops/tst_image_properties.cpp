#include "engine/api/start.h"
#include "tests/support/random_inputs.h"

using namespace tp;
using namespace tp::test;

namespace {

std::int64_t between(std::int64_t low, std::int64_t high) {
    return *rc::gen::inRange(low, high + 1);
}

bool maybe() {
    return *rc::gen::arbitrary<bool>();
}

/// A batch of images, now and then an empty one.
Shape randomImages(std::int64_t largest) {
    return {
        *rc::gen::weightedElement<std::int64_t>({{1, 0}, {4, 1}, {3, 2}, {1, 3}}),
        between(1, largest),
        between(1, largest),
        *rc::gen::weightedElement<std::int64_t>({{1, 0}, {4, 1}, {2, 2}, {3, 3}, {2, 4}, {2, 19}})};
}

/// Numbers with a few NaN and infinities among them.
Tensor withSpecials(const Tensor& x) {
    auto values = x.dataSync<float>();
    for (std::size_t i = 3; i < values.size(); i += 11) {
        values[i] = i % 2 == 0 ? std::numeric_limits<float>::quiet_NaN()
                               : -std::numeric_limits<float>::infinity();
    }
    return fromBuffer(values, x.shape());
}

Tensor randomFloats(const Shape& shape) {
    return randomTensor(shape, DType::Float32);
}

Pad randomPad(std::int64_t most) {
    switch (between(0, 2)) {
    case 0:
        return "same";
    case 1:
        return "valid";
    default:
        return most;
    }
}

/// The op's gradients of random dys: they are ops with kernels of their own.
void agreeWithGradient(const TensorFunction& f, const Tensors& xs, double tolerance = 1e-4) {
    agree(f, xs, tolerance);
    const Tensor y = f(xs);
    if (y.size() == 0)
        return;
    const Tensor dy = randomFloats(y.shape());
    agree([&](const Tensors& inputs) { return gradsWith(f)(inputs, dy)[0]; }, xs, tolerance);
}

} // namespace

class TestImageProperties : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        start();
        qputenv("RC_PARAMS", "max_success=60");
    }

    void blocks() {
        holds("spaceToBatchND, batchToSpaceND and depthToSpace", [] {
            Shape shape = randomImages(6);
            const std::vector<std::int64_t> block{between(1, 3), between(1, 3)};
            Paddings paddings;
            for (std::size_t i = 0; i < 2; ++i) {
                const std::int64_t before = between(0, 3);
                const std::int64_t size = before + shape[i + 1];
                paddings.emplace_back(before, (block[i] - size % block[i]) % block[i]);
            }
            const Tensor x = randomTensor(shape, randomNumber());
            const auto toBatch = [&](const Tensors& xs) {
                return spaceToBatchND(xs[0], block, paddings);
            };
            agree(toBatch, {x});
            agree(
                [&](const Tensors& xs) { return batchToSpaceND(xs[0], block, paddings); },
                {toBatch({x})});
            RC_ASSERT(!difference(batchToSpaceND(toBatch({x}), block, paddings), x, 0));
            const std::int64_t size = between(2, 3);
            shape[3] *= size * size;
            agree(
                [&](const Tensors& xs) { return depthToSpace(xs[0], size); },
                {randomFloats(shape)});
            const Shape first{shape[0], shape[3], shape[1], shape[2]};
            agree(
                [&](const Tensors& xs) { return depthToSpace(xs[0], size, "NCHW"); },
                {randomFloats(first)});
        });
    }

    void batchNorms() {
        holds("batchNorm", [] {
            const Shape shape = randomShape(4);
            const Shape partner = partnerOf(shape);
            const bool hasScale = maybe();
            const bool hasOffset = maybe();
            agreeWithGradient(
                [=](const Tensors& xs) {
                    return batchNorm(
                        xs[0],
                        xs[1],
                        xs[2],
                        hasOffset ? xs[3] : Tensor(),
                        hasScale ? xs[4] : Tensor());
                },
                {randomFloats(shape),
                 randomFloats(partner),
                 square(randomFloats(partner)) + 0.1,
                 randomFloats(partner),
                 randomFloats(partner)});
        });
    }

    void responses() {
        holds("localResponseNormalization", [] {
            const Tensor x = randomFloats(randomImages(3));
            const std::int64_t radius = between(0, 6);
            const double beta = *rc::gen::element(0.5, 0.75, 1.0, 0.3);
            agreeWithGradient(
                [=](const Tensors& xs) {
                    return localResponseNormalization(xs[0], radius, 1, 0.7, beta);
                },
                {x});
        });
    }

    void pools() {
        holds("avgPool and maxPool", [] {
            const Tensor x = randomFloats(randomImages(9));
            const PerAxis size{between(1, 4), between(1, 4)};
            const PerAxis strides{between(1, 3), between(1, 3)};
            const Pad pad = randomPad(between(3, 4));
            if (pad.how() == "valid" &&
                (x.shape()[1] < size.list()[0] || x.shape()[2] < size.list()[1]))
                return;
            agreeWithGradient(
                [=](const Tensors& xs) { return avgPool(xs[0], size, strides, pad); }, {x});
            const auto largest = [=](const Tensors& xs) {
                return maxPool(xs[0], size, strides, pad);
            };
            agreeWithGradient(largest, {x});
            agree(largest, {withSpecials(x)});
            agree(largest, {randomTensor(x.shape(), DType::Int32)});
            const bool batch = maybe();
            const auto places = [=](const Tensors& xs) {
                return maxPoolWithArgmax(xs[0], size, strides, pad, batch);
            };
            agree([=](const Tensors& xs) { return places(xs).result; }, {x});
            agree([=](const Tensors& xs) { return places(xs).indexes; }, {withSpecials(x)});
            // Both ways to the gradient are one.
            if (x.size() == 0)
                return;
            const Tensor dx = grad([=](const Tensor& each) { return largest({each}); })(x);
            const Tensor same = grad([=](const Tensor& each) { return places({each}).result; })(x);
            RC_ASSERT(!difference(same, dx, 1e-5));
        });
    }

    void poolsInVolumes() {
        holds("avgPool3d and maxPool3d", [] {
            const Shape image = randomImages(5);
            const Tensor x = randomFloats({image[0], between(1, 4), image[1], image[2], image[3]});
            const PerAxis size{between(1, 3), between(1, 3), between(1, 3)};
            const PerAxis strides{between(1, 3), between(1, 3), between(1, 3)};
            const Pad pad = randomPad(2);
            agreeWithGradient(
                [=](const Tensors& xs) { return avgPool3d(xs[0], size, strides, pad); }, {x});
            agreeWithGradient(
                [=](const Tensors& xs) { return maxPool3d(xs[0], size, strides, pad); }, {x});
        });
    }

    void morphology() {
        holds("dilation2d", [] {
            const Tensor x = randomFloats(randomImages(7));
            const Tensor filter = randomFloats({between(1, 3), between(1, 3), x.shape()[3]});
            const PerAxis strides = between(1, 2);
            const PerAxis dilations = between(1, 2);
            const auto dilate = [=](const Tensors& xs) {
                return dilation2d(xs[0], xs[1], strides, "same", dilations);
            };
            agreeWithGradient(dilate, {x, filter});
            agreeWithGradient(
                [=](const Tensors& xs) {
                    return dilate({xs[1], xs[0]});
                },
                {filter, x});
            agree(dilate, {withSpecials(x), filter});
        });
    }

    void resizes() {
        holds("resizeBilinear and resizeNearestNeighbor", [] {
            const Tensor x = randomFloats(randomImages(9));
            const image::Size size{between(0, 20), between(1, 20)};
            const bool corners = maybe();
            const bool centers = !corners && maybe();
            const auto bilinear = [=](const Tensors& xs) {
                return image::resizeBilinear(xs[0], size, corners, centers);
            };
            const auto nearest = [=](const Tensors& xs) {
                return image::resizeNearestNeighbor(xs[0], size, corners, centers);
            };
            agreeWithGradient(bilinear, {x});
            agreeWithGradient(nearest, {x});
            agree(bilinear, {withSpecials(x)});
            agree(nearest, {withSpecials(x)});
            agree(bilinear, {randomTensor(x.shape(), DType::Int32)});
            agree(nearest, {randomTensor(x.shape(), DType::Int32)});
        });
    }

    void crops() {
        holds("cropAndResize", [] {
            Shape shape = randomImages(8);
            shape[0] = std::max<std::int64_t>(shape[0], 1);
            const Tensor x = randomTensor(shape, randomNumber());
            const std::int64_t count = between(0, 4);
            // In sixteenths, so that float32 and double agree about what lies outside.
            const Tensor boxes =
                toFloat(randomUniform({count, 4}, -4, 21, DType::Int32, between(1, 999))) / 16;
            const Tensor which = randomUniform(
                {count}, 0, static_cast<double>(shape[0]), DType::Int32, between(1, 999));
            const image::Size size{between(1, 9), between(1, 9)};
            const char* method = *rc::gen::element("bilinear", "nearest");
            agree(
                [=](const Tensors& xs) {
                    return image::cropAndResize(xs[0], boxes, which, size, method, -7);
                },
                {x});
        });
    }

    void turns() {
        holds("flipLeftRight, rotateWithOffset and transform", [] {
            const Tensor x = randomTensor(randomImages(9), randomNumber());
            agree([](const Tensors& xs) { return image::flipLeftRight(xs[0]); }, {x});
            const auto radians = static_cast<double>(between(-40, 40)) / 10;
            agree(
                [=](const Tensors& xs) {
                    return image::rotateWithOffset(xs[0], radians, {2.5}, {0.3, 0.6});
                },
                {x});
            const Tensor transforms = randomFloats({maybe() ? 1 : x.shape()[0], 8});
            const char* how = *rc::gen::element("nearest", "bilinear");
            const char* fill = *rc::gen::element("constant", "reflect", "wrap", "nearest");
            const image::Size size{between(0, 9), between(0, 9)};
            agree(
                [=](const Tensors& xs) {
                    return image::transform(xs[0], xs[1], how, fill, 3, size);
                },
                {x, transforms});
        });
    }

    void suppressions() {
        holds("nonMaxSuppression", [] {
            const std::int64_t count = between(0, 40);
            const Tensor boxes = randomFloats({count, 4});
            // Many of them equal.
            const Tensor scores = toFloat(randomTensor({count}, DType::Int32)) / 10;
            const std::int64_t most = between(0, 50);
            const double iou = static_cast<double>(between(0, 10)) / 10;
            const double least = *rc::gen::element(-1e30, 0.0, 0.3);
            const auto each = [&](const auto& choose) { agree(choose, {boxes, scores}); };
            each([=](const Tensors& xs) {
                return image::nonMaxSuppression(xs[0], xs[1], most, iou, least);
            });
            each([=](const Tensors& xs) {
                return image::nonMaxSuppressionPadded(xs[0], xs[1], most, iou, least, true)
                    .selectedIndices;
            });
            const double sigma = maybe() ? 0.4 : 0;
            each([=](const Tensors& xs) {
                return image::nonMaxSuppressionWithScore(xs[0], xs[1], most, iou, least, sigma)
                    .selectedIndices;
            });
            each([=](const Tensors& xs) {
                return image::nonMaxSuppressionWithScore(xs[0], xs[1], most, iou, least, sigma)
                    .selectedScores;
            });
            agree(
                [=](const Tensors& xs) {
                    return image::nonMaxSuppression(xs[0], xs[1], most, iou, least);
                },
                {withSpecials(boxes), withSpecials(scores)});
        });
    }

    void largeImagesOnThreads() {
        const Tensor x = randomUniform({2, 97, 211, 8}, -3, 3, DType::Float32, 7);
        const Tensors images{x};
        const std::vector<TensorFunction> functions = {
            [](const Tensors& xs) {
                return image::resizeBilinear(xs[0], {150, 130}, true);
            },
            [](const Tensors& xs) {
                return image::resizeNearestNeighbor(xs[0], {150, 130});
            },
            [](const Tensors& xs) { return maxPool(xs[0], 3, 2, "same"); },
            [](const Tensors& xs) { return avgPool(xs[0], 3, 2, "valid"); },
            [](const Tensors& xs) { return localResponseNormalization(xs[0], 2, 1, 1, 0.75); },
            [](const Tensors& xs) {
                return batchNorm(xs[0], zeros({8}), ones({8}), ones({8}), fill({8}, 3));
            },
            [](const Tensors& xs) {
                return spaceToBatchND(xs[0], {2, 2}, {{1, 0}, {0, 1}});
            }};
        for (const TensorFunction& f : functions) {
            const Tensor dy = randomUniform(f(images).shape(), -1, 1, DType::Float32, 8);
            const auto slope = [&](const Tensors& xs) { return gradsWith(f)(xs, dy)[0]; };
            setBackend("reference");
            const Tensor y = f(images);
            const Tensor dx = slope(images);
            setBackend("cpu");
            for (const auto& fault :
                 {difference(f(images), y, 1e-5), difference(slope(images), dx, 1e-4)})
                QVERIFY2(!fault, fault ? fault->c_str() : "");
        }
    }
};

QTEST_APPLESS_MAIN(TestImageProperties)
#include "tst_image_properties.moc"
