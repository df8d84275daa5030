#include "engine/runtime/backend.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>

namespace tp {

namespace {

std::vector<std::unique_ptr<Backend>>& backends() {
    static std::vector<std::unique_ptr<Backend>> all;
    return all;
}

std::atomic<const Backend*> g_current = nullptr;

struct FallbackCounts {
    std::mutex mutex;
    std::map<std::string_view, std::int64_t> byOp; // ops live as long as the program
};

FallbackCounts& fallbackCounts() {
    static FallbackCounts counts;
    return counts;
}

} // namespace

void Backend::add(std::string_view opName, Kernel function) {
    const Op* op = findOp(opName);
    check(op != nullptr, "Backend %1 has a kernel for the unknown op %2.", m_name, opName);
    const auto index = static_cast<std::size_t>(op->id);
    if (index >= m_kernels.size())
        m_kernels.resize(index + 1, nullptr);
    m_kernels[index] = function;
}

Backend& registerBackend(std::unique_ptr<Backend> backend) {
    check(
        findBackend(backend->name()) == nullptr,
        "There is a backend named %1 already.",
        backend->name());
    Backend& added = *backends().emplace_back(std::move(backend));
    const Backend* none = nullptr;
    g_current.compare_exchange_strong(none, &added);
    return added;
}

void setBackend(std::string_view name) {
    const Backend* found = findBackend(name);
    if (!found) {
        std::string known;
        for (const std::string& each : backendNames())
            known += (known.empty() ? "" : ", ") + each;
        fail(
            Error::Kind::InvalidArgument,
            "There is no backend \"%1\": use one of %2.",
            name,
            known);
    }
    g_current = found;
}

const Backend& backend() {
    const Backend* current = g_current.load(std::memory_order_acquire);
    check(current != nullptr, "There is no backend yet: call tp::start() first.");
    return *current;
}

std::string backendName() {
    const Backend* current = g_current.load();
    return current ? current->name() : "none";
}

Backend* findBackend(std::string_view name) {
    for (const auto& each : backends()) {
        if (each->name() == name)
            return each.get();
    }
    return nullptr;
}

std::vector<std::string> backendNames() {
    std::vector<std::string> names;
    for (const auto& each : backends())
        names.push_back(each->name());
    return names;
}

std::vector<Fallback> fallbacks() {
    FallbackCounts& counts = fallbackCounts();
    const std::lock_guard lock(counts.mutex);
    std::vector<Fallback> all;
    for (const auto& [op, count] : counts.byOp)
        all.push_back({std::string(op), count});
    std::stable_sort(all.begin(), all.end(), [](const Fallback& a, const Fallback& b) {
        return a.count > b.count;
    });
    return all;
}

void resetFallbacks() {
    FallbackCounts& counts = fallbackCounts();
    const std::lock_guard lock(counts.mutex);
    counts.byOp.clear();
}

void countFallback(const Op& op) {
    FallbackCounts& counts = fallbackCounts();
    const std::lock_guard lock(counts.mutex);
    ++counts.byOp[op.name];
}

} // namespace tp
