#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace tp {

/// The memory behind tensors. Reshaped and cloned tensors share one.
///
/// A device backend derives its own: elements may then live on the device only, until someone asks
/// for host().
class Storage {
public:
    explicit Storage(std::size_t bytes);
    virtual ~Storage();
    Storage(const Storage&) = delete;
    Storage& operator=(const Storage&) = delete;

    std::size_t bytes() const { return m_bytes; }

    /// The elements in this computer's memory, 64-byte aligned when larger than a few numbers.
    /// Waits for a device.
    std::byte* host() { return m_host ? m_host : download(); }

protected:
    /// Brings the elements to host memory and returns where they are. Called at most once at a
    /// time.
    virtual std::byte* download();

    std::byte* m_host = nullptr;

private:
    std::size_t m_bytes;
};

/// Uninitialised host memory for `bytes` bytes.
std::shared_ptr<Storage> hostStorage(std::size_t bytes);

/// Host memory for `count` empty strings.
std::shared_ptr<Storage> stringStorage(std::size_t count);

} // namespace tp
