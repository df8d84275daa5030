#pragma once

#include "engine/base/json.h"
#include "engine/inspect/model_view.h"
#include "engine/notebook/statistics.h"

#include <functional>
#include <memory>

namespace tp::inspect {

/// A setting as a person reads it: "kernel_initializer" is "VarianceScaling, scale 1, mode
/// fan_avg".
struct SettingText {
    std::string name;
    std::string value; ///< empty where the file has null
};

/// The settings of a layer, named as files name them, without what is obvious of every layer (name,
/// trainable) and what nobody chose (null).
std::vector<SettingText> settingTexts(const Json& config);

/// Weights as small pictures: each filter of a convolution is a tile, a matrix is one tile.
struct WeightPicture {
    int tileWidth = 0;
    int tileHeight = 0;
    int across = 1; ///< tiles beside each other
    int tiles = 0;
    std::int64_t allTiles = 0; ///< more than `tiles` where there are too many to draw
    bool isShrunk = false;     ///< each value is the mean of several neighbours
    double most = 0;           ///< the largest distance of a value from 0
    std::vector<float> values; ///< tile by tile, row by row
};

WeightPicture pictureOf(const Tensor& weight);

/// One weight of a layer, with all that is to be said of it.
struct WeightView {
    std::string name; ///< "kernel"
    Shape shape;
    DType dtype = DType::Float32;
    bool isTrainable = true;
    notebook::Statistics statistics;
    notebook::Histogram histogram;
    WeightPicture picture;
    /// The numbers themselves, if they are few.
    std::shared_ptr<const notebook::Elements> elements;
};

/// Weights with more numbers are not shown one by one.
inline constexpr std::int64_t kMostNumbers = 10'000;

/// All that is to be said of these numbers, which nothing trains.
WeightView weightViewOf(std::string name, const Tensor& value);

/// How many of the numbers are NaN or infinite.
std::int64_t notFiniteCount(const Tensor& tensor);

struct LayerView {
    std::string path;
    std::vector<SettingText> settings;
    std::vector<WeightView> weights; ///< none for models: their layers have them
};

/// All there is to see of the layer at that path. Reads every weight of it, so it may take a while:
/// `isCancelled` is asked between weights. Throws InvalidArgument if there is no such layer.
LayerView
layerViewOf(const Model& model, std::string_view path, const std::function<bool()>& isCancelled);

/// How many numbers of each row's weights are NaN or infinite, in the order of the view's rows.
std::vector<std::int64_t> notFiniteCounts(
    const Model& model, const ModelView& view, const std::function<bool()>& isCancelled);

} // namespace tp::inspect
