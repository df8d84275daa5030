#include "engine/tensor/memory_limit.h"

#include "engine/base/error.h"
#include "engine/tensor/memory_pool.h"

#include <algorithm>
#include <fstream>
#include <limits>
#include <optional>
#include <string>

namespace tp {

namespace {

constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kHarmless = std::int64_t{64} << 20;

std::atomic<std::int64_t> g_mostBytes = kUnlimited;
std::atomic<std::int64_t> g_reserved = std::int64_t{256} << 20;

/// The number after `key` in a file of lines "key number".
std::optional<std::int64_t> numberIn(const char* path, std::string_view key) {
    std::ifstream file(path);
    std::string word;
    std::int64_t number = 0;
    while (file >> word) {
        if (word == key && file >> number)
            return number;
        file.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    }
    return std::nullopt;
}

std::optional<std::int64_t> numberIn(const char* path) {
    std::ifstream file(path);
    std::int64_t number = 0;
    if (file >> number)
        return number;
    return std::nullopt;
}

/// What the container that we run in, if any, leaves. Files it has read count as used, though they
/// make room when it matters.
std::int64_t leftInContainer() {
    const auto most = numberIn("/sys/fs/cgroup/memory.max");
    const auto used = numberIn("/sys/fs/cgroup/memory.current");
    if (!most || !used)
        return kUnlimited;
    const auto files = numberIn("/sys/fs/cgroup/memory.stat", "inactive_file");
    return std::max<std::int64_t>(*most - *used + files.value_or(0), 0);
}

} // namespace

std::int64_t maxTensorBytes() {
    return g_mostBytes.load();
}

void setMaxTensorBytes(std::int64_t bytes) {
    check(bytes >= 0, "A tensor cannot be limited to %1 bytes.", bytes);
    g_mostBytes = bytes;
    g_harmlessBytes = std::min(bytes, kHarmless);
}

std::int64_t availableMemory() {
    constexpr std::int64_t kKibi = 1024;
    const auto free = numberIn("/proc/meminfo", "MemAvailable:");
    const auto spare = static_cast<std::int64_t>(spareMemory());
    if (!free)
        return kUnlimited;
    return std::min(*free * kKibi, leftInContainer()) + spare;
}

void checkLargeMemory(std::int64_t bytes) {
    const std::int64_t most = maxTensorBytes();
    if (bytes > most) {
        fail(
            Error::Kind::Device,
            "A tensor of %1 bytes is larger than the limit of %2 bytes (MAX_TENSOR_BYTES).",
            bytes,
            most);
    }
    if (bytes <= kHarmless)
        return;
    const std::int64_t available = availableMemory();
    if (bytes > available) {
        fail(
            Error::Kind::Device,
            "There is not enough memory for a tensor of %1 bytes: %2 bytes are free.",
            bytes,
            available);
    }
}

std::int64_t reservedMemory() {
    return g_reserved.load();
}

void setReservedMemory(std::int64_t bytes) {
    check(bytes >= 0, "It is not possible to leave %1 bytes to other programs.", bytes);
    g_reserved = bytes;
    g_nextLook = 0;
}

void checkGrownMemory(std::int64_t total) {
    const std::int64_t available = availableMemory();
    if (available < reservedMemory()) {
        fail(
            Error::Kind::Device,
            "There is not enough memory for more tensors: all together have %1 bytes, and %2 are "
            "free.",
            total,
            available);
    }
    g_nextLook = total + kHarmless;
}

} // namespace tp
