#pragma once

#include "tests/conformance/layers/layers_case.h"

namespace tp::conformance {

/// We differ from the recording.
struct Difference {
    std::string what;
};

/// Throws Difference unless `ok`.
template<class... Arguments>
void expectThat(bool ok, std::string_view format, const Arguments&... arguments) {
    if (!ok)
        throw Difference{formatText(format, {toText(arguments)...})};
}

/// The next ones throw Difference unless what we got is what was recorded; NaN equals NaN.
void compareNumber(double got, double want, double noise, const std::string& what);
void compareNumbers(
    const std::vector<double>& got,
    const RecordedJson& want,
    double noise,
    const std::string& what);
void compareTensor(const Tensor& got, const Tensor& want, double noise, const std::string& what);
void compareTensors(
    const Tensors& got, const RecordedJson& want, double noise, const std::string& what);
void compareTexts(
    const std::vector<std::string>& got, const RecordedJson& want, const std::string& what);

/// Names, their order, and numbers.
void compareLogs(const Logs& got, const RecordedJson& want, double noise, const std::string& what);

/// Configs: equal but for rounding errors of numbers.
void compareJson(const Json& got, const Json& want, const std::string& what);

} // namespace tp::conformance
