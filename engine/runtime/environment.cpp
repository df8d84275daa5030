#include "engine/runtime/environment.h"

#include "engine/base/error.h"
#include "engine/base/thread_pool.h"
#include "engine/runtime/debug.h"
#include "engine/tensor/live_tensors.h"
#include "engine/tensor/memory_limit.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace tp {

namespace {

std::string_view typeName(const FlagValue& value) {
    constexpr std::array<std::string_view, 3> kNames{"true or false", "a number", "a text"};
    return kNames[value.index()];
}

FlagValue parsed(std::string_view text, const FlagValue& like, std::string_view name) {
    if (std::holds_alternative<std::string>(like))
        return std::string(text);
    if (std::holds_alternative<bool>(like) && (text == "true" || text == "false"))
        return text == "true";
    if (std::holds_alternative<double>(like)) {
        double number = 0;
        const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
        if (end.ec == std::errc() && end.ptr == text.data() + text.size())
            return number;
    }
    fail(
        Error::Kind::InvalidArgument,
        "The flag %1 must be %2, but it is \"%3\".",
        name,
        typeName(like),
        text);
}

/// A flag that stands for a pair of functions of the engine.
void addSwitch(
    Environment& flags,
    std::string_view name,
    std::string_view doc,
    bool (*isOn)(),
    void (*turn)(bool)) {
    flags.registerFlag(
        name,
        doc,
        isOn(),
        [isOn] { return FlagValue(isOn()); },
        [turn](const FlagValue& value) { turn(std::get<bool>(value)); });
}

std::atomic<bool> g_prod = false;

std::optional<TensorTracking>& tracking() {
    static std::optional<TensorTracking> mine;
    return mine;
}

bool isTracking() {
    return tracking().has_value();
}

void setTracking(bool on) {
    static std::mutex mutex;
    const std::scoped_lock lock(mutex);
    if (on && !isTracking()) {
        tracking().emplace();
    } else if (!on) {
        tracking().reset();
    }
}

bool isProd() {
    return g_prod;
}

void setProd(bool on) {
    g_prod = on;
    if (!on)
        return;
    setDebugMode(false);
    setTestMode(false);
    setTracking(false);
}

void setDebug(bool on) {
    if (on)
        g_prod = false;
    setDebugMode(on);
}

void addSwitches(Environment& flags) {
    addSwitch(
        flags,
        "CHECK_COMPUTATION_FOR_ERRORS",
        "Whether debug mode looks for NaN and infinities in every result.",
        areResultsChecked,
        setResultsChecked);
    addSwitch(
        flags,
        "DEBUG",
        "Whether every op writes a line about what it did; it ends PROD.",
        isDebugMode,
        setDebug);
    addSwitch(
        flags,
        "IS_TEST",
        "Whether a kernel that leaves tensors behind is refused.",
        isTestMode,
        setTestMode);
    addSwitch(
        flags,
        "PROD",
        "Whether the program is in production: turning it on ends DEBUG, IS_TEST and "
        "TRACK_TENSORS.",
        isProd,
        setProd);
    addSwitch(
        flags,
        "TRACK_TENSORS",
        "Whether it is noted for every tensor what made it and where.",
        isTracking,
        setTracking);
}

double bytesLimit() {
    const std::int64_t most = maxTensorBytes();
    return most == std::numeric_limits<std::int64_t>::max()
               ? std::numeric_limits<double>::infinity()
               : static_cast<double>(most);
}

void setBytesLimit(double bytes) {
    check(bytes >= 0, "MAX_TENSOR_BYTES must be 0 or more, but it is %1.", bytes);
    constexpr double kBeyond = 9e18;
    setMaxTensorBytes(
        bytes < kBeyond ? static_cast<std::int64_t>(bytes)
                        : std::numeric_limits<std::int64_t>::max());
}

void setThreads(double count) {
    constexpr double kMost = 256;
    check(
        count >= 1 && count <= kMost && count == std::floor(count),
        "CPU_THREADS must be a whole number from 1 to 256, but it is %1.",
        count);
    setThreadCount(static_cast<int>(count));
}

void addNumbers(Environment& flags) {
    flags.registerFlag(
        "CPU_THREADS",
        "How many threads share the work of one large op.",
        static_cast<double>(threadCount()),
        [] { return FlagValue(static_cast<double>(threadCount())); },
        [](const FlagValue& value) { setThreads(std::get<double>(value)); });
    flags.registerFlag(
        "MAX_TENSOR_BYTES",
        "The most bytes one tensor may take; larger ones are refused.",
        bytesLimit(),
        [] { return FlagValue(bytesLimit()); },
        [](const FlagValue& value) { setBytesLimit(std::get<double>(value)); });
}

} // namespace

