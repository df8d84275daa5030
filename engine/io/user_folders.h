#pragma once

#include <filesystem>

namespace tp::io {

// Where a user's own things lie on this computer.

/// The folder of what this program keeps for its user: $XDG_DATA_HOME/tensor-playground, which is
/// ~/.local/share/tensor-playground unless the user chose otherwise. May not exist yet.
std::filesystem::path userDataFolder();

/// Keeps it elsewhere from now on, as tests do; an empty path brings the usual place back.
void setUserDataFolder(const std::filesystem::path& folder);

/// The folder that the user's desktop has for downloads, in whatever language.
std::filesystem::path downloadFolder();

/// As setUserDataFolder().
void setDownloadFolder(const std::filesystem::path& folder);

/// The folder that the text of a user-dirs.dirs names for downloads; empty if it names none.
std::filesystem::path
downloadFolderIn(std::string_view userDirs, const std::filesystem::path& home);

} // namespace tp::io
