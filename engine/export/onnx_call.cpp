#include "engine/export/onnx_layers.h"

namespace tp {

OnnxValues OnnxCall::nothing() const {
    OnnxValues none;
    for (const Shape& shape : outputShapes)
        none.push_back({"none", shape});
    return none;
}

Tensor OnnxCall::weight(std::string_view name) const {
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weightNames[i] == name)
            return weights[i];
    }
    return {};
}

std::string_view OnnxCall::text(std::string_view name, std::string_view usual) const {
    const Json* value = config.find(name);
    return value && value->isText() ? std::string_view(value->text()) : usual;
}

bool OnnxCall::flag(std::string_view name, bool usual) const {
    const Json* value = config.find(name);
    return value && value->isBool() ? value->boolean() : usual;
}

double OnnxCall::number(std::string_view name, double usual) const {
    const Json* value = config.find(name);
    return value && value->isNumber() ? value->number() : usual;
}

std::vector<std::int64_t> OnnxCall::numbers(std::string_view name, std::size_t count) const {
    const Json* value = config.find(name);
    if (!value || value->isNull())
        return {};
    if (value->isNumber())
        return std::vector<std::int64_t>(count, static_cast<std::int64_t>(value->number()));
    std::vector<std::int64_t> all;
    if (value->isList()) {
        for (const Json& each : value->list()) {
            if (each.isNumber())
                all.push_back(static_cast<std::int64_t>(each.number()));
        }
    }
    if (all.size() == 1 && count > 1)
        all.assign(count, all.front());
    return all;
}

OnnxValue OnnxCall::activated(const OnnxValue& value) {
    const std::string_view activation = text("activation", "linear");
    OnnxValue made = onnxActivation(graph, value, activation);
    if (made.name.empty()) {
        decline("ONNX has no activation like %2", activation);
        return value;
    }
    return made;
}

OnnxWriter onnxWriter(std::string_view className) {
    static const OnnxWriters writers = [] {
        OnnxWriters all;
        addOnnxCore(all);
        addOnnxMerges(all);
        addOnnxConvolutions(all);
        addOnnxImages(all);
        addOnnxNormalizations(all);
        addOnnxRecurrent(all);
        return all;
    }();
    const auto found = writers.find(className);
    return found == writers.end() ? nullptr : found->second;
}

} // namespace tp
