#pragma once

#include "engine/inspect/any_model.h"

#include <QString>

namespace app {

/// What numbers colours become: those from 0 to 255, from 0 to 1, or from -1 to 1. The same for
/// random numbers.
enum class ColorRange { Usual, ZeroToOne, MinusOneToOne, ZeroTo255 };

/// The tensor that a word of the command line means for an input of a model: a .npy file, a picture
/// or "random:SHAPE", which gives the same numbers each time.
///
/// A picture is brought to the size that the input asks for. Usual is 0 to 255 for whole numbers, 0
/// to 1 for others. Throws BadFile for a file that cannot be read, and InvalidArgument for what the
/// input cannot take.
tp::Tensor inputValue(const tp::inspect::ModelEnd& input, const QString& word, ColorRange range);

} // namespace app
