#pragma once

#include "engine/io/bytes.h"

#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace tp::io {

// What one asks of a server. Only http and https are spoken, also where a server sends us
// elsewhere, which it may do five times.

/// How all requests of one job are made.
struct HttpSettings {
    std::map<std::string, std::string> headers; ///< sent with each
    double timeoutSeconds = 30; ///< for a connection, and for every pause within an answer
    int retries = 3;            ///< how often a download that broke off is taken up again
    std::stop_token stop;       ///< ends it with Cancelled
};

/// Appends what lies at an address to `into`. `onBytes`, which may be null, hears how much is there
/// so far.
///
/// Where a connection breaks, the rest is fetched, if the server can do that and what it has is
/// still the same; else all again. What comes packed (gzip) is unpacked, and `most` counts the
/// bytes after that. Throws BadFile, in one sentence that names the address, for an unreachable
/// server, an answer that is no success, more than `most` bytes, a time-out.
void httpGet(
    const std::string& url,
    const HttpSettings& settings,
    std::uint64_t most,
    const std::function<void(std::uint64_t bytes)>& onBytes,
    Bytes& into);

/// A file within a form.
struct HttpPart {
    std::string name; ///< of the field and of the file
    std::string mimeType;
    ByteView content;
};

/// Sends files as multipart/form-data, by `method`, and returns the answer's text; a server that
/// has moved gets them where it is now. Throws BadFile as httpGet() does.
std::string httpSend(
    const std::string& url,
    const HttpSettings& settings,
    const std::string& method,
    const std::vector<HttpPart>& parts);

/// An address with everything encoded that cannot stand in one: "ä b" as "%C3%A4%20b". What is
/// encoded already stays.
std::string encodedUrl(std::string_view url);

} // namespace tp::io
