// Everything behind the sockets: the API, the front end, health and figures for operators, and what
// every answer carries (content policy, one line in the log). It knows no socket.
#pragma once

#include <functional>
#include <string>

#include "channels/http/metrics.h"
#include "channels/http/router.h"
#include "channels/http/static.h"

namespace linli::http {

// Whether an address is this very machine's.
bool stays_here(std::string_view address);

class Site {
public:
    // `watchers`: the address /metrics answers to, besides this very machine.
    Site(Router&, Events&, store::Store&, const Resources& front_end, Instant started,
         std::string watchers = "");

    // Calls `reply` once, from any thread. Never throws.
    void handle(Request, std::function<void(Response)> reply);
    // A request that the server itself refuses: counted, logged and dressed like the others.
    Response refused(const Request&, int status, std::string_view code);

    std::size_t body_bytes_max(std::string_view method, std::string_view path) const {
        return router_.body_bytes_max(method, path);
    }
    Events& events() { return events_; }
    Metrics& metrics() { return metrics_; }
    Workers& workers() { return router_.workers(); }

    // From now on /readyz says no, so that whoever spreads the load looks elsewhere.
    void close() { closing_ = true; }

private:
    std::optional<Response> for_operators(const Request&);
    void finish(const Request&, Response&, std::int64_t started_micros);

    Router& router_;
    Events& events_;
    store::Store& store_;
    StaticFiles front_end_;
    Metrics metrics_;
    std::string watchers_;
    std::atomic<bool> closing_ = false;
};

}  // namespace linli::http
