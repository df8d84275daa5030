#pragma once

#include "engine/ops/conv_geometry.h"

namespace tp {

/// What a convolution, or a gradient of one, works on: the images, the filter, and the windows
/// between them.
///
/// A convolution has a filter [sizes in space..., channels, outChannels]; a depthwise one has
/// [rows, columns, channels, multiplier] and makes `multiplier` outputs of each channel on its own.
struct ConvGeometry {
    WindowGeometry window;
    std::int64_t outChannels = 1;
    std::int64_t multiplier = 1; ///< of a depthwise convolution
    bool depthwise = false;

    Shape imageShape() const { return window.inShape(); }
    Shape outShape() const { return window.outShape(outChannels); }
    Shape filterShape() const;
};

/// For all ops whose inputs are x, filter and dy, or two of them, the third being described by the
/// attributes inputShape or filterShape. Throws InvalidArgument if they do not belong together.
ConvGeometry convGeometry(const OpCall& call);

/// Shape rules of such ops: of the convolution, its gradient for the images, and for the filter.
Specs convSpecs(const OpCall& call);
Specs convInputSpecs(const OpCall& call);
Specs convFilterSpecs(const OpCall& call);

/// The attributes of a call that say how its windows move, as far as they were given.
Attrs givenWindowAttrs(const OpCall& call);

} // namespace tp
