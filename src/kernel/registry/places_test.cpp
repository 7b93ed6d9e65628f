// The tree of places: what may stand where, who sees it, who may change it, and what moves along.
#include "kernel/registry/places.h"

#include <gtest/gtest.h>

#include "kernel/posts/testing.h"
#include "kernel/registry/find.h"
#include "kernel/registry/residences.h"

namespace linli::registry {
namespace {

using posts::testing::TestTown;
using store::testing::town;

class Places : public testing::TestWithParam<std::string> {
protected:
    Outcome<Id> add(const kernel::Asker& asker, const std::string& kind, const std::string& name,
                    const Id& parent, const std::string& code = "") {
        NewPlace is;
        is.parent = parent;
        is.kind = kind;
        is.name = name;
        is.code = code;
        return t.write([&](store::Writer& db) { return add_place(db, t.means, asker, is); });
    }
    Outcome<Id> move(const kernel::Asker& asker, const Id& place, const Id& parent) {
        const std::int64_t edition = t.place(place).edition;
        return t.write([&](store::Writer& db) {
            return move_place(db, t.means, asker, place, edition, parent);
        });
    }
    std::string address(const Id& place) {
        return t.read([&](store::Reader& db) {
            return Addresses(db, t.means, town).of(t.place(place).path);
        });
    }

