#pragma once

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace tp {

/// A point of a picture in pixels, from its upper left corner.
struct PosePoint {
    double x = 0;
    double y = 0;
};

/// Where one part of a body is, and how sure that is, from 0 to 1.
struct Keypoint {
    double score = 0;
    PosePoint position;
};

inline constexpr std::size_t kPoseParts = 17;

/// The names of the parts, in the order of a pose's keypoints.
inline constexpr std::array<std::string_view, kPoseParts> kPosePartNames = {
    "nose",
    "leftEye",
    "rightEye",
    "leftEar",
    "rightEar",
    "leftShoulder",
    "rightShoulder",
    "leftElbow",
    "rightElbow",
    "leftWrist",
    "rightWrist",
    "leftHip",
    "rightHip",
    "leftKnee",
    "rightKnee",
    "leftAnkle",
    "rightAnkle",
};

/// A person as points.
struct Pose {
    double score = 0; ///< from 0 to 1
    std::array<Keypoint, kPoseParts> keypoints = {};
};

/// The parts that a skeleton joins by lines, as numbers of parts.
inline constexpr std::array<std::pair<std::size_t, std::size_t>, 12> kSkeleton = {{
    {11, 5},  // left hip, shoulder
    {7, 5},   // elbow, shoulder
    {7, 9},   // elbow, wrist
    {11, 13}, // hip, knee
    {13, 15}, // knee, ankle
    {12, 6},  // the same on the right
    {8, 6},
    {8, 10},
    {12, 14},
    {14, 16},
    {5, 6}, // from left to right
    {11, 12},
}};

} // namespace tp
