#pragma once

#include <QString>
#include <QStringList>

#include <iosfwd>

namespace app {

/// `tensor-playground demo …`: a pretrained model on a picture.
///
/// Returns what is wrong with the command line, or nothing when it is done. Throws Error for a
/// model or picture that is not there or cannot be read.
QString runDemo(const QStringList& words, std::ostream& out);

} // namespace app
