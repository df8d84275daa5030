#include "engine/io/weight_spec.h"

#include "engine/base/saturated.h"

#include <algorithm>
#include <array>

namespace tp::io {

namespace {

constexpr std::array<std::string_view, 3> kStoredNames = {"float16", "uint16", "uint8"};
constexpr std::array<DType, 5> kDTypes = {
    DType::Float32, DType::Int32, DType::Bool, DType::Complex64, DType::String};
constexpr std::int64_t kMostElements = std::int64_t{1} << 38;

DType dtypeIn(const JsonReader& json) {
    const std::string& name = json.text();
    for (const DType dtype : kDTypes) {
        if (dtypeName(dtype) == name)
            return dtype;
    }
    json.refuse("weights of dtype \"%2\" are not known", name);
}

Shape shapeIn(const JsonReader& json) {
    if (json.size() > Shape::kMaxRank) {
        json.refuse(
            "%2 axes are more than the %3 that a tensor may have", json.size(), Shape::kMaxRank);
    }
    Shape shape;
    std::int64_t count = 1;
    for (const JsonReader& each : json.elements()) {
        const std::int64_t size = each.integer();
        if (size < 0)
            each.refuse("a size cannot be negative, but is %2", size);
        count = saturatedProduct(count, std::max<std::int64_t>(size, 1));
        shape.push_back(size);
    }
    if (count > kMostElements)
        json.refuse("a tensor of shape %2 has more elements than memory can hold", shape);
    return shape;
}

WeightQuantization quantizationIn(const JsonReader& json, DType dtype) {
    const JsonReader stored = json["dtype"];
    const auto* place = std::find(kStoredNames.begin(), kStoredNames.end(), stored.text());
    if (place == kStoredNames.end())
        stored.refuse("numbers stored as \"%2\" are not known", stored.text());
    WeightQuantization quantization;
    quantization.dtype = static_cast<StoredAs>(place - kStoredNames.begin());
    const bool isHalf = quantization.dtype == StoredAs::Float16;
    if (dtype != DType::Float32 && (isHalf || dtype != DType::Int32))
        stored.refuse("weights of dtype %2 cannot be stored as %3", dtype, stored.text());
    if (!isHalf)
        quantization.numbers = {json["scale"].number(), json["min"].number()};
    if (const auto original = json.find("original_dtype"))
        quantization.originalDtype = original->text();
    return quantization;
}

} // namespace

std::string_view storedAsName(StoredAs stored) {
    return kStoredNames[static_cast<std::size_t>(stored)];
}

WeightSpec weightSpecFrom(const JsonReader& json) {
    WeightSpec spec;
    spec.name = json["name"].text();
    spec.shape = shapeIn(json["shape"]);
    spec.dtype = dtypeIn(json["dtype"]);
    if (const auto quantization = json.find("quantization"))
        spec.quantization = quantizationIn(*quantization, spec.dtype);
    if (const auto group = json.find("group"))
        spec.group = group->text();
    return spec;
}

std::vector<WeightSpec> weightSpecsFrom(const JsonReader& list) {
    std::vector<WeightSpec> specs;
    for (const JsonReader& each : list.elements())
        specs.push_back(weightSpecFrom(each));
    return specs;
}

Json toJson(const WeightSpec& spec) {
    Json::List shape(spec.shape.begin(), spec.shape.end());
    Json json = Json::Object{
        {"name", spec.name}, {"shape", std::move(shape)}, {"dtype", dtypeName(spec.dtype)}};
    if (!spec.group.empty())
        json.set("group", spec.group);
    if (spec.quantization) {
        Json quantization = Json::Object{{"dtype", storedAsName(spec.quantization->dtype)}};
        if (spec.quantization->dtype != StoredAs::Float16) {
            quantization.set("min", spec.quantization->numbers.min);
            quantization.set("scale", spec.quantization->numbers.scale);
        }
        if (!spec.quantization->originalDtype.empty())
            quantization.set("original_dtype", spec.quantization->originalDtype);
        json.set("quantization", std::move(quantization));
    }
    return json;
}

Json toJson(const std::vector<WeightSpec>& specs) {
    Json::List list;
    for (const WeightSpec& spec : specs)
        list.push_back(toJson(spec));
    return list;
}

std::optional<std::uint64_t> storedBytes(const WeightSpec& spec) {
    if (spec.dtype == DType::String)
        return {};
    std::uint64_t each = dtypeBytes(spec.dtype);
    if (spec.quantization)
        each = spec.quantization->dtype == StoredAs::Uint8 ? 1 : 2;
    return static_cast<std::uint64_t>(spec.shape.elementCount()) * each;
}

std::optional<std::uint64_t> storedBytes(const std::vector<WeightSpec>& specs) {
    std::int64_t sum = 0;
    for (const WeightSpec& spec : specs) {
        const auto bytes = storedBytes(spec);
        if (!bytes)
            return {};
        sum = saturatedSum(sum, static_cast<std::int64_t>(*bytes));
    }
    return static_cast<std::uint64_t>(sum);
}

} // namespace tp::io
