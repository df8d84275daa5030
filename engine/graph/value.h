#pragma once

#include "engine/graph/graph.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

namespace tp::graph {

// What flows between nodes.

/// Tensors in a row. A value as a tensor is: nodes that change it make a new one.
struct TensorList {
    DType dtype = DType::Float32;
    PartialShape elementShape;
    Tensors elements; ///< null handles where nothing was set
};

/// Tensors in a row that nodes write into, each element once.
struct TensorArray {
    std::string name;
    DType dtype = DType::Float32;
    PartialShape elementShape;
    bool grows = false;
    Tensors elements; ///< null handles where nothing was written
};

/// Keys with a value each, filled when the model is loaded.
class HashTable {
public:
    HashTable(std::string name, DType keys, DType values)
        : m_name(std::move(name))
        , m_keyDType(keys)
        , m_valueDType(values) {}

    /// Sets the values of keys, in one tensor each. Throws InvalidArgument unless there are as many
    /// of one as of the other, of the table's dtypes.
    void insert(const Tensor& keys, const Tensor& values);

    /// The values of keys, in their shape; `missing`, a scalar, for keys that are not there.
    Tensor find(const Tensor& keys, const Tensor& missing) const;

    std::size_t size() const;

private:
    using Key = std::variant<double, std::string>;
    Key keyAt(const Tensor& keys, std::size_t index) const;

    std::string m_name;
    DType m_keyDType;
    DType m_valueDType;
    mutable std::mutex m_mutex;
    std::map<Key, std::variant<double, std::string>> m_values;
};

/// One value; monostate where there is none, since a branch was not taken.
using Value = std::variant<
    std::monostate,
    Tensor,
    std::shared_ptr<const TensorList>,
    std::shared_ptr<TensorArray>,
    std::shared_ptr<HashTable>>;

/// All outputs of a node.
using Values = std::vector<Value>;

inline bool isDead(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

} // namespace tp::graph
