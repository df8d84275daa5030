#pragma once

namespace tp {

/// Makes all ops known by name. Called once, before backends add their kernels.
void registerOps();

// One function a family; each registers the ops of the file of its name.
void registerActivationOps();
void registerArithmeticOps();
void registerArrayOps();
void registerCompareOps();
void registerComplexOps();
void registerConvOps();
void registerCreationOps();
void registerEinsumOps();
void registerFusedOps();
void registerImageResizeOps();
void registerImageTransformOps();
void registerIndexOps();
void registerLinalgOps();
void registerLinearAlgebraOps();
void registerMathOps();
void registerMorphologyOps();
void registerNonMaxSuppressionOps();
void registerNormalizationOps();
void registerPoolOps();
void registerRaggedOps();
void registerRandomOps();
void registerReduceOps();
void registerScatterOps();
void registerSearchOps();
void registerSetOps();
void registerSparseOps();
void registerSpatialOps();
void registerSpectralOps();
void registerStringOps();
void registerTilingOps();
void registerTrainingOps();

} // namespace tp
