#pragma once

#include "app/pages/models/models_session.h"
#include "app/widgets/banner.h"

namespace app {

/// What happened, in the current language: why a file was not opened, where a model was saved to,
/// how close a written file is to its model, which layers cannot be written.
QString reportText(const ModelsSession::Report& report);

Banner::Tone toneOf(const ModelsSession::Report& report);

} // namespace app
