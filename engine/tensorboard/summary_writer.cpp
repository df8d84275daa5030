#include "engine/tensorboard/summary_writer.h"

#include "engine/base/error.h"
#include "engine/tensorboard/event.pb.h"
#include "engine/tensorboard/histogram_data.h"
#include "engine/tensorboard/records.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <limits>

namespace tp {

namespace {

double secondsNow() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration<double>(now).count();
}

std::string hostName() {
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0 || name[0] == '\0')
        return "localhost";
    std::string text(name.data());
    std::replace(text.begin(), text.end(), '/', '_');
    return text;
}

/// A name that no file of the folder has.
std::filesystem::path newFile(const std::filesystem::path& folder, const std::string& suffix) {
    static std::atomic<int> counter = 0;
    std::string start = std::to_string(static_cast<std::int64_t>(secondsNow()));
    start.insert(0, 10 - std::min<std::size_t>(start.size(), 10), '0');
    start = "events.out.tfevents." + start + '.' + hostName() + '.' + std::to_string(::getpid());
    for (;;) {
        std::string name = start;
        name += '.';
        name += std::to_string(counter++);
        name += suffix;
        std::error_code error;
        if (!std::filesystem::exists(folder / name, error))
            return folder / name;
    }
}

/// How many bytes follow the first one of a letter in UTF-8; -1 if it is none.
int lettersTail(unsigned char first) {
    if (first < 0x80)
        return 0;
    if (first >= 0xc2 && first < 0xe0)
        return 1;
    if (first >= 0xe0 && first < 0xf0)
        return 2;
    return first >= 0xf0 && first < 0xf5 ? 3 : -1;
}

bool isUtf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const int tail = lettersTail(first);
        if (tail < 0 || i + static_cast<std::size_t>(tail) >= text.size())
            return false;
        for (std::size_t k = 1; k <= static_cast<std::size_t>(tail); ++k) {
            if ((static_cast<unsigned char>(text[i + k]) & 0xc0U) != 0x80U)
                return false;
        }
        // Longer than need be, halves of pairs, and beyond the last letter.
        const auto second = tail > 0 ? static_cast<unsigned char>(text[i + 1]) : 0U;
        if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second >= 0xa0) ||
            (first == 0xf0 && second < 0x90) || (first == 0xf4 && second >= 0x90)) {
            return false;
        }
        i += 1 + static_cast<std::size_t>(tail);
    }
    return true;
}

tensorboard::Value& addValue(tensorboard::Event& event, std::string_view tag, std::int64_t step) {
    check(!tag.empty(), "summary: the tag is empty");
    check(isUtf8(tag), "summary: the tag is not UTF-8");
    event.set_wall_time(secondsNow());
    event.set_step(step);
    tensorboard::Value* value = event.mutable_summary()->add_value();
    value->set_tag(tag.data(), tag.size());
    return *value;
}

/// A double as a float32; beyond its range it is infinite.
float single(double value) {
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    constexpr double kLargest = std::numeric_limits<float>::max();
    if (value > kLargest)
        return kInfinity;
    return value < -kLargest ? -kInfinity : static_cast<float>(value);
}

void put(const HistogramData& data, tensorboard::Histogram& message) {
    message.set_min(data.min);
    message.set_max(data.max);
    message.set_num(data.count);
    message.set_sum(data.sum);
    message.set_sum_squares(data.sumOfSquares);
    for (const HistogramBucket& bucket : data.buckets) {
        message.add_bucket_limit(bucket.right);
        message.add_bucket(bucket.count);
    }
}

/// As a float32 tensor [buckets, 3] of left and right edge and count.
void put(const HistogramData& data, tensorboard::Value& value) {
    auto* plugin = value.mutable_metadata()->mutable_plugin_data();
    plugin->set_plugin_name("histograms");
    constexpr int kFloat32 = 1; // TensorFlow's number of the dtype
    tensorboard::TensorValue& tensor = *value.mutable_tensor();
    tensor.set_dtype(kFloat32);
    auto* shape = tensor.mutable_tensor_shape();
    shape->add_dim()->set_size(static_cast<std::int64_t>(data.buckets.size()));
    shape->add_dim()->set_size(3);
    std::string& content = *tensor.mutable_tensor_content();
    for (const HistogramBucket& bucket : data.buckets) {
        const std::array<float, 3> row{
            single(bucket.left), single(bucket.right), single(bucket.count)};
        content.append(reinterpret_cast<const char*>(row.data()), sizeof(row));
    }
}

} // namespace

SummaryWriter::SummaryWriter(const std::filesystem::path& folder, const SummaryWriterConfig& config)
    : m_histograms(config.histograms) {
    check(
        config.filenameSuffix.find('/') == std::string::npos,
        "summary: the suffix \"%1\" cannot be part of a file's name",
        config.filenameSuffix);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        fail(Error::Kind::BadFile, "%1: the folder cannot be made", folder.string());
    m_path = newFile(folder, config.filenameSuffix);
    m_stream.open(m_path, std::ios::binary | std::ios::app);
    tensorboard::Event event;
    event.set_wall_time(secondsNow());
    event.set_file_version("brain.Event:2");
    write(event.SerializeAsString());
    flush();
}

void SummaryWriter::scalar(std::string_view tag, double value, std::int64_t step) {
    tensorboard::Event event;
    addValue(event, tag, step).set_simple_value(single(value));
    write(event.SerializeAsString());
}

void SummaryWriter::histogram(std::string_view tag, const Tensor& values, std::int64_t step) {
    tensorboard::Event event;
    tensorboard::Value& value = addValue(event, tag, step);
    if (m_histograms == HistogramForm::Message) {
        put(histogramOf(values), *value.mutable_histo());
    } else {
        put(equalHistogramOf(values), value);
    }
    write(event.SerializeAsString());
}

void SummaryWriter::write(const std::string& event) {
    const std::string record = framedRecord(event);
    m_stream.write(record.data(), static_cast<std::streamsize>(record.size()));
    checkWritten();
}

void SummaryWriter::flush() {
    m_stream.flush();
    checkWritten();
}

void SummaryWriter::checkWritten() {
    if (!m_stream)
        fail(Error::Kind::BadFile, "%1: the file cannot be written", m_path.string());
}

} // namespace tp
