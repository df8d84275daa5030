#include "tests/conformance/layers/tfjs_faults.h"

#include "engine/layers/all.h"
#include "tests/conformance/layers/comparison.h"

#include <QRegularExpression>

#include <algorithm>
#include <set>

namespace tp::conformance {

namespace {

const layers::BatchNormalization* faultyIn(const LayerPointer& layer) {
    const auto* normalization = dynamic_cast<const layers::BatchNormalization*>(layer.get());
    if (!normalization || normalization->places().empty())
        return nullptr;
    const auto rank = static_cast<std::int64_t>(normalization->places().front().inputs[0].rank());
    const std::int64_t axis = normalization->config().axis;
    return axis == -1 || axis == rank - 1 ? nullptr : normalization;
}

std::string withoutShapes(const std::string& line) {
    static const QRegularExpression kShapes(QStringLiteral(R"(\[[^ ]*\] *)"));
    return QString::fromStdString(line).remove(kShapes).toStdString();
}

Tensor normalizedInTurn(const layers::BatchNormalization& layer, const Tensor& x) {
    const auto& config = layer.config();
    const std::int64_t channels = layer.weights().back().shape()[0];
    std::map<std::string, Tensor> weights;
    for (const Variable& variable : layer.weights())
        weights[variable.name().substr(variable.name().rfind('/') + 1)] = variable.value();
    const Tensor flat = reshape(x, {x.size() / channels, channels});
    const Tensor y = batchNorm(
        flat,
        weights["moving_mean"],
        weights["moving_variance"],
        weights["beta"],
        weights["gamma"],
        config.epsilon);
    return reshape(y, x.shape());
}

} // namespace

bool overwritesShapes(const Model& model) {
    const auto& all = model.layers();
    return std::any_of(all.begin(), all.end(), [](const LayerPointer& layer) {
        return layer->className() == "CenterCrop" || layer->className() == "CategoryEncoding";
    });
}

void compareWithoutShapes(
    const std::vector<std::string>& got, const RecordedJson& want, const std::string& what) {
    std::vector<std::string> lines;
    lines.reserve(got.size());
    for (const std::string& line : got)
        lines.push_back(withoutShapes(line));
    RecordedJson wanted = RecordedJson::array();
    for (const RecordedJson& line : want)
        wanted.push_back(withoutShapes(line.get<std::string>()));
    compareTexts(lines, wanted, what);
}

Json asTfjsWrites(const Json& mine, const Json& want, bool withoutShapes) {
    if (mine.isList() && want.isList() && mine.list().size() == want.list().size()) {
        Json::List list;
        for (std::size_t i = 0; i < mine.list().size(); ++i)
            list.push_back(asTfjsWrites(mine.list()[i], want.list()[i], withoutShapes));
        return list;
    }
    if (!mine.isObject() || !want.isObject())
        return mine;
    static const std::set<std::string> kForgotten = {
        "depth_multiplier",
        "data_format",
        "depthwise_regularizer",
        "depthwise_constraint",
        "dtype"};
    Json::Object members;
    for (const auto& [name, value] : mine.object()) {
        const Json* theirs = want.find(name);
        if (!theirs) {
            if (!kForgotten.contains(name))
                members.emplace_back(name, value);
            continue;
        }
        // As depthwise constraint tfjs writes the regularizer.
        const bool isTheirs = (name == "depthwise_constraint" && want.find("depth_multiplier")) ||
                              (withoutShapes && name == "batch_input_shape");
        members.emplace_back(
            name, isTheirs ? *theirs : asTfjsWrites(value, *theirs, withoutShapes));
    }
    return members;
}

bool normalizesAsTfjs(const Model& model) {
    const auto& all = model.layers();
    return model.className() == "Sequential" &&
           std::any_of(all.begin(), all.end(), [](const auto& layer) { return faultyIn(layer); });
}

Tensors predictAsTfjs(const Model& model, const Tensors& inputs) {
    Tensor x = inputs.front();
    for (const LayerPointer& layer : model.layers()) {
        const auto* faulty = faultyIn(layer);
        x = faulty ? normalizedInTurn(*faulty, x) : layer->apply(x);
    }
    return {x};
}

} // namespace tp::conformance
