#include "channels/http/attempts.h"

#include <arpa/inet.h>

#include <algorithm>

#include "access/accounts.h"
#include "base/check.h"

namespace linli::http {
namespace {

// A bucket as one instant: when it would be full again if nobody came. Each attempt moves it on;
// too far ahead of now, and the bucket is empty.
struct Rate {
    std::int64_t micros;  // for an attempt to come back
    std::int64_t burst;
};
constexpr Rate own{Attempts::seconds_per_attempt * micros_per_second, Attempts::burst};
constexpr Rate all{micros_per_second / Attempts::all_per_second, Attempts::all_burst};
constexpr Rate all_but_reserve{all.micros, Attempts::all_burst - Attempts::all_reserve};

std::int64_t used(Instant full_at, Instant now, Rate rate) {
    return std::max<std::int64_t>(full_at.micros - now.micros + rate.micros - 1, 0) / rate.micros;
}

std::int64_t seconds_too_early(Instant full_at, Instant now, Rate rate) {
    const std::int64_t next = std::max(full_at.micros, now.micros) + rate.micros;
    const std::int64_t ahead = next - now.micros - rate.burst * rate.micros;
    return ahead > 0 ? (ahead + micros_per_second - 1) / micros_per_second : 0;
}

void count(Instant& full_at, Instant now, Rate rate) {
    full_at.micros = std::max(full_at.micros, now.micros) + rate.micros;
}

// One household or office has a whole /64 of IPv6 addresses (RFC 6177): the first eight bytes. An
// IPv4 address that arrives in the clothes of IPv6 (RFC 4291 section 2.5.5.2) is that address.
std::string network_of(const std::string& address) {
    char bytes[16];
    if (::inet_pton(AF_INET6, address.c_str(), bytes) != 1) return address;
    const std::string_view mapped("\0\0\0\0\0\0\0\0\0\0\xff\xff", 12);
    if (std::string_view(bytes, mapped.size()) != mapped) return std::string(bytes, 8);
    char text[INET_ADDRSTRLEN];
    CHECK(::inet_ntop(AF_INET, bytes + mapped.size(), text, sizeof text));
    return text;
}

}  // namespace

Instant& Attempts::bucket(std::string_view what, const std::string& address, Instant now) {
    std::erase_if(empty_until_, [&](const auto& known) {
        return empty_until_.size() > kept_max && known.second <= now;
    });
    if (empty_until_.size() > kept_max) empty_until_.clear();
    return empty_until_[std::string(what) + " " + network_of(address)];
}

std::int64_t Attempts::early_by(std::string_view what, const std::string& address, Instant now) {
    if (address.empty()) return 0;  // from inside: a play, a test
    const std::lock_guard lock(mutex_);
    Instant& mine = bucket(what, address, now);
    const std::int64_t early_by = seconds_too_early(mine, now, own);
    if (early_by == 0) count(mine, now, own);
    return early_by;
}

std::int64_t Attempts::stranger_early_by(std::string_view what, const std::string& address,
                                         Instant now) {
    if (address.empty()) return 0;
    const std::lock_guard lock(mutex_);
    Instant& mine = bucket(what, address, now);
    Instant& everybodys = all_empty_until_[std::string(what)];
    const bool is_modest = used(mine, now, own) < modest;
    const std::int64_t early_by =
        std::max(seconds_too_early(mine, now, own),
                 seconds_too_early(everybodys, now, is_modest ? all : all_but_reserve));
    if (early_by > 0) return early_by;
    count(mine, now, own);
    count(everybodys, now, all);
    return 0;
}

Instant Attempts::locked_until(const std::string& login) const {
    const std::lock_guard lock(mutex_);
    const auto found = missed_.find(login);
    return found == missed_.end() ? Instant{} : found->second.locked_until;
}

void Attempts::note_failure(const std::string& login, Instant now) {
    const std::lock_guard lock(mutex_);
    if (missed_.size() >= kept_max) missed_.clear();
    Missed& missed = missed_[login];
    missed.locked_until =
        access::locked_after(++missed.failures, now).value_or(missed.locked_until);
}

}  // namespace linli::http
