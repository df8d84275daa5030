#include "engine/notebook/code_writer.h"

#include "engine/notebook/evaluate.h"
#include "engine/notebook/value_text.h"
#include "engine/ops/reduce.h"
#include "engine/ops/rules.h"

#include <algorithm>
#include <cmath>
#include <complex>

namespace tp::notebook {

namespace {

constexpr std::string_view kPairs[] = {"paddings", "crops"};
// TensorFlow.js wants a plain number where a list has only one.
constexpr std::string_view kWindows[] = {"strides", "dilations", "filterSize"};
// What TensorFlow.js leaves out, or calls null, where our ops have an empty text or list.
constexpr std::string_view kOptional[] = {"dimRoundingMode", "explicitPaddings", "outputShape"};

template<class Names>
bool isOneOf(std::string_view name, const Names& names) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

bool isScript(Language language) {
    return language == Language::JavaScript;
}

std::string quoted(std::string_view text, Language language) {
    const char mark = isScript(language) ? '\'' : '"';
    std::string result(1, mark);
    for (const char c : text) {
        if (c == mark || c == '\\')
            result += '\\';
        result += c == '\n' ? std::string("\\n") : std::string(1, c);
    }
    return result + mark;
}

template<class List, class Text>
std::string listOf(const List& list, Language language, Text text) {
    std::string inner;
    for (const auto& item : list)
        inner += (inner.empty() ? "" : ", ") + text(item);
    return isScript(language) ? '[' + inner + ']' : '{' + inner + '}';
}

std::string numberOf(double value, Language language) {
    if (isScript(language) || std::isfinite(value))
        return numberText(value);
    return std::isnan(value) ? "NAN" : (value > 0 ? "INFINITY" : "-INFINITY");
}

/// Whole numbers in pairs: [[1, 1], [0, 2]].
std::string pairsOf(const Ints& numbers, Language language) {
    std::vector<Ints> pairs;
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
        pairs.push_back({numbers[i], numbers[i + 1]});
    return listOf(pairs, language, [&](const Ints& pair) {
        return listOf(pair, language, [](std::int64_t n) { return std::to_string(n); });
    });
}

struct AttrWriter {
    std::string_view name;
    Language language;

    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const { return numberOf(value, language); }
    std::string operator()(const std::string& value) const {
        if (isScript(language) && value.empty() && isOneOf(name, kOptional))
            return "undefined";
        return quoted(value, language);
    }
    std::string operator()(DType value) const {
        if (isScript(language))
            return quoted(dtypeName(value), language);
        switch (value) {
        case DType::Int32:
            return "DType::Int32";
        case DType::Bool:
            return "DType::Bool";
        case DType::Complex64:
            return "DType::Complex64";
        case DType::String:
            return "DType::String";
        case DType::Float32:
            break;
        }
        return "DType::Float32";
    }
    std::string operator()(const Ints& value) const {
        if (value == Axes().list())
            return isScript(language) ? "null" : "{}";
        if (isOneOf(name, kPairs))
            return pairsOf(value, language);
        if (isScript(language) && value.empty() && isOneOf(name, kOptional))
            return "null";
        if (isScript(language) && value.size() == 1 && isOneOf(name, kWindows))
            return std::to_string(value[0]);
        return listOf(value, language, [](std::int64_t n) { return std::to_string(n); });
    }
    std::string operator()(const std::vector<double>& value) const {
        return listOf(value, language, [&](double n) { return numberOf(n, language); });
    }
    std::string operator()(const std::vector<std::string>& value) const {
        return listOf(value, language, [&](const std::string& s) { return quoted(s, language); });
    }
};

/// For calls by name, whose attributes need their exact type.
std::string typedAttr(std::string_view name, const Attr& value, Language language) {
    const std::string plain = std::visit(AttrWriter{name, language}, value);
    if (isScript(language))
        return plain;
    if (std::holds_alternative<std::int64_t>(value))
        return "std::int64_t{" + plain + '}';
    if (std::holds_alternative<double>(value))
        return "double{" + plain + '}';
    if (std::holds_alternative<std::string>(value))
        return "std::string(" + plain + ')';
    if (const auto* numbers = std::get_if<Ints>(&value)) {
        if (*numbers == Axes().list())
            return "Axes().list()";
        return "std::vector<std::int64_t>" +
               listOf(*numbers, language, [](auto n) { return std::to_string(n); });
    }
    if (std::holds_alternative<std::vector<double>>(value))
        return "std::vector<double>" + plain;
    if (std::holds_alternative<std::vector<std::string>>(value))
        return "std::vector<std::string>" + plain;
    return plain;
}

class Writer {
public:
    Writer(const Cell& cell, const Recipe& recipe, const Cells& above, Language language)
        : m_cell(cell)
        , m_recipe(recipe)
        , m_above(above)
        , m_language(language)
        , m_attrs(attrsOf(cell, recipe)) {}

