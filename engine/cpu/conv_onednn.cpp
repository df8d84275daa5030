#include "engine/cpu/conv_onednn.h"

#include "engine/base/thread_pool.h"
#include "engine/cpu/conv_loops.h"
#include "engine/cpu/conv_primitives.h"
#include "engine/cpu/onednn.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace tp::cpu {

namespace {

// Below this many multiply-adds, oneDNN's own set-up costs more than plain loops.
constexpr std::int64_t kSmall = 20'000;

// What is worth waking a thread for, in multiply-adds, and what is worth giving to one that is
// awake.
constexpr std::int64_t kWorthAThread = 800'000;
constexpr std::int64_t kWorthOneAwake = 200'000;

// Above this many, more parts than threads even out a core that someone else is using.
constexpr std::int64_t kLong = 16 * kWorthAThread;

// How many multiply-adds of a usual convolution take as long as one of a depthwise one.
constexpr std::int64_t kDepthwiseCost = 3;

// Results of this size stay in a core's own cache until they are finished.
constexpr std::int64_t kCached = 65'536;

/// Images [image, image + count), and of them the lines [begin, end) of the first spatial axis.
struct Part {
    std::int64_t image;
    std::int64_t count;
    std::int64_t begin;
    std::int64_t end;
};

std::size_t firstAxis(const ConvProblem& conv) {
    return conv.axis.size() - conv.rank;
}

ConvTask wholeTask(const ConvProblem& conv, ConvTask::Kind kind) {
    ConvTask task;
    task.kind = kind;
    task.batch = conv.batch;
    task.channels = conv.channels;
    task.outChannels = conv.outChannels;
    task.depthwise = conv.depthwise;
    task.rank = static_cast<std::int64_t>(conv.rank);
    for (std::size_t i = 0; i < conv.axis.size(); ++i) {
        const WindowAxis& axis = conv.axis[i];
        task.axis[i] = {
            axis.in,
            axis.out,
            axis.filter,
            axis.stride,
            axis.dilation,
            axis.padBefore,
            axis.padAfter()};
    }
    return task;
}

/// A slice of images: what oneDNN does, and where its first line of the image and of the windows
/// lies.
struct Slice {
    ConvTask task;
    std::int64_t inLine = 0;
    std::int64_t outLine = 0;
};

/// The windows of lines [begin, end), and the part of the image that they see.
Slice windowSlice(const ConvProblem& conv, ConvTask::Kind kind, const Part& part) {
    Slice slice{wholeTask(conv, kind)};
    slice.task.batch = part.count;
    const WindowAxis& axis = conv.axis[firstAxis(conv)];
    if (part.begin == 0 && part.end == axis.out)
        return slice;
    const std::int64_t first = axis.begin(part.begin);
    const std::int64_t last = axis.begin(part.end - 1) + axis.extent();
    const std::int64_t from = std::max<std::int64_t>(0, first);
    const std::int64_t to = std::min(axis.in, last);
    ConvTask::Axis& own = slice.task.axis[firstAxis(conv)];
    own.in = to - from;
    own.out = part.end - part.begin;
    own.padBefore = from - first;
    own.padAfter = last - to;
    slice.inLine = from;
    slice.outLine = part.begin;
    return slice;
}

/// The lines [begin, end) of the image, and the windows that see them.
Slice imageSlice(const ConvProblem& conv, const Part& part) {
    Slice slice{wholeTask(conv, ConvTask::Kind::BackInput)};
    slice.task.batch = part.count;
    const WindowAxis& axis = conv.axis[firstAxis(conv)];
    if (part.begin == 0 && part.end == axis.in)
        return slice;
    // Window o sees [begin(o), begin(o) + extent).
    const std::int64_t reach = part.begin + axis.padBefore - axis.extent() + 1;
    const std::int64_t from = reach <= 0 ? 0 : (reach - 1) / axis.stride + 1;
    const std::int64_t to = std::min(axis.out, (part.end - 1 + axis.padBefore) / axis.stride + 1);
    ConvTask::Axis& own = slice.task.axis[firstAxis(conv)];
    own.in = part.end - part.begin;
    own.out = to - from;
    own.padBefore = part.begin - axis.begin(from);
    own.padAfter = to == from ? 0 : axis.begin(to - 1) + axis.extent() - part.end;
    slice.inLine = part.begin;
    slice.outLine = from;
    return slice;
}

/// A convolution that looks at single pixels, as one that looks at a column of all pixels of all
/// images: that can be cut anywhere. Others stay as they are.
ConvProblem flattened(const ConvProblem& conv) {
    constexpr std::int64_t kMostElements = std::int64_t{1} << 31;
    const bool isPointwise =
        std::all_of(conv.axis.begin(), conv.axis.end(), [](const WindowAxis& axis) {
            return axis.filter == 1 && axis.stride == 1 && axis.padBefore == 0 &&
                   axis.in == axis.out;
        });
    if (!isPointwise || conv.batch * std::max(conv.imageSize(), conv.outSize()) >= kMostElements)
        return conv;
    ConvProblem flat = conv;
    flat.batch = 1;
    flat.rank = 2;
    flat.axis = {};
    flat.axis[0].in = flat.axis[0].out = 1;
    flat.axis[1].in = flat.axis[1].out = conv.batch * conv.pixels();
    flat.axis[2].in = flat.axis[2].out = 1;
    return flat;
}

/// Whether oneDNN understands the task: it has no negative padding before, and we do not ask for
/// windows that see nothing but padding.
bool isPlain(const ConvTask& task) {
    return std::all_of(task.axis.begin(), task.axis.end(), [](const ConvTask::Axis& axis) {
        const std::int64_t extent = (axis.filter - 1) * axis.dilation + 1;
        return axis.in > 0 && axis.out > 0 && axis.padBefore >= 0 && axis.padBefore < extent &&
               axis.padAfter > -axis.stride && axis.padAfter < extent;
    });
}

/// How a batch is shared out: in whole images if there are enough, else in lines of them.
class Plan {
public:
    /// `slices` is how many there should be for each thread.
    Plan(const ConvProblem& conv, std::int64_t lines, bool canCutLines, std::int64_t slices)
        : m_lines(lines)
        , m_count(conv.batch)
        , m_linesEach(lines) {
        const auto threads = static_cast<std::int64_t>(threadCount());
        const std::int64_t cost = conv.multiplyAdds() * (conv.depthwise ? kDepthwiseCost : 1);
        const bool isCheap =
            cost >= 2 * kWorthOneAwake && cost < 2 * kWorthAThread && areThreadsAwake();
        std::int64_t wanted = std::clamp<std::int64_t>(
            cost / (isCheap ? kWorthOneAwake : kWorthAThread),
            1,
            cost < kLong ? threads : slices * threads);
        if (wanted > threads) // or one thread would have more to do than the others
            wanted -= wanted % threads;
        if (conv.batch < threads && canCutLines) {
            const std::int64_t each = (wanted + conv.batch - 1) / conv.batch;
            m_linesEach = (lines + each - 1) / each;
            m_slicesEach = (lines + m_linesEach - 1) / m_linesEach;
            m_count = conv.batch * m_slicesEach;
        } else {
            m_grain = (m_count + wanted - 1) / wanted;
        }
    }

