#pragma once

#include "engine/tensor/tensor.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace tp {

/// How histograms are written. TensorBoard shows both.
enum class HistogramForm {
    Message, ///< TensorFlow's own message, over its default buckets
    Tensor,  ///< a tensor of 30 equal buckets, as TensorFlow.js for Node writes it
};

struct SummaryWriterConfig {
    std::string filenameSuffix = ".v2";
    HistogramForm histograms = HistogramForm::Message;
};

/// Writes what TensorBoard shows: a new event file in a folder for each writer.
///
///     SummaryWriter writer("logs/train");
///     writer.scalar("epoch_loss", logs["loss"], epoch + 1);
///     writer.histogram("dense_1/kernel", kernel.value(), epoch);
///     writer.flush();
///
/// A folder below another is a run of its own in TensorBoard. Used by one thread at a time. What
/// was written is on its way to the file after flush(), and at the latest when the writer goes.
class SummaryWriter {
public:
    /// Makes the folder, if need be, and the file: events.out.tfevents.TIME.HOST.PROCESS.NUMBER
    /// with the suffix. Throws BadFile if either cannot be made, and InvalidArgument for a suffix
    /// with a slash in it.
    explicit SummaryWriter(
        const std::filesystem::path& folder, const SummaryWriterConfig& config = {});

    /// Adds a value to the series named `tag`, kept as float32. Throws InvalidArgument for a tag
    /// that is empty or no UTF-8, BadFile if the file cannot be written.
    void scalar(std::string_view tag, double value, std::int64_t step);

    /// Adds how all values of a tensor are spread; NaN and infinities are not counted. Throws as
    /// scalar(), and InvalidArgument for texts and complex numbers.
    void histogram(std::string_view tag, const Tensor& values, std::int64_t step);

    /// Hands all that was added to the file. Throws BadFile if it cannot be written.
    void flush();

    const std::filesystem::path& file() const { return m_path; }

private:
    void write(const std::string& event);
    void checkWritten();

    HistogramForm m_histograms;
    std::filesystem::path m_path;
    std::ofstream m_stream;
};

} // namespace tp
