// Figures over real cases on both engines: what counts once, what is among what, who is the same
// person; and that the records behind a number are as many as it says.
#include "figures/figures.h"

#include <gtest/gtest.h>

#include "catalogue/catalogue.h"
#include "figures/reports.h"
#include "kernel/cases/testing.h"
#include "kernel/registry/residences.h"

namespace linli::figures {
namespace {

using cases::testing::Office;
using cases::testing::town;

class Figures : public ::testing::TestWithParam<std::string> {
protected:
    Figures() {
        for (const catalogue::Programme& programme : programmes) {
            // What a figure asks for can be found by: the catalogue's rules, not the declared ones.
            for (const cases::Rules& rules : programme.cases) {
                office.known[rules.name()] = rules;
                office.known[rules.name()].version = 1;
            }
        }
        unit = office.unit_of("市政办", office.north);
        hand = office.somebody("hand", "unit_contact", office.north, unit);
        office.at("2026-03-02 09:00");
    }

    Id report(const kernel::Asker& who, const std::string& given, const cases::For& whom = {},
              const std::string& channel = "web", const std::string& part = "opinions.matter") {
        cases::Report is;
        is.part = part;
        is.channel = channel;
        is.fields = json::Value::parse(given).value();
        is.whom = whom;
        const kernel::Asker asker = office.again(who);
        return office
            .write([&](store::Writer& db) { return cases::report(db, office.desk, asker, is); })
            .value();
    }
    std::string story(const std::string& more = "") const {
        return "{\"story\":\"二楼漏水\",\"where\":\"" + office.building.text() + "\"" + more + "}";
    }
    Id handed_over(const kernel::Asker& who) {
        const Id id = report(who, story(",\"kind\":\"leak\",\"urgency\":\"urgent\""));
        EXPECT_EQ(office.step(office.clerk, id, "register"), "registered");
        EXPECT_EQ(office.step(office.clerk, id, "dispatch", "{}", {unit}), "handling");
        return id;
    }
    void handle(const Id& id) {
        EXPECT_EQ(office.step(hand, id, "handle", "{\"result\":\"已修\"}"), "handled");
        EXPECT_EQ(office.step(office.clerk, id, "feed_back", "{\"reply\":\"已修\"}"), "fed_back");
    }

    // "2", "1/2", "leak:1"; and the records behind it, a page of one at a time, are as many.
    std::string asks(const std::string& name, const std::string& period) {
        const Figure* figure = nullptr;
        for (const catalogue::Programme& programme : programmes) {
            for (const Figure& one : programme.figures) {
                if (one.full_name() == name) figure = &one;
            }
        }
        CHECK(figure);
        const Question question{figure, office.path_of(office.street), *period_named(period)};
        return office.read([&](store::Reader& db) {
            const Answer is = answer(db, town, Zone{}, question);
            const auto behind = [&](const std::string& value) {
                std::int64_t count = 0;
                std::optional<Record> after;
                for (auto page = records(db, town, Zone{}, question, value, after, 1);
                     !page.empty(); page = records(db, town, Zone{}, question, value, after, 1)) {
                    after = page.front();
                    ++count;
                }
                return count;
            };
            const bool of_records =
                figure->kind == Figure::Kind::count || figure->kind == Figure::Kind::share;
            if (of_records) {
                EXPECT_EQ(behind(""), is.count) << name;
                for (const Part& part : is.parts)
                    EXPECT_EQ(behind(part.value), part.count) << name << " " << part.value;
            }
            if (figure->kind == Figure::Kind::share) {
                return std::to_string(is.count) + "/" + std::to_string(is.among);
            }
            std::string parts;
            for (const Part& part : is.parts)
                parts += " " + part.value + ":" + std::to_string(part.count);
            return std::to_string(is.count) + parts;
        });
    }

