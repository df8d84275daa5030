#pragma once

#include "engine/cpu/conv_problem.h"
#include "engine/ops/fused_rules.h"
#include "engine/tensor/storage.h"

#include <dnnl.hpp>

#include <memory>
#include <mutex>
#include <vector>

namespace tp::cpu {

/// What oneDNN is to do in one call: a convolution, or one of its gradients, of a part of a batch.
struct ConvTask {
    enum class Kind : std::int64_t { Forward, BackInput, BackFilter };

    Kind kind = Kind::Forward;
    std::int64_t batch = 1;
    std::int64_t channels = 1;
    std::int64_t outChannels = 1; ///< of a depthwise convolution: as many as channels
    std::int64_t depthwise = 0;
    std::int64_t rank = 2;
    FusedActivation activation = FusedActivation::Linear; ///< Linear, Relu or Relu6
    bool hasBias = false;                                 ///< for each output channel

    struct Axis {
        std::int64_t in = 1;
        std::int64_t out = 1;
        std::int64_t filter = 1;
        std::int64_t stride = 1;
        std::int64_t dilation = 1;
        std::int64_t padBefore = 0;
        std::int64_t padAfter = 0;

        bool operator==(const Axis&) const = default;
    };
    std::array<Axis, 3> axis;

    bool operator==(const ConvTask&) const = default;
};

/// A filter in the layout that a primitive wants.
struct PackedFilter {
    std::shared_ptr<const float> data;
    bool isFinite; ///< neither NaN nor infinity in it
};

/// The primitive for a task, with the layout in which it likes its filter.
class ConvPrimitive {
public:
    /// Made once for each task and kept while it is among the recently used ones. Null if oneDNN
    /// cannot do the task.
    static std::shared_ptr<const ConvPrimitive> of(const ConvTask& task);

    /// y = conv(x, filter), or dx from dy and filter. `packed` is what packedFilter() gave. `bias`
    /// is read if the task has one.
    void run(const float* from, const float* packed, float* to, const float* bias = nullptr) const;

    /// dfilter from x and dy, in TensorFlow's layout.
    void runBackFilter(const float* x, const float* dy, float* dfilter) const;

    /// The filter in the layout that run() wants: itself, if that is TensorFlow's. The packed copy
    /// is kept while the storage lives and there is room, so that a model's weights are packed once
    /// only.
    PackedFilter packedFilter(const std::shared_ptr<Storage>& filter) const;

    /// Whether it multiplies the zeros around the images too, as it does where it copies windows
    /// into a matrix: an infinite factor then makes NaN of them.
    bool multipliesPadding() const { return m_multipliesPadding; }

    explicit ConvPrimitive(const ConvTask& task);
    ~ConvPrimitive();
    ConvPrimitive(const ConvPrimitive&) = delete;
    ConvPrimitive& operator=(const ConvPrimitive&) = delete;

private:
    struct Arguments;
    std::unique_ptr<Arguments> takeArguments() const;

    ConvTask::Kind m_kind;
    dnnl::primitive m_primitive; // empty if oneDNN cannot do the task
    dnnl::memory::desc m_from;
    dnnl::memory::desc m_filter;
    dnnl::memory::desc m_plain; // the filter as TensorFlow has it
    dnnl::memory::desc m_to;
    dnnl::memory::desc m_bias; // empty if there is none
    dnnl::memory::desc m_scratch;
    bool m_multipliesPadding = false;

    mutable std::mutex m_mutex;
    mutable std::vector<std::unique_ptr<Arguments>> m_spare; // one for each thread that ran it
};

} // namespace tp::cpu
