// Drives run() with random calls of every op, and their gradients; see kUsage. What is no Error
// with a message, but a crash, another exception or a hang, is a finding.
#include "engine/api/start.h"
#include "engine/runtime/backend.h"
#include "engine/runtime/environment.h"
#include "engine/runtime/gradients.h"
#include "engine/tensor/memory.h"
#include "tests/engine/ops/calls/agreement.h"
#include "tests/fuzz/drive.h"

#include <iostream>
#include <typeinfo>

namespace {

using namespace tp;
using test::RandomCall;

constexpr const char* kUsage =
    "Usage: fuzz_run [--calls N] [--seed S] [--first I] [--op NAME] [--jobs J] [--compare] "
    "[--verbose]\n"
    "Makes N random calls, from number I on, of all ops or of one, in J processes. The same seed "
    "and number give the same call.\n"
    "--compare also prints where cpu and reference disagree. --verbose prints every call.\n"
    "Exits with 1 after a finding, which it names by seed and number.\n";

struct Options {
    test::Drive drive;
    const Op* op = nullptr;
    bool compares = false;
};

struct Counts {
    std::uint64_t computed = 0;
    std::uint64_t refused = 0;
    std::uint64_t findings = 0;
};

Tensor onesLike(const Tensor& x) {
    return run(*findOp("OnesLike"), {x});
}

/// The call with its gradients, and where `twice` theirs as well.
void differentiate(const RandomCall& call, bool twice) {
    Tape outer;
    Tensors gradients;
    Tensors floats;
    for (const Tensor& input : call.inputs) {
        if (!input.isNull() && !input.isDisposed() && input.dtype() == DType::Float32)
            floats.push_back(input);
    }
    {
        Tape tape;
        const Tensors outputs = runAll(*call.op, call.inputs, call.attrs);
        tape.stop();
        for (const Tensor& output : outputs) {
            if (output.dtype() == DType::Float32 && gradients.empty())
                gradients = tape.gradients(output, onesLike(output), floats);
        }
    }
    outer.stop();
    for (const Tensor& gradient : gradients) {
        if (twice && !gradient.isNull() && gradient.dtype() == DType::Float32)
            outer.gradients(gradient, onesLike(gradient), floats);
    }
}

/// What must hold of every result.
void inspect(const Tensors& outputs) {
    for (const Tensor& output : outputs) {
        if (output.isNull() || output.isDisposed())
            throw std::logic_error("a result is no tensor");
        checkSizes(output.shape(), "result");
        if (output.dtype() == DType::Bool) {
            for (const std::uint8_t each : output.values<std::uint8_t>()) {
                if (each > 1)
                    throw std::logic_error("a bool is neither 0 nor 1");
            }
        }
    }
}

void perform(test::Random& random, const RandomCall& call, const Options& options) {
    setBackend(random.chance(0.3) ? "reference" : "cpu");
    if (options.compares) {
        const test::Agreement agreement = test::compareBackends(call);
        if (!agreement.fault.empty())
            throw std::logic_error(agreement.fault);
        check(agreement.refusal.empty(), "%1", agreement.refusal);
    } else if (random.chance(0.3)) {
        differentiate(call, random.chance(0.3));
    } else {
        inspect(runAll(*call.op, call.inputs, call.attrs));
    }
}

void tell(const Options& options, std::uint64_t number, const RandomCall& call, const char* what) {
    test::tellFinding(options.drive, number, std::string(what) + '\n' + test::describe(call));
}

void makeCall(
    const test::CallGenerator& generator,
    const Options& options,
    std::uint64_t number,
    Counts& counts) {
    test::Random random(options.drive.seed * 1'000'000'007U + number);
    const RandomCall call = generator.make(random, options.op);
    test::notePlace(options.drive, number, call.op->name);
    if (options.drive.isVerbose)
        std::cout << number << ' ' << test::describe(call) << std::endl;
    try {
        perform(random, call, options);
        ++counts.computed;
    } catch (const Error& error) {
        ++counts.refused;
        if (options.drive.isVerbose)
            std::cout << "  " << error.what() << std::endl;
        if (std::string_view(error.what()).empty()) {
            ++counts.findings;
            tell(options, number, call, "an Error without a message");
        }
    } catch (const std::exception& error) {
        ++counts.findings;
        tell(
            options,
            number,
            call,
            (typeid(error).name() + std::string(": ") + error.what()).c_str());
    }
}

Options optionsFrom(const std::vector<std::string>& arguments) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& name = arguments[i];
        if (test::takeOption(options.drive, arguments, i))
            continue;
        if (name == "--compare") {
            options.compares = true;
            continue;
        }
        check(
            name == "--op" && i + 1 < arguments.size(),
            "%1 is no option, or lacks its value.\n%2",
            name,
            kUsage);
        const std::string& value = arguments[++i];
        options.op = findOp(value);
        check(options.op != nullptr, "There is no op %1.", value);
    }
    return options;
}

/// Makes all calls of `options`; whether there was no finding.
bool makeCalls(const Options& options) {
    const test::CallGenerator generator(options.compares ? test::Values::Tame : test::Values::Any);
    env().set("MAX_TENSOR_BYTES", 1 << 22);
    test::watchForTheEnd();
    const std::int64_t before = memory().numTensors;
    Counts counts;
    for (std::uint64_t i = 0; i < options.drive.calls; ++i)
        makeCall(generator, options, options.drive.first + i, counts);
    const std::int64_t left = memory().numTensors - before;
    if (left != 0) {
        ++counts.findings;
        std::cout << "finding: " << left << " tensors were left behind\n";
    }
    std::cout << counts.computed << " computed, " << counts.refused << " refused, "
              << counts.findings << " findings" << std::endl;
    return counts.findings == 0;
}

int fuzzAll(const std::vector<std::string>& arguments) {
    start({.threads = 1});
    const Options options = optionsFrom(arguments);
    const bool isFine = test::driveInParts(options.drive, [&](const test::Drive& part) {
        return makeCalls({part, options.op, options.compares});
    });
    return isFine ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    try {
        return fuzzAll({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}
