#include "tests/support/tiny_models.h"

#include "engine/layers/core.h"
#include "engine/model/saving.h"
#include "engine/model/sequential.h"
#include "engine/ops/creation.h"

namespace tp::test {

namespace {

Json typeAttr(const char* type) {
    return Json::Object{{"type", type}};
}

Json dims(const std::vector<std::int64_t>& sizes) {
    Json::List list;
    for (const std::int64_t each : sizes)
        list.emplace_back(Json::Object{{"size", std::to_string(each)}});
    return Json::Object{{"dim", list}};
}

Json ints(const std::vector<std::int64_t>& values) {
    Json::List list;
    for (const std::int64_t each : values)
        list.emplace_back(std::to_string(each));
    return Json::Object{{"list", Json::Object{{"i", list}}}};
}

Json node(const std::string& name, const char* op, Json::List inputs, Json::Object attrs) {
    return Json::Object{
        {"name", name}, {"op", op}, {"input", std::move(inputs)}, {"attr", std::move(attrs)}};
}

} // namespace

io::ModelArtifacts tinyPoseNet(std::int64_t height, std::int64_t width, std::int64_t stride) {
    const std::pair<const char*, std::int64_t> maps[] = {
        {"offset", 34}, {"heatmap", 17}, {"displacement_fwd", 32}, {"displacement_bwd", 32}};
    Json::List nodes;
    io::NamedWeights weights;
    nodes.push_back(node(
        "image",
        "Placeholder",
        {},
        {{"dtype", typeAttr("DT_FLOAT")},
         {"shape", Json::Object{{"shape", dims({1, height, width, 3})}}}}));
    for (const auto& [name, channels] : maps) {
        const std::string kernel = std::string(name) + "/kernel";
        const bool isScore = channels == 17;
        std::vector<float> values(static_cast<std::size_t>(3 * channels));
        for (std::size_t i = 0; isScore && i < static_cast<std::size_t>(channels); ++i)
            values[i] = 2; // times red
        weights.push_back({kernel, tensor(values, {1, 1, 3, channels})});
        nodes.push_back(node(
            kernel,
            "Const",
            {},
            {{"dtype", typeAttr("DT_FLOAT")},
             {"value",
              Json::Object{
                  {"tensor",
                   Json::Object{
                       {"dtype", "DT_FLOAT"}, {"tensorShape", dims({1, 1, 3, channels})}}}}}}));
        nodes.push_back(node(
            name,
            "Conv2D",
            {"image", kernel},
            {{"T", typeAttr("DT_FLOAT")},
             {"strides", ints({1, stride, stride, 1})},
             {"padding", Json::Object{{"s", "VkFMSUQ="}}}})); // VALID
    }
    io::ModelArtifacts artifacts;
    artifacts.format = "graph-model";
    artifacts.generatedBy = "tests";
    artifacts.modelTopology = Json::Object{{"node", nodes}};
    io::addWeights(artifacts, io::encodeWeights(weights));
    return artifacts;
}

io::ModelArtifacts tinyLayers() {
    auto model = sequential();
    model.add(layers::dense({.units = 4, .inputShape = {3}, .name = "first"}));
    model.add(layers::dense({.units = 2, .name = "second"}));
    return artifactsOf(model);
}

} // namespace tp::test
