#pragma once

namespace tp {

class Backend;

namespace reference {

// One function a family, named as in engine/ops; those of elementwise.inl, which come from several
// families, are one of their own.
void registerActivationKernels(Backend& backend);
void registerArithmeticKernels(Backend& backend);
void registerArrayKernels(Backend& backend);
void registerCompareKernels(Backend& backend);
void registerComplexKernels(Backend& backend);
void registerConvKernels(Backend& backend);
void registerCreationKernels(Backend& backend);
void registerEinsumKernels(Backend& backend);
void registerElementwiseKernels(Backend& backend);
void registerImageResizeKernels(Backend& backend);
void registerImageTransformKernels(Backend& backend);
void registerIndexKernels(Backend& backend);
void registerLinalgKernels(Backend& backend);
void registerLinearAlgebraKernels(Backend& backend);
void registerMorphologyKernels(Backend& backend);
void registerNonMaxSuppressionKernels(Backend& backend);
void registerNormalizationKernels(Backend& backend);
void registerPoolKernels(Backend& backend);
void registerRaggedKernels(Backend& backend);
void registerRandomKernels(Backend& backend);
void registerReduceKernels(Backend& backend);
void registerScatterKernels(Backend& backend);
void registerSearchKernels(Backend& backend);
void registerSetKernels(Backend& backend);
void registerSparseKernels(Backend& backend);
void registerSpatialKernels(Backend& backend);
void registerSpectralKernels(Backend& backend);
void registerStringKernels(Backend& backend);
void registerTilingKernels(Backend& backend);
void registerTrainingKernels(Backend& backend);

} // namespace reference
} // namespace tp
