#include "engine/runtime/profile.h"

#include "engine/runtime/observer.h"

#include <algorithm>
#include <set>

namespace tp {

namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

class Recorder final : public CallObserver {
public:
    void observe(const ObservedCall& call) override {
        const Memory now = memory();
        KernelProfile& kernel = kernels.emplace_back();
        kernel.name = call.op.name;
        kernel.backend = call.backend;
        kernel.bytesAdded = call.added.numBytes;
        kernel.totalBytesSnapshot = now.numBytes;
        kernel.tensorsAdded = call.added.numTensors;
        kernel.totalTensorsSnapshot = now.numTensors;
        for (const Tensor& input : call.inputs) {
            if (!input.isNull())
                kernel.inputShapes.push_back(input.shape());
        }
        for (const Tensor& output : call.outputs)
            kernel.outputShapes.push_back(output.shape());
        kernel.kernelTimeMs = call.milliseconds;
    }

    std::vector<KernelProfile> kernels;
};

class Stopwatch final : public CallObserver {
public:
    void observe(const ObservedCall& call) override { milliseconds += call.milliseconds; }

    double milliseconds = 0;
};

} // namespace

Profile profileCalls(const std::function<Tensors()>& f) {
    const NameScope scope("profile");
    Recorder recorder;
    const Memory before = threadMemory();
    Profile profile;
    profile.result = f();
    profile.newBytes = threadMemory().numBytes - before.numBytes;
    profile.newTensors = threadMemory().numTensors - before.numTensors;
    profile.kernels = std::move(recorder.kernels);
    std::set<std::string> names;
    for (const KernelProfile& kernel : profile.kernels) {
        profile.peakBytes = std::max(profile.peakBytes, kernel.totalBytesSnapshot);
        names.insert(kernel.name);
    }
    profile.kernelNames.assign(names.begin(), names.end());
    return profile;
}

Timing timeCalls(const std::function<void()>& f) {
    Stopwatch stopwatch;
    const auto begin = Clock::now();
    f();
    return {millisecondsSince(begin), stopwatch.milliseconds};
}

Tensors asTensors(const NamedTensors& tensors) {
    Tensors list;
    for (const auto& [name, tensor] : tensors)
        list.push_back(tensor);
    return list;
}

} // namespace tp
