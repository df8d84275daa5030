#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace tp {

/// A device's own copy of the elements of a storage. Each device backend derives one.
class DeviceCopy {
public:
    DeviceCopy() = default;
    virtual ~DeviceCopy() = default;
    DeviceCopy(const DeviceCopy&) = delete;
    DeviceCopy& operator=(const DeviceCopy&) = delete;
};

/// The memory behind tensors. Reshaped and cloned tensors share one.
///
/// A device backend derives its own: elements may then live on the device only, until someone asks
/// for host(). Elements made on the host get a copy on the device when an op first needs them
/// there. Elements never change once an op has seen them, so neither copy grows old, and memory()
/// counts both as one: the second is only kept to spare another journey.
class Storage {
public:
    explicit Storage(std::size_t bytes);
    virtual ~Storage();
    Storage(const Storage&) = delete;
    Storage& operator=(const Storage&) = delete;

    std::size_t bytes() const { return m_bytes; }

    /// The elements in this computer's memory, 64-byte aligned when larger than a few numbers.
    /// Waits for a device.
    std::byte* host() {
        std::byte* const memory = m_host.load(std::memory_order_acquire);
        return memory ? memory : download();
    }

    /// Asks a device to bring the elements here, and does not wait: a later host() waits less.
    virtual void prefetch() {}

    /// The copy on a device, or null.
    DeviceCopy* deviceCopy() const { return m_deviceCopy.load(std::memory_order_acquire); }

    /// Keeps a copy on a device for as long as this memory lives. If another thread was faster, its
    /// copy stays and this one goes; returns the one that stays.
    DeviceCopy& keepDeviceCopy(std::unique_ptr<DeviceCopy> copy);

protected:
    /// Brings the elements to host memory and returns where they are. Several threads may call it
    /// at once.
    virtual std::byte* download();

    /// From now on host() gives this memory.
    void setHost(std::byte* memory) { m_host.store(memory, std::memory_order_release); }

private:
    std::size_t m_bytes;
    std::atomic<std::byte*> m_host = nullptr;
    std::atomic<DeviceCopy*> m_deviceCopy = nullptr; // owned
};

/// Uninitialised host memory for `bytes` bytes.
std::shared_ptr<Storage> hostStorage(std::size_t bytes);

/// Host memory for `count` empty strings.
std::shared_ptr<Storage> stringStorage(std::size_t count);

} // namespace tp
