// Who left long enough ago stands on the list of what is due, until they are erased or somebody
// decides to keep them longer.
#include "kernel/registry/retention.h"

#include <gtest/gtest.h>

#include "kernel/posts/testing.h"
#include "kernel/registry/residences.h"

namespace linli::registry {
namespace {

using posts::testing::TestTown;
using store::testing::town;

class RetentionOn : public testing::TestWithParam<std::string> {
protected:
    Id left(const std::string& name, const Id& place, int days_ago) {
        NewPerson is;
        is.values.set("name", name);
        is.lives = Stay{place, t.day(days_ago + 10), ""};
        const Id id = t.write([&](store::Writer& db) {
                           return add_person(db, t.means, t.officer(), is);
                       }).value();
        const Move out{.kind = "lives", .day = t.day(days_ago)};
        t.write([&](store::Writer& db) {
             return move_person(db, t.means, t.officer(), id, 1, out);
         }).value();
        return id;
    }
    std::vector<std::string> due(const Id& within) {
        std::vector<std::string> names;
        for (const PersonDue& one : t.read([&](store::Reader& db) {
                 return people_due(db, town, t.path_of(within), "", {}, t.today(), 50);
             }))
            names.push_back(one.person.name);
        return names;
    }
    Outcome<Id> keep(const kernel::Asker& asker, const Id& id, Day until, std::string_view why) {
        return t.write([&](store::Writer& db) {
            return keep_person_longer(db, t.means, asker, id, until, why);
        });
    }
    using Names = std::vector<std::string>;
    TestTown t{GetParam()};
    const int period = static_cast<int>(retention("person_left").days);
};
INSTANTIATE_TEST_SUITE_P(Engines, RetentionOn, testing::ValuesIn(store::testing::engines()));

TEST_P(RetentionOn, ListsWhoLeftLongAgo) {
    left("昨天到期", t.house, period);
    left("明天到期", t.house, period - 1);
    left("南苑", t.south_house, period + 100);
    t.person_at(t.house, "还在");
    const Id back = left("又回来", t.house, period + 5);
    const Move home{.kind = "lives", .to = t.house};
    ASSERT_TRUE(t.write(
        [&](store::Writer& db) { return move_person(db, t.means, t.officer(), back, 2, home); }));
    EXPECT_EQ(due(t.north), (Names{"昨天到期"}));
    EXPECT_EQ(due(t.south), (Names{"南苑"}));
    t.inside.clock.set({t.inside.clock.now().micros + micros_per_day});
    EXPECT_EQ(due(t.north).size(), 2u);
}

TEST_P(RetentionOn, IsPutOffWithAReasonOrEndsWithErasing) {
    const Id wang = left("王小明", t.house, period + 1);
    const Id stays = t.person_at(t.house, "李华");
    const Day later = t.today().plus(30);
    EXPECT_EQ(keep(t.as("window", t.south), wang, later, "诉讼").refusal().code, "no_such_person");
    EXPECT_EQ(keep(t.window(), wang, later, "诉讼").refusal().code, "not_yours");
    EXPECT_EQ(keep(t.officer(), stays, later, "诉讼").refusal().code, "still_here");
    EXPECT_EQ(keep(t.officer(), wang, later, " ").refusal(),
              (Refusal{"field_missing", "reason", ""}));
    EXPECT_EQ(keep(t.officer(), wang, t.today(), "诉讼").refusal().code, "day_in_past");
    EXPECT_EQ(keep(t.officer(), wang, t.today().plus(longer_days_max + 1), "诉讼").refusal().code,
              "day_too_far");
    EXPECT_EQ(due(t.street), (Names{"王小明"}));

    ASSERT_TRUE(keep(t.officer(), wang, later, "诉讼"));
    EXPECT_TRUE(due(t.street).empty());
    const auto lines = t.read([&](store::Reader& db) { return journal::timeline(db, town, wang); });
    EXPECT_EQ(lines.back().verb, "keep_longer");
    EXPECT_EQ(lines.back().basis, "诉讼");
    t.inside.clock.set({t.inside.clock.now().micros + 31 * micros_per_day});
    EXPECT_EQ(due(t.street), (Names{"王小明"}));
    const auto kept =
        t.read([&](store::Reader& db) { return kept_longer(db, town, "person_left", wang); });
    EXPECT_EQ(kept->reason, "诉讼");

    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return erase_person(db, t.means, t.officer(), wang, "保存期满");
    }));
    EXPECT_TRUE(due(t.street).empty());
}

}  // namespace
}  // namespace linli::registry
