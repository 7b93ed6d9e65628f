// What is noted of a store's condition is found again, and the forecast follows how it grew.
#include "store/upkeep.h"

#include <gtest/gtest.h>

#include "store/testing.h"

namespace linli::store {
namespace {

using testing::town;

class UpkeepOn : public ::testing::TestWithParam<std::string> {
protected:
    testing::TestStore test{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, UpkeepOn, ::testing::ValuesIn(testing::engines()));

TEST_P(UpkeepOn, IsNotedAndFoundAgain) {
    Store& store = *test.store;
    const Instant begun = test.clock.now();
    note_upkeep(store, Upkeep::bytes, 500);
    note_upkeep(store, Upkeep::bytes, 501);  // at the same moment
    test.clock.set({begun.micros + micros_per_day});
    note_upkeep(store, Upkeep::bytes, 700);
    note_upkeep(store, Upkeep::verify, 1);
    test.clock.set(begun);  // set back
    note_upkeep(store, Upkeep::verify, 0);
    store.read([&](Reader& db) {
        const auto all = upkeep_since(db, town, Upkeep::bytes, begun);
        ASSERT_EQ(all.size(), 2u);
        EXPECT_EQ(all.front().number, 501);
        EXPECT_EQ(last_upkeep(db, town, Upkeep::bytes)->number, 700);
        EXPECT_EQ(last_upkeep(db, town, Upkeep::verify)->number, 0);
        EXPECT_FALSE(last_upkeep(db, town, Upkeep::backup));
        EXPECT_FALSE(last_upkeep(db, Tenant{1}, Upkeep::verify));
        EXPECT_GT(bytes_of(db, test.settings()), 100'000);
    });
}

TEST(Forecast, FollowsHowTheStoreGrew) {
    const auto at = [](std::int64_t day, std::int64_t bytes) {
        return Noted{{day * micros_per_day}, bytes};
    };
    EXPECT_EQ(bytes_a_day({at(0, 1000), at(10, 2000)}), 100);
    EXPECT_EQ(days_left({at(0, 1000), at(10, 2000)}, 5000), 50);
    EXPECT_EQ(days_left({at(0, 1000), at(5, 900), at(10, 2000)}, 0), 0);
    EXPECT_EQ(days_left({at(0, 1000), at(1, 2000)}, 5000), std::nullopt) << "known too briefly";
    EXPECT_EQ(days_left({at(0, 2000), at(10, 2000)}, 5000), std::nullopt);
    EXPECT_EQ(days_left({at(0, 2000), at(10, 1000)}, 5000), std::nullopt);
    EXPECT_EQ(days_left({}, 5000), std::nullopt);
    EXPECT_EQ(days_left({at(0, 0), at(100, 1)}, 5000), 5000) << "a byte a day at the least";
}

}  // namespace
}  // namespace linli::store
