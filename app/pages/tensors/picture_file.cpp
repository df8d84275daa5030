#include "app/pages/tensors/picture_file.h"

#include "app/core/picture_file.h"

namespace app {

namespace {

constexpr int kLongestSide = 512;

} // namespace

tp::notebook::Pixels readPictureFile(const std::string& path, std::int64_t channels) {
    QImage picture = readPicture(QString::fromStdString(path));
    if (std::max(picture.width(), picture.height()) > kLongestSide) {
        picture = picture.scaled(
            kLongestSide, kLongestSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    }
    return {picture.height(), picture.width(), channels, pixelBytes(picture, channels)};
}

} // namespace app
