// Steps of training, for training.mjs: each line of input names a model and a number of steps; the
// answer is one line of JSON with the seconds that each took; after "memory", with the bytes of
// memory that they needed and took.
#include "engine/api/tp.h"
#include "engine/base/json.h"
#include "engine/base/thread_pool.h"
#include "engine/runtime/memory_use.h"

#include <chrono>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>

using namespace tp;

namespace {

/// A model, compiled, with a batch to train it on.
struct Exercise {
    std::shared_ptr<Sequential> model;
    Tensor x;
    Tensor y;
};

Tensor randomClasses(std::int64_t count, std::int64_t classes) {
    const Tensor numbers = randomUniform({count}, 0, static_cast<double>(classes), DType::Int32, 2);
    return cast(oneHot(numbers, classes), DType::Float32);
}

Exercise compiled(std::vector<LayerPointer> layers, const char* loss, Tensor x, Tensor y) {
    SequentialConfig config;
    config.layers = std::move(layers);
    auto model = std::make_shared<Sequential>(std::move(config));
    model->compile({.optimizer = adam(0.001), .loss = std::string(loss)});
    return {std::move(model), std::move(x), std::move(y)};
}

// The convolutional network of the tutorial on handwritten digits.
Exercise mnist() {
    const auto conv = [](std::int64_t filters, Shape inputShape) {
        return layers::conv2d(
            {.filters = filters,
             .kernelSize = 5,
             .inputShape = inputShape,
             .strides = 1,
             .activation = "relu",
             .kernelInitializer = "varianceScaling"});
    };
    const auto pool = [] { return layers::maxPooling2d({.poolSize = 2, .strides = 2}); };
    return compiled(
        {conv(8, {28, 28, 1}),
         pool(),
         conv(16, {}),
         pool(),
         layers::flatten(),
         layers::dense({.units = 10, .activation = "softmax"})},
        "categoricalCrossentropy",
        randomUniform({512, 28, 28, 1}, 0, 1, DType::Float32, 1),
        randomClasses(512, 10));
}

Exercise dense() {
    return compiled(
        {layers::dense({.units = 512, .inputShape = {784}, .activation = "relu"}),
         layers::dense({.units = 512, .activation = "relu"}),
         layers::dense({.units = 10, .activation = "softmax"})},
        "categoricalCrossentropy",
        randomUniform({128, 784}, 0, 1, DType::Float32, 1),
        randomClasses(128, 10));
}

Exercise lstm() {
    return compiled(
        {layers::lstm({.units = 64, .inputShape = {50, 16}}), layers::dense({.units = 1})},
        "meanSquaredError",
        randomUniform({32, 50, 16}, -1, 1, DType::Float32, 1),
        randomUniform({32, 1}, -1, 1, DType::Float32, 2));
}

Exercise cars() {
    return compiled(
        {layers::dense({.units = 1, .inputShape = {1}}), layers::dense({.units = 1})},
        "meanSquaredError",
        randomUniform({32, 1}, 0, 1, DType::Float32, 1),
        randomUniform({32, 1}, 0, 1, DType::Float32, 2));
}

const std::map<std::string, std::function<Exercise()>> kExercises = {
    {"mnist", mnist}, {"dense", dense}, {"lstm", lstm}, {"cars", cars}};

Json measured(const Exercise& exercise, int steps) {
    Json::List seconds;
    for (int i = 0; i < steps; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        exercise.model->trainOnBatch(exercise.x, exercise.y);
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
        seconds.emplace_back(taken.count());
    }
    return Json::Object{{"samples", std::move(seconds)}};
}

/// A number of this process that the system counts in kibibytes ("VmRSS", "VmHWM"), in bytes.
std::int64_t processBytes(const std::string& name) {
    constexpr std::int64_t kKibi = 1024;
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line)) {
        if (line.starts_with(name + ":"))
            return std::stoll(line.substr(name.size() + 1)) * kKibi;
    }
    return 0;
}

/// What whole steps need of memory and what they take, in a process that has trained nothing else.
Json memoryOf(const std::function<Exercise()>& make, int steps) {
    const std::int64_t before = processBytes("VmRSS");
    const Exercise exercise = make();
    const auto train = [&] {
        for (int i = 0; i < steps; ++i)
            exercise.model->trainOnBatch(exercise.x, exercise.y);
    };
    train(); // the first step makes the optimizer's state
    const std::int64_t grown = processBytes("VmHWM") - before;
    const MemoryUse use = memoryUse(train);
    return Json::Object{
        {"live", use.liveBytes},
        {"worst", use.worstOp},
        {"arena", use.arenaBytes},
        {"held", use.heldBytes},
        {"system", use.systemBytes},
        {"scratch", use.scratchBytes},
        {"process", grown}};
}

} // namespace

int main() {
    start();
    std::map<std::string, Exercise> ready;
    std::string line;
    while (std::getline(std::cin, line)) {
        std::istringstream words(line);
        std::string name;
        int steps = 0;
        words >> name;
        const bool isOfMemory = name == "memory";
        if (isOfMemory)
            words >> name;
        words >> steps;
        if (name == "version") {
            std::cout << Json(Json::Object{{"threads", threadCount()}}).dump() << std::endl;
            continue;
        }
        const auto found = kExercises.find(name);
        if (found == kExercises.end() || steps < 1) {
            std::cerr << "There is no training \"" << name << "\".\n";
            return 2;
        }
        if (isOfMemory) {
            std::cout << memoryOf(found->second, steps).dump() << std::endl;
            continue;
        }
        if (!ready.contains(name))
            ready.emplace(name, found->second());
        std::cout << measured(ready.at(name), steps).dump() << std::endl;
    }
    return 0;
}
