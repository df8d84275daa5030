#include "engine/inspect/graph_run.h"

#include "engine/base/saturated.h"
#include "engine/ops/creation.h"
#include "engine/ops/random.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace tp::inspect {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kMostInputElements = std::int64_t{1} << 26;
constexpr std::int64_t kOpenSide = 256;
constexpr int kMostRuns = 11;
constexpr double kMostSeconds = 1;
constexpr std::size_t kTopValues = 5;

bool isColor(std::int64_t channels) {
    return channels == 1 || channels == 3 || channels == 4;
}

std::optional<PictureInput> pictureInputOf(const ModelEnd& end) {
    const bool isNumeric =
        end.dtype == DType::Float32 || end.dtype == DType::Int32 || end.dtype == DType::Bool;
    if (!isNumeric)
        return {};
    PictureInput input;
    input.end = end;
    if (!end.shape)
        return input; // nobody knows, so a picture is as good as anything
    const Shape& shape = *end.shape;
    const std::size_t rank = shape.rank();
    input.hasBatch = rank == 4;
    if ((rank != 4 && rank != 3) || (rank == 4 && shape[0] > 1))
        return {};
    const std::size_t first = rank - 3;
    input.isChannelsFirst = !isColor(shape[rank - 1]) && isColor(shape[first]);
    input.channels = shape[input.isChannelsFirst ? first : rank - 1];
    input.height = shape[input.isChannelsFirst ? first + 1 : first];
    input.width = shape[input.isChannelsFirst ? first + 2 : first + 1];
    const bool isWide =
        (input.height < 0 || input.height > 1) && (input.width < 0 || input.width > 1);
    return isColor(input.channels) && isWide ? std::optional(input) : std::nullopt;
}

float scaled(std::uint8_t byte, PixelRange range) {
    const auto value = static_cast<float>(byte);
    if (range == PixelRange::Byte)
        return value;
    return range == PixelRange::Unit ? value / 255.0F : value / 127.5F - 1.0F;
}

Shape shapeFor(const notebook::Pixels& pixels, const PictureInput& input) {
    std::vector<std::int64_t> sizes;
    if (input.hasBatch)
        sizes.push_back(1);
    if (input.isChannelsFirst)
        sizes.push_back(pixels.channels);
    sizes.push_back(pixels.height);
    sizes.push_back(pixels.width);
    if (!input.isChannelsFirst)
        sizes.push_back(pixels.channels);
    return Shape(sizes);
}

/// The shape of a random input: a single sample.
Shape closedShape(const ModelEnd& end) {
    if (!end.shape)
        return Shape({1});
    const auto picture = pictureInputOf(end);
    Shape shape = *end.shape;
    for (std::size_t axis = 0; axis < shape.rank(); ++axis) {
        const bool isSide = picture && axis + 3 >= shape.rank();
        if (shape[axis] < 0)
            shape[axis] = isSide ? kOpenSide : 1;
    }
    return shape;
}

/// The tensor as maps beside each other: [height, width, 1, channels], or as a matrix.
Tensor asMaps(const Tensor& value) {
    const Shape& shape = value.shape();
    const std::size_t rank = shape.rank();
    if (value.size() == 0)
        return value;
    if (rank == 4) // several samples stand below each other
        return value.withShape(Shape({shape[0] * shape[1], shape[2], 1, shape[3]}));
    if (rank == 3 && shape[0] != 1)
        return value.withShape(Shape({shape[0], shape[1], 1, shape[2]}));
    if (rank == 2 && shape[0] == 1)
        return value.withShape(Shape({shape[1]}));
    if (rank >= 3)
        return value.withShape(Shape({value.size() / shape[rank - 1], shape[rank - 1]}));
    return value;
}

template<class T>
Tensor floats(const Tensor& value) {
    Tensor made = allocateTensor({DType::Float32, value.shape()});
    auto* numbers = reinterpret_cast<float*>(made.storage()->host());
    for (const T each : value.values<T>())
        *numbers++ = static_cast<float>(each);
    return made;
}

/// For pictures, which are drawn of real numbers.
Tensor asFloats(const Tensor& value) {
    if (value.dtype() == DType::Int32)
        return floats<std::int32_t>(value);
    return value.dtype() == DType::Bool ? floats<std::uint8_t>(value) : value;
}

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double medianOf(std::vector<double> numbers) {
    if (numbers.empty())
        return 0;
    const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
    std::nth_element(numbers.begin(), middle, numbers.end());
    return *middle;
}

Tensors ordered(const ShownGraph& graph, const NamedTensors& inputs) {
    Tensors tensors;
    for (const ModelEnd& end : graph.inputs()) {
        const auto found = inputs.find(end.name);
        check(found != inputs.end(), "The input \"%1\" of the model is missing.", end.name);
        tensors.push_back(found->second);
    }
    return tensors;
}

} // namespace

std::optional<PictureInput> pictureInputOf(const std::vector<ModelEnd>& inputs) {
    for (const ModelEnd& end : inputs) {
        if (auto input = pictureInputOf(end)) {
            input->isAlone = inputs.size() == 1;
            return input;
        }
    }
    return {};
}

