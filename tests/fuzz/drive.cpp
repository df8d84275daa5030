#include "tests/fuzz/drive.h"

#include "engine/base/error.h"

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>

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

} // namespace

bool takeOption(Drive& drive, const std::vector<std::string>& arguments, std::size_t& i) {
    const std::string& name = arguments[i];
    if (name == "--verbose") {
        drive.isVerbose = true;
        return true;
    }
    std::uint64_t* const value = name == "--calls"   ? &drive.calls
                                 : name == "--seed"  ? &drive.seed
                                 : name == "--first" ? &drive.first
                                 : name == "--jobs"  ? &drive.jobs
                                                     : nullptr;
    if (!value)
        return false;
    check(i + 1 < arguments.size(), "%1 needs a whole number.", name);
    *value = numberFrom(arguments[++i], name);
    drive.jobs = std::max<std::uint64_t>(drive.jobs, 1);
    return true;
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
    // What ends a process that a call started is for the call to deal with.
    pthread_atfork(nullptr, nullptr, [] { g_place.front() = '\0'; });
}

void notePlace(const Drive& drive, std::uint64_t number, std::string_view what) {
    constexpr unsigned kPatience = 60; // seconds, after which a call counts as hanging
    std::snprintf(
        g_place.data(),
        g_place.size(),
        "finding: --seed %llu --first %llu --calls 1 (%.*s)\n",
        static_cast<unsigned long long>(drive.seed),
        static_cast<unsigned long long>(number),
        static_cast<int>(what.size()),
        what.data());
    ::alarm(kPatience);
}

void tellFinding(const Drive& drive, std::uint64_t number, std::string_view what) {
    std::cout << "finding: --seed " << drive.seed << " --first " << number << " --calls 1: " << what
              << std::endl;
}

bool driveInParts(const Drive& drive, const std::function<bool(const Drive& part)>& makeCalls) {
    const auto makeThese = [&](const Drive& part) {
        const bool isFine = makeCalls(part);
        ::alarm(0);
        return isFine;
    };
    if (drive.jobs == 1)
        return makeThese(drive);
    for (std::uint64_t job = 0; job < drive.jobs; ++job) {
        if (::fork() != 0)
            continue;
        Drive part = drive;
        part.first = drive.first + drive.calls * job / drive.jobs;
        part.calls = drive.first + drive.calls * (job + 1) / drive.jobs - part.first;
        // As main() ends, so that what watches for leaks gets its turn.
        std::exit(makeThese(part) ? 0 : 1);
    }
    bool isFine = true;
    for (std::uint64_t job = 0; job < drive.jobs; ++job) {
        int status = 0;
        ::wait(&status);
        isFine = isFine && status == 0;
    }
    return isFine;
}

} // namespace tp::test
