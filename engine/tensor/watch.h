#pragma once

#include "engine/tensor/memory.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace tp {

// How the engine can be looked at while it works. Where nobody looks, a tensor or a call costs one
// load more.

/// How many look at this moment: observers of ops, and those who track tensors.
inline std::atomic<int> g_watchers = 0;

inline bool isWatched() {
    return g_watchers.load(std::memory_order_relaxed) != 0;
}

/// Counts as one who looks while it lives.
class Watch {
public:
    Watch() { g_watchers.fetch_add(1); }
    ~Watch() { g_watchers.fetch_sub(1); }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
};

/// What was made less what was freed on this thread while anybody looked. The difference of two
/// moments tells what the code between them holds, whatever other threads do.
Memory& threadMemory();

/// The op that makes tensors on this thread while this lives; `name` outlives the program's
/// tensors.
class MakerName {
public:
    explicit MakerName(std::string_view name);
    ~MakerName();
    MakerName(const MakerName&) = delete;
    MakerName& operator=(const MakerName&) = delete;

    /// Empty outside of ops.
    static std::string_view current();

private:
    std::string_view m_outer;
};

/// Gives what this thread makes while it lives a name to be found by; inner ones are "outer/inner".
class NameScope {
public:
    explicit NameScope(std::string_view name);
    ~NameScope();
    NameScope(const NameScope&) = delete;
    NameScope& operator=(const NameScope&) = delete;

    /// The names open on this thread, or null.
    static const std::shared_ptr<const std::string>& current();

private:
    std::shared_ptr<const std::string> m_outer;
    std::chrono::steady_clock::time_point m_began;
    Memory m_before;
    bool m_isReported;
};

/// How a named scope went: what is left of it is what it made less what it freed.
struct ScopeReport {
    std::string_view path;
    double milliseconds = 0;
    Memory left;
};

/// Has every named scope that begins from now on reported as it ends, on its thread, to a function
/// that does not throw; null for none.
void setScopeListener(void (*listener)(const ScopeReport& report));

} // namespace tp
