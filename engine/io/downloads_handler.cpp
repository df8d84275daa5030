#include "engine/io/downloads_handler.h"

#include "engine/base/error.h"
#include "engine/io/file.h"
#include "engine/io/model_json.h"
#include "engine/io/user_folders.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace tp::io {

namespace {

namespace fs = std::filesystem;

/// Gives a file its final name, unless somebody has that already; whether it has it now.
bool takeName(const fs::path& file, const fs::path& target) {
    if (::renameat2(AT_FDCWD, file.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) == 0)
        return true;
    if (errno == EEXIST)
        return false;
    // Some file systems cannot do both in one step.
    if (errno == EINVAL && ::access(target.c_str(), F_OK) != 0 &&
        ::rename(file.c_str(), target.c_str()) == 0)
        return true;
    fail(
        Error::Kind::BadFile, "%1: the file cannot be written: %2", target.string(), systemError());
}

/// Saves under one name; nothing happens, and false comes back, if it is taken.
bool saveAs(
    const fs::path& folder,
    const std::string& name,
    const fs::path& weights,
    const ModelArtifacts& artifacts) {
    const fs::path modelJson = folder / (name + ".json");
    const fs::path weightsBin = folder / (name + ".weights.bin");
    std::error_code error;
    if (fs::exists(fs::symlink_status(modelJson, error)) || !takeName(weights, weightsBin))
        return false;
    TemporaryFile named(weightsBin); // until model.json is there, too
    const TemporaryFile draft(folder / ("." + uniqueTag() + ".part"));
    const WeightsGroup group =
        shardedGroup(artifacts, {artifacts.weightData}, {"./" + name + ".weights.bin"});
    writeNewFile(draft.path(), bytesOf(modelJsonText(artifacts, {group})), modelJson);
    if (!takeName(draft.path(), modelJson)) {
        takeName(weightsBin, weights);
        named.keep();
        return false;
    }
    named.keep();
    syncFolder(folder);
    return true;
}

void saveAsNew(const std::string& name, const ModelArtifacts& artifacts) {
    weightOffsets(artifacts.weightSpecs, artifacts.weightData, name);
    constexpr int kMostNames = 10'000;
    const fs::path folder = downloadFolder();
    makeFolder(folder);
    const TemporaryFile weights(folder / ("." + uniqueTag() + ".part"));
    writeNewFile(weights.path(), artifacts.weightData, folder / (name + ".weights.bin"));
    for (int number = 0; number < kMostNames; ++number) {
        const std::string other = number == 0 ? name : name + " (" + std::to_string(number) + ")";
        if (saveAs(folder, other, weights.path(), artifacts))
            return;
    }
    fail(
        Error::Kind::BadFile,
        "%1: there are %2 files of this name",
        (folder / name).string(),
        kMostNames);
}

} // namespace

IOHandler downloadsHandler(const std::string& url, const IOOptions& /*options*/) {
    constexpr std::string_view kAfterScheme = "://";
    std::string name = url.substr(url.find(kAfterScheme) + kAfterScheme.size());
    if (name.empty())
        name = "model";
    check(
        name.find('/') == std::string::npos && name.find('\0') == std::string::npos &&
            name.front() != '.',
        "\"%1\": the name of a download cannot contain \"/\" or begin with a dot.",
        url);
    return {
        url,
        [name](const ModelArtifacts& artifacts) {
            saveAsNew(name, artifacts);
            return saveResultFor(artifacts);
        },
        {}};
}

} // namespace tp::io
