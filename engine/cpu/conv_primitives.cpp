#include "engine/cpu/conv_primitives.h"

#include "engine/cpu/onednn.h"
#include "engine/cpu/vector_loops.h"

#include <algorithm>
#include <cassert>
#include <list>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace tp::cpu {

namespace {

using dnnl::memory;
using Tag = memory::format_tag;

constexpr auto kFloat = memory::data_type::f32;

struct TaskHash {
    std::size_t operator()(const ConvTask& task) const {
        std::size_t hash = 0;
        const auto mix = [&](std::int64_t value) {
            constexpr std::size_t kPrime = 1099511628211U;
            hash = (hash ^ static_cast<std::size_t>(value)) * kPrime;
        };
        for (const std::int64_t value :
             {static_cast<std::int64_t>(task.kind),
              task.batch,
              task.channels,
              task.outChannels,
              task.depthwise,
              task.rank,
              static_cast<std::int64_t>(task.activation),
              static_cast<std::int64_t>(task.hasBias)})
            mix(value);
        for (const ConvTask::Axis& axis : task.axis) {
            for (const std::int64_t value :
                 {axis.in, axis.out, axis.filter, axis.stride, axis.padBefore, axis.dilation})
                mix(value);
        }
        return hash;
    }
};

/// The primitives used last.
class PrimitiveCache {
public:
    PrimitiveCache() { oneDnnEngine(); } // which then goes after the primitives

    std::shared_ptr<const ConvPrimitive> find(const ConvTask& task) {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_places.find(task);
        if (found == m_places.end())
            return nullptr;
        m_entries.splice(m_entries.begin(), m_entries, found->second);
        return found->second->second;
    }

    void add(const ConvTask& task, const std::shared_ptr<const ConvPrimitive>& primitive) {
        const std::scoped_lock lock(m_mutex);
        if (m_places.contains(task))
            return;
        m_entries.emplace_front(task, primitive);
        m_places.emplace(task, m_entries.begin());
        if (m_entries.size() <= kMost)
            return;
        m_places.erase(m_entries.back().first);
        m_entries.pop_back();
    }

private:
    // Some large model's layers, in a few slices each.
    static constexpr std::size_t kMost = 512;

    using Entries = std::list<std::pair<ConvTask, std::shared_ptr<const ConvPrimitive>>>;
    std::mutex m_mutex;
    Entries m_entries; // the last used one first
    std::unordered_map<ConvTask, Entries::iterator, TaskHash> m_places;
};

PrimitiveCache& primitiveCache() {
    static PrimitiveCache cache;
    return cache;
}

/// Filters in oneDNN's layouts, as long as the filters themselves live.
class FilterCache {
public:
    std::optional<PackedFilter> find(const Storage* filter, const memory::desc& layout) {
        const std::scoped_lock lock(m_mutex);
        const auto [first, last] = m_places.equal_range(filter);
        for (auto place = first; place != last; ++place) {
            const auto entry = place->second;
            if (entry->layout != layout)
                continue;
            if (entry->filter.expired()) // another storage now lies where that one lay
                break;
            m_entries.splice(m_entries.begin(), m_entries, entry);
            return entry->packed;
        }
        return std::nullopt;
    }

    void
    add(const std::shared_ptr<Storage>& filter,
        const memory::desc& layout,
        const PackedFilter& packed) {
        const std::scoped_lock lock(m_mutex);
        for (auto entry = m_entries.begin(); entry != m_entries.end();) {
            const auto next = std::next(entry);
            if (entry->filter.expired())
                drop(entry);
            entry = next;
        }
        m_entries.push_front({filter.get(), filter, layout, packed});
        m_places.emplace(filter.get(), m_entries.begin());
        m_bytes += layout.get_size();
        while (m_bytes > kMostBytes)
            drop(std::prev(m_entries.end()));
    }

private:
    static constexpr std::size_t kMostBytes = std::size_t{128} << 20;

    struct Entry {
        const Storage* key;
        std::weak_ptr<Storage> filter;
        memory::desc layout;
        PackedFilter packed;
    };
    using Place = std::list<Entry>::iterator;

