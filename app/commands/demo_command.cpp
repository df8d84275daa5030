#include "app/commands/demo_command.h"

#include "app/commands/picture_tensor.h"
#include "app/commands/pose_picture.h"
#include "app/commands/shape_text.h"
#include "app/commands/words.h"
#include "app/core/picture_file.h"
#include "engine/base/error.h"
#include "engine/models/posenet.h"

#include <QDir>
#include <QFile>

#include <chrono>
#include <ostream>

namespace app {

namespace {

using tp::Json;
using tp::PoseNetConfig;

struct Request {
    QString source;
    QString model;
    PoseNetConfig net;
    tp::MultiPoseConfig poses;
    PosePictureConfig picture;
    bool isMulti = false;
    bool isJson = false;
    QString file;
};

/// The cache that set-up fetches packages into.
QDir packages() {
    const QString home = qEnvironmentVariable("XDG_CACHE_HOME", QDir::homePath() + "/.cache");
    return QDir(qEnvironmentVariable("TP_CACHE", home + "/tensor-playground") + "/packages");
}

/// The model of PoseNet that set-up fetched.
QString fetchedPoseNet() {
    const QDir folder(packages().filePath(QStringLiteral("@vladmandic")));
    const QStringList versions =
        folder.entryList({QStringLiteral("human-models-*")}, QDir::Dirs, QDir::Name);
    for (qsizetype i = versions.size(); i-- > 0;) {
        QString file = folder.filePath(versions[i] + "/models/posenet.json");
        if (QFile::exists(file))
            return file;
    }
    tp::fail(
        tp::Error::Kind::BadFile,
        "There is no model of PoseNet in %1: name a model.json by --model, or let "
        "\"packaging/fetch.py models\" fetch one.",
        packages().path().toStdString());
}

void readNet(Words& given, PoseNetConfig& net) {
    const QString architecture =
        given.oneOf("--architecture", {QStringLiteral("MobileNetV1"), QStringLiteral("ResNet50")});
    if (architecture == QLatin1String("ResNet50"))
        net.architecture = PoseNetConfig::Architecture::ResNet50;
    const QString stride = given.oneOf(
        "--output-stride", {QStringLiteral("8"), QStringLiteral("16"), QStringLiteral("32")});
    if (!stride.isEmpty())
        net.outputStride = stride.toInt();
    const QString size = given.text("--resolution");
    if (size.isEmpty())
        return;
    const auto sides = shapeFrom(size);
    if (sides && sides->rank() == 1) {
        net.inputResolution = tp::image::Size{(*sides)[0], (*sides)[0]};
    } else if (sides && sides->rank() == 2) {
        net.inputResolution = tp::image::Size{(*sides)[1], (*sides)[0]};
    } else {
        given.refuseUsage(QStringLiteral("--resolution takes 257 or 257x257, not %1").arg(size));
    }
}

Request requestFrom(Words& given) {
    Request request;
    request.source = given.text("--source");
    if (given.others() != QStringList{QStringLiteral("posenet")})
        given.refuseUsage(QStringLiteral("demo needs the name of a demo: posenet"));
    if (request.source.isEmpty())
        given.refuseUsage(QStringLiteral("demo posenet needs --source IMAGE"));
    request.model = given.text("--model");
    readNet(given, request.net);
    request.isMulti = given.has("--multi");
    request.poses.flipHorizontal = given.has("--flip");
    const tp::MultiPoseConfig usual;
    request.poses.maxDetections =
        given.wholeNumber("--max-detections", 1, 1000).value_or(usual.maxDetections);
    request.poses.scoreThreshold =
        given.number("--score-threshold", 0, 1).value_or(usual.scoreThreshold);
    request.poses.nmsRadius = given.number("--nms-radius", 0.001, 1e4).value_or(usual.nmsRadius);
    for (const char* each : {"--max-detections", "--score-threshold", "--nms-radius"}) {
        if (given.has(each) && !request.isMulti)
            given.refuseUsage(QStringLiteral("%1 needs --multi").arg(QString::fromLatin1(each)));
    }
    const PosePictureConfig drawn;
    request.picture.minPoseScore =
        given.number("--min-pose-score", 0, 1).value_or(drawn.minPoseScore);
    request.picture.minPartScore =
        given.number("--min-part-score", 0, 1).value_or(drawn.minPartScore);
    request.isJson = given.has("--json");
    request.file = given.text("--out");
    if (!request.isJson && request.file.isEmpty())
        given.refuseUsage(QStringLiteral("demo posenet needs --json or --out IMAGE, or both"));
    return request;
}

Json jsonOf(const tp::Pose& pose) {
    Json::List parts;
    for (std::size_t i = 0; i < tp::kPoseParts; ++i) {
        const tp::Keypoint& part = pose.keypoints[i];
        parts.emplace_back(Json::Object{
            {"score", part.score},
            {"part", tp::kPosePartNames[i]},
            {"position", Json::Object{{"x", part.position.x}, {"y", part.position.y}}}});
    }
    return Json::Object{{"score", pose.score}, {"keypoints", parts}};
}

class Stopwatch {
public:
    /// Milliseconds since the last call.
    double lap() {
        const auto now = std::chrono::steady_clock::now();
        const double time = std::chrono::duration<double, std::milli>(now - m_begin).count();
        m_begin = now;
        return time;
    }

private:
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

} // namespace

QString runDemo(const QStringList& words, std::ostream& out) {
    Words given(
        QStringLiteral("demo"),
        words,
        {{"--source", "a picture"},
         {"--model", "the path of a model.json"},
         {"--multi"},
         {"--flip"},
         {"--json"},
         {"--out", "the name of a picture"},
         {"--resolution", "a size such as 257"},
         {"--output-stride", "8, 16 or 32"},
         {"--architecture", "MobileNetV1 or ResNet50"},
         {"--max-detections", "a number"},
         {"--score-threshold", "a number from 0 to 1"},
         {"--nms-radius", "a number of pixels"},
         {"--min-pose-score", "a number from 0 to 1"},
         {"--min-part-score", "a number from 0 to 1"}});
    Request request = requestFrom(given);
    if (!given.error().isEmpty())
        return given.error();
    const QImage picture = readPicture(request.source);
    if (request.model.isEmpty())
        request.model = fetchedPoseNet();
    Stopwatch watch;
    const auto net = tp::PoseNet::load(request.model.toStdString(), request.net);
    const double loadTime = watch.lap();
    const tp::Tensor colors = tensorOf(picture);
    const std::vector<tp::Pose> poses =
        request.isMulti ? net.estimateMultiplePoses(colors, request.poses)
                        : std::vector{net.estimateSinglePose(
                              colors, {.flipHorizontal = request.poses.flipHorizontal})};
    const double estimateTime = watch.lap();
    if (!request.file.isEmpty())
        writePicture(request.file, withSkeletons(picture, poses, request.picture));
    if (!request.isJson)
        return {};
    Json::List list;
    for (const tp::Pose& pose : poses)
        list.push_back(jsonOf(pose));
    const tp::image::Size size = net.inputResolution();
    const Json all = Json::Object{
        {"source", request.source.toStdString()},
        {"width", picture.width()},
        {"height", picture.height()},
        {"model", request.model.toStdString()},
        {"inputResolution", Json::Object{{"width", size.width}, {"height", size.height}}},
        {"poses", list},
        {"milliseconds", Json::Object{{"load", loadTime}, {"estimate", estimateTime}}}};
    out << all.dump() << "\n";
    return {};
}

} // namespace app
