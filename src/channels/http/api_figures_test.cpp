// Figures, reports and the journal over HTTP: whoever may not see the cases learns no number of
// them.
#include <gtest/gtest.h>

#include "channels/http/town_testing.h"
#include "kernel/registry/residences.h"

namespace linli::http {
namespace {

using testing::TownRouter;

class FiguresApi : public ::testing::TestWithParam<std::string> {
protected:
    FiguresApi() { r.publish(); }

    static std::string said(const Response& response) { return TownRouter::said(response); }
    static std::string quoted(const Id& id) { return "\"" + id.text() + "\""; }

    void petition() {
        const std::string values = "{\"where\":" + quoted(t.north) +
                                   ",\"level\":\"city\",\"form\":\"single\",\"people\":1,"
                                   "\"story\":\"诉求\"}";
        EXPECT_EQ(said(r.ask("POST", "/api/cases", window,
                             "{\"part\":\"petitions.petition\",\"channel\":\"visit\",\"values\":" +
                                 values + "}")),
                  "201");
    }
    // The path of a new draft.
    std::string drafted(const std::string& token) {
        const Response made =
            r.ask("POST", "/api/reports", token,
                  "{\"template\":\"summaries.quarter\",\"place\":" + quoted(t.north) +
                      ",\"period\":\"2026Q1\"}");
        EXPECT_EQ(said(made), "200");
        return "/api/reports/" + TownRouter::body_of(made)["id"].text();
    }
    std::string edition_of(const std::string& path) {
        return std::string(r.ask("GET", path, secretary).header("ETag"));
    }
    std::string issued(const std::string& path, const std::string& token) {
        return said(r.ask("POST", path + "/issue", token, "", edition_of(path)));
    }
    std::string edited(const std::string& path, const std::string& token,
                       const std::string& words) {
        return said(
            r.ask("PUT", path, token,
                  "{\"title\":\"小结\",\"blocks\":[{\"level\":0,\"text\":\"" + words + "\"}]}",
                  edition_of(path)));
    }

    // What is behind a number of an issued report, one page after the other; and what is counted
    // but not theirs to open.
    std::string behind(const std::string& path, const std::string& figure,
                       const std::string& token) {
        const std::string records = "/api/figures/" + figure +
                                    "/records?limit=1&period=2026Q1&place=" + t.north.text() +
                                    "&report=" + path.substr(path.rfind('/') + 1);
        std::string found;
        std::int64_t hidden = 0, hidden_added = 0;
        for (std::string next, cursor;; cursor = "&cursor=" + next) {
            const json::Value page = r.read(records + cursor, token);
            for (const json::Value& one : page["items"].items())
                found += one["name"].text() + " " + one["since"].text() + ", ";
            hidden += page["hidden"].number();
            hidden_added += page["hidden_added"].number();
            if (page["next"].is_null()) break;
            next = page["next"].text();
        }
        return found + std::to_string(hidden) + "+" + std::to_string(hidden_added);
    }

