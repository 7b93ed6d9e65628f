// Chance that repeats, and chance that does not.
#include "base/random.h"

#include <gtest/gtest.h>

#include <array>

namespace linli {
namespace {

TEST(Random, ASeedRepeatsAndAnotherDiffers) {
    SeededRandom one(1), again(1), other(2);
    const std::uint64_t first = one.next();
    EXPECT_EQ(again.next(), first);
    EXPECT_NE(other.next(), first);
    EXPECT_NE(one.next(), first);
    // The town of a seed is the same town next year: these bytes may never change.
    EXPECT_EQ(SeededRandom(20260302).below(1'000'000), 727'786u);
}

TEST(Random, IsEvenOverItsBound) {
    SeededRandom random(3);
    std::array<int, 6> thrown{};
    for (int i = 0; i < 60'000; ++i)
        ++thrown[random.below(6)];
    for (const int count : thrown)
        EXPECT_NEAR(count, 10'000, 400);
    EXPECT_EQ(random.below(1), 0u);
}

TEST(Random, TheSystemsDoesNotRepeat) {
    SystemRandom random;
    EXPECT_NE(random.next(), random.next());
}

}  // namespace
}  // namespace linli
