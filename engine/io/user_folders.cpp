#include "engine/io/user_folders.h"

#include "engine/base/error.h"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <mutex>
#include <string>

namespace tp::io {

namespace {

namespace fs = std::filesystem;

struct Chosen {
    std::mutex mutex;
    fs::path data;
    fs::path downloads;
};

Chosen& chosen() {
    static Chosen folders;
    return folders;
}

/// A folder from the environment; as the XDG specification asks, only an absolute one counts.
fs::path folderFrom(const char* variable) {
    const char* const value = std::getenv(variable);
    fs::path folder = value ? value : "";
    return folder.is_absolute() ? folder : fs::path();
}

fs::path homeFolder() {
    fs::path home = folderFrom("HOME");
    if (!home.empty())
        return home;
    constexpr std::size_t kRoom = 16384;
    std::array<char, kRoom> room{};
    passwd entry{};
    passwd* found = nullptr;
    ::getpwuid_r(::getuid(), &entry, room.data(), room.size(), &found);
    if (!found)
        fail(Error::Kind::Device, "The home folder of this user is not known.");
    return found->pw_dir;
}

std::string textOfFile(const fs::path& file) {
    std::ifstream stream(file);
    constexpr std::streamsize kMost = 65536;
    std::string text(kMost, '\0');
    stream.read(text.data(), kMost);
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return text;
}

} // namespace

fs::path downloadFolderIn(std::string_view userDirs, const fs::path& home) {
    constexpr std::string_view kBegin = "XDG_DOWNLOAD_DIR=\"";
    constexpr std::string_view kHome = "$HOME";
    fs::path folder;
    while (!userDirs.empty()) {
        std::string_view line = userDirs.substr(0, userDirs.find('\n'));
        userDirs.remove_prefix(std::min(userDirs.size(), line.size() + 1));
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        if (!line.starts_with(kBegin))
            continue;
        std::string value;
        for (std::size_t i = kBegin.size(); i < line.size() && line[i] != '"'; ++i) {
            if (line[i] == '\\' && i + 1 < line.size())
                ++i;
            value += line[i];
        }
        if (value.starts_with('/')) {
            folder = value;
        } else if (value.starts_with("$HOME/")) {
            folder = home / value.substr(kHome.size() + 1);
        }
    }
    return folder;
}

fs::path userDataFolder() {
    {
        const std::lock_guard lock(chosen().mutex);
        if (!chosen().data.empty())
            return chosen().data;
    }
    const fs::path data = folderFrom("XDG_DATA_HOME");
    return (data.empty() ? homeFolder() / ".local" / "share" : data) / "tensor-playground";
}

void setUserDataFolder(const fs::path& folder) {
    const std::lock_guard lock(chosen().mutex);
    chosen().data = folder;
}

fs::path downloadFolder() {
    {
        const std::lock_guard lock(chosen().mutex);
        if (!chosen().downloads.empty())
            return chosen().downloads;
    }
    const fs::path home = homeFolder();
    const fs::path config = folderFrom("XDG_CONFIG_HOME");
    const fs::path file = (config.empty() ? home / ".config" : config) / "user-dirs.dirs";
    fs::path folder = downloadFolderIn(textOfFile(file), home);
    return folder.empty() ? home / "Downloads" : folder;
}

void setDownloadFolder(const fs::path& folder) {
    const std::lock_guard lock(chosen().mutex);
    chosen().downloads = folder;
}

} // namespace tp::io
