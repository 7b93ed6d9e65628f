#include "channels/http/attempts.h"

#include <arpa/inet.h>

#include <algorithm>

#include "access/accounts.h"

namespace linli::http {
namespace {

constexpr std::int64_t micros_per_attempt = Attempts::seconds_per_attempt * micros_per_second;

// One household or office has a whole /64 of IPv6 addresses (RFC 6177): the first eight bytes.
std::string network_of(const std::string& address) {
    char bytes[16];
    if (::inet_pton(AF_INET6, address.c_str(), bytes) != 1) return address;
    return std::string(bytes, 8);
}

}  // namespace

// The bucket as one instant: when it would be full again if nobody came. Each attempt moves it on;
// too far ahead of now, and the bucket is empty.
std::int64_t Attempts::early_by(std::string_view what, const std::string& address, Instant now) {
    if (address.empty()) return 0;  // from inside: a play, a test
    const std::lock_guard lock(mutex_);
    std::erase_if(empty_until_, [&](const auto& known) {
        return empty_until_.size() > kept_max && known.second <= now;
    });
    if (empty_until_.size() > kept_max) empty_until_.clear();

    Instant& full_at = empty_until_[std::string(what) + " " + network_of(address)];
    const std::int64_t next = std::max(full_at.micros, now.micros) + micros_per_attempt;
    const std::int64_t ahead = next - now.micros - burst * micros_per_attempt;
    if (ahead > 0) return (ahead + micros_per_second - 1) / micros_per_second;
    full_at.micros = next;
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
