#pragma once

#include "tests/conformance/layers/layers_case.h"

namespace tp::conformance {

/// Writes down what it is told, as the recording did.
class Recorder : public Callback {
public:
    explicit Recorder(const RecordedJson& fit);

    struct Event {
        std::string hook;
        int number = -1;
        Logs logs = {};
    };
    std::vector<Event> events;
    FitPlan plans;

    void onTrainBegin() override;
    void onTrainEnd() override { note({"onTrainEnd"}); }
    void onEpochBegin(int epoch) override { note({"onEpochBegin", epoch}); }
    void onBatchBegin(int batch) override { note({"onBatchBegin", batch}); }
    void onEpochEnd(int epoch, const Logs& logs) override;
    void onBatchEnd(int batch, const Logs& logs) override;

private:
    void note(Event event);

    std::vector<std::string> m_only;
    int m_stopBatch = -1;
    int m_stopEpoch = -1;
};

/// The next ones throw Difference. Validation of models with several outputs is compared by what
/// tfjs's names mean, not by how it shifts the numbers.
void compareEvents(
    const Recorder& recorder, const RecordedJson& want, double noise, std::size_t outputs);
void comparePlan(const FitPlan& plan, const RecordedJson& want);
void compareHistory(const LayersCase& recorded, const History& history, std::size_t outputs);

} // namespace tp::conformance
