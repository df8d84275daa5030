#include "engine/io/weight_files.h"

#include "engine/base/thread_pool.h"
#include "engine/io/weight_decoder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <new>

#ifdef __linux__
#include <linux/openat2.h>
#endif

namespace tp::io {

namespace {

constexpr std::size_t kMostFiles = 64; // that are open at a time

/// A file that lies within a folder, also behind symbolic links; negative if the system refuses it
/// or cannot make sure of that.
int openWithin([[maybe_unused]] int folder, [[maybe_unused]] const std::string& path) {
#if defined(__linux__) && defined(SYS_openat2)
    open_how how{};
    how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
    return static_cast<int>(::syscall(SYS_openat2, folder, path.c_str(), &how, sizeof(how)));
#else
    return -1;
#endif
}

/// The bytes that a group must have; nothing where it takes more care.
std::optional<std::size_t> plainBytes(const WeightsGroup& group) {
    if (!group.checksums.empty())
        return {};
    const auto bytes = storedBytes(group.weights);
    if (!bytes || *bytes == kTooManyBytes)
        return {};
    return static_cast<std::size_t>(*bytes);
}

std::vector<std::size_t> offsetsOf(const std::vector<WeightSpec>& specs) {
    std::vector<std::size_t> offsets{0};
    offsets.reserve(specs.size() + 1);
    for (const WeightSpec& spec : specs)
        offsets.push_back(offsets.back() + static_cast<std::size_t>(*storedBytes(spec)));
    return offsets;
}

} // namespace

std::optional<WeightFiles>
WeightFiles::open(const FolderLock& folder, const std::vector<WeightsGroup>& manifest) {
    WeightFiles files;
    std::size_t end = 0;
    for (const WeightsGroup& group : manifest) {
        const auto needed = plainBytes(group);
        if (!needed)
            return {};
        const std::size_t begin = end;
        for (const std::string& path : group.paths) {
            const bool isOneTooMany = files.m_parts.size() == kMostFiles;
            const int descriptor = isOneTooMany ? -1 : openWithin(folder.descriptor(), path);
            if (descriptor < 0)
                return {};
            files.m_parts.push_back(std::make_unique<Part>(descriptor, end));
            struct stat about {};
            if (::fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode) ||
                static_cast<std::uint64_t>(about.st_size) > *needed - (end - begin))
                return {};
            end += static_cast<std::size_t>(about.st_size);
            files.m_parts.back()->end = end;
        }
        if (end - begin != *needed)
            return {};
    }
    return files;
}

bool WeightFiles::readAt(std::size_t begin, std::span<std::uint8_t> into) const {
    for (const auto& part : m_parts) {
        while (!into.empty() && begin >= part->begin && begin < part->end) {
            const auto place = static_cast<off_t>(begin - part->begin);
            const std::size_t most = std::min(into.size(), part->end - begin);
            const ssize_t count = ::pread(part->file.get(), into.data(), most, place);
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0)
                return false;
            begin += static_cast<std::size_t>(count);
            into = into.subspan(static_cast<std::size_t>(count));
        }
    }
    return into.empty();
}

std::optional<NamedWeights> WeightFiles::read(const std::vector<WeightSpec>& specs) const {
    WeightDecoder decoder(specs, offsetsOf(specs));
    std::atomic<bool> isRead = true;
    const auto readRange = [&](std::int64_t from, std::int64_t to) {
        // In parts that stay in the processor's cache between reading and decoding.
        const std::size_t most = std::min(kDecodedAtOnce, static_cast<std::size_t>(to - from));
        constexpr std::size_t kMostElement = 16; // that may begin before the range
        const std::unique_ptr<std::uint8_t[]> room(new (std::nothrow)
                                                       std::uint8_t[most + kMostElement]);
        if (!room)
            isRead = false;
        const std::size_t end = decoder.cut(static_cast<std::size_t>(to));
        for (std::size_t at = decoder.cut(static_cast<std::size_t>(from)); at < end && isRead;) {
            const std::size_t next = std::min(end, decoder.cut(at + kDecodedAtOnce));
            const std::span<std::uint8_t> bytes(room.get(), next - at);
            if (!readAt(at, bytes)) {
                isRead = false;
                return;
            }
            decoder.decode(at, bytes);
            at = next;
        }
    };
    parallelFor(static_cast<std::int64_t>(decoder.size()), kDecodedAtOnce, readRange);
    return isRead ? std::optional(decoder.take()) : std::nullopt;
}

} // namespace tp::io
