#include "engine/io/file_handler.h"

#include "engine/io/file.h"
#include "engine/io/folder_save.h"
#include "engine/io/model_json.h"
#include "engine/io/weight_files.h"

#include <algorithm>
#include <map>

namespace tp::io {

namespace {

namespace fs = std::filesystem;

/// The model.json that a path means: itself, or the one in that folder.
fs::path modelJsonOf(const fs::path& path) {
    std::error_code error;
    const bool isFolder = fs::is_directory(path, error);
    if (!isFolder && (path.extension() == ".json" || fs::exists(path, error)))
        return path;
    return path / "model.json";
}

void checkPath(const fs::path& path) {
    check(!path.empty(), "A model needs a path, but it is empty.");
    check(path.native().find('\0') == std::string::npos, "A path cannot contain a zero byte.");
}

/// The file of weights that model.json names, once it is sure to lie in its folder.
fs::path shardIn(const fs::path& folder, const std::string& path) {
    fs::path file = folder / path;
    std::error_code error;
    fs::path real = fs::canonical(file, error);
    if (error)
        return file; // opening it will tell what is wrong
    const fs::path home = fs::canonical(folder, error);
    if (std::mismatch(home.begin(), home.end(), real.begin(), real.end()).first != home.end()) {
        fail(
            Error::Kind::BadFile,
            "%1: the file lies outside of the model's folder, in %2",
            file.string(),
            real.string());
    }
    return real;
}

fs::path folderOf(const fs::path& modelJson) {
    return modelJson.has_parent_path() ? modelJson.parent_path() : fs::path(".");
}

/// The parts of loading that differ between bytes and tensors as the result.
template<class Result, class TakeWeights>
Result loaded(const fs::path& path, const IOOptions& options, const TakeWeights& takeWeights) {
    const fs::path modelJson = modelJsonOf(path);
    const fs::path folder = folderOf(modelJson);
    const FolderLock lock(folder, FolderLock::Kind::Shared);
    const Bytes text = readFile(modelJson, kMostJsonBytes);
    const auto readShard = [&](const std::string& shard, std::uint64_t most, Bytes& into) {
        if (options.stop.stop_requested())
            fail(Error::Kind::Cancelled, "%1: loading was stopped", modelJson.string());
        appendFile(shardIn(folder, shard), most, into);
    };
    ModelJson model = parseModelJson(textOf(text), modelJson.string());
    Result result = takeWeights(model, modelJson, lock, readShard);
    if (options.onProgress)
        options.onProgress(1);
    return result;
}

ModelArtifacts loadFile(const fs::path& path, const IOOptions& options) {
    return loaded<ModelArtifacts>(
        path,
        options,
        [](ModelJson& model,
           const fs::path& modelJson,
           const FolderLock&,
           const ShardReader& readShard) {
            readWeights(model, modelJson.string(), readShard);
            return std::move(model.artifacts);
        });
}

DecodedModel loadFileDecoded(const fs::path& path, const IOOptions& options) {
    return loaded<DecodedModel>(
        path,
        options,
        [&](ModelJson& model,
            const fs::path& modelJson,
            const FolderLock& lock,
            const ShardReader& readShard) {
            if (options.stop.stop_requested())
                fail(Error::Kind::Cancelled, "%1: loading was stopped", modelJson.string());
            std::optional<NamedWeights> weights;
            if (const auto files = WeightFiles::open(lock, model.manifest))
                weights = files->read(model.artifacts.weightSpecs);
            if (!weights) {
                readWeights(model, modelJson.string(), readShard);
                const ModelArtifacts& read = model.artifacts;
                weights = decodeWeights(read.weightSpecs, read.weightData, path.string());
            }
            return DecodedModel{std::move(model.artifacts), std::move(*weights)};
        });
}

SaveResult saveFile(const fs::path& path, const ModelArtifacts& artifacts) {
    std::error_code error;
    const bool isJson = path.extension() == ".json" && !fs::is_directory(path, error);
    const fs::path modelJson = isJson ? path : path / "model.json";
    saveInFolder(folderOf(modelJson), modelJson.filename(), artifacts);
    return saveResultFor(artifacts);
}

using FilesByName = std::map<std::string, fs::path, std::less<>>;

ModelArtifacts loadFiles(const fs::path& modelJson, const FilesByName& files) {
    const fs::path folder = folderOf(modelJson);
    const Bytes text = readFile(modelJson, kMostJsonBytes);
    const auto readShard = [&](const std::string& shard, std::uint64_t most, Bytes& into) {
        const auto found = files.find(fs::path(shard).filename().string());
        appendFile(found == files.end() ? shardIn(folder, shard) : found->second, most, into);
    };
    return readModel(textOf(text), modelJson.string(), readShard);
}

} // namespace

IOHandler fileHandler(const fs::path& path, const IOOptions& options) {
    checkPath(path);
    return {
        path.string(),
        [path](const ModelArtifacts& artifacts) { return saveFile(path, artifacts); },
        [path, options] { return loadFile(path, options); },
        [path, options] { return loadFileDecoded(path, options); }};
}

IOHandler filesHandler(const std::vector<fs::path>& files) {
    check(!files.empty(), "A model needs a model.json, but there are no files.");
    FilesByName byName;
    std::vector<fs::path> jsons;
    for (const fs::path& file : files) {
        checkPath(file);
        if (file.extension() == ".json") {
            jsons.push_back(file);
            continue;
        }
        const bool isNew = byName.emplace(file.filename().string(), file).second;
        check(
            isNew,
            "Two files are called %1, so which of them has the weights cannot be told.",
            file.filename().string());
    }
    check(
        jsons.size() == 1,
        "Of the files of a model, one is a model.json, but here %1 end in .json.",
        jsons.size());
    return {
        jsons.front().string(),
        {},
        [modelJson = jsons.front(), byName = std::move(byName)] {
            return loadFiles(modelJson, byName);
        },
        {}};
}

} // namespace tp::io
