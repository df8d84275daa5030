#include "engine/tensor/dtype.h"

#include "engine/base/error.h"

#include <array>

namespace tp {

namespace {

struct DTypeRow {
    std::string_view name;
    std::size_t bytes;
};

// In the order of the enumeration.
constexpr std::array<DTypeRow, 5> kRows{{
    {"float32", sizeof(float)},
    {"int32", sizeof(std::int32_t)},
    {"bool", 1},
    {"complex64", sizeof(std::complex<float>)},
    {"string", sizeof(std::string)},
}};

int upcastRank(DType dtype) {
    switch (dtype) {
    case DType::Bool:
        return 0;
    case DType::Int32:
        return 1;
    case DType::Float32:
        return 2;
    case DType::Complex64:
        return 3;
    case DType::String:
        break;
    }
    return 4;
}

} // namespace

std::string_view dtypeName(DType dtype) {
    return kRows[static_cast<std::size_t>(dtype)].name;
}

DType dtypeFromName(std::string_view name) {
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (kRows[i].name == name)
            return static_cast<DType>(i);
    }
    fail(
        Error::Kind::InvalidArgument,
        "Unknown dtype \"%1\": use float32, int32, bool, complex64 or string.",
        name);
}

std::size_t dtypeBytes(DType dtype) {
    return kRows[static_cast<std::size_t>(dtype)].bytes;
}

DType upcast(DType a, DType b) {
    check(
        (a == DType::String) == (b == DType::String),
        "A %1 tensor cannot be combined with a %2 tensor.",
        a,
        b);
    return upcastRank(a) < upcastRank(b) ? b : a;
}

} // namespace tp
