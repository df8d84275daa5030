#include "engine/inspect/layer_view.h"

#include "engine/model/model.h"

#include <algorithm>
#include <cmath>

namespace tp::inspect {

namespace {

std::string valueText(const Json& value);

std::string membersText(const Json::Object& members) {
    std::string text;
    for (const auto& [name, value] : members) {
        if (value.isNull())
            continue;
        if (!text.empty())
            text += ", ";
        text += name + " " + valueText(value);
    }
    return text;
}

std::string valueText(const Json& value) {
    if (value.isText())
        return value.text();
    if (value.isList()) {
        std::string text;
        for (const Json& each : value.list()) {
            if (!text.empty())
                text += ", ";
            text += valueText(each);
        }
        return "[" + text + "]";
    }
    if (!value.isObject())
        return value.dump();
    // What has a kind is told as that kind, with its own settings behind it.
    const Json* kind = value.find("class_name");
    const Json* config = value.find("config");
    if (kind == nullptr || !kind->isText())
        return membersText(value.object());
    const std::string inside =
        config != nullptr && config->isObject() ? membersText(config->object()) : "";
    return inside.empty() ? kind->text() : kind->text() + ", " + inside;
}

constexpr std::int64_t kMostTiles = 256;
constexpr std::int64_t kMostSide = 128; // of a tile

/// A plane of numbers, somewhere in a tensor: element (y, x) of tile t lies at
/// tileStart(t) + y * down + x * right.
struct Planes {
    std::int64_t width = 1;
    std::int64_t height = 1;
    std::int64_t count = 1;
    std::int64_t right = 0;
    std::int64_t down = 0;
    std::int64_t nextTile = 0;
    std::int64_t across = 1;
};

std::int64_t roundedRoot(std::int64_t count) {
    return std::max<std::int64_t>(
        1, std::llround(std::ceil(std::sqrt(1.6 * static_cast<double>(count)))));
}

Planes planesOf(const Shape& shape) {
    const std::size_t rank = shape.rank();
    if (rank == 0)
        return {};
    if (rank == 1)
        return {shape[0], 1, 1, 1, 0, 0, 1};
    if (rank == 2)
        return {shape[1], shape[0], 1, 1, shape[1], 0, 1};
    // The last two axes say which filter it is: [height, width, in, out], or [steps, in, out].
    const std::int64_t out = shape[rank - 1];
    const std::int64_t in = shape[rank - 2];
    if (rank == 3)
        return {in, shape[0], out, out, in * out, 1, roundedRoot(out)};
    Planes planes;
    planes.width = shape[rank - 3];
    planes.height = shape[rank - 4];
    planes.right = in * out;
    planes.down = planes.width * in * out;
    planes.count = in * out;
    planes.nextTile = 1;
    planes.across =
        in == 1 || out == 1 ? roundedRoot(planes.count) : std::min(out, roundedRoot(planes.count));
    return planes;
}

/// The part of `count` numbers that place `at` of `places` stands for.
std::pair<std::int64_t, std::int64_t>
share(std::int64_t at, std::int64_t places, std::int64_t count) {
    return {at * count / places, std::max(at * count / places + 1, (at + 1) * count / places)};
}

template<class Numbers>
float meanOf(
    const Numbers& numbers,
    std::int64_t start,
    const Planes& planes,
    std::pair<std::int64_t, std::int64_t> ys,
    std::pair<std::int64_t, std::int64_t> xs) {
    double sum = 0;
    for (std::int64_t y = ys.first; y < ys.second; ++y) {
        for (std::int64_t x = xs.first; x < xs.second; ++x) {
            sum += static_cast<double>(
                numbers[static_cast<std::size_t>(start + y * planes.down + x * planes.right)]);
        }
    }
    return static_cast<float>(
        sum / static_cast<double>((ys.second - ys.first) * (xs.second - xs.first)));
}

std::string shortName(const std::string& variable) {
    const std::size_t slash = variable.rfind('/');
    return slash == std::string::npos ? variable : variable.substr(slash + 1);
}

/// Names without what all of them begin with, which is the layer's own: "forward_lstm/kernel".
std::vector<std::string> namesOf(const Variables& variables) {
    std::vector<std::string> names;
    for (const Variable& variable : variables)
        names.push_back(shortName(variable.name()));
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool isTwice = std::count(names.begin(), names.end(), names[i]) > 1;
        const std::string& whole = variables[i].name();
        const std::size_t slash = whole.find('/');
        if (isTwice && slash != std::string::npos)
            names[i] = whole.substr(slash + 1);
    }
    return names;
}

} // namespace

