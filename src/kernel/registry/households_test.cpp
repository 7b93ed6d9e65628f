// Households: one head, one household at a time, and what happens when somebody goes.
#include "kernel/registry/households.h"

#include <gtest/gtest.h>

#include "kernel/posts/testing.h"
#include "kernel/registry/residences.h"

namespace linli::registry {
namespace {

using posts::testing::TestTown;
using store::testing::town;

class Households : public testing::TestWithParam<std::string> {
protected:
    Outcome<Id> add(const kernel::Asker& asker, NewHousehold is) {
        return t.write([&](store::Writer& db) { return add_household(db, t.means, asker, is); });
    }
    Outcome<Id> join(const Id& household, const Id& person, const std::string& relation) {
        return t.write([&](store::Writer& db) {
            return join_household(db, t.means, t.window(), household, person, relation, {});
        });
    }
    Outcome<Id> leave(const Id& household, const Id& person) {
        return t.write([&](store::Writer& db) {
            return leave_household(db, t.means, t.window(), household, person, {});
        });
    }
    Household kept(const Id& id) {
        return t.read([&](store::Reader& db) { return household(db, town, id).value(); });
    }
    std::string shown(const Id& id) {
        return t.read([&](store::Reader& db) {
            std::string text;
            for (const Member& member : members(db, town, id, t.today()))
                text += person(db, town, member.person)->name + member.relation + " ";
            return text;
        });
    }

    TestTown t{GetParam()};
    Id father = t.person_at(t.house, "王大");
    Id mother = t.person_at(t.house, "李二");
    Id child = t.person_at(t.house, "王三");
};

INSTANTIATE_TEST_SUITE_P(Engines, Households, testing::ValuesIn(store::testing::engines()));

TEST_P(Households, HaveOneHead) {
    const Id id =
        add(t.window(),
            {.number = "0101", .place = t.house, .head = father, .others = {{mother, "12"}}})
            .value();
    EXPECT_EQ(shown(id), "王大02 李二12 ");
    EXPECT_EQ(join(id, child, "02").refusal().code, "relation_is_head");
    EXPECT_EQ(join(id, child, "98x").refusal().code, "no_such_code");
    ASSERT_TRUE(join(id, child, "20"));
    EXPECT_EQ(join(id, child, "20").refusal().code, "already_there");
    EXPECT_EQ(leave(id, father).refusal(), (Refusal{"head_leaves", "person", id.text()}));

    const auto lead = [&](const Id& head, std::map<Id, std::string> relations) {
        const std::int64_t edition = kept(id).edition;
        return t.write([&](store::Writer& db) {
            return set_head(db, t.means, t.window(), id, edition, head, relations);
        });
    };
    EXPECT_EQ(lead(t.fresh(), {}).refusal().code, "not_member");
    EXPECT_EQ(lead(mother, {{father, "11"}}).refusal(),
              (Refusal{"relation_missing", "relations", child.text()}));
    ASSERT_TRUE(lead(mother, {{father, "11"}, {child, "20"}}));
    EXPECT_EQ(shown(id), "李二02 王大11 王三20 ");
    EXPECT_EQ(kept(id).head, mother);
    ASSERT_TRUE(leave(id, father));
    EXPECT_EQ(leave(id, father).refusal().code, "not_member");
}

TEST_P(Households, AreRefused) {
    const Id id = add(t.window(), {.number = "0101", .place = t.house, .head = father}).value();
    EXPECT_EQ(add(t.as("window", t.south), {.place = t.house, .head = mother}).refusal().code,
              "no_such_place");
    EXPECT_EQ(add(t.as("mediator", t.north), {.place = t.house, .head = mother}).refusal().code,
              "not_yours");
    EXPECT_EQ(add(t.window(), {.place = t.house, .head = father}).refusal(),
              (Refusal{"in_household", "head", id.text()}));
    EXPECT_EQ(add(t.window(), {.number = "0101", .place = t.house, .head = mother}).refusal(),
              (Refusal{"number_taken", "number", id.text()}));
    // The number means something in the community; another community has its own.
    const Id south = t.person_at(t.south_house, "赵六");
    EXPECT_TRUE(add(t.officer(), {.number = "0101", .place = t.south_house, .head = south}));
    EXPECT_EQ(t.write([&](store::Writer& db) {
                   return join_household(db, t.means, t.as("window", t.south), id, south, "", {});
               })
                  .refusal()
                  .code,
              "no_such_household");
}

TEST_P(Households, WhoJoinsOneLeavesTheOther) {
    const Id first = add(t.window(), {.place = t.house, .head = father}).value();
    const Id second =
        add(t.window(), {.place = t.other_house, .head = mother, .others = {{child, "20"}}})
            .value();
    EXPECT_EQ(join(first, mother, "12").refusal(),
              (Refusal{"head_leaves", "person", second.text()}));
    ASSERT_TRUE(join(first, child, "20"));
    EXPECT_EQ(shown(second), "李二02 ");
    ASSERT_TRUE(join(first, mother, "12"));  // the last one may go, and the household with her
    EXPECT_EQ(kept(second).to, t.today());
    EXPECT_EQ(join(second, child, "20").refusal().code, "household_ended");
}

TEST_P(Households, TheDeathOfAHeadLeavesTheOthersTogether) {
    const Id id =
        add(t.window(), {.place = t.house, .head = father, .others = {{mother, "12"}}}).value();
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return note_death(db, t.means, t.window(), father, 1, t.today());
    }));
    EXPECT_EQ(kept(id).head, std::nullopt);
    EXPECT_EQ(kept(id).to, std::nullopt);
    EXPECT_EQ(shown(id), "李二12 ");
    ASSERT_TRUE(join(id, child, "02"));  // nobody is, so somebody may be
    EXPECT_EQ(kept(id).head, child);
}

