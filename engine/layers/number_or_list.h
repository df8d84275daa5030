#pragma once

#include "engine/keras/layer_config.h"

#include <initializer_list>
#include <vector>

namespace tp {

/// A setting that is one number or several, and is written to files as it was given.
///
///     layers::softmax({.axis = -1})
///     layers::dot({.axes = {1, 2}})
class NumberOrList {
public:
    NumberOrList() : NumberOrList(0) {}
    NumberOrList(std::int64_t number) // NOLINT(google-explicit-constructor): a number as it is
        : m_numbers({number}) {}
    NumberOrList(std::initializer_list<std::int64_t> numbers)
        : m_numbers(numbers)
        , m_isList(true) {}
    explicit NumberOrList(std::vector<std::int64_t> numbers)
        : m_numbers(std::move(numbers))
        , m_isList(true) {}

    const std::vector<std::int64_t>& numbers() const { return m_numbers; }
    bool isList() const { return m_isList; }

private:
    std::vector<std::int64_t> m_numbers;
    bool m_isList = false;
};

inline Json settingToJson(const NumberOrList& value) {
    return value.isList() ? settingToJson(value.numbers()) : Json(value.numbers().front());
}

inline void settingFromJson(const JsonReader& json, NumberOrList& value) {
    if (json.value().isNumber()) {
        value = NumberOrList(json.integer());
        return;
    }
    std::vector<std::int64_t> numbers;
    settingFromJson(json, numbers);
    value = NumberOrList(std::move(numbers));
}

} // namespace tp
