#pragma once

#include "engine/inspect/graph_run.h"

#include <QImage>
#include <QString>

namespace app {

/// A picture as a model sees it.
struct SeenPicture {
    tp::notebook::Pixels pixels;
    QImage image;
};

/// Reads a picture and brings it into the size that the input takes; an input of any size takes its
/// own, up to 512 pixels a side. May be called from any thread. Throws BadFile naming the file and
/// why.
SeenPicture readPicture(const QString& path, const tp::inspect::PictureInput& input);

/// Whether the file's name ends as those of pictures do.
bool isPictureFile(const QString& path);

/// What those files are called in a file dialog: "*.png *.jpg".
QString pictureEndings();

/// The names of the classes that a model tells apart, from labels.json or labels.txt beside it;
/// none if there are none.
QStringList labelsBeside(const QString& address);

} // namespace app
