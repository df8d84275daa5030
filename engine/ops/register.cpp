#include "engine/ops/register.h"

namespace tp {

void registerOps() {
    registerActivationOps();
    registerArithmeticOps();
    registerArrayOps();
    registerCompareOps();
    registerComplexOps();
    registerConvOps();
    registerCreationOps();
    registerEinsumOps();
    registerFusedOps();
    registerImageResizeOps();
    registerImageTransformOps();
    registerIndexOps();
    registerLinalgOps();
    registerLinearAlgebraOps();
    registerMathOps();
    registerMorphologyOps();
    registerNonMaxSuppressionOps();
    registerNormalizationOps();
    registerPoolOps();
    registerRaggedOps();
    registerRandomOps();
    registerReduceOps();
    registerScatterOps();
    registerSearchOps();
    registerSetOps();
    registerSparseOps();
    registerSpatialOps();
    registerSpectralOps();
    registerStringOps();
    registerTilingOps();
    registerTrainingOps();
}

} // namespace tp