Tensor pictureTensor(const notebook::Pixels& pixels, const PictureInput& input, PixelRange range) {
    const std::int64_t height = pixels.height;
    const std::int64_t width = pixels.width;
    const std::int64_t channels = pixels.channels;
    const bool fits = (input.height < 0 || input.height == height) &&
                      (input.width < 0 || input.width == width) && input.channels == channels &&
                      static_cast<std::int64_t>(pixels.bytes.size()) == height * width * channels;
    check(
        fits,
        "The input \"%1\" takes no picture of %2 by %3 with %4 channels.",
        input.end.name,
        width,
        height,
        channels);
    const DType dtype = input.end.dtype == DType::Int32 ? DType::Int32 : DType::Float32;
    Tensor made = allocateTensor({dtype, shapeFor(pixels, input)});
    auto* memory = made.storage()->host();
    const std::int64_t plane = height * width;
    for (std::int64_t i = 0; i < plane * channels; ++i) {
        const std::int64_t to = input.isChannelsFirst ? i % channels * plane + i / channels : i;
        const std::uint8_t byte = pixels.bytes[static_cast<std::size_t>(i)];
        if (dtype == DType::Int32) {
            reinterpret_cast<std::int32_t*>(memory)[to] = byte;
        } else {
            reinterpret_cast<float*>(memory)[to] = scaled(byte, range);
        }
    }
    return made;
}

NamedTensors randomInputs(const std::vector<ModelEnd>& inputs, std::int64_t seed) {
    NamedTensors tensors;
    std::int64_t elements = 0;
    for (const ModelEnd& end : inputs) {
        const Shape shape = closedShape(end);
        std::int64_t count = 1;
        for (const std::int64_t size : shape)
            count = saturatedProduct(count, size);
        elements = saturatedSum(elements, count);
        check(
            elements <= kMostInputElements,
            "The input \"%1\" of the shape %2 would not fit in memory.",
            end.name,
            shape);
        if (end.dtype == DType::Float32) {
            tensors[end.name] = randomUniform(shape, 0, 1, DType::Float32, seed++);
        } else if (end.dtype == DType::String) {
            tensors[end.name] = allocateTensor({DType::String, shape});
        } else {
            tensors[end.name] = zeros(shape, end.dtype);
        }
    }
    return tensors;
}

std::vector<TopValue> topValues(const Tensor& tensor, std::size_t count) {
    const bool isNumeric = tensor.dtype() == DType::Float32 || tensor.dtype() == DType::Int32;
    if (!isNumeric || tensor.size() == 0)
        return {};
    const Tensor numbers = asFloats(tensor);
    const auto values = numbers.values<float>();
    std::vector<std::size_t> places;
    places.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isnan(values[i]))
            places.push_back(i);
    }
    count = std::min(count, places.size());
    std::partial_sort(
        places.begin(),
        places.begin() + static_cast<std::ptrdiff_t>(count),
        places.end(),
        [&](std::size_t a, std::size_t b) {
            return values[a] != values[b] ? values[a] > values[b] : a < b;
        });
    const Shape& shape = tensor.shape();
    std::size_t front = 0;
    while (front + 1 < shape.rank() && shape[front] == 1)
        ++front;
    std::vector<TopValue> top;
    for (std::size_t i = 0; i < count; ++i) {
        TopValue found;
        found.value = static_cast<double>(values[places[i]]);
        auto rest = static_cast<std::int64_t>(places[i]);
        for (std::size_t axis = shape.rank(); axis-- > front;) {
            found.index.insert(found.index.begin(), rest % shape[axis]);
            rest /= shape[axis];
        }
        top.push_back(std::move(found));
    }
    return top;
}

WeightView valueViewOf(std::string name, const Tensor& value) {
    WeightView view = weightViewOf(std::move(name), value);
    view.picture = pictureOf(asMaps(asFloats(value)));
    return view;
}

GraphRun
runGraph(const ShownGraph& graph, const NamedTensors& inputs, const GraphRunOptions& options) {
    const GraphModel* model = graph.model();
    check(model != nullptr, "The graph cannot be run: it has ops that are not supported.");
    const Tensors given = ordered(graph, inputs);
    GraphRun run;
    auto start = Clock::now();
    const auto begin = start;
    const Tensors results = model->predict(given, options);
    run.first = secondsSince(start);
    std::vector<double> times;
    while (run.runs < kMostRuns && secondsSince(begin) < kMostSeconds) {
        start = Clock::now();
        model->predict(given, options);
        times.push_back(secondsSince(start));
        ++run.runs;
    }
    run.median = medianOf(std::move(times));
    for (std::size_t i = 0; i < results.size(); ++i) {
        const ModelEnd& end = graph.outputs()[i];
        run.outputs.push_back(
            {end, valueViewOf(end.name, results[i]), topValues(results[i], kTopValues)});
    }
    return run;
}

} // namespace tp::inspect
