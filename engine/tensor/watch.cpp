#include "engine/tensor/watch.h"

namespace tp {

namespace {

thread_local std::string_view t_maker;
thread_local std::shared_ptr<const std::string> t_scope;

std::atomic<void (*)(const ScopeReport&)> g_scopeListener = nullptr;

Memory since(const Memory& before) {
    const Memory& now = threadMemory();
    return {
        now.numTensors - before.numTensors,
        now.numDataBuffers - before.numDataBuffers,
        now.numBytes - before.numBytes};
}

} // namespace

Memory& threadMemory() {
    thread_local Memory mine;
    return mine;
}

MakerName::MakerName(std::string_view name) : m_outer(t_maker) {
    t_maker = name;
}

MakerName::~MakerName() {
    t_maker = m_outer;
}

std::string_view MakerName::current() {
    return t_maker;
}

NameScope::NameScope(std::string_view name)
    : m_outer(t_scope)
    , m_isReported(g_scopeListener.load(std::memory_order_relaxed) != nullptr) {
    std::string path = m_outer ? *m_outer + '/' : std::string();
    path += name;
    t_scope = std::make_shared<const std::string>(std::move(path));
    if (m_isReported) {
        m_before = threadMemory();
        m_began = std::chrono::steady_clock::now();
    }
}

NameScope::~NameScope() {
    const auto listener = g_scopeListener.load();
    if (m_isReported && listener) {
        const std::chrono::duration<double, std::milli> taken =
            std::chrono::steady_clock::now() - m_began;
        listener({*t_scope, taken.count(), since(m_before)});
    }
    t_scope = std::move(m_outer);
}

const std::shared_ptr<const std::string>& NameScope::current() {
    return t_scope;
}

void setScopeListener(void (*listener)(const ScopeReport& report)) {
    g_scopeListener = listener;
}

} // namespace tp
