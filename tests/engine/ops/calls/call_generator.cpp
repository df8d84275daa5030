#include "tests/engine/ops/calls/call_generator.h"

#include "engine/runtime/gradients.h"
#include "engine/runtime/observer.h"
#include "tests/engine/ops/cases/cases.h"

#include <algorithm>
#include <array>

namespace tp::test {

namespace {

constexpr std::int64_t kLargestSeed = 3000; // elements; larger ones only cost time
constexpr std::size_t kSeedsOfAnOp = 80;

/// Notes the calls that pass the door.
class Collector final : public CallObserver {
public:
    explicit Collector(std::map<const Op*, std::vector<RandomCall>>& seeds) : m_seeds(seeds) {}

    void observe(const ObservedCall& call) override {
        std::int64_t elements = 0;
        for (const Tensor& input : call.inputs)
            elements += input.isNull() ? 0 : input.size();
        auto& known = m_seeds[&call.op];
        if (elements <= kLargestSeed && known.size() < kSeedsOfAnOp)
            known.push_back({&call.op, {call.inputs.begin(), call.inputs.end()}, call.attrs});
    }

private:
    std::map<const Op*, std::vector<RandomCall>>& m_seeds;
};

std::map<const Op*, std::vector<RandomCall>> callsOfCases() {
    std::map<const Op*, std::vector<RandomCall>> seeds;
    Collector collector(seeds);
    for (const test::OpCase& row : allCases()) {
        row.call(row.inputs);
        const bool allFloats =
            std::all_of(row.inputs.begin(), row.inputs.end(), [](const Tensor& input) {
                return !input.isNull() && input.dtype() == DType::Float32;
            });
        if (row.smooth != Smooth::No && allFloats && !row.inputs.empty())
            grads(row.call)(row.inputs);
    }
    return seeds;
}

std::vector<std::int64_t> randomIntegers(Random& random) {
    std::vector<std::int64_t> list(random.below(6));
    for (std::int64_t& each : list)
        each = random.chance(0.1) ? wildInteger(random) : random.between(-2, 5);
    return list;
}

double randomNumber(Random& random, Values values) {
    if (values == Values::Any)
        return wildNumber(random);
    return static_cast<double>(random.between(-12, 12)) / 4;
}

/// A value for an attribute that is declared with one like `like`.
Attr randomAttr(Random& random, const Attr& like, Values values) {
    switch (like.index()) {
    case 0:
        return random.chance(0.5);
    case 1:
        return random.chance(0.2) ? wildInteger(random) : random.between(-3, 6);
    case 2:
        return randomNumber(random, values);
    case 3:
        return randomWord(random);
    case 4:
        return randomIntegers(random);
    case 5: {
        std::vector<double> list(random.below(6));
        for (double& each : list)
            each = randomNumber(random, values);
        return list;
    }
    case 6: {
        std::vector<std::string> list(random.below(4));
        for (std::string& each : list)
            each = randomWord(random);
        return list;
    }
    default:
        return randomDType(random);
    }
}

/// An attribute of whatever type.
Attr anyAttr(Random& random, Values values) {
    static const std::array<Attr, 8> kKinds{
        false,
        std::int64_t{0},
        0.0,
        std::string(),
        std::vector<std::int64_t>(),
        std::vector<double>(),
        std::vector<std::string>(),
        DType::Float32};
    return randomAttr(random, random.element(std::span<const Attr>(kKinds)), values);
}

/// The same attribute with something about it changed.
Attr changedAttr(Random& random, const Attr& attr, Values values) {
    if (const auto* number = std::get_if<std::int64_t>(&attr); number && random.chance(0.6)) {
        return static_cast<std::int64_t>(
            static_cast<std::uint64_t>(*number) +
            static_cast<std::uint64_t>(random.between(-2, 2)));
    }
    if (const auto* list = std::get_if<std::vector<std::int64_t>>(&attr);
        list && !list->empty() && random.chance(0.8)) {
        std::vector<std::int64_t> changed = *list;
        const std::size_t place = random.below(changed.size());
        switch (random.below(5)) {
        case 0:
            changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(place));
            break;
        case 1:
            changed.push_back(random.between(-1, 4));
            break;
        case 2:
            changed[place] = wildInteger(random);
            break;
        default:
            changed[place] = random.between(-2, 6);
        }
        return changed;
    }
    if (const auto* number = std::get_if<double>(&attr); number && random.chance(0.3))
        return -*number;
    return randomAttr(random, attr, values);
}

Shape changedShape(Random& random, const Shape& shape) {
    std::vector<std::int64_t> sizes(shape.begin(), shape.end());
    const std::size_t kind = random.below(4);
    if (kind == 0 && sizes.size() < 6) {
        const auto place = static_cast<std::ptrdiff_t>(random.below(sizes.size() + 1));
        sizes.insert(sizes.begin() + place, random.between(0, 3));
    } else if (kind == 1 && !sizes.empty()) {
        sizes.erase(sizes.begin() + static_cast<std::ptrdiff_t>(random.below(sizes.size())));
    } else if (!sizes.empty()) {
        sizes[random.below(sizes.size())] = random.between(0, 6);
    }
    return Shape(sizes);
}

template<class T>
void appendElements(std::string& text, const Tensor& tensor) {
    for (const auto& each : tensor.values<T>()) {
        if constexpr (std::is_same_v<T, std::complex<float>>) {
            text += ' ' + std::to_string(each.real()) + '+' + std::to_string(each.imag()) + 'i';
        } else if constexpr (std::is_same_v<T, std::string>) {
            text += " \"" + each + '"';
        } else {
            text += ' ' + std::to_string(each);
        }
    }
}

void appendTensor(std::string& text, const Tensor& tensor) {
    if (tensor.isNull()) {
        text += "null";
        return;
    }
    text += toText(tensor.dtype()) + toText(tensor.shape());
    constexpr std::int64_t kFew = 64;
    if (tensor.isDisposed() || tensor.size() > kFew)
        return;
    text += " {";
    switch (tensor.dtype()) {
    case DType::Float32:
        appendElements<float>(text, tensor);
        break;
    case DType::Int32:
        appendElements<std::int32_t>(text, tensor);
        break;
    case DType::Bool:
        appendElements<std::uint8_t>(text, tensor);
        break;
    case DType::Complex64:
        appendElements<std::complex<float>>(text, tensor);
        break;
    case DType::String:
        appendElements<std::string>(text, tensor);
    }
    text += " }";
}

template<class T>
std::string valueText(const T& value) {
    if constexpr (std::is_same_v<T, double>) {
        return std::to_string(value);
    } else {
        return toText(value);
    }
}

template<class T>
std::string valueText(const std::vector<T>& list) {
    std::string text = "[";
    for (const T& each : list)
        text += (text.size() > 1 ? ", " : "") + valueText(each);
    return text + ']';
}

} // namespace

