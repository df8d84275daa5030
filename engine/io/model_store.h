#pragma once

#include "engine/io/io_handler.h"

#include <map>
#include <memory>
#include <string>

namespace tp::io {

/// A place that keeps models by name, and knows which it has.
class ModelStore {
public:
    ModelStore() = default;
    virtual ~ModelStore() = default;
    ModelStore(const ModelStore&) = delete;
    ModelStore& operator=(const ModelStore&) = delete;

    /// Keeps a model, in place of the one of that name, as a whole or not at all.
    virtual void
    save(const std::string& name, const ModelArtifacts& artifacts, const SaveResult& info) = 0;

    /// Throws BadFile if there is none of that name.
    virtual ModelArtifacts load(const std::string& name) = 0;

    /// What came of saving each, by name.
    virtual std::map<std::string, SaveResult> list() = 0;

    /// Removes a model; whether there was one.
    virtual bool remove(const std::string& name) = 0;
};

/// The store behind "localstorage://": keys and values, five for a model, as browsers' local
/// storage has them. For small models.
std::unique_ptr<ModelStore> openLocalStorage();

/// The store behind "indexeddb://", for models of any size.
std::unique_ptr<ModelStore> openIndexedDb();

/// A model in one of these stores, for a whole address. Throws InvalidArgument for an empty name.
IOHandler localStorageHandler(const std::string& url, const IOOptions& options);
IOHandler indexedDbHandler(const std::string& url, const IOOptions& options);

/// All models in the stores, by address, and what came of saving them:
/// {"indexeddb://my-model": …}.
std::map<std::string, SaveResult> listModels();

/// Copies a model from one place to another, which need not be stores.
///
///     copyModel("https://example.org/model.json", "indexeddb://my-model");
///
/// Throws InvalidArgument if both are the same place.
SaveResult
copyModel(const std::string& source, const std::string& destination, const IOOptions& options = {});

/// Copies a model and then removes it from where it was, which must be a store.
SaveResult
moveModel(const std::string& source, const std::string& destination, const IOOptions& options = {});

/// Removes a model from a store and tells what came of saving it. Throws BadFile if there is none,
/// InvalidArgument for an address of no store.
SaveResult removeModel(const std::string& url);

} // namespace tp::io
