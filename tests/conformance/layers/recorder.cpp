#include "tests/conformance/layers/recorder.h"

#include "tests/conformance/layers/comparison.h"

#include <algorithm>

namespace tp::conformance {

namespace {

// tfjs gives validation numbers of several outputs one name too early: the first loss as the total,
// the total as the first loss, and so on, and drops the last. What its names mean, we give; what it
// dropped cannot be compared.
RecordedJson meantByLogs(const RecordedJson& logs, std::size_t outputs) {
    if (outputs == 1)
        return logs;
    std::vector<std::string> names;
    RecordedJson meant = RecordedJson::object();
    for (const auto& [name, value] : logs.items()) {
        if (name.starts_with("val_"))
            names.push_back(name);
    }
    // The raw list is [loss0, running totals…, loss0, loss1, …, metrics…].
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::size_t raw = i == 0 ? outputs - 1 : outputs - 1 + i;
        if (raw < names.size()) {
            meant[names[i]] = logs.at(names[raw]);
        } else {
            meant[names[i]] = nullptr;
        }
    }
    for (const auto& [name, value] : logs.items()) {
        if (!name.starts_with("val_"))
            meant[name] = value;
    }
    return meant;
}

void compareMeant(
    const Logs& got,
    const RecordedJson& want,
    double noise,
    std::size_t outputs,
    const std::string& what) {
    const RecordedJson meant = meantByLogs(want, outputs);
    expectThat(
        got.size() == meant.size(), "%1: got %2 logs, expected %3", what, got.size(), meant.size());
    auto entry = meant.begin();
    for (const auto& [name, value] : got) {
        expectThat(name == entry.key(), "%1: got \"%2\", expected \"%3\"", what, name, entry.key());
        if (!entry.value().is_null())
            compareNumber(value, testing::readNumber(entry.value()), noise, what + "." + name);
        ++entry;
    }
}

} // namespace

Recorder::Recorder(const RecordedJson& fit) {
    if (fit.contains("only")) {
        for (const RecordedJson& hook : fit.at("only"))
            m_only.push_back(hook);
    }
    if (fit.contains("stop")) {
        m_stopBatch = fit.at("stop").value("afterBatch", -1);
        m_stopEpoch = fit.at("stop").value("afterEpoch", -1);
    }
}

void Recorder::onTrainBegin() {
    plans = plan();
    note({"onTrainBegin"});
}

void Recorder::onEpochEnd(int epoch, const Logs& logs) {
    note({"onEpochEnd", epoch, logs});
    if (epoch == m_stopEpoch)
        model().stopTraining();
}

void Recorder::onBatchEnd(int batch, const Logs& logs) {
    note({"onBatchEnd", batch, logs});
    if (batch == m_stopBatch)
        model().stopTraining();
}

void Recorder::note(Event event) {
    if (m_only.empty() || std::find(m_only.begin(), m_only.end(), event.hook) != m_only.end())
        events.push_back(std::move(event));
}

void compareEvents(
    const Recorder& recorder, const RecordedJson& want, double noise, std::size_t outputs) {
    std::vector<RecordedJson> expected;
    for (const RecordedJson& event : want) {
        if (event.at(0) != "nextFrame" && event.at(0) != "onYield") // of browsers only
            expected.push_back(event);
    }
    for (std::size_t i = 0; i < std::min(expected.size(), recorder.events.size()); ++i) {
        const Recorder::Event& event = recorder.events[i];
        const std::string what = "event " + std::to_string(i) + " (" + event.hook + ")";
        const auto hook = expected[i].at(0).get<std::string>();
        expectThat(event.hook == hook, "%1: expected %2", what, hook);
        if (event.number >= 0) {
            expectThat(
                event.number == expected[i].at(1).get<int>(), "%1: its number differs", what);
        }
        // What a data set's batch begins with, its number and size, goes without saying here.
        if (event.hook != "onBatchBegin")
            compareMeant(event.logs, expected[i].back(), noise, outputs, what);
    }
    expectThat(
        recorder.events.size() == expected.size(),
        "callbacks: got %1 events, expected %2",
        recorder.events.size(),
        expected.size());
}

void comparePlan(const FitPlan& plan, const RecordedJson& want) {
    expectThat(plan.epochs == want.at("epochs").get<int>(), "params: epochs differ");
    expectThat(
        plan.initialEpoch == want.at("initialEpoch").get<int>(), "params: initialEpoch differs");
    if (want.at("samples").is_number()) {
        expectThat(
            plan.samples == want.at("samples").get<std::int64_t>(), "params: samples differ");
    }
    if (want.at("batchSize").is_number()) {
        expectThat(
            plan.batchSize == want.at("batchSize").get<std::int64_t>(),
            "params: batchSize differs");
    }
    expectThat(
        plan.doValidation == want.at("doValidation").get<bool>(), "params: doValidation differs");
    compareTexts(plan.metrics, want.at("metrics"), "params.metrics");
}

void compareHistory(const LayersCase& recorded, const History& history, std::size_t outputs) {
    const auto epochs = recorded.expect("epoch").get<std::vector<int>>();
    expectThat(
        history.epochs() == epochs,
        "history: got %1 epochs, expected %2",
        history.epochs().size(),
        epochs.size());
    const RecordedJson want = meantByLogs(recorded.expect("history"), outputs);
    expectThat(
        history.series().size() == want.size(),
        "history: got %1 series, expected %2",
        history.series().size(),
        want.size());
    auto entry = want.begin();
    for (const History::Series& series : history.series()) {
        expectThat(
            series.name == entry.key(),
            "history: got \"%1\", expected \"%2\"",
            series.name,
            entry.key());
        if (!entry.value().is_null()) {
            compareNumbers(
                series.values,
                entry.value(),
                recorded.noise("history." + series.name),
                "history." + series.name);
        }
        ++entry;
    }
}

} // namespace tp::conformance
