//! [welcome]
#include "engine/base/resources.h"
#include "engine/data/json_table.h"
#include "engine/model/all.h"
#include "engine/ops/ops.h"
//! [welcome]
#include "tutorials/02_fit_a_curve/cars.h"
#include "tutorials/player/training_watch.h"
#include "tutorials/player/tutorial.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace tp {

namespace {

struct Examples {
    Tensor inputs, labels;
    Tensor inputMin, inputMax, labelMin, labelMax;
};

const std::vector<std::string> kActivations = {
    "linear", "sigmoid", "tanh", "relu", "elu", "softplus"};
const std::vector<std::string> kOptimizers = {"adam", "sgd", "rmsprop", "adagrad", "adamax"};

/// The typical error with unknown cars that the learner shall reach, in miles per gallon.
constexpr double kGoal = 4.7;

//! [tensors]
Examples toTensors(std::vector<Car> cars, bool shuffled, bool normalised) {
    if (shuffled) // always the same order, so that runs can be compared
        std::shuffle(cars.begin(), cars.end(), std::mt19937(21));
    std::vector<double> horsepower, mpg;
    for (const Car& car : cars) {
        horsepower.push_back(car.horsepower);
        mpg.push_back(car.mpg);
    }
    const auto count = static_cast<std::int64_t>(cars.size());
    const Tensor inputs = tensor2d(horsepower, {count, 1});
    const Tensor labels = tensor2d(mpg, {count, 1});

    // Raw numbers are those with the range from 0 to 1 taken as it is.
    const Tensor inputMin = normalised ? min(inputs) : scalar(0);
    const Tensor inputMax = normalised ? max(inputs) : scalar(1);
    const Tensor labelMin = normalised ? min(labels) : scalar(0);
    const Tensor labelMax = normalised ? max(labels) : scalar(1);
    return {
        .inputs = (inputs - inputMin) / (inputMax - inputMin),
        .labels = (labels - labelMin) / (labelMax - labelMin),
        .inputMin = inputMin,
        .inputMax = inputMax,
        .labelMin = labelMin,
        .labelMax = labelMax};
}
//! [tensors]

//! [model]
Sequential buildModel(int hiddenLayers, int units, const std::string& activation) {
    auto model = sequential();
    int inputs = 1;
    for (int i = 0; i < hiddenLayers; ++i) {
        model.add(
            layers::dense({.units = units, .inputShape = {inputs}, .activation = activation}));
        inputs = units;
    }
    model.add(layers::dense({.units = 1, .inputShape = {inputs}}));
    return model;
}
//! [model]

/// How many miles per gallon one unit of the labels is.
double labelRange(const Examples& examples) {
    return (examples.labelMax - examples.labelMin).scalar<float>();
}

class FitACurve : public TutorialState {
public:
    void load(Step& step);
    void checkLoad(const Step& step, Checker& check) const;
    void clean(Step& step);
    void checkClean(const Step& step, Checker& check) const;
    void look(Step& step);
    void checkLook(const Step& step, Checker& check) const;
    void makeTensors(Step& step);
    void checkTensors(const Step& step, Checker& check) const;
    void build(Step& step);
    void checkModel(const Step& step, Checker& check) const;
    void compile(Step& step);
    void checkCompiled(const Step& step, Checker& check) const;
    void train(Step& step);
    void checkTraining(const Step& step, Checker& check) const;
    void predict(Step& step);
    void checkPrediction(const Step& step, Checker& check) const;
    void compareScales(Step& step);
    void checkScales(const Step& step, Checker& check) const;
    void experiment(Step& step);
    void checkExperiment(const Step& step, Checker& check) const;

private:
    std::vector<StagePoint> curve(Model& learned, const Examples& data) const;
    double errorInMpg() const;

