// People from maps of numbers: small maps made by hand, and hostile ones.
#include "engine/api/tp.h"
#include "engine/models/pose_decoding.h"
#include "tests/support/refusal.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace tp;
using tp::test::refusalOf;

namespace {

/// Maps that say nothing yet.
struct Draft {
    Draft(std::int64_t mapHeight, std::int64_t mapWidth) : height(mapHeight), width(mapWidth) {
        const auto cells = static_cast<std::size_t>(height * width);
        scores.resize(cells * 17);
        offsets.resize(cells * 34);
        forward.resize(cells * 32);
        backward.resize(cells * 32);
    }

    float& at(std::vector<float>& map, std::int64_t y, std::int64_t x, std::size_t channel) const {
        const std::size_t channels = map.size() / static_cast<std::size_t>(height * width);
        return map[static_cast<std::size_t>(y * width + x) * channels + channel];
    }

    PoseMaps maps(int stride = 16) const {
        return {
            tensor(scores, {height, width, 17}),
            tensor(offsets, {height, width, 34}),
            tensor(forward, {height, width, 32}),
            tensor(backward, {height, width, 32}),
            stride};
    }

    std::int64_t height;
    std::int64_t width;
    std::vector<float> scores;
    std::vector<float> offsets;
    std::vector<float> forward;
    std::vector<float> backward;
};

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

} // namespace

class TestPoseDecoding : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void singleTakesTheSurestCells();
    void displacementsLeadToAllParts();
    void peopleAreToldApart();
    void overlappingPartsDoNotScoreTwice();
    void limitsHold();
    void oneCellIsEnough();
    void whatIsNoNumberCountsAsNothing();
    void hugeNumbersStayInTheMap();
    void refusals();
};

void TestPoseDecoding::singleTakesTheSurestCells() {
    Draft draft(3, 4);
    draft.at(draft.scores, 1, 2, 0) = 0.9F; // the nose
    draft.at(draft.scores, 0, 3, 0) = 0.8F;
    draft.at(draft.offsets, 1, 2, 0) = -3; // y
    draft.at(draft.offsets, 1, 2, 17) = 5; // x
    draft.at(draft.scores, 2, 0, 16) = 0.5F;
    const Pose pose = decodeSinglePose(draft.maps());
    QCOMPARE(pose.keypoints[0].position.x, 2 * 16.0 + 5);
    QCOMPARE(pose.keypoints[0].position.y, 16.0 - 3);
    QCOMPARE(static_cast<float>(pose.keypoints[0].score), 0.9F);
    QCOMPARE(pose.keypoints[16].position.y, 32.0);
    QCOMPARE(pose.keypoints[5].position.x, 0.0); // nothing was sure: the first cell
    QVERIFY(std::abs(pose.score - 1.4 / 17) < 1e-6);
}

void TestPoseDecoding::displacementsLeadToAllParts() {
    Draft draft(5, 5);
    // The root is the left knee (13), below the hip (11), which is away from it along edge 8.
    draft.at(draft.scores, 4, 1, 13) = 0.9F;
    draft.at(draft.scores, 2, 1, 11) = 0.7F;
    draft.at(draft.scores, 4, 3, 15) = 0.6F; // the ankle, along edge 9
    draft.at(draft.offsets, 2, 1, 11) = 2;
    draft.at(draft.offsets, 2, 1, 17 + 11) = -1;
    draft.at(draft.backward, 4, 1, 8) = -30;
    draft.at(draft.forward, 4, 1, 16 + 9) = 33;
    const auto poses = decodeMultiplePoses(draft.maps(), {.maxDetections = 1});
    QCOMPARE(poses.size(), std::size_t{1});
    const auto& parts = poses[0].keypoints;
    QCOMPARE(parts[13].position.x, 16.0);
    QCOMPARE(parts[13].position.y, 64.0);
    QCOMPARE(parts[11].position.x, 15.0); // from (16, 34) to cell (2, 1), and its offset
    QCOMPARE(parts[11].position.y, 34.0);
    QCOMPARE(static_cast<float>(parts[11].score), 0.7F);
    QCOMPARE(parts[15].position.x, 48.0);
    QCOMPARE(static_cast<float>(parts[15].score), 0.6F);
    QVERIFY(std::abs(poses[0].score - (0.9 + 0.7 + 0.6) / 17) < 1e-6);
}

void TestPoseDecoding::peopleAreToldApart() {
    Draft draft(3, 9);
    draft.at(draft.scores, 1, 1, 0) = 0.8F;
    draft.at(draft.scores, 1, 2, 0) = 0.7F; // beside a surer one
    draft.at(draft.scores, 1, 7, 0) = 0.9F;
    draft.at(draft.scores, 1, 4, 0) = 0.4F; // not sure enough
    const auto poses = decodeMultiplePoses(draft.maps());
    QCOMPARE(poses.size(), std::size_t{2});
    QCOMPARE(poses[0].keypoints[0].position.x, 7 * 16.0);
    QCOMPARE(poses[1].keypoints[0].position.x, 16.0);
    QCOMPARE(decodeMultiplePoses(draft.maps(), {.scoreThreshold = 0.3}).size(), std::size_t{3});
    // The same part 48 pixels away is another person's, but not within a radius of 60.
    const auto merged = decodeMultiplePoses(draft.maps(), {.scoreThreshold = 0.3, .nmsRadius = 60});
    QCOMPARE(merged.size(), std::size_t{2});
}

