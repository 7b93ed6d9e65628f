#include "channels/webhooks/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>

#include "base/text.h"

namespace linli::webhooks {
namespace {

struct Range {
    std::uint32_t begin;
    int bits;
};

// The IANA IPv4 Special-Purpose Address Registry, and multicast.
constexpr Range inside[] = {
    {0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},  {0xA9FE0000, 16},
    {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24}, {0xC0586300, 24}, {0xC0A80000, 16},
    {0xC6120000, 15}, {0xC6336400, 24}, {0xCB007100, 24}, {0xE0000000, 4},  {0xF0000000, 4},
};

bool is_inside_v4(std::uint32_t address) {
    return std::any_of(std::begin(inside), std::end(inside), [&](const Range& range) {
        return (address ^ range.begin) >> (32 - range.bits) == 0;
    });
}

// Public IPv6 is 2000::/3, without documentation, Teredo and 6to4, which carry other addresses.
bool is_inside_v6(const std::uint8_t* bytes) {
    static constexpr std::uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    if (std::memcmp(bytes, mapped, sizeof mapped) == 0) {
        std::uint32_t v4 = 0;
        std::memcpy(&v4, bytes + 12, sizeof v4);
        return is_inside_v4(ntohl(v4));
    }
    if ((bytes[0] & 0xE0) != 0x20) return true;
    const int first = bytes[0] << 8 | bytes[1];
    const int second = bytes[2] << 8 | bytes[3];
    return first == 0x2002 || first == 0x3FFF ||
           (first == 0x2001 && (second == 0x0DB8 || second < 0x0200));
}

// What stands between "://" and the port or path; nothing when there is a name or password in it.
std::optional<std::string> host_of(std::string_view address) {
    std::string_view rest = address.substr(address.find("://") + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (rest.find('@') != rest.npos) return std::nullopt;
    std::string_view host = rest.substr(0, rest.rfind(':'));
    std::string_view port = host.size() < rest.size() ? rest.substr(host.size() + 1) : "443";
    if (rest.starts_with('[')) {
        const std::size_t end = rest.find(']');
        if (end == rest.npos) return std::nullopt;
        host = rest.substr(1, end - 1);
        port = rest.size() > end + 1 ? rest.substr(end + 2) : "443";
        if (rest.size() > end + 1 && rest[end + 1] != ':') return std::nullopt;
    }
    const auto number = text::whole_number(port);
    if (host.empty() || !number || *number < 1 || *number > 65535) return std::nullopt;
    return std::string(host);
}

}  // namespace

bool is_inside(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        return is_inside_v4(ntohl(v4.sin_addr.s_addr));
    }
    if (address.sa_family != AF_INET6) return true;
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    return is_inside_v6(v6.sin6_addr.s6_addr);
}

bool is_inside(const std::string& host) {
    in_addr v4{};
    if (::inet_pton(AF_INET, host.c_str(), &v4) == 1) return is_inside_v4(ntohl(v4.s_addr));
    in6_addr v6{};
    if (::inet_pton(AF_INET6, host.c_str(), &v6) == 1) return is_inside_v6(v6.s6_addr);
    return false;
}

bool is_address(const std::string& address) {
    const bool secure = text::starts_with(address, "https://");
    if (!secure && !text::starts_with(address, "http://")) return false;
    if (address.size() > address_characters_max) return false;
    const bool plain = std::all_of(address.begin(), address.end(),
                                   [](char c) { return c > ' ' && c < '\x7f' && c != '\\'; });
    if (!plain) return false;
    const auto host = host_of(address);
    return host && (secure || *host == "localhost" || is_inside(*host));
}

}  // namespace linli::webhooks
