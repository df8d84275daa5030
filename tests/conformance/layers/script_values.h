#pragma once

#include "engine/api/tp.h"
#include "tests/support/recorded.h"

#include <QJSEngine>
#include <QJSValue>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace tp::conformance {

using testing::RecordedJson;

/// A script says what no C++ program could: the compiler, a type, or the end of a scope rules it
/// out before the engine is asked.
struct Inexpressible {
    std::string reason;
};

/// A function of a script, called by the engine, threw.
struct ScriptFailure {
    QJSValue error;
};

/// What scripts hold of the engine's values, by number, and how values go to and fro.
class ScriptValues {
public:
    explicit ScriptValues(QJSEngine& engine) : m_engine(&engine) {}

    std::vector<Tensor> tensors;
    std::vector<SymbolicTensor> wires;
    std::vector<LayerPointer> layers;
    std::vector<Variable> variables;
    std::vector<OptimizerPointer> optimizers;
    std::vector<CallbackPointer> callbacks;
    std::vector<Dataset> datasets;

    /// The number of a value, a new one if it has none.
    int numberOf(const Tensor& tensor);
    int numberOf(const SymbolicTensor& wire);
    int numberOf(const LayerPointer& layer);
    int numberOf(const Variable& variable);

    // What a number means. Each throws Inexpressible where there is none.
    const Tensor& tensor(const QJSValue& number) const;
    const LayerPointer& layer(const QJSValue& number) const;
    Model& model(const QJSValue& number) const;
    Tensors tensorsOf(const QJSValue& numbers) const;

    /// Tensors in the ways that a model takes them: a number, a list of them, or named ones.
    Feed feed(const QJSValue& value) const;

    /// A JavaScript value as files would hold it: names in snake case, and what was made by another
    /// factory with its class. For the settings of layers.
    RecordedJson fileForm(const QJSValue& value) const;

    /// JavaScript values as they are.
    Json json(const QJSValue& value) const;
    QJSValue script(const Json& json) const;

    QJSValue list(const std::vector<QJSValue>& values) const;
    QJSValue shape(const Shape& shape) const;
    QJSValue numbers(const std::vector<double>& values) const;
    QJSValue texts(const std::vector<std::string>& values) const;
    QJSValue logs(const Logs& logs) const;
    QJSValue object() const { return m_engine->newObject(); }

    template<class Values>
    QJSValue numbersOf(const Values& values) {
        std::vector<QJSValue> all;
        for (const auto& each : values)
            all.emplace_back(numberOf(each));
        return list(all);
    }

    QJSEngine& engine() const { return *m_engine; }

private:
    QJSEngine* m_engine;
};

// Arguments as C++ has them. Each throws Inexpressible for what has another type there.
std::int64_t wholeNumber(const QJSValue& value, const std::string& what);
double realNumber(const QJSValue& value, const std::string& what);
bool truth(const QJSValue& value, const std::string& what);
std::string text(const QJSValue& value, const std::string& what);
Shape shapeFrom(const QJSValue& value);
std::vector<QJSValue> elementsOf(const QJSValue& list);
std::vector<std::pair<std::string, QJSValue>> membersOf(const QJSValue& object);
bool isGiven(const QJSValue& value);

/// Calls a script's function; throws ScriptFailure if it throws.
QJSValue called(const QJSValue& function, const QJSValueList& arguments);

/// A script's function of two tensors, as losses and metrics are.
SampleFunction sampleFunction(ScriptValues& values, const QJSValue& function);

using ScriptFunction = std::function<QJSValue(const std::vector<QJSValue>& arguments)>;
using ScriptFunctions = std::map<std::string, ScriptFunction>;

// The functions that the prelude calls, by family. `values` must outlive them.
void addTensorFunctions(ScriptFunctions& functions, ScriptValues& values);
void addLayerFunctions(ScriptFunctions& functions, ScriptValues& values);
void addModelFunctions(ScriptFunctions& functions, ScriptValues& values);
void addTrainingFunctions(ScriptFunctions& functions, ScriptValues& values);
void addSavingFunctions(ScriptFunctions& functions, ScriptValues& values);

/// What layerGet answers for a model alone.
QJSValue modelProperty(ScriptValues& values, Model& model, const std::string& name);

} // namespace tp::conformance
