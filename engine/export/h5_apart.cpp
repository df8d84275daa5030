#include "engine/export/h5_handle.h"
#include "engine/export/h5_read.h"
#include "engine/io/file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstring>

namespace tp {

namespace {

constexpr std::uint64_t kFewestSeconds = 3;
constexpr std::uint64_t kBytesPerSecond = 20'000'000; // much slower than any disk
constexpr std::uint64_t kMostHeaderBytes = std::uint64_t{1} << 30;
constexpr std::uint64_t kMostDataBytes = std::uint64_t{17} << 30;

// What goes through the pipe: eight bytes with the header's length, the header, the numbers.

std::string headerOf(const H5Reading& reading) {
    const H5Model& model = reading.model;
    Json::List layers;
    for (const H5Layer& layer : model.layers) {
        layers.push_back(
            Json::Object{{"name", layer.name}, {"weights", io::toJson(layer.weights)}});
    }
    Json::List arguments(reading.faultArguments.begin(), reading.faultArguments.end());
    const Json header = Json::Object{
        {"fault", reading.fault},
        {"arguments", std::move(arguments)},
        {"model", model.modelConfig},
        {"training", model.trainingConfig},
        {"metadata", model.metadata},
        {"version", model.kerasVersion},
        {"layers", std::move(layers)}};
    return header.dump();
}

H5Reading readingFrom(const io::Bytes& bytes, std::string_view name) {
    std::uint64_t length = 0;
    if (bytes.size() < sizeof length)
        fail(Error::Kind::BadFile, "%1: it is damaged so badly that it cannot be read", name);
    std::memcpy(&length, bytes.data(), sizeof length);
    const io::ByteView rest = io::ByteView(bytes).subspan(sizeof length);
    if (length > rest.size())
        fail(Error::Kind::BadFile, "%1: it is damaged so badly that it cannot be read", name);
    const Json header = Json::parse(io::textOf(rest.first(length)), name);
    const JsonReader json(header, name);
    H5Reading reading;
    reading.fault = json["fault"].text();
    for (const JsonReader& argument : json["arguments"].elements())
        reading.faultArguments.push_back(argument.text());
    H5Model& model = reading.model;
    model.modelConfig = json["model"].text();
    model.trainingConfig = json["training"].text();
    model.metadata = json["metadata"].text();
    model.kerasVersion = json["version"].text();
    for (const JsonReader& layer : json["layers"].elements())
        model.layers.push_back({layer["name"].text(), io::weightSpecsFrom(layer["weights"])});
    model.data.assign(rest.begin() + static_cast<std::ptrdiff_t>(length), rest.end());
    return reading;
}

bool writeAll(int to, const void* data, std::size_t size) {
    const auto* at = static_cast<const std::uint8_t*>(data);
    while (size > 0) {
        const ssize_t written = ::write(to, at, size);
        if (written <= 0)
            return false;
        at += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

void limitTo(int resource, rlim_t most) {
    rlimit limit{};
    if (getrlimit(static_cast<__rlimit_resource>(resource), &limit) != 0)
        return;
    limit.rlim_cur = std::min(limit.rlim_max, most);
    setrlimit(static_cast<__rlimit_resource>(resource), &limit);
}

std::uint64_t secondsFor(io::ByteView bytes) {
    return kFewestSeconds + bytes.size() / kBytesPerSecond;
}

/// What the other process does; it never comes back.
[[noreturn]] void
readAndSend(io::ByteView bytes, int to, [[maybe_unused]] std::uint64_t mostMemory) {
    for (const int crash : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT})
        std::signal(crash, SIG_DFL); // what the program does when it crashes is not for here
    limitTo(RLIMIT_CPU, secondsFor(bytes));
    limitTo(RLIMIT_CORE, 0);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    limitTo(RLIMIT_AS, mostMemory); // the sanitizers take more addresses than that
#endif
    const H5Reading reading = readH5(bytes);
    const std::string header = headerOf(reading);
    const std::uint64_t length = header.size();
    const io::Bytes& data = reading.model.data;
    const bool isSent = writeAll(to, &length, sizeof length) &&
                        writeAll(to, header.data(), header.size()) &&
                        writeAll(to, data.data(), data.size());
    _exit(isSent ? 0 : 1);
}

std::uint64_t addressesInUse() {
    std::uint64_t pages = 0;
    if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
        unsigned long long read = 0;
        if (std::fscanf(file, "%llu", &read) == 1)
            pages = read;
        std::fclose(file);
    }
    return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

/// All that comes through the pipe until it is closed, or nothing if it takes too long.
io::Bytes receive(int from, std::uint64_t seconds) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    io::Bytes all;
    std::array<std::uint8_t, 1 << 16> part;
    for (;;) {
        pollfd waiting{from, POLLIN, 0};
        const int ready = poll(&waiting, 1, 1000);
        if (std::chrono::steady_clock::now() > end)
            return {};
        if (ready < 0 && errno != EINTR)
            return {};
        if (ready <= 0)
            continue;
        const ssize_t size = ::read(from, part.data(), part.size());
        if (size < 0 && errno == EINTR)
            continue;
        if (size <= 0)
            return all;
        if (all.size() + static_cast<std::size_t>(size) > kMostHeaderBytes + kMostDataBytes)
            return {};
        all.insert(all.end(), part.begin(), part.begin() + size);
    }
}

} // namespace

H5Model readH5File(io::ByteView bytes, std::string_view name) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        fail(Error::Kind::Device, "%1: no process could be started to read it", name);
    const std::uint64_t mostMemory = addressesInUse() + 4 * bytes.size() + (std::uint64_t{2} << 30);
    pid_t child = -1;
    {
        const std::scoped_lock lock(h5Mutex()); // nobody is within the library when it is copied
        child = fork();
    }
    if (child == 0) {
        close(ends[0]);
        readAndSend(bytes, ends[1], mostMemory);
    }
    close(ends[1]);
    const io::FileDescriptor from(ends[0]);
    if (child < 0)
        fail(Error::Kind::Device, "%1: no process could be started to read it", name);
    const io::Bytes answer = receive(from.get(), 20 * secondsFor(bytes));
    if (answer.empty())
        kill(child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail(Error::Kind::BadFile, "%1: it is damaged so badly that it cannot be read", name);
    return modelOf(readingFrom(answer, name), name);
}

} // namespace tp
