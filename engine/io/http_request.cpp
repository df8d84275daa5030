#include "engine/io/http_request.h"

#include "engine/base/error.h"
#include "engine/tensor/memory_limit.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <memory>
#include <new>
#include <thread>

namespace tp::io {

namespace {

constexpr long kMostRedirects = 5;
constexpr std::uint64_t kNoLimit = std::uint64_t{1} << 62;
constexpr std::uint64_t kPackedBytes = 65536; // that a file may have more when it is packed
constexpr std::uint64_t kMostAnswerBytes = std::uint64_t{1} << 20; // of a server's answer to POST
constexpr long kFirstSuccess = 200;
constexpr long kPartialContent = 206;
constexpr long kFirstOther = 300; // than success

struct CurlDeleter {
    void operator()(CURL* curl) const { ::curl_easy_cleanup(curl); }
    void operator()(curl_slist* list) const { ::curl_slist_free_all(list); }
    void operator()(curl_mime* mime) const { ::curl_mime_free(mime); }
};
using Curl = std::unique_ptr<CURL, CurlDeleter>;
using HeaderList = std::unique_ptr<curl_slist, CurlDeleter>;
using Form = std::unique_ptr<curl_mime, CurlDeleter>;

/// What is heard of one answer while it comes in.
struct Answer {
    Answer(Bytes& bytes, std::size_t startOfFile, std::uint64_t mostBytes)
        : into(&bytes)
        , start(startOfFile)
        , resumeAt(bytes.size() - startOfFile)
        , most(mostBytes) {}

    Bytes* into;
    std::size_t start;    // of this file in `into`
    std::size_t resumeAt; // how many of its bytes were there before
    std::uint64_t most;
    const std::function<void(std::uint64_t)>* onBytes = nullptr;
    std::stop_token stop;
    CURL* curl = nullptr;

    bool hasBegun = false;
    bool isTooLarge = false;
    bool isOtherPart = false;
    bool hasNoRoom = false;
    bool isFailure = false; // its status says what is wrong
    bool isCompressed = false;
    std::string version;                           // what the server calls this state of the file
    std::string contentRange;                      // "bytes 10-19/20"
    std::array<char, CURL_ERROR_SIZE> complaint{}; // of libcurl