std::string toText(const FlagValue& value) {
    return std::visit([](const auto& each) { return toText(each); }, value);
}

void Environment::registerFlag(
    std::string_view name, std::string_view doc, FlagValue initial, Read read, Write write) {
    const std::scoped_lock lock(m_mutex);
    const bool isNew = m_entries
                           .try_emplace(
                               std::string(name),
                               Entry{
                                   std::string(doc),
                                   initial,
                                   std::move(initial),
                                   std::move(read),
                                   std::move(write)})
                           .second;
    check(isNew, "There is a flag %1 already.", name);
}

Environment::Entry Environment::find(std::string_view name) const {
    const std::scoped_lock lock(m_mutex);
    const auto found = m_entries.find(name);
    if (found == m_entries.end()) {
        std::string known;
        for (const auto& [each, entry] : m_entries)
            known += (known.empty() ? "" : ", ") + each;
        fail(Error::Kind::InvalidArgument, "There is no flag \"%1\": use one of %2.", name, known);
    }
    return found->second;
}

FlagValue Environment::get(std::string_view name) const {
    const Entry entry = find(name);
    return entry.read ? entry.read() : entry.value;
}

template<class T>
T Environment::getAs(std::string_view name, std::string_view type) const {
    const FlagValue value = get(name);
    const T* found = std::get_if<T>(&value);
    check(found != nullptr, "The flag %1 is %2, not %3.", name, typeName(value), type);
    return *found;
}

bool Environment::getBool(std::string_view name) const {
    return getAs<bool>(name, typeName(false));
}

double Environment::getNumber(std::string_view name) const {
    return getAs<double>(name, typeName(0.0));
}

std::string Environment::getString(std::string_view name) const {
    return getAs<std::string>(name, typeName(std::string()));
}

void Environment::set(std::string_view name, const FlagValue& value) {
    const Entry entry = find(name);
    check(
        entry.initial.index() == value.index(),
        "The flag %1 must be %2, but it is \"%3\".",
        name,
        typeName(entry.initial),
        toText(value));
    if (entry.write) {
        entry.write(value);
        return;
    }
    const std::scoped_lock lock(m_mutex);
    m_entries.find(name)->second.value = value;
}

void Environment::setFlags(std::string_view flags) {
    while (!flags.empty()) {
        const std::string_view item = flags.substr(0, flags.find(','));
        flags.remove_prefix(std::min(item.size() + 1, flags.size()));
        const std::size_t colon = item.find(':');
        check(
            colon != std::string_view::npos,
            "Flags are written NAME:value with commas between, but one is \"%1\".",
            item);
        const std::string_view name = item.substr(0, colon);
        set(name, parsed(item.substr(colon + 1), find(name).initial, name));
    }
}

std::vector<Flag> Environment::features() const {
    std::vector<Flag> flags;
    {
        const std::scoped_lock lock(m_mutex);
        for (const auto& [name, entry] : m_entries)
            flags.push_back({name, entry.doc, entry.initial, {}});
    }
    for (Flag& flag : flags)
        flag.value = get(flag.name);
    return flags;
}

void Environment::reset() {
    for (const Flag& flag : features())
        set(flag.name, flag.initial);
}

Environment& env() {
    // Never destroyed: tensors in static objects may outlive any order of destruction.
    static auto* const flags = [] {
        auto* made = new Environment;
        addSwitches(*made);
        addNumbers(*made);
        return made;
    }();
    return *flags;
}

} // namespace tp
