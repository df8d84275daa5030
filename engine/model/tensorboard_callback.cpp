#include "engine/base/error.h"
#include "engine/model/model.h"
#include "engine/model/training_callbacks.h"
#include "engine/tensorboard/summary_writer.h"

namespace tp {

namespace {

const SummaryWriterConfig kAsTfjs = {.histograms = HistogramForm::Tensor};

class TensorBoard final : public Callback {
public:
    explicit TensorBoard(TensorBoardConfig config) : m_config(std::move(config)) {
        check(!m_config.logDir.empty(), "tensorBoard: say where to write, with logDir.");
        check(
            m_config.histogramFreq >= 0,
            "tensorBoard: histogramFreq must be 0 or more, but got %1.",
            m_config.histogramFreq);
    }

    void onBatchEnd(int, const Logs& logs) override {
        ++m_batches;
        if (m_config.updateFreq == TensorBoardConfig::UpdateFreq::Batch)
            write(logs, "batch_", m_batches);
    }

    void onEpochEnd(int epoch, const Logs& logs) override {
        write(logs, "epoch_", epoch + 1);
        if (m_config.histogramFreq > 0 && epoch % m_config.histogramFreq == 0) {
            for (const Variable& variable : model().weights())
                train().histogram(variable.name(), variable.value(), epoch);
        }
        flush();
    }

    void onTrainEnd() override {
        flush();
        m_train.reset();
        m_validation.reset();
    }

private:
    void write(const Logs& logs, std::string_view prefix, std::int64_t step) {
        constexpr std::string_view kValidation = "val_";
        for (const auto& [name, value] : logs) {
            if (name == "batch" || name == "size")
                continue;
            if (name.starts_with(kValidation)) {
                validation().scalar(
                    std::string(prefix) + name.substr(kValidation.size()), value, step);
            } else {
                train().scalar(std::string(prefix) + name, value, step);
            }
        }
    }

    // Made when there is something to write, so that a training that fails at once leaves nothing.
    SummaryWriter& train() {
        if (!m_train)
            m_train.emplace(m_config.logDir / "train", kAsTfjs);
        return *m_train;
    }

    SummaryWriter& validation() {
        if (!m_validation)
            m_validation.emplace(m_config.logDir / "val", kAsTfjs);
        return *m_validation;
    }

    void flush() {
        if (m_train)
            m_train->flush();
        if (m_validation)
            m_validation->flush();
    }

    TensorBoardConfig m_config;
    std::optional<SummaryWriter> m_train;
    std::optional<SummaryWriter> m_validation;
    std::int64_t m_batches = 0;
};

} // namespace

CallbackPointer tensorBoard(TensorBoardConfig config) {
    return std::make_shared<TensorBoard>(std::move(config));
}

} // namespace tp
