#pragma once

#include <string>

namespace tp {

/// How the engine begins.
struct StartOptions {
    std::string backend = "cpu"; ///< "cpu", or "reference": slow plain loops to check against
    int threads = 0; ///< threads for one large op; 0 for as many as there are processors
};

/// Makes the ops and backends known. Call it once, before any tensor is computed; later calls only
/// apply `options`. Flags of env() may be given in the environment variable TP_FLAGS, as in
/// "DEBUG:true,CPU_THREADS:2".
///
/// Throws InvalidArgument for an unknown backend, an impossible number of threads, or flags that
/// cannot be read.
void start(const StartOptions& options = {});

/// "0.1.0": the version of engine and program.
std::string version();

} // namespace tp
