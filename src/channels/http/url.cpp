#include "channels/http/url.h"

#include <algorithm>

#include "base/text.h"

namespace linli::http {
namespace {

constexpr std::size_t parameters_max = 64;

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool readable(std::string_view text) {
    return text::is_utf8(text) && !has_control(text);
}

std::optional<std::string> path_of(std::string_view raw) {
    if (raw.empty() || raw[0] != '/') return std::nullopt;
    std::string path;
    for (std::size_t at = 0; at < raw.size();) {
        const std::size_t end = std::min(raw.find('/', at + 1), raw.size());
        const auto segment = percent_decoded(raw.substr(at + 1, end - at - 1), false);
        if (!segment || !readable(*segment) || *segment == "." || *segment == "..") return {};
        if (segment->find_first_of("/\\") != std::string::npos) return std::nullopt;
        path += '/';
        path += *segment;
        at = end;
    }
    return path;
}

Outcome<std::map<std::string, std::string>> query_of(std::string_view raw) {
    std::map<std::string, std::string> query;
    while (!raw.empty()) {
        const std::string_view pair = raw.substr(0, std::min(raw.find('&'), raw.size()));
        raw.remove_prefix(std::min(pair.size() + 1, raw.size()));
        if (pair.empty()) continue;

        const std::size_t equals = std::min(pair.find('='), pair.size());
        const auto name = percent_decoded(pair.substr(0, equals), true);
        const auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!name || !readable(*name)) return Refusal{"bad_query", "", ""};
        if (!value || !text::is_utf8(*value) || value->find('\0') != std::string::npos) {
            return Refusal{"bad_query", *name, ""};
        }
        if (!query.emplace(*name, *value).second) return Refusal{"bad_query", *name, ""};
        if (query.size() > parameters_max) return Refusal{"bad_query", "", ""};
    }
    return query;
}

}  // namespace

Outcome<Target> parse_target(std::string_view target) {
    // A proxy may send the absolute form: "http://host/path".
    if (!target.empty() && target[0] != '/') {
        const std::size_t scheme = target.find("://");
        if (scheme == std::string_view::npos) return Refusal{"bad_path", "", ""};
        const std::size_t slash = target.find('/', scheme + 3);
        target = slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
    }
    target = target.substr(0, target.find('#'));
    const std::size_t mark = std::min(target.find('?'), target.size());

    const auto path = path_of(target.substr(0, mark));
    if (!path) return Refusal{"bad_path", "", ""};
    auto query = query_of(target.substr(std::min(mark + 1, target.size())));
    if (!query) return query.refusal();
    return Target{*path, std::move(query).value()};
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%') {
            if (at + 2 >= text.size()) return std::nullopt;
            const int high = digit_of(text[at + 1]);
            const int low = digit_of(text[at + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            decoded += static_cast<char>(high << 4 | low);
            at += 2;
        } else {
            decoded += plus_is_space && text[at] == '+' ? ' ' : text[at];
        }
    }
    return decoded;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view unreserved = "-._~";
    std::string encoded;
    encoded.reserve(text.size());
    for (const char c : text) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                           (c >= 'a' && c <= 'z') || unreserved.find(c) != std::string_view::npos;
        if (plain) {
            encoded += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            encoded += '%';
            encoded += digits[byte >> 4];
            encoded += digits[byte & 15];
        }
    }
    return encoded;
}

}  // namespace linli::http
