#pragma once

#include "engine/inspect/any_model.h"

#include <QString>

#include <optional>

namespace app {

/// The shape of "1x224x224x3", "1,224,224,3" or "[1, 224, 224, 3]"; nothing for another text.
std::optional<tp::Shape> shapeFrom(const QString& text);

/// "NAME=VALUE" taken apart at its first "="; a text without one is the value alone.
struct NamedText {
    QString name;
    QString value;
};
NamedText namedTextFrom(const QString& text);

/// "[1, null, 3]" as numbers, null for an axis of any size; null as a whole for any rank.
tp::Json toJson(const std::optional<tp::Shape>& shape);

/// Shape and dtype of an end of a model, with its names.
tp::Json toJson(const tp::inspect::ModelEnd& end);

} // namespace app
