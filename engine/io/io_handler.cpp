#include "engine/io/io_handler.h"

#include "engine/base/error.h"
#include "engine/io/downloads_handler.h"
#include "engine/io/file_handler.h"
#include "engine/io/http_handler.h"
#include "engine/io/model_store.h"
#include "engine/io/quantize.h"

#include <algorithm>
#include <mutex>

namespace tp::io {

namespace {

struct Registry {
    std::mutex mutex;
    std::map<std::string, HandlerFactory, std::less<>> factories; // by schemes in small letters
};

Registry& registry() {
    static Registry all;
    return all;
}

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isScheme(std::string_view text) {
    return !text.empty() && isLetter(text.front()) &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return isLetter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
           });
}

std::string inSmallLetters(std::string_view scheme) {
    std::string small(scheme);
    for (char& c : small) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return small;
}

const std::map<std::string, HandlerFactory, std::less<>>& builtIn() {
    static const std::map<std::string, HandlerFactory, std::less<>> kFactories = {
        {"file",
         [](const std::string& url, const IOOptions& options) {
             constexpr std::size_t kPrefix = 7; // "file://"
             return fileHandler(url.substr(kPrefix), options);
         }},
        {"http", httpHandler},
        {"https", httpHandler},
        {"localstorage", localStorageHandler},
        {"indexeddb", indexedDbHandler},
        {"downloads", downloadsHandler},
    };
    return kFactories;
}

HandlerFactory factoryFor(const std::string& scheme) {
    Registry& all = registry();
    const std::lock_guard lock(all.mutex);
    if (const auto own = all.factories.find(scheme); own != all.factories.end())
        return own->second;
    if (const auto known = builtIn().find(scheme); known != builtIn().end())
        return known->second;
    return {};
}

std::string knownSchemes() {
    Registry& all = registry();
    const std::lock_guard lock(all.mutex);
    std::map<std::string, HandlerFactory, std::less<>> known = builtIn();
    known.insert(all.factories.begin(), all.factories.end());
    std::string text;
    for (const auto& [scheme, factory] : known)
        text += (text.empty() ? "" : ", ") + scheme + "://";
    return text;
}

IOHandler handlerFor(const std::string& url, const IOOptions& options) {
    const std::string scheme = schemeOf(url);
    if (scheme.empty())
        return fileHandler(url, options);
    const HandlerFactory factory = factoryFor(scheme);
    check(
        static_cast<bool>(factory),
        "\"%1\": models cannot be kept at %2://. There are %3.",
        url,
        scheme,
        knownSchemes());
    return factory(url, options);
}

} // namespace

void registerIOHandler(const std::string& scheme, HandlerFactory factory) {
    check(isScheme(scheme), "\"%1\" cannot be the scheme of an address.", scheme);
    Registry& all = registry();
    const std::lock_guard lock(all.mutex);
    all.factories[inSmallLetters(scheme)] = std::move(factory);
}

void unregisterIOHandler(const std::string& scheme) {
    Registry& all = registry();
    const std::lock_guard lock(all.mutex);
    all.factories.erase(inSmallLetters(scheme));
}

std::string schemeOf(std::string_view url) {
    const std::size_t end = url.find("://");
    if (end == std::string_view::npos || !isScheme(url.substr(0, end)))
        return {};
    return inSmallLetters(url.substr(0, end));
}

IOHandler ioHandlerFor(const std::string& url, const IOOptions& options) {
    IOHandler handler = handlerFor(url, options);
    handler.name = url;
    if (options.quantize && handler.save) {
        handler.save = [save = std::move(handler.save),
                        stored = *options.quantize](const ModelArtifacts& artifacts) {
            return save(quantizeWeights(artifacts, stored));
        };
    }
    return handler;
}

SaveResult saveModel(const IOHandler& handler, const ModelArtifacts& artifacts) {
    check(
        static_cast<bool>(handler.save),
        "%1: a model can be loaded from here, but not saved to.",
        handler.name);
    return handler.save(artifacts);
}

ModelArtifacts loadModel(const IOHandler& handler) {
    check(
        static_cast<bool>(handler.load),
        "%1: a model can be saved to here, but not loaded from.",
        handler.name);
    return handler.load();
}

DecodedModel loadDecodedModel(const IOHandler& handler) {
    if (handler.loadDecoded)
        return handler.loadDecoded();
    DecodedModel model{loadModel(handler), {}};
    model.weights =
        decodeWeights(model.artifacts.weightSpecs, model.artifacts.weightData, handler.name);
    return model;
}

} // namespace tp::io
