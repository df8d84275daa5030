#include "tests/bench/cases.h"

#include <iterator>

namespace bench {

BenchCases allCases() {
    BenchCases all;
    for (BenchCases (*family)() :
         {matMulCases, convCases, elementwiseCases, reduceCases, arrayCases, imageCases}) {
        BenchCases cases = family();
        std::move(cases.begin(), cases.end(), std::back_inserter(all));
    }
    return all;
}

} // namespace bench
