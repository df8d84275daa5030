#include "engine/train/metrics.h"

#include "engine/base/error.h"
#include "engine/train/losses.h"
#include "engine/train/names.h"

namespace tp {

namespace {

struct KnownMetric {
    std::string_view name;
    Loss::KnownFunction function;
};

constexpr KnownMetric kMetrics[] = {
    {"binaryAccuracy", metrics::binaryAccuracy},
    {"categoricalAccuracy", metrics::categoricalAccuracy},
    {"precision", metrics::precision},
    {"categoricalCrossentropy", metrics::categoricalCrossentropy},
    {"sparseCategoricalCrossentropy", metrics::sparseCategoricalCrossentropy},
    {"mse", metrics::meanSquaredError},
    {"MSE", metrics::meanSquaredError},
    {"mae", metrics::meanAbsoluteError},
    {"MAE", metrics::meanAbsoluteError},
    {"mape", metrics::meanAbsolutePercentageError},
    {"MAPE", metrics::meanAbsolutePercentageError},
    {"cosine", metrics::cosineProximity},
};

struct LongName {
    std::string_view longName;
    std::string_view name;
};

// Losses are known by their long names, metrics by short ones.
constexpr LongName kLongNames[] = {
    {"meanSquaredError", "mse"},
    {"meanAbsoluteError", "mae"},
    {"meanAbsolutePercentageError", "mape"},
    {"cosineProximity", "cosine"},
    {"binaryCrossentropy", "crossentropy"},
};

std::string guessMetric(std::string_view name, std::span<const std::string_view> known) {
    for (const LongName& each : kLongNames) {
        if (each.longName == name)
            return std::string(each.name);
    }
    return nearestName(name, known);
}

} // namespace

Metric::Metric(std::string name) : m_name(std::move(name)) {
    if (m_name == "accuracy" || m_name == "acc") {
        m_kind = Kind::Accuracy;
        m_name = "acc";
        return;
    }
    if (m_name == "crossentropy" || m_name == "ce") {
        m_kind = Kind::Crossentropy;
        m_name = "ce";
        return;
    }
    std::vector<std::string_view> names{"accuracy", "crossentropy"};
    for (const KnownMetric& each : kMetrics) {
        if (each.name == m_name) {
            m_known = each.function;
            return;
        }
        names.push_back(each.name);
    }
    const std::string guess = guessMetric(m_name, names);
    fail(
        Error::Kind::InvalidArgument,
        guess.empty() ? "There is no metric \"%1\". Choose one of %2."
                      : "There is no metric \"%1\". Did you mean \"%3\"? Choose one of %2.",
        m_name,
        joinNames(names),
        guess);
}

Metric::Metric(std::string name, SampleFunction function)
    : m_name(std::move(name))
    , m_own(std::move(function)) {
    check(m_own != nullptr, "The metric \"%1\" was given no function.", m_name);
}

Metric Metric::resolved(const Loss& loss, std::int64_t outputs) const {
    if (m_kind == Kind::Plain)
        return *this;
    const bool isBinary = outputs == 1 || loss.known() == metrics::binaryCrossentropy;
    const bool isSparse = loss.known() == metrics::sparseCategoricalCrossentropy;
    Metric metric = *this;
    metric.m_kind = Kind::Plain;
    if (m_kind == Kind::Accuracy) {
        metric.m_known = isBinary   ? metrics::binaryAccuracy
                         : isSparse ? metrics::sparseCategoricalAccuracy
                                    : metrics::categoricalAccuracy;
    } else {
        metric.m_known = isBinary   ? metrics::binaryCrossentropy
                         : isSparse ? metrics::sparseCategoricalCrossentropy
                                    : metrics::categoricalCrossentropy;
    }
    return metric;
}

Tensor Metric::operator()(const Tensor& labels, const Tensor& predictions) const {
    check(
        m_known || m_own,
        "The metric \"%1\" depends on the loss and the model's output; it cannot be used alone.",
        m_name);
    return m_known ? m_known(labels, predictions) : m_own(labels, predictions);
}

bool Metric::isSameAs(const Loss& loss) const {
    return m_known != nullptr && m_known == loss.known();
}

} // namespace tp
