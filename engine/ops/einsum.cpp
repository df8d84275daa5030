#include "engine/ops/einsum.h"

#include "engine/ops/creation.h"
#include "engine/ops/register.h"
#include "engine/ops/rules.h"

#include <algorithm>

namespace tp {

namespace {

constexpr std::int64_t kNoSize = -1;

bool contains(std::string_view labels, char label) {
    return labels.find(label) != std::string_view::npos;
}

bool isLetter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

std::vector<std::string> splitTerms(std::string_view text) {
    std::vector<std::string> terms(1);
    for (const char letter : text) {
        if (letter == ',') {
            terms.emplace_back();
        } else {
            terms.back() += letter;
        }
    }
    return terms;
}

void checkTerm(std::string_view equation, const std::string& term) {
    for (std::size_t i = 0; i < term.size(); ++i) {
        check(
            isLetter(term[i]),
            "einsum: the equation \"%1\" must name each axis with a letter, as \"ij,jk->ik\" does.",
            equation);
        check(
            !contains(std::string_view(term).substr(i + 1), term[i]),
            "einsum: in the equation \"%1\", the letter %2 stands twice in one place, which is not "
            "supported.",
            equation,
            std::string(1, term[i]));
    }
}

/// The letters that stand once, in alphabetical order.
std::string implicitOutput(const std::vector<std::string>& terms) {
    std::string all;
    for (const std::string& term : terms)
        all += term;
    std::sort(all.begin(), all.end());
    std::string output;
    for (const char letter : all) {
        if (std::count(all.begin(), all.end(), letter) == 1)
            output += letter;
    }
    return output;
}

std::vector<Shape> shapesOf(const OpCall& call) {
    std::vector<Shape> shapes;
    for (const Tensor& tensor : call.inputs)
        shapes.push_back(tensor.shape());
    return shapes;
}

/// The gradient for one input: the others and dy, summed over all that this one lacks.
Tensor gradientFor(const GradCall& call, const EinsumEquation& equation, std::size_t wanted) {
    const std::string& target = equation.terms[wanted];
    std::string text = equation.output;
    std::string known = equation.output;
    Tensors tensors{call.dy()};
    for (std::size_t i = 0; i < equation.terms.size(); ++i) {
        if (i == wanted)
            continue;
        text += "," + equation.terms[i];
        known += equation.terms[i];
        tensors.push_back(toFloat(call.input(i)));
    }
    // Along axes that were only added up, the gradient is the same everywhere.
    std::string added;
    Shape sizes;
    for (std::size_t axis = 0; axis < target.size(); ++axis) {
        if (!contains(known, target[axis])) {
            added += target[axis];
            sizes.push_back(call.shape(wanted)[axis]);
        }
    }
    if (!added.empty()) {
        text += "," + added;
        tensors.push_back(ones(sizes));
    }
    return einsum(text + "->" + target, tensors);
}

const Op kEinsum = {
    .name = "Einsum",
    .doc = "Sums of products of elements, over axes that an equation names.",
    .formula = "y[i, k] = sum over j of a[i, j] * b[j, k], for ij,jk->ik",
    .inputs = {"tensors*"},
    .attrs = {{"equation", std::string()}},
    .infer = [](const OpCall& call) -> Specs {
        const EinsumEquation equation =
            parseEinsum(call.attr<std::string>("equation"), call.inputs.size());
        const DType dtype = call.input(0).dtype();
        for (std::size_t i = 0; i < call.inputs.size(); ++i) {
            checkDType(call, i, {DType::Float32, DType::Int32});
            check(
                call.input(i).dtype() == dtype,
                "einsum: all tensors must have one dtype, but they are %1 and %2.",
                dtype,
                call.input(i).dtype());
        }
        const Shape shape = EinsumSizes(equation, shapesOf(call)).shapeOf(equation.output);
        checkSizes(shape, "einsum");
        return {{dtype, shape}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        const EinsumEquation equation =
            parseEinsum(call.attr<std::string>("equation"), call.inputs.size());
        Tensors gradients(call.inputs.size());
        for (std::size_t i = 0; i < gradients.size(); ++i) {
            if (call.wants(i))
                gradients[i] = gradientFor(call, equation, i);
        }
        return gradients;
    },
};

} // namespace

EinsumEquation parseEinsum(std::string_view equation, std::size_t tensorCount) {
    std::string text;
    for (const char letter : equation) {
        if (letter != ' ' && letter != '\t' && letter != '\n')
            text += letter;
    }
    const std::size_t arrow = text.find("->");
    EinsumEquation result{splitTerms(std::string_view(text).substr(0, arrow)), {}};
    for (const std::string& term : result.terms)
        checkTerm(equation, term);
    check(
        result.terms.size() == tensorCount && tensorCount > 0,
        "einsum: the equation \"%1\" is about %2 tensors, but %3 were given.",
        equation,
        result.terms.size(),
        tensorCount);
    if (arrow == std::string::npos) {
        result.output = implicitOutput(result.terms);
        return result;
    }
    result.output = text.substr(arrow + 2);
    checkTerm(equation, result.output);
    for (const char label : result.output) {
        const bool known =
            std::any_of(result.terms.begin(), result.terms.end(), [label](const std::string& term) {
                return contains(term, label);
            });
        check(
            known,
            "einsum: in the equation \"%1\", the output has the letter %2, which no tensor has.",
            equation,
            std::string(1, label));
    }
    return result;
}

EinsumSizes::EinsumSizes(const EinsumEquation& equation, const std::vector<Shape>& shapes)
    : m_sizes('z' + 1, kNoSize) {
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const std::string& term = equation.terms[i];
        check(
            term.size() == shapes[i].rank(),
            "einsum: \"%1\" names %2 axes, but the tensor has shape %3.",
            term,
            term.size(),
            shapes[i]);
        for (std::size_t axis = 0; axis < term.size(); ++axis) {
            std::int64_t& size = m_sizes[static_cast<std::size_t>(term[axis])];
            check(
                size == kNoSize || size == shapes[i][axis],
                "einsum: the axis %1 has size %2 in one tensor and %3 in another.",
                std::string(1, term[axis]),
                size,
                shapes[i][axis]);
            size = shapes[i][axis];
        }
    }
}

Shape EinsumSizes::shapeOf(std::string_view labels) const {
    Shape shape;
    for (const char label : labels)
        shape.push_back(of(label));
    return shape;
}

void registerEinsumOps() {
    registerOp(kEinsum);
}

Tensor einsum(std::string_view equation, const Tensors& tensors) {
    DType dtype = DType::Int32;
    for (const Tensor& each : tensors)
        dtype = upcast(dtype, each.dtype());
    Tensors inputs;
    for (const Tensor& each : tensors)
        inputs.push_back(toDType(each, dtype));
    return run(kEinsum, inputs, {{"equation", std::string(equation)}});
}

} // namespace tp