std::int64_t notFiniteCount(const Tensor& tensor) {
    if (tensor.dtype() != DType::Float32)
        return 0;
    std::int64_t count = 0;
    for (const float value : tensor.values<float>())
        count += std::isfinite(value) ? 0 : 1;
    return count;
}

std::vector<SettingText> settingTexts(const Json& config) {
    std::vector<SettingText> texts;
    if (!config.isObject())
        return texts;
    for (const auto& [name, value] : config.object()) {
        const bool isElsewhere = name == "name" || name == "trainable" || name == "layers";
        if (!isElsewhere && !value.isNull())
            texts.push_back({name, valueText(value)});
    }
    return texts;
}

WeightPicture pictureOf(const Tensor& weight) {
    WeightPicture picture;
    if (weight.size() == 0 || weight.dtype() != DType::Float32)
        return picture;
    const Planes planes = planesOf(weight.shape());
    const std::int64_t width = std::min(planes.width, kMostSide);
    const std::int64_t height = std::min(planes.height, kMostSide);
    picture.tileWidth = static_cast<int>(width);
    picture.tileHeight = static_cast<int>(height);
    picture.isShrunk = width < planes.width || height < planes.height;
    picture.allTiles = planes.count;
    picture.tiles = static_cast<int>(std::min(planes.count, kMostTiles));
    picture.across = static_cast<int>(std::min<std::int64_t>(planes.across, 32));
    const auto numbers = weight.values<float>();
    for (std::int64_t tile = 0; tile < picture.tiles; ++tile) {
        const std::int64_t start = tile * planes.nextTile;
        for (std::int64_t y = 0; y < height; ++y) {
            for (std::int64_t x = 0; x < width; ++x) {
                const float value = meanOf(
                    numbers,
                    start,
                    planes,
                    share(y, height, planes.height),
                    share(x, width, planes.width));
                picture.values.push_back(value);
                if (std::isfinite(value))
                    picture.most = std::max(picture.most, std::abs(static_cast<double>(value)));
            }
        }
    }
    return picture;
}

WeightView weightViewOf(std::string name, const Tensor& value) {
    WeightView weight;
    weight.name = std::move(name);
    weight.shape = value.shape();
    weight.dtype = value.dtype();
    weight.isTrainable = false;
    weight.statistics = notebook::statisticsOf(value);
    weight.histogram = notebook::histogramOf(value, weight.statistics);
    weight.picture = pictureOf(value);
    if (value.size() <= kMostNumbers)
        weight.elements = std::make_shared<notebook::Elements>(value);
    return weight;
}

LayerView
layerViewOf(const Model& model, std::string_view path, const std::function<bool()>& isCancelled) {
    const LayerPointer layer = layerAt(model, path);
    check(layer != nullptr, "The model has no layer \"%1\".", path);
    LayerView view;
    view.path = path;
    if (dynamic_cast<const Model*>(layer.get()) != nullptr)
        return view;
    view.settings = settingTexts(layer->getConfig());
    const Variables variables = layer->weights();
    const std::vector<std::string> names = namesOf(variables);
    for (std::size_t i = 0; i < variables.size(); ++i) {
        if (isCancelled && isCancelled())
            fail(Error::Kind::Cancelled, "The task was cancelled");
        WeightView weight = weightViewOf(names[i], variables[i].value());
        weight.isTrainable = variables[i].isTrainable();
        view.weights.push_back(std::move(weight));
    }
    return view;
}

std::vector<std::int64_t> notFiniteCounts(
    const Model& model, const ModelView& view, const std::function<bool()>& isCancelled) {
    std::vector<std::int64_t> counts(view.rows.size(), 0);
    for (std::size_t i = 0; i < view.rows.size(); ++i) {
        if (isCancelled && isCancelled())
            fail(Error::Kind::Cancelled, "The task was cancelled");
        const LayerRow& row = view.rows[i];
        const LayerPointer layer = row.isModel ? nullptr : layerAt(model, row.path);
        if (layer == nullptr)
            continue;
        for (const Variable& variable : layer->weights())
            counts[i] += notFiniteCount(variable.value());
        // Every model around it is broken with it.
        for (int around = row.parent; around >= 0;
             around = view.rows[static_cast<std::size_t>(around)].parent)
            counts[static_cast<std::size_t>(around)] += counts[i];
    }
    return counts;
}

} // namespace tp::inspect
