// The sockets: one loop per core, each with its own acceptor on the same port, HTTP/1.1 with or
// without TLS, limits on everything that comes in, and a sweep that ends who is idle or too slow.
// It knows bytes and time; what a request means is the Site's business.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "channels/http/site.h"

namespace linli::http {

struct Listening {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  // 0: any that is free
    std::string certificate;    // PEM files; both or neither
    std::string key;
    std::string proxy;  // the address whose X-Forwarded-For and -Proto are believed
    int loops = 0;      // 0: one per core

    std::size_t head_bytes_max = 16 << 10;
    std::int64_t connections_max = 10'000;
    // Bodies above 1 MiB that may be in memory at once.
    std::size_t large_bodies_bytes_max = 256u << 20;
    std::chrono::milliseconds idle_max = std::chrono::seconds(60);  // also for a whole head
    std::chrono::milliseconds step_max = std::chrono::seconds(30);  // for each 256 KiB either way
    std::chrono::milliseconds sweep_every = std::chrono::milliseconds(500);
    std::chrono::milliseconds heartbeat_every = std::chrono::seconds(15);
    // A stream ends after this, and the browser asks again: so it ends with the session.
    std::chrono::milliseconds stream_max = std::chrono::minutes(5);
};

class Server {
public:
    // Listens when it returns. Throws Fault when it cannot: the port is taken, no such certificate.
    Server(const Listening&, Site&);
    ~Server();

    // Stops listening, lets what has begun finish for at most `grace`, then cuts the rest.
    void stop(std::chrono::milliseconds grace);
    std::uint16_t port() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace linli::http
