#pragma once

#include "engine/data/json_table.h"
#include "engine/tensor/tensor.h"
#include "tutorials/player/stage.h"

#include <string>
#include <vector>

namespace tp {

/// A car whose horsepower and range are both known.
struct Car {
    std::string name;
    double horsepower;
    double mpg; ///< miles per gallon
};

enum class CarsOrder { AsInFile, DroppedFirst };

/// The file as a table. With the dropped rows first, those are struck out, with their reasons.
StageTable carsTable(const Table& file, CarsOrder order);

/// Inputs against labels, the first ten of them as numbers, and the inputs' range.
void showExamples(Stage& stage, const Tensor& inputs, const Tensor& labels);

/// The cars with a curve over them, as the chart "prediction".
void showCurve(Stage& stage, const std::vector<Car>& cars, const std::vector<StagePoint>& curve);

/// How many numbers a model from one number to one number has, with hidden layers of so many units.
std::int64_t expectedParameters(int hiddenLayers, int units);

/// The number with that many decimals.
std::string rounded(double number, int decimals);

} // namespace tp