    /// Into how many parts the work falls at most, and which of them one is.
    std::int64_t partCount() const { return (m_count + m_grain - 1) / m_grain; }
    std::int64_t indexOf(const Part& part) const {
        return (part.image * m_slicesEach + part.begin / m_linesEach) / m_grain;
    }

    /// Calls `work(part)` for parts that together are all.
    template<class F>
    void run(F work) const {
        parallelFor(m_count, m_grain, [&](std::int64_t begin, std::int64_t end) {
            if (m_slicesEach == 1)
                return work(Part{begin, end - begin, 0, m_lines});
            for (std::int64_t i = begin; i < end; ++i) {
                const std::int64_t first = i % m_slicesEach * m_linesEach;
                work(Part{i / m_slicesEach, 1, first, std::min(m_lines, first + m_linesEach)});
            }
        });
    }

private:
    std::int64_t m_lines;
    std::int64_t m_count;          ///< of slices, or of images if those are not cut
    std::int64_t m_grain = 1;      ///< how many of them make a part
    std::int64_t m_linesEach;      ///< lines in a slice of an image
    std::int64_t m_slicesEach = 1; ///< slices in an image
};

/// A slice as the loops take it.
ConvProblem problemOf(const ConvProblem& conv, const Slice& slice) {
    ConvProblem problem = conv;
    problem.batch = slice.task.batch;
    WindowAxis& axis = problem.axis[firstAxis(conv)];
    const ConvTask::Axis& own = slice.task.axis[firstAxis(conv)];
    axis.in = own.in;
    axis.out = own.out;
    axis.padBefore = own.padBefore;
    return problem;
}

/// Does the task by oneDNN; false if plain loops must.
bool runPlain(
    const ConvTask& task, const float* from, const std::shared_ptr<Storage>& filter, float* to) {
    const auto primitive = ConvPrimitive::of(task);
    if (!primitive)
        return false;
    const PackedFilter packed = primitive->packedFilter(filter);
    if (primitive->multipliesPadding() && !packed.isFinite)
        return false;
    primitive->run(from, packed.data.get(), to);
    return true;
}

/// A forward task that ends with a bias and an activation.
struct FinishedTask {
    ConvTask task;
    const FusedTail& tail;
    const float* from;
    std::int64_t seen; ///< elements there
    const std::shared_ptr<Storage>& filter;
    float* to;
    std::int64_t made; ///< elements there
};

/// Does it all by oneDNN; false if that cannot be, if there may be NaN, which it would lose, or if
/// looking for NaN takes longer than finishing the result ourselves.
bool runFinished(FinishedTask finished) {
    if (!finished.tail.isSimple() || finished.seen > finished.made + finished.made / 2)
        return false;
    finished.task.hasBias = true;
    finished.task.activation = finished.tail.activation();
    const auto primitive = ConvPrimitive::of(finished.task);
    if (!primitive)
        return false;
    const PackedFilter packed = primitive->packedFilter(finished.filter);
    if (!packed.isFinite || !vectorLoops().areFinite(finished.from, finished.seen))
        return false;
    primitive->run(finished.from, packed.data.get(), finished.to, finished.tail.bias());
    return true;
}

// oneDNN is only fast at depthwise convolutions with one output a channel. Several are as many
// channels with the same elements.

bool hasMultiplier(const ConvProblem& conv) {
    return conv.depthwise && conv.outChannels != conv.channels;
}

ConvProblem widened(const ConvProblem& conv) {
    ConvProblem wide = conv;
    wide.channels = conv.outChannels;
    return wide;
}

/// Every element of x several times in a row.
std::shared_ptr<float> repeatedChannels(const ConvProblem& conv, const float* x) {
    const std::int64_t count = conv.batch * conv.imageSize();
    const std::int64_t times = conv.outChannels / conv.channels;
    auto wide = alignedFloats(static_cast<std::size_t>(count * times));
    parallelFor(count, kCached, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            std::fill_n(wide.get() + i * times, times, x[i]);
    });
    return wide;
}

