// Times the engine and oneDNN alone. It reads commands, a line each, and answers each with one line
// of JSON, so that tests/bench/bench.mjs can let it and TensorFlow.js take turns:
//
//   machine      what the processor and the memory reach at best
//   cases        the rows of the table, for TensorFlow.js to do the same
//   eager        what a learner waits for: scalars and a training step
//   run NAME     the samples of one case, in seconds
#include "engine/api/tp.h"
#include "engine/base/thread_pool.h"
#include "tests/bench/cases.h"
#include "tests/bench/peers.h"
#include "tests/bench/stream.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <iostream>

namespace {

using Clock = std::chrono::steady_clock;
using Samples = std::vector<double>;
using nlohmann::json;

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

void measureScalars(json& samples) {
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

void measureTraining(json& samples) {
    auto model = tp::sequential();
    model.add(tp::layers::dense({.units = 1, .inputShape = tp::Shape{1}}));
    model.add(tp::layers::dense({.units = 1}));
    model.compile({.optimizer = "adam", .loss = "meanSquaredError", .metrics = {"mse"}});
    const tp::Tensor x = tp::reshape(tp::linspace(0, 1, 32), {32, 1});
    const tp::Tensor y = tp::reshape(tp::linspace(1, 0, 32), {32, 1});
    samples["cars training step"] = measure([&] { model.trainOnBatch(x, y); }, 200, 100);
}

json eager() {
    json samples;
    measureScalars(samples);
    measureTraining(samples);
    return samples;
}

json machine() {
    json streams;
    for (const int megabytes : {16, 64}) {
        const bench::StreamSpeed speed = bench::measureStream(std::size_t(megabytes) << 20);
        streams[std::to_string(megabytes)] = {
            {"Read", speed.read}, {"Copy", speed.copy}, {"Add", speed.add}};
    }
    return {
        {"version", tp::version()},
        {"threads", tp::threadCount()},
        {"peakFlops", bench::peakFlops()},
        {"streams", streams}};
}

std::string nameOf(bench::Stream stream) {
    switch (stream) {
    case bench::Stream::Read:
        return "Read";
    case bench::Stream::Copy:
        return "Copy";
    case bench::Stream::Add:
        break;
    }
    return "Add";
}

json describe(const bench::BenchCases& cases) {
    json list = json::array();
    for (const bench::BenchCase& each : cases) {
        json inputs = json::array();
        for (const bench::BenchInput& input : each.inputs) {
            inputs.push_back(
                {{"shape", std::vector<std::int64_t>(input.shape.begin(), input.shape.end())},
                 {"dtype", tp::dtypeName(input.dtype)},
                 {"low", input.low},
                 {"high", input.high}});
        }
        list.push_back(
            {{"name", each.name},
             {"inputs", inputs},
             {"tfjs", each.tfjs},
             {"bytes", each.bytes},
             {"flops", each.flops},
             {"stream", nameOf(each.stream)}});
    }
    return list;
}

/// How many calls make a sample long enough for the clock and for a thread to be waken.
int callsWorthASample(const std::function<void()>& work) {
    constexpr double kLongEnough = 200e-6;
    work();
    for (int calls = 1;; calls *= 4) {
        if (calls > 100'000 || secondsFor(work, calls) * calls > kLongEnough)
            return calls;
    }
}

/// Turn by turn, so that both meet the same noise.
json measureCase(const bench::BenchCase& each, bench::PeerThread& peer) {
    constexpr double kSeconds = 0.6;
    constexpr std::size_t kFewest = 5;
    tp::Tensors inputs;
    for (const bench::BenchInput& input : each.inputs)
        inputs.push_back(tp::randomUniform(input.shape, input.low, input.high, input.dtype, 7));
    const auto ours = [&] { each.ours(inputs); };
    bench::Work theirs;
    if (each.oneDnn)
        peer.run([&] { theirs = each.oneDnn(inputs); });
    const int ourCalls = callsWorthASample(ours);
    int theirCalls = 1;
    if (theirs)
        peer.run([&] { theirCalls = callsWorthASample(theirs); });
    Samples oursTaken;
    Samples theirsTaken;
    const auto begin = Clock::now();
    while (oursTaken.size() < kFewest ||
           std::chrono::duration<double>(Clock::now() - begin).count() < kSeconds) {
        ours(); // brings the inputs back to where a peer or another program took them from
        oursTaken.push_back(secondsFor(ours, ourCalls));
        if (theirs) {
            peer.run([&] {
                theirs();
                theirsTaken.push_back(secondsFor(theirs, theirCalls));
            });
        }
    }
    return {{"ours", oursTaken}, {"oneDnn", theirsTaken}};
}

} // namespace

int main() {
    tp::start();
    bench::PeerThread peer;
    const bench::BenchCases cases = bench::allCases();
    std::string command;
    while (std::getline(std::cin, command)) {
        json answer;
        if (command == "machine") {
            answer = machine();
        } else if (command == "cases") {
            answer = describe(cases);
        } else if (command == "eager") {
            answer = eager();
        }
        for (const bench::BenchCase& each : cases) {
            if (command == "run " + each.name)
                answer = measureCase(each, peer);
        }
        std::cout << answer.dump() << std::endl;
    }
}
