#include "engine/model/compile_config.h"

#include "engine/base/error.h"
#include "engine/train/names.h"

#include <algorithm>

namespace tp {

namespace {

template<class Value>
void checkNames(
    const std::map<std::string, Value>& byName,
    const std::vector<std::string>& outputs,
    std::string_view what) {
    const std::vector<std::string_view> views(outputs.begin(), outputs.end());
    for (const auto& [name, value] : byName) {
        check(
            std::find(outputs.begin(), outputs.end(), name) != outputs.end(),
            "compile: %1 names the output \"%2\", but the model's outputs are %3.",
            what,
            name,
            joinNames(views));
    }
}

} // namespace

std::vector<Loss> Losses::forOutputs(const std::vector<std::string>& outputs) const {
    check(!isEmpty(), "compile: choose a loss, such as \"meanSquaredError\".");
    if (!m_byName.empty()) {
        checkNames(m_byName, outputs, "loss");
        std::vector<Loss> losses;
        for (const std::string& output : outputs) {
            const auto found = m_byName.find(output);
            check(found != m_byName.end(), "compile: loss lacks the output \"%1\".", output);
            losses.push_back(found->second);
        }
        return losses;
    }
    if (m_all.size() == 1)
        return std::vector<Loss>(outputs.size(), m_all.front());
    check(
        m_all.size() == outputs.size(),
        "compile: the model has %1 outputs, but %2 losses were given.",
        outputs.size(),
        m_all.size());
    return m_all;
}

std::vector<std::vector<Metric>>
Metrics::forOutputs(const std::vector<std::string>& outputs) const {
    std::vector<std::vector<Metric>> metrics(outputs.size(), m_forAll);
    checkNames(m_byName, outputs, "metrics");
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        if (const auto found = m_byName.find(outputs[i]); found != m_byName.end())
            metrics[i] = found->second;
    }
    return metrics;
}

} // namespace tp
