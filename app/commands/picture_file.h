#pragma once

#include "engine/tensor/tensor.h"

#include <QImage>

namespace app {

/// Reads a picture, turned as its file says. Throws BadFile naming the file and why.
QImage readPicture(const QString& path);

/// Its colours: int32 [height, width, 3], from 0 to 255.
tp::Tensor tensorOf(const QImage& picture);

/// Writes a picture in the format that the file's ending names. Throws BadFile naming the file and
/// why.
void writePicture(const QString& path, const QImage& picture);

} // namespace app
