// How many attempts an address has, how they come back, and that one cannot be told from many.
#include "channels/http/attempts.h"

#include <gtest/gtest.h>

namespace linli::http {
namespace {

constexpr Instant at(std::int64_t second) {
    return {second * micros_per_second};
}

TEST(Attempts, AreABucketForEachAddress) {
    Attempts attempts;
    for (std::int64_t i = 0; i < Attempts::burst; ++i) {
        EXPECT_EQ(attempts.early_by("log_in", "10.0.0.1", at(100)), 0);
    }
    EXPECT_EQ(attempts.early_by("log_in", "10.0.0.1", at(100)), 4);
    EXPECT_EQ(attempts.early_by("log_in", "10.0.0.1", at(102)), 2);
    EXPECT_EQ(attempts.early_by("log_in", "10.0.0.2", at(102)), 0);
    EXPECT_EQ(attempts.early_by("file", "10.0.0.1", at(102)), 0);
    EXPECT_EQ(attempts.early_by("log_in", "10.0.0.1", at(104)), 0);
    EXPECT_EQ(attempts.early_by("log_in", "10.0.0.1", at(104)), 4);
    for (std::int64_t i = 0; i < Attempts::burst; ++i) {
        EXPECT_EQ(attempts.early_by("log_in", "10.0.0.1", at(1000)), 0);
    }
    EXPECT_EQ(attempts.early_by("log_in", "10.0.0.1", at(1000)), 4);
}

TEST(Attempts, TakeAWholeIpv6NetworkForOne) {
    Attempts attempts;
    for (std::int64_t i = 0; i < Attempts::burst; ++i) {
        const std::string host = std::to_string(i);
        EXPECT_EQ(attempts.early_by("log_in", "2001:db8:1:2:3:4:5:" + host, at(1)), 0);
    }
    EXPECT_GT(attempts.early_by("log_in", "2001:db8:1:2:9:9:9:9", at(1)), 0);
    EXPECT_GT(attempts.early_by("log_in", "2001:db8:1:2::1", at(1)), 0);
    EXPECT_EQ(attempts.early_by("log_in", "2001:db8:1:3:3:4:5:6", at(1)), 0);
}

TEST(Attempts, TakeAnIpv4AddressForItselfHoweverItArrives) {
    Attempts attempts;
    for (std::int64_t i = 0; i < Attempts::burst; ++i)
        EXPECT_EQ(attempts.early_by("follow", "::ffff:192.0.2.1", at(1)), 0);
    EXPECT_GT(attempts.early_by("follow", "192.0.2.1", at(1)), 0);
    EXPECT_EQ(attempts.early_by("follow", "::ffff:192.0.2.2", at(1)), 0);
}

std::string flooder(std::int64_t number) {
    return "198.51." + std::to_string(number / 250) + "." + std::to_string(number % 250 + 1);
}

TEST(Attempts, OfAllStrangersTogetherLeaveAReserveForTheModest) {
    Attempts attempts;
    std::int64_t taken = 0;
    for (std::int64_t number = 0; number < 40; ++number) {
        for (std::int64_t i = 0; i < Attempts::burst; ++i)
            taken += attempts.stranger_early_by("report", flooder(number), at(100)) == 0 ? 1 : 0;
    }
    // Forty addresses have emptied all but the reserve, and each its five of that.
    EXPECT_GE(taken, Attempts::all_burst - Attempts::all_reserve);
    EXPECT_LT(taken, Attempts::all_burst);
    EXPECT_GT(attempts.stranger_early_by("report", flooder(0), at(100)), 0);
    // A neighbour can still report, and look something else up.
    for (std::int64_t i = 0; i < Attempts::modest; ++i)
        EXPECT_EQ(attempts.stranger_early_by("report", "203.0.113.9", at(100)), 0) << i;
    EXPECT_GT(attempts.stranger_early_by("report", "203.0.113.9", at(100)), 0);
    EXPECT_EQ(attempts.stranger_early_by("follow", flooder(0), at(100)), 0);
    // It goes on for an hour: whoever comes then gets through as well.
    for (std::int64_t second = 101; second < 3700; ++second) {
        for (std::int64_t number = 0; number < 40; ++number)
            attempts.stranger_early_by("report", flooder(number), at(second));
    }
    EXPECT_EQ(attempts.stranger_early_by("report", "203.0.113.10", at(3700)), 0);
    // And when it is over, all is as before.
    EXPECT_EQ(attempts.stranger_early_by("report", flooder(0), at(4000)), 0);
}

TEST(Attempts, OfAllStrangersTogetherEnd) {
    Attempts attempts;
    std::int64_t taken = 0;
    for (std::int64_t number = 0; number < 1000; ++number)
        taken += attempts.stranger_early_by("report", flooder(number), at(100)) == 0 ? 1 : 0;
    EXPECT_EQ(taken, Attempts::all_burst);
    EXPECT_EQ(attempts.stranger_early_by("report", "203.0.113.9", at(100)), 1);
    EXPECT_EQ(attempts.stranger_early_by("report", "203.0.113.9", at(101)), 0);
}

TEST(Attempts, LockANameThatNobodyHasAsIfSomebodyHadIt) {
    Attempts attempts;
    for (int i = 0; i < 4; ++i)
        attempts.note_failure("nobody", at(100));
    EXPECT_EQ(attempts.locked_until("nobody"), Instant{});
    attempts.note_failure("nobody", at(100));
    EXPECT_EQ(attempts.locked_until("nobody"), at(160));
    attempts.note_failure("nobody", at(200));
    EXPECT_EQ(attempts.locked_until("nobody"), at(320));
    EXPECT_EQ(attempts.locked_until("nobody else"), Instant{});
}

TEST(Attempts, StayBounded) {
    Attempts attempts;
    for (std::size_t i = 0; i < Attempts::kept_max * 2; ++i) {
        const std::string name = "a" + std::to_string(i);
        attempts.early_by("log_in", name, at(1));
        attempts.note_failure(name, at(1));
    }
    EXPECT_EQ(attempts.early_by("log_in", "10.0.0.1", at(1)), 0);
}

}  // namespace
}  // namespace linli::http
