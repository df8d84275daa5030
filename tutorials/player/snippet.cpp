#include "tutorials/player/snippet.h"

#include "engine/base/error.h"

#include <algorithm>
#include <array>
#include <optional>

namespace tp {

namespace {

std::vector<std::string_view> splitLines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

/// The id of a `//! [id]` line.
std::optional<std::string_view> markIn(std::string_view line) {
    const auto start = line.find_first_not_of(' ');
    if (start == std::string_view::npos || !line.substr(start).starts_with("//! ["))
        return {};
    const auto id = line.substr(start + 5);
    return id.substr(0, id.find(']'));
}

std::string unindented(const std::vector<std::string_view>& lines) {
    std::size_t indent = std::string_view::npos;
    for (const auto line : lines) {
        if (const auto start = line.find_first_not_of(' '); start != std::string_view::npos)
            indent = std::min(indent, start);
    }
    std::string code;
    for (const auto line : lines)
        code += std::string(line.size() > indent ? line.substr(indent) : "") + '\n';
    return code;
}

struct ParameterRead {
    std::size_t start;
    std::size_t end;
    std::string_view name;
};

/// The next read of a parameter at or after `from`.
std::optional<ParameterRead> findRead(std::string_view code, std::size_t from) {
    static constexpr std::array<std::string_view, 5> kForms = {
        "step.integer(\"", "step.real(\"", "step.choice(\"", "step.toggle(\"", "param('"};
    std::optional<ParameterRead> first;
    for (const auto form : kForms) {
        const auto start = code.find(form, from);
        if (start == std::string_view::npos || (first && first->start < start))
            continue;
        const auto nameStart = start + form.size();
        const auto nameEnd = code.find(form.back(), nameStart);
        if (nameEnd == std::string_view::npos || nameEnd + 1 >= code.size() ||
            code[nameEnd + 1] != ')')
            continue;
        first = {start, nameEnd + 2, code.substr(nameStart, nameEnd - nameStart)};
    }
    return first;
}

} // namespace

std::string codeRegion(std::string_view source, std::string_view id) {
    std::string code;
    std::vector<std::string_view> lines;
    bool inside = false;
    for (const auto line : splitLines(source)) {
        const auto mark = markIn(line);
        if (!mark) {
            if (inside)
                lines.push_back(line);
            continue;
        }
        if (*mark != id)
            continue;
        if (inside) {
            code += (code.empty() ? "" : "\n") + unindented(lines);
            lines.clear();
        }
        inside = !inside;
    }
    return code;
}

std::vector<std::string> codeRegions(std::string_view source, std::string_view fileName) {
    std::vector<std::string> ids;
    std::vector<std::string> open;
    for (const auto line : splitLines(source)) {
        const auto mark = markIn(line);
        if (!mark)
            continue;
        const std::string id(*mark);
        if (const auto place = std::find(open.begin(), open.end(), id); place != open.end()) {
            open.erase(place);
            continue;
        }
        open.push_back(id);
        if (std::find(ids.begin(), ids.end(), id) == ids.end())
            ids.push_back(id);
    }
    if (!open.empty())
        fail(Error::Kind::BadFile, "%1: the region [%2] is never closed", fileName, open.front());
    return ids;
}

Snippet resolveSnippet(std::string_view code, const ParameterValues& values) {
    Snippet snippet;
    std::size_t done = 0;
    const auto copyUntil = [&](std::size_t end) {
        snippet.code += code.substr(done, end - done);
        done = end;
    };
    while (const auto read = findRead(code, done)) {
        copyUntil(read->start);
        const auto value = values.find(read->name);
        check(
            value != values.end(),
            "the code reads %1, which is no parameter of its step",
            read->name);
        const auto line =
            static_cast<int>(std::count(snippet.code.begin(), snippet.code.end(), '\n'));
        auto& lines = snippet.lines[std::string(read->name)];
        if (lines.empty() || lines.back() != line)
            lines.push_back(line);
        snippet.code += toLiteral(value->second);
        done = read->end;
    }
    copyUntil(code.size());
    return snippet;
}

} // namespace tp
