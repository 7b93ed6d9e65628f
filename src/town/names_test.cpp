// Invented names: the same chance gives the same people, and fashions keep their time.
#include "town/names.h"

#include <gtest/gtest.h>

#include <map>

#include "base/text.h"

namespace linli::town {
namespace {

TEST(Names, RepeatForTheSameChance) {
    const Names names;
    const Day born = *Day::parse("1958-05-04");
    SeededRandom one(42), again(42), other(43);
    std::string first, second, third;
    for (int i = 0; i < 20; ++i) {
        first += names.full(born, "2", one);
        second += names.full(born, "2", again);
        third += names.full(born, "2", other);
    }
    EXPECT_EQ(first, second);
    EXPECT_NE(first, third);
}

TEST(Names, FollowTheFashionOfTheYear) {
    const Names names;
    SeededRandom random(1);
    std::map<std::string, int> old_names, new_names;
    for (int i = 0; i < 500; ++i) {
        ++old_names[names.given(*Day::parse("1941-01-01"), "2", random)];
        ++new_names[names.given(*Day::parse("2019-01-01"), "2", random)];
    }
    EXPECT_TRUE(old_names.contains("秀英"));
    EXPECT_FALSE(new_names.contains("秀英"));
    EXPECT_TRUE(new_names.contains("子涵"));
}

TEST(Names, AreAsCommonAsInLife) {
    const Names names;
    SeededRandom random(9);
    std::map<std::string, int> counted;
    for (int i = 0; i < 20'000; ++i)
        ++counted[names.surname(random)];
    EXPECT_GT(counted["王"], counted["罗"] * 3);
    EXPECT_GT(counted.size(), 250u);
}

}  // namespace
}  // namespace linli::town
