// Times what a learner waits for, and prints one JSON object: seconds by name, each a list of
// samples. tests/bench/bench.mjs runs it beside TensorFlow.js and prints the table.
#include "engine/api/tp.h"
#include "engine/base/thread_pool.h"
#include "tests/bench/peers.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <functional>
#include <iostream>
#include <thread>

namespace {

using Clock = std::chrono::steady_clock;
using Samples = std::vector<double>;

double secondsFor(const std::function<void()>& work, int calls) {
    const auto begin = Clock::now();
    for (int i = 0; i < calls; ++i)
        work();
    return std::chrono::duration<double>(Clock::now() - begin).count() / calls;
}

Samples measure(const std::function<void()>& work, int calls, int samples) {
    secondsFor(work, calls);
    Samples taken;
    for (int i = 0; i < samples; ++i)
        taken.push_back(secondsFor(work, calls));
    return taken;
}

void measureEager(nlohmann::json& samples) {
    const tp::Tensor one = tp::scalar(1);
    const tp::Tensor two = tp::scalar(2);
    samples["add of two scalars"] = measure([&] { tp::add(one, two); }, 5000, 200);

    // A tape is fresh for every gradient, so its growth belongs to the price of what it notes.
    Samples taped;
    for (int sample = 0; sample < 200; ++sample) {
        tp::Tape tape;
        taped.push_back(secondsFor([&] { tp::add(one, two); }, 1000));
        tape.stop();
    }
    samples["add of two scalars, on tape"] = taped;
}

void measureTraining(nlohmann::json& samples) {
    auto model = tp::sequential();
    model.add(tp::layers::dense({.units = 1, .inputShape = tp::Shape{1}}));
    model.add(tp::layers::dense({.units = 1}));
    model.compile({.optimizer = "adam", .loss = "meanSquaredError", .metrics = {"mse"}});
    const tp::Tensor x = tp::reshape(tp::linspace(0, 1, 32), {32, 1});
    const tp::Tensor y = tp::reshape(tp::linspace(1, 0, 32), {32, 1});
    samples["cars training step"] = measure([&] { model.trainOnBatch(x, y); }, 200, 100);
}

void measureProduct(nlohmann::json& samples) {
    constexpr std::int64_t n = 1024;
    const tp::Tensor a = tp::randomUniform({n, n});
    const tp::Tensor b = tp::randomUniform({n, n});
    const auto valuesA = a.dataSync<float>();
    const auto valuesB = b.dataSync<float>();
    std::vector<float> c(n * n);
    const auto ours = [&] { tp::matMul(a, b); };
    const auto theirs = [&] { bench::oneDnnProduct(n, valuesA.data(), valuesB.data(), c.data()); };
    // The peer has its own thread, since oneDNN's number of threads belongs to the calling one.
    // Turn by turn, so that both meet the same noise.
    Samples oursTaken;
    Samples theirsTaken;
    for (int i = 0; i < 41; ++i) {
        oursTaken.push_back(secondsFor(ours, 1));
        std::thread([&] { theirsTaken.push_back(secondsFor(theirs, 3)); }).join();
    }
    samples["matMul 1024"] = Samples(oursTaken.begin() + 1, oursTaken.end());
    samples["matMul 1024, oneDNN alone"] = Samples(theirsTaken.begin() + 1, theirsTaken.end());
}

} // namespace

int main() {
    tp::start();
    nlohmann::json samples;
    measureEager(samples);
    measureTraining(samples);
    measureProduct(samples);
    std::cout
        << nlohmann::
               json{{"version", tp::version()}, {"threads", tp::threadCount()}, {"peakFlops", bench::peakFlops()}, {"samples", samples}}
        << '\n';
}
