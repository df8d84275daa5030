#include "engine/model/history.h"

#include "engine/base/error.h"
#include "engine/train/names.h"

namespace tp {

double Logs::operator[](std::string_view name) const {
    if (const auto value = find(name))
        return *value;
    std::vector<std::string_view> names;
    for (const auto& [known, value] : m_entries)
        names.push_back(known);
    fail(
        Error::Kind::InvalidArgument,
        "The logs have no \"%1\". They have: %2.",
        name,
        joinNames(names));
}

std::optional<double> Logs::find(std::string_view name) const {
    for (const auto& [known, value] : m_entries) {
        if (known == name)
            return value;
    }
    return {};
}

const std::vector<double>& History::operator[](std::string_view name) const {
    std::vector<std::string_view> names;
    for (const Series& each : m_series) {
        if (each.name == name)
            return each.values;
        names.push_back(each.name);
    }
    fail(
        Error::Kind::InvalidArgument,
        "The history has no \"%1\". It has: %2.",
        name,
        joinNames(names));
}

bool History::has(std::string_view name) const {
    for (const Series& each : m_series) {
        if (each.name == name)
            return true;
    }
    return false;
}

void History::add(int epoch, const Logs& logs) {
    m_epochs.push_back(epoch);
    for (const auto& [name, value] : logs) {
        Series* series = nullptr;
        for (Series& each : m_series) {
            if (each.name == name)
                series = &each;
        }
        if (!series)
            series = &m_series.emplace_back(Series{name, {}});
        series->values.push_back(value);
    }
}

} // namespace tp
