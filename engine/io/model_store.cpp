#include "engine/io/model_store.h"

#include "engine/base/error.h"

#include <array>

namespace tp::io {

namespace {

struct KnownStore {
    std::string_view scheme;
    std::unique_ptr<ModelStore> (*open)();
};

constexpr std::array<KnownStore, 2> kStores = {
    {{"localstorage", openLocalStorage}, {"indexeddb", openIndexedDb}}};

std::string nameIn(const std::string& url) {
    constexpr std::string_view kAfterScheme = "://";
    std::string name = url.substr(url.find(kAfterScheme) + kAfterScheme.size());
    check(!name.empty(), "\"%1\": the name of a model is missing.", url);
    check(name.find('\0') == std::string::npos, "The name of a model cannot contain a zero byte.");
    return name;
}

const KnownStore* findStore(const std::string& url) {
    const std::string scheme = schemeOf(url);
    for (const KnownStore& store : kStores) {
        if (store.scheme == scheme)
            return &store;
    }
    return nullptr;
}

const KnownStore& storeOf(const std::string& url) {
    const KnownStore* store = findStore(url);
    check(
        store != nullptr,
        "\"%1\": models can only be removed from localstorage:// and indexeddb://.",
        url);
    return *store;
}

/// The same text for the same place, however its scheme is written.
std::string placeOf(const std::string& url) {
    const std::string scheme = schemeOf(url);
    return scheme.empty() ? url : scheme + url.substr(scheme.size());
}

IOHandler handlerFor(std::unique_ptr<ModelStore> (*open)(), const std::string& url) {
    const std::string name = nameIn(url);
    return {
        url,
        [open, name](const ModelArtifacts& artifacts) {
            SaveResult result = saveResultFor(artifacts);
            open()->save(name, artifacts, result);
            return result;
        },
        [open, name] { return open()->load(name); }};
}

} // namespace

IOHandler localStorageHandler(const std::string& url, const IOOptions& /*options*/) {
    return handlerFor(openLocalStorage, url);
}

IOHandler indexedDbHandler(const std::string& url, const IOOptions& /*options*/) {
    return handlerFor(openIndexedDb, url);
}

std::map<std::string, SaveResult> listModels() {
    std::map<std::string, SaveResult> all;
    for (const KnownStore& store : kStores) {
        for (auto& [name, info] : store.open()->list())
            all[std::string(store.scheme) + "://" + name] = std::move(info);
    }
    return all;
}

SaveResult
copyModel(const std::string& source, const std::string& destination, const IOOptions& options) {
    check(
        placeOf(source) != placeOf(destination),
        "\"%1\": a model cannot be copied to where it is.",
        source);
    const IOHandler to = ioHandlerFor(destination, options);
    return saveModel(to, loadModel(ioHandlerFor(source, options)));
}

SaveResult
moveModel(const std::string& source, const std::string& destination, const IOOptions& options) {
    storeOf(source);
    SaveResult result = copyModel(source, destination, options);
    removeModel(source);
    return result;
}

SaveResult removeModel(const std::string& url) {
    const KnownStore& known = storeOf(url);
    const std::string name = nameIn(url);
    const auto store = known.open();
    std::map<std::string, SaveResult> before = store->list();
    if (!store->remove(name))
        fail(Error::Kind::BadFile, "%1: there is no such model", url);
    return before[name];
}

} // namespace tp::io
