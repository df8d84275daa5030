#include "engine/tensor/tensor.h"

#include "engine/base/error.h"
#include "engine/tensor/live_tensors.h"
#include "engine/tensor/memory.h"
#include "engine/tensor/tidy.h"
#include "engine/tensor/watch.h"

#include <cstdio>

namespace tp {

namespace {

TensorId nextId() {
    static std::atomic<TensorId> last = 0;
    return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

void countGone(const std::atomic<bool>& kept) {
    counters().tensors.fetch_sub(1, std::memory_order_relaxed);
    if (isWatched()) [[unlikely]] {
        --threadMemory().numTensors;
        noteGone(kept);
    }
}

} // namespace

Tensor::State::State(TensorSpec tensorSpec, std::shared_ptr<Storage> memory, TensorId tensorId)
    : spec(tensorSpec)
    , id(tensorId)
    , storage(std::move(memory)) {
    counters().tensors.fetch_add(1, std::memory_order_relaxed);
    if (isWatched()) [[unlikely]] {
        ++threadMemory().numTensors;
        noteMade(kept, id, spec, storage.get());
    }
}

Tensor::State::~State() {
    if (!disposed.load(std::memory_order_relaxed))
        countGone(kept);
}

Tensor::Tensor(TensorSpec spec, std::shared_ptr<Storage> storage)
    : m_state(std::make_shared<State>(spec, std::move(storage), nextId())) {
    if (TidyScope* scope = TidyScope::current())
        scope->track(*this);
}

void Tensor::dispose() const {
    State& mine = state();
    if (mine.disposed.exchange(true))
        return;
    countGone(mine.kept);
    mine.storage.reset();
}

const std::shared_ptr<Storage>& Tensor::storage() const {
    const State& mine = state();
    check(
        !mine.disposed.load(std::memory_order_relaxed),
        "This tensor of shape %1 was disposed: make it again, or keep() it out of the tidy() that "
        "freed it.",
        mine.spec.shape);
    return mine.storage;
}

Tensor Tensor::withShape(const Shape& shape) const {
    check(
        shape.elementCount() == size(),
        "reshape: a tensor of shape %1 has %2 elements, but shape %3 needs %4.",
        this->shape(),
        size(),
        shape,
        shape.elementCount());
    return {{dtype(), shape}, storage()};
}

Tensor Tensor::revived(std::shared_ptr<Storage> storage) const {
    Tensor tensor;
    tensor.m_state = std::make_shared<State>(spec(), std::move(storage), id());
    return tensor;
}

void Tensor::print() const {
    std::puts(toString().c_str());
}

void Tensor::failNull() {
    fail(
        Error::Kind::InvalidArgument,
        "An empty tensor handle was used: it was never given a tensor.");
}

void Tensor::checkReadable(DType asked) const {
    check(
        asked == dtype(),
        "This tensor holds %1 elements; they cannot be read as %2. Use cast() first.",
        dtype(),
        asked);
}

void Tensor::checkSingle() const {
    check(
        size() == 1,
        "A single number was asked of a tensor of shape %1, which has %2 elements.",
        shape(),
        size());
}

Tensor allocateTensor(const TensorSpec& spec) {
    checkSizes(spec.shape, "tensor");
    const auto count = static_cast<std::size_t>(spec.shape.elementCount());
    if (spec.dtype == DType::String)
        return {spec, stringStorage(count)};
    return {spec, hostStorage(count * dtypeBytes(spec.dtype))};
}

} // namespace tp
