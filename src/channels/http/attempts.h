// How often somebody tries something without saying who they are: a bucket of attempts for each
// address, one that all strangers share, and a lock for names that no account has, so that a
// stranger cannot tell them from those that one has. Kept in memory and bounded; what belongs to a
// real account is kept with the account.
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
    // All strangers together, at one thing. The last third is kept for addresses that have asked
    // little: whoever floods uses up the rest, and does not shut the others out.
    static constexpr std::int64_t all_burst = 600;
    static constexpr std::int64_t all_per_second = 5;
    static constexpr std::int64_t all_reserve = 200;
    static constexpr std::int64_t modest = 5;
    static constexpr std::size_t kept_max = 10'000;

    // Counts an attempt at something from an address. How many seconds too early it comes; 0: go
    // on.
    std::int64_t early_by(std::string_view what, const std::string& address, Instant now);
    // The same, and counts it against what all strangers have together.
    std::int64_t stranger_early_by(std::string_view what, const std::string& address, Instant now);

    // Of a name that no account has: until when it is locked, and one more failure.
    Instant locked_until(const std::string& login) const;
    void note_failure(const std::string& login, Instant now);

private:
    Instant& bucket(std::string_view what, const std::string& address, Instant now);

    struct Missed {
        std::int64_t failures = 0;
        Instant locked_until;
    };
    mutable std::mutex mutex_;
    std::map<std::string, Instant, std::less<>> empty_until_;      // of an address's bucket
    std::map<std::string, Instant, std::less<>> all_empty_until_;  // by what
    std::map<std::string, Missed, std::less<>> missed_;
};

}  // namespace linli::http