    Table file;
    std::vector<Car> cars;
    Examples examples;
    Sequential model = sequential();
    std::string optimizerName;
    std::string lossName;
    History history;
    std::vector<StagePoint> predicted;
    double scaledError = 0;
    double rawError = 0;
    std::size_t pointsShown = 0;
};

void FitACurve::load(Step& step) {
    //! [load]
    file = readJsonTable(resource("datasets/cars.json"));
    //! [load]
    step.stage.table("cars", "carsTable", carsTable(file, CarsOrder::AsInFile));
    step.stage.metric("rows", "rows", static_cast<double>(file.rowCount()));
}

void FitACurve::checkLoad(const Step&, Checker& check) const {
    check.equal("rows", 406, file.rowCount());
}

void FitACurve::clean(Step& step) {
    //! [clean]
    cars.clear();
    for (std::size_t row = 0; row < file.rowCount(); ++row) {
        const auto horsepower = file.number(row, "Horsepower");
        const auto mpg = file.number(row, "Miles_per_Gallon");
        if (horsepower && mpg)
            cars.push_back({file.text(row, "Name"), *horsepower, *mpg});
    }
    //! [clean]
    const auto kept = static_cast<double>(cars.size());
    step.stage.table("cars", "cleanTable", carsTable(file, CarsOrder::DroppedFirst));
    step.stage.metric("keptRows", "keptRows", kept);
    step.stage.metric("droppedRows", "droppedRows", static_cast<double>(file.rowCount()) - kept);
}

void FitACurve::checkClean(const Step&, Checker& check) const {
    check.equal("kept", 392, cars.size());
}

void FitACurve::look(Step& step) {
    //! [look]
    std::vector<StagePoint> points;
    for (const Car& car : cars)
        points.push_back({car.horsepower, car.mpg});
    step.stage.scatter("cars", "carsChart", "horsepower", "mpg", "cars", points);
    //! [look]
    pointsShown = points.size();
}

void FitACurve::checkLook(const Step&, Checker& check) const {
    check.equal("points", 392, pointsShown);
}

void FitACurve::makeTensors(Step& step) {
    //! [tensors]
    examples = toTensors(cars, step.toggle("shuffle"), step.toggle("normalise"));
    //! [tensors]
    showExamples(step.stage, examples.inputs, examples.labels);
}

void FitACurve::checkTensors(const Step&, Checker& check) const {
    const auto count = static_cast<std::int64_t>(cars.size());
    check.tensor("inputs", examples.inputs, {count, 1}, DType::Float32);
    check.tensor("labels", examples.labels, {count, 1}, DType::Float32);
    const auto low = min(examples.inputs).scalar<float>();
    const auto high = max(examples.inputs).scalar<float>();
    check.expect("range", low == 0 && high == 1, "0 … 1", toText(low) + " … " + toText(high));
}

void FitACurve::build(Step& step) {
    resetAutomaticNames(); // so that the summary reads the same each time
    //! [model]
    const int hiddenLayers = step.integer("hiddenLayers");
    const int units = step.integer("units");
    const std::string activation = step.choice("activation");
    model = buildModel(hiddenLayers, units, activation);
    std::string summary;
    model.summary({.printFn = [&](const std::string& line) { summary += line + '\n'; }});
    //! [model]
    step.stage.text("summary", "modelSummary", summary);
    step.stage.metric("layers", "layers", static_cast<double>(model.layers().size()));
    step.stage.metric("parameters", "parameters", static_cast<double>(model.countParams()));
}

void FitACurve::checkModel(const Step& step, Checker& check) const {
    const Shape expected{-1, 1};
    check.equal("outputShape", expected, model.outputShape());
    check.equal(
        "parameters",
        expectedParameters(step.integer("hiddenLayers"), step.integer("units")),
        model.countParams());
}

void FitACurve::compile(Step& step) {
    optimizerName = step.choice("optimizer");
    lossName = step.choice("loss");
    //! [compile]
    auto optimizer = optimizerFromName(step.choice("optimizer"));
    optimizer->setLearningRate(step.real("learningRate"));
    model.compile({.optimizer = optimizer, .loss = step.choice("loss"), .metrics = {"mse"}});
    //! [compile]
    StageTable table;
    table.columns = {{"setting"}, {"value"}};
    table.rows = {
        {"optimizerRow", optimizerName},
        {"rateRow", toText(step.real("learningRate"))},
        {"lossRow", lossName},
        {"metricRow", "mse"}};
    step.stage.table("settings", "compiled", std::move(table));
}

void FitACurve::checkCompiled(const Step& step, Checker& check) const {
    check.expect(
        "compiled",
        model.optimizer().learningRate() == step.real("learningRate"),
        optimizerName + ", " + lossName + ", " + toText(step.real("learningRate")),
        std::string(model.optimizer().className()) + ", " + lossName + ", " +
            toText(model.optimizer().learningRate()));
}

void FitACurve::train(Step& step) {
    //! [train]
    history = model.fit(
        examples.inputs,
        examples.labels,
        {
            .batchSize = step.integer("batchSize"),
            .epochs = step.integer("epochs"),
            .shuffle = step.toggle("shuffle"),
            .validationSplit = step.real("validationSplit"),
            .callbacks = {liveCharts(step, {"loss", "mse"})},
        });
    //! [train]
    step.stage.metric("firstLoss", "firstLoss", history["loss"].front());
    step.stage.metric("lastLoss", "lastLoss", history["loss"].back());
    if (history.has("val_loss"))
        step.stage.metric("lastValidationLoss", "lastValidationLoss", history["val_loss"].back());
    step.stage.metric("errorInMpg", "errorInMpg", errorInMpg(), "mpg");
}

/// The root of the mean squared error with unknown cars, or with all if none were kept aside.
double FitACurve::errorInMpg() const {
    const char* name = history.has("val_mse") ? "val_mse" : "mse";
    return std::sqrt(history[name].back()) * labelRange(examples);
}

void FitACurve::checkTraining(const Step&, Checker& check) const {
    const auto& loss = history["loss"];
    check.expect("epochs", !loss.empty(), "1", toText(loss.size()));
    check.expect("finite", std::isfinite(loss.back()), "", toText(loss.back()));
    check.expect(
        "falling",
        loss.size() < 2 || loss.back() < loss.front(),
        toText(loss.front()),
        toText(loss.back()));
}

std::vector<StagePoint> FitACurve::curve(Model& learned, const Examples& data) const {
    //! [predict]
    const auto& [inputs, labels, inputMin, inputMax, labelMin, labelMax] = data;
    const float lowest = min(inputs).scalar<float>();  // 0 if normalised
    const float highest = max(inputs).scalar<float>(); // 1 if normalised
    const Tensor xs = linspace(lowest, highest, 100);
    const Tensor ys = learned.predict(reshape(xs, {100, 1}));

    const Tensor horsepower = xs * (inputMax - inputMin) + inputMin;
    const Tensor mpg = ys * (labelMax - labelMin) + labelMin;
    //! [predict]
    std::vector<StagePoint> points;
    for (std::size_t i = 0; i < 100; ++i)
        points.push_back({horsepower.values<float>()[i], mpg.values<float>()[i]});
    return points;
}

void FitACurve::predict(Step& step) {
    predicted = curve(model, examples);
    showCurve(step.stage, cars, predicted);
    StageTable table;
    table.columns = {{"horsepower", true}, {"predicted", true}};
    for (std::size_t i = 0; i < predicted.size(); i += 9)
        table.rows.push_back({rounded(predicted[i].x, 1), rounded(predicted[i].y, 2)});
    step.stage.table("answers", "predictionTable", std::move(table));
    const auto answerAt = [&](double horsepower) {
        const auto place = std::lower_bound(
            predicted.begin(), predicted.end(), horsepower, [](const auto& point, double x) {
                return point.x < x;
            });
        return place == predicted.end() ? predicted.back().y : place->y;
    };
    step.stage.metric("at50", "at50", answerAt(50), "mpg");
    step.stage.metric("at200", "at200", answerAt(200), "mpg");
}

void FitACurve::checkPrediction(const Step&, Checker& check) const {
    const auto numbers = std::count_if(predicted.begin(), predicted.end(), [](const auto& point) {
        return std::isfinite(point.y);
    });
    check.equal("curve", 100, static_cast<std::int64_t>(numbers));
}

void FitACurve::compareScales(Step& step) {
    Stage& stage = step.stage;
    stage.chart(
        "compare",
        "compareChart",
        {.x = "epoch",
         .y = "errorAxis",
         .series = {
             {.id = "scaled", .name = "scaled", .color = 0, .points = {}},
             {.id = "raw", .name = "raw", .color = 1, .points = {}}}});
    //! [scale]
    for (const bool normalised : {true, false}) {
        const Examples data = toTensors(cars, true, normalised);
        const double range = labelRange(data);
        auto twin = buildModel(1, 1, "linear");
        twin.compile({.optimizer = adam(step.real("learningRate")), .loss = "meanSquaredError"});
        double error = 0;
        const auto plot = callbacks({.onEpochEnd = [&](int epoch, const Logs& logs) {
            error = std::sqrt(logs.find("val_loss").value_or(logs["loss"])) * range;
            stage.point("compare", normalised ? "scaled" : "raw", epoch + 1, error);
        }});
        twin.fit(
            data.inputs,
            data.labels,
            {
                .batchSize = 32,
                .epochs = step.integer("epochs"),
                .validationSplit = 0.2,
                .callbacks = {plot, watch(step)},
            });
        (normalised ? scaledError : rawError) = error;
    }
    //! [scale]
    stage.metric("scaledError", "scaledError", scaledError, "mpg");
    stage.metric("rawError", "rawError", rawError, "mpg");
}

void FitACurve::checkScales(const Step&, Checker& check) const {
    check.expect("better", scaledError < rawError, toText(rawError), toText(scaledError));
}

void FitACurve::experiment(Step& step) {
    predicted.clear();
    showCurve(step.stage, cars, predicted);
    //! [experiment]
    examples = toTensors(cars, true, step.toggle("normalise"));
    const int hiddenLayers = step.integer("hiddenLayers");
    const int units = step.integer("units");
    const std::string activation = step.choice("activation");
    model = buildModel(hiddenLayers, units, activation);
    auto optimizer = optimizerFromName(step.choice("optimizer"));
    optimizer->setLearningRate(step.real("learningRate"));
    model.compile({.optimizer = optimizer, .loss = "meanSquaredError", .metrics = {"mse"}});
    const auto drawCurve = callbacks({.onEpochEnd = [&](int, const Logs&) {
        predicted = curve(model, examples);
        step.stage.replacePoints("prediction", "predicted", predicted);
    }});
    history = model.fit(
        examples.inputs,
        examples.labels,
        {
            .batchSize = step.integer("batchSize"),
            .epochs = step.integer("epochs"),
            .validationSplit = 0.2,
            .callbacks = {liveCharts(step, {"loss"}), drawCurve},
        });
    //! [experiment]
    step.stage.metric("errorInMpg", "errorInMpg", errorInMpg(), "mpg");
    step.stage.metric("lastLoss", "lastLoss", history["loss"].back());
    step.stage.metric("parameters", "parameters", static_cast<double>(model.countParams()));
}

void FitACurve::checkExperiment(const Step&, Checker& check) const {
    const double error = errorInMpg();
    check.expect("goal", error <= kGoal, toText(kGoal), rounded(error, 2));
}

} // namespace

