#include "tests/conformance/replay.h"

#include "engine/base/error.h"
#include "engine/runtime/backend.h"
#include "tests/conformance/recorded_case.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <functional>
#include <ostream>
#include <set>

namespace tp::conformance {

namespace {

using nlohmann::json;

// Kernels whose results carry many roundings: transcendental functions and long sums.
const std::set<std::string, std::less<>> kLooser = {
    "Acos",
    "Acosh",
    "Asin",
    "Asinh",
    "Atan",
    "Atan2",
    "Atanh",
    "AvgPool",
    "AvgPool3D",
    "BatchMatMul",
    "Conv2D",
    "Conv2DBackpropFilter",
    "Conv2DBackpropInput",
    "Conv3D",
    "Conv3DBackpropFilterV2",
    "Conv3DBackpropInputV2",
    "Cos",
    "Cosh",
    "Cumprod",
    "Cumsum",
    "DepthwiseConv2dNative",
    "DepthwiseConv2dNativeBackpropFilter",
    "DepthwiseConv2dNativeBackpropInput",
    "Einsum",
    "Elu",
    "Erf",
    "Exp",
    "Expm1",
    "FFT",
    "FusedBatchNorm",
    "FusedConv2D",
    "FusedDepthwiseConv2D",
    "IFFT",
    "LRN",
    "Log",
    "Log1p",
    "LogSoftmax",
    "Mean",
    "Pow",
    "Prod",
    "Selu",
    "Sigmoid",
    "Sin",
    "Sinh",
    "Softmax",
    "Softplus",
    "SquaredDifference",
    "Sum",
    "Tan",
    "Tanh",
    "_FusedMatMul"};

/// Whether a device computes, which joins sums in an order of its own and what it lacks goes to
/// cpu.
bool isOnDevice() {
    return backendName() == "vulkan";
}

constexpr Tolerance kDeviceTolerance{1e-4, 1e-3};

Tolerance toleranceOf(std::string_view kernel) {
    if (isOnDevice())
        return kDeviceTolerance;
    return kLooser.contains(kernel) ? Tolerance{1e-5, 1e-4} : Tolerance{1e-6, 1e-5};
}

/// One line of a folder of recorded calls, and what is wrong with our answer to it, if anything.
using Replay = std::function<std::optional<std::string>(const Op& op, const json& recorded)>;

std::vector<std::filesystem::path> recordings(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".jsonl")
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// A line of a file of recordings.
struct Line {
    const std::filesystem::path& file;
    int number = 0;
    std::string text = {};

