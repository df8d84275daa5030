#include "engine/tensorboard/event_reader.h"

#include "engine/tensorboard/event.pb.h"
#include "engine/tensorboard/wire.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace tp {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// The elements of a repeated field.
template<class List>
std::vector<double> doublesOf(const List& list) {
    return {list.begin(), list.end()};
}

template<class T>
std::vector<double> doublesIn(const std::string& content) {
    std::vector<double> values(content.size() / sizeof(T));
    for (std::size_t i = 0; i < values.size(); ++i) {
        T value{};
        std::memcpy(&value, content.data() + i * sizeof(T), sizeof(T));
        values[i] = static_cast<double>(value);
    }
    return values;
}

/// The elements of a tensor of float32, float64, int32 or int64; none for others.
std::vector<double> elementsOf(const tensorboard::TensorValue& tensor) {
    // TensorFlow's numbers of dtypes.
    constexpr int kFloat32 = 1;
    constexpr int kFloat64 = 2;
    constexpr int kInt32 = 3;
    constexpr int kInt64 = 9;
    const std::string& content = tensor.tensor_content();
    switch (tensor.dtype()) {
    case kFloat32:
        return content.empty() ? doublesOf(tensor.float_val()) : doublesIn<float>(content);
    case kFloat64:
        return content.empty() ? doublesOf(tensor.double_val()) : doublesIn<double>(content);
    case kInt32:
        return content.empty() ? doublesOf(tensor.int_val()) : doublesIn<std::int32_t>(content);
    case kInt64:
        return content.empty() ? doublesOf(tensor.int64_val()) : doublesIn<std::int64_t>(content);
    default:
        return {};
    }
}

/// From edges and counts in rows.
std::optional<HistogramData> histogramIn(const tensorboard::TensorValue& tensor) {
    const auto& shape = tensor.tensor_shape();
    if (shape.dim_size() != 2 || shape.dim(1).size() != 3)
        return {};
    const std::vector<double> rows = elementsOf(tensor);
    if (shape.dim(0).size() < 0 || rows.size() % 3 != 0 ||
        static_cast<std::uint64_t>(shape.dim(0).size()) != rows.size() / 3)
        return {};
    HistogramData data;
    data.sum = kUnknown;
    data.sumOfSquares = kUnknown;
    for (std::size_t i = 0; i < rows.size(); i += 3) {
        data.buckets.push_back({rows[i], rows[i + 1], rows[i + 2]});
        data.count += rows[i + 2];
    }
    if (!data.buckets.empty()) {
        data.min = data.buckets.front().left;
        data.max = data.buckets.back().right;
    }
    return data;
}

/// From right edges and counts. Empty buckets at both ends are left out, and the outer edges are
/// the smallest and largest value, as TensorBoard shows it: the edges themselves may be endless.
HistogramData histogramIn(const tensorboard::Histogram& message) {
    HistogramData data{
        message.min(), message.max(), message.num(), message.sum(), message.sum_squares(), {}};
    const int size = std::min(message.bucket_size(), message.bucket_limit_size());
    int begin = 0;
    int end = size;
    while (begin < end && !(message.bucket(begin) > 0))
        ++begin;
    while (begin < end && !(message.bucket(end - 1) > 0))
        --end;
    double left = message.min();
    for (int i = begin; i < end; ++i) {
        const double right = i + 1 == end ? message.max() : message.bucket_limit(i);
        data.buckets.push_back({left, right, message.bucket(i)});
        left = right;
    }
    return data;
}

std::optional<std::variant<double, HistogramData>>
contentOf(const tensorboard::Value& value, std::string_view plugin) {
    if (value.has_simple_value())
        return static_cast<double>(value.simple_value());
    if (value.has_histo())
        return histogramIn(value.histo());
    if (!value.has_tensor())
        return {};
    if (plugin == "histograms") {
        if (auto data = histogramIn(value.tensor()))
            return *std::move(data);
        return {};
    }
    const bool isScalar = plugin.empty() || plugin == "scalars";
    if (!isScalar || value.tensor().tensor_shape().dim_size() != 0)
        return {};
    const std::vector<double> elements = elementsOf(value.tensor());
    if (elements.size() != 1)
        return {};
    return elements.front();
}

} // namespace

void EventReader::read(const Sink& sink) {
    if (const auto& fault = tryRead(sink))
        throw Error(*fault);
}

const std::optional<Error>& EventReader::tryRead(const Sink& sink) {
    using Result = RecordReader::Result;
    Result result = m_records.next(m_record);
    for (; result == Result::Record; result = m_records.next(m_record)) {
        if (!readEvent(m_record, sink))
            m_records.refuseRecord();
    }
    m_isCutOff = result == Result::CutOff;
    return m_records.fault();
}

std::optional<Error> EventReader::cutOff() const {
    if (!m_isCutOff)
        return {};
    return Error(
        Error::Kind::BadFile,
        "%1: record %2 at byte %3 is not whole; perhaps it is still being written",
        m_records.place());
}

bool EventReader::readEvent(std::string_view event, const Sink& sink) {
    LoggedValue logged;
    std::string_view summary;
    Wire fields(event);
    while (const auto field = fields.next()) {
        if (field->number == 1) {
            logged.wallTime = std::bit_cast<double>(field->value);
        } else if (field->number == 2) {
            logged.step = static_cast<std::int64_t>(field->value);
        } else if (field->number == 3) {
            m_version = field->bytes.substr(0, 100);
        } else if (field->number == 5) {
            summary = field->bytes;
        }
    }
    // Pictures and sounds are larger than this, histograms are not.
    constexpr std::size_t kMostBytes = 1U << 20U;
    tensorboard::Value value;
    Wire values(summary);
    while (const auto field = values.next()) {
        if (field->number != 1 || field->bytes.size() > kMostBytes)
            continue;
        if (!value.ParseFromArray(field->bytes.data(), static_cast<int>(field->bytes.size())))
            return false;
        const std::string& plugin = value.metadata().plugin_data().plugin_name();
        if (!plugin.empty())
            m_plugins.insert_or_assign(value.tag(), plugin);
        const auto known = m_plugins.find(value.tag());
        auto content = contentOf(value, known == m_plugins.end() ? "" : known->second);
        if (!content)
            continue;
        logged.tag = value.tag();
        logged.value = *std::move(content);
        sink(logged);
    }
    return fields.isAtEnd() && values.isAtEnd();
}

} // namespace tp
