#include "engine/io/file.h"

#include "engine/base/error.h"
#include "engine/tensor/memory_limit.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <random>
#include <system_error>
#include <utility>

namespace tp::io {

namespace {

/// A call again and again while signals interrupt it.
template<class Call>
auto uninterrupted(Call call) {
    auto result = call();
    while (result < 0 && errno == EINTR)
        result = call();
    return result;
}

[[noreturn]] void failUnreadable(const std::filesystem::path& file) {
    if (errno == ENOENT || errno == ENOTDIR)
        fail(Error::Kind::BadFile, "%1: there is no such file", file.string());
    fail(Error::Kind::BadFile, "%1: the file cannot be read: %2", file.string(), systemError());
}

[[noreturn]] void failUnwritable(const std::filesystem::path& file) {
    fail(Error::Kind::BadFile, "%1: the file cannot be written: %2", file.string(), systemError());
}

void writeAll(int descriptor, ByteView bytes, const std::filesystem::path& file) {
    constexpr std::size_t kAtOnce = std::size_t{1} << 30;
    while (!bytes.empty()) {
        const ssize_t written = uninterrupted(
            [&] { return ::write(descriptor, bytes.data(), std::min(bytes.size(), kAtOnce)); });
        if (written < 0)
            failUnwritable(file);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

} // namespace

FileDescriptor::~FileDescriptor() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

std::string systemError() {
    return std::generic_category().message(errno);
}

void appendFile(const std::filesystem::path& file, std::uint64_t most, Bytes& into) {
    // Not to wait for a writer, where somebody put a pipe in the file's place.
    const FileDescriptor descriptor(uninterrupted(
        [&] { return ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY); }));
    struct stat about {};
    if (descriptor.get() < 0 || ::fstat(descriptor.get(), &about) != 0)
        failUnreadable(file);
    if (!S_ISREG(about.st_mode))
        fail(Error::Kind::BadFile, "%1: this is no file that can be read", file.string());
    const auto size = static_cast<std::uint64_t>(about.st_size);
    if (size > most) {
        fail(
            Error::Kind::BadFile,
            "%1: the file has %2 bytes, but no more than %3 are expected",
            file.string(),
            static_cast<std::int64_t>(size),
            static_cast<std::int64_t>(most));
    }
    checkMemory(static_cast<std::int64_t>(into.size() + size));
    const std::size_t before = into.size();
    into.resize(before + size);
    std::size_t at = before;
    while (at < into.size()) {
        const ssize_t count = uninterrupted(
            [&] { return ::read(descriptor.get(), into.data() + at, into.size() - at); });
        if (count < 0)
            failUnreadable(file);
        if (count == 0)
            break; // it became shorter meanwhile
        at += static_cast<std::size_t>(count);
    }
    into.resize(at);
}

Bytes readFile(const std::filesystem::path& file, std::uint64_t most) {
    Bytes bytes;
    appendFile(file, most, bytes);
    return bytes;
}

void writeNewFile(
    const std::filesystem::path& file, ByteView bytes, const std::filesystem::path& shownAs) {
    constexpr mode_t kMode = 0666; // less what the user's mask takes away
    const FileDescriptor descriptor(uninterrupted(
        [&] { return ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kMode); }));
    if (descriptor.get() < 0)
        failUnwritable(shownAs);
    TemporaryFile written(file);
    writeAll(descriptor.get(), bytes, shownAs);
    if (uninterrupted([&] { return ::fsync(descriptor.get()); }) != 0)
        failUnwritable(shownAs);
    written.keep();
}

void replaceFile(const std::filesystem::path& file, const std::filesystem::path& target) {
    if (::rename(file.c_str(), target.c_str()) != 0)
        failUnwritable(target);
    syncFolder(target.parent_path());
}

void syncFolder(const std::filesystem::path& folder) {
    const FileDescriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Some file systems cannot, and then write names at once or never tell.
    if (descriptor.get() >= 0)
        uninterrupted([&] { return ::fsync(descriptor.get()); });
}

void makeFolder(const std::filesystem::path& folder) {
    std::error_code error;
    std::error_code ignored;
    std::filesystem::create_directories(folder, error);
    if (!std::filesystem::is_directory(folder, ignored)) {
        fail(
            Error::Kind::BadFile,
            "%1: the folder cannot be made: %2",
            folder.string(),
            error ? error.message() : "there is a file of that name");
    }
}

std::string uniqueTag() {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::random_device random;
    std::string tag;
    for (int word = 0; word < 2; ++word) {
        std::uint32_t bits = random();
        for (int i = 0; i < 8; ++i, bits >>= 4U)
            tag += kDigits[bits & 15U];
    }
    return tag;
}

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept
    : m_path(std::exchange(other.m_path, {})) {}

TemporaryFile::~TemporaryFile() {
    if (!m_path.empty())
        ::unlink(m_path.c_str());
}

} // namespace tp::io
