#include "engine/runtime/memory_use.h"

#include "engine/runtime/observer.h"
#include "engine/tensor/memory_peak.h"
#include "engine/tensor/memory_pool.h"

#include <algorithm>
#include <unordered_map>

namespace tp {

namespace {

/// Writes down every call and its blocks.
class Recorder final : public CallObserver {
public:
    // Tensors made from now on have larger numbers than this one.
    Recorder() : m_first(Tensor({DType::Float32, {}}, hostStorage(sizeof(float))).id()) {}

    void observe(const ObservedCall& call) override {
        PlannedOp& op = m_sequence.ops.emplace_back();
        op.name = call.op.name;
        for (const Tensor& input : call.inputs) {
            if (!input.isNull())
                op.blocks.push_back(blockOf(input));
        }
        for (const Tensor& output : call.outputs)
            op.blocks.push_back(blockOf(output));
        noteSystem();
    }

    void noteSystem() {
        m_systemBytes = std::max(m_systemBytes, static_cast<std::int64_t>(memoryFromSystem()));
        m_scratchBytes = std::max(m_scratchBytes, static_cast<std::int64_t>(scratchMemory()));
    }

    /// What was written down, once the run is over.
    MemorySequence finish() {
        for (const auto& [address, known] : m_known) {
            if (!known.memory.expired())
                m_sequence.blocks[known.block].isThereAfter = true;
        }
        return std::move(m_sequence);
    }

    std::int64_t systemBytes() const { return m_systemBytes; }
    std::int64_t scratchBytes() const { return m_scratchBytes; }

private:
    /// A block that lived when an op last named it; another may lie at its address since.
    struct Known {
        std::weak_ptr<Storage> memory;
        std::size_t block;
    };

    std::size_t blockOf(const Tensor& tensor) {
        const std::shared_ptr<Storage>& memory = tensor.storage();
        const auto found = m_known.find(memory.get());
        if (found != m_known.end() && !found->second.memory.expired())
            return found->second.block;
        const std::size_t block = m_sequence.blocks.size();
        m_sequence.blocks.push_back(
            {static_cast<std::int64_t>(memory->bytes()), tensor.id() < m_first, false});
        m_known.insert_or_assign(memory.get(), Known{memory, block});
        return block;
    }

    TensorId m_first;
    MemorySequence m_sequence;
    std::unordered_map<const Storage*, Known> m_known;
    std::int64_t m_systemBytes = 0;
    std::int64_t m_scratchBytes = 0;
};

} // namespace

MemorySequence recordMemory(const std::function<void()>& f) {
    Recorder recorder;
    f();
    return recorder.finish();
}

MemoryUse memoryUse(const std::function<void()>& f) {
    MemoryUse use;
    const std::int64_t before = memory().numBytes;
    Recorder recorder;
    const MemoryPeak peak;
    f();
    recorder.noteSystem();
    use.heldBytes = before + peak.bytes();
    use.systemBytes = recorder.systemBytes();
    use.scratchBytes = recorder.scratchBytes();
    const MemorySequence sequence = recorder.finish();
    const MemoryPlan plan = planMemory(sequence);
    use.liveBytes = plan.liveBytes;
    use.arenaBytes = plan.arenaBytes;
    use.opCount = sequence.ops.size();
    if (!sequence.ops.empty())
        use.worstOp = sequence.ops[plan.worstOp].name;
    return use;
}

} // namespace tp
