#include "engine/tensor/storage.h"

#include "engine/base/error.h"
#include "engine/tensor/memory.h"
#include "engine/tensor/memory_limit.h"
#include "engine/tensor/memory_peak.h"
#include "engine/tensor/memory_pool.h"
#include "engine/tensor/watch.h"

#include <algorithm>
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
    explicit SmallStorage(std::size_t bytes) : Storage(bytes) { setHost(m_elements.data()); }

private:
    alignas(16) std::array<std::byte, kInlineBytes> m_elements;
};

class HeapStorage final : public Storage {
public:
    explicit HeapStorage(std::size_t bytes) : Storage(bytes), m_elements(takeMemory(bytes)) {
        if (!m_elements) {
            fail(
                Error::Kind::Device, "There is not enough memory for a tensor of %1 bytes.", bytes);
        }
        setHost(m_elements);
    }
    ~HeapStorage() override { returnMemory(m_elements, bytes()); }

private:
    std::byte* m_elements;
};

class StringStorage final : public Storage {
public:
    explicit StringStorage(std::size_t count)
        : Storage(count * sizeof(std::string))
        , m_strings(std::max<std::size_t>(count, 1)) { // even no strings have an address
        setHost(reinterpret_cast<std::byte*>(m_strings.data()));
    }

private:
    std::vector<std::string> m_strings;
};

} // namespace

Storage::Storage(std::size_t bytes) : m_bytes(bytes) {
    checkMemory(static_cast<std::int64_t>(bytes));
    checkTotalMemory(
        counters().bytes.load(std::memory_order_relaxed) + static_cast<std::int64_t>(bytes));
    counters().dataBuffers.fetch_add(1, std::memory_order_relaxed);
    counters().bytes.fetch_add(static_cast<std::int64_t>(bytes), std::memory_order_relaxed);
    if (isWatched()) [[unlikely]] {
        ++threadMemory().numDataBuffers;
        threadMemory().numBytes += static_cast<std::int64_t>(bytes);
        noteMemoryPeak();
    }
}

Storage::~Storage() {
    delete m_deviceCopy.load(std::memory_order_relaxed);
    counters().dataBuffers.fetch_sub(1, std::memory_order_relaxed);
    counters().bytes.fetch_sub(static_cast<std::int64_t>(m_bytes), std::memory_order_relaxed);
    if (isWatched()) [[unlikely]] {
        --threadMemory().numDataBuffers;
        threadMemory().numBytes -= static_cast<std::int64_t>(m_bytes);
    }
}

std::byte* Storage::download() {
    assert(false && "a storage whose elements lie elsewhere has a download() of its own");
    return nullptr;
}

DeviceCopy& Storage::keepDeviceCopy(std::unique_ptr<DeviceCopy> copy) {
    DeviceCopy* kept = nullptr;
    if (m_deviceCopy.compare_exchange_strong(kept, copy.get(), std::memory_order_acq_rel))
        return *copy.release();
    return *kept;
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
