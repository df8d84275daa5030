#pragma once

#include "engine/models/pose.h"
#include "engine/tensor/tensor.h"

namespace tp {

/// What a pose model says of a picture: numbers for cells that lie `outputStride` pixels apart. All
/// are float32.
///
/// What is not a number counts as nothing: no score, no offset.
struct PoseMaps {
    Tensor scores;  ///< [height, width, 17]: how sure it is that a part is near the cell, 0 to 1
    Tensor offsets; ///< [height, width, 34]: from the cell to the part, y of all parts, then x

    // [height, width, 32]: from a part to the next one along each edge of the body's tree, y of all
    // edges, then x; away from the nose, and back.
    Tensor displacementsForward = {};
    Tensor displacementsBackward = {};

    int outputStride = 16;
};

/// How several people are told apart.
struct MultiPoseConfig {
    bool flipHorizontal = false; ///< for pictures of a camera that shows a mirror
    int maxDetections = 5;       ///< at most so many people
    double scoreThreshold = 0.5; ///< a person is only looked for where a part is that sure
    double nmsRadius = 20; ///< the same part of two people is further apart; in the maps' pixels
};

/// The pose of the one person in the picture: each part where its score is highest. Throws
/// InvalidArgument unless the maps fit each other.
Pose decodeSinglePose(const PoseMaps& maps);

/// The poses of all people, the surest first found: from a part that is sure, the others are found
/// along the displacements. A person's score leaves out parts that are another's already.
///
/// Throws InvalidArgument unless the maps fit each other, maxDetections is 1 or more, the threshold
/// is from 0 to 1 and the radius above 0.
std::vector<Pose> decodeMultiplePoses(const PoseMaps& maps, const MultiPoseConfig& config = {});

} // namespace tp
