#include "engine/cpu/backend.h"

#include "engine/cpu/kernels.h"
#include "engine/cpu/matmul.h"

namespace tp::cpu {

void registerBackend() {
    auto backend = std::make_unique<Backend>("cpu");
    registerActivationKernels(*backend);
    registerAlongAxisKernels(*backend);
    registerArrayKernels(*backend);
    registerBinaryKernels(*backend);
    registerComplexKernels(*backend);
    registerConvKernels(*backend);
    registerCreationKernels(*backend);
    registerEinsumKernels(*backend);
    registerImageCropKernels(*backend);
    registerImageResizeKernels(*backend);
    registerImageTransformKernels(*backend);
    registerIndexKernels(*backend);
    registerLinalgKernels(*backend);
    registerMatMulKernels(*backend);
    registerMorphologyKernels(*backend);
    registerNonMaxSuppressionKernels(*backend);
    registerNormalizationKernels(*backend);
    registerPoolKernels(*backend);
    registerPoolPlaceKernels(*backend);
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
    registerTrainingKernels(*backend);
    registerTransposeKernels(*backend);
    registerUnaryKernels(*backend);
    tp::registerBackend(std::move(backend));
}

} // namespace tp::cpu
