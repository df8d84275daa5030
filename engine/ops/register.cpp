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
    registerIndexOps();
    registerLinearAlgebraOps();
    registerMathOps();
    registerReduceOps();
    registerSpectralOps();
    registerTilingOps();
    registerTrainingOps();
}

} // namespace tp
