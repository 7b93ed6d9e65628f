// How long writes waited for their answer over the last minutes. It counts into buckets, so that
// its size does not depend on how many there were; what time it is, is told to it.
#pragma once

#include <array>
#include <chrono>

#include "store/store.h"

namespace linli::store {

class Waits {
public:
    using Time = std::chrono::steady_clock::time_point;

    void answered(Time came, Time now);
    // Of the last minutes: how many, half of them within, and the longest.
    LaneState of_last_minutes(Time now) const;

private:
    // Four to each doubling: half of them within 1,000 µs may be said as 1,023.
    static constexpr std::size_t buckets = 4 * 40;
    struct Minute {
        std::int64_t number = -1;
        std::int64_t count = 0;
        std::int64_t longest = 0;
        std::array<std::uint32_t, buckets> within{};
    };
    static std::size_t bucket_of(std::int64_t micros);
    static std::int64_t most_in(std::size_t bucket);

    std::array<Minute, LaneState::minutes> minutes_{};
};

}  // namespace linli::store