    std::string statement() const {
        if (m_recipe.name == "dispose")
            return (isScript(m_language) ? "tf.dispose(" : "dispose(") + input(0) + ");";
        if (m_recipe.name == "data")
            return reading();
        if (m_recipe.spelling == Recipe::Spelling::Native && isScript(m_language))
            return "// TensorFlow.js has no " + std::string(m_recipe.name) + ": " + m_cell.name;
        const std::string type = m_recipe.hasManyOutputs ? "Tensors " : "Tensor ";
        const std::string left =
            isScript(m_language) ? "const " + m_cell.name : "const " + type + m_cell.name;
        return left + " = " + expression() + ';';
    }

private:
    std::string prefix() const { return isScript(m_language) ? "tf." : ""; }

    const Attr& attr(std::string_view name) const {
        return std::find_if(
                   m_attrs.begin(),
                   m_attrs.end(),
                   [&](const auto& one) { return one.first == name; })
            ->second;
    }

    std::string expression() const {
        if (m_recipe.name == "tensor")
            return values();
        if (m_recipe.name == "fromPixels")
            return picture();
        if (m_recipe.name == "tidy")
            return chain();
        const bool isCall = m_recipe.spelling == Recipe::Spelling::Function ||
                            (m_recipe.spelling == Recipe::Spelling::Script && isScript(m_language));
        return isCall ? prefix() + filledIn(m_recipe.written) : kernelCall();
    }

    std::string values() const {
        const auto& dtype = std::get<std::string>(attr("dtype"));
        const auto& text = std::get<std::string>(attr("values"));
        return literalOf(
            dtype == "auto" ? parseTensor(text) : parseTensor(text, dtypeFromName(dtype)),
            m_language);
    }

    std::string picture() const {
        const auto& path = std::get<std::string>(attr("picture"));
        const auto channels = std::to_string(std::get<std::int64_t>(attr("channels")));
        if (isScript(m_language)) {
            return "tf.browser.fromPixels(document.querySelector('img'), " + channels + ") // " +
                   path;
        }
        return "fromBuffer(pixels, {height, width, " + channels + "}) // " + path;
    }

    std::string chain() const {
        const auto& steps = std::get<std::vector<std::string>>(attr("steps"));
        const auto& kept = std::get<std::string>(attr("keep"));
        const bool isTidied = std::get<bool>(attr("tidy"));
        std::string nested = input(0);
        std::string body;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            std::string call = prefix() + steps[i] + '(' + nested + ')';
            if (steps[i] == kept)
                call = prefix() + "keep(" + call + ')';
            const std::string name = "t" + std::to_string(i + 1);
            body += "    ";
            body += i + 1 == steps.size()
                        ? "return " + call
                        : (isScript(m_language) ? "const " : "const Tensor ") + name + " = " + call;
            body += ";\n";
            nested = name;
        }
        const std::string opening = isScript(m_language) ? "() => {\n" : "[&] {\n";
        return isTidied ? prefix() + "tidy(" + opening + body + "})"
                        : '(' + opening + body + "})()";
    }

    std::string reading() const {
        const bool waits = std::get<bool>(attr("wait"));
        const std::string name = m_cell.name;
        if (isScript(m_language)) {
            return "const " + name + " = " + (waits ? "" : "await ") + input(0) +
                   (waits ? ".dataSync();" : ".data();");
        }
        return "const auto " + name + " = " + input(0) +
               (waits ? ".dataSync<float>();" : ".data<float>().get();");
    }

