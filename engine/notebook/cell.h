#pragma once

#include "engine/tensor/tensor.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tp::notebook {

/// One cell of a notebook: what is done, with what, and how the result is called; or a note.
struct Cell {
    std::int64_t id = 0;
    std::string name = {};                ///< what later cells call the result; empty for notes
    std::string recipe = {};              ///< what is done: Recipe::name; empty for notes
    std::vector<std::string> inputs = {}; ///< names of cells above, or values: "a", "b.1", "[1, 2]"
    std::map<std::string, std::string, std::less<>> attrs = {}; ///< as parseAttr() reads them
    std::string note = {};                                      ///< Markdown, or the key of a note

    bool isNote() const { return recipe.empty(); }
    bool operator==(const Cell&) const = default;
};

using Cells = std::vector<Cell>;

/// Whether the text may be the name of a cell: a letter, then letters, digits and _.
bool isCellName(std::string_view text);

/// The first name that no cell has: a, b … z, a1, b1 …
std::string freeName(const Cells& cells);

/// The cell that an input stands for, and which of its outputs; nothing if the input is a value.
struct Reference {
    std::string name;
    std::size_t output = 0;
};
std::optional<Reference> referenceIn(std::string_view input);

/// The cells, by their places, that cell `place` takes something from.
std::vector<std::size_t> sourcesOf(const Cells& cells, std::size_t place);

/// The cells after `place` that take something from it, however indirectly.
std::vector<std::size_t> dependentsOf(const Cells& cells, std::size_t place);

/// The notebook as JSON.
std::string toJson(const Cells& cells);
/// The notebook that toJson() wrote; nothing for anything else.
std::optional<Cells> readJson(std::string_view json);

} // namespace tp::notebook
