#pragma once

#include "engine/keras/layer_config.h"

#include <functional>

namespace tp {

/// Makes a layer from its settings as files have them; throws BadFile for what cannot be meant.
using LayerFactory = std::function<LayerPointer(const JsonReader& config)>;

/// Makes a kind of layer known by the name that files have for it. A later one replaces an earlier
/// one of the same name.
void registerLayer(std::string className, LayerFactory factory);

/// Makes a kind of layer known that is made from a struct of settings:
///
///     registerLayer<Dense, DenseConfig>("Dense");
template<class LayerKind, class Config>
void registerLayer(std::string className) {
    registerLayer(std::move(className), [](const JsonReader& json) -> LayerPointer {
        Config config;
        ConfigFields fields(json);
        fields.add("batch_input_shape", config.batchInputShape);
        fields.add("name", config.name);
        fields.add("trainable", config.trainable);
        describe(fields, config);
        auto layer = std::make_shared<LayerKind>(std::move(config));
        if (const auto dtype = json.find("dtype")) {
            DType inputDType = DType::Float32;
            settingFromJson(*dtype, inputDType);
            layer->setInputDType(inputDType);
        }
        return layer;
    });
}

/// The names of all kinds of layers, in order.
std::vector<std::string> layerClassNames();

bool isLayerClass(std::string_view className);

/// A layer of that kind. Throws Unsupported, naming what is known, for another kind; BadFile for
/// settings that cannot be meant.
LayerPointer layerFromConfig(std::string_view className, const JsonReader& config);

/// The layer that {"class_name": …, "config": {…}} describes.
LayerPointer layerFromJson(const JsonReader& json);

/// {"class_name": …, "config": {…}}
Json layerToJson(const Layer& layer);

} // namespace tp
