// Models predicting, for models.mjs: each line of input is a question in JSON, the answer is one
// line of JSON.
//
//   {"ask": "version"}
//   {"ask": "predict", "kind": "graph", "file": "model.json", "inputs": {...}, "seconds": 1}
//   {"ask": "export", "file": "model.json", "to": "model.onnx"}
#include "engine/api/tp.h"
#include "engine/base/thread_pool.h"
#include "engine/export/export_model.h"
#include "engine/graph/graph_model.h"
#include "engine/model/saving.h"
#include "tests/conformance/graphs/golden.h"

#include <chrono>
#include <functional>
#include <iostream>

using namespace tp;
using nlohmann::json;

namespace {

using Predict = std::function<Tensors(const Tensors&)>;

Predict loaded(const json& question) {
    const auto file = question.at("file").get<std::string>();
    if (question.value("kind", "graph") == "graph") {
        return [model = GraphModel::load(file)](const Tensors& inputs) {
            return model.predict(inputs);
        };
    }
    return [model = loadLayersModel(file)](const Tensors& inputs) {
        return model->predictAll(inputs);
    };
}

double seconds(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

json predictions(const json& question) {
    Tensors inputs;
    for (const auto& [name, description] : question.at("inputs").items())
        inputs.push_back(conformance::filledInput(description));
    Predict predict;
    json loads = json::array();
    for (int i = 0; i < 3; ++i) {
        predict = nullptr; // freeing is no part of loading
        loads.push_back(seconds([&] { predict = loaded(question); }));
    }
    const auto once = [&] { return seconds([&] { predict(inputs); }); };
    const double first = once();
    json samples = json::array();
    const double most = question.value("seconds", 1.0);
    for (double taken = 0; taken < most || samples.size() < 5;) {
        const double each = once();
        taken += each;
        samples.push_back(each);
    }
    return {{"load", loads}, {"first", first}, {"samples", samples}};
}

json answer(const json& question) {
    const auto ask = question.at("ask").get<std::string>();
    if (ask == "version")
        return {{"version", version()}, {"threads", threadCount()}};
    if (ask == "export") {
        const ModelPointer model = loadLayersModel(question.at("file").get<std::string>());
        exportModel(
            *model, question.at("to").get<std::string>(), ExportFormat::Onnx, {.samples = 1});
        return {{"done", true}};
    }
    return predictions(question);
}

} // namespace

int main() {
    start();
    std::string line;
    while (std::getline(std::cin, line))
        std::cout << answer(json::parse(line)).dump() << std::endl;
    return 0;
}
