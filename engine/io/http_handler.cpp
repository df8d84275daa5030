#include "engine/io/http_handler.h"

#include "engine/base/error.h"
#include "engine/base/saturated.h"
#include "engine/io/http_request.h"
#include "engine/io/model_json.h"
#include "engine/tensor/memory_limit.h"

#include <algorithm>

namespace tp::io {

namespace {

HttpSettings settingsOf(const IOOptions& options) {
    return {options.headers, options.timeoutSeconds, options.retries, options.stop};
}

/// How many bytes the weights take, as far as model.json tells.
std::uint64_t announcedBytes(const ModelArtifacts& artifacts) {
    std::int64_t sum = 0;
    for (const WeightSpec& spec : artifacts.weightSpecs)
        sum = saturatedSum(sum, static_cast<std::int64_t>(storedBytes(spec).value_or(0)));
    return static_cast<std::uint64_t>(sum);
}

ModelArtifacts loadFrom(const std::string& url, const IOOptions& options) {
    const HttpSettings settings = settingsOf(options);
    Bytes text;
    httpGet(url, settings, std::min(kMostJsonBytes, options.mostBytes), {}, text);
    ModelJson model = parseModelJson(textOf(text), url);
    const std::uint64_t total = announcedBytes(model.artifacts);
    if (total > options.mostBytes) {
        fail(
            Error::Kind::BadFile,
            "%1: %2 bytes of weights are more than the limit of %3",
            url,
            static_cast<std::int64_t>(total),
            static_cast<std::int64_t>(options.mostBytes));
    }
    checkMemory(static_cast<std::int64_t>(total));
    const auto readShard = [&](const std::string& path, std::uint64_t most, Bytes& into) {
        const std::uint64_t before = into.size();
        const auto onBytes = [&](std::uint64_t bytes) {
            const auto fraction = static_cast<double>(before + bytes) / static_cast<double>(total);
            if (options.onProgress && total > 0)
                options.onProgress(std::min(fraction, 1.0));
        };
        const std::uint64_t left = options.mostBytes - std::min(options.mostBytes, before);
        httpGet(
            weightUrl(url, path, options.weightPathPrefix),
            settings,
            std::min(most, left),
            onBytes,
            into);
    };
    readWeights(model, url, readShard);
    if (options.onProgress)
        options.onProgress(1);
    return std::move(model.artifacts);
}

SaveResult
saveTo(const std::string& url, const ModelArtifacts& artifacts, const IOOptions& options) {
    weightOffsets(artifacts.weightSpecs, artifacts.weightData, url);
    std::vector<WeightsGroup> manifest;
    if (!artifacts.weightSpecs.empty()) {
        manifest.push_back(
            shardedGroup(artifacts, {artifacts.weightData}, {"./model.weights.bin"}));
    }
    const std::string text = modelJsonText(artifacts, manifest);
    std::vector<HttpPart> parts = {{"model.json", "application/json", bytesOf(text)}};
    if (!artifacts.weightSpecs.empty()) {
        parts.push_back({"model.weights.bin", "application/octet-stream", artifacts.weightData});
    }
    SaveResult result = saveResultFor(artifacts);
    result.responses.push_back(httpSend(url, settingsOf(options), options.method, parts));
    return result;
}

} // namespace

std::string
weightUrl(std::string_view modelJsonUrl, std::string_view path, std::string_view weightPathPrefix) {
    const std::size_t search = modelJsonUrl.find('?');
    const std::string_view query =
        search == std::string_view::npos ? std::string_view() : modelJsonUrl.substr(search);
    const std::string_view address = modelJsonUrl.substr(0, search);
    const std::string_view folder = address.substr(0, address.rfind('/') + 1);
    return std::string(weightPathPrefix.empty() ? folder : weightPathPrefix) + std::string(path) +
           std::string(query);
}

IOHandler httpHandler(const std::string& url, const IOOptions& options) {
    check(url.find('\0') == std::string::npos, "An address cannot contain a zero byte.");
    check(
        options.method == "POST" || options.method == "PUT",
        "\"%1\": models are sent by POST or PUT, not by %2.",
        url,
        options.method);
    return {
        url,
        [url, options](const ModelArtifacts& artifacts) { return saveTo(url, artifacts, options); },
        [url, options] { return loadFrom(url, options); }};
}

} // namespace tp::io
