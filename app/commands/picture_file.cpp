#include "app/commands/picture_file.h"

#include "engine/base/error.h"
#include "engine/ops/image.h"

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

tp::Tensor tensorOf(const QImage& picture) {
    const QImage rgba = picture.convertToFormat(QImage::Format_RGBA8888);
    tp::image::Pixels pixels{rgba.width(), rgba.height(), {}};
    for (int row = 0; row < rgba.height(); ++row) {
        const uchar* line = rgba.constScanLine(row);
        pixels.rgba.insert(pixels.rgba.end(), line, line + 4 * pixels.width);
    }
    return tp::image::fromPixels(pixels);
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

} // namespace app
