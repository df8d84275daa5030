#include "app/commands/predict_command.h"

#include "app/commands/input_value.h"
#include "app/commands/shape_text.h"
#include "app/commands/words.h"
#include "engine/base/error.h"
#include "engine/io/npy.h"
#include "engine/runtime/backend.h"
#include "engine/runtime/memory_use.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ostream>

namespace app {

namespace {

using tp::check;
using tp::DType;
using tp::Json;
using tp::Tensor;
using tp::Tensors;
using tp::inspect::AnyModel;
using tp::inspect::ModelEnd;

constexpr std::size_t kMostValues = 1000; // of an output, as text

struct Request {
    QString model;
    QStringList inputs;
    std::vector<std::string> outputs;
    ColorRange range = ColorRange::Usual;
    int runs = 1;
    tp::GraphRunOptions options;
    bool isJson = false;
    bool isOfMemory = false;
    QString file;
};

struct Timings {
    double load = 0; ///< milliseconds
    double first = 0;
    std::vector<double> others;
};

/// One output with the name that it was asked for by.
struct Named {
    std::string name;
    Tensor tensor;
};

/// What is told of a prediction.
struct Report {
    std::vector<Named> outputs;
    Timings timings;
    std::optional<tp::MemoryUse> memory; ///< if it is asked for
};

/// Milliseconds that something takes.
template<class F>
double timeOf(F work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
        .count();
}

double medianOf(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

Json millisecondsOf(const Timings& timings) {
    return Json::Object{
        {"load", timings.load},
        {"first", timings.first},
        {"median", medianOf(timings.others)},
        {"min", *std::min_element(timings.others.begin(), timings.others.end())}};
}

/// What tensors need at once, what one arena for them would take, and what they held.
Json bytesOf(const tp::MemoryUse& memory) {
    return Json::Object{
        {"liveSet", memory.liveBytes}, {"arena", memory.arenaBytes}, {"held", memory.heldBytes}};
}

Request requestFrom(Words& given) {
    Request request;
    if (given.others().size() == 1) {
        request.model = given.others().first();
    } else {
        given.refuseUsage(QStringLiteral("predict needs one model: the path of its model.json"));
    }
    request.inputs = given.texts("--input");
    if (request.inputs.isEmpty())
        given.refuseUsage(QStringLiteral("predict needs --input NAME=VALUE"));
    for (const QString& each : given.texts("--output"))
        request.outputs.push_back(each.toStdString());
    const QStringList ranges{QStringLiteral("01"), QStringLiteral("-11"), QStringLiteral("0_255")};
    const auto range = ranges.indexOf(given.oneOf("--range", ranges)); // -1 if not given
    request.range = static_cast<ColorRange>(range + 1);
    request.runs = given.wholeNumber("--runs", 1, 1'000'000).value_or(1);
    if (const auto seconds = given.number("--time-limit", 0.001, 1e6))
        request.options.timeLimit = std::chrono::duration<double>(*seconds);
    request.isJson = given.has("--json");
    request.isOfMemory = given.has("--memory");
    request.file = given.text("--out");
    return request;
}

tp::NamedTensors inputsFor(const AnyModel& model, const Request& request) {
    tp::NamedTensors tensors;
    for (const QString& word : request.inputs) {
        auto [name, value] = namedTextFrom(word);
        if (name.isEmpty() && model.inputs().size() == 1)
            name = QString::fromStdString(model.inputs().front().name);
        check(
            !name.isEmpty(),
            "The model takes %1 inputs, so \"%2\" must say which one it is for: NAME=%2.",
            model.inputs().size(),
            value.toStdString());
        const ModelEnd& input = model.input(name.toStdString());
        const bool isNew =
            tensors.emplace(input.name, inputValue(input, value, request.range)).second;
        check(isNew, "The input \"%1\" is given twice.", input.name);
    }
    return tensors;
}

/// What the outputs are called.
std::vector<std::string> outputNames(const AnyModel& model, const Request& request) {
    if (!request.outputs.empty())
        return request.outputs;
    std::vector<std::string> names;
    for (const ModelEnd& end : model.outputs())
        names.push_back(end.name);
    return names;
}

void checkOneOutput(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& each : names)
        all += (all.empty() ? "" : ", ") + each;
    check(
        names.size() == 1,
        "A file takes one output, but there are %1: choose one by --output, of %2.",
        names.size(),
        all);
}

/// Numbers as JSON has them, and what is to be told of them all.
void addValues(Json::Object& members, const Tensor& tensor) {
    std::vector<double> values;
    if (tensor.dtype() == DType::Float32) {
        const auto numbers = tensor.values<float>();
        values.assign(numbers.begin(), numbers.end());
    } else if (tensor.dtype() == DType::Int32) {
        const auto numbers = tensor.values<std::int32_t>();
        values.assign(numbers.begin(), numbers.end());
    } else if (tensor.dtype() == DType::Bool) {
        const auto numbers = tensor.values<std::uint8_t>();
        values.assign(numbers.begin(), numbers.end());
    }
    double least = INFINITY;
    double most = -INFINITY;
    double sum = 0;
    std::size_t nanCount = 0;
    for (const double value : values) {
        nanCount += std::isnan(value) ? 1 : 0;
        least = std::fmin(least, value);
        most = std::fmax(most, value);
        sum += value;
    }
    if (!values.empty()) {
        members.emplace_back("min", least);
        members.emplace_back("max", most);
        members.emplace_back("mean", sum / static_cast<double>(values.size()));
        members.emplace_back("nanCount", nanCount);
    }
    Json::List list;
    for (std::size_t i = 0; i < std::min(values.size(), kMostValues); ++i)
        list.emplace_back(values[i]);
    if (tensor.dtype() == DType::String) {
        const auto texts = tensor.values<std::string>();
        for (std::size_t i = 0; i < std::min(texts.size(), kMostValues); ++i)
            list.emplace_back(texts[i]);
    }
    members.emplace_back("values", list);
    members.emplace_back("valuesLeftOut", tensor.size() - std::ssize(list));
}

Json jsonOf(const Named& output) {
    Json::Object members{
        {"name", output.name},
        {"dtype", toText(output.tensor.dtype())},
        {"shape", toJson(std::optional(output.tensor.shape()))}};
    addValues(members, output.tensor);
    return members;
}

void printJson(
    std::ostream& out,
    const Request& request,
    const AnyModel& model,
    const tp::NamedTensors& inputs,
    const Report& report) {
    Json::List given;
    for (const auto& [name, tensor] : inputs)
        given.push_back(toJson(ModelEnd{name, {}, tensor.dtype(), tensor.shape()}));
    Json::List made;
    for (const Named& each : report.outputs)
        made.push_back(jsonOf(each));
    Json::Object all{
        {"model", request.model.toStdString()},
        {"kind", model.graph() != nullptr ? "graph" : "layers"},
        {"backend", tp::backendName()},
        {"inputs", given},
        {"outputs", made},
        {"runs", request.runs},
        {"milliseconds", millisecondsOf(report.timings)}};
    if (report.memory)
        all.emplace_back("memory", bytesOf(*report.memory));
    out << Json(std::move(all)).dump() << "\n";
}

void printText(std::ostream& out, const Report& report) {
    for (const Named& each : report.outputs) {
        out << each.name << "  " << toText(each.tensor.dtype()) << " "
            << toText(each.tensor.shape()) << "\n"
            << each.tensor.toString() << "\n";
    }
    const Json times = millisecondsOf(report.timings);
    out << "milliseconds:";
    const char* between = " ";
    for (const auto& [name, value] : times.object()) {
        out << between << name << " " << tp::toText(std::round(value.number() * 1000) / 1000);
        between = ", ";
    }
    out << "\n";
    if (report.memory) {
        out << "bytes of memory: needed at once " << report.memory->liveBytes << ", in one arena "
            << report.memory->arenaBytes << ", held " << report.memory->heldBytes << "\n";
    }
}

} // namespace

QString runPredict(const QStringList& words, std::ostream& out) {
    Words given(
        QStringLiteral("predict"),
        words,
        {{"--input", "NAME=VALUE"},
         {"--output", "the name of a node or layer"},
         {"--range", "01 or -11 or 0_255"},
         {"--runs", "a number"},
         {"--time-limit", "seconds"},
         {"--json"},
         {"--memory"},
         {"--out", "the name of a .npy file"}});
    const Request request = requestFrom(given);
    if (!given.error().isEmpty())
        return given.error();
    Report report;
    Timings& timings = report.timings;
    std::optional<AnyModel> model;
    timings.load = timeOf([&] { model = AnyModel::load(request.model.toStdString()); });
    const std::vector<std::string> names = outputNames(*model, request);
    if (!request.file.isEmpty())
        checkOneOutput(names);
    const tp::NamedTensors inputs = inputsFor(*model, request);
    Tensors results;
    const auto runOnce = [&] {
        return timeOf([&] {
            results = model->run(inputs, request.outputs, request.options);
            for (const Tensor& each : results)
                each.storage()->host(); // waits for a graphics card
        });
    };
    timings.first = runOnce();
    for (int i = 0; i < request.runs; ++i)
        timings.others.push_back(runOnce());
    if (request.isOfMemory) {
        results.clear();
        report.memory = tp::memoryUse([&] { runOnce(); });
    }
    std::vector<Named>& outputs = report.outputs;
    for (std::size_t i = 0; i < results.size(); ++i)
        outputs.push_back({names.at(i), results[i]});
    if (!request.file.isEmpty())
        tp::io::writeNpy(request.file.toStdString(), outputs.front().tensor);
    if (request.isJson) {
        printJson(out, request, *model, inputs, report);
    } else if (request.file.isEmpty()) {
        printText(out, report);
    }
    return {};
}

} // namespace app
