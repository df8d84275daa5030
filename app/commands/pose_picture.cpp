#include "app/commands/pose_picture.h"

#include <QPainter>

#include <algorithm>
#include <array>

namespace app {

namespace {

/// Colours that people in one picture are told apart by.
constexpr std::array<QRgb, 6> kColors = {
    0xff00e5ff, 0xffffab00, 0xff76ff03, 0xffff4081, 0xff7c4dff, 0xffffff00};

QPointF pointOf(const tp::Keypoint& part) {
    return {part.position.x, part.position.y};
}

} // namespace

QImage withSkeletons(
    const QImage& picture, const std::vector<tp::Pose>& poses, const PosePictureConfig& config) {
    QImage drawn = picture.convertToFormat(QImage::Format_RGB32);
    QPainter painter(&drawn);
    painter.setRenderHint(QPainter::Antialiasing);
    const double thickness = std::max(1.5, std::max(drawn.width(), drawn.height()) / 200.0);
    std::size_t number = 0;
    for (const tp::Pose& pose : poses) {
        const QColor color(kColors[number++ % kColors.size()]);
        if (pose.score < config.minPoseScore)
            continue;
        painter.setPen(QPen(color, thickness, Qt::SolidLine, Qt::RoundCap));
        for (const auto& [from, to] : tp::kSkeleton) {
            const tp::Keypoint& begin = pose.keypoints[from];
            const tp::Keypoint& end = pose.keypoints[to];
            if (std::min(begin.score, end.score) >= config.minPartScore)
                painter.drawLine(pointOf(begin), pointOf(end));
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        for (const tp::Keypoint& part : pose.keypoints) {
            if (part.score >= config.minPartScore)
                painter.drawEllipse(pointOf(part), thickness * 1.5, thickness * 1.5);
        }
    }
    return drawn;
}

} // namespace app
