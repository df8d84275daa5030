// Writes models for others to load, and loads theirs; for the scripts beside this file.
//
//   interop_models write FOLDER CASE…   each model in every format, with samples and our answers
//   interop_models read FOLDER          models that others wrote there, with samples and answers
//   interop_models weights ADDRESS      prints what lies there as JSON, however it is stored
//   interop_models copy FROM TO [0|1|2] from one place to another, as float16, uint16 or uint8

#include "engine/api/start.h"
#include "engine/base/error.h"
#include "engine/export/export_model.h"
#include "engine/export/keras_h5.h"
#include "engine/export/onnx.h"
#include "engine/io/file.h"
#include "engine/io/model_store.h"
#include "engine/model/saving.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>

using namespace tp;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kSamples = 3;
constexpr std::int64_t kSeed = 5;

Json tensorToJson(const Tensor& tensor) {
    Json::List data;
    const Tensor floats = cast(tensor, DType::Float32);
    for (const float value : floats.values<float>()) {
        data.emplace_back(
            std::isfinite(value) ? Json(static_cast<double>(value)) : Json(toText(value)));
    }
    return Json::Object{
        {"dtype", dtypeName(tensor.dtype())},
        {"shape", shapeToJson(tensor.shape())},
        {"data", std::move(data)}};
}

Tensor tensorFromJson(const JsonReader& json) {
    std::vector<float> data;
    for (const JsonReader& value : json["data"].elements()) {
        data.push_back(
            value.value().isText() ? std::stof(value.text()) : static_cast<float>(value.number()));
    }
    const std::string& dtype = json["dtype"].text();
    const Tensor floats = tensor(data, shapeFromJson(json["shape"]));
    return cast(floats, dtype == "int32" ? DType::Int32 : DType::Float32);
}

Json listOf(const Tensors& tensors) {
    Json::List all;
    for (const Tensor& each : tensors)
        all.push_back(tensorToJson(each));
    return all;
}

void writeText(const fs::path& path, const std::string& text) {
    std::ofstream(path) << text;
}

/// What came of a format: null if it was written, else why not.
Json outcomeOf(const std::function<void()>& write) {
    try {
        write();
        return {};
    } catch (const Error& error) {
        return error.what();
    }
}

std::string onlyInText(const KerasResult& result) {
    return result.onlyIn ? std::to_string(static_cast<int>(*result.onlyIn)) : "";
}

Json writeCase(const fs::path& folder, const fs::path& from) {
    const std::string name = from.filename();
    const ModelPointer model = loadLayersModel(from / "model.json");
    const Tensors samples = samplesFor(*model, kSamples, kSeed);
    Json entry = Json::Object{{"name", name}};
    entry.set("inputs", listOf(samples));
    entry.set("outputs", listOf(answersOf(*model, samples)));
    Json::List names;
    for (const std::string& each : model->inputNames())
        names.emplace_back(each);
    entry.set("inputNames", names);
    const fs::path base = folder / name;
    entry.set("onnx", outcomeOf([&] {
                  exportModel(*model, base.string() + ".onnx", ExportFormat::Onnx);
              }));
    entry.set("tfjs", outcomeOf([&] { model->save(base); }));
    for (const KerasVersion version : {KerasVersion::Two, KerasVersion::Three}) {
        const std::string number = std::to_string(static_cast<int>(version));
        const fs::path file = base.string() + ".keras" + number + ".h5";
        std::string onlyIn;
        entry.set(
            "h5-" + number, outcomeOf([&] {
                onlyIn = onlyInText(exportKerasH5(*model, file, version));
                const ModelPointer again = importKerasH5(file);
                const Parity parity = compareModels(*model, *again, kSamples, kSeed);
                if (parity.maxAbsolute > 1e-5)
                    fail(Error::Kind::BadFile, "read again, it differs by %1", parity.maxAbsolute);
            }));
        entry.set("h5-" + number + "-only-in", onlyIn);
    }
    return entry;
}

int writeAll(const fs::path& folder, const std::vector<fs::path>& cases) {
    fs::create_directories(folder);
    Json::List index;
    for (const fs::path& each : cases) {
        const Json problem = outcomeOf([&] { index.push_back(writeCase(folder, each)); });
        if (!problem.isNull())
            std::printf("%s: %s\n", each.filename().c_str(), problem.text().c_str());
    }
    writeText(folder / "index.json", Json(index).dump());
    std::printf("%zu models written\n", index.size());
    return 0;
}

