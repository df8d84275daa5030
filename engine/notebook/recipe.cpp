#include "engine/notebook/recipe.h"

#include "engine/notebook/value_text.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace tp::notebook {

namespace {

struct Note {
    std::string_view op;
    Group group;
    Recipe::Spelling spelling;
    std::string_view written;
    bool hasManyOutputs;
    std::string_view inputs;
    std::string_view attrs;
};

using Spelling = Recipe::Spelling;

#define BOTH(op, group, written, inputs, attrs)                                                    \
    {op, Group::group, Spelling::Function, written, false, inputs, attrs},
#define SPLIT(op, group, written, inputs, attrs)                                                   \
    {op, Group::group, Spelling::Function, written, true, inputs, attrs},
#define JS(op, group, written, inputs, attrs)                                                      \
    {op, Group::group, Spelling::Script, written, false, inputs, attrs},
#define KERNEL(op, group, inputs, attrs)                                                           \
    {op, Group::group, Spelling::Kernel, {}, false, inputs, attrs},
#define MANY(op, group, inputs, attrs)                                                             \
    {op, Group::group, Spelling::Kernel, {}, true, inputs, attrs},
#define OURS(op, group, inputs, attrs)                                                             \
    {op, Group::group, Spelling::Native, {}, false, inputs, attrs},
#define OURS2(op, group, inputs, attrs)                                                            \
    {op, Group::group, Spelling::Native, {}, true, inputs, attrs},
constexpr Note kNotes[] = {
#include "engine/notebook/op_notes.inl"
};
#undef BOTH
#undef SPLIT
#undef JS
#undef KERNEL
#undef MANY
#undef OURS
#undef OURS2

const Note* noteOf(std::string_view op) {
    const auto found = std::find_if(
        std::begin(kNotes), std::end(kNotes), [&](const Note& note) { return note.op == op; });
    return found == std::end(kNotes) ? nullptr : found;
}

Recipe recipeOf(const Op& op) {
    Recipe recipe;
    recipe.name = op.name;
    recipe.doc = op.doc;
    recipe.formula = op.formula;
    recipe.inputs = op.inputs;
    recipe.attrs = op.attrs;
    recipe.op = &op;
    if (const Note* note = noteOf(op.name)) {
        recipe.group = note->group;
        recipe.spelling = note->spelling;
        recipe.written = note->written;
        recipe.hasManyOutputs = note->hasManyOutputs;
        recipe.exampleInputs = note->inputs;
        recipe.exampleAttrs = note->attrs;
        recipe.hasExample = !note->inputs.empty() || op.inputs.empty();
    }
    return recipe;
}

bool sameLetters(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return std::tolower(static_cast<unsigned char>(x)) ==
               std::tolower(static_cast<unsigned char>(y));
    });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

/// The parts between semicolons.
std::vector<std::string_view> parts(std::string_view text) {
    std::vector<std::string_view> found;
    while (!text.empty()) {
        const std::size_t end = text.find(';');
        found.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return found;
}

} // namespace

std::string_view Recipe::inputName(std::string_view input) {
    return input.ends_with('*') || input.ends_with('?') ? input.substr(0, input.size() - 1) : input;
}

bool Recipe::isVariadic() const {
    return std::any_of(
        inputs.begin(), inputs.end(), [](std::string_view input) { return input.ends_with('*'); });
}

std::size_t Recipe::inputOf(std::size_t index, std::size_t count) const {
    return op != nullptr ? op->inputOf(index, count) : index;
}

const Attr& RecipeCall::find(std::string_view name) const {
    return std::find_if(
               attrs.begin(), attrs.end(), [&](const auto& attr) { return attr.first == name; })
        ->second;
}

const std::vector<Recipe>& allRecipes() {
    static const std::vector<Recipe> recipes = [] {
        std::vector<Recipe> all;
        addOwnRecipes(all);
        for (const Op* op : allOps())
            all.push_back(recipeOf(*op));
        std::stable_sort(all.begin(), all.end(), [](const Recipe& a, const Recipe& b) {
            return a.group < b.group;
        });
        return all;
    }();
    return recipes;
}

const Recipe* findRecipe(std::string_view name) {
    static const std::map<std::string_view, const Recipe*> byName = [] {
        std::map<std::string_view, const Recipe*> all;
        for (const Recipe& recipe : allRecipes())
            all[recipe.name] = &recipe;
        return all;
    }();
    const auto found = byName.find(name);
    return found == byName.end() ? nullptr : found->second;
}

const Recipe* findRecipeWritten(std::string_view word) {
    if (const Recipe* exact = findRecipe(word))
        return exact;
    for (const Recipe& recipe : allRecipes()) {
        const std::string_view written = recipe.written.substr(0, recipe.written.find('('));
        if (sameLetters(word, recipe.name) || (!written.empty() && written == word))
            return &recipe;
    }
    return nullptr;
}

std::string signatureOf(const Recipe& recipe) {
    std::string text(recipe.written.substr(0, recipe.written.find('(')));
    if (text.empty())
        text = recipe.name;
    text += '(';
    bool isFirst = true;
    for (const std::string_view input : recipe.inputs) {
        text += isFirst ? "" : ", ";
        text += Recipe::inputName(input);
        text += input.ends_with('*') ? "…" : (input.ends_with('?') ? "?" : "");
        isFirst = false;
    }
    for (const auto& [name, value] : recipe.attrs) {
        text += isFirst ? "" : ", ";
        text += name;
        std::string byDefault = attrText(value);
        if (!byDefault.empty() && byDefault.size() < 24)
            text += " = " + byDefault;
        isFirst = false;
    }
    return text + ')';
}

Cell exampleOf(const Recipe& recipe) {
    Cell cell;
    cell.recipe = recipe.name;
    for (const std::string_view input : parts(recipe.exampleInputs))
        cell.inputs.emplace_back(trimmed(input));
    for (const std::string_view attr : parts(recipe.exampleAttrs)) {
        const std::size_t sign = attr.find('=');
        cell.attrs[std::string(trimmed(attr.substr(0, sign)))] = attr.substr(sign + 1);
    }
    return cell;
}

} // namespace tp::notebook