    std::size_t received() const { return into->size() - start; }
};

long statusOf(CURL* curl) {
    long status = 0;
    ::curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

/// Whether the answer goes on where the file broke off.
bool continues(const Answer& answer) {
    constexpr std::string_view kUnit = "bytes ";
    if (!answer.contentRange.starts_with(kUnit))
        return false;
    const char* const first = answer.contentRange.data() + kUnit.size();
    const char* const last = answer.contentRange.data() + answer.contentRange.size();
    std::size_t from = 0;
    const auto [end, error] = std::from_chars(first, last, from);
    return error == std::errc() && end != last && *end == '-' && from == answer.resumeAt;
}

/// Makes room for more bytes; false if there is no memory for them. It must not throw.
bool makeRoom(Bytes& bytes, std::size_t more) {
    if (bytes.capacity() - bytes.size() >= more)
        return true;
    const std::size_t wanted = std::max(bytes.size() + more, 2 * bytes.capacity());
    const auto size = static_cast<std::int64_t>(wanted);
    if (size > g_harmlessBytes && size > availableMemory())
        return false;
    // A vector can only say it by an exception.
    std::unique_ptr<std::uint8_t[]> probe(new (std::nothrow) std::uint8_t[wanted]);
    if (!probe)
        return false;
    static_cast<volatile std::uint8_t*>(probe.get())[0] = 0; // or the compiler leaves it out
    probe.reset();
    bytes.reserve(wanted);
    return true;
}

// Called by libcurl, through which no exception may fly.

std::size_t onData(char* data, std::size_t size, std::size_t count, void* user) noexcept {
    auto& answer = *static_cast<Answer*>(user);
    const std::size_t bytes = size * count;
    if (!answer.hasBegun) {
        const long status = statusOf(answer.curl);
        if (status >= kFirstOther) {
            answer.isFailure = true; // the text of one is of no use, and may never end
            return 0;
        }
        answer.hasBegun = true;
        if (status == kPartialContent && (answer.isCompressed || !continues(answer))) {
            answer.isOtherPart = true;
            return 0;
        }
        if (status != kPartialContent)
            answer.into->resize(answer.start); // all of it comes again
    }
    if (bytes > answer.most - std::min<std::uint64_t>(answer.most, answer.received())) {
        answer.isTooLarge = true;
        return 0;
    }
    if (!makeRoom(*answer.into, bytes)) {
        answer.hasNoRoom = true;
        return 0;
    }
    answer.into->insert(answer.into->end(), data, data + bytes);
    return bytes;
}

std::size_t onHeader(char* data, std::size_t size, std::size_t count, void* user) noexcept {
    auto& answer = *static_cast<Answer*>(user);
    const std::string_view line(data, size * count);
    if (line.starts_with("HTTP/")) { // another answer, after a redirect
        answer.version.clear();
        answer.contentRange.clear();
        answer.isCompressed = false;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return line.size();
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    std::string_view value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    value = value.substr(0, value.find_last_not_of(" \t\r\n") + 1);
    const bool isStrongTag = name == "etag" && !value.starts_with("W/");
    if (isStrongTag || (name == "last-modified" && answer.version.empty()))
        answer.version = value;
    if (name == "content-range")
        answer.contentRange = value;
    if (name == "content-encoding" && !value.empty() && value != "identity")
        answer.isCompressed = true;
    return line.size();
}

int onProgress(void* user, curl_off_t, curl_off_t bytes, curl_off_t, curl_off_t) noexcept {
    auto& answer = *static_cast<Answer*>(user);
    // What comes with a redirect is passed over, but some have no end.
    if (bytes > static_cast<curl_off_t>(kMostAnswerBytes) && statusOf(answer.curl) >= kFirstOther) {
        answer.isFailure = true;
        return 1;
    }
    if (answer.onBytes && *answer.onBytes)
        (*answer.onBytes)(answer.received());
    return answer.stop.stop_requested() ? 1 : 0;
}

/// Keeps a list of headers, and adds to it.
void addHeader(HeaderList& list, const std::string& line) {
    list.reset(::curl_slist_append(list.release(), line.c_str()));
}

HeaderList headersOf(const HttpSettings& settings) {
    HeaderList list;
    for (const auto& [name, value] : settings.headers) {
        std::string line = name;
        line += ": ";
        line += value;
        check(
            line.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos && !name.empty(),
            "\"%1\" cannot be sent as a header.",
            name);
        addHeader(list, line);
    }
    return list;
}

Curl newCurl(const std::string& url, const HttpSettings& settings, Answer& answer) {
    static const CURLcode kStarted = ::curl_global_init(CURL_GLOBAL_DEFAULT);
    Curl curl(kStarted == CURLE_OK ? ::curl_easy_init() : nullptr);
    if (!curl)
        fail(Error::Kind::Device, "The library for http does not work.");
    constexpr double kMilli = 1000;
    const double seconds = std::clamp(settings.timeoutSeconds, 0.001, 1e6);
    answer.curl = curl.get();
    answer.stop = settings.stop;
    ::curl_easy_setopt(curl.get(), CURLOPT_URL, encodedUrl(url).c_str());
    ::curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    ::curl_easy_setopt(curl.get(), CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    ::curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 1L);
    ::curl_easy_setopt(curl.get(), CURLOPT_MAXREDIRS, kMostRedirects);
    ::curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    ::curl_easy_setopt(curl.get(), CURLOPT_USERAGENT, "tensor-playground");
    ::curl_easy_setopt(curl.get(), CURLOPT_ACCEPT_ENCODING, ""); // all that libcurl can unpack
    ::curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, answer.complaint.data());
    ::curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(seconds * kMilli));
    ::curl_easy_setopt(curl.get(), CURLOPT_LOW_SPEED_LIMIT, 1L);
    ::curl_easy_setopt(curl.get(), CURLOPT_LOW_SPEED_TIME, static_cast<long>(std::ceil(seconds)));
    ::curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, onData);
    ::curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answer);
    ::curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, onHeader);
    ::curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &answer);
    ::curl_easy_setopt(curl.get(), CURLOPT_NOPROGRESS, 0L);
    ::curl_easy_setopt(curl.get(), CURLOPT_XFERINFOFUNCTION, onProgress);
    ::curl_easy_setopt(curl.get(), CURLOPT_XFERINFODATA, &answer);
    return curl;
}

