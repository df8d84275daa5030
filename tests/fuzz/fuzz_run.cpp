// Drives run() with random calls of every op, and their gradients; see kUsage. What is no Error
// with a message, but a crash, another exception or a hang, is a finding.
#include "engine/api/start.h"
#include "engine/runtime/backend.h"
#include "engine/runtime/environment.h"
#include "engine/runtime/gradients.h"
#include "engine/tensor/memory.h"
#include "tests/engine/ops/calls/agreement.h"

#include <sys/wait.h>
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
using test::RandomCall;

constexpr const char* kUsage =
    "Usage: fuzz_run [--calls N] [--seed S] [--first I] [--op NAME] [--jobs J] [--compare] "
    "[--verbose]\n"
    "Makes N random calls, from number I on, of all ops or of one, in J processes. The same seed "
    "and number give the same call.\n"
    "--compare also prints where cpu and reference disagree. --verbose prints every call.\n"
    "Exits with 1 after a finding, which it names by seed and number.\n";

struct Options {
    std::uint64_t calls = 20000;
    std::uint64_t seed = 1;
    std::uint64_t first = 0;
    std::uint64_t jobs = 1;
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

void perform(test::Random& random, const RandomCall& call, const Options& options) {
    setBackend(random.chance(0.3) ? "reference" : "cpu");
    if (options.compares) {
        const test::Agreement agreement = test::compareBackends(call);
        if (!agreement.fault.empty())
            throw std::logic_error(agreement.fault);
        check(agreement.refusal.empty(), "%1", agreement.refusal);
    } else if (random.chance(0.3))
        differentiate(call, random.chance(0.3));
    else
        inspect(runAll(*call.op, call.inputs, call.attrs));
}

void tell(const Options& options, std::uint64_t number, const RandomCall& call, const char* what) {
    std::cout << "finding: --seed " << options.seed << " --first " << number
              << " --calls 1: " << what << '\n'
              << test::describe(call) << std::endl;
}

void makeCall(
    const test::CallGenerator& generator,
    const Options& options,
    std::uint64_t number,
    Counts& counts) {
    test::Random random(options.seed * 1'000'000'007U + number);
    const RandomCall call = generator.make(random, options.op);
    notePlace(options, number, *call.op);
    if (options.isVerbose)
        std::cout << number << ' ' << test::describe(call) << std::endl;
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
        else if (name == "--jobs")
            options.jobs = std::max<std::uint64_t>(numberFrom(value, name), 1);
        else
            check(name == "--op", "%1 is no option.\n%2", name, kUsage);
        if (name == "--op") {
            options.op = findOp(value);
            check(options.op != nullptr, "There is no op %1.", value);
        }
    }
    return options;
}

/// Makes all calls of `options`; whether there was no finding.
bool makeCalls(const Options& options) {
    const test::CallGenerator generator(options.compares ? test::Values::Tame : test::Values::Any);
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
              << counts.findings << " findings" << std::endl;
    return counts.findings == 0;
}

/// The same in processes that each make a part of the calls.
bool makeCallsInParts(const Options& options) {
    for (std::uint64_t job = 0; job < options.jobs; ++job) {
        if (::fork() != 0)
            continue;
        Options part = options;
        part.first = options.first + options.calls * job / options.jobs;
        part.calls = options.first + options.calls * (job + 1) / options.jobs - part.first;
        // As main() ends, so that what watches for leaks gets its turn.
        std::exit(makeCalls(part) ? 0 : 1);
    }
    bool isFine = true;
    for (std::uint64_t job = 0; job < options.jobs; ++job) {
        int status = 0;
        ::wait(&status);
        isFine = isFine && status == 0;
    }
    return isFine;
}

int fuzzAll(const std::vector<std::string>& arguments) {
    start({.threads = 1});
    const Options options = optionsFrom(arguments);
    const bool isFine = options.jobs == 1 ? makeCalls(options) : makeCallsInParts(options);
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