    std::vector<catalogue::Programme> programmes =
        catalogue::read_together(catalogue::carried_programmes()).value();
    Office office{GetParam(), {}};
    Id unit;
    kernel::Asker hand;
};

INSTANTIATE_TEST_SUITE_P(Engines, Figures, ::testing::ValuesIn(store::testing::engines()));

TEST_P(Figures, ACaseCountsOnceHoweverOftenItCameBack) {
    const auto li = office.dweller("li", office.house);
    const Id id = handed_over(li);
    office.at("2026-03-05 09:00");
    handle(id);  // late: it was urgent
    EXPECT_EQ(asks("opinions.satisfied", "2026-03"), "0/0");
    EXPECT_EQ(office.step(li, id, "rate", "{\"satisfaction\":\"unsatisfied\"}"), "closed");
    EXPECT_EQ(asks("opinions.satisfied", "2026-03"), "0/1");
    EXPECT_EQ(office.step(li, id, "reopen", "{\"reason\":\"又漏了\"}"), "handling");
    handle(id);  // the same day: in time
    EXPECT_EQ(asks("opinions.handled", "2026-03"), "1");
    EXPECT_EQ(asks("opinions.handled_by_kind", "2026-03"), "1 leak:1");
    EXPECT_EQ(asks("opinions.handled_in_time", "2026-03"), "0/1") << "late once is late";
    EXPECT_EQ(asks("opinions.fed_back_in_time", "2026-03"), "1/1");
    EXPECT_EQ(asks("opinions.sent_back", "2026-03"), "1/1");
    // The office calls back, and what is said then counts instead.
    EXPECT_EQ(
        office.step(office.clerk, id, "call_back", "{\"solved\":true,\"satisfaction\":\"mostly\"}"),
        "closed");
    EXPECT_EQ(asks("opinions.satisfied", "2026-03"), "1/1");
    EXPECT_EQ(asks("opinions.closed", "2026-03"), "1");
}

TEST_P(Figures, PartsAddUpBecauseWhatHasNoKindIsOne) {
    const auto li = office.dweller("li", office.house);
    handed_over(li);
    report(li, story());
    EXPECT_EQ(asks("opinions.by_kind", "2026-03"), "2 leak:1 -:1");
}

TEST_P(Figures, TheRegistryIsCountedAsOfADay) {
    const Id old = office.person_at(office.house, "王秀英", "11010519491231002X");
    const Id young = office.person_at(office.other_house, "李明");
    const auto move = [&](const Id& person, const std::string& kind, const Id& to) {
        registry::Move how{.kind = kind, .to = to};
        const auto moved = office.write([&](store::Writer& db) {
            const auto edition = registry::person(db, town, person)->edition;
            return registry::move_person(db, office.means, office.officer(), person, edition, how);
        });
        EXPECT_TRUE(moved);
    };
    move(young, "registered", office.building);
    office.at("2026-04-10 09:00");
    move(old, "registered", office.south_house);
    move(young, "lives", office.south_house);
    EXPECT_EQ(asks("population.residents", "2026-02"), "0");
    EXPECT_EQ(asks("population.residents", "2026-03"), "2");
    EXPECT_EQ(asks("population.by_sex", "2026-03"), "2 2:1 -:1");
    EXPECT_EQ(asks("population.elders", "2026-03"), "1");
    EXPECT_EQ(asks("population.elders_share", "2026-03"), "1/2");
    EXPECT_EQ(asks("population.oldest", "2026-03"), "0");
    EXPECT_EQ(asks("population.separated", "2026-03"), "0") << "only since April";
    EXPECT_EQ(asks("population.separated", "2026-04"), "2");
    EXPECT_EQ(asks("population.units", "2026-03"), "1 agency:1");
}

TEST_P(Figures, AnIssuedReportKeepsToItsVersion) {
    const auto li = office.dweller("li", office.house);
    handed_over(li);
    const kernel::Asker officer = office.again(office.street_officer);
    ReportTemplate summary;
    summary.title.zh = "小结";
    summary.blocks = {
        {0, "受理{opinions.received}，其中{opinions.by_kind}；上访{petitions.upward}。"}};
    // The second version counts otherwise.
    std::map<std::pair<std::string, std::int64_t>, Figure> known;
    for (const catalogue::Programme& programme : programmes) {
        for (const Figure& figure : programme.figures) {
            Figure& first = known[{figure.full_name(), 1}] = figure;
            first.version = 1;
            Figure& second = known[{figure.full_name(), 2}] = first;
            second.version = 2;
            second.unit.zh = "起";
        }
    }
    std::int64_t newest = 1;
    const Lookup lookup = [&](std::string_view name, std::int64_t version) -> const Figure* {
        const auto found = known.find({std::string(name), version == 0 ? newest : version});
        return found == known.end() ? nullptr : &found->second;
    };
    const Id id = office
                      .write([&](store::Writer& db) {
                          return draft(db, office.means, officer, summary, office.north,
                                       *period_named("2026-03"));
                      })
                      .value();
    const auto prose = [&] {
        return office.read([&](store::Reader& db) {
            const auto report = report_for(db, office.means, officer.who, id);
            std::string text;
            const View is =
                view(db, office.means, town, *Day::parse("2026-04-02"), *report, lookup);
            for (const View::Block& block : is.blocks) {
                for (const Segment& segment : block.segments)
                    text += segment.text;
            }
            for (const Stated& stated : is.figures)
                text += stated.differs ? " " + stated.figure + " " + *stated.differs : "";
            return text;
        });
    };
    const auto issuing = [&] {
        const kernel::Asker asker = office.again(office.street_officer);
        return office.write(
            [&](store::Writer& db) { return issue(db, office.means, asker, id, 1, lookup); });
    };
    office.at("2026-04-02 09:00");
    EXPECT_EQ(prose(), "受理1件，其中居民楼渗水堵塞1件；上访0起（未作零报告）。");
    ASSERT_TRUE(issuing());
    EXPECT_EQ(issuing().refusal().code, "report_issued");
    newest = 2;
    EXPECT_EQ(prose(), "受理1件，其中居民楼渗水堵塞1件；上访0起（未作零报告）。");
    // What is written later about March shows beside it.
    office.at("2026-03-20 09:00");
    report(li, story());
    EXPECT_EQ(prose(),
              "受理1件，其中居民楼渗水堵塞1件；上访0起（未作零报告）。 opinions.received 2件"
              " opinions.by_kind 居民楼渗水堵塞1件、未分类1件");
}

TEST_P(Figures, AShareCountsOnlyWhatIsAmong) {
    const auto li = office.dweller("li", office.house);
    const Id march = handed_over(li);
    office.at("2026-03-31 09:00");
    handle(march);
    office.at("2026-04-01 09:00");
    const Id april = handed_over(li);
    handle(april);
    EXPECT_EQ(office.step(li, march, "reopen", "{\"reason\":\"又漏了\"}"), "handling");
    EXPECT_EQ(asks("opinions.sent_back", "2026-04"), "0/1") << "it was fed back in March";
    EXPECT_EQ(asks("opinions.sent_back", "2026"), "1/2");
    EXPECT_EQ(asks("opinions.sent_back", "2026-03-31/2026-04-01"), "1/2");
}

TEST_P(Figures, PeopleAreCountedOnceAndUnitsAreNone) {
    const auto li = office.dweller("li", office.house);
    const auto sun = office.dweller("sun", office.other_house);
    const Id twin = office.person_at(office.building, "李力");
    const Id first = report(li, story());
    const Id second = report(li, story());
    EXPECT_EQ(asks("opinions.people", "2026-03"), "1") << "however often they came";
    report(office.clerk, story(), {.person = twin}, "window");
    report(office.clerk, story(), {.unit = unit}, "window");
    report(office.stranger(), story(), {.name = "陈某", .phone = "19900000042"});
    report(office.clerk, story(), {.name = "老陈", .phone = "199 0000 0042"}, "phone");
    EXPECT_EQ(asks("opinions.received", "2026-03"), "6");
    EXPECT_EQ(asks("opinions.people", "2026-03"), "3");
    const auto joining = office.again(sun);
    office.deed(first, [&](store::Writer& db) {
        return cases::join(db, office.desk, joining, first, "", {});
    });
    EXPECT_EQ(asks("opinions.people", "2026-03"), "4");
    // Found to be one and the same later.
    const kernel::Asker officer = office.officer();
    office
        .write([&](store::Writer& db) {
            return registry::merge_persons(db, office.means, officer, twin, li.who.person,
                                           "重复登记");
        })
        .value();
    EXPECT_EQ(asks("opinions.people", "2026-03"), "3");
    // A case that became part of another is that other, with its people.
    const auto merging = office.again(office.clerk);
    EXPECT_EQ(office.deed(second,
                          [&](store::Writer& db) {
                              return cases::merge(db, office.desk, merging, second, first);
                          }),
              "merged");
    EXPECT_EQ(asks("opinions.received", "2026-03"), "5");
    EXPECT_EQ(asks("opinions.people", "2026-03"), "3");
}

TEST_P(Figures, ANumberIsSummedAndABlankIsOne) {
    const auto came = [&](const std::string& matter, const std::string& party,
                          const std::string& channel) {
        std::string more = ",\"matter\":\"" + matter + "\"";
        if (!party.empty()) more += ",\"party\":" + party;
        return report(office.clerk, story(more), {.name = "来访人", .phone = ""}, channel,
                      "contacts.contact");
    };
    EXPECT_EQ(asks("contacts.received", "2026-03"), "0");
    came("question", "", "phone");
    came("question", "3", "visit");
    const Id problem = came("problem", "5", "visit");
    EXPECT_EQ(asks("contacts.received", "2026-03"), "9");
    EXPECT_EQ(asks("contacts.by_channel", "2026-03"), "9 visit:8 phone:1");
    EXPECT_EQ(asks("contacts.questions", "2026-03"), "4");
    EXPECT_EQ(asks("contacts.solved", "2026-03"), "0");
    EXPECT_EQ(office.step(office.clerk, problem, "take_up"), "handling");
    EXPECT_EQ(office.step(office.clerk, problem, "solve", "{\"result\":\"已解决\"}"), "solved");
    EXPECT_EQ(asks("contacts.solved", "2026-03"), "1");
    EXPECT_EQ(asks("contacts.received", "2026-04"), "0");
}

TEST_P(Figures, ReportsFollowTheirPlaceWhenItIsMoved) {
    listen(office.hooks);
    ReportTemplate summary;
    summary.title.zh = "{place}{period}小结";
    const Id report = office
                          .write([&](store::Writer& db) {
                              return draft(db, office.means, office.again(office.street_officer),
                                           summary, office.grid, *period_named("2026-03"));
                          })
                          .value();
    const auto sees = [&](const Id& community) {
        const kernel::Asker who = office.as("secretary", community);
        return office.read([&](store::Reader& db) {
            return report_for(db, office.means, who.who, report).has_value();
        });
    };
    EXPECT_TRUE(sees(office.north));
    EXPECT_FALSE(sees(office.south));
    office
        .write([&](store::Writer& db) {
            return registry::move_place(db, office.desk.means, office.officer(), office.grid,
                                        registry::place(db, town, office.grid)->edition,
                                        office.south);
        })
        .value();
    EXPECT_FALSE(sees(office.north));
    EXPECT_TRUE(sees(office.south));
}

TEST(Percent, IsNeverRoundedUp) {
    const struct {
        std::int64_t count, among;
        const char* said;
    } rows[] = {{110, 110, "100%"}, {9999, 10000, "99.9%"}, {1, 3, "33.3%"}, {0, 5, "0%"},
                {0, 0, "—"},        {19, 20, "95%"}};
    for (const auto& row : rows)
        EXPECT_EQ(percent(row.count, row.among), row.said);
}

TEST(Said, OfNothingThereAreNoKinds) {
    Figure figure;
    figure.by = "kind";
    figure.by_values = {{"leak", {"漏", "Leak"}}, {"dirt", {"脏", "Dirt"}}};
    figure.unit.zh = "处";
    EXPECT_EQ(said(figure, {.count = 3, .parts = {{"leak", 2}, {"dirt", 1}}}), "漏2处、脏1处");
    EXPECT_EQ(said(figure, {}), "无");
}

}  // namespace
}  // namespace linli::figures
