#pragma once

#include "engine/base/error.h"

#include <QString>

namespace app {

/// What went wrong, in the current language: the error's format is looked up in the context "Error"
/// of the translations, then its arguments are put in. Without a translation it is the error's own
/// English sentence.
QString translateError(const tp::Error& error);

} // namespace app
