// A request and a response as plain values: all that an endpoint knows of HTTP. Sockets, TLS,
// limits and the wire are the server's business; plays and tests make these values themselves.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace linli::http {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
    std::string method;  // "GET"
    std::string path;    // decoded, without the query
    std::map<std::string, std::string> query;
    Headers headers;  // names in lower case
    std::string body;
    std::string remote;   // the peer's address, for limits and nothing else
    bool secure = false;  // arrived over TLS

    std::string_view header(std::string_view name) const;  // "" when there is none
    std::string_view cookie(std::string_view name) const;
};

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    // Instead of `body`, bytes that outlive the process's requests: files inside the binary.
    std::string_view lasting;

    // Instead of a body: called again and again for the next piece until it gives nothing. Runs on
    // a worker thread, at the speed of the reader at the other end; an export never grows in
    // memory.
    std::function<std::optional<std::string>()> pieces;
    // Instead of all that: an event stream (HTML Living Standard 9.2) of these topics. See Events.
    std::vector<std::string> topics;

    std::string route;  // what the log and the figures of the server call the endpoint

    // Replaces a header of this name; Set-Cookie is added.
    Response& set(std::string_view name, std::string value);
    std::string_view header(std::string_view name) const;  // "" when there is none

    static Response json(std::string body, int status = 200);
    // RFC 9457 application/problem+json. `code` is the refusal's code, `at` its field.
    static Response problem(int status, std::string_view code, std::string_view at = "",
                            std::string_view with = "");
};

// "Not Found"; RFC 9110 section 15.
std::string_view reason_of(int status);

// What a proxy of ours says of the asker: X-Forwarded-For, of which only the last address is the
// proxy's own word, and X-Forwarded-Proto. What is no address is not believed.
void believe_proxy(Request&);

// The name of the session's cookie. "__Host-" makes the browser itself insist on TLS, on this very
// host and on the whole path (RFC 6265bis 4.1.3.2); it cannot be set over plain HTTP.
std::string_view session_cookie(bool secure);
// A Set-Cookie value that scripts cannot read and other sites cannot send. An empty value ends it.
std::string cookie_line(std::string_view name, std::string_view value, bool secure,
                        std::int64_t seconds_max);

}  // namespace linli::http
