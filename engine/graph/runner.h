#pragma once

#include "engine/graph/executor.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tp::graph {

/// A graph ready to run, with the functions that it calls. Several threads may run it at a time.
class Runner {
public:
    /// Throws what orderOf() and preparedNode() throw, and BadFile for calls of functions that are
    /// not there. Graph and functions must outlive it.
    Runner(
        const Graph& graph, const Functions& functions, HashTables& tables, std::string_view name);
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    /// The values of the wanted outputs, given those of the fed nodes.
    Values
    run(const std::vector<std::size_t>& fed,
        const Values& values,
        const std::vector<Output>& wanted,
        std::stop_token stop,
        std::chrono::duration<double> timeLimit) const;

    /// Finds out now what has to be run for them, in which order, rather than in run().
    void prepare(const std::vector<std::size_t>& fed, const std::vector<Output>& wanted) const {
        planOf(fed, wanted);
    }

private:
    struct PreparedFunction {
        PreparedGraph graph;
        Plan plan;
    };

    std::shared_ptr<const Plan>
    planOf(const std::vector<std::size_t>& fed, const std::vector<Output>& wanted) const;
    Values call(const std::string& name, const Values& arguments, RunContext& context) const;

    HashTables& m_tables;
    PreparedGraph m_main;
    std::unordered_map<std::string, PreparedFunction> m_functions;
    mutable std::mutex m_mutex;
    mutable std::map<std::vector<std::size_t>, std::shared_ptr<const Plan>> m_plans;
};

/// The ops that we lack of those needed for the wanted outputs and in functions, in alphabetical
/// order.
std::vector<std::string> unsupportedOps(const Program& program, const std::vector<Output>& wanted);

} // namespace tp::graph
