#include "engine/ops/register.h"

namespace tp {

void registerOps() {
    registerActivationOps();
    registerArithmeticOps();
    registerArrayOps();
    registerCompareOps();
    registerComplexOps();
    registerCreationOps();
    registerEinsumOps();
    registerIndexOps();
    registerLinearAlgebraOps();
    registerMathOps();
    registerReduceOps();
    registerSpectralOps();
    registerTilingOps();
    registerTrainingOps();
}

} // namespace tp
