#pragma once

#include <QImage>

#include <cstdint>
#include <vector>

namespace app {

/// Reads a picture, turned as its file says. May be called from any thread. Throws BadFile naming
/// the file and why.
QImage readPicture(const QString& path);

/// Writes a picture in the format that the file's ending names. Throws BadFile naming the file and
/// why.
void writePicture(const QString& path, const QImage& picture);

/// The colours of its pixels, line by line without gaps, in 1 (grey), 3 or 4 (with opacity) bytes
/// each.
std::vector<std::uint8_t> pixelBytes(const QImage& picture, std::int64_t channels);

} // namespace app
