#include "engine/keras/layer_registry.h"

#include "engine/train/names.h"

#include <map>
#include <mutex>

namespace tp {

namespace {

struct Registry {
    std::mutex mutex;
    std::map<std::string, LayerFactory, std::less<>> factories;
};

Registry& registry() {
    static Registry all;
    return all;
}

} // namespace

void registerLayer(std::string className, LayerFactory factory) {
    check(factory != nullptr, "registerLayer: the layer \"%1\" was given no function.", className);
    Registry& all = registry();
    const std::scoped_lock lock(all.mutex);
    all.factories.insert_or_assign(std::move(className), std::move(factory));
}

std::vector<std::string> layerClassNames() {
    Registry& all = registry();
    const std::scoped_lock lock(all.mutex);
    std::vector<std::string> names;
    for (const auto& [name, factory] : all.factories)
        names.push_back(name);
    return names;
}

bool isLayerClass(std::string_view className) {
    Registry& all = registry();
    const std::scoped_lock lock(all.mutex);
    return all.factories.contains(className);
}

LayerPointer layerFromConfig(std::string_view className, const JsonReader& config) {
    LayerFactory factory;
    {
        Registry& all = registry();
        const std::scoped_lock lock(all.mutex);
        if (const auto found = all.factories.find(className); found != all.factories.end())
            factory = found->second;
    }
    if (!factory) {
        const std::vector<std::string> names = layerClassNames();
        const std::vector<std::string_view> views(names.begin(), names.end());
        fail(
            Error::Kind::Unsupported,
            "%1: there is no layer of the kind \"%2\". Make your own kinds known with "
            "registerLayer(); known are %3.",
            config.path(),
            className,
            joinNames(views));
    }
    return factory(config);
}

LayerPointer layerFromJson(const JsonReader& json) {
    return layerFromConfig(json["class_name"].text(), json["config"]);
}

Json layerToJson(const Layer& layer) {
    return Json::Object{{"class_name", layer.className()}, {"config", layer.getConfig()}};
}

} // namespace tp