    TestTown t{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, Places, testing::ValuesIn(store::testing::engines()));

TEST_P(Places, StandInAddressOrderWhateverOrderTheyCameIn) {
    for (const char* name : {"10幢", "2幢", "门卫室", "2幢甲", "1幢"})
        ASSERT_TRUE(add(t.officer(), "building", name, t.estate));
    const auto found =
        t.read([&](store::Reader& db) { return children(db, town, t.estate, "", 50); });
    std::string names;
    for (const Place& place : found)
        names += place.name + " ";
    EXPECT_EQ(names, "1幢 2幢 2幢甲 3幢 10幢 门卫室 ");
    EXPECT_EQ(address(t.house), "和风新村3幢101");
    EXPECT_EQ(address(t.north), "北苑社区");
}

TEST_P(Places, RefuseInTheOrderTheyPromise) {
    const Id nowhere = t.fresh();
    const kernel::Asker worker = t.as("grid_worker", t.grid);
    const struct {
        kernel::Asker asker;
        std::string kind, name;
        Id parent;
        std::string code;
        const char *refusal, *at;
    } rows[] = {
        {t.officer(), "building", "9幢", nowhere, "", "no_such_place", "parent"},
        {t.stranger(), "house", "9", t.house, "", "no_such_place", "parent"},
        {worker, "building", "9幢", t.estate, "", "not_yours", "parent"},
        {worker, "castle", "", t.estate, "", "not_yours", "parent"},
        {t.officer(), "castle", "", t.estate, "", "no_such_kind", "kind"},
        {t.officer(), "community", "", t.estate, "", "kind_not_within", "kind"},
        {t.officer(), "building", "", t.estate, "", "field_missing", "name"},
        {t.officer(), "building", "3幢", t.estate, "", "name_taken", "name"},
        {t.officer(), "building", std::string(61, 'x'), t.estate, "", "too_long", "name"},
        {t.officer(), "community", "东苑社区", t.street, "1234567", "code_bad", "code"},
        {t.officer(), "building", "9幢", t.estate, "330203001001", "code_bad", "code"},
    };
    for (const auto& row : rows) {
        const auto added = add(row.asker, row.kind, row.name, row.parent, row.code);
        ASSERT_FALSE(added) << row.name;
        EXPECT_EQ(added.refusal().code, row.refusal);
        EXPECT_EQ(added.refusal().at, row.at);
    }
    EXPECT_EQ(
        t.read([](store::Reader& db) { return journal::before(db, town, 0, 1).front().verb; }),
        "add");  // and the last line is still that of the last house
}

TEST_P(Places, CodesAreKeptByTheirSchemeAndOnce) {
    const Id east = add(t.officer(), "community", "东苑社区", t.street, "330299001003").value();
    EXPECT_EQ(t.place(east).scheme, "division");
    const auto again = add(t.officer(), "community", "西苑社区", t.street, "330299001003");
    EXPECT_EQ(again.refusal(), (Refusal{"code_taken", "code", east.text()}));
    const Id grid = add(t.officer(), "grid", "第一网格", east, "330299001003001").value();
    EXPECT_EQ(t.place(grid).code, "330299001003001");
    EXPECT_EQ(t.place(grid).scheme, "grid");
}

TEST_P(Places, AHouseIsHiddenFromStrangersAndItsBuildingIsNot) {
    const Id person = t.person_at(t.house, "王小明");
    const auto sees = [&](const kernel::Asker& asker, const Id& place) {
        return static_cast<bool>(
            t.read([&](store::Reader& db) { return place_for(db, t.means, asker.who, place); }));
    };
    EXPECT_TRUE(sees(t.stranger(), t.building));
    EXPECT_FALSE(sees(t.stranger(), t.house));
    EXPECT_FALSE(sees(t.as("window", t.south), t.house));
    EXPECT_TRUE(sees(t.as("grid_worker", t.grid), t.house));
    EXPECT_TRUE(sees(t.resident(person), t.house));
    EXPECT_FALSE(sees(t.resident(person), t.other_house));
}

TEST_P(Places, RegriddingTakesEverythingOpenAlong) {
    const Id stays = t.person_at(t.house, "王小明", "11010519491231002X", "13800000001");
    const Id left = t.person_at(t.other_house, "李四");
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return move_person(db, t.means, t.officer(), left, 1, Move{.kind = "lives"});
    }));
    const Id account = t.account_of("zhao");
    const Id post =
        t.write([&](store::Writer& db) {
             posts::NewPost is{.role = "stairwell_head", .place = t.building, .account = account};
             return posts::appoint(db, t.means, t.officer(), is);
         }).value();
    const Id qian = t.account_of("qian");
    const Id stands =
        t.write([&](store::Writer& db) {
             return posts::stand_in(db, t.means, t.officer(), post, qian, t.today(), t.day(-3));
         }).value();
    const Id ended =
        t.write([&](store::Writer& db) {
             posts::NewPost is{.role = "stairwell_head", .place = t.building, .name = "老张"};
             return posts::appoint(db, t.means, t.officer(), is);
         }).value();
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return posts::end_post(db, t.means, t.officer(), ended, 1, t.today(), "调离");
    }));
    std::vector<kernel::Hooks::PlaceMoved> told;
    t.hooks.place_moved.push_back(
        [&](store::Writer&, const kernel::Asker&, const kernel::Hooks::PlaceMoved& moved) {
            told.push_back(moved);
        });
    const access::Path before = t.place(t.estate).path;
    const Id second = add(t.officer(), "grid", "第二网格", t.north).value();
    ASSERT_TRUE(move(t.officer(), t.estate, second));

    const access::Path after = t.place(t.estate).path;
    EXPECT_TRUE(access::within(after, t.place(second).path));
    EXPECT_TRUE(access::within(t.person(stays).path, after));
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].from, before);
    EXPECT_EQ(told[0].to, after);
    t.read([&](store::Reader& db) {
        EXPECT_EQ(residences_of(db, town, stays).front().path, t.place(t.house).path);
        // What had ended keeps the path of its day.
        EXPECT_TRUE(access::within(residences_of(db, town, left).front().path, before));
        EXPECT_EQ(with_grams(db, town, "person", {"小明"}, after, 9), std::vector<Id>{stays});
        EXPECT_TRUE(with_grams(db, town, "person", {"小明"}, before, 9).empty());
        EXPECT_EQ(with_grams(db, town, "place", {"#101"}, after, 9), std::vector<Id>{t.house});
        EXPECT_TRUE(access::within(posts::post(db, town, post)->path, after));
        EXPECT_TRUE(access::within(posts::post(db, town, stands)->path, after));
        EXPECT_TRUE(access::within(posts::post(db, town, ended)->path, before));
        const auto grants = access::grants_of(db, town, account, t.today());
        EXPECT_TRUE(access::within(grants.at(0).path, after));
        return 0;
    });
    // The path that was left is never given to another place: ended records still carry it.
    const Id again = add(t.officer(), "estate", "和风新村", t.grid).value();
    EXPECT_NE(t.place(again).path, before);
}