void defineTutorial02(Tutorial& tutorial) {
    using State = FitACurve;
    const auto layers = integer("hiddenLayers", 1, 0, 4);
    const auto units = integer("units", 1, 1, 100).logarithmic();
    const auto activation = choice("activation", "linear", kActivations);
    const auto optimizer = choice("optimizer", "adam", kOptimizers);
    // Ten times adam's usual rate: with 0.001, 50 epochs leave most lines far from the cloud.
    const auto rate = real("learningRate", 0.01, 0.0001, 1).logarithmic();
    const auto epochs = integer("epochs", 50, 1, 500).logarithmic();
    const auto batchSize = integer("batchSize", 32, 1, 392).logarithmic();

    tutorial.setState<State>();
    tutorial.add({.id = "welcome", .kind = StepKind::Read});
    tutorial.add(
        {.id = "load",
         .kind = StepKind::Run,
         .run = runs(&State::load),
         .check = checks(&State::checkLoad)});
    tutorial.add(
        {.id = "clean",
         .kind = StepKind::Run,
         .needs = {"load"},
         .run = runs(&State::clean),
         .check = checks(&State::checkClean)});
    tutorial.add(
        {.id = "look",
         .kind = StepKind::Predict,
         .needs = {"clean"},
         .run = runs(&State::look),
         .check = checks(&State::checkLook)});
    tutorial.add(
        {.id = "tensors",
         .kind = StepKind::Set,
         .parameters = {toggle("normalise", true), toggle("shuffle", true)},
         .needs = {"clean"},
         .run = runs(&State::makeTensors),
         .check = checks(&State::checkTensors)});
    tutorial.add(
        {.id = "model",
         .kind = StepKind::Set,
         .parameters = {layers, units, activation},
         .run = runs(&State::build),
         .check = checks(&State::checkModel)});
    tutorial.add(
        {.id = "compile",
         .kind = StepKind::Set,
         .parameters =
             {optimizer,
              rate,
              choice(
                  "loss",
                  "meanSquaredError",
                  {"meanSquaredError", "meanAbsoluteError", "logcosh"})},
         .needs = {"model"},
         .run = runs(&State::compile),
         .check = checks(&State::checkCompiled)});
    tutorial.add(
        {.id = "train",
         .kind = StepKind::Predict,
         .parameters =
             {epochs, batchSize, real("validationSplit", 0.2, 0, 0.5), toggle("shuffle", true)},
         .needs = {"tensors", "model", "compile"},
         .restarts = {"model", "compile"},
         .trains = true,
         .run = runs(&State::train),
         .check = checks(&State::checkTraining)});
    tutorial.add(
        {.id = "predict",
         .kind = StepKind::Observe,
         .needs = {"train"},
         .run = runs(&State::predict),
         .check = checks(&State::checkPrediction)});
    tutorial.add(
        {.id = "scale",
         .kind = StepKind::Predict,
         .parameters = {epochs, real("learningRate", 0.005, 0.0001, 1).logarithmic()},
         .needs = {"clean"},
         .trains = true,
         .run = runs(&State::compareScales),
         .check = checks(&State::checkScales)});
    tutorial.add(
        {.id = "experiment",
         .kind = StepKind::Set,
         .parameters =
             {layers,
              units,
              activation,
              optimizer,
              rate,
              epochs,
              batchSize,
              toggle("normalise", true)},
         .needs = {"clean"},
         .trains = true,
         .run = runs(&State::experiment),
         .check = checks(&State::checkExperiment),
         .solution = {
             {"units", std::int64_t{32}},
             {"activation", std::string("tanh")},
             {"learningRate", 0.02},
             {"epochs", std::int64_t{200}}}});
    tutorial.add({.id = "quiz", .kind = StepKind::Quiz});
}

} // namespace tp
