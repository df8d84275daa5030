#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"
#include "engine/ops/fingerprint.h"
#include "engine/ops/regular_expression.h"
#include "engine/ops/string_rules.h"

#include <algorithm>

namespace tp::cpu {

namespace {

/// What an n-gram is made of.
struct NGramParts {
    const std::string* words;
    std::int64_t length;
    std::int64_t padding;
    const std::string& leftPad;
    const std::string& rightPad;
    const std::string& separator;

    /// The word at a place of the row, counted from the first pad on.
    const std::string& at(std::int64_t place) const {
        place -= padding;
        return place < 0 ? leftPad : place < length ? words[place] : rightPad;
    }

    std::string joined(std::int64_t begin, std::int64_t width) const {
        std::size_t size = separator.size() * static_cast<std::size_t>(width - 1);
        for (std::int64_t i = begin; i < begin + width; ++i)
            size += at(i).size();
        std::string text;
        text.reserve(size);
        for (std::int64_t i = begin; i < begin + width; ++i) {
            if (i > begin)
                text += separator;
            text += at(i);
        }
        return text;
    }
};

void stringNGrams(KernelCall& call) {
    const NGramRule rule(call);
    const auto splits = call.input(1).values<std::int32_t>();
    const auto* words = call.in<std::string>(0);
    auto* y = call.out<std::string>(0);
    auto* newSplits = call.out<std::int32_t>(1);
    std::fill_n(newSplits, splits.size(), 0);
    if (call.input(0).size() == 0)
        return;
    for (std::size_t row = 0; row + 1 < splits.size(); ++row) {
        const std::int64_t length = splits[row + 1] - splits[row];
        newSplits[row + 1] = newSplits[row];
        for (const auto& kind : rule.kindsOf(length)) {
            const NGramParts parts{
                words + splits[row],
                length,
                kind.padding,
                call.attr<std::string>("leftPad"),
                call.attr<std::string>("rightPad"),
                call.attr<std::string>("separator")};
            for (std::int64_t i = 0; i < kind.count; ++i)
                *y++ = parts.joined(i, kind.width);
            newSplits[row + 1] += static_cast<std::int32_t>(kind.count);
        }
    }
}

void splitText(
    const std::string& text,
    const std::string& delimiters,
    bool skipEmpty,
    std::vector<std::string_view>& parts) {
    const std::string_view all = text;
    if (all.empty())
        return;
    for (std::size_t begin = 0; begin <= all.size();) {
        std::size_t end = delimiters.empty() ? begin + 1 : all.find_first_of(delimiters, begin);
        if (delimiters.empty() && begin == all.size())
            return;
        end = std::min(end, all.size());
        if (end > begin || !skipEmpty)
            parts.push_back(all.substr(begin, end - begin));
        begin = delimiters.empty() ? end : end + 1;
    }
}

void stringSplit(KernelCall& call) {
    const std::int64_t texts = call.input(0).size();
    const auto* input = call.in<std::string>(0);
    const bool skipEmpty = call.attr<bool>("skipEmpty");
    std::vector<std::string_view> parts;
    std::vector<std::int32_t> places;
    std::int64_t longest = 0;
    for (std::int64_t row = 0; row < texts; ++row) {
        const std::size_t first = parts.size();
        splitText(input[row], *call.in<std::string>(1), skipEmpty, parts);
        const auto count = static_cast<std::int64_t>(parts.size() - first);
        for (std::int64_t i = 0; i < count; ++i) {
            places.push_back(static_cast<std::int32_t>(row));
            places.push_back(static_cast<std::int32_t>(i));
        }
        longest = std::max(longest, count);
    }
    const auto count = static_cast<std::int64_t>(parts.size());
    call.outputs = {
        allocateTensor({DType::Int32, {count, 2}}),
        allocateTensor({DType::String, {count}}),
        allocateTensor({DType::Int32, {2}})};
    std::copy(places.begin(), places.end(), call.out<std::int32_t>(0));
    std::copy(parts.begin(), parts.end(), call.out<std::string>(1));
    call.out<std::int32_t>(2)[0] = static_cast<std::int32_t>(texts);
    call.out<std::int32_t>(2)[1] = static_cast<std::int32_t>(longest);
}

void stringToHashBucketFast(KernelCall& call) {
    const auto buckets = static_cast<std::uint64_t>(call.attr<std::int64_t>("numBuckets"));
    const auto* x = call.in<std::string>(0);
    auto* y = call.out<std::int32_t>();
    constexpr std::int64_t kTextsPerThread = 1 << 12;
    parallelFor(call.input(0).size(), kTextsPerThread, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            y[i] = static_cast<std::int32_t>(fingerprint64(x[i]) % buckets);
    });
}

void staticRegexReplace(KernelCall& call) {
    const RegularExpression expression(call.attr<std::string>("pattern"));
    const auto& rewrite = call.attr<std::string>("rewrite");
    const bool everywhere = call.attr<bool>("replaceGlobal");
    const auto* x = call.in<std::string>(0);
    std::transform(
        x, x + call.input(0).size(), call.out<std::string>(), [&](const std::string& text) {
            return expression.replaced(text, rewrite, everywhere);
        });
}

} // namespace

void registerStringKernels(Backend& backend) {
    backend.add("StaticRegexReplace", staticRegexReplace);
    backend.add("StringNGrams", stringNGrams);
    backend.add("StringSplit", stringSplit);
    backend.add("StringToHashBucketFast", stringToHashBucketFast);
}

} // namespace tp::cpu
