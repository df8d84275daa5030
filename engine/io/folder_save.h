#pragma once

#include "engine/io/model_artifacts.h"

#include <filesystem>
#include <memory>

namespace tp::io {

class FileDescriptor;

/// Keeps a folder for oneself while it lives, against others that use this class: several may
/// share it to read, one has it alone to write. Waits for others, but not for ever; where locks are
/// not known it does without.
class FolderLock {
public:
    enum class Kind { Shared, Exclusive };

    /// Throws Device if someone else writes for more than half a minute.
    FolderLock(const std::filesystem::path& folder, Kind kind);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

    /// The folder, open; negative if it could not be opened.
    int descriptor() const;

private:
    std::unique_ptr<FileDescriptor> m_folder;
};

/// Saves a model as `modelJson` in a folder, which is made if it is missing, and weights beside it.
///
/// A process that ends at any moment leaves the old model or the new one, each whole. What it left
/// besides is removed by the next one. Throws BadFile, and leaves the old model, for a full disk
/// or a folder that cannot be written to.
void saveInFolder(
    const std::filesystem::path& folder,
    const std::filesystem::path& modelJson,
    const ModelArtifacts& artifacts);

} // namespace tp::io
