#include "tests/conformance/layers/comparison.h"

#include <cmath>

namespace tp::conformance {

void compareNumber(double got, double want, double noise, const std::string& what) {
    const bool isFinite = std::isfinite(want);
    const bool agrees = isFinite ? std::abs(got - want) <= 1e-5 + 1e-4 * std::abs(want) + 30 * noise
                                 : (std::isnan(want) ? std::isnan(got) : got == want);
    expectThat(agrees, "%1: got %2, expected %3", what, got, want);
}

void compareNumbers(
    const std::vector<double>& got,
    const RecordedJson& want,
    double noise,
    const std::string& what) {
    expectThat(
        got.size() == want.size(),
        "%1: got %2 numbers, expected %3",
        what,
        got.size(),
        want.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        compareNumber(
            got[i], testing::readNumber(want.at(i)), noise, what + "[" + std::to_string(i) + "]");
    }
}

void compareTensor(const Tensor& got, const Tensor& want, double noise, const std::string& what) {
    expectThat(
        got.shape() == want.shape(),
        "%1: got shape %2, expected %3",
        what,
        got.shape(),
        want.shape());
    const Tensor a = cast(got, DType::Float32);
    const Tensor b = cast(want, DType::Float32);
    for (std::size_t i = 0; i < a.values<float>().size(); ++i) {
        compareNumber(
            static_cast<double>(a.values<float>()[i]),
            static_cast<double>(b.values<float>()[i]),
            noise,
            what + "[" + std::to_string(i) + "]");
    }
}

void compareTensors(
    const Tensors& got, const RecordedJson& want, double noise, const std::string& what) {
    expectThat(
        got.size() == want.size(),
        "%1: got %2 tensors, expected %3",
        what,
        got.size(),
        want.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        compareTensor(
            got[i], testing::readTensor(want.at(i)), noise, what + "(" + std::to_string(i) + ")");
    }
}

void compareTexts(
    const std::vector<std::string>& got, const RecordedJson& want, const std::string& what) {
    for (std::size_t i = 0; i < std::min<std::size_t>(got.size(), want.size()); ++i) {
        const std::string expected = want.at(i).get<std::string>();
        expectThat(
            got[i] == expected,
            "%1: line %2 is\n      %3, expected\n      %4",
            what,
            i + 1,
            got[i],
            expected);
    }
    expectThat(
        got.size() == want.size(), "%1: got %2 lines, expected %3", what, got.size(), want.size());
}

void compareLogs(const Logs& got, const RecordedJson& want, double noise, const std::string& what) {
    expectThat(
        got.size() == want.size(), "%1: got %2 logs, expected %3", what, got.size(), want.size());
    auto entry = want.begin();
    for (const auto& [name, value] : got) {
        expectThat(name == entry.key(), "%1: got \"%2\", expected \"%3\"", what, name, entry.key());
        compareNumber(value, testing::readNumber(entry.value()), noise, what + "." + name);
        ++entry;
    }
}

void compareJson(const Json& got, const Json& want, const std::string& what) {
    const auto differ = [&] {
        throw Difference{what + ": got " + got.dump() + ", expected " + want.dump()};
    };
    if (got.isNumber() && want.isNumber()) {
        const double spread = 1e-6 * std::max(std::abs(got.number()), std::abs(want.number()));
        if (!(std::abs(got.number() - want.number()) <= spread))
            differ();
    } else if (got.isList() && want.isList()) {
        if (got.list().size() != want.list().size())
            differ();
        for (std::size_t i = 0; i < got.list().size(); ++i)
            compareJson(got.list()[i], want.list()[i], what + "[" + std::to_string(i) + "]");
    } else if (got.isObject() && want.isObject()) {
        for (const auto& [name, value] : want.object()) {
            const Json* mine = got.find(name);
            expectThat(mine != nullptr, "%1: lacks \"%2\"", what, name);
            compareJson(*mine, value, what + "." + name);
        }
        for (const auto& [name, value] : got.object())
            expectThat(want.find(name) != nullptr, "%1: has \"%2\", not expected", what, name);
    } else if (!(got == want)) {
        differ();
    }
}

} // namespace tp::conformance
