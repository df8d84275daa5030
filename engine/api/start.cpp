#include "engine/api/start.h"

#include "engine/base/thread_pool.h"
#include "engine/cpu/backend.h"
#include "engine/layers/register.h"
#include "engine/model/topology.h"
#include "engine/ops/register.h"
#include "engine/reference/backend.h"
#include "engine/runtime/backend.h"
#include "engine/runtime/environment.h"

#include <cstdlib>
#include <mutex>

namespace tp {

void start(const StartOptions& options) {
    static std::once_flag once;
    std::call_once(once, [] {
        registerOps();
        registerLayers();
        registerModels();
        cpu::registerBackend();
        reference::registerBackend();
        if (const char* flags = std::getenv("TP_FLAGS"))
            env().setFlags(flags);
    });
    setBackend(options.backend);
    if (options.threads != 0)
        setThreadCount(options.threads);
}

std::string version() {
    return TP_VERSION;
}

} // namespace tp
