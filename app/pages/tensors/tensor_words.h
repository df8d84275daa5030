#pragma once

#include "engine/notebook/recipe.h"

#include <QString>

namespace app {

/// The heading of a group of the catalogue, in the current language.
QString groupTitle(tp::notebook::Group group);

/// What a recipe does, in the current language: its sentence is looked up in the context "Op" of
/// the translations.
QString docOf(const tp::notebook::Recipe& recipe);

/// A note's text: keys such as "@memory" are the sample's notes, in the current language; anything
/// else is what the person wrote.
QString noteText(const std::string& note);

/// "[2, 3]", and "scalar" for an empty shape.
QString shapeText(const tp::Shape& shape);

/// "24 bytes", "3.2 kB".
QString byteText(qint64 bytes);

/// "0.03 ms", "1.2 s".
QString durationText(double milliseconds);

/// What a cell does, as a formula with its name: "c = add(a, b)".
QString expressionOf(const tp::notebook::Cell& cell);

QString fromText(std::string_view text);

} // namespace app
