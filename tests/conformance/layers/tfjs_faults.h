#pragma once

#include "tests/conformance/layers/layers_case.h"

namespace tp::conformance {

// Where a recording shows a fault of tfjs that we do not share: what is compared instead.

/// Whether the model holds a layer that, in tfjs, writes its output's shape over its input's, and
/// so over what the layer before it says of itself: CenterCrop and CategoryEncoding.
bool overwritesShapes(const Model& model);

/// compareTexts() of a summary's lines, but for the shapes in them.
void compareWithoutShapes(
    const std::vector<std::string>& got, const RecordedJson& want, const std::string& what);

/// The topology of a model that was built, `mine`, without what tfjs fails to write into `want`:
/// settings that its files lack, and shapes that it wrote over (see overwritesShapes()).
Json asTfjsWrites(const Json& mine, const Json& want, bool withoutShapes);

/// Whether the model is a row of layers with a BatchNormalization of another axis than the last. Of
/// such a one, tfjs's cpu backend takes the numbers in turn, element by element, as if its channels
/// were last; its webgl backend and Keras go by the axis, as we do.
bool normalizesAsTfjs(const Model& model);

/// What such a model puts out if it does as tfjs's cpu backend.
Tensors predictAsTfjs(const Model& model, const Tensors& inputs);

} // namespace tp::conformance
