#include "tutorials/02_fit_a_curve/cars.h"

#include <algorithm>
#include <iomanip>
#include <sstream>

namespace tp {

namespace {

/// The phrase that says why a row is dropped; empty if it stays.
std::string reasonToDrop(const Table& file, std::size_t row) {
    if (!file.number(row, "Horsepower"))
        return "noHorsepower";
    return file.number(row, "Miles_per_Gallon") ? "" : "noMpg";
}

} // namespace

StageTable carsTable(const Table& file, CarsOrder order) {
    StageTable table;
    table.columns = {{"name"}, {"horsepower", true}, {"mpg", true}, {"year"}, {"origin"}};
    const bool marksDropped = order == CarsOrder::DroppedFirst;
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < file.rowCount(); ++row)
        rows.push_back(row);
    if (marksDropped) {
        std::stable_partition(
            rows.begin(), rows.end(), [&](auto row) { return !reasonToDrop(file, row).empty(); });
    }
    for (const auto row : rows) {
        if (const auto reason = reasonToDrop(file, row); marksDropped && !reason.empty())
            table.dropped[table.rows.size()] = reason;
        table.rows.push_back(
            {file.text(row, "Name"),
             file.text(row, "Horsepower"),
             file.text(row, "Miles_per_Gallon"),
             file.text(row, "Year").substr(0, 4),
             file.text(row, "Origin")});
    }
    return table;
}

void showExamples(Stage& stage, const Tensor& inputs, const Tensor& labels) {
    const auto xs = inputs.values<float>();
    const auto ys = labels.values<float>();
    std::vector<StagePoint> points;
    StageTable table;
    table.columns = {{"inputs", true}, {"labels", true}};
    for (std::size_t i = 0; i < xs.size(); ++i) {
        points.push_back({xs[i], ys[i]});
        if (i < 10)
            table.rows.push_back({rounded(xs[i], 3), rounded(ys[i], 3)});
    }
    stage.scatter("tensors", "tensorChart", "inputs", "labels", "cars", std::move(points));
    stage.table("examples", "tensorTable", std::move(table));
    const auto [low, high] = std::minmax_element(xs.begin(), xs.end());
    stage.metric("lowestInput", "lowestInput", *low);
    stage.metric("highestInput", "highestInput", *high);
}

void showCurve(Stage& stage, const std::vector<Car>& cars, const std::vector<StagePoint>& curve) {
    std::vector<StagePoint> points;
    for (const Car& car : cars)
        points.push_back({car.horsepower, car.mpg});
    stage.chart(
        "prediction",
        "predictionChart",
        {.x = "horsepower",
         .y = "mpg",
         .series = {
             {.id = "cars",
              .name = "cars",
              .style = StageSeries::Style::Points,
              .color = 0,
              .points = std::move(points)},
             {.id = "predicted",
              .name = "predicted",
              .style = StageSeries::Style::Solid,
              .color = 1,
              .points = curve}}});
}

std::int64_t expectedParameters(int hiddenLayers, int units) {
    std::int64_t count = 0;
    std::int64_t inputs = 1;
    for (int i = 0; i < hiddenLayers; ++i, inputs = units)
        count += inputs * units + units;
    return count + inputs + 1;
}

std::string rounded(double number, int decimals) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(decimals) << number;
    return text.str();
}

} // namespace tp
