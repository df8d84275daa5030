#pragma once

#include "engine/io/bytes.h"

#include <filesystem>
#include <string>

namespace tp::io {

// Files, read and written so that nothing is lost: what is here tells every failure as one
// sentence that names the file.

/// An open file or folder, closed at the end.
class FileDescriptor {
public:
    explicit FileDescriptor(int descriptor) : m_descriptor(descriptor) {}
    ~FileDescriptor();
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;

    int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

/// Appends a file's bytes to `into`. Throws BadFile if it is missing, no ordinary file, cannot be
/// read, or has more than `most` bytes, which is seen before memory is taken for them.
void appendFile(const std::filesystem::path& file, std::uint64_t most, Bytes& into);

/// The same as new bytes.
Bytes readFile(const std::filesystem::path& file, std::uint64_t most);

/// Writes a file that must not exist yet, and waits until it is on the disk. Throws BadFile, and
/// leaves no file, if that fails: for a full disk, a folder that one may not write to.
/// Messages call it `shownAs`, where that is the file that the user cares about.
void writeNewFile(
    const std::filesystem::path& file, ByteView bytes, const std::filesystem::path& shownAs);

/// Puts `file` in the place of `target` in one step: who looks sees the one or the other. Both lie
/// in the same folder.
void replaceFile(const std::filesystem::path& file, const std::filesystem::path& target);

/// Waits until the names in a folder are on the disk.
void syncFolder(const std::filesystem::path& folder);

/// Makes a folder and those around it, if they are missing. Throws BadFile if it cannot.
void makeFolder(const std::filesystem::path& folder);

/// What the system calls its last error: "No space left on device".
std::string systemError();

/// 16 hexadecimal digits that no other file's name has.
std::string uniqueTag();

/// Removes a file at the end, unless keep() was called. Says nothing if there is none.
class TemporaryFile {
public:
    explicit TemporaryFile(std::filesystem::path path) : m_path(std::move(path)) {}
    ~TemporaryFile();
    TemporaryFile(TemporaryFile&& other) noexcept;
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    TemporaryFile& operator=(TemporaryFile&&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    void keep() { m_path.clear(); }

private:
    std::filesystem::path m_path; // empty for none
};

} // namespace tp::io
