#include "channels/http/message.h"

#include <arpa/inet.h>

#include <algorithm>

#include "base/json.h"
#include "base/text.h"

namespace linli::http {
namespace {

// Header names in any case (RFC 9110 section 5.1).
bool same_name(std::string_view one, std::string_view other) {
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    };
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [&](char a, char b) { return lower(a) == lower(b); });
}

std::string_view trimmed(std::string_view text) {
    const std::size_t from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

bool is_address(const std::string& text) {
    unsigned char bytes[16];
    return ::inet_pton(AF_INET, text.c_str(), bytes) == 1 ||
           ::inet_pton(AF_INET6, text.c_str(), bytes) == 1;
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
    for (const auto& [header, value] : headers) {
        if (header == name) return value;
    }
    return {};
}

std::string_view Request::cookie(std::string_view name) const {
    // RFC 6265 section 5.4: one header, pairs separated by "; ". HTTP/2 proxies may send several.
    for (const auto& [header, line] : headers) {
        if (header != "cookie") continue;
        std::string_view rest = line;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(';'), rest.size());
            const std::string_view pair = trimmed(rest.substr(0, end));
            const std::size_t equals = pair.find('=');
            if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
                return pair.substr(equals + 1);
            }
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    return {};
}

Response& Response::set(std::string_view name, std::string value) {
    if (!same_name(name, "set-cookie")) {
        for (auto& [header, old] : headers) {
            if (!same_name(header, name)) continue;
            old = std::move(value);
            return *this;
        }
    }
    headers.emplace_back(name, std::move(value));
    return *this;
}

std::string_view Response::header(std::string_view name) const {
    for (const auto& [header, value] : headers) {
        if (same_name(header, name)) return value;
    }
    return {};
}

Response Response::json(std::string body, int status) {
    Response response{.status = status, .body = std::move(body)};
    response.headers.emplace_back("Content-Type", "application/json");
    return response;
}

Response Response::problem(int status, std::string_view code, std::string_view at,
                           std::string_view with) {
    json::Writer writer;
    writer.open_object();
    writer.field("type", "about:blank");
    writer.field("title", reason_of(status));
    writer.field("status", std::int64_t{status});
    writer.field("code", code);
    if (!at.empty()) writer.field("at", at);
    if (!with.empty()) writer.field("with", with);
    writer.close_object();

    Response response{.status = status, .body = writer.take()};
    response.headers.emplace_back("Content-Type", "application/problem+json");
    return response;
}

std::string_view reason_of(int status) {
    switch (status) {
        case 100:
            return "Continue";
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 411:
            return "Length Required";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 428:
            return "Precondition Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Status";
    }
}

void believe_proxy(Request& request) {
    std::string said;  // in the last of the lines, for the first ones may be the asker's own
    for (const auto& [name, value] : request.headers) {
        if (name == "x-forwarded-for") said = text::trim(text::split(value, ',').back());
    }
    if (is_address(said)) request.remote = said;
    request.secure = request.header("x-forwarded-proto") == "https";
}

std::string_view session_cookie(bool secure) {
    return secure ? "__Host-linli" : "linli";
}

std::string cookie_line(std::string_view name, std::string_view value, bool secure,
                        std::int64_t seconds_max) {
    std::string line(name);
    line += '=';
    line += value;
    line += "; Path=/; HttpOnly; SameSite=Strict";
    if (secure) line += "; Secure";
    line += "; Max-Age=" + std::to_string(value.empty() ? 0 : seconds_max);
    return line;
}

}  // namespace linli::http
