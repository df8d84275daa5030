#pragma once

#include <QString>
#include <QStringList>

#include <iosfwd>

namespace app {

/// `tensor-playground predict …`: runs a model on files, pictures or random numbers.
///
/// Returns what is wrong with the command line, or nothing when it is done. Throws Error for a
/// model or file that cannot be read, and for names and shapes that do not fit.
QString runPredict(const QStringList& words, std::ostream& out);

} // namespace app
