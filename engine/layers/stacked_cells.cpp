#include "engine/layers/stacked_cells.h"

#include "engine/base/error.h"

namespace tp::layers {

namespace {

// The states of the highest cell come first, so that what it puts out does.
class StackedRun : public CellRun {
public:
    struct Part {
        std::unique_ptr<CellRun> run;
        std::size_t stateCount;
    };

    explicit StackedRun(std::vector<Part> parts) : m_parts(std::move(parts)) {}

    Tensor project(const Tensor& xs) override { return m_parts.front().run->project(xs); }

    Tensors step(const Tensor& projected, const Tensors& states) override {
        std::vector<Tensors> after(m_parts.size());
        std::size_t end = states.size();
        Tensor x = projected;
        for (std::size_t i = 0; i < m_parts.size(); ++i) {
            const auto last = states.begin() + static_cast<std::ptrdiff_t>(end);
            end -= m_parts[i].stateCount;
            const Tensors own(states.begin() + static_cast<std::ptrdiff_t>(end), last);
            CellRun& run = *m_parts[i].run;
            after[i] = run.step(i == 0 ? x : run.project(x), own);
            x = after[i].front();
        }
        Tensors all;
        for (auto each = after.rbegin(); each != after.rend(); ++each)
            all.insert(all.end(), each->begin(), each->end());
        return all;
    }

private:
    std::vector<Part> m_parts; ///< the lowest first
};

} // namespace

void describe(ConfigFields& fields, StackedRNNCellsConfig& config) {
    fields.add("cells", config.cells);
}

StackedRNNCells::StackedRNNCells(StackedRNNCellsConfig config)
    : ConfiguredCell("StackedRNNCells", std::move(config)) {
    check(!m_config.cells.empty(), "%1: it needs one cell or more.", name());
    for (const LayerPointer& each : m_config.cells) {
        check(each != nullptr, "%1: one of the cells is null.", name());
        m_cells.push_back(dynamic_cast<const RecurrentCell*>(each.get()));
        check(
            m_cells.back() != nullptr,
            "%1: only cells can be stacked, as layers::lstmCell(), but \"%2\" is a layer of the "
            "kind %3.",
            name(),
            each->name(),
            each->className());
    }
}

std::vector<Shape> StackedRNNCells::stepShapes(const Shape& first) const {
    std::vector<Shape> shapes{first};
    for (std::size_t i = 0; i + 1 < m_cells.size(); ++i) {
        const Shape output = cell(i).stateShapes(shapes.back()).front();
        Shape next{first[0]};
        for (const std::int64_t size : output)
            next.push_back(size);
        shapes.push_back(next);
    }
    return shapes;
}

Shapes StackedRNNCells::stateShapes(const Shape& stepShape) const {
    const std::vector<Shape> steps = stepShapes(stepShape);
    Shapes all;
    for (std::size_t i = m_cells.size(); i-- > 0;) {
        for (const Shape& state : cell(i).stateShapes(steps[i]))
            all.push_back(state);
    }
    return all;
}

std::unique_ptr<CellRun> StackedRNNCells::start(const Shape& stepShape, Training training) const {
    const std::vector<Shape> steps = stepShapes(stepShape);
    std::vector<StackedRun::Part> parts;
    for (std::size_t i = 0; i < m_cells.size(); ++i)
        parts.push_back({cell(i).start(steps[i], training), cell(i).stateShapes(steps[i]).size()});
    return std::make_unique<StackedRun>(std::move(parts));
}

void StackedRNNCells::checkInput(const Shape& inputShape) const {
    check(
        inputShape.rank() == stepRank(),
        "%1: the input of a step must have %2 axes, but it has shape %3.",
        name(),
        stepRank(),
        inputShape);
    if (isBuilt())
        m_config.cells.front()->build(inputShape);
}

void StackedRNNCells::makeWeights(const Shape& inputShape) {
    const std::vector<Shape> steps = stepShapes(inputShape);
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        m_config.cells[i]->setWeightScope(weightScope() + "/RNNCell_" + std::to_string(i));
        m_config.cells[i]->build(steps[i]);
    }
}

void StackedRNNCells::setTrainable(bool trainable) {
    Layer::setTrainable(trainable);
    for (const LayerPointer& each : m_config.cells) {
        for (Variable& variable : each->trainableWeights())
            variable.setTrainable(trainable);
    }
}

Variables StackedRNNCells::trainableWeights() const {
    Variables all;
    if (isTrainable()) {
        for (const LayerPointer& each : m_config.cells) {
            for (Variable& variable : each->trainableWeights())
                all.push_back(std::move(variable));
        }
    }
    return all;
}

Variables StackedRNNCells::nonTrainableWeights() const {
    Variables all;
    if (!isTrainable()) {
        for (const LayerPointer& each : m_config.cells) {
            for (Variable& variable : each->trainableWeights())
                all.push_back(std::move(variable));
        }
    }
    for (const LayerPointer& each : m_config.cells) {
        for (Variable& variable : each->nonTrainableWeights())
            all.push_back(std::move(variable));
    }
    return all;
}

std::vector<Layer::Weight> StackedRNNCells::allWeights() const {
    std::vector<Weight> all;
    for (const LayerPointer& each : m_config.cells) {
        for (Weight& weight : each->allWeights())
            all.push_back(std::move(weight));
    }
    return all;
}

std::shared_ptr<StackedRNNCells> stackedRNNCells(StackedRNNCellsConfig config) {
    return std::make_shared<StackedRNNCells>(std::move(config));
}

} // namespace tp::layers
