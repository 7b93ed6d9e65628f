// A request and a response as plain values: all that an endpoint knows of HTTP. Sockets, TLS, limits
// and the wire are the server's business; plays and tests make these values themselves.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace linli::http {

// One part of a multipart/form-data body.
struct Upload {
    std::string name, filename, media_type, bytes;
};

struct Request {
    std::string method;  // "GET"
    std::string path;    // decoded, without the query
    std::map<std::string, std::string> query;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;
    std::vector<Upload> uploads;  // when the body was multipart
    std::string remote;           // the peer's address, for limits and nothing else
    bool secure = false;          // arrived over TLS

    std::string_view header(std::string_view name) const;  // "" when there is none
    std::string_view cookie(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    // Instead of a body: called again and again for the next piece until it gives nothing. Runs on
    // a worker thread, at the speed of the reader at the other end; an export never grows in memory.
    std::function<std::optional<std::string>()> pieces;
    // Instead of both: an event stream (HTML Living Standard 9.2). See EventStreams.
    std::optional<std::string> event_stream;  // the topic

    void set(std::string name, std::string value);
    static Response json(std::string body, int status = 200);
    // RFC 9457 application/problem+json. `code` is the refusal's code, `at` its field.
    static Response problem(int status, std::string_view code, std::string_view at = "",
                            std::string_view with = "");
};

}  // namespace linli::http
