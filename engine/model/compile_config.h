#pragma once

#include "engine/train/losses.h"
#include "engine/train/optimizer.h"

#include <map>
#include <string>
#include <vector>

namespace tp {

/// The losses of a model: one for all its outputs, one for each in order, or by the outputs' names.
///
///     model.compile({.optimizer = "adam", .loss = {"meanSquaredError", "hinge"}});
class Losses {
public:
    Losses() = default;

    template<class One>
    requires std::convertible_to<One, Loss> Losses(One one) // NOLINT(google-explicit-constructor)
        : m_all{Loss(std::move(one))} {}
    Losses(std::initializer_list<Loss> inOrder) : m_all(inOrder) {}
    Losses(std::vector<Loss> inOrder) // NOLINT(google-explicit-constructor)
        : m_all(std::move(inOrder)) {}
    Losses(std::map<std::string, Loss> byName) // NOLINT(google-explicit-constructor)
        : m_byName(std::move(byName)) {}

    bool isEmpty() const { return m_all.empty() && m_byName.empty(); }

    /// One for each output. Throws InvalidArgument if they do not match.
    std::vector<Loss> forOutputs(const std::vector<std::string>& outputs) const;

    /// As they were given, for files.
    const std::vector<Loss>& inOrder() const { return m_all; }
    const std::map<std::string, Loss>& byName() const { return m_byName; }

private:
    std::vector<Loss> m_all;
    std::map<std::string, Loss> m_byName;
};

/// The metrics of a model: those in a list go for every output; by name, each output has its own.
class Metrics {
public:
    Metrics() = default;
    Metrics(std::initializer_list<Metric> forAll) : m_forAll(forAll) {}
    Metrics(std::vector<Metric> forAll) // NOLINT(google-explicit-constructor)
        : m_forAll(std::move(forAll)) {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    Metrics(std::map<std::string, std::vector<Metric>> byName) : m_byName(std::move(byName)) {}

    void push_back(Metric metric) { m_forAll.push_back(std::move(metric)); }

    /// Those of each output. Throws InvalidArgument for names that no output has.
    std::vector<std::vector<Metric>> forOutputs(const std::vector<std::string>& outputs) const;

    /// As they were given, for files.
    const std::vector<Metric>& forAll() const { return m_forAll; }
    const std::map<std::string, std::vector<Metric>>& byName() const { return m_byName; }

private:
    std::vector<Metric> m_forAll;
    std::map<std::string, std::vector<Metric>> m_byName;
};

/// How a model shall learn.
struct CompileConfig {
    OptimizerChoice optimizer = {}; ///< "adam", or adam(0.01)
    Losses loss = {};               ///< "meanSquaredError", or a function
    Metrics metrics = {};
};

} // namespace tp