    std::string input(std::size_t index) const {
        if (index >= m_cell.inputs.size() || m_cell.inputs[index].empty())
            return isScript(m_language) ? "null" : "Tensor()";
        const std::string& text = m_cell.inputs[index];
        const auto reference = referenceIn(text);
        if (!reference)
            return literalOf(parseTensor(text), m_language);
        const auto found = std::find_if(m_above.rbegin(), m_above.rend(), [&](const Cell& cell) {
            return cell.name == reference->name;
        });
        const Recipe* made = found == m_above.rend() ? nullptr : findRecipe(found->recipe);
        if (made != nullptr && made->hasManyOutputs)
            return reference->name + '[' + std::to_string(reference->output) + ']';
        return reference->name;
    }

    std::string allInputs() const {
        std::string all;
        for (std::size_t i = 0; i < m_cell.inputs.size(); ++i)
            all += (i == 0 ? "" : ", ") + input(i);
        return all;
    }

    /// As TensorFlow.js's kernels take them: {a: x, b: y}, or a list.
    std::string namedInputs() const {
        if (m_recipe.isList())
            return '[' + allInputs() + ']';
        std::vector<std::string> values(m_recipe.inputs.size());
        const std::size_t count = std::max(m_cell.inputs.size(), m_recipe.inputs.size());
        for (std::size_t i = 0; i < count; ++i) {
            std::string& value = values[m_recipe.isVariadic() ? m_recipe.inputOf(i, count) : i];
            value += (value.empty() ? "" : ", ") + input(i);
        }
        std::string all;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const bool isMany = m_recipe.inputs[i].ends_with('*');
            all += (all.empty() ? "" : ", ") + std::string(Recipe::inputName(m_recipe.inputs[i])) +
                   ": " + (isMany ? '[' + values[i] + ']' : values[i]);
        }
        return '{' + all + '}';
    }

    /// The recipe's way of writing with inputs and attributes in their places.
    std::string filledIn(std::string_view written) const {
        std::string text;
        while (!written.empty()) {
            const std::size_t open = written.find('{');
            text += written.substr(0, open);
            if (open == std::string_view::npos)
                break;
            const std::size_t close = written.find('}', open);
            text += placed(written.substr(open + 1, close - open - 1));
            written = written.substr(close + 1);
        }
        return text;
    }

    std::string placed(std::string_view name) const {
        if (name.ends_with("..."))
            return allInputs();
        for (std::size_t i = 0; i < m_recipe.inputs.size(); ++i) {
            if (Recipe::inputName(m_recipe.inputs[i]) != name)
                continue;
            if (m_recipe.isList())
                return (isScript(m_language) ? '[' + allInputs() + ']' : '{' + allInputs() + '}');
            return input(i);
        }
        // Its strides are a list whatever their count.
        const bool isPlain = m_recipe.name == "StridedSlice";
        return std::visit(AttrWriter{isPlain ? "" : name, m_language}, attr(name));
    }

    std::string kernelCall() const {
        const std::string inputs = isScript(m_language) ? namedInputs() : allInputs();
        std::string attrs;
        for (const auto& [name, value] : m_attrs) {
            const std::string text = typedAttr(name, value, m_language);
            if (isScript(m_language) && (text == "undefined" || text == "null") &&
                isOneOf(name, kOptional))
                continue;
            attrs += attrs.empty() ? "" : ", ";
            attrs += isScript(m_language) ? std::string(name) + ": " + text
                                          : "{\"" + std::string(name) + "\", " + text + '}';
        }
        const std::string name(m_recipe.name);
        if (!isScript(m_language)) {
            return (m_recipe.hasManyOutputs ? "runAll(*findOp(\"" : "run(*findOp(\"") + name +
                   "\"), " + (m_recipe.hasManyOutputs ? "Tensors{" : "{") + inputs + "}" +
                   (attrs.empty() ? "" : ", {" + attrs + '}') + ')';
        }
        return "tf.engine().runKernel('" + name + "', " + inputs +
               (attrs.empty() ? "" : ", {" + attrs + '}') + ')';
    }

    const Cell& m_cell;
    const Recipe& m_recipe;
    const Cells& m_above;
    Language m_language;
    Attrs m_attrs;
};

std::string commented(std::string_view text) {
    std::string all;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        all += (all.empty() ? "//" : "\n//");
        if (!line.empty())
            all += ' ' + std::string(line);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return all;
}

std::string elementOf(const Tensor& tensor, std::int64_t index, Language language) {
    const auto at = static_cast<std::size_t>(index);
    if (tensor.dtype() == DType::String)
        return quoted(tensor.values<std::string>()[at], language);
    if (tensor.dtype() == DType::Float32)
        return numberOf(static_cast<double>(tensor.values<float>()[at]), language);
    return elementText(tensor, index);
}

