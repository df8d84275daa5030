#include "engine/ops/fingerprint.h"
#include "engine/ops/regular_expression.h"
#include "engine/ops/string_rules.h"
#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/runtime/backend.h"

#include <algorithm>

namespace tp::reference {

namespace {

const std::string& textAt(const Tensor& x, std::int64_t index) {
    return x.values<std::string>()[static_cast<std::size_t>(index)];
}

/// Pads the row, then joins each window of its words.
void stringNGrams(KernelCall& call) {
    const NGramRule rule(call);
    const auto splits = call.input(1).values<std::int32_t>();
    std::int64_t made = 0;
    for (std::size_t row = 0; row < splits.size(); ++row) {
        store(call.outputs[1], static_cast<std::int64_t>(row), static_cast<double>(made));
        if (call.input(0).size() == 0 || row + 1 == splits.size())
            continue;
        for (const auto& kind : rule.kindsOf(splits[row + 1] - splits[row])) {
            const auto padding = static_cast<std::size_t>(kind.padding);
            std::vector<std::string> words(padding, call.attr<std::string>("leftPad"));
            for (std::int64_t i = splits[row]; i < splits[row + 1]; ++i)
                words.push_back(textAt(call.input(0), i));
            words.insert(words.end(), padding, call.attr<std::string>("rightPad"));
            for (std::int64_t i = 0; i < kind.count; ++i) {
                std::string text = words[static_cast<std::size_t>(i)];
                for (std::int64_t k = i + 1; k < i + kind.width; ++k) {
                    text +=
                        call.attr<std::string>("separator") + words[static_cast<std::size_t>(k)];
                }
                call.out<std::string>(0)[made++] = text;
            }
        }
    }
}

std::vector<std::string> splitText(const std::string& text, const std::string& delimiters) {
    std::vector<std::string> parts;
    if (text.empty())
        return parts;
    if (delimiters.empty()) {
        for (const char byte : text)
            parts.emplace_back(1, byte);
        return parts;
    }
    parts.emplace_back();
    for (const char byte : text) {
        if (delimiters.find(byte) != std::string::npos) {
            parts.emplace_back();
        } else {
            parts.back() += byte;
        }
    }
    return parts;
}

void stringSplit(KernelCall& call) {
    const Tensor& input = call.input(0);
    std::vector<std::string> values;
    std::vector<double> places;
    std::int64_t longest = 0;
    for (std::int64_t row = 0; row < input.size(); ++row) {
        std::int64_t column = 0;
        for (const std::string& part : splitText(textAt(input, row), textAt(call.input(1), 0))) {
            if (part.empty() && call.attr<bool>("skipEmpty"))
                continue;
            values.push_back(part);
            places.push_back(static_cast<double>(row));
            places.push_back(static_cast<double>(column++));
        }
        longest = std::max(longest, column);
    }
    const auto count = static_cast<std::int64_t>(values.size());
    call.outputs = {
        allocateTensor({DType::Int32, {count, 2}}),
        allocateTensor({DType::String, {count}}),
        allocateTensor({DType::Int32, {2}})};
    for (std::int64_t i = 0; i < 2 * count; ++i)
        store(call.outputs[0], i, places[static_cast<std::size_t>(i)]);
    std::copy(values.begin(), values.end(), call.out<std::string>(1));
    store(call.outputs[2], 0, static_cast<double>(input.size()));
    store(call.outputs[2], 1, static_cast<double>(longest));
}

void stringToHashBucketFast(KernelCall& call) {
    const auto buckets = static_cast<std::uint64_t>(call.attr<std::int64_t>("numBuckets"));
    for (std::int64_t i = 0; i < call.input(0).size(); ++i) {
        // The lower 32 bits, also of numbers that int32 cannot hold.
        const std::uint64_t bucket = fingerprint64(textAt(call.input(0), i)) % buckets;
        store(call.outputs[0], i, static_cast<double>(static_cast<std::int32_t>(bucket)));
    }
}

void staticRegexReplace(KernelCall& call) {
    const RegularExpression expression(call.attr<std::string>("pattern"));
    for (std::int64_t i = 0; i < call.input(0).size(); ++i) {
        call.out<std::string>()[i] = expression.replaced(
            textAt(call.input(0), i),
            call.attr<std::string>("rewrite"),
            call.attr<bool>("replaceGlobal"));
    }
}

} // namespace

void registerStringKernels(Backend& backend) {
    backend.add("StaticRegexReplace", staticRegexReplace);
    backend.add("StringNGrams", stringNGrams);
    backend.add("StringSplit", stringSplit);
    backend.add("StringToHashBucketFast", stringToHashBucketFast);
}

} // namespace tp::reference