    [[noreturn]] void refuse(const std::string& reason) const {
        fail(
            Error::Kind::BadFile,
            "%1:%2: this is no recording: %3.",
            file.string(),
            number,
            reason);
    }
};

json parsed(const Line& line) {
    json recorded = json::parse(line.text, nullptr, false);
    if (recorded.is_discarded())
        line.refuse("it is not JSON");
    if (!recorded.is_object())
        line.refuse("it is not a JSON object");
    for (const char* name : {"kernel", "source"}) {
        if (!recorded.contains(name) || !recorded[name].is_string())
            line.refuse(std::string("it has no text \"") + name + '"');
    }
    return recorded;
}

std::optional<std::string>
attempt(const Replay& replay, const Op& op, const json& recorded, const Line& line) {
    try {
        return replay(op, recorded);
    } catch (const Misfit& misfit) {
        return misfit.reason;
    } catch (const Error& error) {
        return std::string("throws \"") + error.what() + '"';
    } catch (const Malformed& malformed) {
        line.refuse(malformed.reason);
    } catch (const json::exception& error) {
        // "[json.exception.out_of_range.403] key 'attrs' not found"
        const std::string_view reason = error.what();
        line.refuse(std::string(reason.substr(std::min(reason.find("] ") + 2, reason.size()))));
    }
}

/// The reference backend is judged by its own kernels only.
bool hasKernel(const Op& op) {
    const Backend& computes = isOnDevice() ? *findBackend("cpu") : backend();
    return op.isView || computes.kernel(op);
}

Tally replayAll(const std::filesystem::path& folder, std::ostream& out, const Replay& replay) {
    Tally tally;
    for (const auto& file : recordings(folder)) {
        std::ifstream lines(file);
        for (Line line{file, 1}; std::getline(lines, line.text); ++line.number) {
            if (line.text.empty())
                continue;
            const json recorded = parsed(line);
            const auto kernel = recorded.at("kernel").get<std::string>();
            const Op* op = findOp(kernel);
            const auto fault = op && hasKernel(*op)
                                   ? attempt(replay, *op, recorded, line)
                                   : std::optional<std::string>("there is no such kernel");
            if (fault) {
                out << kernel << ": " << recorded.at("source").get<std::string>() << ": " << *fault
                    << '\n';
                ++tally.failed;
            } else {
                ++tally.passed;
            }
        }
    }
    return tally;
}

std::optional<std::string> replayKernel(const Op& op, const json& recorded) {
    const Tensors inputs = inputsFromJson(op, recorded.at("inputs"));
    const Tensors outputs = runAll(op, inputs, attrsFromJson(op, recorded.at("attrs")));
    const json& expected = recorded.at("outputs");
    if (outputs.size() != expected.size()) {
        return formatText(
            "%1 outputs, expected %2",
            {std::to_string(outputs.size()), std::to_string(expected.size())});
    }
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        if (auto fault = difference(outputs[i], tensorFromJson(expected[i]), toleranceOf(op.name)))
            return fault;
    }
    return std::nullopt;
}

/// A gradient call as recorded, laid out as ours are.
struct RecordedGradient {
    Tensors inputs;
    Tensors outputs;
    Tensors dys;
    Specs specs;
    std::vector<bool> wanted;
    Tensors expected;
};

// Which tensors TensorFlow.js saved, where they are not just the inputs in order and then the
// outputs.
bool savesOutputOnly(std::string_view kernel) {
    return kernel == "Elu" || kernel == "Exp" || kernel == "Sigmoid" || kernel == "Softmax" ||
           kernel == "Tanh";
}

std::string inputKey(const Op& op, std::size_t index) {
    if (op.inputs[0].ends_with('*'))
        return std::to_string(index);
    std::string name(op.inputs[index]);
    if (name.ends_with('?'))
        name.pop_back();
    return name;
}

RecordedGradient gradientFromJson(const Op& op, const json& recorded) {
    RecordedGradient call;
    Tensors saved;
    for (const json& each : recorded.at("saved"))
        saved.push_back(tensorFromJson(each));
    const json& grads = recorded.at("grads");
    const bool variadic = op.inputs[0].ends_with('*');
    const std::size_t inputs = variadic ? std::max(saved.size(), grads.size()) : op.inputs.size();
    call.inputs.resize(inputs);
    std::size_t next = 0;
    if (op.name == "FusedBatchNorm") { // saves x, mean, variance and scale
        for (const std::size_t input : {0, 3, 4, 1}) {
            if (next < saved.size())
                call.inputs[input] = saved[next++];
        }
    } else if (op.name == "UnsortedSegmentSum") { // saves its second input only
        call.inputs[1] = saved.at(next++);
    } else if (!savesOutputOnly(op.name)) {
        while (next < std::min(inputs, saved.size())) {
            call.inputs[next] = saved[next];
            ++next;
        }
    }
    call.outputs.assign(saved.begin() + static_cast<std::ptrdiff_t>(next), saved.end());

    for (std::size_t i = 0; i < inputs; ++i) {
        const auto found = grads.find(inputKey(op, i));
        call.wanted.push_back(found != grads.end());
        call.expected.push_back(call.wanted[i] ? tensorFromJson(*found) : Tensor());
        const Tensor& like = call.inputs[i].isNull() ? call.expected[i] : call.inputs[i];
        call.specs.push_back(like.isNull() ? TensorSpec{} : like.spec());
    }

    const json& dy = recorded.at("dy");
    const json known = dy.is_array() ? dy : json::array({dy});
    for (const json& each : known)
        call.dys.push_back(each.is_null() ? Tensor() : tensorFromJson(each));
    // An output that was not used has a dy of zeros, of the shape that its neighbours have.
    for (Tensor& each : call.dys) {
        for (const Tensor& other : call.dys) {
            if (each.isNull() && !other.isNull())
                each = run(*findOp("ZerosLike"), {other});
        }
    }
    return call;
}

std::optional<std::string> replayGradient(const Op& op, const json& recorded) {
    const RecordedGradient call = gradientFromJson(op, recorded);
    if (!op.gradient)
        return "has no gradient";
    const Attrs attrs = attrsFromJson(op, recorded.at("attrs"));
    const Tensors gradients =
        op.gradient({{op, call.inputs, attrs}, call.specs, call.outputs, call.dys, call.wanted});
    for (std::size_t i = 0; i < call.expected.size(); ++i) {
        if (!call.wanted[i])
            continue;
        if (i >= gradients.size() || gradients[i].isNull())
            return "no gradient for " + inputKey(op, i);
        const Tolerance tolerance = isOnDevice() ? kDeviceTolerance : Tolerance{1e-5, 1e-4};
        if (auto fault = difference(gradients[i], call.expected[i], tolerance))
            return "gradient for " + inputKey(op, i) + ": " + *fault;
    }
    return std::nullopt;
}

} // namespace

Tally replayKernels(const std::filesystem::path& folder, std::ostream& out) {
    return replayAll(folder, out, replayKernel);
}

Tally replayGradients(const std::filesystem::path& folder, std::ostream& out) {
    return replayAll(folder, out, replayGradient);
}

} // namespace tp::conformance
