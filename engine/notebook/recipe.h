#pragma once

#include "engine/notebook/cell.h"
#include "engine/runtime/op.h"

#include <functional>
#include <string>
#include <vector>

namespace tp::notebook {

/// Where an operation stands in the catalogue.
enum class Group {
    Create,
    Memory,
    Math,
    Arithmetic,
    Complex,
    Compare,
    Activation,
    Reduce,
    Shape,
    Index,
    Matrix,
    Convolution,
    Image,
    Normalise,
    Signal,
    Sparse,
    Text,
    Gradient,
    Other,
};

/// The colours of a picture, one byte each, row by row.
struct Pixels {
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t channels = 3;
    std::vector<std::uint8_t> bytes;
};

/// What cells cannot do by themselves.
struct Surroundings {
    /// Reads a picture file with so many channels; throws BadFile.
    std::function<Pixels(const std::string& path, std::int64_t channels)> readPicture;
};

/// How many tensors there were before a chain of steps, at its end, and after it was tidied up.
struct TidyCounts {
    std::int64_t before = 0;
    std::int64_t inside = 0;
    std::int64_t after = 0;
};

/// How long it took until there was a future for a tensor's values, and until they were there.
struct Reading {
    bool waits = false;
    double futureMs = 0;
    double valuesMs = 0;
    std::string values;
};

/// One op that was computed while a cell ran.
struct KernelRow {
    std::string_view op;
    std::string backend; ///< whose kernel did it
    double milliseconds = 0;
    std::int64_t bytesAdded = 0;
    std::int64_t tensorsAdded = 0;
    std::vector<Shape> inputs;
    std::vector<Shape> outputs;
};

/// What came of a cell.
struct Outcome {
    Tensors outputs = {};       ///< what the cell's name stands for
    Tensors intermediates = {}; ///< what a chain left behind, besides its result
    double milliseconds = 0;
    std::optional<TidyCounts> counts = {};
    std::optional<Reading> reading = {};
    std::int64_t disposed = 0;     ///< tensors that the cell freed
    std::int64_t tensorsAdded = 0; ///< how the engine's counts changed meanwhile
    std::int64_t bytesAdded = 0;
    std::vector<KernelRow> kernels = {}; ///< in the order of the calls
};

struct Recipe;

/// One use of a recipe that is not an op.
struct RecipeCall {
    const Tensors& inputs;
    const Attrs& attrs; ///< all, with defaults
    const Surroundings& surroundings;

    template<class T>
    const T& attr(std::string_view name) const {
        return std::get<T>(find(name));
    }

private:
    const Attr& find(std::string_view name) const;
};

/// Something a cell can do: one of the engine's ops, or one of a few functions that make tensors or
/// look after memory.
struct Recipe {
    enum class Spelling {
        Function, ///< both languages write `written`
        Script,   ///< JavaScript writes `written`, C++ calls the op by name
        Kernel,   ///< both call the op by name
        Native,   ///< C++ calls the op by name, TensorFlow.js has no such op
        Special,  ///< the code writer knows how
    };

    std::string_view name;
    Group group = Group::Other;
    std::string_view doc;
    std::string_view formula;
    std::vector<std::string_view> inputs; ///< as Op::inputs
    Attrs attrs;                          ///< with their defaults
    const Op* op = nullptr;               ///< null for those that are not ops
    Outcome (*make)(const RecipeCall& call) = nullptr;
    Spelling spelling = Spelling::Kernel;
    std::string_view written; ///< "add({a}, {b})"
    bool hasManyOutputs = false;
    std::string_view exampleInputs; ///< values, with semicolons between them
    std::string_view exampleAttrs;  ///< "axis=0; keepDims=true"
    bool hasExample = false;

    /// Whether one input stands for any number of tensors.
    bool isVariadic() const;
    /// Whether that is its only input.
    bool isList() const { return inputs.size() == 1 && isVariadic(); }
    /// Which of `inputs` the tensor of that index belongs to, in a call with `count` of them.
    std::size_t inputOf(std::size_t index, std::size_t count) const;
    /// "x" of "x*" and "x?".
    static std::string_view inputName(std::string_view input);
};

/// Everything there is, ops included, in alphabetical order within each group. The first call must
/// come after start().
const std::vector<Recipe>& allRecipes();

/// The recipe of that name, or null.
const Recipe* findRecipe(std::string_view name);

/// The recipe that people call so: "Square", "square", "mul", "Multiply"; or null.
const Recipe* findRecipeWritten(std::string_view word);

/// How the recipe is called, with what its attributes are by default: "add(a, b)".
std::string signatureOf(const Recipe& recipe);

/// A cell that shows the recipe at work, without a name; its inputs are values.
Cell exampleOf(const Recipe& recipe);

/// The recipes that are not ops, for allRecipes().
void addOwnRecipes(std::vector<Recipe>& recipes);

} // namespace tp::notebook
