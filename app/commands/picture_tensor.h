#pragma once

#include "engine/tensor/tensor.h"

class QImage;

namespace app {

/// The colours of a picture: int32 [height, width, 3], from 0 to 255.
tp::Tensor tensorOf(const QImage& picture);

} // namespace app