const float* elements(const std::shared_ptr<Storage>& storage) {
    return reinterpret_cast<const float*>(storage->host());
}

} // namespace

bool suitsOneDnn(const ConvProblem& conv) {
    constexpr std::int64_t kMostElements = std::int64_t{1} << 31;
    return conv.multiplyAdds() > kSmall && conv.imageSize() < kMostElements &&
           conv.outSize() < kMostElements && isPlain(wholeTask(conv, ConvTask::Kind::Forward));
}

void convOneDnn(
    const ConvProblem& given,
    const float* x,
    const std::shared_ptr<Storage>& filter,
    float* y,
    const FusedTail* tail) {
    if (hasMultiplier(given))
        return convOneDnn(widened(given), repeatedChannels(given, x).get(), filter, y, tail);
    const ConvProblem conv = flattened(given);
    const WindowAxis& axis = conv.axis[firstAxis(conv)];
    const std::int64_t inLine = conv.imageSize() / axis.in;
    const std::int64_t outLine = conv.outSize() / axis.out;
    const auto compute = [&](const Part& part) {
        const Slice slice = windowSlice(conv, ConvTask::Kind::Forward, part);
        const float* from = x + part.image * conv.imageSize() + slice.inLine * inLine;
        float* to = y + part.image * conv.outSize() + slice.outLine * outLine;
        const std::int64_t seen = part.count * slice.task.axis[firstAxis(conv)].in * inLine;
        const std::int64_t made = part.count * (part.end - part.begin) * outLine;
        if (tail && runFinished({slice.task, *tail, from, seen, filter, to, made}))
            return;
        if (!runPlain(slice.task, from, filter, to))
            convLoops(problemOf(conv, slice), from, elements(filter), to);
        if (tail)
            tail->finish(to, made);
    };
    const std::int64_t images = std::max<std::int64_t>(1, kCached / conv.outSize());
    Plan(conv, axis.out, true, 2).run([&](const Part& part) {
        if (!tail || part.count <= images)
            return compute(part);
        for (std::int64_t i = 0; i < part.count; i += images)
            compute({part.image + i, std::min(images, part.count - i), part.begin, part.end});
    });
}

