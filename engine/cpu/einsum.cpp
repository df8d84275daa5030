#include "engine/ops/einsum.h"

#include "engine/cpu/kernels.h"
#include "engine/ops/rules.h"

#include <algorithm>
#include <array>
#include <limits>

namespace tp::cpu {

namespace {

/// A tensor and the letters of its axes.
struct Operand {
    Tensor tensor;
    std::string labels;
};

bool contains(std::string_view labels, char label) {
    return labels.find(label) != std::string_view::npos;
}

/// The labels of `of` that are in `in`, or not in it.
std::string selected(std::string_view of, std::string_view in, bool isIn) {
    std::string result;
    for (const char label : of) {
        if (contains(in, label) == isIn)
            result += label;
    }
    return result;
}

std::vector<Shape> shapesOf(std::span<const Tensor> tensors) {
    std::vector<Shape> shapes;
    for (const Tensor& each : tensors)
        shapes.push_back(each.shape());
    return shapes;
}

/// What another kernel of this backend makes of the inputs. The tape hears nothing of it.
Tensor computed(std::string_view name, std::span<const Tensor> inputs, const Attrs& attrs) {
    const Op& op = *findOp(name);
    const OpCall call{op, inputs, attrs};
    Tensors outputs{allocateTensor(op.infer(call)[0])};
    KernelCall kernelCall{call, outputs};
    findBackend("cpu")->kernel(op)(kernelCall);
    return outputs[0];
}

/// Turns an equation into sums, transpositions and products of two tensors at a time.
class Contraction {
public:
    Contraction(const EinsumEquation& equation, std::span<const Tensor> inputs)
        : m_output(equation.output)
        , m_sizes(equation, shapesOf(inputs)) {
        for (std::size_t i = 0; i < inputs.size(); ++i)
            m_operands.push_back({inputs[i], equation.terms[i]});
    }

    Tensor result() {
        while (m_operands.size() > 1) {
            const auto [first, second] = cheapestPair();
            Operand a = m_operands[first];
            Operand b = m_operands[second];
            m_operands.erase(m_operands.begin() + static_cast<std::ptrdiff_t>(second));
            m_operands.erase(m_operands.begin() + static_cast<std::ptrdiff_t>(first));
            const std::string needed = neededBy(m_operands);
            m_operands.push_back(
                product(summed(a, b.labels + needed), summed(b, a.labels + needed), needed));
        }
        return arranged(summed(m_operands[0], m_output), m_output);
    }

private:
    /// The letters of the output and of these operands.
    std::string neededBy(const std::vector<Operand>& operands) const {
        std::string needed = m_output;
        for (const Operand& each : operands)
            needed += each.labels;
        return needed;
    }

    double count(std::string_view labels) const {
        double product = 1;
        for (const char label : labels)
            product *= static_cast<double>(m_sizes.of(label));
        return product;
    }

    std::int64_t wholeCount(std::string_view labels) const {
        return m_sizes.shapeOf(labels).elementCount();
    }

    /// The two operands whose product is smallest.
    std::pair<std::size_t, std::size_t> cheapestPair() const {
        std::pair<std::size_t, std::size_t> best{0, 1};
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; m_operands.size() > 2 && i < m_operands.size(); ++i) {
            for (std::size_t j = i + 1; j < m_operands.size(); ++j) {
                std::vector<Operand> others = m_operands;
                others.erase(others.begin() + static_cast<std::ptrdiff_t>(j));
                others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
                const std::string& a = m_operands[i].labels;
                const std::string all = a + selected(m_operands[j].labels, a, false);
                const double size = count(selected(all, neededBy(others), true));
                if (size < least) {
                    least = size;
                    best = {i, j};
                }
            }
        }
        return best;
    }

    /// Without the axes that nobody needs.
    static Operand summed(const Operand& x, std::string_view needed) {
        Ints axes;
        for (std::size_t axis = 0; axis < x.labels.size(); ++axis) {
            if (!contains(needed, x.labels[axis]))
                axes.push_back(static_cast<std::int64_t>(axis));
        }
        if (axes.empty())
            return x;
        const std::array inputs{x.tensor};
        return {
            computed("Sum", inputs, {{"axis", axes}, {"keepDims", false}}),
            selected(x.labels, needed, true)};
    }

    /// The tensor with its axes in this order.
    static Tensor arranged(const Operand& x, std::string_view order) {
        if (x.labels == order)
            return x.tensor;
        Ints perm;
        for (const char label : order)
            perm.push_back(static_cast<std::int64_t>(x.labels.find(label)));
        const std::array inputs{x.tensor};
        return computed("Transpose", inputs, {{"perm", perm}});
    }

    /// The sums of products over the letters that both have and nobody else needs.
    Operand product(const Operand& a, const Operand& b, std::string_view needed) const {
        const std::string both = selected(a.labels, b.labels, true);
        const std::string batch = selected(both, needed, true);
        const std::string inner = selected(both, needed, false);
        const std::string left = selected(a.labels, b.labels, false);
        const std::string right = selected(b.labels, a.labels, false);
        const std::string labels = batch + left + right;
        const std::int64_t batchCount = wholeCount(batch);
        Tensor y;
        if (inner.empty()) {
            const std::array inputs{
                arranged(a, batch + left).withShape({batchCount, wholeCount(left), 1}),
                arranged(b, batch + right).withShape({batchCount, 1, wholeCount(right)})};
            y = computed("Multiply", inputs, {});
        } else {
            // Either layout of a matrix will do; the one it has already costs nothing.
            const bool transposeA =
                a.labels == batch + inner + left && a.labels != batch + left + inner;
            const bool transposeB =
                b.labels == batch + right + inner && b.labels != batch + inner + right;
            const std::array inputs{
                matrices(a, batch, transposeA ? inner : left, transposeA ? left : inner),
                matrices(b, batch, transposeB ? right : inner, transposeB ? inner : right)};
            y = computed(
                "BatchMatMul", inputs, {{"transposeA", transposeA}, {"transposeB", transposeB}});
        }
        return {y.withShape(m_sizes.shapeOf(labels)), labels};
    }

    Tensor matrices(
        const Operand& x,
        const std::string& batch,
        const std::string& rows,
        const std::string& columns) const {
        return arranged(x, batch + rows + columns)
            .withShape({wholeCount(batch), wholeCount(rows), wholeCount(columns)});
    }

    std::string m_output;
    EinsumSizes m_sizes;
    std::vector<Operand> m_operands;
};

void einsum(KernelCall& call) {
    const EinsumEquation equation =
        parseEinsum(call.attr<std::string>("equation"), call.inputs.size());
    const Tensor y = Contraction(equation, call.inputs).result();
    call.outputs[0] = y.withShape(call.outputs[0].shape());
}

} // namespace

void registerEinsumKernels(Backend& backend) {
    backend.add("Einsum", einsum);
}

} // namespace tp::cpu
