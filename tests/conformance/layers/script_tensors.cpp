// What scripts do with tensors.
#include "tests/conformance/layers/layers_case.h"
#include "tests/conformance/layers/script_values.h"

namespace tp::conformance {

namespace {

using Arguments = std::vector<QJSValue>;

std::vector<double> valuesOf(const Tensor& tensor) {
    const Tensor floats = tensor.dtype() == DType::Float32 ? tensor : cast(tensor, DType::Float32);
    std::vector<double> values;
    for (const float value : floats.values<float>())
        values.push_back(static_cast<double>(value));
    return values;
}

std::vector<std::int64_t> wholeNumbers(const QJSValue& list) {
    std::vector<std::int64_t> numbers;
    for (const QJSValue& each : elementsOf(list))
        numbers.push_back(wholeNumber(each, "an axis"));
    return numbers;
}

using Numbers = std::vector<std::int64_t>;
using Compute = Tensor (*)(const Tensors& xs, const Numbers& rest);

int axisOf(const Numbers& axes) {
    return axes.empty() ? 0 : static_cast<int>(axes.front());
}

Axes axesOf(const Numbers& axes) {
    return axes.empty() ? Axes() : Axes(axes);
}

const std::map<std::string, Compute> kOps = {
    {"abs", [](const Tensors& x, const Numbers&) { return abs(x.at(0)); }},
    {"neg", [](const Tensors& x, const Numbers&) { return neg(x.at(0)); }},
    {"square", [](const Tensors& x, const Numbers&) { return square(x.at(0)); }},
    {"sqrt", [](const Tensors& x, const Numbers&) { return sqrt(x.at(0)); }},
    {"exp", [](const Tensors& x, const Numbers&) { return exp(x.at(0)); }},
    {"log", [](const Tensors& x, const Numbers&) { return log(x.at(0)); }},
    {"relu", [](const Tensors& x, const Numbers&) { return relu(x.at(0)); }},
    {"sigmoid", [](const Tensors& x, const Numbers&) { return sigmoid(x.at(0)); }},
    {"tanh", [](const Tensors& x, const Numbers&) { return tanh(x.at(0)); }},
    {"softmax", [](const Tensors& x, const Numbers&) { return softmax(x.at(0)); }},
    {"sign", [](const Tensors& x, const Numbers&) { return sign(x.at(0)); }},
    {"round", [](const Tensors& x, const Numbers&) { return round(x.at(0)); }},
    {"floor", [](const Tensors& x, const Numbers&) { return floor(x.at(0)); }},
    {"transpose", [](const Tensors& x, const Numbers& axes) { return transpose(x.at(0), axes); }},
    {"sum", [](const Tensors& x, const Numbers& axes) { return sum(x.at(0), axesOf(axes)); }},
    {"mean", [](const Tensors& x, const Numbers& axes) { return mean(x.at(0), axesOf(axes)); }},
    {"max", [](const Tensors& x, const Numbers& axes) { return max(x.at(0), axesOf(axes)); }},
    {"min", [](const Tensors& x, const Numbers& axes) { return min(x.at(0), axesOf(axes)); }},
    {"argMax", [](const Tensors& x, const Numbers& axes) { return argMax(x.at(0), axisOf(axes)); }},
    {"add", [](const Tensors& x, const Numbers&) { return add(x.at(0), x.at(1)); }},
    {"sub", [](const Tensors& x, const Numbers&) { return sub(x.at(0), x.at(1)); }},
    {"mul", [](const Tensors& x, const Numbers&) { return mul(x.at(0), x.at(1)); }},
    {"div", [](const Tensors& x, const Numbers&) { return div(x.at(0), x.at(1)); }},
    {"maximum", [](const Tensors& x, const Numbers&) { return maximum(x.at(0), x.at(1)); }},
    {"minimum", [](const Tensors& x, const Numbers&) { return minimum(x.at(0), x.at(1)); }},
    {"pow", [](const Tensors& x, const Numbers&) { return pow(x.at(0), x.at(1)); }},
    {"matMul", [](const Tensors& x, const Numbers&) { return matMul(x.at(0), x.at(1)); }},
    {"squaredDifference",
     [](const Tensors& x, const Numbers&) { return squaredDifference(x.at(0), x.at(1)); }},
    {"reshape",
     [](const Tensors& x, const Numbers& sizes) { return reshape(x.at(0), Shape(sizes)); }},
    {"stack", [](const Tensors& x, const Numbers& axes) { return stack(x, axisOf(axes)); }},
    {"concat", [](const Tensors& x, const Numbers& axes) { return concat(x, axisOf(axes)); }},
    {"oneHot",
     [](const Tensors& x, const Numbers& depth) {
         return oneHot(cast(x.at(0), DType::Int32), depth.at(0));
     }},
};

Tensor randomTensor(const Arguments& args) {
    const std::string kind = text(args[0], "a kind");
    const Shape shape = shapeFrom(args[1]);
    const double a = realNumber(args[2], "a number");
    const double b = realNumber(args[3], "a number");
    if (kind == "uniform")
        return randomUniform(shape, a, b);
    return kind == "normal" ? randomNormal(shape, a, b) : truncatedNormal(shape, a, b);
}

QJSValue specOf(const ScriptValues& values, const Tensor& tensor) {
    QJSValue spec = values.object();
    spec.setProperty("shape", values.shape(tensor.shape()));
    spec.setProperty("dtype", QString::fromStdString(std::string(dtypeName(tensor.dtype()))));
    return spec;
}

} // namespace

void addTensorFunctions(ScriptFunctions& functions, ScriptValues& values) {
    functions["inexpressible"] = [](const Arguments& args) -> QJSValue {
        throw Inexpressible{args[0].toString().toStdString()};
    };
    functions["tensor"] = [&values](const Arguments& args) -> QJSValue {
        std::vector<double> numbers;
        for (const QJSValue& each : elementsOf(args[0]))
            numbers.push_back(each.toNumber());
        const DType dtype = dtypeFromName(text(args[2], "a dtype"));
        return values.numberOf(tensor(TensorData(numbers), shapeFrom(args[1]), dtype));
    };
    functions["filled"] = [&values](const Arguments& args) -> QJSValue {
        const DType dtype = dtypeFromName(text(args[2], "a dtype"));
        return values.numberOf(fill(shapeFrom(args[0]), realNumber(args[1], "a value"), dtype));
    };
    functions["random"] = [&values](const Arguments& args) -> QJSValue {
        return values.numberOf(randomTensor(args));
    };
    functions["tensorSpec"] = [&values](const Arguments& args) {
        return specOf(values, values.tensor(args[0]));
    };
    functions["tensorData"] = [&values](const Arguments& args) {
        return values.numbers(valuesOf(values.tensor(args[0])));
    };
    functions["tensorText"] = [&values](const Arguments& args) -> QJSValue {
        return QString::fromStdString(values.tensor(args[0]).toString());
    };
    functions["cast"] = [&values](const Arguments& args) -> QJSValue {
        const DType dtype = dtypeFromName(text(args[1], "a dtype"));
        return values.numberOf(cast(values.tensor(args[0]), dtype));
    };
    functions["op"] = [&values](const Arguments& args) -> QJSValue {
        const Compute compute = kOps.at(text(args[0], "an op"));
        return values.numberOf(compute(values.tensorsOf(args[1]), wholeNumbers(args[2])));
    };
    functions["known"] = [&values](const Arguments& args) -> QJSValue {
        const SampleFunction function = recordedFunction(text(args[0], "a function"));
        return values.numberOf(function(values.tensor(args[1]), values.tensor(args[2])));
    };
    functions["dispose"] = [&values](const Arguments& args) -> QJSValue {
        values.tensor(args[0]).dispose();
        return {};
    };
    functions["isDisposed"] = [&values](const Arguments& args) -> QJSValue {
        return values.tensor(args[0]).isDisposed();
    };
    functions["memory"] = [&values](const Arguments&) {
        QJSValue counts = values.object();
        counts.setProperty("numTensors", static_cast<int>(values.tensors.size()));
        return counts;
    };
    functions["variableSpec"] = [&values](const Arguments& args) {
        const Variable variable = values.variables.at(args[0].toUInt());
        QJSValue spec = specOf(values, variable.value());
        const QString name = QString::fromStdString(variable.name());
        spec.setProperty("name", name);
        // tfjs tells weights of one name apart by numbers, all over the program.
        int earlier = 0;
        for (std::size_t i = 0; i < args[0].toUInt(); ++i)
            earlier += values.variables[i].name() == variable.name() ? 1 : 0;
        spec.setProperty("uniqueName", earlier == 0 ? name : name + "_" + QString::number(earlier));
        spec.setProperty("trainable", variable.isTrainable());
        spec.setProperty("value", values.numberOf(variable.value()));
        return spec;
    };
    functions["variableWrite"] = [&values](const Arguments& args) -> QJSValue {
        values.variables.at(args[0].toUInt()).assign(values.tensor(args[1]));
        return {};
    };
}

} // namespace tp::conformance
