#include "engine/graph/runner.h"

#include <set>

namespace tp::graph {

namespace {

constexpr std::size_t kMostPlans = 32; // that are kept for the next time

/// All functions that a node calls.
std::vector<std::string> calledBy(const Node& node) {
    std::vector<std::string> names;
    for (const auto& [key, value] : node.attrs) {
        if (const auto* one = std::get_if<FunctionName>(&value))
            names.push_back(one->name);
        if (const auto* several = std::get_if<std::vector<FunctionName>>(&value)) {
            for (const FunctionName& each : *several)
                names.push_back(each.name);
        }
    }
    return names;
}

void checkCalls(const Graph& graph, const Functions& functions, std::string_view name) {
    for (const Node& node : graph.nodes) {
        for (const std::string& each : calledBy(node)) {
            if (!functions.contains(each)) {
                fail(
                    Error::Kind::BadFile,
                    "%1: the node \"%2\" calls the function \"%3\", which is not there",
                    name,
                    node.name,
                    each);
            }
        }
    }
}

void addUnsupported(
    std::set<std::string>& ops, const Graph& graph, const std::vector<bool>& needed) {
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        if (needed[i] && !isSupported(graph.nodes[i]))
            ops.insert(graph.nodes[i].op);
    }
}

} // namespace

Runner::Runner(
    const Graph& graph, const Functions& functions, HashTables& tables, std::string_view name)
    : m_tables(tables)
    , m_main(preparedGraph(graph, name)) {
    checkCalls(graph, functions, name);
    for (const auto& [key, function] : functions) {
        checkCalls(function.graph, functions, name);
        PreparedGraph prepared = preparedGraph(function.graph, name);
        Plan plan = planFor(prepared, function.arguments, function.results);
        m_functions.emplace(key, PreparedFunction{std::move(prepared), std::move(plan)});
    }
}

std::shared_ptr<const Plan>
Runner::planOf(const std::vector<std::size_t>& fed, const std::vector<Output>& wanted) const {
    std::vector<std::size_t> key{fed.size()};
    key.insert(key.end(), fed.begin(), fed.end());
    for (const Output& each : wanted) {
        key.push_back(each.node);
        key.push_back(each.output);
    }
    const std::lock_guard lock(m_mutex);
    if (const auto known = m_plans.find(key); known != m_plans.end())
        return known->second;
    if (m_plans.size() >= kMostPlans)
        m_plans.clear();
    return m_plans[key] = std::make_shared<const Plan>(planFor(m_main, fed, wanted));
}

Values Runner::run(
    const std::vector<std::size_t>& fed,
    const Values& values,
    const std::vector<Output>& wanted,
    std::stop_token stop,
    std::chrono::duration<double> timeLimit) const {
    const auto plan = planOf(fed, wanted);
    RunContext context(
        m_tables,
        [this](const std::string& name, const Values& arguments, RunContext& within) {
            return call(name, arguments, within);
        },
        std::move(stop),
        timeLimit);
    return execute(m_main, *plan, values, context);
}

Values Runner::call(const std::string& name, const Values& arguments, RunContext& context) const {
    const auto found = m_functions.find(name);
    check(found != m_functions.end(), "There is no function \"%1\" in the graph.", name);
    const auto& [graph, plan] = found->second;
    check(
        arguments.size() == plan.fed.size(),
        "The graph's function \"%1\" takes %2 values, but is given %3.",
        name,
        plan.fed.size(),
        arguments.size());
    return execute(graph, plan, arguments, context);
}

std::vector<std::string> unsupportedOps(const Program& program, const std::vector<Output>& wanted) {
    std::set<std::string> ops;
    addUnsupported(ops, program.graph, neededNodes(program.graph, {}, wanted));
    for (const auto& [key, function] : program.functions) {
        addUnsupported(
            ops, function.graph, neededNodes(function.graph, function.arguments, function.results));
    }
    return {ops.begin(), ops.end()};
}

} // namespace tp::graph
