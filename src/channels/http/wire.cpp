#include "channels/http/wire.h"

#include <algorithm>
#include <charconv>

#include "base/check.h"
#include "base/text.h"
#include "channels/http/events.h"

namespace linli::http {
namespace {

void append_header(std::string& head, std::string_view name, std::string_view value) {
    for (const char c : value)
        CHECK(c != '\r' && c != '\n' && c != '\0');
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
}

}  // namespace

std::string head_of(const Response& response, const Framing& framing, std::string_view date) {
    std::string head;
    head.reserve(512);
    head += "HTTP/1.1 ";
    head += std::to_string(response.status);
    head += ' ';
    head += reason_of(response.status);
    head += "\r\n";
    for (const auto& [name, value] : response.headers)
        append_header(head, name, value);
    append_header(head, "Date", date);
    if (framing.chunked) {
        append_header(head, "Transfer-Encoding", "chunked");
    } else if (has_body(response.status) && !framing.endless) {
        append_header(head, "Content-Length", std::to_string(body_of(response).size()));
    }
    // Keeping the connection is what HTTP/1.1 does unasked; HTTP/1.0 has to be told.
    append_header(head, "Connection", framing.keep_alive ? "keep-alive" : "close");
    head += "\r\n";
    return head;
}

bool has_body(int status) {
    return status >= 200 && status != 204 && status != 304;
}

std::string_view body_of(const Response& response) {
    return response.lasting.empty() ? std::string_view(response.body) : response.lasting;
}

std::string http_date(std::time_t time) {
    constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    gmtime_r(&time, &utc);
    char text[64];
    const int size = std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT",
                                   days[utc.tm_wday], utc.tm_mday, months[utc.tm_mon],
                                   utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
    return std::string(text, static_cast<std::size_t>(size));
}

std::string chunk_of(std::string_view bytes) {
    char size[20];
    const auto [end, error] = std::to_chars(size, size + sizeof size, bytes.size(), 16);
    CHECK(error == std::errc() && !bytes.empty());
    std::string chunk(size, end);
    chunk += "\r\n";
    chunk += bytes;
    chunk += "\r\n";
    return chunk;
}

std::string event_of(std::string_view name, std::string_view data) {
    std::string event = "event: ";
    event += name;
    event += "\ndata: ";
    event += data;
    event += "\n\n";
    return event;
}

std::string changes_of(const std::set<std::string>& topics) {
    std::string lines;
    for (const std::string& topic : topics)
        lines += event_of("changed", topic);
    return lines;
}

bool ends_stream(const std::set<std::string>& topics) {
    return std::any_of(topics.begin(), topics.end(),
                       [](const std::string& topic) { return text::starts_with(topic, over); });
}

}  // namespace linli::http
