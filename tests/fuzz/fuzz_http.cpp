// Loads models from a server whose answers were right once, and saves to it.
#include "engine/base/error.h"
#include "engine/io/io_handler.h"
#include "engine/io/model_json.h"
#include "engine/ops/creation.h"
#include "tests/fuzz/reader.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace {

using namespace tp;
using test::Dice;

/// Answers each connection with the next of the texts that it was given, whatever is asked, and the
/// last of them for ever. Also the proxy for all other addresses, so that nobody else is asked.
class Server {
public:
    Server() : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof(address);
        auto* const place = reinterpret_cast<sockaddr*>(&address);
        constexpr int kMostWaiting = 16;
        if (::bind(m_socket, place, length) != 0 || ::listen(m_socket, kMostWaiting) != 0 ||
            ::getsockname(m_socket, place, &length) != 0)
            throw std::runtime_error("no server can be started");
        m_url = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
        for (const char* const name : {"http_proxy", "https_proxy", "HTTPS_PROXY"})
            ::setenv(name, m_url.c_str(), 1);
        std::thread([this] { serve(); }).detach();
    }

    std::string url() const { return m_url + "/model.json"; }

    void answerWith(std::deque<std::string> answers) {
        const std::lock_guard lock(m_mutex);
        m_answers = std::move(answers);
    }

private:
    std::string nextAnswer() {
        const std::lock_guard lock(m_mutex);
        std::string answer = m_answers.empty() ? "" : m_answers.front();
        if (m_answers.size() > 1)
            m_answers.pop_front();
        return answer;
    }

    [[noreturn]] void serve() {
        for (;;) {
            const int client = ::accept4(m_socket, nullptr, nullptr, SOCK_CLOEXEC);
            std::array<char, 65536> asked{};
            if (::recv(client, asked.data(), asked.size(), 0) > 0) {
                const std::string answer = nextAnswer();
                const auto sent = ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
                static_cast<void>(sent);
            }
            ::shutdown(client, SHUT_WR);
            while (::recv(client, asked.data(), asked.size(), 0) > 0) {
            }
            ::close(client);
        }
    }

    int m_socket;
    std::string m_url;
    std::mutex m_mutex;
    std::deque<std::string> m_answers;
};

std::string hexadecimal(std::size_t number) {
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), number, 16).ptr;
    return {digits.begin(), end};
}

/// A body in one of the ways that servers send it.
std::string answerOf(const std::string& body, Dice& dice) {
    const std::string start = "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\n";
    const std::string length = "Content-Length: " + std::to_string(body.size()) + "\r\n";
    switch (dice.below(5)) {
    case 0:
        return start + "\r\n" + body;
    case 1: {
        const std::size_t half = body.size() / 2;
        return start + "Transfer-Encoding: chunked\r\n\r\n" + hexadecimal(half) + "\r\n" +
               body.substr(0, half) + "\r\n" + hexadecimal(body.size() - half) + ";x=y\r\n" +
               body.substr(half) + "\r\n0\r\nTrailer: 1\r\n\r\n";
    }
    case 2: { // one block of deflate that is stored as it is
        std::string packed = "\x78\x01\x01";
        for (const std::size_t number : {body.size(), ~body.size()}) {
            packed += static_cast<char>(number & 0xFFU);
            packed += static_cast<char>((number >> 8U) & 0xFFU);
        }
        return start + "Content-Encoding: deflate\r\n\r\n" + packed + body;
    }
    case 3:
        return "HTTP/1.1 206 Part\r\nContent-Range: bytes 0-" + std::to_string(body.size() - 1) +
               "/" + std::to_string(body.size()) + "\r\n" + length + "\r\n" + body;
    default:
        return start + length + "Connection: close\r\n\r\n" + body;
    }
}

const std::vector<std::string> kWords = {
    "HTTP/1.1 100 Continue\r\n\r\n",
    "HTTP/1.1 302 x\r\nLocation: /x\r\n\r\n",
    "HTTP/1.1 307 x\r\nLocation: https://example.invalid/\r\n\r\n",
    "HTTP/2 200\r\n",
    "Content-Length: 0\r\n",
    "Content-Length: -1\r\n",
    "Content-Length: 18446744073709551616\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Content-Encoding: gzip\r\n",
    "Content-Encoding: br\r\n",
    "Content-Encoding: zstd, deflate\r\n",
    "Content-Range: bytes 3-9/10\r\n",
    "Content-Range: bytes 99999999999999999999-/*\r\n",
    "Content-Range: bytes */0\r\n",
    "Location: file:///etc/passwd\r\n",
    "Location: //[::1\r\n",
    "ETag: W/\"x\"\r\n",
    "Set-Cookie: a=b\r\n",
    "\r\n",
    "\r\n\r\n",
    "\n",
    ":",
    "ffffffffffffffff\r\n",
    "206",
    "404",
    "0\r\n\r\n"};

io::ModelArtifacts sampleModel() {
    io::ModelArtifacts model;
    model.modelTopology = Json::Object{{"class_name", "Sequential"}, {"config", Json::List{1}}};
    model.format = "layers-model";
    const std::vector<std::string> texts = {"a", "longer text"};
    io::addWeights(
        model,
        io::encodeWeights(
            {{"f", fromBuffer(std::vector<float>{1, -2, 3, 0.5F, 6, 7}, {2, 3})},
             {"s", fromBuffer(texts, {2})}}));
    return model;
}

void check(bool isSame) {
    test::mustHold(isSame, "what was not damaged arrives as it was sent");
}

} // namespace

int main(int argc, char** argv) {
    const io::ModelArtifacts model = sampleModel();
    io::ModelArtifacts plain = model; // of known size
    plain.weightSpecs.pop_back();
    plain.weightData.resize(24);
    return test::fuzzReader({argv + 1, argv + argc}, [&](Dice& dice) {
        static Server server; // one for each process
        const io::ModelArtifacts& sent = dice.chance(0.5) ? model : plain;
        const std::string json =
            modelJsonText(sent, {shardedGroup(sent, {sent.weightData}, {"w.bin"})});
        const std::string weights(io::textOf(sent.weightData));
        std::string first = answerOf(json, dice);
        std::string second = answerOf(weights, dice);
        const bool isDamaged = dice.chance(0.95);
        if (isDamaged)
            test::mutateBytes(dice.chance(0.5) ? first : second, first, kWords, dice);
        if (isDamaged && dice.chance(0.2))
            test::mutateBytes(second, first, kWords, dice);
        server.answerWith({first, second});
        io::IOOptions options;
        options.timeoutSeconds = 1;
        options.retries = dice.chance(0.01) ? 1 : 0; // it pauses before
        options.mostBytes = 4096;
        const io::IOHandler handler = io::ioHandlerFor(server.url(), options);
        if (dice.chance(0.1)) {
            handler.save(sent);
            return;
        }
        const io::ModelArtifacts read = handler.load();
        check(
            isDamaged ||
            (read.weightData == sent.weightData && membersOf(read) == membersOf(sent)));
    });
}
