#include "engine/reference/backend.h"

#include "engine/reference/kernels.h"
#include "engine/runtime/backend.h"

namespace tp::reference {

void registerBackend() {
    auto backend = std::make_unique<Backend>("reference");
    registerActivationKernels(*backend);
    registerArithmeticKernels(*backend);
    registerArrayKernels(*backend);
    registerCompareKernels(*backend);
    registerComplexKernels(*backend);
    registerConvKernels(*backend);
    registerCreationKernels(*backend);
    registerEinsumKernels(*backend);
    registerElementwiseKernels(*backend);
    registerImageResizeKernels(*backend);
    registerImageTransformKernels(*backend);
    registerIndexKernels(*backend);
    registerLinalgKernels(*backend);
    registerLinearAlgebraKernels(*backend);
    registerMorphologyKernels(*backend);
    registerNonMaxSuppressionKernels(*backend);
    registerNormalizationKernels(*backend);
    registerPoolKernels(*backend);
    registerRaggedKernels(*backend);
    registerRandomKernels(*backend);
    registerReduceKernels(*backend);
    registerScatterKernels(*backend);
    registerSearchKernels(*backend);
    registerSetKernels(*backend);
    registerSparseKernels(*backend);
    registerSpatialKernels(*backend);
    registerSpectralKernels(*backend);
    registerStringKernels(*backend);
    registerTilingKernels(*backend);
    registerTrainingKernels(*backend);
    tp::registerBackend(std::move(backend));
}

} // namespace tp::reference
