// Writes logs that tensorboard_check.py knows, and prints what is read of others.
#include "engine/api/start.h"
#include "engine/base/json.h"
#include "engine/ops/creation.h"
#include "engine/ops/random.h"
#include "engine/tensorboard/all.h"

#include <cmath>
#include <iostream>

namespace {

using namespace tp;

constexpr const char* kUsage =
    "Usage: tensorboard_files write FOLDER | read FOLDER\n"
    "write makes runs in FOLDER; read prints the runs in FOLDER as JSON.\n";

void write(const std::filesystem::path& folder) {
    SummaryWriter train(folder / "train");
    SummaryWriter val(folder / "val", {.histograms = HistogramForm::Tensor});
    for (int step = 0; step < 100; ++step) {
        train.scalar("epoch_loss", 1.0 / (1 + step), step);
        val.scalar("epoch_loss", 2.0 / (1 + step), 1000 * step);
    }
    train.scalar("größe/名", -1e30, std::int64_t{1} << 40);
    train.scalar("nan", std::nan(""), 1);
    for (int step = 0; step < 3; ++step) {
        const Tensor weights = randomNormal({1000}, step, 2, DType::Float32, 7);
        train.histogram("dense/kernel", weights, step);
        val.histogram("dense/kernel", weights, step);
    }
    train.histogram("zeros", zeros({10}), 0);
    train.histogram("empty", zeros({0}), 0);
    train.flush();
    val.flush();
}

Json jsonOf(const HistogramPoint& point) {
    Json::List buckets;
    for (const HistogramBucket& bucket : point.data.buckets)
        buckets.push_back(Json::List{bucket.left, bucket.right, bucket.count});
    return Json::Object{
        {"step", point.step},
        {"wallTime", point.wallTime},
        {"min", point.data.min},
        {"max", point.data.max},
        {"count", point.data.count},
        {"sum", point.data.sum},
        {"sumOfSquares", point.data.sumOfSquares},
        {"buckets", std::move(buckets)}};
}

Json jsonOf(const LogRun& run) {
    Json scalars = Json::Object{};
    for (const auto& [tag, points] : run.scalars) {
        Json::List list;
        for (const ScalarPoint& point : points)
            list.push_back(Json::List{point.step, point.wallTime, point.value});
        scalars.set(tag, std::move(list));
    }
    Json histograms = Json::Object{};
    for (const auto& [tag, points] : run.histograms) {
        Json::List list;
        for (const HistogramPoint& point : points)
            list.push_back(jsonOf(point));
        histograms.set(tag, std::move(list));
    }
    return Json::Object{{"scalars", std::move(scalars)}, {"histograms", std::move(histograms)}};
}

void read(const std::filesystem::path& folder) {
    const EventLog log(folder);
    Json runs = Json::Object{};
    for (const LogRun& run : log.runs())
        runs.set(run.name, jsonOf(run));
    Json::List complaints;
    for (const Error& fault : log.faults())
        complaints.emplace_back(fault.what());
    for (const Error& cutOff : log.cutOffs())
        complaints.emplace_back(cutOff.what());
    const Json all = Json::Object{{"runs", std::move(runs)}, {"complaints", std::move(complaints)}};
    std::cout << all.dump() << '\n';
}

int work(const std::vector<std::string>& arguments) {
    check(arguments.size() == 2, "%1", kUsage);
    start({.threads = 1});
    if (arguments[0] == "write") {
        write(arguments[1]);
    } else if (arguments[0] == "read") {
        read(arguments[1]);
    } else {
        check(false, "%1", kUsage);
    }
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    try {
        return work({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}
