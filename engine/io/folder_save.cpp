#include "engine/io/folder_save.h"

#include "engine/io/file.h"
#include "engine/io/model_json.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>
#include <thread>

// How a model of several files is replaced in one step. The new weights are written under names
// that nobody has used (tagged ones), then a new model.json takes the old one's place: this is the
// step, before it the old files are all there, after it the new ones. For the sake of those who
// look into the folder, weights then get the names that everybody gives them, in the same way: a
// second name for each file, a second model.json, and only then the first names go.
//
// Before anything else, a note lists all files that this leaves without use, however far it comes.
// Who saves next removes them after a process that could not.

namespace tp::io {

namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string, std::less<>>;

constexpr std::string_view kNoteEnd = ".saving";

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kTagDigits = "0123456789abcdef";
constexpr std::size_t kTagLength = 16;

/// Takes `begin` off the front of a text; whether it was there.
bool takes(std::string_view& text, std::string_view begin) {
    if (!text.starts_with(begin))
        return false;
    text.remove_prefix(begin.size());
    return true;
}

/// Takes digits off the front, one or more.
bool takesNumber(std::string_view& text) {
    const std::size_t length = std::min(text.find_first_not_of(kDigits), text.size());
    text.remove_prefix(length);
    return length > 0;
}

bool takesTag(std::string_view& text) {
    const std::string_view tag = text.substr(0, kTagLength);
    if (tag.size() < kTagLength || tag.find_first_not_of(kTagDigits) != tag.npos)
        return false;
    text.remove_prefix(kTagLength);
    return true;
}

/// Whether a file may be one of ours with weights: "group1-shard1of2.bin", or with a tag before
/// its ending.
bool isShardName(std::string_view name) {
    if (!takes(name, "group") || !takesNumber(name) || !takes(name, "-shard") ||
        !takesNumber(name) || !takes(name, "of") || !takesNumber(name) || !takes(name, "."))
        return false;
    return name == "bin" || (takesTag(name) && name == ".bin");
}

/// Whether it is a model.json that did not get its place: ".model.json.TAG.tmp".
bool isDraftName(std::string_view name) {
    constexpr std::string_view kEnd = ".tmp";
    if (!name.starts_with('.') || name.size() < kTagLength + kEnd.size() + 1 ||
        name.find('/') != name.npos)
        return false;
    std::string_view end = name.substr(name.size() - kEnd.size() - kTagLength);
    return takesTag(end) && end == kEnd;
}

std::string taggedName(const std::string& name, const std::string& tag) {
    const fs::path path(name);
    return path.stem().string() + "." + tag + path.extension().string();
}

Names namesIn(const fs::path& folder) {
    Names names;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        names.insert(at->path().filename().string());
    return names;
}

/// The text of a file that may well be missing; nothing if it is there and cannot be read.
std::optional<std::string> textOfAny(const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error) && !error)
        return "";
    const auto size = fs::file_size(file, error);
    std::ifstream stream(file, std::ios::binary);
    if (error || !stream || size > kMostJsonBytes)
        return {};
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (stream.bad())
        return {};
    return text;
}

/// Those of `names` that do not occur in a file's text: it is some model's, or some tool's list,
/// and what it mentions is still needed.
Names notMentionedIn(const fs::path& file, Names names) {
    const auto text = textOfAny(file);
    if (!text)
        return {};
    std::erase_if(names, [&](const std::string& name) { return text->find(name) != text->npos; });
    return names;
}

/// Those of `names` that no .json file of the folder mentions, `except` one.
Names notMentioned(const fs::path& folder, Names names, const fs::path& except = {}) {
    for (const std::string& each : namesIn(folder)) {
        if (names.empty())
            break;
        if (fs::path(each).extension() == ".json" && each != except)
            names = notMentionedIn(folder / each, std::move(names));
    }
    return names;
}

/// Removes what a note lists and nobody uses, then the note.
void settle(const fs::path& folder, const fs::path& note) {
    Names names;
    std::istringstream lines(textOfAny(note).value_or(""));
    for (std::string name; std::getline(lines, name);) {
        if (isShardName(name) || isDraftName(name)) // whoever wrote the note
            names.insert(name);
    }
    for (const std::string& name : notMentioned(folder, std::move(names)))
        ::unlink((folder / name).c_str());
    ::unlink(note.c_str());
}

/// Removes what processes left that ended while they saved.
void settleOthers(const fs::path& folder) {
    for (const std::string& name : namesIn(folder)) {
        if (name.starts_with('.') && name.ends_with(kNoteEnd))
            settle(folder, folder / name);
    }
}

/// Gives each file of weights its usual name besides the tagged one. Whether that went well: some
/// file systems know no second names.
bool addUsualNames(
    const fs::path& folder,
    const std::vector<std::string>& tagged,
    const std::vector<std::string>& usual) {
    for (std::size_t i = 0; i < tagged.size(); ++i) {
        ::unlink((folder / usual[i]).c_str());
        if (::link((folder / tagged[i]).c_str(), (folder / usual[i]).c_str()) != 0)
            return false;
    }
    syncFolder(folder);
    return true;
}

