#include "app/commands/picture_tensor.h"

#include "app/core/picture_file.h"
#include "engine/ops/image.h"

namespace app {

tp::Tensor tensorOf(const QImage& picture) {
    return tp::image::fromPixels({picture.width(), picture.height(), pixelBytes(picture, 4)});
}

} // namespace app
