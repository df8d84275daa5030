#include "engine/cpu/kernels.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tp::cpu {

namespace {

std::uint64_t mixed(std::uint64_t hash) {
    // The finaliser of SplitMix64.
    hash = (hash ^ (hash >> 30U)) * 0xbf58476d1ce4e5b9U;
    hash = (hash ^ (hash >> 27U)) * 0x94d049bb133111ebU;
    return hash ^ (hash >> 31U);
}

// Both zeros are the same element, and all NaN are.

std::uint64_t hashOf(float x) {
    if (x == 0)
        return 0;
    return std::isnan(x) ? 1 : std::bit_cast<std::uint32_t>(x);
}
std::uint64_t hashOf(std::int32_t x) {
    return static_cast<std::uint32_t>(x);
}
std::uint64_t hashOf(std::uint8_t x) {
    return x;
}
std::uint64_t hashOf(std::complex<float> x) {
    return hashOf(x.real()) << 32U | hashOf(x.imag());
}
std::uint64_t hashOf(const std::string& x) {
    return std::hash<std::string>()(x);
}

template<class T>
bool isSame(const T& a, const T& b) {
    if constexpr (std::is_same_v<T, float>) {
        return a == b || (std::isnan(a) && std::isnan(b));
    } else if constexpr (std::is_same_v<T, std::complex<float>>) {
        return isSame(a.real(), b.real()) && isSame(a.imag(), b.imag());
    } else {
        return a == b;
    }
}

/// Numbers the items of a list so that equal ones share a number, in the order of first sight.
///
/// Open addressing: a table, at most half full, of numbers into the list of first items. Beside
/// each is a part of the item's hash, so that items are hardly ever compared in vain.
template<class Hash, class Same>
class Numbering {
public:
    Numbering(Hash hash, Same same) : m_slots(kFewest), m_hash(hash), m_same(same) {}

    /// The number of the item, which is new if it is equal to none before.
    std::int32_t add(std::int64_t item) {
        const std::uint64_t hash = mixed(m_hash(item));
        const auto tag = static_cast<std::uint32_t>(hash >> 32U);
        const std::uint64_t mask = m_slots.size() - 1;
        std::uint64_t place = hash & mask;
        for (; m_slots[place].number != kFree; place = (place + 1) & mask) {
            const Slot& slot = m_slots[place];
            if (slot.tag == tag && m_same(m_firsts[static_cast<std::size_t>(slot.number)], item))
                return slot.number;
        }
        const auto number = static_cast<std::int32_t>(m_firsts.size());
        m_slots[place] = {number, tag};
        m_firsts.push_back(item);
        if (2 * m_firsts.size() > m_slots.size())
            grow();
        return number;
    }

    /// For each number the first item that had it.
    const std::vector<std::int64_t>& firsts() const { return m_firsts; }

private:
    static constexpr std::int32_t kFree = -1;
    static constexpr std::size_t kFewest = 256;

    struct Slot {
        std::int32_t number = kFree;
        std::uint32_t tag = 0;
    };

    void grow() {
        std::vector<Slot> slots(4 * m_slots.size());
        const std::uint64_t mask = slots.size() - 1;
        for (const Slot& slot : m_slots) {
            if (slot.number == kFree)
                continue;
            const std::int64_t item = m_firsts[static_cast<std::size_t>(slot.number)];
            std::uint64_t place = mixed(m_hash(item)) & mask;
            while (slots[place].number != kFree)
                place = (place + 1) & mask;
            slots[place] = slot;
        }
        m_slots = std::move(slots);
    }