void appendNested(
    std::string& text,
    const Tensor& tensor,
    const Shape& strides,
    std::size_t depth,
    std::int64_t offset,
    Language language) {
    if (depth == tensor.rank()) {
        text += elementOf(tensor, offset, language);
        return;
    }
    text += isScript(language) ? '[' : '{';
    for (std::int64_t i = 0; i < tensor.shape()[depth]; ++i) {
        text += i == 0 ? "" : ", ";
        appendNested(text, tensor, strides, depth + 1, offset + i * strides[depth], language);
    }
    text += isScript(language) ? ']' : '}';
}

std::string complexLiteral(const Tensor& tensor, Language language) {
    std::string real;
    std::string imaginary;
    for (const std::complex<float>& value : tensor.values<std::complex<float>>()) {
        real += (real.empty() ? "" : ", ") + numberOf(static_cast<double>(value.real()), language);
        imaginary +=
            (imaginary.empty() ? "" : ", ") + numberOf(static_cast<double>(value.imag()), language);
    }
    const std::string shape =
        listOf(toInts(tensor.shape()), language, [](std::int64_t n) { return std::to_string(n); });
    if (isScript(language)) {
        return "tf.complex(tf.tensor([" + real + "], " + shape + "), tf.tensor([" + imaginary +
               "], " + shape + "))";
    }
    return "complex(tensor({" + real + "}, Shape" + shape + "), tensor({" + imaginary + "}, Shape" +
           shape + "))";
}

} // namespace

std::string literalOf(const Tensor& tensor, Language language) {
    check(
        tensor.size() <= kMostCopied,
        "copy: %1 elements are too many for a program's text; %2 is the most.",
        tensor.size(),
        kMostCopied);
    if (tensor.dtype() == DType::Complex64)
        return complexLiteral(tensor, language);
    const std::string dtype = AttrWriter{{}, language}(tensor.dtype());
    const bool saysItself = tensor.dtype() == DType::Float32 || tensor.dtype() == DType::String ||
                            (tensor.dtype() == DType::Bool && tensor.size() > 0);
    const std::string opening = isScript(language) ? "tf." : "";
    if (tensor.rank() == 0) {
        return opening + "scalar(" + elementOf(tensor, 0, language) +
               (saysItself ? "" : ", " + dtype) + ')';
    }
    // Beyond four axes, and where an axis is empty, a flat list with the shape is all there is.
    const bool isNested = tensor.rank() <= 4 && tensor.size() > 0;
    std::string text = opening + "tensor(";
    if (isNested) {
        appendNested(text, tensor, rowMajorStrides(tensor.shape()), 0, 0, language);
        if (!saysItself)
            text += isScript(language) ? ", undefined, " + dtype : ", " + dtype;
        return text + ')';
    }
    const Tensor flat = tensor.withShape({tensor.size()});
    appendNested(text, flat, Shape{1}, 0, 0, language);
    const std::string shape =
        listOf(toInts(tensor.shape()), language, [](std::int64_t n) { return std::to_string(n); });
    return text + ", " + (isScript(language) ? "" : "Shape") + shape +
           (saysItself && tensor.size() > 0 ? "" : ", " + dtype) + ')';
}

std::string codeOf(const Cell& cell, const Cells& above, Language language) {
    if (cell.isNote())
        return commented(cell.note);
    const Recipe* recipe = findRecipe(cell.recipe);
    check(recipe != nullptr, "%1: there is no operation of this name.", cell.recipe);
    return Writer(cell, *recipe, above, language).statement();
}

std::string programOf(const Cells& cells, Language language) {
    std::string body;
    Cells above;
    for (const Cell& cell : cells) {
        if (cell.isNote() && !body.empty())
            body += '\n';
        body += codeOf(cell, above, language) + '\n';
        above.push_back(cell);
    }
    if (isScript(language))
        return "import * as tf from '@tensorflow/tfjs';\n\n" + body;
    std::string indented;
    bool isLineStart = true;
    for (const char c : body) {
        if (isLineStart && c != '\n')
            indented += "    ";
        indented += c;
        isLineStart = c == '\n';
    }
    return "#include \"engine/api/tp.h\"\n\nusing namespace tp;\n\nint main() {\n    start();\n" +
           indented + "}\n";
}

} // namespace tp::notebook
