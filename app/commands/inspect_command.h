#pragma once

#include <QString>
#include <QStringList>

#include <iosfwd>

namespace app {

/// `tensor-playground inspect …`: what a model file holds.
///
/// Returns what is wrong with the command line, or nothing when it is done. Throws Error for a
/// model that cannot be read.
QString runInspect(const QStringList& words, std::ostream& out);

} // namespace app