void TestPoseDecoding::overlappingPartsDoNotScoreTwice() {
    Draft draft(1, 5);
    draft.at(draft.scores, 0, 0, 0) = 0.9F; // two noses whose left eyes are the same
    draft.at(draft.scores, 0, 4, 0) = 0.8F;
    draft.at(draft.scores, 0, 2, 1) = 0.6F;
    draft.at(draft.forward, 0, 0, 16) = 32;
    draft.at(draft.forward, 0, 4, 16) = -32;
    draft.at(draft.backward, 0, 2, 16) = -32;
    const auto poses = decodeMultiplePoses(draft.maps(), {.scoreThreshold = 0.7});
    QCOMPARE(poses.size(), std::size_t{2});
    QVERIFY(std::abs(poses[0].score - (0.9 + 0.6) / 17) < 1e-6);
    QVERIFY(std::abs(poses[1].score - 0.8 / 17) < 1e-6);
}

void TestPoseDecoding::limitsHold() {
    Draft draft(9, 9);
    draft.scores.assign(draft.scores.size(), 0.75F); // every cell is as sure as its neighbours
    for (const int most : {1, 3, 1000000}) {
        const auto poses = decodeMultiplePoses(draft.maps(), {.maxDetections = most});
        QVERIFY(!poses.empty() && std::ssize(poses) <= most);
    }
    QVERIFY(decodeMultiplePoses(draft.maps(), {.scoreThreshold = 0.8}).empty());
}

void TestPoseDecoding::oneCellIsEnough() {
    Draft draft(1, 1);
    draft.scores.assign(17, 1);
    const auto poses = decodeMultiplePoses(draft.maps(1));
    QCOMPARE(poses.size(), std::size_t{1});
    QCOMPARE(poses[0].score, 1.0);
    QCOMPARE(decodeSinglePose(draft.maps(32)).score, 1.0);
}

void TestPoseDecoding::whatIsNoNumberCountsAsNothing() {
    Draft draft(3, 3);
    for (auto* map : {&draft.scores, &draft.offsets, &draft.forward, &draft.backward})
        map->assign(map->size(), kNaN);
    QVERIFY(decodeMultiplePoses(draft.maps()).empty());
    QCOMPARE(decodeSinglePose(draft.maps()).score, 0.0);
    draft.at(draft.scores, 2, 2, 0) = 0.9F;
    const auto poses = decodeMultiplePoses(draft.maps());
    QCOMPARE(poses.size(), std::size_t{1});
    for (const Keypoint& each : poses[0].keypoints)
        QVERIFY(std::isfinite(each.position.x) && std::isfinite(each.score));
    QCOMPARE(poses[0].keypoints[0].position.x, 32.0);
    for (auto* map : {&draft.offsets, &draft.forward, &draft.backward})
        map->assign(map->size(), kInfinity);
    QCOMPARE(decodeMultiplePoses(draft.maps())[0].keypoints[0].position.x, 32.0);
}

void TestPoseDecoding::hugeNumbersStayInTheMap() {
    Draft draft(3, 3);
    draft.scores.assign(draft.scores.size(), 0.9F);
    const float largest = std::numeric_limits<float>::max();
    for (auto* map : {&draft.offsets, &draft.forward, &draft.backward}) {
        for (std::size_t i = 0; i < map->size(); ++i)
            (*map)[i] = i % 2 == 0 ? largest : -largest;
    }
    const auto poses = decodeMultiplePoses(draft.maps(), {.maxDetections = 50});
    QVERIFY(!poses.empty());
    for (const Pose& pose : poses) {
        for (const Keypoint& each : pose.keypoints)
            QVERIFY(std::isfinite(each.position.x) && std::isfinite(each.position.y));
    }
}

void TestPoseDecoding::refusals() {
    const Draft draft(2, 3);
    const auto refusalFor = [&](auto change) {
        PoseMaps maps = draft.maps();
        change(maps);
        return refusalOf([&] { decodeMultiplePoses(maps); });
    };
    QCOMPARE(
        refusalFor([](PoseMaps& maps) { maps.scores = {}; }),
        "PoseNet: the map of scores is an empty tensor handle.");
    QCOMPARE(
        refusalFor([](PoseMaps& maps) {
            maps.scores = zeros({2, 3, 18});
        }),
        "PoseNet: the map of scores must be float32 of shape [height, width, 17], but is float32 "
        "of shape [2, 3, 18].");
    QCOMPARE(
        refusalFor([](PoseMaps& maps) {
            maps.scores = zeros({2, 0, 17});
        }),
        "PoseNet: the map of scores must be float32 of shape [height, width, 17], but is float32 "
        "of shape [2, 0, 17].");
    QCOMPARE(
        refusalFor([](PoseMaps& maps) {
            maps.displacementsForward = zeros({2, 3, 32}, DType::Int32);
        }),
        "PoseNet: the map of displacements forward must be float32 of shape [height, width, 32], "
        "but is int32 of shape [2, 3, 32].");
    QCOMPARE(
        refusalFor([](PoseMaps& maps) {
            maps.displacementsBackward = zeros({1, 3, 32});
        }),
        "PoseNet: all maps must have as many cells, but one has 1 x 3 and another 2 x 3.");
    QCOMPARE(
        refusalFor([](PoseMaps& maps) { maps.outputStride = 0; }),
        "PoseNet: the output stride must be from 1 to 1024, but is 0.");
    const auto refusalWith = [&](const MultiPoseConfig& config) {
        return refusalOf([&] { decodeMultiplePoses(draft.maps(), config); });
    };
    QCOMPARE(
        refusalWith({.maxDetections = 0}), "PoseNet: maxDetections must be 1 or more, but is 0.");
    QCOMPARE(
        refusalWith({.scoreThreshold = std::nan("")}),
        "PoseNet: scoreThreshold must be from 0 to 1, but is NaN.");
    QCOMPARE(refusalWith({.nmsRadius = -1}), "PoseNet: nmsRadius must be above 0, but is -1.");
}

QTEST_APPLESS_MAIN(TestPoseDecoding)
#include "tst_pose_decoding.moc"
