#include "engine/inspect/practice.h"

#include "engine/data/toy_data.h"
#include "engine/model/model.h"
#include "engine/ops/creation.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tp::inspect {

namespace {

constexpr std::int64_t kSide = 8;   // of the pictures of stripes
constexpr std::int64_t kSteps = 16; // of the waves
constexpr std::int64_t kTraining = 400;
constexpr std::int64_t kValidation = 200;
constexpr double kTurn = 2 * std::numbers::pi;

/// Two numbers a period is apart: stripes are two pixels wide or so.
PracticeData stripes(std::int64_t count, double noise, std::int64_t seed) {
    RandomGenerator random{Seed(seed)};
    std::vector<float> pixels;
    std::vector<float> labels;
    for (std::int64_t i = 0; i < count; ++i) {
        const bool isUpright = i % 2 == 0;
        const double period = 3 + 2 * random.next();
        const double start = kTurn * random.next();
        for (std::int64_t y = 0; y < kSide; ++y) {
            for (std::int64_t x = 0; x < kSide; ++x) {
                const auto along = static_cast<double>(isUpright ? x : y);
                const double clean = 0.5 + 0.5 * std::sin(kTurn * along / period + start);
                pixels.push_back(static_cast<float>((1 - noise) * clean + noise * random.next()));
            }
        }
        labels.push_back(isUpright ? 1.0F : -1.0F);
    }
    return {fromBuffer(pixels, {count, kSide, kSide, 1}), fromBuffer(labels, {count, 1})};
}

PracticeData waves(std::int64_t count, double noise, std::int64_t seed) {
    RandomGenerator random{Seed(seed)};
    std::vector<float> values;
    std::vector<float> labels;
    for (std::int64_t i = 0; i < count; ++i) {
        const bool isFast = i % 2 == 0;
        const double period = (isFast ? 4 : 9) + 2 * random.next();
        const double start = kTurn * random.next();
        for (std::int64_t step = 0; step < kSteps; ++step) {
            const double clean = std::sin(kTurn * static_cast<double>(step) / period + start);
            values.push_back(static_cast<float>(clean + noise * (2 * random.next() - 1)));
        }
        labels.push_back(isFast ? 1.0F : -1.0F);
    }
    return {fromBuffer(values, {count, kSteps, 1}), fromBuffer(labels, {count, 1})};
}

void checkFits(const Model& model, const std::string& data) {
    const Shape sample = practiceShape(data);
    Shape wanted{-1};
    for (const std::int64_t size : sample)
        wanted.push_back(size);
    check(
        model.batchInputShape() == wanted,
        "The model takes samples of shape %1, but those of \"%2\" are %3.",
        model.batchInputShape(),
        data,
        wanted);
    const Shape output = model.outputShape();
    check(
        output.rank() == 2 && output[1] == 1,
        "The last layer must put out one number for each sample, [null,1], but puts out %1. End "
        "with a Dense layer of 1 unit.",
        shapeToJson(output).dump());
}

/// How many signs are right.
double shareOfRight(const Tensor& predictions, const Tensor& labels) {
    const auto guessed = predictions.values<float>();
    const auto right = labels.values<float>();
    std::size_t count = 0;
    for (std::size_t i = 0; i < guessed.size(); ++i)
        count += (guessed[i] > 0) == (right[i] > 0) ? 1 : 0;
    return static_cast<double>(count) /
           static_cast<double>(std::max<std::size_t>(1, guessed.size()));
}

OptimizerPointer optimizerOf(const PracticeChoice& choice) {
    OptimizerPointer optimizer = optimizerFromName(choice.optimizer);
    optimizer->setLearningRate(choice.learningRate);
    return optimizer;
}

} // namespace

const std::vector<std::string>& practiceNames() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all = data::toyDataNames();
        all.emplace_back("stripes");
        all.emplace_back("waves");
        return all;
    }();
    return names;
}

Shape practiceShape(std::string_view name) {
    if (name == "stripes")
        return {kSide, kSide, 1};
    if (name == "waves")
        return {kSteps, 1};
    return {2};
}

bool isClasses(std::string_view name) {
    return name != "plane" && name != "hills";
}

PracticeData
practiceData(std::string_view name, std::int64_t count, double noise, std::int64_t seed) {
    if (name == "stripes")
        return stripes(count, noise, seed);
    if (name == "waves")
        return waves(count, noise, seed);
    const data::ToyData toy =
        data::toyData(name, {.count = count, .noise = noise, .seed = Seed(seed)});
    return {toy.xs, toy.ys};
}

double practise(
    const ModelPointer& model,
    const PracticeChoice& choice,
    const std::function<void(const PracticeEpoch&)>& onEpoch,
    const std::function<bool()>& isCancelled) {
    checkFits(*model, choice.data);
    const PracticeData training = practiceData(choice.data, kTraining, choice.noise, 1);
    const PracticeData validation = practiceData(choice.data, kValidation, choice.noise, 2);
    model->compile({.optimizer = optimizerOf(choice), .loss = "meanSquaredError", .metrics = {}});
    CallbackFunctions functions;
    Model* trained = model.get();
    functions.onBatchEnd = [trained, &isCancelled](int, const Logs&) {
        if (isCancelled && isCancelled())
            trained->stopTraining();
    };
    int lostIn = 0;
    functions.onEpochEnd = [&onEpoch, &lostIn, trained](int epoch, const Logs& logs) {
        const auto validationLoss = logs.find("val_loss"); // none in an epoch that was stopped
        if (!std::isfinite(logs["loss"]) || (validationLoss && !std::isfinite(*validationLoss))) {
            lostIn = epoch + 1;
            return trained->stopTraining();
        }
        if (validationLoss)
            onEpoch({epoch + 1, logs["loss"], *validationLoss});
    };
    FitConfig fit;
    fit.epochs = choice.epochs;
    fit.batchSize = choice.batchSize;
    fit.validationData = {validation.xs, validation.ys};
    fit.callbacks = {callbacks(std::move(functions))};
    model->fit(training.xs, training.ys, fit);
    check(
        lostIn == 0,
        "In epoch %1 the loss became infinite or NaN, so there is nothing left to learn from. A "
        "lower learning rate often prevents this.",
        lostIn);
    return isClasses(choice.data) ? shareOfRight(model->predict(validation.xs), validation.ys) : -1;
}

} // namespace tp::inspect