    TownRouter r{GetParam()};
    posts::testing::TestTown& t = r.t;
    std::string window = r.as("window", t.north);
    std::string secretary = r.as("secretary", t.north);
};

INSTANTIATE_TEST_SUITE_P(Engines, FiguresApi, ::testing::ValuesIn(store::testing::engines()));

TEST_P(FiguresApi, RecordsAreAskedForByAValueOfTheFigure) {
    petition();
    const std::string place = "?period=2026&place=" + t.north.text() + "&value=";
    const auto records = [&](const std::string& figure, const std::string& value) {
        return r.ask("GET", "/api/figures/" + figure + "/records" + place + value, secretary);
    };
    EXPECT_EQ(said(records("petitions.received", "city")), "422 no_such_choice value");
    EXPECT_EQ(said(records("petitions.by_level", "leak")), "422 no_such_choice value");
    EXPECT_EQ(TownRouter::body_of(records("petitions.by_level", "city"))["items"].items().size(),
              1u);
    EXPECT_EQ(TownRouter::body_of(records("petitions.by_level", "capital"))["items"].items().size(),
              0u);
    EXPECT_EQ(said(records("petitions.by_level", "-")), "200");
}

TEST_P(FiguresApi, WhatIsCountedAndNotTheirsToOpenIsSaidAsANumber) {
    for (const Id& home : {t.house, t.other_house, t.south_house})
        t.person_at(home, "李某");
    // Counts cases and people of the whole street, and keeps those of the north alone.
    const Id account = t.account_of("both");
    const auto appointed = [&](const std::string& role, const Id& place) {
        t.write([&](store::Writer& db) {
             return posts::appoint(db, t.means, t.admin(),
                                   {.role = role, .place = place, .account = account});
         }).value();
    };
    appointed("auditor", t.street);
    appointed("window", t.north);
    const std::string both = r.session(account);
    const std::string place = "?period=2026&place=" + t.street.text();
    const auto opened = [&](const std::string& query, const std::string& token) {
        std::int64_t hidden = 0;
        std::size_t items = 0;
        std::string cursor;
        do {
            const json::Value page = r.read("/api/figures/population.residents/records" + place +
                                                query + (cursor.empty() ? "" : "&cursor=" + cursor),
                                            token);
            items += page["items"].items().size();
            hidden += page["hidden"].number();
            cursor = page["next"].text();
        } while (!cursor.empty());
        return std::to_string(items) + " and " + std::to_string(hidden);
    };
    const auto counted = [&](const std::string& token) {
        return r.read("/api/figures/population.residents" + place, token)["count"].number();
    };
    const std::string officer = r.as("street_officer", t.street);
    const std::string auditor = r.as("auditor", t.street);
    for (const std::string& token : {officer, both, auditor})
        EXPECT_EQ(counted(token), 3);
    for (const std::string query : {"", "&limit=1"}) {
        EXPECT_EQ(opened(query, officer), "3 and 0");
        EXPECT_EQ(opened(query, both), "2 and 1");
        EXPECT_EQ(opened(query, auditor), "0 and 3");
    }
}

TEST_P(FiguresApi, AnIssuedReportOpensToNumbersForWhoMayNotOpenItsCases) {
    petition();
    const std::string path = drafted(secretary);
    ASSERT_EQ(edited(path, secretary, "信访{petitions.received}。"), "200");
    ASSERT_EQ(issued(path, secretary), "200");
    const auto behind = [&](const std::string& token) {
        return r.read("/api/figures/petitions.received/records?period=2026Q1&place=" +
                          t.north.text() + "&report=" + path.substr(path.rfind('/') + 1),
                      token);
    };
    const std::string auditor = r.as("auditor", t.street);
    EXPECT_EQ(r.read(path, auditor)["figures"].items().at(0)["said"].text(), "1起");
    EXPECT_EQ(behind(auditor)["items"].items().size(), 0u);
    EXPECT_EQ(behind(auditor)["hidden"].number(), 1);
    EXPECT_EQ(behind(secretary)["items"].items().size(), 1u);
    EXPECT_EQ(behind(secretary)["hidden"].number(), 0);
}

TEST_P(FiguresApi, AReportSaysNothingOfTodayToWhomMayNotCountIt) {
    const std::string path = drafted(secretary);
    ASSERT_EQ(edited(path, secretary, "信访{petitions.received}。"), "200");
    petition();
    ASSERT_EQ(issued(path, secretary), "200");
    petition();
    const json::Value known = r.read(path, secretary)["figures"].items().at(0);
    EXPECT_EQ(known["differs"].text(), "2起");
    EXPECT_EQ(known["added"].number(), 1);
    const std::string auditor = r.as("auditor", t.street);
    const json::Value told = r.read(path, auditor)["figures"].items().at(0);
    EXPECT_EQ(told["said"].text(), "1起");
    EXPECT_TRUE(told["differs"].is_null());
    EXPECT_EQ(told["added"].number(), 0);
    EXPECT_EQ(behind(path, "petitions.received", auditor), "1+0");
}

TEST_P(FiguresApi, AnIssuedReportOpensToWhatDiffersSinceFirst) {
    t.person_at(t.house, "王秀英");
    t.inside.clock.set({t.inside.clock.now().micros + 1'000'000});  // ids go by the time
    const Id leaves = t.person_at(t.other_house, "李明");
    const std::string path = drafted(secretary);
    ASSERT_EQ(edited(path, secretary, "居民{population.residents}。"), "200");
    const std::string officer = r.as("street_officer", t.street);
    ASSERT_EQ(issued(path, secretary), "200");
    EXPECT_EQ(behind(path, "population.residents", officer), "王秀英 , 李明 , 0+0");
    t.person_at(t.other_house, "孙丽");
    t.write([&](store::Writer& db) {
         return registry::move_person(db, t.means, t.officer(), leaves, 1,
                                      {.kind = "lives", .to = t.south_house});
     }).value();
    const json::Value stated = r.read(path, officer)["figures"].items().at(0);
    EXPECT_EQ(stated["added"].number(), 1);
    EXPECT_EQ(stated["gone"].number(), 1);
    EXPECT_TRUE(stated["differs"].is_null()) << "as many as there were, and others";
    EXPECT_EQ(behind(path, "population.residents", officer), "孙丽 added, 李明 gone, 王秀英 , 0+0");
    EXPECT_EQ(behind(path, "population.residents", r.as("auditor", t.street)), "2+1");
    EXPECT_EQ(behind(path, "opinions.received", officer), "0+0") << "it states none";
}

TEST_P(FiguresApi, AZeroThatNobodyConfirmedSaysSoOnce) {
    const json::Value is =
        r.read("/api/figures/petitions.upward?period=2026Q1&place=" + t.north.text(), secretary);
    EXPECT_EQ(is["said"]["zh"].text(), "0起");
    EXPECT_EQ(testing::all_of(is["unwatched"], "name"), "北苑社区");
    const std::string path = drafted(secretary);
    ASSERT_EQ(edited(path, secretary, "上访{petitions.upward}。"), "200");
    const json::Value report = r.read(path, secretary);
    EXPECT_EQ(report["figures"].items().at(0)["said"].text(), "0起（未作零报告）");
    EXPECT_EQ(testing::all_of(report["warnings"], "code"), "zero_unwatched period_not_over");
    ASSERT_EQ(issued(path, secretary), "200");
    EXPECT_EQ(testing::all_of(r.read(path, secretary)["warnings"], "code"), "")
        << "what is issued says it in its words";
}

TEST_P(FiguresApi, NobodyStatesWhatTheyMayNotCount) {
    t.roles["auditor"].insert({"reports.edit", "reports.issue"});
    const std::string auditor = r.as("auditor", t.street);
    const std::string path = drafted(secretary);
    ASSERT_EQ(edited(path, secretary, "信访{petitions.received}。"), "200");
    EXPECT_EQ(
        r.read(path, auditor)["blocks"].items().at(0)["segments"].items().at(1)["text"].text(),
        "—");
    EXPECT_EQ(r.read(path, auditor)["figures"].items().at(0)["said"].text(), "—");
    EXPECT_EQ(edited(path, auditor, "共{petitions.upward}。"), "403 not_yours blocks");
    EXPECT_EQ(issued(path, auditor), "403 not_yours blocks");
    EXPECT_TRUE(r.read(path, secretary)["issued"].is_null());
    EXPECT_EQ(edited(path, auditor, "意见{opinions.received}。"), "200");
}

TEST_P(FiguresApi, TheJournalTellsNumbersToWhoMayCountThem) {
    const std::string path = drafted(secretary);
    ASSERT_EQ(edited(path, secretary, "信访{petitions.received}。"), "200");
    ASSERT_EQ(issued(path, secretary), "200");
    const std::string other = drafted(secretary);
    ASSERT_EQ(edited(other, secretary, "意见{opinions.received}。"), "200");
    ASSERT_EQ(issued(other, secretary), "200");
    ASSERT_EQ(said(r.ask("POST", "/api/watches", secretary,
                         "{\"part\":\"petitions.petition\",\"period\":\"2026-02\",\"place\":" +
                             quoted(t.north) + ",\"count\":0}")),
              "200");
    const auto lines = [&](const std::string& token) {
        std::string found;
        const json::Value journal = r.read("/api/journal?limit=200", token);
        for (const json::Value& line : journal["items"].items()) {
            const std::string verb = line["verb"].text();
            if (verb == "issue" || verb == "confirm") found += verb + " ";
        }
        return found;
    };
    EXPECT_EQ(lines(secretary), "confirm issue issue ");
    EXPECT_EQ(lines(r.as("auditor", t.street)), "issue ");
}

}  // namespace
}  // namespace linli::http
