#pragma once

#include <cstdint>
#include <mutex>
#include <utility>

namespace tp {

/// Something of the HDF5 library, closed at the end. Its type stands for hid_t, so that no header
/// needs the library's.
class H5Handle {
public:
    using Id = std::int64_t;
    using Close = int (*)(Id);

    H5Handle(Id id, Close close) : m_id(id), m_close(close) {}
    ~H5Handle() {
        if (m_id >= 0)
            m_close(m_id);
    }
    H5Handle(H5Handle&& other) noexcept
        : m_id(std::exchange(other.m_id, -1))
        , m_close(other.m_close) {}
    H5Handle(const H5Handle&) = delete;
    H5Handle& operator=(const H5Handle&) = delete;
    H5Handle& operator=(H5Handle&&) = delete;

    Id get() const { return m_id; }
    bool isOpen() const { return m_id >= 0; }

private:
    Id m_id;
    Close m_close;
};

/// Held by whoever calls the library, which is not made for several threads.
std::mutex& h5Mutex();

} // namespace tp
