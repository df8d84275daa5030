#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "tests/support/refusal.h"

#include <QtTest>

#include <functional>

using namespace tp;

namespace {

struct Refusal {
    const char* name;
    std::function<void()> call;
    const char* message;
};

} // namespace

Q_DECLARE_METATYPE(const Refusal*)

/// What pools, normalisation, blocks of space and image functions refuse.
class TestImageRefusals : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void message_data() {
        QTest::addColumn<const Refusal*>("row");
        for (const auto& rows : {spatialRows, normalizationRows, poolRows, resizeRows, imageRows}) {
            for (const Refusal& row : rows())
                QTest::newRow(row.name) << &row;
        }
    }

    void message() {
        QFETCH(const Refusal*, row);
        QCOMPARE(test::refusalOf(row->call), QString(row->message));
    }

private:
    using Rows = std::span<const Refusal>;

    static Rows spatialRows() {
        static const Tensor x = zeros({2, 3, 4, 6});
        static const Refusal kRows[] = {
            {"spaceToBatchND of low rank",
             [] {
                 spaceToBatchND(zeros({4}), {2}, {{0, 0}});
             },
             "spaceToBatchND: 1 block sizes need a tensor of rank 2 or more, but its shape is "
             "[4]."},
            {"spaceToBatchND without paddings",
             [] {
                 spaceToBatchND(x, {2, 2}, {{0, 0}});
             },
             "spaceToBatchND: a pair of paddings for each of the 2 block sizes is needed, but 2 "
             "numbers were given."},
            {"spaceToBatchND of blocks of nothing",
             [] {
                 spaceToBatchND(x, {0}, {{0, 0}});
             },
             "spaceToBatchND: a block size must be 1 or more, but is 0."},
            {"spaceToBatchND with negative padding",
             [] {
                 spaceToBatchND(x, {2}, {{-1, 0}});
             },
             "spaceToBatchND: paddings must be 0 or more and fit into memory, but one is -1."},
            {"spaceToBatchND of no whole blocks",
             [] {
                 spaceToBatchND(x, {2}, {{0, 0}});
             },
             "spaceToBatchND: axis 1 has size 3 with its paddings, which is no multiple of the "
             "block size 2."},
            {"spaceToBatchND of blocks beyond memory",
             [] {
                 spaceToBatchND(zeros({2, 0}), {std::int64_t{1} << 60}, {{0, 0}});
             },
             "spaceToBatchND: a tensor of shape [1152921504606846976] has more elements than "
             "memory "
             "can hold."},
            {"batchToSpaceND of too few batches",
             [] {
                 batchToSpaceND(x, {2, 2}, {{0, 0}, {0, 0}});
             },
             "batchToSpaceND: the batch of 2 is no multiple of the 4 places in a block."},
            {"batchToSpaceND with wide crops",
             [] {
                 batchToSpaceND(x, {2}, {{4, 3}});
             },
             "batchToSpaceND: the crops take 7 elements of axis 1, which has only 6."},
            {"depthToSpace of low rank",
             [] { depthToSpace(zeros({4}), 2); },
             "depthToSpace: a tensor of rank 4 is needed, but its shape is [4]."},
            {"depthToSpace of small blocks",
             [] { depthToSpace(x, 1); },
             "depthToSpace: the block size must be 2 or more, but is 1."},
            {"depthToSpace of too few channels",
             [] { depthToSpace(x, 2); },
             "depthToSpace: the 6 channels are no multiple of the 4 places in a block."},
            {"depthToSpace of an unknown format",
             [] { depthToSpace(x, 2, "CHWN"); },
             "depthToSpace: the data format must be NHWC or NCHW, but it is \"CHWN\"."},
        };
        return kRows;
    }

    static Rows normalizationRows() {
        static const Tensor x = zeros({2, 3});
        static const Refusal kRows[] = {
            {"batchNorm that does not broadcast",
             [] { batchNorm(x, zeros({2}), zeros({3})); },
             "batchNorm: shapes [2, 3] and [2] cannot be broadcast together."},
            {"batchNorm by larger tensors",
             [] {
                 batchNorm(zeros({1, 3}), zeros({2, 3}), zeros({2, 3}));
             },
             "batchNorm: a tensor of shape [2, 3] does not broadcast to x of shape [1, 3]."},
            {"batchNorm of two ranks",
             [] {
                 batchNorm(x, zeros({3}), zeros({1, 3}));
             },
             "batchNorm: mean, variance, offset and scale must be of one rank, but the mean has "
             "shape [3] and another [1, 3]."},
            {"batchNorm3d of a matrix",
             [] { batchNorm3d(x, zeros({3}), zeros({3})); },
             "batchNorm3d: x must be of rank 3, but its shape is [2, 3]."},
            {"batchNorm of whole numbers",
             [] { batchNorm(zeros({3}, DType::Int32), zeros({3}), zeros({3})); },
             "FusedBatchNorm: the input x must be float32, but it is int32."},
            {"localResponseNormalization of a matrix",
             [] { localResponseNormalization(x); },
             "localResponseNormalization: one image of rank 3 or a batch of rank 4 is needed, but "
             "the shape is [2, 3]."},
            {"localResponseNormalization of a negative radius",
             [] {
                 localResponseNormalization(zeros({1, 1, 3}), -1);
             },
             "localResponseNormalization: depthRadius must be 0 or more, but it is -1."},
            {"localResponseNormalization without bounds",
             [] {
                 localResponseNormalization(zeros({1, 1, 3}), 1, 1, 1, 1.0 / 0.0);
             },
             "localResponseNormalization: beta must be a finite number, but it is Infinity."},
            {"LRNGrad of two shapes",
             [] {
                 const Tensor y = zeros({1, 1, 1, 3});
                 run(*findOp("LRNGrad"), {y, y, zeros({1, 1, 1, 2})});
             },
             "LRNGrad: x, y and dy must have one shape, but [1, 1, 1, 3] and [1, 1, 1, 2] differ."},
        };
        return kRows;
    }

    static Rows poolRows() {
        static const Tensor x = zeros({1, 3, 3, 2});
        static const Refusal kRows[] = {
            {"avgPool of whole numbers",
             [] {
                 avgPool(zeros({3, 3, 1}, DType::Int32), 2, 1, "valid");
             },
             "AvgPool: the input x must be float32, but it is int32."},
            {"maxPool of a matrix",
             [] {
                 maxPool(zeros({3, 3}), 2, 1, "valid");
             },
             "MaxPool: the images must have 4 axes (batch, 2 in space, channels), but their shape "
             "is [3, 3]."},
            {"maxPool with rounding and no number",
             [] { maxPool(x, 2, 1, "same", "ceil"); },
             "maxPool: with a dimRoundingMode, the padding must be a number, but it is same."},
            {"maxPool3d, channels first",
             [] {
                 maxPool3d(zeros({1, 2, 2, 2}), 1, 1, "valid", "", "NCDHW");
             },
             "MaxPool3D: the data format must be NDHWC, but it is \"NCDHW\"."},
            {"pool of an unknown type",
             [] { pool(x, 2, "min", "valid"); },
             "pool: the type must be avg or max, but it is \"min\"."},
            {"pool with strides and dilations",
             [] { pool(x, 2, "max", "valid", 2, 2); },
             "pool: dilations above 1 need strides of 1."},
            {"AvgPoolGrad of another shape",
             [] {
                 run(*findOp("AvgPoolGrad"),
                     {x, x},
                     {{"filterSize", std::vector<std::int64_t>{2}}});
             },
             "AvgPoolGrad: the input dy must have the pool's shape [1, 2, 2, 2], but it has [1, 3, "
             "3, 2]."},
            {"dilation2d of other channels",
             [] {
                 dilation2d(x, zeros({2, 2, 3}), 1, "valid");
             },
             "dilation2d: images [batch, height, width, channels] and a filter [height, width, "
             "channels] are needed, but the shapes are [1, 3, 3, 2] and [2, 2, 3]."},
            {"erosion2d by a matrix",
             [] {
                 erosion2d(x, zeros({2, 2}), 1, "valid");
             },
             "erosion2d: a filter [height, width, channels] is needed, but its shape is [2, 2]."},
        };
        return kRows;
    }

    static Rows resizeRows() {
        static const Tensor x = zeros({1, 3, 3, 2});
        static const Refusal kRows[] = {
            {"resizeBilinear of a matrix",
             [] {
                 image::resizeBilinear(zeros({3, 3}), {2, 2});
             },
             "resizeBilinear: one image of rank 3 or a batch of rank 4 is needed, but the shape is "
             "[3, 3]."},
            {"resizeBilinear to a negative size",
             [] {
                 image::resizeBilinear(x, {-2, 2});
             },
             "ResizeBilinear: a shape cannot have a negative size, but got [1, -2, 2, 2]."},
            {"resizeNearestNeighbor aligned twice",
             [] {
                 image::resizeNearestNeighbor(x, {2, 2}, true, true);
             },
             "ResizeNearestNeighbor: alignCorners and halfPixelCenters exclude each other."},
            {"resizeBilinear of no pixels",
             [] {
                 image::resizeBilinear(zeros({0, 3, 2}), {2, 2});
             },
             "ResizeBilinear: images of shape [1, 0, 3, 2] have no pixels to resize."},
            {"ResizeBilinearGrad of other images",
             [] {
                 run(*findOp("ResizeBilinearGrad"), {x, zeros({2, 3, 3, 2})});
             },
             "ResizeBilinearGrad: dy of shape [1, 3, 3, 2] does not belong to images of shape [2, "
             "3, 3, 2]."},
            {"cropAndResize of boxes of three numbers",
             [] {
                 image::cropAndResize(x, zeros({1, 3}), zeros({1}), {2, 2});
             },
             "cropAndResize: boxes must be [count, 4] and boxInd [count], but their shapes are [1, "
             "3] and [1]."},
            {"cropAndResize from an image that is not there",
             [] {
                 image::cropAndResize(x, zeros({1, 4}), tensor({1}), {2, 2});
             },
             "cropAndResize: there is no image 1 in a batch of 1."},
            {"cropAndResize to nothing",
             [] {
                 image::cropAndResize(x, zeros({1, 4}), tensor({0}), {0, 2});
             },
             "cropAndResize: the crop's size must be a height and a width of 1 or more."},
            {"cropAndResize by an unknown method",
             [] {
                 image::cropAndResize(x, zeros({1, 4}), tensor({0}), {2, 2}, "area");
             },
             "cropAndResize: the method must be bilinear or nearest, but it is \"area\"."},
        };
        return kRows;
    }

    static Rows imageRows() {
        static const Tensor x = zeros({1, 3, 3, 2});
        static const Refusal kRows[] = {
            {"flipLeftRight of one image",
             [] {
                 image::flipLeftRight(zeros({2, 2, 1}));
             },
             "FlipLeftRight: a batch of images [batch, height, width, channels] is needed, but the "
             "shape is [2, 2, 1]."},
            {"rotateWithOffset with a short colour",
             [] {
                 image::rotateWithOffset(zeros({1, 1, 1, 3}), 1, {1, 2});
             },
             "rotateWithOffset: fillValue must be one number or one for each of 3 channels, but 2 "
             "numbers were given."},
            {"rotateWithOffset around three numbers",
             [] {
                 image::rotateWithOffset(x, 1, {0}, {1, 2, 3});
             },
             "rotateWithOffset: the centre must be one number, or x and y, but 3 numbers were "
             "given."},
            {"transform by seven numbers",
             [] {
                 image::transform(x, zeros({1, 7}));
             },
             "transform: transforms must be [1, 8], or [batch, 8] for 1 images, but their shape is "
             "[1, 7]."},
            {"transform by an unknown interpolation",
             [] {
                 image::transform(x, zeros({1, 8}), "cubic");
             },
             "transform: the interpolation must be nearest or bilinear, but it is \"cubic\"."},
            {"transform with an unknown fill mode",
             [] {
                 image::transform(x, zeros({1, 8}), "nearest", "mirror");
             },
             "transform: the fill mode must be constant, reflect, wrap or nearest, but it is "
             "\"mirror\"."},
            {"nonMaxSuppression of few scores",
             [] {
                 image::nonMaxSuppression(zeros({2, 4}), zeros({1}), 1);
             },
             "nonMaxSuppression: boxes must be [count, 4] and scores [count], but their shapes are "
             "[2, 4] and [1]."},
            {"nonMaxSuppression beyond 1",
             [] {
                 image::nonMaxSuppression(zeros({2, 4}), zeros({2}), 1, 1.5);
             },
             "nonMaxSuppression: iouThreshold must be between 0 and 1, but it is 1.5."},
            {"nonMaxSuppression of fewer than none",
             [] {
                 image::nonMaxSuppression(zeros({2, 4}), zeros({2}), -1);
             },
             "nonMaxSuppression: maxOutputSize must be 0 or more, but it is -1."},
            {"nonMaxSuppressionWithScore, hard",
             [] {
                 image::nonMaxSuppressionWithScore(zeros({2, 4}), zeros({2}), 1, 0.5, 0, 2);
             },
             "nonMaxSuppression: softNmsSigma must be between 0 and 1, but it is 2."},
            {"grayscaleToRGB of colours",
             [] { image::grayscaleToRGB(x); },
             "grayscaleToRGB: an image whose last axis has size 1 is needed, but the shape is [1, "
             "3, 3, 2]."},
            {"rgbToGrayscale of two channels",
             [] { image::rgbToGrayscale(x); },
             "rgbToGrayscale: an image whose last axis has size 3 is needed, but the shape is [1, "
             "3, 3, 2]."},
            {"threshold by an unknown method",
             [] {
                 image::threshold(zeros({1, 1, 1}), "mean");
             },
             "threshold: the method must be binary or otsu, but it is \"mean\"."},
            {"threshold of negative colours",
             [] {
                 image::threshold(tensor({-3}, {1, 1, 1}), "otsu");
             },
             "threshold: the method otsu needs colours from 0 to 255, but one is -3."},
            {"fromPixels of few bytes",
             [] {
                 image::fromPixels({2, 2, {1, 2, 3}});
             },
             "fromPixels: 2 by 2 pixels need 4 bytes each, but there are 3 bytes."},
            {"fromPixels, five channels",
             [] { image::fromPixels({}, 5); },
             "fromPixels: an image has 1 to 4 channels, but 5 were asked for."},
            {"toPixels of two channels",
             [] {
                 image::toPixels(zeros({1, 1, 2}));
             },
             "toPixels: an image has 1, 3 or 4 channels, but this has 2."},
            {"toPixels of bright floats",
             [] { image::toPixels(tensor({{2}})); },
             "toPixels: numbers of a float32 image must be between 0 and 1, but one is 2."},
            {"toPixels of negative numbers",
             [] {
                 image::toPixels(tensor({-1}, {1, 1}, DType::Int32));
             },
             "toPixels: numbers of a int32 image must be between 0 and 255, but one is -1."},
        };
        return kRows;
    }
};

QTEST_APPLESS_MAIN(TestImageRefusals)
#include "tst_image_refusals.moc"
