#include "engine/notebook/cell.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <set>

namespace tp::notebook {

namespace {

constexpr int kVersion = 1;
constexpr std::size_t kMostCells = 10'000;

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

} // namespace

bool isCellName(std::string_view text) {
    static const std::set<std::string_view> kTaken{"true", "false", "NaN", "Infinity", "i"};
    return !text.empty() && isLetter(text.front()) && !kTaken.contains(text) &&
           std::all_of(text.begin(), text.end(), [](char c) { return isLetter(c) || isDigit(c); });
}

std::string freeName(const Cells& cells) {
    std::set<std::string_view> taken;
    for (const Cell& cell : cells)
        taken.insert(cell.name);
    for (int round = 0;; ++round) {
        for (char letter = 'a'; letter <= 'z'; ++letter) {
            std::string name(1, letter);
            if (round > 0)
                name += std::to_string(round);
            if (isCellName(name) && !taken.contains(name))
                return name;
        }
    }
}

std::optional<Reference> referenceIn(std::string_view input) {
    while (!input.empty() && input.front() == ' ')
        input.remove_prefix(1);
    while (!input.empty() && input.back() == ' ')
        input.remove_suffix(1);
    const std::size_t dot = input.find('.');
    Reference reference{std::string(input.substr(0, dot)), 0};
    if (!isCellName(reference.name))
        return {};
    if (dot == std::string_view::npos)
        return reference;
    const std::string_view number = input.substr(dot + 1);
    const auto read =
        std::from_chars(number.data(), number.data() + number.size(), reference.output);
    if (read.ec != std::errc() || read.ptr != number.data() + number.size())
        return {};
    return reference;
}

std::vector<std::size_t> sourcesOf(const Cells& cells, std::size_t place) {
    std::vector<std::size_t> sources;
    for (const std::string& input : cells[place].inputs) {
        const auto reference = referenceIn(input);
        for (std::size_t i = place; reference && i-- > 0;) {
            if (cells[i].name != reference->name)
                continue;
            sources.push_back(i);
            break;
        }
    }
    return sources;
}

std::vector<std::size_t> dependentsOf(const Cells& cells, std::size_t place) {
    std::set<std::size_t> found{place};
    std::vector<std::size_t> dependents;
    for (std::size_t i = place + 1; i < cells.size(); ++i) {
        const std::vector<std::size_t> sources = sourcesOf(cells, i);
        if (std::none_of(
                sources.begin(), sources.end(), [&](std::size_t s) { return found.contains(s); }))
            continue;
        found.insert(i);
        dependents.push_back(i);
    }
    return dependents;
}

std::string toJson(const Cells& cells) {
    nlohmann::json list = nlohmann::json::array();
    for (const Cell& cell : cells) {
        nlohmann::json one = {{"id", cell.id}};
        if (cell.isNote()) {
            one["note"] = cell.note;
        } else {
            one["name"] = cell.name;
            one["recipe"] = cell.recipe;
            one["inputs"] = cell.inputs;
            one["attrs"] = cell.attrs;
        }
        list.push_back(std::move(one));
    }
    const nlohmann::json all = {{"version", kVersion}, {"cells", std::move(list)}};
    // Bytes that are not UTF-8 are replaced rather than refused: a notebook is always kept.
    return all.dump(1, ' ', false, nlohmann::json::error_handler_t::replace);
}

namespace {

std::optional<std::string> textIn(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end())
        return std::string();
    if (!found->is_string())
        return {};
    return found->get<std::string>();
}

std::optional<Cell> cellIn(const nlohmann::json& one) {
    if (!one.is_object() || !one.contains("id") || !one["id"].is_number_integer())
        return {};
    const auto name = textIn(one, "name");
    const auto recipe = textIn(one, "recipe");
    const auto note = textIn(one, "note");
    if (!name || !recipe || !note)
        return {};
    Cell cell{.id = one["id"].get<std::int64_t>(), .name = *name, .recipe = *recipe, .note = *note};
    const auto inputs = one.find("inputs");
    for (std::size_t i = 0; inputs != one.end() && i < inputs->size(); ++i) {
        if (!inputs->is_array() || !(*inputs)[i].is_string())
            return {};
        cell.inputs.push_back((*inputs)[i].get<std::string>());
    }
    const auto attrs = one.find("attrs");
    const nlohmann::json given = attrs == one.end() ? nlohmann::json::object() : *attrs;
    if (!given.is_object())
        return {};
    for (const auto& [key, value] : given.items()) {
        if (!value.is_string())
            return {};
        cell.attrs[key] = value.get<std::string>();
    }
    if (!cell.isNote() && !isCellName(cell.name))
        return {};
    return cell;
}

} // namespace

std::optional<Cells> readJson(std::string_view json) {
    const nlohmann::json all = nlohmann::json::parse(json, nullptr, false);
    if (!all.is_object() || all.value("version", nlohmann::json()) != kVersion)
        return {};
    const auto list = all.find("cells");
    if (list == all.end() || !list->is_array() || list->size() > kMostCells)
        return {};
    Cells cells;
    for (const nlohmann::json& one : *list) {
        const auto cell = cellIn(one);
        if (!cell)
            return {};
        cells.push_back(*cell);
    }
    return cells;
}

} // namespace tp::notebook
