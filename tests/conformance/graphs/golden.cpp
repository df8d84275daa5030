#include "tests/conformance/graphs/golden.h"

#include "engine/base/error.h"

#include <QImage>
#include <QLoggingCategory>

#include <algorithm>
#include <cmath>

namespace tp::conformance {

namespace {

using nlohmann::json;

template<class T>
T* elementsOf(const Tensor& tensor) {
    return reinterpret_cast<T*>(tensor.storage()->host());
}

Tensor allocated(const json& description) {
    Tensor tensor = allocateTensor(
        {dtypeFromName(description.at("dtype").get<std::string>()),
         Shape(description.at("shape").get<std::vector<std::int64_t>>())});
    check(
        tensor.dtype() == DType::Float32 || tensor.dtype() == DType::Int32,
        "An input of %1 cannot be made.",
        tensor.dtype());
    return tensor;
}

void setElement(const Tensor& tensor, std::size_t index, float value) {
    if (tensor.dtype() == DType::Int32) {
        elementsOf<std::int32_t>(tensor)[index] = static_cast<std::int32_t>(value);
    } else {
        elementsOf<float>(tensor)[index] = value;
    }
}

/// A number from 0 to 1 as one of the range.
float inRange(float u, const std::string& range) {
    if (range == "01")
        return u;
    if (range == "-11")
        return 2 * u - 1;
    if (range == "0_255")
        return u * 255;
    if (range == "int0_255")
        return std::floor(u * 256);
    check(range.starts_with("int:"), "There is no range \"%1\".", range);
    return std::floor(u * std::stof(range.substr(4)));
}

/// A number from 0 to 255 likewise.
float inRangeFromByte(float v, const std::string& range) {
    if (range == "01")
        return v / 255;
    return range == "-11" ? v / 127.5F - 1 : v;
}

std::vector<double> numbersOf(const Tensor& tensor) {
    const auto asDoubles = [](auto values) {
        return std::vector<double>(values.begin(), values.end());
    };
    switch (tensor.dtype()) {
    case DType::Float32:
        return asDoubles(tensor.values<float>());
    case DType::Int32:
        return asDoubles(tensor.values<std::int32_t>());
    case DType::Bool:
        return asDoubles(tensor.values<std::uint8_t>());
    default:
        fail(Error::Kind::InvalidArgument, "An output of %1 cannot be compared.", tensor.dtype());
    }
}

double numberIn(const json& value) {
    if (value.is_number())
        return value.get<double>();
    if (value.is_boolean())
        return value.get<bool>() ? 1 : 0;
    if (value == "Infinity" || value == "-Infinity")
        return value == "Infinity" ? HUGE_VAL : -HUGE_VAL;
    return std::nan("");
}

bool isNear(double actual, double expected, double tolerance) {
    if (std::isnan(expected))
        return std::isnan(actual);
    return std::isinf(expected) ? actual == expected : std::abs(actual - expected) <= tolerance;
}

/// Mean, standard deviation, least and largest of all numbers, NaN left out.
json statisticsOf(const std::vector<double>& numbers) {
    double sum = 0;
    double squares = 0;
    double count = 0;
    double least = HUGE_VAL;
    double largest = -HUGE_VAL;
    for (const double each : numbers) {
        if (std::isnan(each))
            continue;
        ++count;
        sum += each;
        least = std::min(least, each);
        largest = std::max(largest, each);
    }
    const double mean = sum / count;
    for (const double each : numbers)
        squares += std::isnan(each) ? 0 : (each - mean) * (each - mean);
    return {{"mean", mean}, {"std", std::sqrt(squares / count)}, {"min", least}, {"max", largest}};
}

std::optional<std::string>
compared(const std::vector<double>& actual, const json& expected, double tolerance) {
    const json& places = expected.at("sample_indices");
    const json& values = expected.at("sample_values");
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto place = places[i].get<std::size_t>();
        const double wanted = numberIn(values[i]);
        if (place >= actual.size() || !isNear(actual[place], wanted, tolerance)) {
            return formatText(
                "element %1 is %2, expected %3 ± %4",
                {std::to_string(place),
                 place < actual.size() ? toText(actual[place]) : "not there",
                 toText(wanted),
                 toText(tolerance)});
        }
    }
    const auto missing = static_cast<std::size_t>(
        std::count_if(actual.begin(), actual.end(), [](double each) { return std::isnan(each); }));
    if (missing != expected.value("nan_count", std::size_t{0}))
        return std::to_string(missing) + " elements are NaN";
    const json statistics = statisticsOf(actual);
    for (const char* const name : {"mean", "std", "min", "max"}) {
        const auto known = expected.find(name);
        if (known == expected.end() || known->is_null() || missing == actual.size())
            continue;
        if (!isNear(statistics[name].get<double>(), numberIn(*known), tolerance)) {
            return formatText(
                "%1 is %2, expected %3 ± %4",
                {name, statistics[name].dump(), known->dump(), toText(tolerance)});
        }
    }
    return {};
}

} // namespace

