#include "app/core/picture_file.h"

#include "engine/base/error.h"

#include <QImageReader>
#include <QImageWriter>

namespace app {

QImage readPicture(const QString& path) {
    QImageReader reader(path);
    reader.setAutoTransform(true);
    QImage picture = reader.read();
    if (picture.isNull()) {
        tp::fail(
            tp::Error::Kind::BadFile,
            "%1: this is no picture that can be read: %2",
            path.toStdString(),
            reader.errorString().toStdString());
    }
    return picture;
}

void writePicture(const QString& path, const QImage& picture) {
    QImageWriter writer(path);
    if (!writer.write(picture)) {
        tp::fail(
            tp::Error::Kind::BadFile,
            "%1: the picture cannot be written: %2",
            path.toStdString(),
            writer.errorString().toStdString());
    }
}

std::vector<std::uint8_t> pixelBytes(const QImage& picture, std::int64_t channels) {
    const QImage::Format colored = channels == 3 ? QImage::Format_RGB888 : QImage::Format_RGBA8888;
    const QImage plain =
        picture.convertToFormat(channels == 1 ? QImage::Format_Grayscale8 : colored);
    const auto rowBytes = static_cast<std::ptrdiff_t>(plain.width() * channels);
    std::vector<std::uint8_t> bytes;
    bytes.reserve(static_cast<std::size_t>(rowBytes * plain.height()));
    for (int row = 0; row < plain.height(); ++row) { // lines are padded to four bytes
        const uchar* line = plain.constScanLine(row);
        bytes.insert(bytes.end(), line, line + rowBytes);
    }
    return bytes;
}

} // namespace app
