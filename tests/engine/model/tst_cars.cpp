// The first tutorial's model on the real cars, step by step as TensorFlow.js trained it.
#include "engine/api/tp.h"
#include "engine/base/resources.h"
#include "engine/data/json_table.h"
#include "tests/support/recorded.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tp;
using tp::testing::RecordedJson;

namespace {

/// A column brought into [0, 1], computed in float32 as the recording was.
struct Column {
    std::vector<float> values;
    float min = 0;
    float max = 0;

    Tensor normalized() const {
        const auto rows = static_cast<std::int64_t>(values.size());
        const Tensor column = fromBuffer(values, {rows, 1});
        return (column - static_cast<double>(min)) / static_cast<double>(max - min);
    }
};

struct Cars {
    Column power;
    Column mileage;
};

Cars readCars() {
    const Table table = readJsonTable(resource("datasets/cars.json"));
    Cars cars;
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        const auto power = table.number(row, "Horsepower");
        const auto mileage = table.number(row, "Miles_per_Gallon");
        if (power && mileage) {
            cars.power.values.push_back(static_cast<float>(*power));
            cars.mileage.values.push_back(static_cast<float>(*mileage));
        }
    }
    for (Column* column : {&cars.power, &cars.mileage}) {
        column->min = *std::min_element(column->values.begin(), column->values.end());
        column->max = *std::max_element(column->values.begin(), column->values.end());
    }
    return cars;
}

/// The largest deviation seen, relative to what was expected.
struct Deviation {
    double largest = 0;

    void add(double got, double want) {
        const double relative = std::abs(got - want) / std::max(std::abs(want), 1e-12);
        // A NaN must not pass for small.
        largest = relative <= largest ? largest : relative;
    }
};

} // namespace

class TestCars : public QObject {
    Q_OBJECT

private slots:
    void followsTensorFlow();
};

void TestCars::followsTensorFlow() {
    start();
    const RecordedJson want = tp::testing::readJson(
        std::filesystem::path(TP_SOURCE_DIR) / "tests/golden/tutorials/cars_real.json");
    const Cars cars = readCars();
    QCOMPARE(cars.power.values.size(), want.at("rows").get<std::size_t>());
    QCOMPARE(cars.power.max, want.at("hp").at("max").get<float>());
    QCOMPARE(cars.mileage.max, want.at("mpg").at("max").get<float>());

    auto model = sequential();
    model.add(layers::dense({.units = 1, .inputShape = {1}}));
    model.add(layers::dense({.units = 1}));
    const RecordedJson& initial = want.at("initial_weights");
    model.setWeights(
        {fill({1, 1}, initial.at(0).at(0).at(0)),
         fill({1}, initial.at(1).at(0)),
         fill({1, 1}, initial.at(2).at(0).at(0)),
         fill({1}, initial.at(3).at(0))});
    model.compile({.optimizer = "adam", .loss = "meanSquaredError", .metrics = {"mse"}});

    std::vector<double> losses;
    const History history = model.fit(
        cars.power.normalized(),
        cars.mileage.normalized(),
        {.batchSize = 32,
         .epochs = 50,
         .shuffle = false,
         .callbacks = {callbacks(
             {.onBatchEnd = [&](int, const Logs& logs) { losses.push_back(logs["loss"]); }})}});

    QCOMPARE(losses.size(), want.at("batch_loss").size());
    Deviation first;
    Deviation batches;
    for (std::size_t i = 0; i < losses.size(); ++i) {
        const double expected = want.at("batch_loss").at(i);
        batches.add(losses[i], expected);
        if (i < 50)
            first.add(losses[i], expected);
    }
    Deviation epochs;
    for (std::size_t i = 0; i < 50; ++i) {
        epochs.add(history["loss"][i], want.at("epoch_loss").at(i));
        epochs.add(history["mse"][i], want.at("epoch_mse").at(i));
    }
    Deviation weights;
    const Tensors values = model.getWeights();
    for (std::size_t i = 0; i < values.size(); ++i) {
        const RecordedJson& expected = want.at("final_weights").at(i);
        weights.add(
            static_cast<double>(values[i].scalar<float>()),
            expected.at(0).is_array() ? expected.at(0).at(0) : expected.at(0));
    }
    Deviation curve;
    const Tensor predicted = model.predict(reshape(linspace(0, 1, 100), {100, 1}));
    const float range = cars.mileage.max - cars.mileage.min;
    const Tensor mpg =
        predicted * static_cast<double>(range) + static_cast<double>(cars.mileage.min);
    const RecordedJson& points = want.at("prediction").at("mpg");
    QCOMPARE(points.size(), std::size_t{100});
    for (std::size_t i = 0; i < points.size(); ++i)
        curve.add(static_cast<double>(mpg.values<float>()[i]), points.at(i));

    qInfo("largest relative deviations from TensorFlow.js:");
    qInfo(
        "  first 50 batch losses %.2e, all %zu %.2e",
        first.largest,
        losses.size(),
        batches.largest);
    qInfo(
        "  epochs %.2e, weights %.2e, curve %.2e", epochs.largest, weights.largest, curve.largest);
    QVERIFY(first.largest <= 1e-5);
    QVERIFY(batches.largest <= 1e-4);
    QVERIFY(epochs.largest <= 1e-4);
    QVERIFY(weights.largest <= 1e-4);
    QVERIFY(curve.largest <= 1e-4);
}

QTEST_APPLESS_MAIN(TestCars)
#include "tst_cars.moc"