/// One saving into one folder.
class Saving {
public:
    Saving(const fs::path& folder, const fs::path& modelJson, const ModelArtifacts& artifacts)
        : m_folder(folder)
        , m_modelJson(modelJson)
        , m_artifacts(artifacts)
        , m_shards(shardsOf(artifacts.weightData))
        , m_group(shardedGroup(artifacts, m_shards, {})) {
        for (std::size_t i = 0; i < m_shards.size(); ++i) {
            m_usual.push_back(shardName(i + 1, m_shards.size()));
            m_tagged.push_back(taggedName(m_usual.back(), m_tag));
        }
    }

    void run() {
        TemporaryFile note(m_note);
        writeNote();
        std::vector<TemporaryFile> written;
        for (std::size_t i = 0; i < m_shards.size(); ++i) {
            writeNewFile(m_folder / m_tagged[i], m_shards[i], m_folder / m_usual[i]);
            written.emplace_back(m_folder / m_tagged[i]);
        }
        // Both drafts before the step, so that a disk that is full is found in time.
        const TemporaryFile draft = writeDraft(m_draft, m_tagged);
        const TemporaryFile usualDraft = writeDraft(m_usualDraft, m_usual);
        syncFolder(m_folder);
        replaceFile(draft.path(), m_folder / m_modelJson);
        for (TemporaryFile& file : written)
            file.keep();
        if (areUsualNamesFree() && addUsualNames(m_folder, m_tagged, m_usual))
            std::rename(usualDraft.path().c_str(), (m_folder / m_modelJson).c_str());
        settle(m_folder, m_note);
        syncFolder(m_folder);
    }

private:
    void writeNote() const {
        std::string note = m_draft + '\n' + m_usualDraft + '\n';
        for (const std::string& name : m_tagged)
            note += name + '\n';
        for (const std::string& name : m_usual)
            note += name + '\n';
        const auto text = textOfAny(m_folder / m_modelJson);
        for (const std::string& name : namesIn(m_folder)) {
            if (isShardName(name) && text && text->find(name) != text->npos)
                note += name + '\n'; // of the old model
        }
        writeNewFile(m_note, bytesOf(note), m_folder / m_modelJson);
    }

    /// A model.json that says that the weights lie in these files.
    TemporaryFile writeDraft(const std::string& name, const std::vector<std::string>& shards) {
        std::vector<WeightsGroup> manifest;
        m_group.paths = shards;
        if (!m_group.weights.empty())
            manifest.push_back(m_group);
        const std::string text = modelJsonText(m_artifacts, manifest);
        writeNewFile(m_folder / name, bytesOf(text), m_folder / m_modelJson);
        return TemporaryFile(m_folder / name);
    }

    bool areUsualNamesFree() const {
        const Names usual(m_usual.begin(), m_usual.end());
        return notMentioned(m_folder, usual, m_modelJson).size() == usual.size();
    }

    const fs::path& m_folder;
    const fs::path& m_modelJson;
    const ModelArtifacts& m_artifacts;
    std::vector<ByteView> m_shards;
    WeightsGroup m_group;
    std::string m_tag = uniqueTag();
    std::string m_draft = "." + m_modelJson.string() + "." + m_tag + ".tmp";
    std::string m_usualDraft = "." + m_modelJson.string() + "." + uniqueTag() + ".tmp";
    fs::path m_note = m_folder / ("." + m_modelJson.string() + "." + m_tag + std::string(kNoteEnd));
    std::vector<std::string> m_usual;
    std::vector<std::string> m_tagged;
};

} // namespace

FolderLock::FolderLock(const fs::path& folder, Kind kind)
    : m_folder(std::make_unique<FileDescriptor>(
          ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC))) {
    constexpr auto kPatience = std::chrono::seconds(30);
    constexpr auto kPause = std::chrono::milliseconds(5);
    const int operation = (kind == Kind::Shared ? LOCK_SH : LOCK_EX) | LOCK_NB;
    const auto start = std::chrono::steady_clock::now();
    while (::flock(m_folder->get(), operation) != 0 && (errno == EWOULDBLOCK || errno == EINTR)) {
        if (std::chrono::steady_clock::now() - start > kPatience)
            fail(Error::Kind::Device, "%1: someone else is saving here", folder.string());
        std::this_thread::sleep_for(kPause);
    }
}

FolderLock::~FolderLock() = default;

int FolderLock::descriptor() const {
    return m_folder->get();
}

void saveInFolder(
    const fs::path& folder, const fs::path& modelJson, const ModelArtifacts& artifacts) {
    weightOffsets(artifacts.weightSpecs, artifacts.weightData, modelJson.string());
    makeFolder(folder);
    const FolderLock lock(folder, FolderLock::Kind::Exclusive);
    settleOthers(folder);
    Saving(folder, modelJson, artifacts).run();
}

} // namespace tp::io
