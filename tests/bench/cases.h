#pragma once

#include "tests/bench/bench_case.h"

namespace bench {

// The rows of the table, one file a family.
BenchCases matMulCases();
BenchCases convCases();
BenchCases elementwiseCases();
BenchCases reduceCases();
BenchCases arrayCases();
BenchCases imageCases();

/// All of them, in the order of the table.
BenchCases allCases();

} // namespace bench