Tensor filledInput(const json& description) {
    Tensor tensor = allocated(description);
    const auto count = static_cast<std::size_t>(tensor.size());
    if (const auto values = description.find("values"); values != description.end()) {
        check(values->size() == count, "There are %1 values, expected %2.", values->size(), count);
        for (std::size_t i = 0; i < count; ++i)
            setElement(tensor, i, (*values)[i].get<float>());
        return tensor;
    }
    const auto range = description.at("range").get<std::string>();
    for (std::size_t i = 0; i < count; ++i) {
        constexpr std::uint32_t kStep = 2654435761U;
        const auto scattered = static_cast<std::uint32_t>(i) * kStep;
        setElement(tensor, i, inRange(static_cast<float>(scattered >> 8U) / 16777216.0F, range));
    }
    return tensor;
}

Tensor photoInput(const json& description, const std::filesystem::path& png) {
    const QImage image =
        QImage(QString::fromStdString(png.string())).convertToFormat(QImage::Format_RGB888);
    check(!image.isNull(), "%1 cannot be read.", png.string());
    Tensor tensor = allocated(description);
    const bool isPlanar = description.value("layout", "") == "NCHW";
    const auto rows = static_cast<std::size_t>(image.height());
    const auto columns = static_cast<std::size_t>(image.width());
    const auto channels =
        static_cast<std::size_t>(isPlanar ? tensor.shape()[1] : tensor.shape().back());
    check(
        rows * columns * channels == static_cast<std::size_t>(tensor.size()) &&
            (channels == 1 || channels == 3),
        "%1 is no picture for a tensor of shape %2.",
        png.string(),
        tensor.shape());
    const auto range = description.at("range").get<std::string>();
    for (std::size_t row = 0; row < rows; ++row) {
        const uchar* const line = image.constScanLine(static_cast<int>(row));
        for (std::size_t column = 0; column < columns; ++column) {
            const uchar* const pixel = line + 3 * column;
            for (std::size_t channel = 0; channel < channels; ++channel) {
                const auto value =
                    channels == 1 ? static_cast<float>(
                                        0.2989 * pixel[0] + 0.5870 * pixel[1] + 0.1140 * pixel[2])
                                  : static_cast<float>(pixel[channel]);
                const std::size_t place = isPlanar ? (channel * rows + row) * columns + column
                                                   : (row * columns + column) * channels + channel;
                setElement(tensor, place, inRangeFromByte(value, range));
            }
        }
    }
    return tensor;
}

std::optional<std::string>
differenceFromGolden(const Tensor& actual, const json& expected, double spread) {
    const auto dtype = expected.at("dtype").get<std::string>();
    if (dtypeName(actual.dtype()) != dtype)
        return formatText("dtype %1, expected %2", {toText(actual.dtype()), dtype});
    const Shape shape(expected.at("shape").get<std::vector<std::int64_t>>());
    if (actual.shape() != shape)
        return formatText("shape %1, expected %2", {toText(actual.shape()), toText(shape)});
    double low = 0;
    double high = 0;
    const auto widen = [&](const json& value) {
        if (const double number = numberIn(value); std::isfinite(number)) {
            low = std::min(low, number);
            high = std::max(high, number);
        }
    };
    for (const json& value : expected.at("sample_values"))
        widen(value);
    for (const char* const name : {"min", "max"})
        widen(expected.value(name, json(0)));
    constexpr double kRelative = 1e-4;
    return compared(numbersOf(actual), expected, std::max(4 * spread, kRelative * (high - low)));
}

} // namespace tp::conformance
