#include "engine/model/saving.h"

#include "engine/io/weights.h"
#include "engine/keras/initial_values.h"
#include "engine/model/missing_settings.h"
#include "engine/model/training_config.h"
#include "engine/ops/creation.h"
#include "engine/train/names.h"

#include <map>

namespace tp {

namespace {

constexpr std::string_view kGeneratedBy = "TensorFlow.js tfjs-layers v4.22.0";

io::NamedWeights modelWeights(const Model& model, bool trainableOnly) {
    io::NamedWeights named;
    for (const Variable& variable : trainableOnly ? model.trainableWeights() : model.weights())
        named.push_back({variable.name(), variable.value()});
    return named;
}

io::NamedWeights optimizerWeights(const Optimizer& optimizer) {
    io::NamedWeights named;
    const auto steps = static_cast<double>(optimizer.iterations());
    named.push_back({"iter", scalar(steps, DType::Int32)});
    for (const Optimizer::NamedState& each : optimizer.state())
        named.push_back({each.name, each.value});
    return named;
}

void restoreOptimizer(Model& model, const io::NamedWeights& weights, std::string_view name) {
    std::int64_t steps = 0;
    std::vector<Optimizer::NamedState> state;
    for (const io::NamedWeight& each : weights) {
        if (each.name == "iter") {
            if (each.tensor.dtype() != DType::Int32 || each.tensor.size() != 1) {
                fail(
                    Error::Kind::BadFile,
                    "%1: the optimizer's number of steps must be one int32 number",
                    name);
            }
            steps = each.tensor.values<std::int32_t>()[0];
        } else {
            state.push_back({each.name, each.tensor});
        }
    }
    model.optimizer().restore(steps, model.trainableWeights(), state);
}

// TensorFlow 2.2 names the cell within a recurrent layer, which tfjs does not.
std::string withoutCell(const std::string& name) {
    const std::size_t last = name.rfind('/');
    if (last == std::string::npos || last == 0)
        return name;
    const std::size_t before = name.rfind('/', last - 1);
    return before == std::string::npos ? name : name.substr(0, before) + name.substr(last);
}

} // namespace

void Model::setUserDefinedMetadata(Json metadata) {
    check(
        metadata.isNull() || metadata.isObject(),
        "setUserDefinedMetadata: metadata must be a JSON object: values by name.");
    m_userDefinedMetadata = std::move(metadata);
}

io::ModelArtifacts artifactsOf(const Model& model, const SaveOptions& options) {
    check(
        model.isBuilt(),
        "save: %1 has no weights yet: give its first layer an inputShape, or show it data.",
        model.name());
    io::ModelArtifacts artifacts;
    artifacts.modelTopology = modelToJson(model);
    artifacts.format = "layers-model";
    artifacts.generatedBy = kGeneratedBy;
    artifacts.userDefinedMetadata = model.userDefinedMetadata();
    io::addWeights(artifacts, io::encodeWeights(modelWeights(model, options.trainableOnly)));
    if (model.isCompiled()) {
        const CompileConfig config = model.compileConfig();
        const bool isWritable = canBeWritten(config.loss);
        check(
            isWritable || !options.includeOptimizer,
            "save: the optimizer is saved together with the losses, but one of several losses is a "
            "function of its own, which files cannot hold; name it, or save without the "
            "optimizer.");
        if (isWritable)
            artifacts.trainingConfig = trainingConfigToJson(config);
        if (options.includeOptimizer) {
            io::addWeights(
                artifacts, io::encodeWeights(optimizerWeights(model.optimizer()), "optimizer"));
        }
    }
    return artifacts;
}

void loadWeights(
    Model& model, const io::NamedWeights& weights, std::string_view name, bool strict) {
    std::map<std::string, Layer::Weight> targets;
    for (const Layer::Weight& weight : model.allWeights())
        targets.emplace(weight.variable.name(), weight);
    std::vector<std::pair<const Layer::Weight*, const Tensor*>> found;
    std::map<std::string, bool> isSet;
    for (const io::NamedWeight& each : weights) {
        auto target = targets.find(each.name);
        if (target == targets.end())
            target = targets.find(withoutCell(each.name));
        if (target == targets.end()) {
            if (strict) {
                fail(
                    Error::Kind::BadFile,
                    "%1: the model has no weight \"%2\", which the file holds",
                    name,
                    each.name);
            }
            continue;
        }
        const Variable& variable = target->second.variable;
        if (each.tensor.shape() != variable.shape() || each.tensor.dtype() != variable.dtype()) {
            fail(
                Error::Kind::BadFile,
                "%1: the weight \"%2\" should be %3 of shape %4, but the file holds %5 of shape %6",
                name,
                each.name,
                variable.dtype(),
                variable.shape(),
                each.tensor.dtype(),
                each.tensor.shape());
        }
        found.emplace_back(&target->second, &each.tensor);
        isSet[target->first] = true;
    }
    if (strict) {
        std::vector<std::string_view> missing;
        for (const auto& [weight, target] : targets) {
            if (!isSet.contains(weight))
                missing.push_back(weight);
        }
        if (!missing.empty()) {
            fail(
                Error::Kind::BadFile,
                "%1: %2 of the model's %3 weights are missing: %4",
                name,
                missing.size(),
                targets.size(),
                joinNames(missing));
        }
    }
    for (const auto& [weight, value] : found) {
        const Constraint& constraint = weight->options.constraint;
        weight->variable.assign(constraint.isNull() ? *value : constraint(*value));
    }
}

ModelPointer modelFromArtifacts(
    const io::ModelArtifacts& artifacts, std::string_view name, const LoadOptions& options) {
    if (artifacts.format == "graph-model") {
        fail(
            Error::Kind::BadFile,
            "%1: this is a graph model, which cannot be loaded as layers",
            name);
    }
    if (artifacts.modelTopology.isNull())
        fail(Error::Kind::BadFile, "%1: it holds weights, but no model", name);
    if (artifacts.weightSpecs.empty() && !artifacts.weightData.empty()) {
        fail(
            Error::Kind::BadFile,
            "%1: it holds %2 bytes of weight data, but no weight specs that tell what they are",
            name,
            artifacts.weightData.size());
    }
    const Json& metadata = artifacts.userDefinedMetadata;
    if (!metadata.isNull())
        JsonReader(metadata, std::string(name) + ": userDefinedMetadata").object();
    const Json topology = withMissingSettings(artifacts.modelTopology, artifacts.weightSpecs);
    // Where every weight must be there, none is seen before it is read.
    const bool isFull = !artifacts.weightSpecs.empty() && options.strict;
    ModelPointer model = [&] {
        const WithoutInitialValues scope(isFull);
        return modelFromJson(JsonReader(topology, std::string(name) + ": modelTopology"));
    }();
    if (!artifacts.weightSpecs.empty())
        loadWeights(*model, io::weightsOfGroup(artifacts, "", name), name, options.strict);
    model->setUserDefinedMetadata(artifacts.userDefinedMetadata);
    if (!artifacts.trainingConfig.isNull()) {
        const auto config = trainingConfigFromJson(
            JsonReader(artifacts.trainingConfig, std::string(name) + ": trainingConfig"));
        if (config) {
            model->compile(*config);
            const io::NamedWeights state = io::weightsOfGroup(artifacts, "optimizer", name);
            if (!state.empty())
                restoreOptimizer(*model, state, name);
        }
    }
    return model;
}

ModelPointer loadLayersModel(const io::IOHandler& handler, const LoadOptions& options) {
    return modelFromArtifacts(io::loadModel(handler), handler.name, options);
}

ModelPointer loadLayersModel(const std::string& url, const LoadOptions& options) {
    return loadLayersModel(io::ioHandlerFor(url, options.io), options);
}

io::SaveResult Model::save(const io::IOHandler& handler, const SaveOptions& options) const {
    return io::saveModel(handler, artifactsOf(*this, options));
}

io::SaveResult Model::save(const std::string& url, const SaveOptions& options) const {
    return save(io::ioHandlerFor(url, options.io), options);
}

io::SaveResult Model::save(const std::string& url) const {
    return save(url, SaveOptions{});
}

io::SaveResult Model::save(const io::IOHandler& handler) const {
    return save(handler, SaveOptions{});
}

} // namespace tp
