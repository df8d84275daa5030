#include "engine/tensor/live_tensors.h"

#include "engine/tensor/watch.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace tp {

namespace {

struct Row {
    TensorId id;
    TensorSpec spec;
    const Storage* memory;
    std::int64_t bytes;
    std::string_view op;
    std::shared_ptr<const std::string> scope;
};

struct Notes {
    std::mutex mutex;
    std::atomic<int> trackers = 0;
    std::optional<Watch> watch;
    std::unordered_map<const std::atomic<bool>*, Row> rows;
};

Notes& notes() {
    // Never destroyed: tensors in static objects may outlive any order of destruction.
    static auto* const all = new Notes;
    return *all;
}

LiveTensor described(const Row& row, bool kept) {
    return {
        .id = row.id,
        .dtype = row.spec.dtype,
        .shape = row.spec.shape,
        .bytes = row.bytes,
        .kept = kept,
        .op = row.op,
        .scope = row.scope ? *row.scope : std::string()};
}

using Sums = std::map<std::string, MemoryGroup, std::less<>>;

template<class NameOf>
void addUp(Sums& sums, const std::vector<LiveTensor>& tensors, std::int64_t sign, NameOf nameOf) {
    for (const LiveTensor& tensor : tensors) {
        MemoryGroup& group = sums[std::string(nameOf(tensor))];
        group.tensors += sign;
        if (!tensor.sharesMemory)
            group.bytes += sign * tensor.bytes;
    }
}

std::vector<MemoryGroup> largestFirst(const Sums& sums) {
    std::vector<MemoryGroup> groups;
    for (const auto& [name, sum] : sums) {
        if (sum.tensors != 0 || sum.bytes != 0)
            groups.push_back({name, sum.tensors, sum.bytes});
    }
    std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) {
        return std::abs(a.bytes) > std::abs(b.bytes);
    });
    return groups;
}

std::string_view opOf(const LiveTensor& tensor) {
    return tensor.op;
}

std::string_view scopeOf(const LiveTensor& tensor) {
    return tensor.scope;
}

template<class NameOf>
std::vector<MemoryGroup> grouped(const std::vector<LiveTensor>& tensors, NameOf nameOf) {
    Sums sums;
    addUp(sums, tensors, 1, nameOf);
    return largestFirst(sums);
}

template<class NameOf>
std::vector<MemoryGroup>
changes(const MemorySnapshot& earlier, const MemorySnapshot& later, NameOf nameOf) {
    Sums sums;
    addUp(sums, later.tensors, 1, nameOf);
    addUp(sums, earlier.tensors, -1, nameOf);
    return largestFirst(sums);
}

std::vector<LiveTensor>
notIn(const std::vector<LiveTensor>& tensors, const std::vector<LiveTensor>& others) {
    std::unordered_set<TensorId> known;
    for (const LiveTensor& other : others)
        known.insert(other.id);
    std::vector<LiveTensor> rest;
    std::copy_if(tensors.begin(), tensors.end(), std::back_inserter(rest), [&](const auto& each) {
        return !known.contains(each.id);
    });
    return rest;
}

} // namespace

TensorTracking::TensorTracking() {
    Notes& all = notes();
    const std::scoped_lock lock(all.mutex);
    if (all.trackers.fetch_add(1) == 0)
        all.watch.emplace();
}

TensorTracking::~TensorTracking() {
    Notes& all = notes();
    const std::scoped_lock lock(all.mutex);
    if (all.trackers.fetch_sub(1) == 1) {
        all.watch.reset();
        all.rows.clear();
    }
}

std::vector<LiveTensor> liveTensors() {
    Notes& all = notes();
    std::vector<std::pair<LiveTensor, const Storage*>> found;
    {
        const std::scoped_lock lock(all.mutex);
        for (const auto& [kept, row] : all.rows)
            found.emplace_back(described(row, kept->load()), row.memory);
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return a.first.id < b.first.id;
    });
    std::vector<LiveTensor> tensors;
    std::unordered_set<const Storage*> seen;
    for (auto& [tensor, memory] : found) {
        tensor.sharesMemory = !seen.insert(memory).second;
        tensors.push_back(std::move(tensor));
    }
    return tensors;
}

MemorySnapshot memorySnapshot() {
    return {liveTensors(), memory()};
}

std::vector<MemoryGroup> groupedByOp(const std::vector<LiveTensor>& tensors) {
    return grouped(tensors, opOf);
}

std::vector<MemoryGroup> groupedByScope(const std::vector<LiveTensor>& tensors) {
    return grouped(tensors, scopeOf);
}

MemoryDifference difference(const MemorySnapshot& earlier, const MemorySnapshot& later) {
    return {
        notIn(later.tensors, earlier.tensors),
        notIn(earlier.tensors, later.tensors),
        {later.total.numTensors - earlier.total.numTensors,
         later.total.numDataBuffers - earlier.total.numDataBuffers,
         later.total.numBytes - earlier.total.numBytes},
        changes(earlier, later, opOf),
        changes(earlier, later, scopeOf)};
}

void noteMade(
    const std::atomic<bool>& kept, TensorId id, const TensorSpec& spec, const Storage* memory) {
    Notes& all = notes();
    if (all.trackers.load(std::memory_order_relaxed) == 0)
        return;
    const auto bytes = static_cast<std::int64_t>(memory->bytes());
    Row row{id, spec, memory, bytes, MakerName::current(), NameScope::current()};
    const std::scoped_lock lock(all.mutex);
    if (all.trackers.load() != 0) // nobody may have stopped while we waited
        all.rows.insert_or_assign(&kept, std::move(row));
}

void noteGone(const std::atomic<bool>& kept) {
    Notes& all = notes();
    if (all.trackers.load(std::memory_order_relaxed) == 0)
        return;
    const std::scoped_lock lock(all.mutex);
    all.rows.erase(&kept);
}

} // namespace tp
