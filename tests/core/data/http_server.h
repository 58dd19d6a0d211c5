// SPDX-License-Identifier: GPL-3.0-only
// A web server of one file on the loopback device, as badly behaved as a test asks for.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace bubblenet::data::test {

struct Manners {
    bool knowsRanges = true;
    int status = 200;
    std::size_t cutAfter = 0; ///< bytes of the body, then the connection is closed; 0: never
    int cuts = 0;             ///< so many answers are cut, the later ones are not
    std::string redirect;     ///< where the client is sent instead
};

class HttpServer {
public:
    HttpServer(std::string content, Manners manners) : m_content(std::move(content)), m_manners(std::move(manners)) {
        m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (m_listener < 0 || ::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
            ::listen(m_listener, 8) != 0 ||
            ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
            throw std::runtime_error("no socket for the test's server");
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    ~HttpServer() {
        m_isStopping = true;
        ::shutdown(m_listener, SHUT_RDWR);
        m_thread.join();
        ::close(m_listener);
    }

    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port) + "/file"; }
    /// The first byte that each request asked for.
    std::vector<std::size_t> starts() const {
        const std::lock_guard lock(m_mutex);
        return m_starts;
    }

private:
    void serve() {
        while (!m_isStopping) {
            const int client = ::accept(m_listener, nullptr, nullptr);
            if (client < 0)
                continue;
            answer(client);
            ::close(client);
        }
    }

    void answer(int client) {
        std::string request;
        char buffer[4096];
        while (request.find("\r\n\r\n") == std::string::npos) {
            const auto got = ::recv(client, buffer, sizeof buffer, 0);
            if (got <= 0)
                return;
            request.append(buffer, static_cast<std::size_t>(got));
        }
        std::size_t start = 0;
        if (const auto range = request.find("Range: bytes="); range != std::string::npos)
            start = std::strtoull(request.c_str() + range + 13, nullptr, 10);
        {
            const std::lock_guard lock(m_mutex);
            m_starts.push_back(start);
        }
        if (!m_manners.redirect.empty())
            return send(client,
                        "HTTP/1.1 302 Found\r\nLocation: " + m_manners.redirect + "\r\nContent-Length: 0\r\n\r\n");
        if (m_manners.status != 200)
            return send(client,
                        "HTTP/1.1 " + std::to_string(m_manners.status) + " No\r\nContent-Length: 5\r\n\r\nsorry");
        if (start > 0 && m_manners.knowsRanges && start >= m_content.size())
            return send(client, "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\n\r\n");
        const bool isPart = start > 0 && m_manners.knowsRanges;
        std::string body = m_content.substr(isPart ? start : 0);
        std::string head = isPart ? "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " + std::to_string(start) +
                                        "-" + std::to_string(m_content.size() - 1) + "/" +
                                        std::to_string(m_content.size()) + "\r\n"
                                  : "HTTP/1.1 200 OK\r\n";
        head += "Connection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
        if (m_manners.cuts > 0) {
            --m_manners.cuts;
            body.resize(std::min(body.size(), m_manners.cutAfter));
        }
        send(client, head + body);
    }

    static void send(int client, const std::string& bytes) {
        std::size_t done = 0;
        while (done < bytes.size()) {
            const auto sent = ::send(client, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
            if (sent <= 0)
                return;
            done += static_cast<std::size_t>(sent);
        }
        ::shutdown(client, SHUT_WR);
        char rest[256];
        while (::recv(client, rest, sizeof rest, 0) > 0) {
        }
    }

    std::string m_content;
    Manners m_manners;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<bool> m_isStopping = false;
    mutable std::mutex m_mutex;
    std::vector<std::size_t> m_starts;
    std::thread m_thread;
};

} // namespace bubblenet::data::test
