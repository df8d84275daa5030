#include "engine/models/knn_classifier.h"

#include "engine/base/error.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/linear_algebra.h"
#include "engine/tensor/tidy.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

namespace tp {

namespace {

// The number that a label is, if a JavaScript object would sort it as one.
std::optional<std::uint32_t> numberOf(const std::string& label) {
    std::uint32_t number = 0;
    const char* const end = label.data() + label.size();
    const auto parsed = std::from_chars(label.data(), end, number);
    const bool isWhole = parsed.ec == std::errc() && parsed.ptr == end;
    if (!isWhole || std::to_string(number) != label || number == UINT32_MAX)
        return {};
    return number;
}

bool comesBefore(const std::string& a, const std::string& b) {
    const auto left = numberOf(a);
    const auto right = numberOf(b);
    return left && (!right || *left < *right);
}

Tensor rowOfLengthOne(const Tensor& example) {
    const Tensor row = reshape(cast(example, DType::Float32), {1, example.size()});
    return row / norm(row);
}

std::int64_t countOf(const Tensors& matrices) {
    std::int64_t count = 0;
    for (const Tensor& each : matrices)
        count += each.shape()[0];
    return count;
}

// The places of the largest, the first of equals first. What is not a number is never near.
std::vector<std::int64_t> largest(const std::vector<float>& values, std::size_t count) {
    std::vector<std::int64_t> order(values.size());
    std::iota(order.begin(), order.end(), 0);
    const auto valueAt = [&](std::int64_t place) {
        const float value = values[static_cast<std::size_t>(place)];
        return std::isnan(value) ? -INFINITY : value;
    };
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
        return valueAt(a) > valueAt(b);
    });
    order.resize(count);
    return order;
}

} // namespace

KnnClassifier::Class* KnnClassifier::find(const std::string& label) {
    const auto found = std::find_if(
        m_classes.begin(), m_classes.end(), [&](const Class& each) { return each.label == label; });
    return found == m_classes.end() ? nullptr : &*found;
}

KnnClassifier::Class& KnnClassifier::insert(const std::string& label) {
    const auto place = std::find_if(m_classes.begin(), m_classes.end(), [&](const Class& each) {
        return comesBefore(label, each.label);
    });
    return *m_classes.insert(place, {label, {}});
}

void KnnClassifier::addExample(const Tensor& example, std::int64_t label) {
    addExample(example, std::to_string(label));
}

void KnnClassifier::addExample(const Tensor& example, const std::string& label) {
    check(!example.isNull(), "addExample: the example is a null tensor.");
    check(
        !m_exampleShape || *m_exampleShape == example.shape(),
        "addExample: the example has shape %1, but the first one had %2; all must have the same.",
        example.shape(),
        m_exampleShape.value_or(Shape()));
    check(
        example.size() > 0,
        "addExample: the example has no elements: its shape is %1.",
        example.shape());
    check(
        m_classes.empty() || m_classes.front().rows.front().shape()[1] == example.size(),
        "addExample: the example has %1 elements, but those that are there have %2.",
        example.size(),
        m_classes.empty() ? 0 : m_classes.front().rows.front().shape()[1]);
    const Tensor row = keep(rowOfLengthOne(example));
    m_exampleShape = example.shape();
    m_indices.emplace(label, static_cast<std::int64_t>(m_indices.size()));
    Class* known = find(label);
    (known ? *known : insert(label)).rows.push_back(row);
    m_all = {};
}

Tensor KnnClassifier::examplesOf(const Class& each) {
    return each.rows.size() == 1 ? each.rows.front() : concat(each.rows, 0);
}

KnnClassifier::Prediction KnnClassifier::predictClass(const Tensor& input, std::int64_t k) const {
    check(!input.isNull(), "predictClass: the input is a null tensor.");
    check(k >= 1, "predictClass: k must be 1 or more, but got %1.", k);
    check(
        !m_classes.empty(),
        "predictClass: there are no examples yet: add some first, by addExample().");
    if (m_all.isNull()) {
        Tensors rows;
        for (const Class& each : m_classes)
            rows.insert(rows.end(), each.rows.begin(), each.rows.end());
        m_all = keep(concat(rows, 0));
    }
    check(
        input.size() == m_all.shape()[1],
        "predictClass: the input has %1 elements, but examples have %2.",
        input.size(),
        m_all.shape()[1]);
    const std::vector<float> alike =
        tidy([&] { return matMul(m_all, rowOfLengthOne(input), false, true); }).dataSync<float>();
    const auto count = static_cast<std::int64_t>(alike.size());
    return vote(largest(alike, static_cast<std::size_t>(std::min(k, count))));
}

KnnClassifier::Prediction KnnClassifier::vote(const std::vector<std::int64_t>& nearest) const {
    Prediction result;
    double most = 0;
    std::int64_t begin = 0;
    for (const Class& each : m_classes) {
        const std::int64_t end = begin + countOf(each.rows);
        const auto votes = std::count_if(nearest.begin(), nearest.end(), [&](std::int64_t place) {
            return place >= begin && place < end;
        });
        const double share = static_cast<double>(votes) / static_cast<double>(nearest.size());
        if (share > most) {
            most = share;
            result.label = each.label;
        }
        result.confidences.emplace_back(each.label, share);
        begin = end;
    }
    if (const auto index = m_indices.find(result.label); index != m_indices.end())
        result.classIndex = index->second;
    return result;
}

void KnnClassifier::clearClass(const std::string& label) {
    const Class* known = find(label);
    check(known != nullptr, "clearClass: there is no class \"%1\".", label);
    m_classes.erase(m_classes.begin() + (known - m_classes.data()));
    m_all = {};
}

void KnnClassifier::clearAllClasses() {
    m_classes.clear();
    m_all = {};
}

std::vector<std::pair<std::string, std::int64_t>> KnnClassifier::getClassExampleCount() const {
    std::vector<std::pair<std::string, std::int64_t>> counts;
    for (const Class& each : m_classes)
        counts.emplace_back(each.label, countOf(each.rows));
    return counts;
}

KnnClassifier::Dataset KnnClassifier::getClassifierDataset() const {
    Dataset dataset;
    for (const Class& each : m_classes)
        dataset.emplace_back(each.label, examplesOf(each));
    return dataset;
}

void KnnClassifier::setClassifierDataset(const Dataset& dataset) {
    KnnClassifier fresh;
    for (const auto& [label, examples] : dataset) {
        check(
            !examples.isNull(), "setClassifierDataset: the class \"%1\" has a null tensor.", label);
        check(
            examples.rank() == 2 && examples.size() > 0 && examples.dtype() == DType::Float32,
            "setClassifierDataset: the class \"%1\" must have float32 examples of shape [count, "
            "elements], but has %2 of shape %3.",
            label,
            examples.dtype(),
            examples.shape());
        check(
            fresh.m_classes.empty() ||
                fresh.m_classes.front().rows.front().shape()[1] == examples.shape()[1],
            "setClassifierDataset: all examples must have as many elements, but those of \"%1\" "
            "have %2.",
            label,
            examples.shape()[1]);
        check(!fresh.find(label), "setClassifierDataset: the class \"%1\" was given twice.", label);
        fresh.insert(label).rows.push_back(keep(clone(examples)));
    }
    m_classes = std::move(fresh.m_classes);
    m_all = {};
}

} // namespace tp