bool readOne(const fs::path& folder, const JsonReader& entry) {
    const std::string& file = entry["file"].text();
    const bool isH5 = fs::path(file).extension() == ".h5";
    const fs::path path = folder / file;
    std::string problem;
    const Json outcome = outcomeOf([&] {
        const ModelPointer model = isH5 ? importKerasH5(path) : loadLayersModel(path);
        Tensors inputs;
        for (const JsonReader& each : entry["inputs"].elements())
            inputs.push_back(tensorFromJson(each));
        Tensors outputs;
        for (const JsonReader& each : entry["outputs"].elements())
            outputs.push_back(tensorFromJson(each));
        Parity parity;
        compareInto(parity, outputs, answersOf(*model, inputs));
        if (std::min(parity.maxAbsolute, parity.maxRelative) > 1e-5)
            problem = "differs by " + toText(parity.maxAbsolute);
    });
    if (!outcome.isNull())
        problem = outcome.text();
    if (const auto refused = entry.find("refused")) { // it must be, and says so
        problem = problem.find(refused->text()) == std::string::npos
                      ? "was not refused with \"" + refused->text() + "\", but: " + problem
                      : "";
    }
    std::printf("%s %s %s\n", problem.empty() ? "ok  " : "FAIL", file.c_str(), problem.c_str());
    return problem.empty();
}

int readAll(const fs::path& folder) {
    const io::Bytes bytes = io::readFile(folder / "foreign.json", std::uint64_t{1} << 28);
    const Json index = Json::parse(io::textOf(bytes), "foreign.json");
    int failed = 0;
    int passed = 0;
    for (const JsonReader& entry : JsonReader(index, "foreign.json").elements())
        (readOne(folder, entry) ? passed : failed)++;
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}

Json elementOf(double value) {
    return std::isfinite(value) ? Json(value) : Json(toText(value));
}

Json elementOf(const std::string& value) {
    return value;
}

template<class T>
Json::List elementsOf(const Tensor& tensor) {
    Json::List list;
    for (const T& each : tensor.values<T>())
        list.push_back(elementOf(each));
    return list;
}

Json::List elementsOf(const Tensor& tensor) {
    switch (tensor.dtype()) {
    case DType::Float32:
        return elementsOf<float>(tensor);
    case DType::Int32:
        return elementsOf<std::int32_t>(tensor);
    case DType::Bool:
        return elementsOf<std::uint8_t>(tensor);
    case DType::String:
        return elementsOf<std::string>(tensor);
    case DType::Complex64:
        break;
    }
    Json::List list;
    for (const std::complex<float>& each : tensor.values<std::complex<float>>()) {
        list.push_back(elementOf(each.real()));
        list.push_back(elementOf(each.imag()));
    }
    return list;
}

int printWeights(const std::string& address) {
    const io::DecodedModel model = io::loadDecodedModel(io::ioHandlerFor(address));
    Json::List weights;
    for (const io::NamedWeight& each : model.weights) {
        weights.push_back(Json::Object{
            {"name", each.name},
            {"dtype", dtypeName(each.tensor.dtype())},
            {"shape", shapeToJson(each.tensor.shape())},
            {"data", elementsOf(each.tensor)}});
    }
    Json all = io::membersOf(model.artifacts);
    all.set("weights", std::move(weights));
    std::puts(all.dump().c_str());
    return 0;
}

int copyModel(const std::vector<std::string>& arguments) {
    io::IOOptions options;
    if (arguments.size() == 4)
        options.quantize = static_cast<io::StoredAs>(std::stoi(arguments[3]));
    io::copyModel(arguments[1], arguments[2], options);
    return 0;
}

int work(const std::vector<std::string>& arguments) {
    if (arguments.size() >= 2 && arguments[0] == "write")
        return writeAll(arguments[1], {arguments.begin() + 2, arguments.end()});
    if (arguments.size() == 2 && arguments[0] == "read")
        return readAll(arguments[1]);
    if (arguments.size() == 2 && arguments[0] == "weights")
        return printWeights(arguments[1]);
    if (arguments.size() >= 3 && arguments[0] == "copy")
        return copyModel(arguments);
    std::fputs("see the first lines of interop_models.cpp\n", stderr);
    return 2;
}

} // namespace

int main(int count, char** texts) {
    const std::vector<std::string> arguments(texts + 1, texts + count);
    start();
    try {
        return work(arguments);
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