TEST_P(Places, RegriddingIsRefused) {
    const Id second = add(t.officer(), "grid", "第二网格", t.south).value();
    const kernel::Asker north_only = t.as("secretary", t.north);
    EXPECT_EQ(move(north_only, t.estate, second).refusal(), (Refusal{"not_yours", "parent", ""}));
    EXPECT_EQ(move(t.as("secretary", t.south), t.estate, second).refusal().code, "not_yours");
    EXPECT_EQ(move(t.officer(), t.street, second).refusal().code, "place_is_root");
    EXPECT_EQ(move(t.officer(), t.estate, t.building).refusal().code, "place_within_itself");
    EXPECT_EQ(move(t.officer(), t.estate, t.street).refusal().code, "kind_not_within");
    EXPECT_EQ(move(t.officer(), t.estate, t.grid).refusal().code, "already_there");
    const auto late = t.write([&](store::Writer& db) {
        return move_place(db, t.means, t.officer(), t.estate, 0, second);
    });
    EXPECT_EQ(late.refusal().code, "changed_meanwhile");
}

TEST_P(Places, EndOnlyWhenEmpty) {
    const auto end = [&](const Id& place, Day day) {
        const std::int64_t edition = t.place(place).edition;
        return t.write([&](store::Writer& db) {
            return end_place(db, t.means, t.officer(), place, edition, day);
        });
    };
    const Id person = t.person_at(t.house, "王小明");
    EXPECT_EQ(end(t.house, t.today()).refusal().code, "place_not_empty");
    EXPECT_EQ(end(t.building, t.today()).refusal().code, "place_not_empty");
    EXPECT_EQ(end(t.street, t.today()).refusal().code, "place_is_root");
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return move_person(db, t.means, t.officer(), person, 1, Move{.kind = "lives"});
    }));
    EXPECT_EQ(end(t.house, t.today().plus(1)).refusal().code, "day_in_future");
    EXPECT_EQ(end(t.house, t.day(1)).refusal().code, "day_before_start");
    EXPECT_TRUE(end(t.house, t.today()));
    EXPECT_EQ(end(t.house, t.today()).refusal().code, "place_ended");
    // Its name may be used again, its path may not.
    const Id rebuilt = add(t.officer(), "house", "101", t.building).value();
    EXPECT_NE(t.place(rebuilt).path, t.place(t.house).path);
}

TEST(Kinds, RefuseWhatCannotBeHonoured) {
    const struct {
        const char *source, *what;
    } rows[] = {
        {"places:\n  a: { title: { zh: \"甲\", en: \"A\" }, within: [b] }\n",
         "a stands within b, which is not declared"},
        {"places:\n  a: { title: { zh: \"甲\", en: \"A\" }, opne: true }\n",
         "unknown word opne; did you mean open?"},
        {"units:\n  a: { title: { zh: \"甲\", en: \"A\" } }\n", "places is missing"},
    };
    for (const auto& row : rows) {
        const auto kinds = Kinds::make(yaml::parse(row.source, "x.yaml").value(), "places");
        ASSERT_FALSE(kinds) << row.source;
        EXPECT_EQ(kinds.refusal().with, row.what);
    }
    EXPECT_TRUE(carried_place_kinds().find("community")->within.contains("street"));
    EXPECT_TRUE(carried_unit_kinds().find("property"));
}

}  // namespace
}  // namespace linli::registry