    std::vector<Slot> m_slots; // as many as a power of two
    std::vector<std::int64_t> m_firsts;
    Hash m_hash;
    Same m_same;
};

/// Seen as [outer, length, inner], an item is x[:, i, :].
void unique(KernelCall& call) {
    const Tensor& input = call.input(0);
    const std::size_t axis =
        normalizeAxis(call.attr<std::int64_t>("axis"), input.rank(), call.op.name);
    std::int64_t outer = 1;
    std::int64_t inner = 1;
    for (std::size_t i = 0; i < input.rank(); ++i)
        (i < axis ? outer : inner) *= i == axis ? 1 : input.shape()[i];
    const std::int64_t length = input.shape()[axis];

    call.outputs.resize(2);
    call.outputs[1] = allocateTensor({DType::Int32, {length}});
    auto* numbers = call.out<std::int32_t>(1);
    withElementType(input.dtype(), [&]<class T>(T*) {
        const T* x = call.in<T>(0);
        const auto row = [=](std::int64_t m, std::int64_t i) {
            return x + (m * length + i) * inner;
        };
        const auto hash = [=](std::int64_t item) {
            std::uint64_t sum = 0;
            for (std::int64_t m = 0; m < outer; ++m) {
                for (std::int64_t k = 0; k < inner; ++k)
                    sum = sum * 0x9e3779b97f4a7c15U + hashOf(row(m, item)[k]);
            }
            return sum;
        };
        const auto same = [=](std::int64_t a, std::int64_t b) {
            for (std::int64_t m = 0; m < outer; ++m) {
                if (!std::equal(row(m, a), row(m, a) + inner, row(m, b), isSame<T>))
                    return false;
            }
            return true;
        };
        Numbering kinds(hash, same);
        for (std::int64_t i = 0; i < length; ++i)
            numbers[i] = kinds.add(i);

        Shape shape = input.shape();
        shape[axis] = static_cast<std::int64_t>(kinds.firsts().size());
        call.outputs[0] = allocateTensor({input.dtype(), shape});
        T* y = call.out<T>(0);
        for (std::int64_t m = 0; m < outer; ++m) {
            for (const std::int64_t first : kinds.firsts())
                y = std::copy_n(row(m, first), inner, y);
        }
    });
}

void listDiff(KernelCall& call) {
    const std::int64_t countX = call.input(0).size();
    const std::int64_t countY = call.input(1).size();
    withElementType(call.input(0).dtype(), [&]<class T>(T*) {
        // The items of y, then those of x.
        const T* x = call.in<T>(0);
        const T* y = call.in<T>(1);
        const auto at = [=](std::int64_t item) -> const T& {
            return item < countY ? y[item] : x[item - countY];
        };
        Numbering kinds(
            [=](std::int64_t item) { return hashOf(at(item)); },
            [=](std::int64_t a, std::int64_t b) { return isSame(at(a), at(b)); });
        for (std::int64_t i = 0; i < countY; ++i)
            kinds.add(i);
        const auto known = static_cast<std::int32_t>(kinds.firsts().size());
        std::vector<std::int32_t> kept;
        for (std::int64_t i = 0; i < countX; ++i) {
            if (kinds.add(countY + i) >= known)
                kept.push_back(static_cast<std::int32_t>(i));
        }

        const auto count = static_cast<std::int64_t>(kept.size());
        call.outputs.push_back(allocateTensor({call.input(0).dtype(), {count}}));
        call.outputs.push_back(allocateTensor({DType::Int32, {count}}));
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int32_t place = kept[static_cast<std::size_t>(i)];
            call.out<T>(0)[i] = x[place];
            call.out<std::int32_t>(1)[i] = place;
        }
    });
}

/// Whole numbers wrap around, as they do everywhere else.
float sumOf(float a, float b) {
    return a + b;
}
std::int32_t sumOf(std::int32_t a, std::int32_t b) {
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(a) + static_cast<std::uint32_t>(b));
}

template<class T>
void countRows(KernelCall& call, std::int64_t rows, bool binary) {
    const auto size = call.attr<std::int64_t>("size");
    const std::int64_t length = rows == 0 ? 0 : call.input(0).size() / rows;
    const bool weighed = call.input(1).size() > 0;
    const auto* x = call.in<std::int32_t>(0);
    const T* weights = call.in<T>(1);
    T* y = call.out<T>();
    std::fill_n(y, call.outputs[0].size(), T{0});
    for (std::int64_t i = 0; i < rows * length; ++i) {
        if (x[i] >= size)
            continue;
        T& count = y[i / length * size + x[i]];
        if (binary) {
            count = T{1};
        } else {
            count = sumOf(count, weighed ? weights[i] : T{1});
        }
    }
}

void countInto(KernelCall& call, std::int64_t rows, bool binary) {
    if (call.outputs[0].dtype() == DType::Int32) {
        countRows<std::int32_t>(call, rows, binary);
    } else {
        countRows<float>(call, rows, binary);
    }
}

} // namespace

void registerSetKernels(Backend& backend) {
    backend.add("Unique", unique);
    backend.add("ListDiff", listDiff);
    backend.add("Bincount", [](KernelCall& call) { countInto(call, 1, false); });
    backend.add("DenseBincount", [](KernelCall& call) {
        const Shape& x = call.input(0).shape();
        countInto(call, x.rank() == 2 ? x[0] : 1, call.attr<bool>("binaryOutput"));
    });
}

} // namespace tp::cpu
