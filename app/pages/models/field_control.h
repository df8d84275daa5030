#pragma once

#include "engine/inspect/layer_fields.h"

#include <QString>

#include <functional>
#include <optional>

class QComboBox;
class QWidget;

namespace app {

/// What hears of each value that a person chose.
using SetField = std::function<void(const tp::Json& value)>;

/// A box of choices that needs little width: long entries are cut, not what is beside them.
QComboBox* makeCombo();

/// The numbers of a list, or a number: "3, 3".
QString sizesText(const tp::Json& value);

/// The numbers in a text, with anything between them that cannot be part of one; none for other
/// text.
std::optional<tp::Json> numbersIn(const QString& text, bool areWhole);

/// A control for something that can be set about a layer, with its value. It is called
/// `objectName`, and its parts, where it has several, begin with that.
QWidget* makeFieldControl(
    const tp::inspect::LayerField& field, const QString& objectName, const SetField& set);

} // namespace app
