#pragma once

#include "engine/model/learning.h"
#include "engine/model/model.h"

namespace tp {

/// Means over what was seen of an epoch, each number weighed by its samples.
class EpochMeans {
public:
    explicit EpochMeans(std::size_t count) : m_sums(count, 0) {}

    void add(const std::vector<double>& values, std::int64_t size) {
        for (std::size_t i = 0; i < values.size(); ++i)
            m_sums[i] += values[i] * static_cast<double>(size);
        m_seen += static_cast<double>(size);
    }

    bool isEmpty() const { return m_seen == 0; }
    double mean(std::size_t index) const { return m_sums[index] / m_seen; }

private:
    std::vector<double> m_sums;
    double m_seen = 0;
};

/// How much each sample counts, from how much its class does: `y` is one-hot, or holds the class's
/// number in each row.
Tensor sampleWeights(const Tensor& y, const std::map<int, double>& classWeight);

/// A training under way: the model knows, the callbacks know the model.
class TrainingUnderWay {
public:
    /// Throws InvalidArgument if the model is being trained already, or a callback is null.
    TrainingUnderWay(
        Model& model, const std::vector<CallbackPointer>& callbacks, std::string_view method);
    ~TrainingUnderWay();
    TrainingUnderWay(const TrainingUnderWay&) = delete;
    TrainingUnderWay& operator=(const TrainingUnderWay&) = delete;

    /// Tells the callbacks what is about to be done; names of validation are added here.
    void begin(FitPlan plan);

    template<class... Arguments>
    void tell(void (Callback::*method)(Arguments...), Arguments... arguments) const {
        for (const CallbackPointer& callback : m_callbacks)
            (callback.get()->*method)(arguments...);
    }

private:
    Model& m_model;
    const std::vector<CallbackPointer>& m_callbacks;
    bool m_hasBegun = false;
};

} // namespace tp