    void drop(Place entry) {
        const auto [first, last] = m_places.equal_range(entry->key);
        m_places.erase(
            std::find_if(first, last, [&](const auto& place) { return place.second == entry; }));
        m_bytes -= entry->layout.get_size();
        m_entries.erase(entry);
    }

    std::mutex m_mutex;
    std::list<Entry> m_entries; // the last used one first
    std::unordered_multimap<const Storage*, Place> m_places;
    std::size_t m_bytes = 0;
};

FilterCache& filterCache() {
    static FilterCache cache;
    return cache;
}

/// The numbers of the axes that are real.
memory::dims numbers(const ConvTask& task, std::int64_t ConvTask::Axis::*number) {
    memory::dims list;
    for (std::size_t i = task.axis.size() - static_cast<std::size_t>(task.rank);
         i < task.axis.size();
         ++i)
        list.push_back(task.axis[i].*number);
    return list;
}

memory::dims joined(memory::dims first, const memory::dims& second) {
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

/// The descriptions from which a primitive is made.
struct Layouts {
    explicit Layouts(const ConvTask& task) {
        const Tag channelsLast = task.rank == 2 ? Tag::nhwc : Tag::ndhwc;
        const auto image = joined({task.batch, task.channels}, numbers(task, &ConvTask::Axis::in));
        const auto out =
            joined({task.batch, task.outChannels}, numbers(task, &ConvTask::Axis::out));
        x = memory::desc(image, kFloat, channelsLast);
        y = memory::desc(out, kFloat, channelsLast);
        const auto space = numbers(task, &ConvTask::Axis::filter);
        const auto filter = joined(
            task.depthwise ? memory::dims{task.channels, 1, 1}
                           : memory::dims{task.outChannels, task.channels},
            space);
        Tag plainTag = task.rank == 2 ? Tag::hwio : Tag::dhwio;
        if (task.depthwise)
            plainTag = Tag::hwigo;
        any = memory::desc(filter, kFloat, Tag::any);
        plain = memory::desc(filter, kFloat, plainTag);
        strides = numbers(task, &ConvTask::Axis::stride);
        dilations = numbers(task, &ConvTask::Axis::dilation);
        for (auto& dilation : dilations)
            --dilation; // oneDNN counts what is left out
        before = numbers(task, &ConvTask::Axis::padBefore);
        after = numbers(task, &ConvTask::Axis::padAfter);
        attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
        if (task.hasBias)
            bias = memory::desc({task.outChannels}, kFloat, Tag::a);
        dnnl::post_ops finish;
        if (task.activation == FusedActivation::Relu)
            finish.append_eltwise(1.0F, dnnl::algorithm::eltwise_relu, 0.0F, 0.0F);
        if (task.activation == FusedActivation::Relu6)
            finish.append_eltwise(1.0F, dnnl::algorithm::eltwise_clip, 0.0F, 6.0F);
        attributes.set_post_ops(finish);
    }

    dnnl::convolution_forward::primitive_desc forward(dnnl::prop_kind kind) const {
        constexpr auto kDirect = dnnl::algorithm::convolution_direct;
        using Desc = dnnl::convolution_forward::desc;
        const Desc desc =
            bias.is_zero()
                ? Desc(kind, kDirect, x, any, y, strides, dilations, before, after)
                : Desc(kind, kDirect, x, any, bias, y, strides, dilations, before, after);
        return {desc, attributes, oneDnnEngine(), true};
    }

    dnnl::convolution_backward_data::primitive_desc
    backInput(const dnnl::convolution_forward::primitive_desc& hint) const {
        return {
            {dnnl::algorithm::convolution_direct, x, any, y, strides, dilations, before, after},
            attributes,
            oneDnnEngine(),
            hint,
            true};
    }

    dnnl::convolution_backward_weights::primitive_desc
    backFilter(const dnnl::convolution_forward::primitive_desc& hint) const {
        return {
            {dnnl::algorithm::convolution_direct, x, any, y, strides, dilations, before, after},
            attributes,
            oneDnnEngine(),
            hint,
            true};
    }

    memory::desc x;
    memory::desc y;
    memory::desc any;   ///< the filter, in whatever layout oneDNN likes
    memory::desc plain; ///< the filter as TensorFlow has it
    memory::desc bias;  ///< empty if there is none
    memory::dims strides;
    memory::dims dilations;
    memory::dims before;
    memory::dims after;
    dnnl::primitive_attr attributes;
};

bool isPadded(const ConvTask& task) {
    return std::any_of(task.axis.begin(), task.axis.end(), [](const ConvTask::Axis& axis) {
        return axis.padBefore > 0 || axis.padAfter > 0;
    });
}

memory view(const memory::desc& desc, const float* data) {
    // oneDNN has one type for what it reads and what it writes.
    return {desc, oneDnnEngine(), const_cast<float*>(data)}; // NOLINT
}

/// One argument of a call. The C++ interface would allocate several times for each.
class Argument {
public:
    Argument(int role, const memory::desc& desc, const void* data = nullptr)
        : m_role(role)
        , m_data(data) {
        // oneDNN has one type for what it reads and what it writes.
        dnnl_memory_create(
            &m_memory, &desc.data, oneDnnEngine().get(), const_cast<void*>(data)); // NOLINT
    }
    ~Argument() { dnnl_memory_destroy(m_memory); }
    Argument(const Argument&) = delete;
    Argument& operator=(const Argument&) = delete;

    /// Lets it stand for what lies elsewhere.
    void moveTo(const void* data) {
        if (data != m_data)
            dnnl_memory_set_data_handle(m_memory, const_cast<void*>(data)); // NOLINT
        m_data = data;
    }

    dnnl_exec_arg_t get() const { return {m_role, m_memory}; }

private:
    int m_role;
    const void* m_data;
    dnnl_memory_t m_memory = nullptr;
};

void execute(const dnnl::primitive& primitive, std::initializer_list<dnnl_exec_arg_t> arguments) {
    [[maybe_unused]] const dnnl_status_t status = dnnl_primitive_execute(
        primitive.get(),
        oneDnnStream().get(),
        static_cast<int>(arguments.size()),
        arguments.begin());
    assert(status == dnnl_success);
}

void reorder(const memory::desc& from, const float* source, const memory::desc& to, float* target) {
    const dnnl::reorder::primitive_desc desc(oneDnnEngine(), from, oneDnnEngine(), to);
    memory in = view(from, source);
    memory out = view(to, target);
    dnnl::reorder(desc).execute(oneDnnStream(), in, out);
}

} // namespace

ConvPrimitive::ConvPrimitive(const ConvTask& task) : m_kind(task.kind) {
    oneDnnStream(); // from now on this thread makes primitives for one thread
    const Layouts layouts(task);
    constexpr auto kNowhere = std::string_view::npos;
    const auto take = [&](const auto& desc, auto primitive) {
        if (!desc)
            return;
        m_scratch = desc.scratchpad_desc();
        m_multipliesPadding =
            isPadded(task) && std::string_view(desc.impl_info_str()).find("gemm") != kNowhere;
        m_primitive = decltype(primitive)(desc);
    };
    m_plain = layouts.plain;
    m_bias = layouts.bias;
    if (m_kind == ConvTask::Kind::Forward) {
        const auto desc = layouts.forward(dnnl::prop_kind::forward_inference);
        take(desc, dnnl::convolution_forward());
        m_filter = desc ? desc.weights_desc() : m_plain;
        m_from = layouts.x;
        m_to = layouts.y;
        return;
    }
    const auto hint = layouts.forward(dnnl::prop_kind::forward_training);
    if (!hint)
        return;
    if (m_kind == ConvTask::Kind::BackInput) {
        const auto desc = layouts.backInput(hint);
        take(desc, dnnl::convolution_backward_data());
        m_filter = desc ? desc.weights_desc() : m_plain;
        m_from = layouts.y;
        m_to = layouts.x;
        return;
    }
    const auto desc = layouts.backFilter(hint);
    take(desc, dnnl::convolution_backward_weights());
    m_filter = desc ? desc.diff_weights_desc() : m_plain;
    m_from = layouts.x;
    m_to = layouts.y;
}

std::shared_ptr<const ConvPrimitive> ConvPrimitive::of(const ConvTask& task) {
    ConvTask usual = task;
    // A column of pixels is better seen as a row: it lies the same in memory.
    if (usual.rank == 2 && usual.axis[2] == ConvTask::Axis{} && usual.axis[1].filter == 1)
        std::swap(usual.axis[1], usual.axis[2]);
    if (auto known = primitiveCache().find(usual))
        return known->m_primitive ? known : nullptr;
    const auto made = std::make_shared<const ConvPrimitive>(usual);
    primitiveCache().add(usual, made);
    return made->m_primitive ? made : nullptr;
}

/// What one call of run() is given. To make it anew each time takes longer than many a slice.
struct ConvPrimitive::Arguments {
    explicit Arguments(const ConvPrimitive& primitive)
        : from(
              primitive.m_kind == ConvTask::Kind::Forward ? DNNL_ARG_SRC : DNNL_ARG_DIFF_DST,
              primitive.m_from)
        , weights(DNNL_ARG_WEIGHTS, primitive.m_filter)
        , to(primitive.m_kind == ConvTask::Kind::Forward ? DNNL_ARG_DST : DNNL_ARG_DIFF_SRC,
             primitive.m_to)
        , scratch(DNNL_ARG_SCRATCHPAD, primitive.m_scratch) {
        if (!primitive.m_bias.is_zero())
            bias.emplace(DNNL_ARG_BIAS, primitive.m_bias);
    }

