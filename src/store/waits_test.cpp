// Half of the waits and the longest of them are told, of the last minutes and no longer.
#include "store/waits.h"

#include <gtest/gtest.h>

namespace linli::store {
namespace {

using namespace std::chrono_literals;

TEST(Waits, TellHalfOfThemAndTheLongest) {
    const Waits::Time begun{1000min};
    Waits waits;
    EXPECT_EQ(waits.of_last_minutes(begun).answered, 0);
    EXPECT_EQ(waits.of_last_minutes(begun).typical, 0);
    for (int i = 0; i < 60; ++i)
        waits.answered(begun, begun + 900us);
    for (int i = 0; i < 40; ++i)
        waits.answered(begun, begun + 30ms);
    const LaneState state = waits.of_last_minutes(begun + 1min);
    EXPECT_EQ(state.answered, 100);
    EXPECT_EQ(state.longest, 30'000);
    EXPECT_GE(state.typical, 900);
    EXPECT_LT(state.typical, 900 * 5 / 4);
}

TEST(Waits, SayNoMoreThanTheLongest) {
    for (const std::int64_t micros : {0L, 1L, 7L, 8L, 9L, 1'000L, 1'023L, 1'024L, 70'000'000L}) {
        Waits waits;
        const Waits::Time begun{1000min};
        waits.answered(begun - std::chrono::microseconds(micros), begun);
        EXPECT_EQ(waits.of_last_minutes(begun).typical, micros);
        // Beside a longer one it is told within a quarter of the doubling.
        waits.answered(begun - std::chrono::microseconds(micros * 4 + 4), begun);
        const std::int64_t typical = waits.of_last_minutes(begun).typical;
        EXPECT_GE(typical, micros);
        EXPECT_LE(typical, micros + micros / 4 + 1);
    }
}

TEST(Waits, AreForgottenAfterTheMinutesThatCount) {
    const Waits::Time begun{1000min};
    Waits waits;
    waits.answered(begun - 1s, begun);
    const auto last = std::chrono::minutes(LaneState::minutes) - 1s;
    EXPECT_EQ(waits.of_last_minutes(begun + last).answered, 1);
    EXPECT_EQ(waits.of_last_minutes(begun + last + 1s).answered, 0);
    waits.answered(begun + 60min - 2ms, begun + 60min);  // in the place of the first
    EXPECT_EQ(waits.of_last_minutes(begun + 60min).longest, 2'000);
}

}  // namespace
}  // namespace linli::store
