#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace tp {

using FlagValue = std::variant<bool, double, std::string>;

/// "true", "42" or the text itself.
std::string toText(const FlagValue& value);

/// One setting of the engine and what it stands for.
struct Flag {
    std::string name;  ///< in capitals, as in TensorFlow.js
    std::string doc;   ///< one sentence
    FlagValue initial; ///< what reset() goes back to; its type is the flag's type
    FlagValue value;   ///< now
};

/// The engine's settings by name, in the manner of TensorFlow.js.
///
///     env().set("DEBUG", true);
///     if (env().getNumber("CPU_THREADS") > 1) …
///
/// May be used from several threads.
class Environment {
public:
    using Read = std::function<FlagValue()>;
    using Write = std::function<void(const FlagValue& value)>;

    /// Adds a flag. Where its value lives elsewhere, `read` and `write` go there; else it is kept
    /// here. Throws InvalidArgument if there is one of that name.
    void registerFlag(
        std::string_view name,
        std::string_view doc,
        FlagValue initial,
        Read read = {},
        Write write = {});

    /// The value; each throws InvalidArgument for an unknown name, the last three for a flag of
    /// another type too.
    FlagValue get(std::string_view name) const;
    bool getBool(std::string_view name) const;
    double getNumber(std::string_view name) const;
    std::string getString(std::string_view name) const;

    /// Changes a flag. Throws InvalidArgument for an unknown name, a value of another type, and one
    /// that makes no sense for the flag.
    void set(std::string_view name, const FlagValue& value);
    template<class Number>
    requires(std::is_arithmetic_v<Number> && !std::is_same_v<Number, bool>) void set(
        std::string_view name, Number value) {
        set(name, FlagValue(static_cast<double>(value)));
    }

    /// Sets flags written "DEBUG:true,CPU_THREADS:2", as start() does with those in the environment
    /// variable TP_FLAGS. Throws InvalidArgument naming what cannot be read.
    void setFlags(std::string_view flags);

    /// All flags in alphabetical order, with what they mean and their values.
    std::vector<Flag> features() const;

    /// Gives every flag its initial value.
    void reset();

private:
    struct Entry {
        std::string doc;
        FlagValue initial;
        FlagValue value;
        Read read;
        Write write;
    };
    Entry find(std::string_view name) const;
    template<class T>
    T getAs(std::string_view name, std::string_view type) const;

    mutable std::mutex m_mutex;
    std::map<std::string, Entry, std::less<>> m_entries;
};

/// The engine's own: DEBUG, PROD, IS_TEST, CHECK_COMPUTATION_FOR_ERRORS, CPU_THREADS,
/// MAX_TENSOR_BYTES, TRACK_TENSORS, and what others register.
Environment& env();

} // namespace tp
