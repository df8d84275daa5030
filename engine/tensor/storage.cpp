#include "engine/tensor/storage.h"

#include "engine/base/error.h"
#include "engine/tensor/memory.h"
#include "engine/tensor/memory_limit.h"
#include "engine/tensor/memory_pool.h"
#include "engine/tensor/watch.h"

#include <cassert>
#include <string>
#include <vector>

namespace tp {

namespace {

constexpr std::size_t kInlineBytes = 64;

/// Scalars and short vectors, which make up most tensors of a training step, need no second
/// allocation.
class SmallStorage final : public Storage {
public:
    explicit SmallStorage(std::size_t bytes) : Storage(bytes) { m_host = m_elements.data(); }

private:
    alignas(16) std::array<std::byte, kInlineBytes> m_elements;
};

class HeapStorage final : public Storage {
public:
    explicit HeapStorage(std::size_t bytes) : Storage(bytes) {
        m_host = takeMemory(bytes);
        if (!m_host) {
            fail(
                Error::Kind::Device, "There is not enough memory for a tensor of %1 bytes.", bytes);
        }
    }
    ~HeapStorage() override { returnMemory(m_host, bytes()); }
};

class StringStorage final : public Storage {
public:
    explicit StringStorage(std::size_t count)
        : Storage(count * sizeof(std::string))
        , m_strings(count) {
        m_host = reinterpret_cast<std::byte*>(m_strings.data());
    }

private:
    std::vector<std::string> m_strings;
};

} // namespace

Storage::Storage(std::size_t bytes) : m_bytes(bytes) {
    checkMemory(static_cast<std::int64_t>(bytes));
    counters().dataBuffers.fetch_add(1, std::memory_order_relaxed);
    counters().bytes.fetch_add(static_cast<std::int64_t>(bytes), std::memory_order_relaxed);
    if (isWatched()) [[unlikely]] {
        ++threadMemory().numDataBuffers;
        threadMemory().numBytes += static_cast<std::int64_t>(bytes);
    }
}

Storage::~Storage() {
    counters().dataBuffers.fetch_sub(1, std::memory_order_relaxed);
    counters().bytes.fetch_sub(static_cast<std::int64_t>(m_bytes), std::memory_order_relaxed);
    if (isWatched()) [[unlikely]] {
        --threadMemory().numDataBuffers;
        threadMemory().numBytes -= static_cast<std::int64_t>(m_bytes);
    }
}

std::byte* Storage::download() {
    assert(m_bytes == 0);
    return m_host;
}

std::shared_ptr<Storage> hostStorage(std::size_t bytes) {
    if (bytes <= kInlineBytes)
        return std::make_shared<SmallStorage>(bytes);
    return std::make_shared<HeapStorage>(bytes);
}

std::shared_ptr<Storage> stringStorage(std::size_t count) {
    return std::make_shared<StringStorage>(count);
}

} // namespace tp
