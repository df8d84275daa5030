#pragma once

#include "engine/io/model_artifacts.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace tp::io {

/// A model whose weights have become tensors.
struct DecodedModel {
    ModelArtifacts artifacts; ///< their bytes may be missing
    NamedWeights weights;     ///< in the order of the specs
};

/// A place that models are saved to, loaded from, or both.
///
///     IOHandler handler;
///     handler.name = "my cloud";
///     handler.save = [&](const ModelArtifacts& artifacts) { … return saveResultFor(artifacts); };
///     model.save(handler);
struct IOHandler {
    std::string name;                                                ///< for messages
    std::function<SaveResult(const ModelArtifacts& artifacts)> save; ///< null: cannot be saved to
    std::function<ModelArtifacts()> load;           ///< null: cannot be loaded from
    std::function<DecodedModel()> loadDecoded = {}; ///< null: only as load() does it
};

/// How models are saved and loaded. Each place looks at what concerns it.
struct IOOptions {
    /// Hears which part of the weights was loaded, 0 to 1. It cannot throw; to stop is for `stop`.
    std::function<void(double fraction)> onProgress;

    /// Stops what takes long, which then throws Cancelled.
    std::stop_token stop;

    /// Saves weights in fewer bits. Loses precision; not for training on.
    std::optional<StoredAs> quantize;

    /// For http(s): where weights lie, if not beside model.json; sent with every request; how to
    /// save; how long to wait for a connection and for the next bytes.
    std::string weightPathPrefix;
    std::map<std::string, std::string> headers;
    std::string method = "POST";
    double timeoutSeconds = 30;
    std::uint64_t mostBytes = std::uint64_t{8} << 30; ///< more is not fetched

    /// How often http(s) takes up an interrupted download where it broke off.
    int retries = 3;
};

/// Makes a handler from a whole address.
using HandlerFactory = std::function<IOHandler(const std::string& url, const IOOptions& options)>;

/// Has addresses that begin with "SCHEME://" handled by what `factory` makes. The latest
/// registration counts, also over the schemes that are built in. Throws InvalidArgument for a
/// scheme that is empty or has other characters than letters, digits, "+", "-" and ".".
void registerIOHandler(const std::string& scheme, HandlerFactory factory);

/// Forgets what was registered for a scheme; what is built in comes back.
void unregisterIOHandler(const std::string& scheme);

/// The place that an address means. A path without a scheme is a file.
///
///     ioHandlerFor("file:///tmp/my-model").save(artifacts)
///     ioHandlerFor("https://example.org/model.json").load()
///
/// Throws InvalidArgument listing the schemes that are known.
IOHandler ioHandlerFor(const std::string& url, const IOOptions& options = {});

/// Saves and loads in one call. Throws InvalidArgument if the place can only do the other.
SaveResult saveModel(const IOHandler& handler, const ModelArtifacts& artifacts);
ModelArtifacts loadModel(const IOHandler& handler);

/// Loads a model and decodes its weights, in the fastest way that the place knows.
DecodedModel loadDecodedModel(const IOHandler& handler);

/// "https" of "https://…"; empty if there is none.
std::string schemeOf(std::string_view url);

} // namespace tp::io
