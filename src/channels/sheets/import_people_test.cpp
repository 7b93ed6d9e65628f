// Whom a row of residents is about, and what becomes of families: what the preview said is what the
// run does, and undoing takes back that and nothing else.
#include "channels/sheets/import_testing.h"

namespace linli::sheets {
namespace {

using registry::Move;
using registry::PersonChanges;
using testing::Lines;
using testing::town;

constexpr const char* zhou_number = "999901196205120015";
constexpr const char* shen_number = "999901196407030026";

class ImportPeople : public testing::ImportTest {
protected:
    Id born(const Id& place, const std::string& name, const std::string& day) {
        const Id id = t.person_at(place, name);
        edit(id, [&](PersonChanges& changes) { changes.birth = Day::parse(day); });
        return id;
    }
    template <class Change>
    void edit(const Id& id, Change&& change) {
        PersonChanges changes;
        change(changes);
        t.write([&](store::Writer& db) {
             return registry::edit_person(db, t.means, anew(officer), id, t.person(id).edition,
                                          changes);
         }).value();
    }
    void move(const Id& id, const Move& move) {
        t.write([&](store::Writer& db) {
             return registry::move_person(db, t.means, anew(officer), id, t.person(id).edition,
                                          move);
         }).value();
    }
    Id household_of(const Id& head) {
        registry::NewHousehold is;
        is.place = *t.person(head).home;
        is.head = head;
        return t
            .write([&](store::Writer& db) {
                return registry::add_household(db, t.means, anew(officer), is);
            })
            .value();
    }
    std::size_t memberships(const Id& id) {
        return t.read(
            [&](store::Reader& db) { return registry::memberships(db, town, id).size(); });
    }
    std::size_t people() {
        return t.read([&](store::Reader& db) {
            return registry::persons(db, town, {.within = t.path_of(t.street), .most = 99}).size();
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, ImportPeople, ::testing::ValuesIn(store::testing::engines()));

TEST_P(ImportPeople, TheSamePersonIsTheOneWhoWasShown) {
    const Id shown = born(t.house, "王伟", "1980-01-01");
    const Id building = t.place_of("building", "9幢", t.estate);
    const Id flat = t.place_of("house", "101", building);
    const Id id = hand_in("姓名,出生日期,现住址\n王伟,1980-01-01,和风新村9幢101\n");
    EXPECT_EQ(summary(id), "ready 0 0 0 1 0 0");
    ASSERT_TRUE(decide_as(id, 2, Decision::same));
    // Before it runs, somebody registers a namesake where the row says.
    const Id namesake = born(flat, "王伟", "1980-01-01");
    act(run_import, id).value();
    EXPECT_EQ(summary(id), "done 0 1 0 0 0 0");
    EXPECT_EQ(t.person(shown).home, flat);
    EXPECT_EQ(t.person(namesake).edition, 2);
}

TEST_P(ImportPeople, WhoIsNotAlikeAnyMoreIsAskedAboutAgain) {
    const Id shown = born(t.house, "王伟", "1980-01-01");
    const Id id = hand_in("姓名,出生日期,现住址\n王伟,1980-01-01,和风新村3幢102\n");
    ASSERT_TRUE(decide_as(id, 2, Decision::same));
    edit(shown, [](PersonChanges& changes) { changes.set("name", "王维"); });
    act(run_import, id).value();
    EXPECT_EQ(summary(id), "done 0 0 0 1 0 0");
    EXPECT_EQ(people(), 1u);
    EXPECT_EQ(t.person(shown).home, t.house);
}

TEST_P(ImportPeople, ANumberThatIsSomebodyElsesByNowIsAskedAboutAgain) {
    const Id shown = born(t.house, "周建国", "1962-05-12");
    const Id id =
        hand_in(std::string("姓名,身份证号,现住址\n周建国,") + zhou_number + ",和风新村3幢102\n");
    EXPECT_EQ(summary(id), "ready 0 0 0 1 0 0");
    ASSERT_TRUE(decide_as(id, 2, Decision::same));
    edit(shown, [](PersonChanges& changes) { changes.birth = Day::parse("1962-05-13"); });
    const Id bearer = t.person_at(t.other_house, "周建国", zhou_number);
    act(run_import, id).value();
    EXPECT_EQ(summary(id), "done 0 0 0 1 0 0");
    EXPECT_EQ(t.person(bearer).edition, 1);
}

TEST_P(ImportPeople, ACommunityIsNoHomeToKnowNamesakesBy) {
    const std::string namesakes = "姓名,性别\n王伟,男\n王伟,男\n";
    EXPECT_EQ(summary(take_over(namesakes)), "done 1 0 0 1 0 1");
    const Id again = hand_in(namesakes);
    EXPECT_EQ(summary(again), "ready 0 0 0 2 0 0");
    ASSERT_TRUE(decide_as(again, 3, Decision::fresh));
    act(run_import, again).value();
    EXPECT_EQ(people(), 2u);
    // A birthday tells that it is the same list once more.
    const std::string born = "姓名,出生日期\n李明,1980-01-01\n";
    take_over(born);
    EXPECT_EQ(summary(hand_in(born)), "ready 0 0 1 0 0 1");
}

TEST_P(ImportPeople, APreviewCountsWhoStandsTwiceInTheSheetOnce) {
    const std::string twice =
        "姓名,出生日期,联系电话,现住址\n孙七,1990-04-01,13905740011,和风新村9幢101\n"
        "孙七,1990-04-01,13905740011,和风新村9幢101\n孙七,1991-05-02,13905740012,和风新村9幢102\n"
        "钱八,,,和风新村9幢103\n钱八,,,和风新村9幢103\n";
    const Id id = hand_in(twice);
    EXPECT_EQ(summary(id), "ready 3 0 2 0 0 2");
    EXPECT_EQ(lines(id), (std::vector<std::string>{"3 same 孙七; name person_twice 2",
                                                   "6 same 钱八; name person_twice 5"}));
    act(run_import, id).value();
    EXPECT_EQ(summary(id), "done 3 0 2 0 0 0");
    EXPECT_EQ(people(), 3u);
}

TEST_P(ImportPeople, TheFootOfASheetIsNobody) {
    const Id id = hand_in("序号,姓名,现住址\n1,孙七,和风新村3幢101\n合 计,10人,\n填表人：王芳,,\n");
    EXPECT_EQ(summary(id), "ready 1 0 0 0 2 0");
    EXPECT_EQ(lines(id),
              (std::vector<std::string>{"3 bad ;  row_is_foot!", "4 bad ;  row_is_foot!"}));
    act(run_import, id).value();
    EXPECT_EQ(summary(id), "done 1 0 0 0 2 0");
    EXPECT_EQ(people(), 1u);
}

TEST_P(ImportPeople, WhoDecidesSeesWhatTellsThemApart) {
    born(t.house, "王伟", "1980-01-01");
    const Id id =
        hand_in("姓名,出生日期,联系电话,现住址\n王伟,1980-01-01,13905740011,和风新村9幢101\n");
    const auto line = [&] {
        return t.read([&](store::Reader& db) {
            return import_lines(db, t.means, town, at(id), "duplicate", 0, 9);
        })[0];
    };
    const auto undecided_now = [&] {
        return t.read([&](store::Reader& db) { return undecided(db, town, id); });
    };
    EXPECT_EQ(line().says.birth + " " + line().says.address, "1980-01-01 和风新村9幢101");
    EXPECT_EQ(line().says.phones, "139****0011");
    EXPECT_EQ(line().known.birth + " " + line().known.address, "1980-01-01 和风新村3幢101");
    EXPECT_EQ(undecided_now(), 1);
    ASSERT_TRUE(decide_as(id, 2, Decision::skip));
    EXPECT_EQ(undecided_now(), 0);
}

TEST_P(ImportPeople, WhatWasPassedIsNotDecidedAnyMore) {
    born(t.house, "王伟", "1980-01-01");
    const Id late = born(t.other_house, "李明", "1980-01-01");
    std::string bytes = "姓名,出生日期,现住址\n王伟,1980-01-01,和风新村3幢102\n";
    for (int i = 0; i < 600; ++i)
        bytes += "甲" + std::to_string(i) + ",1990-01-01,和风新村3幢\n";
    const Id id = hand_in(bytes + "李明,1980-01-01,和风新村3幢101\n");
    t.write([&](store::Writer& db) { return run_import(db, t.means, anew(clerk), id); }).value();
    bool stopped = false;
    ImportRunner once(t.store(), t.means, t.inside.clock, [&](store::Tenant, const Id&) {
        if (std::exchange(stopped, true)) return;
        t.write([&](store::Writer& db) {
             return stop_import(db, t.means, anew(clerk), id);
         }).value();
    });
    once.work_off();
    EXPECT_EQ(at(id).state, State::stopped);
    EXPECT_EQ(decide_as(id, 2, Decision::same).refusal(), (Refusal{"moved_on", "row", "2"}));
    EXPECT_TRUE(decide_as(id, 602 + 1, Decision::same));
    act(run_import, id).value();
    EXPECT_EQ(summary(id), "done 600 1 0 1 0 0");
    EXPECT_EQ(t.person(late).home, t.house);
}

// ---- families ----

TEST_P(ImportPeople, APreviewCountsWhomTheRunPutsIntoAHousehold) {
    const Id head = t.person_at(t.house, "周建国", zhou_number);
    const Id wife = t.person_at(t.house, "沈秀英", shen_number);
    household_of(head);
    const Id id = hand_in(std::string("姓名,身份证号,现住址,户主身份证号\n沈秀英,") + shen_number +
                          ",和风新村3幢101," + zhou_number + "\n");
    EXPECT_EQ(summary(id), "ready 0 1 0 0 0 0");
    act(run_import, id).value();
    EXPECT_EQ(summary(id), "done 0 1 0 0 0 0");
    EXPECT_EQ(family("沈秀英"), (Lines{"02 周建国", " 沈秀英"}));
    act(undo_import, id).value();
    EXPECT_EQ(lines(id, "kept"), Lines{});
    EXPECT_EQ(memberships(wife), 0u);
    EXPECT_EQ(family("周建国"), Lines{"02 周建国"});
}

TEST_P(ImportPeople, ANumberLeadsToAHouseholdThatTheSheetItselfFounds) {
    t.person_at(t.house, "周建国", zhou_number);
    t.person_at(t.house, "沈秀英", shen_number);
    const Id id =
        hand_in(std::string("姓名,身份证号,现住址,与户主关系,户编号\n周建国,") + zhou_number +
                ",和风新村3幢101,户主,H1\n沈秀英," + shen_number + ",和风新村3幢101,,H1\n");
    EXPECT_EQ(summary(id), "ready 0 2 0 0 0 0");
    act(run_import, id).value();
    EXPECT_EQ(summary(id), "done 0 2 0 0 0 0");
    EXPECT_EQ(family("沈秀英"), (Lines{"02 周建国", " 沈秀英"}));
}

TEST_P(ImportPeople, WhoWasSaidToHaveLeftIsBackInTheirHouseholdWhenItIsUndone) {
    const Id head = t.person_at(t.house, "周建国", zhou_number);
    household_of(head);
    const Id id =
        take_over(std::string("姓名,身份证号,是否已迁出\n周建国,") + zhou_number + ",是\n");
    EXPECT_FALSE(t.read([&](store::Reader& db) { return registry::membership(db, town, head); }));
    act(undo_import, id).value();
    EXPECT_EQ(lines(id, "kept"), Lines{});
    EXPECT_EQ(family("周建国"), Lines{"02 周建国"});
    t.read([&](store::Reader& db) {
        const auto homes = registry::households_at(db, town, t.house);
        EXPECT_EQ(homes.size(), 1u);
        EXPECT_EQ(homes.at(0).head, head);
        return 0;
    });
}

TEST_P(ImportPeople, AHouseholdOfSomebodyKnownGoesWhenItIsUndone) {
    const Id known = t.person_at(t.house, "周建国", zhou_number);
    const Id id =
        take_over(std::string("姓名,身份证号,现住址,与户主关系\n周建国,") + zhou_number +
                  ",和风新村3幢101,户主\n沈秀英," + shen_number + ",和风新村3幢101,配偶\n");
    EXPECT_EQ(family("沈秀英"), (Lines{"02 周建国", "10 沈秀英"}));
    act(undo_import, id).value();
    EXPECT_EQ(lines(id, "kept"), Lines{});
    EXPECT_EQ(memberships(known), 0u);
    EXPECT_TRUE(t.read(
        [&](store::Reader& db) { return registry::households_at(db, town, t.house).empty(); }));
}

TEST_P(ImportPeople, WhoHasJoinedAHouseholdSinceIsKept) {
    const Id id = take_over("姓名,现住址\n沈秀英,和风新村3幢101\n周晓峰,和风新村3幢101\n");
    household_of(named("沈秀英")->id);
    act(undo_import, id).value();
    EXPECT_EQ(lines(id, "kept"), (Lines{"2 kept 沈秀英;  changed_meanwhile!"}));
    EXPECT_EQ(family("沈秀英"), Lines{"02 沈秀英"});
    EXPECT_FALSE(named("周晓峰"));
}

// ---- undoing an update ----

TEST_P(ImportPeople, AnAddressOutsideComesBackWithTheMove) {
    const Id known = t.person_at(t.house, "周建国", zhou_number);
    move(known, {.kind = "registered", .to = t.house});
    move(known, {.kind = "lives", .division = "310115", .address = "上海市浦东新区张江镇"});
    const Id id =
        take_over(std::string("姓名,身份证号,现住址\n周建国,") + zhou_number + ",和风新村3幢102\n");
    EXPECT_EQ(t.person(known).home, t.other_house);
    act(undo_import, id).value();
    EXPECT_EQ(lines(id, "kept"), Lines{});
    EXPECT_FALSE(t.person(known).home);
    EXPECT_EQ(t.person(known).home_address, "上海市浦东新区张江镇");
    EXPECT_EQ(t.person(known).home_division, "310115");
}

TEST_P(ImportPeople, WhatIsRefusedHalfWayIsKeptWhole) {
    const Id known = t.person_at(t.house, "周建国", zhou_number);
    const Id id = take_over(std::string("姓名,身份证号,现住址,与户主关系,政治面貌\n周建国,") +
                            zhou_number + ",和风新村3幢102,户主,中共党员\n沈秀英," + shen_number +
                            ",和风新村3幢102,配偶,\n");
    EXPECT_EQ(summary(id), "done 1 1 0 0 0 0");
    t.write([&](store::Writer& db) {
         const registry::Place old = *registry::place(db, town, t.house);
         return registry::end_place(db, t.means, anew(officer), t.house, old.edition, t.today());
     }).value();
    act(undo_import, id).value();
    EXPECT_EQ(at(id).state, State::undone);
    EXPECT_EQ(lines(id, "kept"), (Lines{"2 kept 周建国;  place_ended!"}));
    EXPECT_EQ(t.person(known).home, t.other_house);
    EXPECT_EQ(t.person(known).political, "01");
    EXPECT_EQ(family("周建国"), Lines{"02 周建国"});
    EXPECT_FALSE(named("沈秀英"));  // whoever else was in its chunk is gone
}

}  // namespace
}  // namespace linli::sheets
