#include "tests/fuzz/byte_fuzz.h"

#include "engine/base/error.h"
#include "engine/tensor/memory.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iostream>
#include <typeinfo>

#if defined(__SANITIZE_ADDRESS__)
extern "C" void __sanitizer_set_death_callback(void (*callback)());

/// What is larger than this was allocated on trust.
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() {
    return "max_allocation_size_mb=512";
}
#endif

namespace tp::test {

namespace {

constexpr const char* kUsage =
    " [--calls N] [--seed S] [--first I] [--jobs J] [--keep FILE] [--verbose]\n"
    "Reads N damaged inputs, from number I on, in J processes. The same seed and number give the "
    "same input.\n"
    "--keep writes the last input to FILE. --verbose prints what is refused.\n"
    "Exits with 1 after a finding, which it names by seed and number.\n";

struct Options {
    std::uint64_t calls = 20000;
    std::uint64_t seed = 1;
    std::uint64_t first = 0;
    std::uint64_t jobs = 1;
    std::string keep;
    bool isVerbose = false;
};

struct Counts {
    std::uint64_t accepted = 0;
    std::uint64_t refused = 0;
    std::uint64_t findings = 0;
};

// Where we are, for a signal or a sanitizer that ends the program.
std::array<char, 256> g_place{};

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

Options optionsFrom(const std::vector<std::string>& arguments, const std::string& usage) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& name = arguments[i];
        if (name == "--verbose") {
            options.isVerbose = true;
            continue;
        }
        check(i + 1 < arguments.size(), "%1 is no option, or lacks its value.\n%2", name, usage);
        const std::string& value = arguments[++i];
        if (name == "--calls")
            options.calls = numberFrom(value, name);
        else if (name == "--seed")
            options.seed = numberFrom(value, name);
        else if (name == "--first")
            options.first = numberFrom(value, name);
        else if (name == "--jobs")
            options.jobs = std::max<std::uint64_t>(numberFrom(value, name), 1);
        else if (name == "--keep")
            options.keep = value;
        else
            check(false, "%1 is no option.\n%2", name, usage);
    }
    return options;
}

/// A number as files hold it: 1, 2, 4 or 8 bytes, the least one first.
std::string extremeNumber(Random& random) {
    auto number = random.element<std::uint64_t>(
        {0,
         1,
         0x7f,
         0x80,
         0xff,
         0x7fff,
         0xffff,
         0x7fffffff,
         0x80000000,
         0xffffffff,
         0x100000000,
         0x7fffffffffffffff,
         0x8000000000000000,
         0xffffffffffffffff});
    number += random.below(3) - 1;
    std::string bytes;
    for (std::size_t left = random.element<std::size_t>({1, 2, 4, 8}); left > 0; --left) {
        bytes.push_back(static_cast<char>(number & 0xffU));
        number >>= 8U;
    }
    return bytes;
}

std::string randomPiece(const std::string& bytes, Random& random) {
    if (bytes.empty())
        return {};
    const std::size_t begin = random.below(bytes.size());
    const std::size_t most = random.chance(0.8) ? 16 : bytes.size();
    return bytes.substr(begin, 1 + random.below(most));
}

void change(std::string& bytes, const ByteTarget& target, Random& random) {
    const std::size_t place = random.below(bytes.size() + 1);
    const auto overwrite = [&](const std::string& piece) {
        bytes.replace(place, std::min(piece.size(), bytes.size() - place), piece);
    };
    switch (random.below(9)) {
    case 0:
        if (place < bytes.size())
            bytes[place] = static_cast<char>(bytes[place] ^ (1 << random.below(8)));
        break;
    case 1:
        overwrite(std::string(1, static_cast<char>(random.below(256))));
        break;
    case 2:
        overwrite(extremeNumber(random));
        break;
    case 3:
        bytes.insert(place, extremeNumber(random));
        break;
    case 4:
        bytes.insert(
            place, target.words.empty() ? "" : target.words[random.below(target.words.size())]);
        break;
    case 5:
        bytes.erase(place, 1 + random.below(random.chance(0.8) ? 8 : bytes.size() + 1));
        break;
    case 6:
        bytes.insert(place, randomPiece(bytes, random));
        break;
    case 7:
        overwrite(randomPiece(target.examples[random.below(target.examples.size())], random));
        break;
    default:
        if (random.chance(0.3))
            bytes.resize(place);
        else if (bytes.size() < 4096)
            bytes.insert(place, random.below(300), static_cast<char>(random.below(256)));
    }
}

