#include "engine/io/memory_handler.h"

#include <memory>
#include <utility>

namespace tp::io {

IOHandler fromMemory(ModelArtifacts artifacts) {
    const auto shared = std::make_shared<const ModelArtifacts>(std::move(artifacts));
    return {"memory", {}, [shared] { return *shared; }};
}

IOHandler withSaveHandler(std::function<SaveResult(const ModelArtifacts& artifacts)> save) {
    return {"save handler", std::move(save), {}};
}

} // namespace tp::io
