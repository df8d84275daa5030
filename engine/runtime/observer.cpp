#include "engine/runtime/observer.h"

#include "engine/runtime/debug.h"

namespace tp {

namespace {

thread_local CallObserver* t_observer = nullptr;
thread_local int t_depth = 0; // calls within calls

} // namespace

CallObserver::CallObserver() : m_outer(t_observer) {
    t_observer = this;
}

CallObserver::~CallObserver() {
    t_observer = m_outer;
}

CallWatch::CallWatch(const OpCall& call)
    : m_call(call)
    , m_maker(call.op.name)
    , m_before(threadMemory())
    , m_began(std::chrono::steady_clock::now()) {
    ++t_depth;
}

CallWatch::~CallWatch() {
    --t_depth;
}

void CallWatch::finish(const Tensors& outputs, std::string_view backend) const {
    if (t_depth > 1 || !(t_observer || isDebugMode() || isTestMode()))
        return;
    for (const Tensor& output : outputs)
        output.storage()->host(); // a device may only have begun
    const std::chrono::duration<double, std::milli> taken =
        std::chrono::steady_clock::now() - m_began;
    const Memory& now = threadMemory();
    const Memory added{
        now.numTensors - m_before.numTensors,
        now.numDataBuffers - m_before.numDataBuffers,
        now.numBytes - m_before.numBytes};
    const ObservedCall seen{m_call, outputs, backend, taken.count(), added};
    for (CallObserver* observer = t_observer; observer; observer = observer->m_outer)
        observer->observe(seen);
    debugCall(seen);
}

} // namespace tp
