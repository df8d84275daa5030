#include "engine/ops/fingerprint.h"

#include <array>
#include <bit>
#include <cstring>
#include <utility>

namespace tp {

namespace {

// FarmHash's primes. All arithmetic is modulo 2^64.
constexpr std::uint64_t kPrime0 = 0xc3a5c85c97cb3127;
constexpr std::uint64_t kPrime1 = 0xb492b66fbe98f273;
constexpr std::uint64_t kPrime2 = 0x9ae16a3b2f90404f;

/// Little-endian on every machine.
template<class T>
T wordAt(const char* bytes) {
    T word = 0;
    for (std::size_t i = sizeof(T); i-- > 0;)
        word = static_cast<T>(word << 8U) | static_cast<unsigned char>(bytes[i]);
    return word;
}

std::uint64_t word64(const char* bytes) {
    return wordAt<std::uint64_t>(bytes);
}

std::uint64_t folded(std::uint64_t value) {
    return value ^ (value >> 47U);
}

/// Two words as one.
std::uint64_t combined(std::uint64_t u, std::uint64_t v, std::uint64_t factor) {
    const std::uint64_t a = folded((u ^ v) * factor);
    return folded((v ^ a) * factor) * factor;
}

using Pair = std::array<std::uint64_t, 2>;

/// 32 bytes and two seeds as two words.
Pair mixed32(const char* bytes, std::uint64_t a, std::uint64_t b) {
    a += word64(bytes);
    b = std::rotr(b + a + word64(bytes + 24), 21);
    const std::uint64_t sum = a + word64(bytes + 8) + word64(bytes + 16);
    return {sum + word64(bytes + 24), b + std::rotr(sum, 44) + a};
}

std::uint64_t upTo16(const char* bytes, std::size_t size) {
    const std::uint64_t factor = kPrime2 + size * 2;
    if (size >= 8) {
        const std::uint64_t a = word64(bytes) + kPrime2;
        const std::uint64_t b = word64(bytes + size - 8);
        return combined(std::rotr(b, 37) * factor + a, (std::rotr(a, 25) + b) * factor, factor);
    }
    if (size >= 4) {
        const std::uint64_t first = wordAt<std::uint32_t>(bytes);
        return combined(size + (first << 3U), wordAt<std::uint32_t>(bytes + size - 4), factor);
    }
    if (size == 0)
        return kPrime2;
    const auto byte = [&](std::size_t i) -> std::uint64_t {
        return static_cast<unsigned char>(bytes[i]);
    };
    const std::uint64_t y = byte(0) + (byte(size / 2) << 8U);
    const std::uint64_t z = size + (byte(size - 1) << 2U);
    return folded(y * kPrime2 ^ z * kPrime0) * kPrime2;
}

std::uint64_t upTo32(const char* bytes, std::size_t size) {
    const std::uint64_t factor = kPrime2 + size * 2;
    const std::uint64_t a = word64(bytes) * kPrime1;
    const std::uint64_t b = word64(bytes + 8);
    const std::uint64_t c = word64(bytes + size - 8) * factor;
    const std::uint64_t d = word64(bytes + size - 16) * kPrime2;
    return combined(
        std::rotr(a + b, 43) + std::rotr(c, 30) + d, a + std::rotr(b + kPrime2, 18) + c, factor);
}

std::uint64_t upTo64(const char* bytes, std::size_t size) {
    const std::uint64_t factor = kPrime2 + size * 2;
    const std::uint64_t a = word64(bytes) * kPrime2;
    const std::uint64_t b = word64(bytes + 8);
    const std::uint64_t c = word64(bytes + size - 8) * factor;
    const std::uint64_t d = word64(bytes + size - 16) * kPrime2;
    const std::uint64_t y = std::rotr(a + b, 43) + std::rotr(c, 30) + d;
    const std::uint64_t z = combined(y, a + std::rotr(b + kPrime2, 18) + c, factor);
    const std::uint64_t e = word64(bytes + 16) * factor;
    const std::uint64_t f = word64(bytes + 24);
    const std::uint64_t g = (y + word64(bytes + size - 32)) * factor;
    const std::uint64_t h = (z + word64(bytes + size - 24)) * factor;
    return combined(
        std::rotr(e + f, 43) + std::rotr(g, 30) + h, e + std::rotr(f + a, 18) + g, factor);
}

/// What is known after so many blocks of 64 bytes.
struct State {
    std::uint64_t x;
    std::uint64_t y;
    std::uint64_t z;
    Pair v = {0, 0};
    Pair w = {0, 0};

    /// Takes in 64 bytes; the last ones count more, by `weight`.
    void add(const char* bytes, std::uint64_t factor, std::uint64_t weight) {
        x = std::rotr(x + y + v[0] + word64(bytes + 8), 37) * factor;
        y = std::rotr(y + v[1] + word64(bytes + 48), 42) * factor;
        x ^= w[1] * weight;
        y += v[0] * weight + word64(bytes + 40);
        z = std::rotr(z + w[0], 33) * factor;
        v = mixed32(bytes, v[1] * factor, x + w[0]);
        w = mixed32(bytes + 32, z + w[1], y + word64(bytes + 16));
        std::swap(z, x);
    }
};

std::uint64_t beyond64(const char* bytes, std::size_t size) {
    constexpr std::uint64_t kSeed = 81;
    State state{};
    state.y = kSeed * kPrime1 + 113;
    state.z = folded(state.y * kPrime2 + 113) * kPrime2;
    state.x = kSeed * kPrime2 + word64(bytes);
    // Whole blocks, but the last one: the last 64 bytes, which may overlap the block before.
    const std::size_t blocks = (size - 1) / 64;
    for (std::size_t i = 0; i < blocks; ++i)
        state.add(bytes + 64 * i, kPrime1, 1);
    const std::uint64_t factor = kPrime1 + ((state.z & 0xffU) << 1U);
    state.w[0] += (size - 1) & 63U;
    state.v[0] += state.w[0];
    state.w[0] += state.v[0];
    state.add(bytes + size - 64, factor, 9);
    return combined(
        combined(state.v[0], state.w[0], factor) + folded(state.y) * kPrime0 + state.z,
        combined(state.v[1], state.w[1], factor) + state.x,
        factor);
}

} // namespace

std::uint64_t fingerprint64(std::string_view bytes) {
    if (bytes.size() <= 16)
        return upTo16(bytes.data(), bytes.size());
    if (bytes.size() <= 32)
        return upTo32(bytes.data(), bytes.size());
    if (bytes.size() <= 64)
        return upTo64(bytes.data(), bytes.size());
    return beyond64(bytes.data(), bytes.size());
}

} // namespace tp
