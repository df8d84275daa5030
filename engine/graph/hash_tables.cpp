#include "engine/graph/computes.h"
#include "engine/ops/creation.h"

namespace tp::graph {

namespace {

HashTable& tableOf(const Call& call) {
    const auto* table = std::get_if<std::shared_ptr<HashTable>>(&call.value(0));
    if (!table)
        call.refuseNode("its first input must be a table.");
    return **table;
}

double numberAt(const Tensor& tensor, std::size_t index) {
    switch (tensor.dtype()) {
    case DType::Float32:
        return static_cast<double>(tensor.values<float>()[index]);
    case DType::Bool:
        return tensor.values<std::uint8_t>()[index];
    default:
        return tensor.values<std::int32_t>()[index];
    }
}

void setNumber(const Tensor& tensor, std::size_t index, double value) {
    std::byte* const memory = tensor.storage()->host();
    switch (tensor.dtype()) {
    case DType::Float32:
        reinterpret_cast<float*>(memory)[index] = static_cast<float>(value);
        break;
    case DType::Bool:
        reinterpret_cast<std::uint8_t*>(memory)[index] = value != 0 ? 1 : 0;
        break;
    default:
        reinterpret_cast<std::int32_t*>(memory)[index] = static_cast<std::int32_t>(value);
    }
}

} // namespace

HashTable::Key HashTable::keyAt(const Tensor& keys, std::size_t index) const {
    if (keys.dtype() == DType::String)
        return keys.values<std::string>()[index];
    return numberAt(keys, index);
}

void HashTable::insert(const Tensor& keys, const Tensor& values) {
    check(
        keys.dtype() == m_keyDType && values.dtype() == m_valueDType,
        "The table \"%1\" has keys of %2 and values of %3, but %4 and %5 were given.",
        m_name,
        m_keyDType,
        m_valueDType,
        keys.dtype(),
        values.dtype());
    check(
        keys.size() == values.size(),
        "The table \"%1\" was given %2 keys, but %3 values.",
        m_name,
        keys.size(),
        values.size());
    const std::lock_guard lock(m_mutex);
    for (std::size_t i = 0; i < static_cast<std::size_t>(keys.size()); ++i)
        m_values[keyAt(keys, i)] = keyAt(values, i);
}

Tensor HashTable::find(const Tensor& keys, const Tensor& missing) const {
    check(
        keys.dtype() == m_keyDType && missing.dtype() == m_valueDType && missing.size() == 1,
        "The table \"%1\" has keys of %2 and values of %3, but %4 and %5 were asked for.",
        m_name,
        m_keyDType,
        m_valueDType,
        keys.dtype(),
        missing.dtype());
    Tensor found = allocateTensor({m_valueDType, keys.shape()});
    const auto otherwise = keyAt(missing, 0);
    const std::lock_guard lock(m_mutex);
    for (std::size_t i = 0; i < static_cast<std::size_t>(keys.size()); ++i) {
        const auto place = m_values.find(keyAt(keys, i));
        const auto& value = place == m_values.end() ? otherwise : place->second;
        if (m_valueDType == DType::String) {
            reinterpret_cast<std::string*>(found.storage()->host())[i] =
                std::get<std::string>(value);
        } else {
            setNumber(found, i, std::get<double>(value));
        }
    }
    return found;
}

std::size_t HashTable::size() const {
    const std::lock_guard lock(m_mutex);
    return m_values.size();
}

// The same table may be a node of the graph and one of the part that fills it.
Values hashTable(const Call& call) {
    const Node& node = call.node();
    std::string name = textAttr(node, "shared_name");
    if (name.empty())
        name = node.name;
    const DType keys = dtypeAttr(node, "key_dtype", DType::String);
    const DType values = dtypeAttr(node, "value_dtype");
    if (keys == DType::Complex64 || values == DType::Complex64)
        call.refuseNode("tables of complex numbers are not supported.");
    return {call.context().tables().table(name, keys, values)};
}

Values tableImport(const Call& call) {
    tableOf(call).insert(call.tensor(1), call.tensor(2));
    return {};
}

Values tableFind(const Call& call) {
    return {tableOf(call).find(call.tensor(1), call.tensor(2))};
}

Values tableSize(const Call& call) {
    return {scalar(static_cast<double>(tableOf(call).size()), DType::Int32)};
}

} // namespace tp::graph
