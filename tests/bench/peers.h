#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace bench {

/// Multiply-adds per second, times two, of a loop that does nothing else, on all cores: what no
/// kernel can exceed.
double peakFlops();

/// A thread of its own for oneDNN as it comes, with one OpenMP thread per core. OpenMP's number of
/// threads belongs to the calling thread, and the engine's own uses one.
class PeerThread {
public:
    PeerThread();
    ~PeerThread();
    PeerThread(const PeerThread&) = delete;
    PeerThread& operator=(const PeerThread&) = delete;

    /// Does `work` there and waits for it.
    void run(const std::function<void()>& work);

private:
    void serve();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    const std::function<void()>* m_work = nullptr;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace bench
