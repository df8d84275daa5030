#include "engine/runtime/debug.h"

#include "engine/runtime/environment.h"

#include <cmath>
#include <cstdio>
#include <mutex>
#include <optional>

namespace tp {

namespace {

std::atomic<bool> g_debug = false;
std::atomic<bool> g_test = false;
std::atomic<bool> g_resultsChecked = true;

/// A mode that looks at calls while it is on.
class Mode {
public:
    explicit Mode(std::atomic<bool>& flag) : m_flag(flag) {}

    void set(bool on) {
        const std::scoped_lock lock(m_mutex);
        if (on) {
            m_watch.emplace();
        } else {
            m_watch.reset();
        }
        m_flag = on;
    }

private:
    std::mutex m_mutex;
    std::atomic<bool>& m_flag;
    std::optional<Watch> m_watch;
};

struct Sink {
    std::mutex mutex;
    std::shared_ptr<const DebugSink> function;
};

Sink& sink() {
    static Sink the;
    return the;
}

void write(const std::string& line) {
    std::shared_ptr<const DebugSink> function;
    {
        Sink& current = sink();
        const std::scoped_lock lock(current.mutex);
        function = current.function;
    }
    if (function) {
        (*function)(line);
    } else {
        std::fputs((line + '\n').c_str(), stderr);
    }
}

std::string milliseconds(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3f ms", value);
    return text.data();
}

std::string bytesText(const Tensors& tensors) {
    std::int64_t bytes = 0;
    for (const Tensor& each : tensors)
        bytes += each.size() * static_cast<std::int64_t>(dtypeBytes(each.dtype()));
    return toText(bytes) + " B";
}

std::string inputsText(const ObservedCall& call) {
    std::string text;
    for (std::size_t i = 0; i < call.inputs.size(); ++i) {
        std::string_view name = call.op.inputs[call.op.inputOf(i, call.inputs.size())];
        if (name.ends_with('*') || name.ends_with('?'))
            name.remove_suffix(1);
        text += text.empty() ? ", from " : ", ";
        text += name;
        text += ' ' + (call.inputs[i].isNull() ? "none" : toText(call.inputs[i].shape()));
    }
    return text;
}

void writeCall(const ObservedCall& call) {
    std::string line(call.op.name);
    line += ": " + milliseconds(call.milliseconds);
    for (const Tensor& output : call.outputs)
        line += ", " + toText(output.shape());
    line += ", " + bytesText(call.outputs) + ", ";
    line += call.backend;
    write(line + inputsText(call));
    if (!areResultsChecked())
        return;
    const std::string fault = firstBadNumber(call.op, call.outputs);
    if (!fault.empty())
        write("Warning: " + fault);
}

void writeScope(const ScopeReport& report) {
    std::string line = "tidy ";
    line += report.path;
    write(
        line + ": " + milliseconds(report.milliseconds) + ", " + toText(report.left.numTensors) +
        " tensors and " + toText(report.left.numBytes) + " B more than before");
}

/// Where the element of that number stands.
std::string position(std::int64_t element, const Shape& shape) {
    Shape place = shape;
    const Shape strides = rowMajorStrides(shape);
    for (std::size_t axis = 0; axis < shape.rank(); ++axis)
        place[axis] = element / strides[axis] % shape[axis];
    return toText(place);
}

} // namespace

void enableDebugMode() {
    env().set("DEBUG", true);
}

void enableProdMode() {
    env().set("PROD", true);
}

void setDebugSink(DebugSink function) {
    auto shared = function ? std::make_shared<const DebugSink>(std::move(function)) : nullptr;
    Sink& current = sink();
    const std::scoped_lock lock(current.mutex);
    current.function = std::move(shared);
}

bool isDebugMode() {
    return g_debug.load(std::memory_order_relaxed);
}

void setDebugMode(bool on) {
    static Mode mode(g_debug);
    mode.set(on);
    setScopeListener(on ? writeScope : nullptr);
}

bool areResultsChecked() {
    return g_resultsChecked.load(std::memory_order_relaxed);
}

void setResultsChecked(bool on) {
    g_resultsChecked = on;
}

bool isTestMode() {
    return g_test.load(std::memory_order_relaxed);
}

void setTestMode(bool on) {
    static Mode mode(g_test);
    mode.set(on);
}

void debugCall(const ObservedCall& call) {
    const bool isDebug = isDebugMode();
    if (isDebug)
        writeCall(call);
    const std::int64_t left =
        call.added.numTensors - static_cast<std::int64_t>(call.outputs.size());
    check(
        left <= 0 || !(isDebug || isTestMode()),
        "%1: its kernel on the backend %2 left %3 tensors behind.",
        call.op.name,
        call.backend,
        left);
}

std::string firstBadNumber(const Op& op, const Tensors& outputs) {
    for (const Tensor& output : outputs) {
        const bool isComplex = output.dtype() == DType::Complex64;
        if (output.dtype() != DType::Float32 && !isComplex)
            continue;
        const auto* numbers = reinterpret_cast<const float*>(output.storage()->host());
        const std::int64_t count = output.size() * (isComplex ? 2 : 1);
        for (std::int64_t i = 0; i < count; ++i) {
            if (!std::isfinite(numbers[i])) {
                return formatText(
                    "%1 gave %2 at %3 of its result of shape %4.",
                    {std::string(op.name),
                     toText(numbers[i]),
                     position(isComplex ? i / 2 : i, output.shape()),
                     toText(output.shape())});
            }
        }
    }
    return {};
}

} // namespace tp
