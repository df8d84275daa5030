#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace tp::test {

struct ServerRequest {
    std::string method;
    std::string target;                         // "/model.json?x"
    std::map<std::string, std::string> headers; // names in small letters
    std::string body;
};

/// What to answer, or how to misbehave.
struct ServerAnswer {
    int status = 200;
    std::string body;
    std::map<std::string, std::string> headers = {};
    std::size_t cutAfter = std::string::npos; // closes the connection after that many bytes of body
    bool neverEnds = false;                   // sends head and body, then nothing more
    bool isEndless = false;                   // sends bytes, in chunks, until nobody listens
    bool hasLength = true;
    bool isRaw = false; // sends the body alone, which may be no HTTP
};

/// A server of a few lines for one connection after the other, on this computer only.
class TinyServer {
public:
    using Handler = std::function<ServerAnswer(const ServerRequest&)>;

    explicit TinyServer(Handler handler) : m_handler(std::move(handler)) {
        m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_isListening =
            ::bind(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0 &&
            ::listen(m_socket, 8) == 0;
        socklen_t length = sizeof(address);
        ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &length);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }

    ~TinyServer() {
        m_ends = true;
        m_thread.join();
        ::close(m_socket);
    }

    bool isListening() const { return m_isListening; }

    std::string url(const std::string& target) const {
        return "http://127.0.0.1:" + std::to_string(m_port) + target;
    }

    std::vector<ServerRequest> requests() {
        const std::lock_guard lock(m_mutex);
        return m_requests;
    }

private:
    /// Whether something can be read, or false when it is time to end.
    bool waitFor(int socket) {
        while (!m_ends) {
            pollfd poll{socket, POLLIN, 0};
            if (::poll(&poll, 1, 20) > 0)
                return true;
        }
        return false;
    }

    void serve() {
        while (waitFor(m_socket)) {
            const int client = ::accept(m_socket, nullptr, nullptr);
            answer(client);
            ::close(client);
        }
    }

    bool receive(int client, std::string& into) {
        char buffer[65536];
        if (!waitFor(client))
            return false;
        const ssize_t count = ::recv(client, buffer, sizeof(buffer), 0);
        if (count <= 0)
            return false;
        into.append(buffer, static_cast<std::size_t>(count));
        return true;
    }

    static bool send(int client, std::string_view text) {
        while (!text.empty()) {
            const ssize_t count = ::send(client, text.data(), text.size(), MSG_NOSIGNAL);
            if (count <= 0)
                return false;
            text.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }

    static ServerRequest parse(const std::string& head) {
        ServerRequest request;
        request.method = head.substr(0, head.find(' '));
        const std::size_t target = request.method.size() + 1;
        request.target = head.substr(target, head.find(' ', target) - target);
        std::size_t line = head.find("\r\n");
        while (line != std::string::npos && line + 2 < head.size()) {
            const std::size_t begin = line + 2;
            line = head.find("\r\n", begin);
            const std::string text = head.substr(begin, line - begin);
            const std::size_t colon = text.find(": ");
            if (colon == std::string::npos)
                continue;
            std::string name = text.substr(0, colon);
            for (char& c : name)
                c = static_cast<char>(std::tolower(c));
            request.headers[name] = text.substr(colon + 2);
        }
        return request;
    }

    void answer(int client) {
        std::string received;
        while (received.find("\r\n\r\n") == std::string::npos) {
            if (!receive(client, received))
                return;
        }
        const std::size_t end = received.find("\r\n\r\n");
        ServerRequest request = parse(received.substr(0, end));
        request.body = received.substr(end + 4);
        if (request.headers["expect"] == "100-continue")
            send(client, "HTTP/1.1 100 Continue\r\n\r\n");
        const std::string length = request.headers["content-length"];
        while (!length.empty() && request.body.size() < std::stoul(length)) {
            if (!receive(client, request.body))
                return;
        }
        {
            const std::lock_guard lock(m_mutex);
            m_requests.push_back(request);
        }
        const ServerAnswer answer = m_handler(request);
        if (answer.isRaw) {
            send(client, answer.body);
            return;
        }
        std::string head = "HTTP/1.1 " + std::to_string(answer.status) + " x\r\n";
        head += answer.isEndless ? "Transfer-Encoding: chunked\r\n" : "Connection: close\r\n";
        for (const auto& [name, value] : answer.headers)
            head.append(name).append(": ").append(value).append("\r\n");
        if (answer.hasLength && !answer.isEndless)
            head += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n";
        send(client, head + "\r\n");
        const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
        while (answer.isEndless && !m_ends && send(client, chunk)) {
        }
        send(client, std::string_view(answer.body).substr(0, answer.cutAfter));
        if (answer.neverEnds) {
            std::string ignored;
            while (receive(client, ignored)) {
            }
        }
    }

    Handler m_handler;
    int m_socket = -1;
    int m_port = 0;
    bool m_isListening = false;
    std::atomic<bool> m_ends = false;
    std::thread m_thread;
    std::mutex m_mutex;
    std::vector<ServerRequest> m_requests;
};

} // namespace tp::test