/// Refuses an answer that is no success, whatever came of reading it.
void checkStatus(const std::string& url, CURL* curl) {
    const long status = statusOf(curl);
    if (status < kFirstSuccess || status >= kFirstOther) {
        fail(
            Error::Kind::BadFile,
            "%1: the server answered with status %2",
            url,
            std::int64_t{status});
    }
}

/// What is wrong with the connection rather than with what comes through it.
[[noreturn]] void failForConnection(const std::string& url, const Answer& answer, CURLcode result) {
    constexpr auto kKind = Error::Kind::BadFile;
    const std::string_view heard = answer.complaint.data();
    const std::string complaint(heard.empty() ? ::curl_easy_strerror(result) : heard);
    // HTTP/0.9 is how libcurl understands whatever is no HTTP at all; other versions it names.
    if (result == CURLE_WEIRD_SERVER_REPLY || heard.find("HTTP/0.9") != heard.npos ||
        heard.find("HTTP version") != heard.npos || heard.find("in response") != heard.npos)
        fail(kKind, "%1: what the server answers is no HTTP", url);
    if (result == CURLE_UNSUPPORTED_PROTOCOL)
        fail(kKind, "%1: this leads to an address that is neither http nor https", url);
    if (result == CURLE_TOO_MANY_REDIRECTS) {
        fail(
            kKind, "%1: the server sent us elsewhere more than %2 times", url, int{kMostRedirects});
    }
    if (result == CURLE_PEER_FAILED_VERIFICATION)
        fail(kKind, "%1: the server cannot be trusted: %2", url, complaint);
    if (answer.hasBegun)
        fail(kKind, "%1: the connection broke off: %2", url, complaint);
    fail(kKind, "%1: the server cannot be reached: %2", url, complaint);
}

/// Tells why a request failed for good.
[[noreturn]] void failFor(
    const std::string& url, const HttpSettings& settings, const Answer& answer, CURLcode result) {
    constexpr auto kKind = Error::Kind::BadFile;
    if (answer.isFailure)
        checkStatus(url, answer.curl);
    if (result == CURLE_ABORTED_BY_CALLBACK)
        fail(Error::Kind::Cancelled, "%1: the transfer was stopped", url);
    if (answer.hasNoRoom)
        fail(Error::Kind::Device, "%1: there is not enough memory for what the server sends", url);
    if (answer.isTooLarge || result == CURLE_FILESIZE_EXCEEDED) {
        fail(
            kKind,
            "%1: the server sends more than the %2 bytes that are expected",
            url,
            static_cast<std::int64_t>(answer.most));
    }
    if (answer.isOtherPart)
        fail(kKind, "%1: the server sent another part of the file than was asked for", url);
    if (result == CURLE_BAD_CONTENT_ENCODING || result == CURLE_WRITE_ERROR)
        fail(kKind, "%1: what the server sends cannot be unpacked", url);
    if (result == CURLE_OPERATION_TIMEDOUT)
        fail(kKind, "%1: the server did not answer for %2 seconds", url, settings.timeoutSeconds);
    failForConnection(url, answer, result);
}

/// Whether a connection broke in a way that a second one may not.
bool isInterruption(CURLcode result, const Answer& answer) {
    switch (result) {
    case CURLE_OPERATION_TIMEDOUT:
        return answer.hasBegun || answer.resumeAt > 0;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
        return answer.resumeAt > 0; // it was there a moment ago
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return !answer.isFailure;
    default:
        return false;
    }
}