TEST_P(Households, MoveTogether) {
    const Id id =
        add(t.window(), {.place = t.house, .head = father, .others = {{mother, "12"}}}).value();
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return move_person(
            db, t.means, t.window(), father, 1,
            Move{.kind = "lives", .to = t.other_house, .basis = "rented", .with_household = true});
    }));
    EXPECT_EQ(t.person(mother).home, t.other_house);
    EXPECT_EQ(t.person(child).home, t.house);
    EXPECT_EQ(kept(id).place, t.other_house);
    // Each of them has a line of their own.
    EXPECT_EQ(
        t.read([&](store::Reader& db) { return journal::timeline(db, town, mother).back().verb; }),
        "move");
}

TEST_P(Households, NobodyIsBroughtAlongFromBeyondOnesReach) {
    NewPerson is;
    is.values.set("name", "周八");
    is.lives = Stay{t.south_house, {}, ""};
    is.registered = Stay{t.house, {}, ""};
    const Id zhou = t.write([&](store::Writer& db) {
                         return add_person(db, t.means, t.officer(), is);
                     }).value();
    const Id mate = t.person_at(t.south_house, "吴九");
    const Id household =
        add(t.officer(), {.place = t.south_house, .head = zhou, .others = {{mate, "12"}}}).value();
    // The grid keeps Zhou, whose 户口 is there, and nobody else of that household.
    const auto move = [&](const kernel::Asker& asker, bool with_household) {
        const std::int64_t edition = t.person(zhou).edition;
        return t.write([&](store::Writer& db) {
            return move_person(
                db, t.means, asker, zhou, edition,
                Move{.kind = "lives", .to = t.house, .with_household = with_household});
        });
    };
    const kernel::Asker worker = t.as("grid_worker", t.grid);
    EXPECT_EQ(move(worker, true).refusal(), (Refusal{"not_yours", "with_household", ""}));
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return leave_household(db, t.means, t.officer(), household, mate, {});
    }));
    EXPECT_EQ(move(worker, true).refusal(), (Refusal{"not_yours", "with_household", ""}))
        << "the household itself is kept elsewhere";
    EXPECT_EQ(t.person(zhou).home, t.south_house);
    EXPECT_TRUE(move(worker, false));
    EXPECT_EQ(t.person(mate).home, t.south_house);
    EXPECT_EQ(kept(household).place, t.south_house);
}

TEST_P(Households, NobodyIsTakenAwayBeforeTheyCame) {
    NewPerson is;
    is.values.set("name", "周八");
    is.lives = Stay{t.house, t.day(10), ""};
    const Id zhou = t.write([&](store::Writer& db) {
                         return add_person(db, t.means, t.officer(), is);
                     }).value();
    add(t.window(), {.place = t.house, .head = zhou, .others = {{mother, "12"}}}).value();
    const auto moved = t.write([&](store::Writer& db) {
        return move_person(
            db, t.means, t.window(), zhou, 1,
            Move{.kind = "lives", .to = t.other_house, .day = t.day(5), .with_household = true});
    });
    EXPECT_EQ(moved.refusal(), (Refusal{"day_before_start", "day", t.today().text()}));
    EXPECT_EQ(t.person(zhou).home, t.house);
}

TEST_P(Households, ANewPersonMayBringOneOrJoinOne) {
    NewPerson is;
    is.values.set("name", "孙七");
    is.lives = Stay{t.other_house, {}, "rented"};
    is.household = Membership{{}, "0202", "02"};
    const auto add_one = [&] {
        return t.write([&](store::Writer& db) { return add_person(db, t.means, t.window(), is); });
    };
    const Id head = add_one().value();
    const Id id = t.read([&](store::Reader& db) { return membership(db, town, head)->household; });
    EXPECT_EQ(kept(id).number, "0202");
    is.values.texts.clear();
    is.values.set("name", "孙八");
    EXPECT_EQ(add_one().refusal().code, "number_taken");
    is.household = Membership{id, "", "02"};
    EXPECT_EQ(add_one().refusal().code, "relation_is_head");
    is.household->relation = "20";
    ASSERT_TRUE(add_one());
    EXPECT_EQ(shown(id), "孙七02 孙八20 ");
}

}  // namespace
}  // namespace linli::registry