    Argument from;
    Argument weights;
    Argument to;
    Argument scratch;
    std::optional<Argument> bias;
};

ConvPrimitive::~ConvPrimitive() = default;

std::unique_ptr<ConvPrimitive::Arguments> ConvPrimitive::takeArguments() const {
    {
        const std::scoped_lock lock(m_mutex);
        if (!m_spare.empty()) {
            auto arguments = std::move(m_spare.back());
            m_spare.pop_back();
            return arguments;
        }
    }
    return std::make_unique<Arguments>(*this);
}

void ConvPrimitive::run(
    const float* from, const float* packed, float* to, const float* bias) const {
    auto arguments = takeArguments();
    auto& [source, weights, target, scratch, biases] = *arguments;
    source.moveTo(from);
    weights.moveTo(packed);
    target.moveTo(to);
    scratch.moveTo(oneDnnScratch(m_scratch.get_size()));
    if (biases) {
        biases->moveTo(bias);
        execute(
            m_primitive, {source.get(), weights.get(), target.get(), scratch.get(), biases->get()});
    } else {
        execute(m_primitive, {source.get(), weights.get(), target.get(), scratch.get()});
    }
    const std::scoped_lock lock(m_mutex);
    m_spare.push_back(std::move(arguments));
}

void ConvPrimitive::runBackFilter(const float* x, const float* dy, float* dfilter) const {
    const bool isPlain = m_filter == m_plain;
    const auto own = isPlain ? nullptr : alignedFloats(m_filter.get_size() / sizeof(float));
    float* target = isPlain ? dfilter : own.get();
    const Argument image(DNNL_ARG_SRC, m_from, x);
    const Argument out(DNNL_ARG_DIFF_DST, m_to, dy);
    const Argument weights(DNNL_ARG_DIFF_WEIGHTS, m_filter, target);
    const Argument scratch(DNNL_ARG_SCRATCHPAD, m_scratch, oneDnnScratch(m_scratch.get_size()));
    execute(m_primitive, {image.get(), out.get(), weights.get(), scratch.get()});
    if (!isPlain)
        reorder(m_filter, target, m_plain, dfilter);
}

PackedFilter ConvPrimitive::packedFilter(const std::shared_ptr<Storage>& filter) const {
    const auto* plain = reinterpret_cast<const float*>(filter->host());
    const auto areFinite = vectorLoops().areFinite;
    const auto count = static_cast<std::int64_t>(filter->bytes() / sizeof(float));
    if (m_filter == m_plain)
        return {{filter, plain}, areFinite(plain, count)};
    if (auto known = filterCache().find(filter.get(), m_filter))
        return *known;
    const auto target = alignedFloats(m_filter.get_size() / sizeof(float));
    reorder(m_plain, plain, m_filter, target.get());
    PackedFilter packed{target, areFinite(plain, count)};
    filterCache().add(filter, m_filter, packed);
    return packed;
}

} // namespace tp::cpu
