// Drives run() with random calls of every op, and their gradients; see kUsage. What is no Error
// with a message, but a crash, another exception or a hang, is a finding.
#include "engine/api/start.h"
#include "engine/runtime/backend.h"
#include "engine/runtime/environment.h"
#include "engine/runtime/gradients.h"
#include "engine/tensor/memory.h"
#include "tests/fuzz/call_generator.h"
#include "tests/support/op_test.h"

#include <unistd.h>

#include <array>
#include <charconv>
#include <csignal>
#include <cstring>
#include <iostream>
#include <typeinfo>

#if defined(__SANITIZE_ADDRESS__)
extern "C" void __sanitizer_set_death_callback(void (*callback)());
#endif

namespace {

using namespace tp;
using fuzz::RandomCall;

constexpr const char* kUsage =
    "Usage: fuzz_run [--calls N] [--seed S] [--first I] [--op NAME] [--compare] [--verbose]\n"
    "Makes N random calls, from number I on, of all ops or of one. The same seed and number give "
    "the same call.\n"
    "--compare also prints where cpu and reference disagree. --verbose prints every call.\n"
    "Exits with 1 after a finding, which it names by seed and number.\n";

struct Options {
    std::uint64_t calls = 20000;
    std::uint64_t seed = 1;
    std::uint64_t first = 0;
    const Op* op = nullptr;
    bool compares = false;
    bool isVerbose = false;
};

struct Counts {
    std::uint64_t computed = 0;
    std::uint64_t refused = 0;
    std::uint64_t findings = 0;
};

// Where we are, for a signal or a sanitizer that ends the program.
std::array<char, 256> g_place{};

void notePlace(const Options& options, std::uint64_t number, const Op& op) {
    std::snprintf(
        g_place.data(),
        g_place.size(),
        "finding: --seed %llu --first %llu --calls 1 (%.*s)\n",
        static_cast<unsigned long long>(options.seed),
        static_cast<unsigned long long>(number),
        static_cast<int>(op.name.size()),
        op.name.data());
}

void tellPlace() {
    const auto written = ::write(STDERR_FILENO, g_place.data(), std::strlen(g_place.data()));
    static_cast<void>(written);
}

void onSignal(int number) {
    tellPlace();
    std::signal(number, SIG_DFL);
    std::raise(number);
}

void watchForTheEnd() {
#if defined(__SANITIZE_ADDRESS__)
    __sanitizer_set_death_callback(tellPlace);
#else
    for (const int number : {SIGSEGV, SIGFPE, SIGBUS, SIGILL})
        std::signal(number, onSignal);
#endif
    for (const int number : {SIGABRT, SIGALRM})
        std::signal(number, onSignal);
}

Tensor onesLike(const Tensor& x) {
    return run(*findOp("OnesLike"), {x});
}

/// The call with its gradients, and where `twice` theirs as well.
void differentiate(const RandomCall& call, bool twice) {
    Tape outer;
    Tensors gradients;
    Tensors floats;
    for (const Tensor& input : call.inputs)
        if (!input.isNull() && !input.isDisposed() && input.dtype() == DType::Float32)
            floats.push_back(input);
    {
        Tape tape;
        const Tensors outputs = runAll(*call.op, call.inputs, call.attrs);
        tape.stop();
        for (const Tensor& output : outputs)
            if (output.dtype() == DType::Float32 && gradients.empty())
                gradients = tape.gradients(output, onesLike(output), floats);
    }
    outer.stop();
    for (const Tensor& gradient : gradients)
        if (twice && !gradient.isNull() && gradient.dtype() == DType::Float32)
            outer.gradients(gradient, onesLike(gradient), floats);
}

/// What must hold of every result.
void inspect(const Tensors& outputs) {
    for (const Tensor& output : outputs) {
        if (output.isNull() || output.isDisposed())
            throw std::logic_error("a result is no tensor");
        checkSizes(output.shape(), "result");
        if (output.dtype() == DType::Bool)
            for (const std::uint8_t each : output.values<std::uint8_t>())
                if (each > 1)
                    throw std::logic_error("a bool is neither 0 nor 1");
    }
}

/// The results on one backend, or why there are none.
struct Outcome {
    Tensors outputs;
    std::string refusal;
};

Outcome outcomeOn(const char* backend, const RandomCall& call) {
    setBackend(backend);
    try {
        return {runAll(*call.op, call.inputs, call.attrs), {}};
    } catch (const Error& error) {
        return {{}, error.what()};
    }
}

void compare(const RandomCall& call) {
    const Outcome cpu = outcomeOn("cpu", call);
    const Outcome reference = outcomeOn("reference", call);
    if (cpu.refusal != reference.refusal)
        throw std::logic_error("cpu: " + cpu.refusal + " reference: " + reference.refusal);
    if (cpu.outputs.size() != reference.outputs.size())
        throw std::logic_error("cpu and reference give unlike many results");
    constexpr double kTolerance = 2e-4;
    for (std::size_t i = 0; i < cpu.outputs.size(); ++i)
        if (const auto fault = test::difference(cpu.outputs[i], reference.outputs[i], kTolerance))
            throw std::logic_error("cpu and reference: " + *fault);
    if (!cpu.refusal.empty())
        fail(Error::Kind::InvalidArgument, "%1", cpu.refusal);
}

void perform(fuzz::Random& random, const RandomCall& call, const Options& options) {
    setBackend(random.chance(0.3) ? "reference" : "cpu");
    if (options.compares)
        compare(call);
    else if (random.chance(0.3))
        differentiate(call, random.chance(0.3));
    else
        inspect(runAll(*call.op, call.inputs, call.attrs));
}

void tell(const Options& options, std::uint64_t number, const RandomCall& call, const char* what) {
    std::cout << "finding: --seed " << options.seed << " --first " << number
              << " --calls 1: " << what << '\n'
              << fuzz::describe(call) << std::endl;
}

void makeCall(
    const fuzz::CallGenerator& generator,
    const Options& options,
    std::uint64_t number,
    Counts& counts) {
    fuzz::Random random(options.seed * 1'000'000'007U + number);
    const RandomCall call = generator.make(random, options.op);
    notePlace(options, number, *call.op);
    if (options.isVerbose)
        std::cout << number << ' ' << fuzz::describe(call) << std::endl;
    constexpr unsigned kPatience = 60; // seconds, after which a call counts as hanging
    ::alarm(kPatience);
    try {
        perform(random, call, options);
        ++counts.computed;
    } catch (const Error& error) {
        ++counts.refused;
        if (options.isVerbose)
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

std::uint64_t numberFrom(const std::string& text, const std::string& option) {
    std::uint64_t number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    check(
        end.ec == std::errc() && end.ptr == text.data() + text.size(),
        "%1 needs a whole number, but got \"%2\".",
        option,
        text);
    return number;
}

Options optionsFrom(const std::vector<std::string>& arguments) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& name = arguments[i];
        if (name == "--compare") {
            options.compares = true;
            continue;
        }
        if (name == "--verbose") {
            options.isVerbose = true;
            continue;
        }
        check(i + 1 < arguments.size(), "%1 is no option, or lacks its value.\n%2", name, kUsage);
        const std::string& value = arguments[++i];
        if (name == "--calls")
            options.calls = numberFrom(value, name);
        else if (name == "--seed")
            options.seed = numberFrom(value, name);
        else if (name == "--first")
            options.first = numberFrom(value, name);
        else
            check(name == "--op", "%1 is no option.\n%2", name, kUsage);
        if (name == "--op") {
            options.op = findOp(value);
            check(options.op != nullptr, "There is no op %1.", value);
        }
    }
    return options;
}

int fuzzAll(const std::vector<std::string>& arguments) {
    start({.threads = 1});
    const Options options = optionsFrom(arguments);
    const fuzz::CallGenerator generator(options.compares ? fuzz::Values::Tame : fuzz::Values::Any);
    env().set("MAX_TENSOR_BYTES", 1 << 22);
    watchForTheEnd();
    const std::int64_t before = memory().numTensors;
    Counts counts;
    for (std::uint64_t i = 0; i < options.calls; ++i)
        makeCall(generator, options, options.first + i, counts);
    ::alarm(0);
    const std::int64_t left = memory().numTensors - before;
    if (left != 0) {
        ++counts.findings;
        std::cout << "finding: " << left << " tensors were left behind\n";
    }
    std::cout << counts.computed << " computed, " << counts.refused << " refused, "
              << counts.findings << " findings\n";
    return counts.findings == 0 ? 0 : 1;
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
