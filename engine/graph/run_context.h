#pragma once

#include "engine/graph/value.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

namespace tp::graph {

/// The hash tables of a model, by name. They are filled when it is loaded.
class HashTables {
public:
    /// The table of that name, made if it is not there.
    std::shared_ptr<HashTable> table(const std::string& name, DType keys, DType values);

private:
    std::mutex m_mutex;
    std::map<std::string, std::shared_ptr<HashTable>> m_tables;
};

/// What all nodes of one execution share.
class RunContext {
public:
    /// Runs a function with these arguments.
    using Caller = std::function<Values(
        const std::string& name, const Values& arguments, RunContext& context)>;

    RunContext(
        HashTables& tables,
        Caller caller,
        std::stop_token stop,
        std::chrono::duration<double> timeLimit);

    /// Throws Cancelled if somebody asked to stop, or the time is over.
    void checkTime() const {
        if (m_isLimited || m_stop.stop_possible()) [[unlikely]]
            checkTimeNow();
    }

    /// Runs a function of the graph's library. Throws InvalidArgument where functions call each
    /// other without an end.
    Values callFunction(const std::string& name, const Values& arguments);

    HashTables& tables() { return m_tables; }

private:
    void checkTimeNow() const;

    HashTables& m_tables;
    Caller m_caller;
    std::stop_token m_stop;
    bool m_isLimited = false;
    std::chrono::duration<double> m_timeLimit;
    std::chrono::steady_clock::time_point m_end;
    int m_depth = 0;
};

} // namespace tp::graph
