#include "engine/ops/creation.h"

#include "engine/base/error.h"
#include "engine/base/saturated.h"
#include "engine/ops/array.h"
#include "engine/ops/register.h"
#include "engine/ops/rules.h"

#include <algorithm>
#include <cmath>

namespace tp {

namespace {

const Op kFill = {
    .name = "Fill",
    .doc = "A tensor with the same value everywhere.",
    .formula = "y = value",
    .attrs =
        {{"shape", Ints{}}, {"value", 0.0}, {"text", std::string()}, {"dtype", DType::Float32}},
    .infer = [](const OpCall& call) -> Specs {
        const Shape shape(call.attr<Ints>("shape"));
        checkSizes(shape, "fill");
        return {{call.attr<DType>("dtype"), shape}};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

const Op kZerosLike = {
    .name = "ZerosLike",
    .doc = "Zeros in the shape and dtype of a tensor.",
    .formula = "y = 0",
    .inputs = {"x"},
    .infer = sameAsInput,
    .gradient = zeroGradient,
    .saves = Saves::Nothing,
};

const Op kOnesLike = {
    .name = "OnesLike",
    .doc = "Ones in the shape and dtype of a tensor.",
    .formula = "y = 1",
    .inputs = {"x"},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Float32, DType::Int32, DType::Bool, DType::Complex64});
        return sameAsInput(call);
    },
    .gradient = zeroGradient,
    .saves = Saves::Nothing,
};

std::int64_t rangeCount(double start, double stop, double step) {
    // Counting down by ones needs no sign, as in TensorFlow.js.
    if (stop < start && step == 1)
        return saturatedInteger(-std::ceil(stop - start));
    return std::max<std::int64_t>(saturatedInteger(std::ceil((stop - start) / step)), 0);
}

const Op kRange = {
    .name = "Range",
    .doc = "Numbers at a fixed distance, from start up to but without stop.",
    .formula = "y[i] = start + i * step",
    .attrs = {{"start", 0.0}, {"stop", 0.0}, {"step", 1.0}, {"dtype", DType::Float32}},
    .infer = [](const OpCall& call) -> Specs {
        const auto start = call.attr<double>("start");
        const auto stop = call.attr<double>("stop");
        const auto step = call.attr<double>("step");
        const auto dtype = call.attr<DType>("dtype");
        check(
            std::isfinite(start) && std::isfinite(stop) && std::isfinite(step),
            "range: start, stop and step must be finite, but are %1, %2 and %3.",
            start,
            stop,
            step);
        check(step != 0, "range: the step must not be 0.");
        check(
            dtype == DType::Float32 || dtype == DType::Int32,
            "range: the dtype must be float32 or int32, but it is %1.",
            dtype);
        const Shape shape{rangeCount(start, stop, step)};
        checkSizes(shape, "range");
        return {{dtype, shape}};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

const Op kLinSpace = {
    .name = "LinSpace",
    .doc = "Numbers at equal distances, from start to stop inclusive.",
    .formula = "y[i] = start + i * (stop - start) / (num - 1)",
    .attrs = {{"start", 0.0}, {"stop", 0.0}, {"num", std::int64_t{1}}},
    .infer = [](const OpCall& call) -> Specs {
        const auto num = call.attr<std::int64_t>("num");
        check(num > 0, "linspace: at least one number must be asked for, but num is %1.", num);
        checkSizes({num}, "linspace");
        return {{DType::Float32, Shape{num}}};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

Tensor checkRank(Tensor tensor, std::size_t rank, std::string_view where) {
    check(
        tensor.rank() == rank,
        "%1: the values must have %2 axes, but their shape is %3.",
        where,
        rank,
        tensor.shape());
    return tensor;
}

} // namespace

void registerCreationOps() {
    for (const Op* op : {&kFill, &kZerosLike, &kOnesLike, &kRange, &kLinSpace})
        registerOp(*op);
}

TensorData::TensorData() : m_shape{0} {}

TensorData::TensorData(std::initializer_list<std::initializer_list<double>> values) {
    nest(values);
}

void TensorData::begin(Kind kind, const Shape& shape, std::size_t count) {
    m_kind = kind;
    m_shape = shape;
    if (kind == Kind::Text) {
        m_texts.reserve(count);
    } else {
        m_numbers.reserve(count);
    }
}

void TensorData::append(const TensorData& part, bool isFirst, std::size_t count) {
    if (isFirst) {
        Shape shape{static_cast<std::int64_t>(count)};
        for (const std::int64_t size : part.m_shape)
            shape.push_back(size);
        begin(part.m_kind, shape, static_cast<std::size_t>(shape.elementCount()));
    }
    const Shape inner(std::span(m_shape.begin() + 1, m_shape.end()));
    check(
        part.m_shape == inner,
        "tensor: all rows must have the same length, but one has shape %1 and another %2.",
        inner,
        part.m_shape);
    m_numbers.insert(m_numbers.end(), part.m_numbers.begin(), part.m_numbers.end());
    m_texts.insert(m_texts.end(), part.m_texts.begin(), part.m_texts.end());
}

Tensor TensorData::toTensor(const Shape& shape) const {
    switch (m_kind) {
    case Kind::Number:
        break;
    case Kind::Bool:
        return toTensor(shape, DType::Bool);
    case Kind::Text:
        return toTensor(shape, DType::String);
    }
    return toTensor(shape, DType::Float32);
}

Tensor TensorData::toTensor(const Shape& shape, DType dtype) const {
    checkSizes(shape, "tensor");
    const std::size_t count = m_kind == Kind::Text ? m_texts.size() : m_numbers.size();
    check(
        static_cast<std::int64_t>(count) == shape.elementCount(),
        "tensor: %1 values were given, but shape %2 needs %3.",
        count,
        shape,
        shape.elementCount());
    check(
        (m_kind == Kind::Text) == (dtype == DType::String) || count == 0,
        "tensor: texts make string tensors and numbers make numeric ones; %1 was asked for.",
        dtype);
    Tensor made = allocateTensor({dtype, shape});
    std::byte* const memory = made.storage()->host();
    switch (dtype) {
    case DType::Float32:
        std::transform(
            m_numbers.begin(), m_numbers.end(), reinterpret_cast<float*>(memory), [](double v) {
                return static_cast<float>(v);
            });
        break;
    case DType::Int32:
        std::transform(
            m_numbers.begin(),
            m_numbers.end(),
            reinterpret_cast<std::int32_t*>(memory),
            [](double v) { return toInt32(v); });
        break;
    case DType::Bool:
        std::transform(
            m_numbers.begin(),
            m_numbers.end(),
            reinterpret_cast<std::uint8_t*>(memory),
            [](double v) { return static_cast<std::uint8_t>(v != 0); });
        break;
    case DType::Complex64:
        std::transform(
            m_numbers.begin(),
            m_numbers.end(),
            reinterpret_cast<std::complex<float>*>(memory),
            [](double v) { return std::complex<float>(static_cast<float>(v)); });
        break;
    case DType::String:
        std::copy(m_texts.begin(), m_texts.end(), reinterpret_cast<std::string*>(memory));
        break;
    }
    return made;
}

Tensor tensor(const TensorData& values) {
    return values.toTensor(values.shape());
}

Tensor tensor(const TensorData& values, const Shape& shape) {
    return values.toTensor(shape);
}

Tensor tensor(const TensorData& values, const Shape& shape, DType dtype) {
    return values.toTensor(shape, dtype);
}

Tensor tensor1d(const TensorData& values, DType dtype) {
    return checkRank(tensor(values, dtype), 1, "tensor1d");
}

Tensor tensor2d(const TensorData& values, DType dtype) {
    return checkRank(tensor(values, dtype), 2, "tensor2d");
}

Tensor tensor2d(const TensorData& values, const Shape& shape, DType dtype) {
    return checkRank(tensor(values, shape, dtype), 2, "tensor2d");
}

Tensor tensor3d(const TensorData& values, DType dtype) {
    return checkRank(tensor(values, dtype), 3, "tensor3d");
}

Tensor tensor3d(const TensorData& values, const Shape& shape, DType dtype) {
    return checkRank(tensor(values, shape, dtype), 3, "tensor3d");
}

Tensor tensor4d(const TensorData& values, DType dtype) {
    return checkRank(tensor(values, dtype), 4, "tensor4d");
}

Tensor tensor4d(const TensorData& values, const Shape& shape, DType dtype) {
    return checkRank(tensor(values, shape, dtype), 4, "tensor4d");
}

Tensor tensor5d(const TensorData& values, const Shape& shape, DType dtype) {
    return checkRank(tensor(values, shape, dtype), 5, "tensor5d");
}

Tensor tensor6d(const TensorData& values, const Shape& shape, DType dtype) {
    return checkRank(tensor(values, shape, dtype), 6, "tensor6d");
}

template<class T>
Tensor fromBuffer(std::span<const T> elements, const Shape& shape) {
    checkSizes(shape, "fromBuffer");
    check(
        static_cast<std::int64_t>(elements.size()) == shape.elementCount(),
        "fromBuffer: the buffer holds %1 elements, but shape %2 needs %3.",
        elements.size(),
        shape,
        shape.elementCount());
    Tensor made = allocateTensor({dtypeOf<T>(), shape});
    std::copy(elements.begin(), elements.end(), reinterpret_cast<T*>(made.storage()->host()));
    return made;
}

template Tensor fromBuffer(std::span<const float>, const Shape&);
template Tensor fromBuffer(std::span<const std::int32_t>, const Shape&);
template Tensor fromBuffer(std::span<const std::uint8_t>, const Shape&);
template Tensor fromBuffer(std::span<const std::complex<float>>, const Shape&);
template Tensor fromBuffer(std::span<const std::string>, const Shape&);

Tensor scalar(double value) {
    Tensor made = allocateTensor({DType::Float32, {}});
    *reinterpret_cast<float*>(made.storage()->host()) = static_cast<float>(value);
    return made;
}

Tensor scalar(double value, DType dtype) {
    return tensor(TensorData(value), {}, dtype);
}

Tensor scalar(const std::string& text) {
    return tensor(TensorData(text), {});
}

Tensor zeros(const Shape& shape, DType dtype) {
    return fill(shape, 0, dtype);
}

Tensor ones(const Shape& shape, DType dtype) {
    return fill(shape, 1, dtype);
}

Tensor fill(const Shape& shape, double value, DType dtype) {
    return run(kFill, {}, {{"shape", toInts(shape)}, {"value", value}, {"dtype", dtype}});
}

Tensor zerosLike(const Tensor& x) {
    return run(kZerosLike, {x});
}

Tensor onesLike(const Tensor& x) {
    return run(kOnesLike, {x});
}

Tensor range(double start, double stop, double step, DType dtype) {
    return run(kRange, {}, {{"start", start}, {"stop", stop}, {"step", step}, {"dtype", dtype}});
}

Tensor linspace(double start, double stop, std::int64_t num) {
    return run(kLinSpace, {}, {{"start", start}, {"stop", stop}, {"num", num}});
}

Tensors meshgrid(const Tensor& x, const Tensor& y, Indexing indexing) {
    const std::int64_t width = x.size();
    const std::int64_t height = y.size();
    if (indexing == Indexing::IJ) {
        return {
            broadcastTo(reshape(x, {width, 1}), {width, height}),
            broadcastTo(reshape(y, {1, height}), {width, height})};
    }
    return {
        broadcastTo(reshape(x, {1, width}), {height, width}),
        broadcastTo(reshape(y, {height, 1}), {height, width})};
}

Tensor eye(std::int64_t numRows, std::int64_t numColumns, const Shape& batchShape, DType dtype) {
    if (numColumns < 0)
        numColumns = numRows;
    checkSizes({numRows, numColumns}, "eye");
    Shape all = batchShape;
    all.push_back(numRows);
    all.push_back(numColumns);
    const Tensor matrix = allocateTensor({DType::Float32, {numRows, numColumns}});
    auto* const elements = reinterpret_cast<float*>(matrix.storage()->host());
    std::fill_n(elements, numRows * numColumns, 0.0F);
    for (std::int64_t i = 0; i < std::min(numRows, numColumns); ++i)
        elements[i * numColumns + i] = 1;
    return cast(broadcastTo(matrix, all), dtype);
}

} // namespace tp
