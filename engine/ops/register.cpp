#include "engine/ops/register.h"

namespace tp {

void registerOps() {
    registerActivationOps();
    registerArithmeticOps();
    registerArrayOps();
    registerCompareOps();
    registerCreationOps();
    registerIndexOps();
    registerLinearAlgebraOps();
    registerMathOps();
    registerReduceOps();
    registerTilingOps();
    registerTrainingOps();
}

} // namespace tp
