// Cases of single layers: their settings, their shapes, what they compute; and initializers.
#include "engine/keras/layer_registry.h"
#include "engine/layers/preprocessing.h"
#include "tests/conformance/layers/comparison.h"
#include "tests/conformance/layers/replays.h"
#include "tests/conformance/layers/tfjs_faults.h"

#include <cmath>

namespace tp::conformance {

namespace {

LayerPointer layerOf(const std::string& className, const RecordedJson& config) {
    const Json json = ours(config);
    return layerFromConfig(className, JsonReader(json, "config"));
}

std::string classNameFor(const std::string& factory) {
    static const std::map<std::string, std::string> kSpecial = {
        {"reLU", "ReLU"},
        {"leakyReLU", "LeakyReLU"},
        {"prelu", "PReLU"},
        {"elu", "ELU"},
        {"thresholdedReLU", "ThresholdedReLU"},
        {"gru", "GRU"},
        {"gruCell", "GRUCell"},
        {"lstm", "LSTM"},
        {"lstmCell", "LSTMCell"},
        {"rnn", "RNN"},
        {"simpleRNN", "SimpleRNN"},
        {"simpleRNNCell", "SimpleRNNCell"},
        {"stackedRNNCells", "StackedRNNCells"},
        {"convLstm2d", "ConvLSTM2D"},
        {"convLstm2dCell", "ConvLSTM2DCell"}};
    if (const auto found = kSpecial.find(factory); found != kSpecial.end())
        return found->second;
    std::string name = factory;
    // Other names for the same: "maxPool2d", "avgPooling1d".
    if (name.starts_with("avgPool"))
        name.replace(0, 3, "average");
    if (const auto pool = name.find("Pool");
        pool != std::string::npos && name.find("Pooling") == std::string::npos)
        name.replace(pool, 4, "Pooling");
    name[0] = static_cast<char>(std::toupper(name[0]));
    for (const std::string digit : {"1", "2", "3"}) {
        if (const auto at = name.find(digit + "d"); at != std::string::npos)
            name[at + 1] = 'D';
    }
    return name;
}

// The arguments of a factory as a file would have them: names in snake case, and objects made by
// other functions by the class they make.
RecordedJson inFileForm(const RecordedJson& args) {
    if (args.is_array()) {
        RecordedJson list = RecordedJson::array();
        for (const RecordedJson& each : args)
            list.push_back(inFileForm(each));
        return list;
    }
    if (!args.is_object())
        return args;
    const RecordedJson inner = args.contains("args") && args.at("args").is_object()
                                   ? inFileForm(args.at("args"))
                                   : RecordedJson::object();
    if (args.contains("$layer"))
        return {{"class_name", classNameFor(args.at("$layer"))}, {"config", inner}};
    if (args.contains("$")) {
        const std::string function = args.at("$");
        std::string name = function.substr(function.find('.') + 1);
        RecordedJson config = inner;
        if (name == "l1" || name == "l2") {
            const std::string other = name == "l1" ? "l2" : "l1";
            if (!config.contains(name))
                config[name] = 0.01;
            config[other] = 0;
            name = "l1l2";
        }
        name = name == "l1l2"
                   ? "L1L2"
                   : std::string(1, static_cast<char>(std::toupper(name[0]))) + name.substr(1);
        return {{"class_name", name}, {"config", config}};
    }
    RecordedJson converted = RecordedJson::object();
    for (const auto& [key, value] : args.items())
        converted[toSnakeCase(key)] = inFileForm(value);
    return converted;
}

// What files never hold, but factories take.
RecordedJson withBatchShape(RecordedJson config) {
    const auto batch = config.contains("batch_size") ? config.at("batch_size") : RecordedJson();
    RecordedJson shape;
    if (config.contains("input_shape")) {
        shape = config.at("input_shape");
    } else if (
        config.contains("input_dim") && !config.contains("output_dim") &&
        !config.contains("batch_input_shape")) {
        shape = RecordedJson::array({config.at("input_dim")});
    }
    if (!shape.is_null()) {
        RecordedJson whole = RecordedJson::array({batch});
        for (const RecordedJson& size : shape)
            whole.push_back(size);
        config["batch_input_shape"] = whole;
    }
    return config;
}

// tfjs makes one cell of a list of them.
RecordedJson withOneCell(RecordedJson config) {
    if (config.contains("cell") && config.at("cell").is_array()) {
        config["cell"] = {
            {"class_name", "StackedRNNCells"}, {"config", {{"cells", config.at("cell")}}}};
    }
    return config;
}

// tfjs keeps the name "truncatedNormal" for a distribution, but draws uniform numbers; so we call
// it that.
Json asDrawn(const Json& json) {
    if (json.isList()) {
        Json::List list;
        for (const Json& each : json.list())
            list.push_back(asDrawn(each));
        return list;
    }
    if (!json.isObject())
        return json;
    Json::Object members;
    for (const auto& [name, value] : json.object()) {
        const bool isOther = name == "distribution" && value == Json("truncated_normal");
        members.emplace_back(name, isOther ? Json("uniform") : asDrawn(value));
    }
    return members;
}

// A wrapper's trainable is its layer's; tfjs says so of one of the two only, and forgets it for
// Bidirectional.
Json withoutTrainable(const Json& json) {
    if (!json.isObject())
        return json;
    Json::Object members;
    for (const auto& [name, value] : json.object()) {
        if (name != "trainable")
            members.emplace_back(name, withoutTrainable(value));
    }
    return members;
}

Json meantByConfig(const std::string& className, const Json& json) {
    const bool isWrapper = className == "TimeDistributed" || className == "Bidirectional";
    return isWrapper ? withoutTrainable(json) : json;
}

// tfjs leaves the dtype out where the shape came from inputDim.
Json withoutDtype(Json config, const RecordedJson& want) {
    if (!want.contains("dtype")) {
        auto& members = config.object();
        std::erase_if(members, [](const Json::Member& member) { return member.first == "dtype"; });
    }
    return config;
}

} // namespace

LayerPointer layerFromFactory(const std::string& factory, const RecordedJson& config) {
    return layerOf(classNameFor(factory), withOneCell(withBatchShape(config)));
}

void replayLayerConfig(const LayersCase& recorded) {
    const std::string className = recorded.json.at("class_name");
    for (const RecordedJson& entry : recorded.json.at("entries")) {
        resetAutomaticNames();
        const RecordedJson args =
            entry.at("args").is_null() ? RecordedJson::object() : entry.at("args");
        if (entry.contains("error")) {
            bool isRefused = false;
            try {
                layerOf(className, withBatchShape(inFileForm(args)));
            } catch (const Error&) {
                isRefused = true;
            }
            expectThat(isRefused, "%1: should be refused", args.dump());
            continue;
        }
        const LayerPointer layer = layerOf(className, withBatchShape(inFileForm(args)));
        const std::string what = args.dump();
        const Json want = meantByConfig(className, asDrawn(ours(entry.at("config"))));
        const Json mine = withoutDtype(layer->getConfig(), entry.at("config"));
        compareJson(asTfjsWrites(meantByConfig(className, mine), want, false), want, what);
        expectThat(
            layer->name() == entry.at("name").get<std::string>(),
            "%1: its name is %2",
            what,
            layer->name());
        if (entry.contains("supports_masking")) {
            expectThat(
                layer->supportsMasking() == entry.at("supports_masking").get<bool>(),
                "%1: supportsMasking() is %2",
                what,
                layer->supportsMasking());
        }
        // What we write, we read back to the same.
        const Json written = layer->getConfig();
        compareJson(
            layerFromConfig(className, JsonReader(written, "written"))->getConfig(), written, what);
    }
}

void replayOutputShapes(const LayersCase& recorded) {
    for (const RecordedJson& entry : recorded.json.at("entries")) {
        const LayerPointer layer = layerOf(entry.at("class_name"), entry.at("config"));
        const Json inputs = ours(entry.at("input_shape"));
        const JsonReader reader(inputs, "input_shape");
        Shapes shapes;
        if (!inputs.list().empty() && inputs.list().front().isList()) {
            for (const JsonReader& each : reader.elements())
                shapes.push_back(shapeFromJson(each));
        } else {
            shapes.push_back(shapeFromJson(reader));
        }
        const std::string what = entry.at("class_name").get<std::string>() + " " +
                                 entry.at("args").dump() + " on " + inputs.dump();
        if (entry.contains("error"))
            continue; // tfjs stumbles; what we do is for our own tests
        const Json want = ours(entry.at("output_shape"));
        const Shapes outputs = layer->computeOutputShapes(shapes);
        Json::List all;
        for (const Shape& each : outputs)
            all.push_back(shapeToJson(each));
        const bool isList = !want.list().empty() && want.list().front().isList();
        compareJson(isList ? Json(all) : all.front(), want, what);
    }
}

void replayLayerApply(const LayersCase& recorded) {
    const RecordedJson& json = recorded.json.at("layer");
    const LayerPointer layer = layerOf(json.at("class_name"), json.at("config"));
    LayerCall call;
    const RecordedJson& args = recorded.json.at("call_args");
    if (args.is_object() && args.contains("training"))
        call.training = args.at("training").get<bool>() ? Training::Yes : Training::No;
    const Tensors xs = recorded.tensors("inputs");
    Tensors got;
    if (args.is_object() && args.contains("countWeights")) {
        got = {dynamic_cast<layers::CategoryEncoding&>(*layer).countWeighted(
            xs.front(), testing::readTensor(args.at("countWeights")))};
    } else {
        got = layer->apply(xs, call);
    }
    compareTensors(got, recorded.expect("outputs"), recorded.noise("outputs"), "outputs");
}

namespace {

struct Statistics {
    double mean = 0;
    double deviation = 0;
    double least = HUGE_VAL;
    double most = -HUGE_VAL;
};

Statistics statisticsOf(const Tensor& tensor) {
    Statistics found;
    const auto values = tensor.values<float>();
    for (const float value : values) {
        found.mean += static_cast<double>(value);
        found.least = std::min(found.least, static_cast<double>(value));
        found.most = std::max(found.most, static_cast<double>(value));
    }
    found.mean /= static_cast<double>(values.size());
    for (const float value : values)
        found.deviation += std::pow(static_cast<double>(value) - found.mean, 2);
    found.deviation = std::sqrt(found.deviation / static_cast<double>(values.size()));
    return found;
}

void compareTheory(const Tensor& sample, const RecordedJson& theory, const std::string& what) {
    const Statistics mine = statisticsOf(sample);
    const double deviation = theory.at("std");
    const auto count = static_cast<double>(sample.size());
    expectThat(
        std::abs(mine.mean - theory.value("mean", 0.0)) <= 5 * deviation / std::sqrt(count),
        "%1: its mean is %2",
        what,
        mine.mean);
    expectThat(
        std::abs(mine.deviation - deviation) <= 0.05 * deviation,
        "%1: its deviation is %2, should be %3",
        what,
        mine.deviation,
        deviation);
    if (theory.contains("min") && theory.at("min").is_number())
        expectThat(mine.least >= theory.at("min").get<double>() - 1e-6, "%1: too small", what);
    if (theory.contains("max") && theory.at("max").is_number())
        expectThat(mine.most <= theory.at("max").get<double>() + 1e-6, "%1: too large", what);
}

} // namespace

void replayInitializers(const LayersCase& recorded) {
    for (const RecordedJson& entry : recorded.json.at("entries")) {
        std::string name = entry.contains("name") ? entry.at("name") : entry.at("class_name");
        const std::string what =
            name + " " + (entry.contains("shape") ? entry.at("shape").dump() : "");
        if (entry.contains("error")) {
            bool isRefused = false;
            try {
                const Initializer refused{std::string_view(name)};
            } catch (const Error&) {
                isRefused = true;
            }
            expectThat(isRefused, "%1: should be refused", what);
            continue;
        }
        Json json = ours(entry);
        const Initializer initializer = entry.contains("config") && !entry.contains("name")
                                            ? Initializer::fromJson(JsonReader(json, "entry"))
                                            : Initializer(std::string_view(name));
        if (entry.contains("config") && entry.contains("class_name")) {
            compareJson(
                initializer.toJson(),
                Json::Object{
                    {"class_name", *json.find("class_name")},
                    {"config", asDrawn(*json.find("config"))}},
                what);
        }
        if (!entry.contains("shape"))
            continue;
        const Tensor sample = initializer(shapeFromJson(JsonReader(json, "entry")["shape"]));
        if (entry.contains("values"))
            compareTensor(sample, testing::readTensor(entry.at("values")), 0, what);
        if (entry.contains("theory") && entry.at("theory").is_object())
            compareTheory(sample, entry.at("theory"), what);
    }
}

} // namespace tp::conformance
