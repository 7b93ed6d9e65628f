// The mechanism on both engines: who may do what to a case, and what follows.
#include "kernel/cases/cases.h"

#include <gtest/gtest.h>

#include "kernel/cases/routes.h"
#include "kernel/cases/testing.h"
#include "kernel/cases/views.h"
#include "kernel/cases/watches.h"

namespace linli::cases {
namespace {

using testing::town;
using Strings = std::vector<std::string>;

class Cases : public testing::CaseTest {};

INSTANTIATE_TEST_SUITE_P(Engines, Cases, ::testing::ValuesIn(store::testing::engines()));

TEST_P(Cases, GoFromReportToClosedLate) {
    office.at("2026-03-02 09:00");
    const auto li = office.dweller("li", office.house);
    const auto unit = office.unit_of("市政办", office.north);
    const auto zhao = office.somebody("zhao", "unit_contact", office.north, unit);
    const auto other = office.somebody("other", "window", office.south);

    const Id r = report(li, "opinions.matter", "web", story(office.building)).value();
    EXPECT_EQ(office.now(r).number(), "2026-0001");
    EXPECT_EQ(office.due(r), "2026-03-02 15:00");
    EXPECT_EQ(office.now(r).turn, "window");
    EXPECT_EQ(office.listed(office.north, "todo:window"), std::vector{r});
    EXPECT_EQ(office.listed(office.street, "cases"), std::vector{r});
    EXPECT_EQ(office.listed(office.south, "cases"), std::vector<Id>{});
    EXPECT_EQ(office.told(office.clerk).size(), 1u);

    EXPECT_EQ(office.step(other, r, "register"), "refused no_such_case");
    EXPECT_EQ(office.step(li, r, "register"), "refused not_your_step register");
    EXPECT_EQ(office.step(office.street_officer, r, "register"), "refused not_your_step register");
    EXPECT_EQ(office.step(office.clerk, r, "handle"), "refused not_your_step handle");
    EXPECT_EQ(office.step(office.clerk, r, "dispatch"), "refused wrong_state dispatch resident.li");
    EXPECT_EQ(office.step(office.clerk, r, "register"), "refused field_missing kind");
    EXPECT_EQ(office.step(office.clerk, r, "register", "{\"kind\":\"leek\"}"),
              "refused no_such_choice kind leek");
    EXPECT_EQ(office.step(office.clerk, r, "register", "{\"kind\":\"leak\",\"reply\":\"x\"}"),
              "refused no_such_field reply");
    EXPECT_EQ(office.may(office.clerk, r),
              (Strings{"register", "refuse", "add", "withdraw", "merge", "pause", "extend",
                       "recover", "reveal"}));
    EXPECT_EQ(office.may(li, r), (Strings{"add", "withdraw"}));
    EXPECT_EQ(office.step(office.clerk, r, "register", "{\"kind\":\"leak\"}"), "registered");
    EXPECT_EQ(office.told(li).back(), "您反映的事项（2026-0001）已登记。");

    EXPECT_EQ(office.step(office.clerk, r, "dispatch"), "refused hands_missing units");
    EXPECT_EQ(office.step(office.clerk, r, "dispatch", "{}", {office.fresh()}),
              "refused no_such_unit units");
    EXPECT_EQ(office.step(office.clerk, r, "dispatch", "{}", {unit}), "handling");
    EXPECT_EQ(office.due(r), "2026-03-09 17:30");
    EXPECT_EQ(office.listed(unit, "todo"), std::vector{r});
    EXPECT_EQ(office.may(zhao, r),
              (Strings{"send_back", "handle", "add", "merge", "pause", "extend", "reveal"}));

    office.at("2026-03-09 18:00");
    office.tick_all();
    EXPECT_EQ(office.told(zhao).back(),
              "2026-0001 社情民意在线：“办结”已超期，应于2026-03-09 17:30前完成");
    office.tick_all();  // exactly once
    office.at("2026-03-11 09:00");
    office.tick_all();
    EXPECT_TRUE(office.told(office.street_officer).empty());
    office.at("2026-03-11 18:00");
    office.tick_all();
    EXPECT_EQ(office.told(office.street_officer).size(), 1u);
    EXPECT_TRUE(office.now(r).late);
    const auto open_within = [&](const Id& place) {
        return office.read([&](store::Reader& db) { return cases::open_within(db, town, place); });
    };
    EXPECT_EQ(open_within(office.street), 1);
    EXPECT_EQ(open_within(office.south), 0);

    EXPECT_EQ(office.step(zhao, r, "handle", "{\"result\":\"已更换水管\"}"), "handled");
    EXPECT_EQ(office.step(office.clerk, r, "feed_back", "{\"reply\":\"已修好\"}"), "fed_back");
    EXPECT_EQ(office.now(r).fields["reply"].text().find("已修好"), std::string::npos);  // sealed
    EXPECT_EQ(office.step(li, r, "rate", "{\"satisfaction\":\"satisfied\"}"), "closed");
    EXPECT_EQ(office.listed(office.street, "cases.due"), std::vector<Id>{});
    EXPECT_EQ(open_within(office.street), 0);
    EXPECT_EQ(office.listed(office.north, "cases.public"), std::vector{r});
    EXPECT_EQ(office.step(li, r, "rate", "{\"satisfaction\":\"satisfied\"}"),
              "refused wrong_state rate resident.li");
    EXPECT_EQ(office.step(li, r, "reopen"), "refused field_missing reason");
    EXPECT_EQ(office.step(li, r, "reopen", "{\"reason\":\"又漏了\"}"), "handling");
    EXPECT_EQ(office.listed(unit, "todo"), std::vector{r});
    EXPECT_EQ(office.listed(office.north, "cases.public"), std::vector<Id>{});
    EXPECT_EQ(office.verbs(r), (Strings{"report", "register", "dispatch", "late", "late", "late",
                                        "handle", "feed_back", "rate", "reopen"}));
    EXPECT_EQ(office.read([&](store::Reader& db) { return journal::verify(db, town); }),
              std::nullopt);
}

TEST_P(Cases, AStrangerLeavesANumberThatReachesThemOrNone) {
    office.at("2026-03-02 09:00");
    const auto told = [&](const kernel::Asker& asker, const char* channel, const char* phone) {
        return report(asker, "opinions.matter", channel, story(office.grid), {.phone = phone});
    };
    EXPECT_EQ(told(office.stranger(), "web", "12345").refusal(),
              (Refusal{"phone_length", "phone", ""}));
    EXPECT_TRUE(told(office.stranger(), "web", "87654321"));
    EXPECT_TRUE(told(office.again(office.clerk), "phone", "12345"));
}

TEST_P(Cases, AStrangerFollowsByACodeOfWhichOnlyATraceIsKept) {
    office.at("2026-03-02 09:00");
    const kernel::Asker someone = office.stranger();
    const Id r = report(someone, "opinions.matter", "web", story(office.grid),
                        {.name = "陈某", .phone = "199 0000 0042"})
                     .value();
    const std::string code = code_of(office.desk, town, someone.act);
    EXPECT_EQ(code.size(), 10u);
    const auto leads = [&](const std::string& text) {
        return office.read([&](store::Reader& db) { return follow(db, office.desk, town, text); });
    };
    ASSERT_TRUE(leads(code));
    EXPECT_EQ(leads(text::lower(code.substr(0, 5)) + "-" + code.substr(5))->record, r);
    EXPECT_FALSE(leads("0000000000"));
    EXPECT_FALSE(leads(""));

    // Without the code a stranger learns nothing; with it they are the reporter.
    EXPECT_EQ(office.step(office.stranger(), r, "rate"), "refused no_such_case");
    EXPECT_EQ(office.step(office.stranger(), r, "register", "{}", {}, 0),
              "refused not_your_step register");

    // Lost: found at the window by the tail of the phone, and a new code given; the old one is
    // void.
    const auto tail = [&](const kernel::Asker& who) {
        Strings found;
        for (const Lost& one : office.read([&](store::Reader& db) {
                 return lost(db, office.desk, who.who, "0042", office.inside.clock.now());
             })) {
            EXPECT_EQ(one.record, r);
            found.push_back(std::to_string(one.party));
        }
        return found;
    };
    EXPECT_EQ(tail(office.clerk), Strings{"0"});
    EXPECT_EQ(tail(office.somebody("far", "window", office.south)), Strings{});
    EXPECT_EQ(tail(office.stranger()), Strings{});
    const kernel::Asker clerk = office.again(office.clerk);
    EXPECT_EQ(
        office.deed(r, [&](store::Writer& db) { return recover(db, office.desk, clerk, r, 0); }),
        "reported");
    EXPECT_FALSE(leads(code));
    EXPECT_EQ(leads(code_of(office.desk, town, clerk.act))->record, r);

    // Names and numbers are sealed; looking is an act, with a purpose.
    const auto looking = office.again(office.clerk);
    EXPECT_EQ(office.deed(
                  r, [&](store::Writer& db) { return reveal(db, office.desk, looking, r, 0, ""); }),
              "refused field_missing purpose");
    EXPECT_EQ(
        office.deed(
            r, [&](store::Writer& db) { return reveal(db, office.desk, looking, r, 0, "回访"); }),
        "reported");
    EXPECT_EQ(office.verbs(r), (Strings{"report", "recover", "reveal"}));
}

TEST_P(Cases, WhoMayReportAndHow) {
    const auto li = office.dweller("li", office.house);
    const struct {
        kernel::Asker who;
        std::string part, channel, given, want;
    } rows[] = {
        {li, "opinions.mater", "web", story(office.grid), "no_such_part"},
        {li, "opinions.matter", "wep", story(office.grid), "no_such_channel"},
        {li, "opinions.matter", "superior", story(office.grid), "no_such_channel"},
        {li, "opinions.matter", "window", story(office.grid), "not_yours"},
        {office.stranger(), "opinions.matter", "window", story(office.grid), "sign_in_first"},
        {office.clerk, "opinions.matter", "window", story(office.south), "not_yours"},
        {li, "opinions.matter", "web", story(office.fresh()), "no_such_place"},
        {office.stranger(), "opinions.matter", "web", story(office.house), "no_such_place"},
        {li, "opinions.matter", "web", "{\"story\":\"x\"}", "field_missing"},
        {li, "opinions.matter", "web", story(office.grid, ",\"reply\":\"x\""), "no_such_field"},
        {li, "opinions.matter", "web",
         story(office.grid, ",\"photos\":[\"" + office.fresh().text() + "\"]"), "no_such_file"},
    };
    for (const auto& row : rows) {
        const auto outcome = report(row.who, row.part, row.channel, row.given);
        ASSERT_FALSE(outcome) << row.want;
        EXPECT_EQ(outcome.refusal().code, row.want);
    }
    // A named channel leads into another part, keeps its name, and tells its own people.
    const Id r = report(office.dweller("wang", office.house), "through_train.line", "web",
                        story(office.grid))
                     .value();
    EXPECT_EQ(office.now(r).part, "opinions.matter");
    EXPECT_EQ(office.now(r).channel, "through_train");
    EXPECT_EQ(office.told(office.secretary).size(), 1u);
}

TEST_P(Cases, ANeighbourJoinsAndTheFirstWithdraws) {
    office.at("2026-03-02 09:00");
    const auto li = office.dweller("li", office.house);
    const auto sun = office.dweller("sun", office.other_house);
    const std::string leak = story(office.building, ",\"kind\":\"leak\"");
    const Id r = report(li, "opinions.matter", "web", leak).value();
    const auto near = [&](const std::string& given) {
        return office.read([&](store::Reader& db) {
            return alike(db, office.desk, sun.who, "opinions.matter",
                         json::Value::parse(given).value());
        });
    };
    ASSERT_EQ(near(leak).size(), 1u);
    EXPECT_EQ(near(leak).front().record, r);
    EXPECT_EQ(near(story(office.building, ",\"kind\":\"safety\"")).size(), 0u);
    EXPECT_EQ(near(story(office.grid, ",\"kind\":\"leak\"")).size(), 0u);

    EXPECT_EQ(office.may(sun, r), Strings{"nothing of it"});
    const auto joins = [&](const kernel::Asker& who) {
        const auto asker = office.again(who);
        return office.deed(
            r, [&](store::Writer& db) { return join(db, office.desk, asker, r, "我家也漏", {}); });
    };
    EXPECT_EQ(joins(sun), "reported");
    EXPECT_EQ(joins(sun), "refused already_party");
    EXPECT_EQ(office.may(sun, r), (Strings{"add", "withdraw"}));
    EXPECT_EQ(near(leak).front().parties, 2);

    const auto withdraws = [&](const kernel::Asker& who) {
        const auto asker = office.again(who);
        return office.deed(
            r, [&](store::Writer& db) { return withdraw(db, office.desk, asker, r, {}); });
    };
    EXPECT_EQ(withdraws(li), "reported");  // it goes on for Sun, who speaks for it now
    EXPECT_EQ(withdraws(li), "refused no_such_case");
    EXPECT_EQ(withdraws(sun), "withdrawn");
    EXPECT_TRUE(office.now(r).closed);
    EXPECT_EQ(office.listed(office.north, "todo:window"), std::vector<Id>{});
    EXPECT_EQ(joins(li), "refused wrong_state join");
}

TEST_P(Cases, JointHandsEachAnswerAndTheWrongOneGivesBack) {
    office.at("2026-03-02 09:00");
    const auto li = office.dweller("li", office.house);
    const Id water = office.unit_of("水务所", office.north);
    const Id power = office.unit_of("供电所", office.north);
    const Id empty = office.unit_of("空单位", office.north);
    const auto wang = office.somebody("wang", "unit_contact", office.north, water);
    const auto zhao = office.somebody("zhao", "unit_contact", office.north, power);
    const Id r =
        report(li, "opinions.matter", "web", story(office.building, ",\"kind\":\"leak\"")).value();
    EXPECT_EQ(office.step(office.clerk, r, "register"),
              "registered");  // the kind came with the report
    EXPECT_EQ(office.step(office.clerk, r, "dispatch", "{}", {water, empty}),
              "refused nobody_there units 空单位");
    EXPECT_EQ(office.step(office.clerk, r, "dispatch", "{}", {water, water}),
              "refused hands_twice units 水务所");
    EXPECT_EQ(office.step(office.clerk, r, "dispatch", "{}", {water, power}), "handling");
    EXPECT_EQ(office.listed(power, "todo"), std::vector{r});
    EXPECT_EQ(office.may(zhao, r), (Strings{"send_back", "answer", "add"}));
    EXPECT_EQ(office.step(zhao, r, "handle", "{\"result\":\"x\"}"), "refused not_your_step handle");
    EXPECT_EQ(office.step(wang, r, "handle", "{\"result\":\"x\"}"),
              "refused hands_open handle 供电所");
    const auto answering = office.again(zhao);
    EXPECT_EQ(office.deed(r,
                          [&](store::Writer& db) {
                              return answer(db, office.desk, answering, r, {"线路正常", {}, {}});
                          }),
              "handling");
    EXPECT_EQ(office.listed(power, "todo"), std::vector<Id>{});
    EXPECT_EQ(office.step(wang, r, "send_back", "{\"reason\":\"非本单位\"}"), "registered");
    EXPECT_EQ(office.listed(water, "todo"), std::vector<Id>{});
    EXPECT_EQ(office.step(wang, r, "handle", "{\"result\":\"x\"}"), "refused not_your_step handle");
    EXPECT_EQ(office.step(office.clerk, r, "dispatch", "{}", {power, water}), "handling");
    EXPECT_EQ(office.step(wang, r, "send_back", "{\"reason\":\"无关\"}"),
              "handling");  // joint: only lets go
    office.at("2026-03-04 09:00");
    EXPECT_EQ(office.step(zhao, r, "send_back", "{\"reason\":\"x\"}"),
              "refused too_late send_back 2026-03-03 17:30");
    EXPECT_EQ(office.step(zhao, r, "handle", "{\"result\":\"x\"}"), "handled");
}

TEST_P(Cases, TheTableSaysWhoIsResponsible) {
    office.at("2026-03-02 09:00");
    const auto li = office.dweller("li", office.house);
    const Id city = office.unit_of("市政办", office.street);
    const Id garden = office.unit_of("园林局", office.north);
    const auto zhao = office.somebody("zhao", "unit_contact", office.street, city);
    office.somebody("qian", "unit_contact", office.north, garden);
    const auto route = [&](const kernel::Asker& who, const std::string& word, const Id& place,
                           const Id& unit) {
        const auto asker = office.again(who);
        const auto outcome = office.write([&](store::Writer& db) {
            return set_route(db, office.desk, asker, "defects.defect", word, place, unit);
        });
        return outcome ? "" : outcome.refusal().code;
    };
    EXPECT_EQ(route(office.clerk, "leak", office.street, city), "not_yours");
    EXPECT_EQ(route(office.street_officer, "leek", office.street, city), "no_such_choice");
    EXPECT_EQ(
        route(office.street_officer, "leak", office.street, office.unit_of("空", office.north)),
        "nobody_there");
    EXPECT_EQ(route(office.street_officer, "leak", office.street, city), "");
    EXPECT_EQ(route(office.secretary, "leak", office.grid, garden), "");
    const auto covered = office.read([&](store::Reader& db) {
        return coverage_of(db, town, office.known.at("defects.defect"),
                           office.path_of(office.south));
    });
    ASSERT_EQ(covered.size(), 4u);
    EXPECT_EQ(covered[0].unit, city);
    EXPECT_EQ(covered[1].unit, std::nullopt);

    const auto defect = [&](const std::string& what, const Id& where) {
        return report(office.again(li), "defects.defect", "web",
                      "{\"what\":\"" + what + "\",\"where\":\"" + where.text() + "\"}")
            .value();
    };
    const Id near = defect("leak", office.building);
    EXPECT_EQ(office.now(near).state, "handling");
    EXPECT_EQ(office.now(near).seat, garden);
    EXPECT_EQ(office.now(defect("leak", office.south)).seat, city);
    EXPECT_EQ(office.now(defect("dirt", office.south)).state, "reported");
    EXPECT_EQ(office.verbs(near), (Strings{"report", "dispatch"}));
    (void)zhao;
}

TEST_P(Cases, TheTurnFollowsWhoHoldsThePost) {
    office.at("2026-03-02 09:00");
    const auto li = office.dweller("li", office.house);
    const Id r = report(li, "defects.defect", "web",
                        "{\"what\":\"dirt\",\"where\":\"" + office.building.text() + "\"}")
                     .value();
    // No grid worker yet: it is the window's turn.
    EXPECT_EQ(office.now(r).turn, "window");
    EXPECT_EQ(office.listed(office.north, "todo:window"), std::vector{r});
    const auto grid = office.somebody("grid", "grid_worker", office.grid);
    EXPECT_EQ(office.now(r).turn, "grid_worker");
    EXPECT_EQ(office.listed(office.north, "todo:window"), std::vector<Id>{});
    EXPECT_EQ(office.listed(office.grid, "todo:grid_worker"), std::vector{r});
    EXPECT_EQ(office.step(grid, r, "refuse"), "refused field_missing reason");
}

TEST_P(Cases, ManyAlikeAreWarnedOfAndDangerIsReportedUpAtOnce) {
    office.at("2026-03-02 09:00");
    const auto li = office.dweller("li", office.house);
    const std::string given = story(office.building, ",\"kind\":\"safety\"");
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(report(office.again(li), "opinions.matter", "web", given));
    ASSERT_EQ(office.told(office.secretary).size(), 1u);
    EXPECT_EQ(office.told(office.secretary).front(),
              "预警：同一地点同类事项已有3件，最近为2026-0003");
    EXPECT_EQ(office.told(office.street_officer).size(), 0u);
    report(office.again(li), "opinions.matter", "web",
           story(office.grid, ",\"urgency\":\"danger\""))
        .value();
    EXPECT_EQ(office.told(office.street_officer).back(), "紧急上报：2026-0004（社情民意在线）");
}

}  // namespace
}  // namespace linli::cases