std::string describe(const RandomCall& call) {
    std::string text(call.op->name);
    for (const Tensor& input : call.inputs) {
        text += "\n  ";
        appendTensor(text, input);
    }
    for (const auto& [name, value] : call.attrs) {
        text += "\n  ";
        text += name;
        text += " = " + std::visit([](const auto& each) { return valueText(each); }, value);
    }
    return text;
}

CallGenerator::CallGenerator(Values values)
    : m_values(values)
    , m_ops(allOps())
    , m_seeds(callsOfCases()) {}

RandomCall CallGenerator::make(Random& random, const Op* only) const {
    const Op& op = only ? *only : *random.element(std::span<const Op* const>(m_ops));
    const auto seeds = m_seeds.find(&op);
    if (seeds == m_seeds.end() || seeds->second.empty() || random.chance(0.25))
        return fromNothing(random, op);
    return fromCase(random, seeds->second);
}

RandomCall CallGenerator::fromNothing(Random& random, const Op& op) const {
    RandomCall call{&op, {}, {}};
    std::size_t count = op.listInput() < op.inputs.size() ? random.below(5) : op.inputs.size();
    if (random.chance(0.02))
        count = random.below(5);
    const DType usual = randomDType(random);
    Shape shape = randomShape(random);
    for (std::size_t i = 0; i < count; ++i) {
        if (random.chance(0.3)) {
            shape = randomShape(random);
        } else if (random.chance(0.3)) {
            shape = changedShape(random, shape);
        }
        const DType dtype = random.chance(0.3) ? randomDType(random) : usual;
        call.inputs.push_back(
            random.chance(0.03) ? Tensor() : randomTensor(random, dtype, shape, m_values));
    }
    for (const auto& [name, value] : op.attrs) {
        if (random.chance(0.75)) {
            call.attrs.emplace_back(
                name,
                random.chance(0.02) ? anyAttr(random, m_values)
                                    : randomAttr(random, value, m_values));
        }
    }
    return call;
}

RandomCall CallGenerator::fromCase(Random& random, const std::vector<RandomCall>& seeds) const {
    RandomCall call = random.element(std::span<const RandomCall>(seeds));
    for (Tensor& input : call.inputs) {
        if (!input.isNull() && input.dtype() != DType::Int32 && random.chance(0.3))
            input = randomTensor(random, input.dtype(), input.shape(), m_values);
    }
    const std::size_t changes = random.below(4);
    for (std::size_t i = 0; i < changes; ++i)
        spoil(random, call);
    return call;
}

void CallGenerator::spoil(Random& random, RandomCall& call) const {
    if (call.op->attrs.empty() || (!call.inputs.empty() && random.chance(0.5))) {
        spoilInput(random, call);
    } else {
        spoilAttr(random, call);
    }
}

void CallGenerator::spoilInput(Random& random, RandomCall& call) const {
    if (call.inputs.empty() || random.chance(0.04)) {
        call.inputs.push_back(
            randomTensor(random, randomDType(random), randomShape(random), m_values));
        return;
    }
    Tensor& input = call.inputs[random.below(call.inputs.size())];
    if (input.isNull() || random.chance(0.1)) {
        input = random.chance(0.2)
                    ? Tensor()
                    : randomTensor(random, randomDType(random), randomShape(random), m_values);
        return;
    }
    const bool sameShape = random.chance(0.4);
    const Shape shape = sameShape ? input.shape() : changedShape(random, input.shape());
    const DType dtype = random.chance(0.15) ? randomDType(random) : input.dtype();
    input = randomTensor(random, dtype, shape, m_values);
    if (random.chance(0.01))
        input.dispose();
}

void CallGenerator::spoilAttr(Random& random, RandomCall& call) const {
    const auto& [name, initial] = call.op->attrs[random.below(call.op->attrs.size())];
    const auto found =
        std::find_if(call.attrs.begin(), call.attrs.end(), [&, wanted = name](const auto& each) {
            return each.first == wanted;
        });
    if (random.chance(0.03)) {
        call.attrs.emplace_back(random.chance(0.3) ? "nonsense" : name, anyAttr(random, m_values));
    } else if (found == call.attrs.end()) {
        call.attrs.emplace_back(name, changedAttr(random, initial, m_values));
    } else if (random.chance(0.1)) {
        call.attrs.erase(found);
    } else {
        found->second = changedAttr(random, found->second, m_values);
    }
}

} // namespace tp::test
