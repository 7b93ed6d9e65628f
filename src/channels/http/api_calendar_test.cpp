// Calendar, routes, watches and notices over HTTP: who may say what, and who may look.
#include <gtest/gtest.h>

#include "channels/http/town_testing.h"
#include "kernel/registry/units.h"

namespace linli::http {
namespace {

using testing::all_of;
using testing::TownRouter;

class CalendarApi : public ::testing::Test {
protected:
    CalendarApi() { r.publish(); }

    static std::string said(const Response& response) { return TownRouter::said(response); }
    static std::string quoted(const Id& id) { return "\"" + id.text() + "\""; }
    Id unit_of(const std::string& name) {
        registry::NewUnit unit;
        unit.values.kind = "agency";
        unit.values.name = name;
        unit.values.place = t.north;
        return t
            .write([&](store::Writer& db) {
                return registry::add_unit(db, t.means, t.officer(), unit);
            })
            .value();
    }

    TownRouter r;
    posts::testing::TestTown& t = r.t;
    std::string secretary = r.as("secretary", t.north);
    std::string other = r.as("secretary", t.south);
    std::string grid = r.as("grid_worker", t.grid);
    std::string li = r.resident(t.person_at(t.house, "李明"));
};

TEST_F(CalendarApi, TheTableOfWhoIsResponsible) {
    const Id works = unit_of("市政办");
    r.as("unit_contact", t.north, works);
    const auto route = [&](const std::string& token, const std::string& word, const Id& place,
                           const std::string& unit) {
        return said(r.ask("PUT", "/api/routes", token,
                          "{\"part\":\"defects.defect\",\"word\":\"" + word +
                              "\",\"place\":" + quoted(place) + unit + "}"));
    };
    const std::string to_works = ",\"unit\":" + quoted(works);
    EXPECT_EQ(route("", "leak", t.north, to_works), "401 login_first");
    EXPECT_EQ(route(li, "leak", t.north, to_works), "403 not_yours place");
    EXPECT_EQ(route(grid, "leak", t.grid, to_works), "403 not_yours place");
    EXPECT_EQ(route(other, "leak", t.north, to_works), "403 not_yours place");
    EXPECT_EQ(route(secretary, "leek", t.north, to_works), "422 no_such_choice word");
    EXPECT_EQ(route(secretary, "leak", t.north, ",\"unit\":" + quoted(unit_of("空单位"))),
              "422 nobody_there unit");
    EXPECT_EQ(route(secretary, "leak", t.north, to_works), "200");
    const std::string path = "/api/routes?part=defects.defect&place=" + t.north.text();
    const json::Value table = r.read(path, secretary);
    EXPECT_EQ(all_of(table["items"], "word"), "leak");
    std::string covered;
    for (const json::Value& one : table["coverage"].items())
        covered += one["word"].text() + "=" + one["unit"]["name"].text() + " ";
    EXPECT_EQ(covered, "leak=市政办 dirt= blockage= breakage= ");
    EXPECT_EQ(said(r.ask("GET", path, li)), "200") << "who answers for what is no secret";
    EXPECT_EQ(said(r.ask("GET", path)), "401 login_first");
    EXPECT_EQ(
        said(r.ask("GET", "/api/routes?part=opinions.matter&place=" + t.north.text(), secretary)),
        "404 no_such_part part");
    EXPECT_EQ(route(secretary, "leak", t.north, ""), "200");
    EXPECT_EQ(route(secretary, "leak", t.north, ""), "404 no_such_route leak");
    EXPECT_EQ(r.read(path, secretary)["items"].items().size(), 0u);
}

TEST_F(CalendarApi, ARegisterIsConfirmedOnceByWhoKeepsIt) {
    const auto confirm = [&](const std::string& token, const std::string& period,
                             const std::string& count,
                             const std::string& part = "petitions.petition") {
        return said(r.ask("POST", "/api/watches", token,
                          "{\"part\":\"" + part + "\",\"period\":\"" + period +
                              "\",\"place\":" + quoted(t.north) + ",\"count\":" + count + "}"));
    };
    // Within a community it is the community's register that was kept, or was not.
    const std::string of_grid = "/api/figures/petitions.by_level?period=2026-03&place=";
    EXPECT_EQ(all_of(r.read(of_grid + t.grid.text(), secretary)["unwatched"], "id"),
              t.north.text());
    EXPECT_EQ(confirm("", "2026-02", "0"), "401 login_first");
    EXPECT_EQ(confirm(li, "2026-02", "0"), "403 not_your_step confirm");
    EXPECT_EQ(confirm(other, "2026-02", "0"), "403 not_your_step confirm");
    EXPECT_EQ(confirm(r.as("window", t.north), "2026-02", "0"), "403 not_your_step confirm");
    EXPECT_EQ(confirm(secretary, "2026-02", "0", "opinions.matter"), "422 not_watched part");
    EXPECT_EQ(confirm(secretary, "2026Q1", "0"), "422 period_bad period");
    EXPECT_EQ(confirm(secretary, "2026-03", "0"), "422 period_not_over period");
    EXPECT_EQ(confirm(secretary, "2026-02", "1"), "422 count_differs count");
    EXPECT_EQ(confirm(secretary, "2026-02", "0"), "200");
    EXPECT_EQ(confirm(secretary, "2026-02", "0"), "422 confirmed_already period");
    const std::string path = "/api/watches?part=petitions.petition&place=" + t.north.text();
    EXPECT_EQ(all_of(r.read(path, secretary)["items"], "from"), "2026-02-01");
    EXPECT_EQ(said(r.ask("GET", path, li)), "403 not_yours place");
    EXPECT_EQ(said(r.ask("GET", path, other)), "403 not_yours place");
}

TEST_F(CalendarApi, TheCalendarIsTakenInByWhoKeepsIt) {
    const std::string admin = r.as("administrator", t.street);
    const std::string day = "{\"text\":\"2026-03-05,off,本地节日\\n\",\"file\":\"2026.csv\"}";
    EXPECT_EQ(said(r.ask("POST", "/api/calendar", secretary, day)), "403 not_yours calendar");
    // One community does not say when all the others work.
    const std::string of_north = r.as("administrator", t.north);
    EXPECT_EQ(said(r.ask("POST", "/api/calendar", of_north, day)), "403 not_yours calendar");
    EXPECT_FALSE(r.read("/api/calendar", of_north)["may_edit"].flag());
    EXPECT_EQ(said(r.ask("POST", "/api/calendar", admin, "{\"text\":\"2026-13-05,off,x\"}")),
              "422 bad_calendar csv:1");
    EXPECT_EQ(said(r.ask("POST", "/api/calendar", admin, day)), "200");
    EXPECT_EQ(said(r.ask("POST", "/api/calendar", admin, day)), "422 nothing_changed calendar");
    const json::Value seen = r.read("/api/calendar", secretary);
    EXPECT_EQ(seen["version"].number(), 1);
    EXPECT_EQ(all_of(seen["days"], "day"), "2026-03-05");
    EXPECT_FALSE(seen["may_edit"].flag());
    EXPECT_TRUE(r.read("/api/calendar", admin)["may_edit"].flag());
}

TEST_F(CalendarApi, WhatOneWasToldIsReadByOneselfAlone) {
    const std::string window = r.as("window", t.north);
    EXPECT_EQ(said(r.ask("POST", "/api/cases", li,
                         "{\"part\":\"opinions.matter\",\"values\":{\"story\":\"漏水\",\"where\":" +
                             quoted(t.grid) + "}}")),
              "201");
    const json::Value told = r.read("/api/notices", window);
    ASSERT_EQ(told["items"].items().size(), 1u);
    EXPECT_TRUE(told["items"].items()[0]["read"].is_null());
    EXPECT_EQ(r.read("/api/notices", secretary)["items"].items().size(), 0u);
    const std::string until = "{\"until\":" + told["items"].items()[0]["seq"].str() + "}";
    EXPECT_EQ(said(r.ask("POST", "/api/notices/read", secretary, until)), "200");
    EXPECT_TRUE(r.read("/api/notices", window)["items"].items()[0]["read"].is_null());
    EXPECT_EQ(said(r.ask("POST", "/api/notices/read", window, until)), "200");
    EXPECT_FALSE(r.read("/api/notices", window)["items"].items()[0]["read"].is_null());
}

}  // namespace
}  // namespace linli::http
