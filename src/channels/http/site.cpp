#include "channels/http/site.h"

#include <chrono>

#include "base/log.h"
#include "base/text.h"

namespace linli::http {
namespace {

// No inline script or style, nothing from elsewhere, and nobody may frame us.
constexpr const char* page_policy =
    "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";
constexpr const char* data_policy = "default-src 'none'; frame-ancestors 'none'";

// How long something took; not a time of day, so not the Clock's business.
std::int64_t steady_micros() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

Response plain(int status, std::string body, std::string route) {
    Response response{.status = status, .body = std::move(body), .route = std::move(route)};
    response.set("Content-Type", "text/plain; charset=utf-8");
    response.set("Cache-Control", "no-store");
    return response;
}

// Methods come from outside; only known ones become a label.
std::string method_of(const Request& request) {
    for (const char* known : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
        if (request.method == known) return known;
    }
    return "other";
}

}  // namespace

bool stays_here(std::string_view address) {
    return text::starts_with(address, "127.") || address == "::1";
}

Site::Site(Router& router, Events& events, store::Store& store, const Resources& front_end,
           Instant started, std::string watchers)
    : router_(router),
      events_(events),
      store_(store),
      front_end_(front_end, "web/dist/"),
      metrics_(started),
      watchers_(std::move(watchers)) {}

void Site::handle(Request request, std::function<void(Response)> reply) {
    const std::int64_t started = steady_micros();
    const bool is_api = text::starts_with(request.path, "/api/") || request.path == "/api";
    if (is_api) {
        const Request about{.method = request.method, .secure = request.secure};
        router_.handle(std::move(request),
                       [this, about, started, reply = std::move(reply)](Response response) {
                           finish(about, response, started);
                           reply(std::move(response));
                       });
        return;
    }
    if (request.path == "/readyz") {
        // The store is asked on a worker thread: a database that has gone away answers slowly.
        const auto tell = [this, request, started, reply] {
            const bool ready = !closing_ && store_.answers();
            Response response =
                plain(ready ? 200 : 503, ready ? "ready\n" : "not ready\n", "readyz");
            finish(request, response, started);
            reply(std::move(response));
        };
        workers().post(tell);
        return;
    }
    std::optional<Response> response = for_operators(request);
    if (!response) response = front_end_.find(request);
    if (!response) {
        response = plain(404, "There is nothing here.\n", "no_such_path");
    }
    finish(request, *response, started);
    reply(std::move(*response));
}

Response Site::refused(const Request& request, int status, std::string_view code) {
    Response response = Response::problem(status, code);
    response.route = "refused";
    finish(request, response, steady_micros());
    return response;
}

std::optional<Response> Site::for_operators(const Request& request) {
    if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
    if (request.path == "/healthz") return plain(200, "alive\n", "healthz");
    if (request.path == "/metrics") {
        // What came through a proxy came from outside, whatever address the proxy has.
        const bool direct = request.header("x-forwarded-for").empty();
        const bool watcher = stays_here(request.remote) || request.remote == watchers_;
        if (!direct || !watcher) return std::nullopt;
        Response response = plain(200, metrics_.text(store_.batch_sizes()), "metrics");
        response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        return response;
    }
    return std::nullopt;
}

void Site::finish(const Request& request, Response& response, std::int64_t started) {
    // A service worker lives under the policy of its own script.
    const std::string_view type = response.header("Content-Type");
    const bool is_page =
        text::starts_with(type, "text/html") || text::starts_with(type, "text/javascript");
    response.set("Content-Security-Policy", is_page ? page_policy : data_policy);
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "same-origin");
    if (is_page) {
        response.set("Cross-Origin-Opener-Policy", "same-origin");
        response.set("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()");
    }
    if (request.secure) response.set("Strict-Transport-Security", "max-age=31536000");

    const std::int64_t micros = steady_micros() - started;
    const std::string method = method_of(request);
    metrics_.count_request(response.route, method, response.status, micros);
    log::info("http " + method + " " + response.route + " " + std::to_string(response.status) +
              " " + std::to_string(micros) + "us");
}

}  // namespace linli::http
