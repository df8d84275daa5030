// Cases of the nearest neighbours: calls of one classifier, one after the other.
#include "engine/models/knn_classifier.h"
#include "tests/conformance/layers/comparison.h"
#include "tests/conformance/layers/replays.h"

namespace tp::conformance {

namespace {

std::string labelIn(const RecordedJson& op) {
    const RecordedJson& label = op.at("label");
    return label.is_string() ? label.get<std::string>() : label.dump();
}

Json predicted(const KnnClassifier& classifier, const RecordedJson& op) {
    const auto found =
        classifier.predictClass(testing::readTensor(op.at("x")), op.value("k", std::int64_t{3}));
    Json::Object confidences;
    for (const auto& [label, share] : found.confidences)
        confidences.emplace_back(label, share);
    Json::Object result;
    if (found.classIndex)
        result.emplace_back("classIndex", *found.classIndex);
    result.emplace_back("label", found.label);
    result.emplace_back("confidences", confidences);
    return result;
}

Json exampleCounts(const KnnClassifier& classifier) {
    Json::Object counts;
    for (const auto& [label, count] : classifier.getClassExampleCount())
        counts.emplace_back(label, count);
    return counts;
}

Json dataset(const KnnClassifier& classifier) {
    Json::Object all;
    for (const auto& [label, examples] : classifier.getClassifierDataset()) {
        Json::List numbers;
        for (const float number : examples.dataSync<float>())
            numbers.emplace_back(static_cast<double>(number));
        all.emplace_back(
            label,
            Json::Object{
                {"dtype", "float32"}, {"shape", shapeToJson(examples.shape())}, {"data", numbers}});
    }
    return all;
}

Json done(KnnClassifier& classifier, const RecordedJson& op) {
    const std::string name = op.at("op");
    if (name == "addExample") {
        classifier.addExample(testing::readTensor(op.at("x")), labelIn(op));
    } else if (name == "clearClass") {
        classifier.clearClass(labelIn(op));
    } else if (name == "clearAllClasses") {
        classifier.clearAllClasses();
    } else if (name == "predictClass") {
        return predicted(classifier, op);
    } else if (name == "getClassExampleCount") {
        return exampleCounts(classifier);
    } else if (name == "getNumClasses") {
        return classifier.getNumClasses();
    } else if (name == "getClassifierDataset") {
        return dataset(classifier);
    } else if (name == "setClassifierDataset") {
        KnnClassifier::Dataset all;
        for (const auto& [label, examples] : op.at("dataset").items())
            all.emplace_back(label, testing::readTensor(examples));
        classifier.setClassifierDataset(all);
    } else {
        throw Difference{"there is no call " + name};
    }
    return {};
}

} // namespace

void replayKnn(const LayersCase& recorded) {
    KnnClassifier classifier;
    const RecordedJson& ops = recorded.json.at("ops");
    for (std::size_t i = 0; i < ops.size(); ++i) {
        const RecordedJson& want = recorded.expect("ops").at(i);
        const std::string what = "call " + std::to_string(i);
        Json got;
        std::string refusal;
        try {
            got = done(classifier, ops.at(i));
        } catch (const Error& error) {
            refusal = error.what();
        }
        // Refusals are in our own words.
        const bool wantsRefusal = want.contains("error");
        expectThat(
            refusal.empty() != wantsRefusal,
            "%1: %2",
            what,
            wantsRefusal ? std::string("was not refused") : refusal);
        if (want.contains("result"))
            compareJson(got, ours(want.at("result")), what);
    }
}

} // namespace tp::conformance
