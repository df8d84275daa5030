// Cases recorded as JavaScript: automatic names, initial weights, builders, refusals.
#include "tests/conformance/layers/comparison.h"
#include "tests/conformance/layers/replays.h"
#include "tests/conformance/layers/script_deviations.h"
#include "tests/conformance/layers/script_engine.h"
#include "tests/conformance/layers/script_messages.h"
#include "tests/conformance/layers/tfjs_faults.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace tp::conformance {

namespace {

RecordedJson returned(const std::string& body) {
    resetAutomaticNames();
    ScriptEngine engine;
    const ScriptEnd end = engine.run(body);
    expectThat(end.kind == ScriptEnd::Kind::Returned, "%1: %2", body, end.message);
    return end.value;
}

bool isCloseText(const std::string& got, const std::string& want);

void compareReturned(const RecordedJson& got, const RecordedJson& want, const std::string& what) {
    const std::string mine = got.is_string() ? got.get<std::string>() : got.dump();
    const std::string theirs = want.is_string() ? want.get<std::string>() : want.dump();
    expectThat(isCloseText(mine, theirs), "%1: returns %2, expected %3", what, mine, theirs);
}

// Texts are equal but for rounding errors of the numbers in them.
bool isCloseText(const std::string& got, const std::string& want) {
    const char* a = got.c_str();
    const char* b = want.c_str();
    while (*a != '\0' && *b != '\0') {
        char* endA = nullptr;
        char* endB = nullptr;
        const double x = std::strtod(a, &endA);
        const double y = std::strtod(b, &endB);
        if (endA != a && endB != b && std::isfinite(x) && std::isfinite(y)) {
            if (std::abs(x - y) > 1e-5 + 1e-4 * std::abs(y))
                return false;
            a = endA;
            b = endB;
        } else if (*a++ != *b++) {
            return false;
        }
    }
    return *a == *b;
}

void compareWeights(const Model& model, const RecordedJson& want, const std::string& what) {
    const Variables weights = model.weights();
    expectThat(
        weights.size() == want.size(),
        "%1: %2 weights, expected %3",
        what,
        weights.size(),
        want.size());
    const Variables trainable = model.trainableWeights();
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const std::string name = want.at(i).at("name");
        expectThat(
            weights[i].name() == name,
            "%1: weight %2 is %3, expected %4",
            what,
            i,
            weights[i].name(),
            name);
        const bool isTrainable =
            std::find(trainable.begin(), trainable.end(), weights[i]) != trainable.end();
        expectThat(isTrainable == want.at(i).at("trainable").get<bool>(), "%1: trainable", name);
        const Tensor theirs = testing::readTensor(want.at(i));
        // tfjs starts them as the depthwise kernel, whatever it is told.
        if (name.ends_with("/pointwise_kernel") && weights[i].shape() == theirs.shape())
            continue;
        compareTensor(weights[i].value(), theirs, 0, name);
    }
}

void compareRefusal(const RecordedJson& line, const ScriptEnd& end) {
    const std::string what = line.at("what");
    const ScriptDeviation* deviation = scriptDeviation(what);
    const std::string theirs =
        line.contains("message") && line.at("message").is_string() ? line.at("message") : "";
    if (deviation && deviation->kind == ScriptDeviation::Kind::WeDo) {
        expectThat(end.kind == ScriptEnd::Kind::Returned, "we should do it: %1", end.message);
        return;
    }
    if (end.kind == ScriptEnd::Kind::Inexpressible)
        return;
    if (end.kind == ScriptEnd::Kind::Returned && admitsLack(theirs))
        return;
    expectThat(end.kind == ScriptEnd::Kind::Refused, "not refused; tfjs says: %1", theirs);
    if (deviation && deviation->kind == ScriptDeviation::Kind::WeSay)
        return;
    const std::string lacked = lackedBy(end.message, theirs, line.at("code"));
    expectThat(
        lacked.empty(),
        "refused with\n      %1\n      which lacks %2 of\n      %3",
        end.message,
        lacked,
        theirs);
}

} // namespace

void replayNames(const LayersCase& recorded) {
    for (const RecordedJson& entry : recorded.json.at("entries"))
        compareReturned(returned(entry.at("js")), entry.at("result"), entry.at("js"));
}

void replayInitialWeights(const LayersCase& recorded) {
    for (const RecordedJson& entry : recorded.json.at("entries")) {
        const std::string expression = entry.at("js");
        resetAutomaticNames();
        ScriptEngine engine;
        const ModelPointer model = engine.build("function (tf) { return " + expression + "; }");
        compareWeights(*model, entry.at("weights"), expression);
    }
}

ModelPointer builtModel(const LayersCase& recorded) {
    resetAutomaticNames();
    ScriptEngine engine;
    return engine.build(recorded.json.at("js").at("build"));
}

void replayBuilder(const LayersCase& recorded) {
    const ModelPointer model = builtModel(recorded);
    const Json file = ours(testing::readJson(recorded.folder / "model.json"));
    const Json& want = *file.find("modelTopology");
    const bool isOverwritten = overwritesShapes(*model);
    compareJson(asTfjsWrites(modelToJson(*model), want, isOverwritten), want, "topology");
    const RecordedJson& expect = recorded.json.at("expect");
    if (!expect.contains("summary") || recorded.kind() == "summary")
        return;
    const auto compare = isOverwritten ? compareWithoutShapes : compareTexts;
    compare(summaryLines(*model), expect.at("summary"), "summary");
}

void replayScript(const RecordedJson& line) {
    const std::string what = line.at("what");
    resetAutomaticNames();
    ScriptEngine engine;
    const ScriptEnd end = engine.run(line.at("code"));
    expectThat(end.kind != ScriptEnd::Kind::Stumbled, "the script stumbled: %1", end.message);
    const ScriptDeviation* deviation = scriptDeviation(what);
    const bool isRefusedByTfjs = line.contains("hangs") || line.value("throws", false);
    if (isRefusedByTfjs) {
        compareRefusal(line, end);
        return;
    }
    if (deviation && deviation->kind == ScriptDeviation::Kind::WeRefuse) {
        expectThat(end.kind != ScriptEnd::Kind::Returned, "we should refuse it");
        return;
    }
    expectThat(end.kind == ScriptEnd::Kind::Returned, "refused: %1", end.message);
    if (deviation && deviation->kind == ScriptDeviation::Kind::WeReturn)
        return;
    if (line.contains("result") && !line.at("result").is_null())
        compareReturned(end.value, line.at("result"), what);
}

} // namespace tp::conformance