void tell(
    const ByteTarget& target, const Options& options, std::uint64_t number, const char* what) {
    std::cout << "finding: " << target.program << " --seed " << options.seed << " --first "
              << number << " --calls 1: " << what << std::endl;
}

void makeCall(
    const ByteTarget& target, const Options& options, std::uint64_t number, Counts& counts) {
    Random random(options.seed * 1'000'000'007U + number);
    const std::string bytes = damaged(target, random);
    if (!options.keep.empty())
        std::ofstream(options.keep, std::ios::binary) << bytes;
    std::snprintf(
        g_place.data(),
        g_place.size(),
        "finding: %s --seed %llu --first %llu --calls 1\n",
        target.program.c_str(),
        static_cast<unsigned long long>(options.seed),
        static_cast<unsigned long long>(number));
    constexpr unsigned kPatience = 30; // seconds, after which a call counts as hanging
    ::alarm(kPatience);
    const std::int64_t before = memory().numTensors;
    try {
        target.read(bytes, random);
        ++counts.accepted;
    } catch (const Error& error) {
        ++counts.refused;
        if (options.isVerbose)
            std::cout << number << ": " << error.what() << std::endl;
        if (std::string_view(error.what()).empty()) {
            ++counts.findings;
            tell(target, options, number, "an Error without a message");
        }
    } catch (const std::exception& error) {
        ++counts.findings;
        const std::string what = typeid(error).name() + std::string(": ") + error.what();
        tell(target, options, number, what.c_str());
    }
    if (memory().numTensors != before) {
        ++counts.findings;
        tell(target, options, number, "tensors were left behind");
    }
}

/// Makes all calls of `options`; whether there was no finding.
bool makeCalls(const ByteTarget& target, const Options& options) {
    watchForTheEnd();
    Counts counts;
    for (std::uint64_t i = 0; i < options.calls; ++i)
        makeCall(target, options, options.first + i, counts);
    ::alarm(0);
    std::cout << counts.accepted << " accepted, " << counts.refused << " refused, "
              << counts.findings << " findings" << std::endl;
    return counts.findings == 0;
}

/// The same in processes that each make a part of the calls.
bool makeCallsInParts(const ByteTarget& target, const Options& options) {
    for (std::uint64_t job = 0; job < options.jobs; ++job) {
        if (::fork() != 0)
            continue;
        Options part = options;
        part.first = options.first + options.calls * job / options.jobs;
        part.calls = options.first + options.calls * (job + 1) / options.jobs - part.first;
        // As main() ends, so that what watches for leaks gets its turn.
        std::exit(makeCalls(target, part) ? 0 : 1);
    }
    bool isFine = true;
    for (std::uint64_t job = 0; job < options.jobs; ++job) {
        int status = 0;
        ::wait(&status);
        isFine = isFine && status == 0;
    }
    return isFine;
}

} // namespace

std::string damaged(const ByteTarget& target, Random& random) {
    std::string bytes = target.examples[random.below(target.examples.size())];
    for (std::size_t left = 1 + random.below(8); left > 0; --left)
        change(bytes, target, random);
    return bytes;
}

int fuzzBytes(const ByteTarget& target, int argc, char** argv) {
    try {
        const Options options =
            optionsFrom({argv + 1, argv + argc}, "Usage: " + target.program + kUsage);
        const bool isFine =
            options.jobs == 1 ? makeCalls(target, options) : makeCallsInParts(target, options);
        return isFine ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}

} // namespace tp::test
