#include "store/waits.h"

#include <algorithm>
#include <bit>

namespace linli::store {
namespace {

std::int64_t minute_of(Waits::Time time) {
    return std::chrono::duration_cast<std::chrono::minutes>(time.time_since_epoch()).count();
}

}  // namespace

// The first eight have one each; from there on the two bits below the highest say which quarter.
std::size_t Waits::bucket_of(std::int64_t micros) {
    const auto number = static_cast<std::uint64_t>(std::max<std::int64_t>(0, micros));
    const auto doublings = static_cast<std::size_t>(std::bit_width(number));
    if (doublings <= 3) return static_cast<std::size_t>(number);
    const std::size_t quarter = (number >> (doublings - 3)) & 3;
    return std::min(buckets - 1, (doublings - 2) * 4 + quarter);
}

std::int64_t Waits::most_in(std::size_t bucket) {
    if (bucket < 8) return static_cast<std::int64_t>(bucket);
    const std::size_t below = bucket / 4 - 1;
    const std::size_t first = (4 + bucket % 4) << below;
    return static_cast<std::int64_t>(first + (std::size_t{1} << below) - 1);
}

void Waits::answered(Time came, Time now) {
    const std::int64_t number = minute_of(now);
    Minute& minute = minutes_[static_cast<std::size_t>(number % LaneState::minutes)];
    if (minute.number != number) minute = {.number = number};
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(now - came).count();
    ++minute.count;
    ++minute.within[bucket_of(micros)];
    minute.longest = std::max<std::int64_t>(minute.longest, micros);
}

LaneState Waits::of_last_minutes(Time now) const {
    LaneState state;
    std::array<std::int64_t, buckets> within{};
    for (const Minute& minute : minutes_) {
        if (minute.number <= minute_of(now) - LaneState::minutes) continue;
        state.answered += minute.count;
        state.longest = std::max(state.longest, minute.longest);
        for (std::size_t i = 0; i < buckets; ++i)
            within[i] += minute.within[i];
    }
    std::int64_t below = 0;
    for (std::size_t i = 0; i < buckets && 2 * below < state.answered; ++i) {
        below += within[i];
        state.typical = std::min(most_in(i), state.longest);
    }
    return state;
}

}  // namespace linli::store
