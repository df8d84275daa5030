#pragma once

#include "engine/io/http_request.h"

#include <string>

namespace tp::io {

/// What lies at an address, behind a "+" that was there before.
inline Bytes get(const std::string& url, std::uint64_t most = 1 << 24, HttpSettings settings = {}) {
    Bytes bytes = {'+'}; // others' bytes before it must stay
    settings.timeoutSeconds = 1;
    httpGet(url, settings, most, {}, bytes);
    return bytes;
}

inline std::string textAt(const std::string& url) {
    return std::string(textOf(get(url)));
}

/// More than a server sends at a time.
inline const std::string kLong = [] {
    std::string text;
    for (int i = 0; i < 50'000; ++i)
        text += std::to_string(i) + ' ';
    return text;
}();

} // namespace tp::io