void pauseBefore(int attempt, const std::stop_token& stop) {
    constexpr auto kStep = std::chrono::milliseconds(50);
    for (int i = 0; i < (1 << std::min(attempt, 6)) && !stop.stop_requested(); ++i)
        std::this_thread::sleep_for(kStep);
}

bool isUnreserved(char c) {
    constexpr std::string_view kOthers = "-._~:/?@!$&'()*+,;=%[]";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kOthers.find(c) != std::string_view::npos;
}

} // namespace

void httpGet(
    const std::string& url,
    const HttpSettings& settings,
    std::uint64_t most,
    const std::function<void(std::uint64_t bytes)>& onBytes,
    Bytes& into) {
    const std::size_t start = into.size();
    std::string version; // of the bytes that are there already
    for (int attempt = 0;; ++attempt) {
        if (version.empty())
            into.resize(start); // who knows whether the rest would be of the same file
        Answer answer(into, start, most);
        answer.onBytes = &onBytes;
        const Curl curl = newCurl(url, settings, answer);
        HeaderList headers = headersOf(settings);
        if (answer.resumeAt > 0) {
            addHeader(headers, "If-Range: " + version);
            addHeader(headers, "Accept-Encoding: identity"); // a part of it packed is of no use
            const std::string range = std::to_string(answer.resumeAt) + "-";
            ::curl_easy_setopt(curl.get(), CURLOPT_RANGE, range.c_str());
        }
        ::curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
        // Small files become larger by packing them; what is unpacked is counted byte by byte.
        const std::uint64_t mostPacked = std::min(most, kNoLimit) + kPackedBytes;
        ::curl_easy_setopt(
            curl.get(), CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(mostPacked));
        const CURLcode result = ::curl_easy_perform(curl.get());
        if (result == CURLE_OK) {
            checkStatus(url, curl.get());
            if (!answer.hasBegun && statusOf(curl.get()) != kPartialContent)
                into.resize(start); // it has become an empty file
            return;
        }
        if (!isInterruption(result, answer) || attempt >= settings.retries)
            failFor(url, settings, answer, result);
        version = answer.isCompressed ? "" : answer.version;
        pauseBefore(attempt, settings.stop);
    }
}

std::string httpSend(
    const std::string& url,
    const HttpSettings& settings,
    const std::string& method,
    const std::vector<HttpPart>& parts) {
    Bytes text;
    Answer answer(text, 0, kMostAnswerBytes);
    const Curl curl = newCurl(url, settings, answer);
    const HeaderList headers = headersOf(settings);
    ::curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    const Form form(::curl_mime_init(curl.get()));
    for (const HttpPart& part : parts) {
        curl_mimepart* const place = ::curl_mime_addpart(form.get());
        ::curl_mime_name(place, part.name.c_str());
        ::curl_mime_filename(place, part.name.c_str());
        ::curl_mime_type(place, part.mimeType.c_str());
        const std::string_view content = textOf(part.content);
        ::curl_mime_data(place, content.empty() ? "" : content.data(), content.size());
    }
    ::curl_easy_setopt(curl.get(), CURLOPT_MIMEPOST, form.get());
    // Who has moved gets the form as well, not an empty request that looks like success. After 303
    // the answer lies elsewhere: one asks for it.
    const bool isPost = method == "POST";
    if (!isPost)
        ::curl_easy_setopt(curl.get(), CURLOPT_CUSTOMREQUEST, method.c_str());
    constexpr long kMoved = CURL_REDIR_POST_301 | CURL_REDIR_POST_302;
    ::curl_easy_setopt(curl.get(), CURLOPT_POSTREDIR, isPost ? kMoved : long{CURL_REDIR_POST_ALL});
    const CURLcode result = ::curl_easy_perform(curl.get());
    if (result != CURLE_OK)
        failFor(url, settings, answer, result);
    checkStatus(url, curl.get());
    return std::string(textOf(text));
}

std::string encodedUrl(std::string_view url) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : url) {
        if (isUnreserved(c)) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<std::uint8_t>(c);
        encoded += '%';
        encoded += kDigits[byte >> 4U];
        encoded += kDigits[byte & 15U];
    }
    return encoded;
}

} // namespace tp::io
