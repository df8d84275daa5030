#pragma once

#include "engine/tensor/dtype.h"
#include "engine/tensor/shape.h"
#include "engine/tensor/storage.h"

#include <atomic>
#include <future>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tp {

/// Shape and dtype of a tensor that may not exist yet.
struct TensorSpec {
    DType dtype = DType::Float32;
    Shape shape;
};

using TensorId = std::uint64_t;

/// An immutable array of numbers, of any rank, of one dtype.
///
///     const Tensor x = tensor({1, 2, 3, 4}, {2, 2});
///     const Tensor y = matMul(x, x) + 1;
///     y.print();
///
/// A Tensor is a handle: copying it is cheap and shares the elements, which live until the last
/// handle goes. Most programs need nothing more; dispose() and tidy() are there for those who like
/// to say when. Elements never change, so handles may be used from several threads. Using a
/// default-made or a disposed tensor throws InvalidArgument.
class Tensor {
public:
    /// No tensor at all; isNull() is true.
    Tensor() = default;

    /// A tensor over existing memory, which holds at least what `spec` needs.
    Tensor(TensorSpec spec, std::shared_ptr<Storage> storage);

    bool isNull() const { return !m_state; }
    const Shape& shape() const { return state().spec.shape; }
    DType dtype() const { return state().spec.dtype; }
    const TensorSpec& spec() const { return state().spec; }
    std::size_t rank() const { return shape().rank(); }

    /// How many elements there are.
    std::int64_t size() const { return shape().elementCount(); }

    /// Tells tensors apart; never used again.
    TensorId id() const { return state().id; }

    /// All elements in row-major order, once they are computed. Throws InvalidArgument if T is not
    /// what dtype() says.
    template<class T>
    std::vector<T> dataSync() const {
        const auto elements = values<T>();
        return {elements.begin(), elements.end()};
    }

    /// As dataSync(), without waiting for a device: the elements set out at once, and get() of the
    /// future waits until they are here. They arrive even if the tensor is disposed meanwhile.
    template<class T>
    std::future<std::vector<T>> data() const {
        checkReadable(dtypeOf<T>());
        storage()->prefetch();
        return std::async(
            std::launch::deferred, [memory = storage(), count = static_cast<std::size_t>(size())] {
                const auto* elements = reinterpret_cast<const T*>(memory->host());
                return std::vector<T>(elements, elements + count);
            });
    }

    /// The elements where they lie; valid while a handle to this tensor lives and is not disposed.
    template<class T>
    std::span<const T> values() const {
        checkReadable(dtypeOf<T>());
        return {reinterpret_cast<const T*>(storage()->host()), static_cast<std::size_t>(size())};
    }

    /// The only element. Throws InvalidArgument if there are more, or none.
    template<class T>
    T scalar() const {
        checkSingle();
        return values<T>()[0];
    }

    /// Frees the elements now, for every handle to this tensor.
    void dispose() const;
    bool isDisposed() const { return state().disposed.load(std::memory_order_relaxed); }

    /// Saves this tensor from the tidy() it was made in. See keep().
    void markKept() const { state().kept.store(true, std::memory_order_relaxed); }
    bool isKept() const { return state().kept.load(std::memory_order_relaxed); }

    /// The numbers in nested brackets, rows on lines of their own, long ones shortened in the
    /// middle.
    std::string toString() const;

    /// Writes toString() to standard output.
    void print() const;

    /// For backends: the memory that holds the elements. Throws InvalidArgument if disposed.
    const std::shared_ptr<Storage>& storage() const;

    /// A new tensor with the same elements in another shape of as many elements.
    Tensor withShape(const Shape& shape) const;

    /// For the tape, which keeps the storage of tensors that a tidy() disposed: the same tensor, id
    /// and all, alive again.
    Tensor revived(std::shared_ptr<Storage> storage) const;

private:
    struct State {
        State(TensorSpec tensorSpec, std::shared_ptr<Storage> memory, TensorId tensorId);
        ~State();
        State(const State&) = delete;
        State& operator=(const State&) = delete;

        TensorSpec spec;
        TensorId id;
        std::shared_ptr<Storage> storage;
        std::atomic<bool> disposed = false;
        std::atomic<bool> kept = false;
    };
    friend class TidyScope;

    State& state() const {
        if (!m_state) [[unlikely]]
            failNull();
        return *m_state;
    }
    [[noreturn]] static void failNull();
    void checkReadable(DType asked) const;
    void checkSingle() const;

    std::shared_ptr<State> m_state;
};

using Tensors = std::vector<Tensor>;

/// Uninitialised host memory for such a tensor; strings start empty.
Tensor allocateTensor(const TensorSpec& spec);

} // namespace tp
