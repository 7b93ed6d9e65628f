// How often somebody tries to log in: a bucket of attempts for each address, and a lock for names
// that no account has, so that a stranger cannot tell them from those that one has. Kept in memory
// and bounded; what belongs to a real account is kept with the account.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/day.h"

namespace linli::http {

class Attempts {
public:
    static constexpr std::int64_t burst = 30;  // an office behind one address, at eight
    static constexpr std::int64_t seconds_per_attempt = 4;
    static constexpr std::size_t kept_max = 10'000;

    // Counts an attempt at something from an address. How many seconds too early it comes; 0: go
    // on.
    std::int64_t early_by(std::string_view what, const std::string& address, Instant now);

    // Of a name that no account has: until when it is locked, and one more failure.
    Instant locked_until(const std::string& login) const;
    void note_failure(const std::string& login, Instant now);

private:
    struct Missed {
        std::int64_t failures = 0;
        Instant locked_until;
    };
    mutable std::mutex mutex_;
    std::map<std::string, Instant, std::less<>> empty_until_;  // of an address's bucket
    std::map<std::string, Missed, std::less<>> missed_;
};

}  // namespace linli::http
