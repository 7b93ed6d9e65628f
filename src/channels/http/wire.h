// Bytes of HTTP/1.1 written by hand (RFC 9112): a response's head, the pieces of a chunked body,
// and the lines of an event stream. It is given everything and decides nothing.
#pragma once

#include <cstdint>
#include <ctime>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "channels/http/message.h"

namespace linli::http {

struct Framing {
    bool keep_alive = true;
    bool chunked = false;  // the length is not known; only for HTTP/1.1
    bool endless = false;  // the body ends with the connection
};

// The head with its empty line. CR and LF inside a header's value would begin a new one: CHECKed.
std::string head_of(const Response&, const Framing&, std::string_view date);
bool has_body(int status);
std::string_view body_of(const Response&);  // `lasting` or `body`

std::string http_date(std::time_t);  // "Mon, 02 Mar 2026 01:00:00 GMT"; RFC 9110 section 5.6.7

// The date of every head, written once a second.
class DateLine {
public:
    const std::string& now() {
        const std::time_t second = std::time(nullptr);
        if (second != std::exchange(second_, second)) text_ = http_date(second);
        return text_;
    }

private:
    std::time_t second_ = 0;
    std::string text_;
};

std::string chunk_of(std::string_view bytes);
constexpr std::string_view last_chunk = "0\r\n\r\n";

std::string event_of(std::string_view name, std::string_view data);
// An event for each topic; and whether one of them ends the stream instead.
std::string changes_of(const std::set<std::string>& topics);
bool ends_stream(const std::set<std::string>& topics);
constexpr std::string_view heartbeat = ": alive\n\n";  // a comment; proxies keep the line open

}  // namespace linli::http
