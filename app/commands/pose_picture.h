#pragma once

#include "engine/models/pose.h"

#include <QImage>

#include <vector>

namespace app {

/// What is drawn of poses.
struct PosePictureConfig {
    double minPoseScore = 0.1;
    double minPartScore = 0.5;
};

/// The picture with a skeleton for each pose: lines between parts that are sure, and a dot for each
/// of them. Needs no display.
QImage withSkeletons(
    const QImage& picture,
    const std::vector<tp::Pose>& poses,
    const PosePictureConfig& config = {});

} // namespace app