void convInputOneDnn(
    const ConvProblem& given, const float* dy, const std::shared_ptr<Storage>& filter, float* dx) {
    if (hasMultiplier(given)) {
        const ConvProblem wide = widened(given);
        const auto parts = alignedFloats(static_cast<std::size_t>(wide.batch * wide.imageSize()));
        convInputOneDnn(wide, dy, filter, parts.get());
        const std::int64_t times = given.outChannels / given.channels;
        for (std::int64_t i = 0; i < given.batch * given.imageSize(); ++i)
            dx[i] = std::accumulate(parts.get() + i * times, parts.get() + (i + 1) * times, 0.0F);
        return;
    }
    const ConvProblem conv = flattened(given);
    const WindowAxis& axis = conv.axis[firstAxis(conv)];
    const std::int64_t inLine = conv.imageSize() / axis.in;
    const std::int64_t outLine = conv.outSize() / axis.out;
    const bool isCovered = axis.stride <= axis.extent(); // else some lines are in no window
    Plan(conv, axis.in, isCovered, 2).run([&](const Part& part) {
        const Slice slice = imageSlice(conv, part);
        const float* from = dy + part.image * conv.outSize() + slice.outLine * outLine;
        float* to = dx + part.image * conv.imageSize() + slice.inLine * inLine;
        if (slice.task.axis[firstAxis(conv)].out == 0) {
            std::fill(to, to + part.count * (part.end - part.begin) * inLine, 0.0F);
        } else if (!runPlain(slice.task, from, filter, to)) {
            convInputLoops(problemOf(conv, slice), from, elements(filter), to);
        }
    });
}

void convFilterOneDnn(const ConvProblem& given, const float* x, const float* dy, float* dfilter) {
    if (hasMultiplier(given))
        return convFilterOneDnn(widened(given), repeatedChannels(given, x).get(), dy, dfilter);
    const ConvProblem conv = flattened(given);
    const WindowAxis& axis = conv.axis[firstAxis(conv)];
    const std::int64_t inLine = conv.imageSize() / axis.in;
    const std::int64_t outLine = conv.outSize() / axis.out;
    const std::int64_t size = conv.filterSize();
    // Every part has a filter of its own, and they are added up in the end.
    const Plan plan(conv, axis.out, true, 1);
    std::vector<std::shared_ptr<float>> sums(static_cast<std::size_t>(plan.partCount()));
    plan.run([&](const Part& part) {
        const Slice slice = windowSlice(conv, ConvTask::Kind::BackFilter, part);
        const float* image = x + part.image * conv.imageSize() + slice.inLine * inLine;
        const float* out = dy + part.image * conv.outSize() + slice.outLine * outLine;
        auto& sum = sums[static_cast<std::size_t>(plan.indexOf(part))];
        sum = alignedFloats(static_cast<std::size_t>(size));
        const std::int64_t count = part.count * (part.end - part.begin) * outLine;
        const auto primitive = ConvPrimitive::of(slice.task);
        if (primitive && (!primitive->multipliesPadding() || vectorLoops().areFinite(out, count))) {
            primitive->runBackFilter(image, out, sum.get());
        } else {
            convFilterLoops(problemOf(conv, slice), image, out, sum.get());
        }
    });
    std::fill(dfilter, dfilter + size, 0.0F);
    for (const auto& sum : sums) {
        if (sum) {
            for (std::int64_t i = 0; i < size; ++i)
                dfilter[i] += sum.get()[i];
        }
    }
}

} // namespace tp::cpu
