#include "app/pages/tensors/picture_file.h"

#include "engine/base/error.h"

#include <QImage>
#include <QImageReader>
#include <QString>

namespace app {

namespace {

constexpr int kLongestSide = 512;

} // namespace

tp::notebook::Pixels readPictureFile(const std::string& path, std::int64_t channels) {
    QImageReader reader(QString::fromStdString(path));
    reader.setAutoTransform(true);
    QImage picture = reader.read();
    if (picture.isNull()) {
        tp::fail(
            tp::Error::Kind::BadFile,
            "fromPixels: %1 is no picture that can be read: %2.",
            path,
            reader.errorString().toStdString());
    }
    if (std::max(picture.width(), picture.height()) > kLongestSide) {
        picture = picture.scaled(
            kLongestSide, kLongestSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    }
    picture = picture.convertToFormat(
        channels == 1 ? QImage::Format_Grayscale8
                      : (channels == 3 ? QImage::Format_RGB888 : QImage::Format_RGBA8888));
    tp::notebook::Pixels pixels{picture.height(), picture.width(), channels, {}};
    const auto rowBytes = static_cast<std::ptrdiff_t>(picture.width() * channels);
    for (int row = 0; row < picture.height(); ++row) { // rows are padded to four bytes
        pixels.bytes.insert(
            pixels.bytes.end(), picture.constScanLine(row), picture.constScanLine(row) + rowBytes);
    }
    return pixels;
}

} // namespace app
