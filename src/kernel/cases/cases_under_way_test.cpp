// What becomes of a case while it is under way, on both engines: its clock stands and runs on, its
// place moves, it becomes part of another.
#include <gtest/gtest.h>

#include "kernel/cases/calendars.h"
#include "kernel/cases/cases.h"
#include "kernel/cases/routes.h"
#include "kernel/cases/testing.h"
#include "kernel/cases/views.h"
#include "kernel/cases/watches.h"

namespace linli::cases {
namespace {

using testing::town;
using Strings = std::vector<std::string>;

class CasesUnderWay : public testing::CaseTest {
protected:
    // A leak that somebody reported and that a unit has in hand.
    Id handed_over(const kernel::Asker& reporter, const Id& where, const Id& unit) {
        const Id id =
            report(reporter, "opinions.matter", "web", story(where, ",\"kind\":\"leak\"")).value();
        EXPECT_EQ(office.step(office.clerk, id, "register"), "registered");
        EXPECT_EQ(office.step(office.clerk, id, "dispatch", "{}", {unit}), "handling");
        return id;
    }
    template <class What>
    std::string deed(const kernel::Asker& who, const Id& id, What what) {
        const auto asker = office.again(who);
        return office.deed(id, [&](store::Writer& db) { return what(db, asker); });
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, CasesUnderWay, ::testing::ValuesIn(store::testing::engines()));

TEST_P(CasesUnderWay, TheClockStandsAndIsExtended) {
    office.at("2026-03-02 09:00");
    const auto li = office.dweller("li", office.house);
    const Id unit = office.unit_of("市政办", office.north);
    const auto zhao = office.somebody("zhao", "unit_contact", office.north, unit);
    const Id r = handed_over(li, office.building, unit);
    EXPECT_EQ(office.due(r), "2026-03-09 17:30");
    const auto pausing = [&](store::Writer& db, const kernel::Asker& a) {
        return pause(db, office.desk, a, r, "请补充楼层");
    };
    const auto resuming = [&](store::Writer& db, const kernel::Asker& a) {
        return resume(db, office.desk, a, r);
    };
    EXPECT_EQ(deed(li, r, pausing), "refused not_your_step pause");
    EXPECT_EQ(deed(zhao, r, resuming), "refused wrong_state resume staff.clerk");
    office.at("2026-03-03 09:00");
    EXPECT_EQ(deed(zhao, r, pausing), "handling");
    EXPECT_EQ(office.due(r), "");
    office.at("2026-03-05 09:00");
    const auto more = [&](store::Writer& db, const kernel::Asker& a) {
        return add(db, office.desk, a, r, {"三楼", {}, {}});
    };
    EXPECT_EQ(deed(li, r, more), "handling");  // the reporter's word sets the clock going
    EXPECT_EQ(office.due(r), "2026-03-11 17:30");
    EXPECT_EQ(deed(zhao, r, pausing), "handling");
    office.at("2026-03-31 09:00");
    office.tick_all();  // ten workdays after the 5th it goes on by itself
    EXPECT_FALSE(office.now(r).paused);
    EXPECT_EQ(office.due(r), "2026-03-26 17:30");
    EXPECT_EQ(deed(zhao, r, pausing), "refused too_late pause");

    const Id again = report(office.again(li), "opinions.matter", "web",
                            story(office.building, ",\"kind\":\"safety\""))
                         .value();
    office.step(office.clerk, again, "register");
    office.step(office.clerk, again, "dispatch", "{}", {unit});
    EXPECT_EQ(office.due(again), "2026-04-08 17:30");  // 清明节 is skipped
    const auto asks = [&](const std::string& limit) {
        return deed(zhao, r, [&](store::Writer& db, const kernel::Asker& a) {
            return extend(db, office.desk, a, again, limit, "等材料");
        });
    };
    EXPECT_EQ(asks("3 hours"), "refused limit_bad limit 5 workdays");
    EXPECT_EQ(asks("6 workdays"), "refused too_long limit 5 workdays");
    EXPECT_EQ(asks("2 workdays"), "handling");
    EXPECT_EQ(asks("2 workdays"), "refused asked_already extend");
    EXPECT_EQ(office.listed(office.north, "todo:secretary"), std::vector{again});
    const auto approves = [&](store::Writer& db, const kernel::Asker& a) {
        return decide(db, office.desk, a, again, true, "");
    };
    EXPECT_EQ(deed(zhao, r, approves), "refused own_request approve");
    EXPECT_EQ(deed(office.clerk, r, approves), "refused not_your_step approve");
    EXPECT_EQ(deed(office.secretary, r, approves), "handling");
    EXPECT_EQ(office.due(again), "2026-04-10 17:30");
    EXPECT_EQ(office.listed(office.north, "todo:secretary"), std::vector<Id>{});
    EXPECT_EQ(asks("2 workdays"), "refused too_many extend 1");
    EXPECT_EQ(deed(office.secretary, r, approves), "refused not_asked approve");
}

TEST_P(CasesUnderWay, MoreTimeThatComesAfterTheLimitIsStillMoreTime) {
    office.at("2026-03-02 09:00");
    const auto li = office.dweller("li", office.house);
    const Id unit = office.unit_of("市政办", office.north);
    const auto zhao = office.somebody("zhao", "unit_contact", office.north, unit);
    const Id r = handed_over(li, office.building, unit);
    const auto asking = [&](store::Writer& db, const kernel::Asker& a) {
        return extend(db, office.desk, a, r, "5 workdays", "等材料");
    };
    const auto approving = [&](store::Writer& db, const kernel::Asker& a) {
        return decide(db, office.desk, a, r, true, "");
    };
    const auto late_facts = [&] {
        static constexpr store::Sql sql{
            "test.late",
            "select count(*) from facts where tenant = ? and record = ? and "
            "field = 'late'"};
        return office.read([&](store::Reader& db) {
            auto rows = db.query(sql, town, r);
            CHECK(rows.next());
            return rows.number(0);
        });
    };
    const auto told_zhao = [&](const std::string& when) {
        const Strings told = office.told(zhao);
        return std::count(told.begin(), told.end(),
                          "2026-0001 社情民意在线：“办结”已超期，应于" + when + "前完成");
    };
    ASSERT_EQ(deed(zhao, r, asking), "handling");
    office.at("2026-03-11 18:00");
    office.tick_all();
    EXPECT_EQ(told_zhao("2026-03-09 17:30"), 1);
    EXPECT_EQ(late_facts(), 1);
    office.at("2026-03-12 09:00");
    ASSERT_EQ(deed(office.secretary, r, approving), "handling");
    EXPECT_EQ(office.due(r), "2026-03-16 17:30");
    EXPECT_FALSE(office.now(r).late);
    EXPECT_EQ(late_facts(), 0);
    office.at("2026-03-16 18:00");
    office.tick_all();
    EXPECT_EQ(told_zhao("2026-03-16 17:30"), 1);
    EXPECT_TRUE(office.now(r).late);
    EXPECT_EQ(late_facts(), 1);
}

TEST_P(CasesUnderWay, APauseLastsNoLongerForMoreTime) {
    office.at("2026-03-02 09:00");
    const auto li = office.dweller("li", office.house);
    const Id unit = office.unit_of("市政办", office.north);
    const auto zhao = office.somebody("zhao", "unit_contact", office.north, unit);
    const Id r = handed_over(li, office.building, unit);
    deed(zhao, r, [&](store::Writer& db, const kernel::Asker& a) {
        return pause(db, office.desk, a, r, "请补充楼层");
    });
    deed(zhao, r, [&](store::Writer& db, const kernel::Asker& a) {
        return extend(db, office.desk, a, r, "2 workdays", "等材料");
    });
    office.at("2026-03-13 09:00");
    EXPECT_EQ(deed(office.secretary, r,
                   [&](store::Writer& db, const kernel::Asker& a) {
                       return decide(db, office.desk, a, r, true, "");
                   }),
              "handling");
    EXPECT_TRUE(office.now(r).paused);
    office.at("2026-03-16 18:00");  // ten workdays after the 2nd
    office.tick_all();
    EXPECT_FALSE(office.now(r).paused);
}

TEST_P(CasesUnderWay, RungsThatPassedUnseenRingInOrderEachOnce) {
    office.at("2026-03-02 09:00");
    const auto li = office.dweller("li", office.house);
    const Id r = report(li, "opinions.matter", "web", story(office.building)).value();
    const auto rung = [&] {
        std::vector<std::int64_t> rungs;
        office.read([&](store::Reader& db) {
            for (const journal::Line& line : journal::timeline(db, town, r)) {
                const json::Value body = json::Value::parse(line.body).value();
                if (line.verb == "late") rungs.push_back(body["rung"].number());
            }
            return 0;
        });
        return rungs;
    };
    // Due on the 2nd at 15:00; nobody looked until the second and the third rung had passed too.
    office.at("2026-03-05 09:00");
    office.tick_all();
    EXPECT_EQ(rung(), (std::vector<std::int64_t>{1, 2, 3}));
    EXPECT_EQ(office.told(office.clerk).size(), 2u);  // its turn, and that it is late
    EXPECT_EQ(office.told(office.secretary).size(), 1u);
    EXPECT_EQ(office.told(office.street_officer).size(), 1u);
    office.tick_all();
    office.at("2026-04-05 09:00");
    office.tick_all();
    EXPECT_EQ(rung().size(), 3u);
    EXPECT_EQ(office.told(office.secretary).size(), 1u);
}

TEST_P(CasesUnderWay, WhatHangsOnAPlaceGoesWithIt) {
    office.at("2026-03-02 09:00");
    const auto li = office.dweller("li", office.house);
    const Id unit = office.unit_of("市政办", office.street);
    office.somebody("zhao", "unit_contact", office.street, unit);
    const auto boss = office.again(office.street_officer);
    const auto routes_in = [&](const Id& place) {
        return office.read([&](store::Reader& db) {
            return routes_of(db, town, "defects.defect", office.path_of(place)).size();
        });
    };
    office
        .write([&](store::Writer& db) {
            return set_route(db, office.desk, boss, "defects.defect", "leak", office.grid, unit);
        })
        .value();
    const auto watching = office.somebody("watching", "secretary", office.north);
    office
        .write([&](store::Writer& db) {
            return confirm(db, office.desk, office.again(watching), "petitions.petition", "2026-02",
                           office.grid, 0);
        })
        .value();
    const Id r = report(li, "opinions.matter", "web", story(office.building)).value();
    EXPECT_EQ(routes_in(office.north), 1u);
    EXPECT_EQ(office.listed(office.south, "due:opinions.matter"), std::vector<Id>{});

    const auto grid = office.place(office.grid);
    office
        .write([&](store::Writer& db) {
            return registry::move_place(db, office.desk.means, office.officer(), office.grid,
                                        grid.edition, office.south);
        })
        .value();
    EXPECT_EQ(routes_in(office.north), 0u);
    EXPECT_EQ(routes_in(office.south), 1u);
    EXPECT_EQ(routes_in(office.grid), 1u);
    EXPECT_EQ(office.listed(office.north, "due:opinions.matter"), std::vector<Id>{});
    EXPECT_EQ(office.listed(office.south, "due:opinions.matter"), std::vector{r});
    static constexpr store::Sql watch_path{"test.watch",
                                           "select path from watches where tenant = ?"};
    EXPECT_EQ(office.read([&](store::Reader& db) {
        auto rows = db.query(watch_path, town);
        CHECK(rows.next());
        return rows.text(0);
    }),
              office.path_of(office.grid));
    const Id leak = report(office.again(li), "defects.defect", "web",
                           "{\"what\":\"leak\",\"where\":\"" + office.building.text() + "\"}")
                        .value();
    EXPECT_EQ(office.now(leak).seat, unit);
}

TEST_P(CasesUnderWay, WhatWasClosedIsStillReadAndReopenedWhenItsPlaceHasMoved) {
    office.at("2026-03-02 09:00");
    const auto li = office.dweller("li", office.house);
    const auto south_clerk = office.somebody("far", "window", office.south);
    const Id unit = office.unit_of("市政办", office.street);
    const auto zhao = office.somebody("zhao", "unit_contact", office.street, unit);
    const Id r = handed_over(li, office.house, unit);
    office.step(zhao, r, "handle", "{\"result\":\"已修\"}");
    office.step(office.clerk, r, "feed_back", "{\"reply\":\"已修好\"}");
    ASSERT_EQ(office.step(li, r, "rate", "{\"satisfaction\":\"satisfied\"}"), "closed");
    const auto grid = office.place(office.grid);
    office
        .write([&](store::Writer& db) {
            return registry::move_place(db, office.desk.means, office.officer(), office.grid,
                                        grid.edition, office.south);
        })
        .value();

    const auto now = office.inside.clock.now();
    const auto address = [&](const kernel::Asker& who) {
        return office.read([&](store::Reader& db) {
            const auto row = row_json(db, office.desk, office.again(who).who, r, now);
            return json::Value::parse(row.value()).value()["place"]["name"].text();
        });
    };
    EXPECT_EQ(address(li), address(office.clerk));
    EXPECT_NE(address(li), "");
    EXPECT_NE(
        office.read([&](store::Reader& db) { return shown_json(db, office.desk, town, {r}); }),
        "[]");
    // It stays where it was counted, also when the window does something for its reporter.
    const auto clerk = office.again(office.clerk);
    EXPECT_EQ(
        office.deed(r, [&](store::Writer& db) { return recover(db, office.desk, clerk, r, 0); }),
        "closed");
    EXPECT_EQ(office.listed(office.north, "cases.public"), std::vector{r});
    EXPECT_EQ(office.listed(office.north, "cases"), std::vector{r});
    EXPECT_EQ(office.listed(office.south, "cases"), std::vector<Id>{});

    // Reopened, it is where its place is, and so are those who have it to do.
    EXPECT_EQ(office.step(li, r, "reopen", "{\"reason\":\"又漏了\"}"), "handling");
    EXPECT_EQ(office.now(r).path, office.path_of(office.house));
    EXPECT_EQ(office.listed(office.north, "cases.public"), std::vector<Id>{});
    EXPECT_EQ(office.listed(office.north, "cases"), std::vector<Id>{});
    EXPECT_EQ(office.listed(office.south, "cases.due"), std::vector{r});
    EXPECT_EQ(office.listed(li.who.person, "mine"), std::vector{r});
    EXPECT_EQ(office.listed(unit, "todo"), std::vector{r});
    EXPECT_EQ(office.step(zhao, r, "handle", "{\"result\":\"已换\"}"), "handled");
    EXPECT_EQ(office.step(office.clerk, r, "feed_back", "{\"reply\":\"x\"}"),
              "refused no_such_case");
    EXPECT_EQ(office.step(south_clerk, r, "feed_back", "{\"reply\":\"x\"}"), "fed_back");
}

TEST_P(CasesUnderWay, OneIsMergedIntoAnother) {
    office.at("2026-03-02 09:00");
    const auto li = office.dweller("li", office.house);
    const kernel::Asker someone = office.stranger();
    const Id a = report(li, "opinions.matter", "web", story(office.building)).value();
    const Id b = report(someone, "opinions.matter", "web", story(office.building),
                        {.name = "陈某", .phone = ""})
                     .value();
    const auto merging = [&](const kernel::Asker& who, const Id& one, const Id& into) {
        const auto asker = office.again(who);
        return office.deed(
            one, [&](store::Writer& db) { return merge(db, office.desk, asker, one, into); });
    };
    EXPECT_EQ(merging(office.secretary, b, a), "refused not_your_step merge");
    EXPECT_EQ(merging(office.clerk, b, b), "refused same_case into");
    EXPECT_EQ(merging(office.clerk, b, office.fresh()), "refused no_such_case into");
    EXPECT_EQ(merging(office.clerk, b, a), "merged");
    EXPECT_EQ(office.now(b).merged_into, a);
    EXPECT_EQ(office.read([&](store::Reader& db) { return parties_of(db, town, a); }).size(), 2u);
    EXPECT_EQ(merging(office.clerk, b, a), "refused wrong_state merge staff.clerk");
}

TEST_P(CasesUnderWay, WhoeverReportedAMergedCaseSeesItThroughInTheOther) {
    office.at("2026-03-02 09:00");
    const auto li = office.dweller("li", office.house);
    const kernel::Asker someone = office.stranger();
    const auto leak = story(office.building, ",\"kind\":\"leak\"");
    const Id first = report(li, "opinions.matter", "web", leak).value();
    office.at("2026-03-02 09:10");
    const auto once_more = office.again(li);
    const Id again = report(once_more, "opinions.matter", "web", leak).value();
    const Id last = report(someone, "opinions.matter", "web", leak).value();
    const auto merges = [&](const Id& one, const Id& into) {
        const auto clerk = office.again(office.clerk);
        return office.deed(
            one, [&](store::Writer& db) { return merge(db, office.desk, clerk, one, into); });
    };
    const auto parties = [&](const Id& record) {
        return office.read([&](store::Reader& db) { return parties_of(db, town, record); });
    };
    const auto leads = [&](const Id& act) {
        return office.read([&](store::Reader& db) {
            return follow(db, office.desk, town, code_of(office.desk, town, act)).value();
        });
    };
    EXPECT_EQ(merges(last, again), "merged");
    EXPECT_EQ(leads(someone.act).record, again);
    EXPECT_EQ(merges(again, first), "merged");
    // Who had reported both is there once.
    ASSERT_EQ(parties(first).size(), 2u);
    EXPECT_EQ(parties(first)[0].account, li.who.account);
    EXPECT_EQ(office.listed(li.who.account, "mine"), (std::vector{again, first}));
    EXPECT_EQ(leads(once_more.act).record, first);
    EXPECT_EQ(leads(once_more.act).position, 0);
    EXPECT_EQ(leads(someone.act).record, first);
    EXPECT_EQ(leads(someone.act).position, 1);
    const Note more{"还在漏", {}, leads(someone.act).position};
    const auto stranger = office.stranger();
    EXPECT_EQ(
        office.deed(first,
                    [&](store::Writer& db) { return add(db, office.desk, stranger, first, more); }),
        "reported");
    // A code that was lost leads there too, whichever case the window finds them by.
    const auto clerk = office.again(office.clerk);
    EXPECT_EQ(
        office.deed(last,
                    [&](store::Writer& db) { return recover(db, office.desk, clerk, last, 0); }),
        "merged");
    EXPECT_EQ(leads(clerk.act).record, first);
}

TEST_P(CasesUnderWay, OneNumberIsOnePartyOfMergedCases) {
    office.at("2026-03-02 09:00");
    const auto leak = story(office.building, ",\"kind\":\"leak\"");
    const auto reported = [&](const kernel::Asker& who, const For& whom) {
        return report(who, "opinions.matter", "web", leak, whom).value();
    };
    const Id first = reported(office.stranger(), {.name = "陈某", .phone = "199 0000 0042"});
    const struct {
        For whom;
        std::size_t parties;  // of the first case, once this one is merged into it
    } rows[] = {
        {{.name = "陈某", .phone = "19900000042"}, 1},
        {{.name = "", .phone = "+86 199 0000 0042"}, 1},
        {{.name = "王某", .phone = "19900000042"}, 2},
        {{.name = "陈某", .phone = "19900000043"}, 3},
        {{.name = "陈某", .phone = ""}, 4},
        {{.name = "陈某", .phone = ""}, 5},
    };
    std::vector<kernel::Asker> askers;
    for (const auto& row : rows) {
        askers.push_back(office.stranger());
        const Id other = reported(askers.back(), row.whom);
        const auto clerk = office.again(office.clerk);
        ASSERT_EQ(office.deed(other,
                              [&](store::Writer& db) {
                                  return merge(db, office.desk, clerk, other, first);
                              }),
                  "merged");
        EXPECT_EQ(
            office.read([&](store::Reader& db) { return parties_of(db, town, first); }).size(),
            row.parties)
            << row.whom.name << row.whom.phone;
    }
    const Followed led = office.read([&](store::Reader& db) {
        return follow(db, office.desk, town, code_of(office.desk, town, askers[0].act)).value();
    });
    EXPECT_EQ(led.record, first);
    EXPECT_EQ(led.position, 0);
}

TEST_P(CasesUnderWay, ANewCalendarMovesWhatIsDue) {
    office.at("2026-03-02 09:00");
    const auto li = office.dweller("li", office.house);
    const Id unit = office.unit_of("市政办", office.north);
    office.somebody("zhao", "unit_contact", office.north, unit);
    const Id r = handed_over(li, office.building, unit);
    std::string text =
        testing::file("programmes/common/calendar/2026.csv") + "2026-03-05,off,本地节日\n";
    const auto bring = [&](const kernel::Asker& who) {
        const auto outcome = office.write([&](store::Writer& db) {
            return import_calendar(db, office.desk, who, text, "2026.csv");
        });
        return outcome ? "" : outcome.refusal().code;
    };
    EXPECT_EQ(bring(office.again(office.clerk)), "not_yours");
    EXPECT_EQ(bring(office.admin()), "");
    EXPECT_EQ(bring(office.admin()), "nothing_changed");
    EXPECT_EQ(office.due(r), "2026-03-09 17:30");
    office.tick_all();
    EXPECT_EQ(office.due(r), "2026-03-10 17:30");
    EXPECT_EQ(office.now(r).calendar, 2);
    EXPECT_EQ(office.verbs(r).back(), "move");
    EXPECT_FALSE(office.read(
        [&](store::Reader& db) { return due_now(db, town, {}, office.inside.clock.now()); }));
}

TEST_P(CasesUnderWay, ACaseAtWhichTheClockFailsHoldsBackNoOther) {
    office.at("2026-03-02 09:00");
    const auto li = office.dweller("li", office.house);
    std::vector<Id> all;
    for (int i = 0; i < 3; ++i)
        all.push_back(
            report(office.again(li), "opinions.matter", "web", story(office.building)).value());
    const Id broken = all[1];
    const auto is_of = [&](const std::string& part) {
        static constexpr store::Sql sql{"test.part",
                                        "update cases set part = ? where tenant = ? and id = ?"};
        CHECK(office.store().write(town, [&](store::Writer& db) -> Outcome<Done> {
            db.run_derived(sql, part, town, broken);
            return Done{};
        }));
    };
    const auto due = [&](const PassedOver& passed) {
        return office.read([&](store::Reader& db) {
            return due_now(db, town, passed, office.inside.clock.now());
        });
    };
    const auto rungs = [&](const Id& record) {
        const Strings verbs = office.verbs(record);
        return std::count(verbs.begin(), verbs.end(), "late");
    };
    is_of("no.part");
    office.at("2026-03-02 18:00");
    PassedOver passed;
    ::testing::internal::CaptureStderr();
    while (office.tick_once(passed, 1) > 0) {
    }
    const std::string logged = ::testing::internal::GetCapturedStderr();
    EXPECT_EQ(text::split(logged, '\n').size(), 2u) << logged;  // one line, and what follows it
    EXPECT_NE(logged.find("clock: case 2026-0002 is passed over"), logged.npos) << logged;
    EXPECT_EQ(rungs(all[0]), 1);
    EXPECT_EQ(rungs(broken), 0);
    EXPECT_EQ(rungs(all[2]), 1);
    EXPECT_FALSE(due(passed));
    EXPECT_TRUE(due({}));

    is_of("opinions.matter");
    office.at("2026-03-02 18:59");
    EXPECT_EQ(office.tick_once(passed), 0);
    office.at("2026-03-02 19:00");
    EXPECT_TRUE(due(passed));
    EXPECT_EQ(office.tick_once(passed), 1);
    EXPECT_EQ(rungs(broken), 1);
    EXPECT_TRUE(passed.empty());
}

}  // namespace
}  // namespace linli::cases
