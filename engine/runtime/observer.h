#pragma once

#include "engine/runtime/op.h"
#include "engine/tensor/watch.h"

#include <chrono>

namespace tp {

/// One call of an op that has just been computed.
struct ObservedCall : OpCall {
    const Tensors& outputs;
    std::string_view backend; ///< whose kernel did it: cpu's where the current backend has none
    double milliseconds;      ///< until the results were there, in this computer's memory
    Memory added;             ///< what the call made less what it freed
};

/// Sees every op that its thread computes while it lives. Several see the same ones; calls that a
/// kernel or an observer makes itself are not told.
class CallObserver {
public:
    CallObserver();
    virtual ~CallObserver();
    CallObserver(const CallObserver&) = delete;
    CallObserver& operator=(const CallObserver&) = delete;

    virtual void observe(const ObservedCall& call) = 0;

private:
    friend class CallWatch;

    Watch m_watch;
    CallObserver* m_outer;
};

/// For run(): measures one call, and tells about it if it succeeds.
class CallWatch {
public:
    explicit CallWatch(const OpCall& call);
    ~CallWatch();
    CallWatch(const CallWatch&) = delete;
    CallWatch& operator=(const CallWatch&) = delete;

    /// Tells observers and debug mode. Throws InvalidArgument if the kernel left tensors behind and
    /// debug mode or tests look for that.
    void finish(const Tensors& outputs, std::string_view backend) const;

private:
    const OpCall& m_call;
    MakerName m_maker;
    Memory m_before;
    std::chrono::steady_clock::time_point m_began;
};

} // namespace tp
