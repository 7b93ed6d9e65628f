// The case desk and the portal over HTTP: who sees a case and its lists, what each may do with it
// and is told when they may not.
#include <gtest/gtest.h>

#include <thread>

#include "channels/http/town_testing.h"
#include "kernel/registry/units.h"

namespace linli::http {
namespace {

using testing::all_of;
using testing::TownRouter;

class CasesApi : public ::testing::TestWithParam<std::string> {
protected:
    CasesApi() { r.publish(); }

    static std::string said(const Response& response) { return TownRouter::said(response); }
    static std::string quoted(const Id& id) { return "\"" + id.text() + "\""; }

    Id unit_of(const std::string& name, const Id& place) {
        registry::NewUnit unit;
        unit.values.kind = "agency";
        unit.values.name = name;
        unit.values.place = place;
        return t
            .write([&](store::Writer& db) {
                return registry::add_unit(db, t.means, t.officer(), unit);
            })
            .value();
    }
    std::string body(const std::string& part, const Id& where, const std::string& more = "",
                     const std::string& beside = "") const {
        return "{\"part\":\"" + part + "\",\"values\":{\"where\":" + quoted(where) + more + "}" +
               beside + "}";
    }
    std::string opinion(const Id& where, const std::string& more = "") const {
        return body("opinions.matter", where, ",\"story\":\"二楼楼道渗水\"" + more);
    }
    // The path of a new case.
    std::string reported(const std::string& token, const std::string& what) {
        t.inside.clock.set({t.inside.clock.now().micros + 1'000'000});
        const Response made = r.ask("POST", "/api/cases", token, what);
        EXPECT_EQ(said(made), "201");
        return "/api/cases/" + TownRouter::body_of(made)["id"].text();
    }
    std::string step(const std::string& path, const std::string& name, const std::string& token,
                     const std::string& given = "{}", const std::string& edition = "") {
        return said(r.ask("POST", path + "/steps/" + name, token, given, edition));
    }
    std::string can(const std::string& path, const std::string& token) {
        const Response answer = r.ask("GET", path, token);
        if (answer.status != 200) return said(answer);
        std::string all;
        const json::Value body = TownRouter::body_of(answer);
        for (const json::Value& one : body["can"].items())
            all += (all.empty() ? "" : " ") + one.text();
        return all;
    }
    std::string numbers(const std::string& query, const std::string& token) {
        return all_of(r.read("/api/cases?" + query, token)["items"], "number");
    }

    TownRouter r{GetParam()};
    posts::testing::TestTown& t = r.t;
    std::string window = r.as("window", t.north);
    std::string li = r.resident(t.person_at(t.house, "李明", "", "13900000001"));
    std::string sun = r.resident(t.person_at(t.other_house, "孙丽"));
};

INSTANTIATE_TEST_SUITE_P(Engines, CasesApi, ::testing::ValuesIn(store::testing::engines()));

TEST_P(CasesApi, WhoseRecordsWereMergedKeepsTheirHomeAndTheirCases) {
    const Id goes = t.person_at(t.house, "王小明");
    const Id stays = t.person_at(t.other_house, "王晓明", "", "13900000009");
    const auto told_of = [&](const Id& person) {
        return reported(
            window,
            body("opinions.matter", t.building, ",\"story\":\"楼道渗水\",\"kind\":\"leak\"",
                 ",\"channel\":\"visit\",\"reporter\":{\"person\":" + quoted(person) + "}"));
    };
    const std::string before = told_of(goes), others = told_of(stays);
    const std::string wang = r.resident(goes);
    const std::string own = reported(wang, opinion(t.building));
    EXPECT_EQ(can(others, wang), "404 no_such_case");
    ASSERT_EQ(said(r.ask("POST", "/api/people/" + stays.text() + "/merge", window,
                         "{\"goes\":" + quoted(goes) + ",\"reason\":\"重复登记\"}")),
              "200");

    EXPECT_EQ(r.read("/api/me", wang)["home"].text(), t.other_house.text());
    EXPECT_EQ(r.read("/api/me/record", wang)["id"].text(), stays.text());
    EXPECT_EQ(said(r.ask("GET", "/api/places/" + t.other_house.text(), wang)), "200");
    EXPECT_EQ(said(r.ask("GET", "/api/places/" + t.house.text(), wang)), "404 no_such_place place");
    for (const std::string& path : {before, others, own})
        EXPECT_EQ(can(path, wang), "add withdraw") << path;
    EXPECT_EQ(r.read("/api/cases?list=mine", wang)["items"].items().size(), 3u);
    // What is reported now is whole as well, and stays theirs when the merge is taken back.
    const std::string after = reported(wang, opinion(t.other_house));
    ASSERT_EQ(said(r.ask("POST", "/api/people/" + goes.text() + "/separate", window)), "200");
    EXPECT_EQ(can(others, wang), "404 no_such_case");
    EXPECT_EQ(can(after, wang), "add withdraw");
}

TEST_P(CasesApi, WhoSeesACaseAndWhatEachMayDo) {
    const Id works = unit_of("市政办", t.north);
    const std::string contact = r.as("unit_contact", t.north, works);
    const std::string other_contact = r.as("unit_contact", t.north, unit_of("园林所", t.north));
    const Id other_grid = t.place_of("grid", "第二网格", t.north);
    const std::string path = reported(li, opinion(t.building, ",\"kind\":\"leak\""));
    const struct {
        const char* who;
        std::string token, can, open;
    } rows[] = {
        {"a stranger", "", "401 login_first", ""},
        {"the reporter", li, "add withdraw", ""},
        {"the neighbour", sun, "404 no_such_case", ""},
        {"the window", window, "register refuse add withdraw merge pause extend recover reveal",
         "2026-0001"},
        {"the secretary", r.as("secretary", t.north), "add withdraw recover reveal", "2026-0001"},
        {"the street", r.as("street_officer", t.street), "add withdraw recover reveal",
         "2026-0001"},
        {"the grid worker", r.as("grid_worker", t.grid), "add withdraw recover reveal",
         "2026-0001"},
        {"another grid's", r.as("grid_worker", other_grid), "404 no_such_case", ""},
        {"another community's secretary", r.as("secretary", t.south), "404 no_such_case", ""},
        {"another community's window", r.as("window", t.south), "404 no_such_case", ""},
        {"a unit before it is theirs", contact, "404 no_such_case", ""},
        {"the auditor", r.as("auditor", t.street), "", "2026-0001"},
        {"another community's auditor", r.as("auditor", t.south), "404 no_such_case", ""},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(can(path, row.token), row.can) << row.who;
        if (row.token.empty()) continue;
        EXPECT_EQ(numbers("list=open", row.token), row.open) << row.who;
        EXPECT_EQ(numbers("list=all", row.token), row.open) << row.who;
        EXPECT_EQ(numbers("list=mine", row.token), row.token == li ? "2026-0001" : "") << row.who;
        EXPECT_EQ(numbers("list=todo", row.token), row.token == window ? "2026-0001" : "")
            << row.who;
        EXPECT_EQ(numbers("list=late", row.token), "") << row.who;
        if (row.can.starts_with("404")) {
            EXPECT_EQ(step(path, "register", row.token), "404 no_such_case") << row.who;
            EXPECT_EQ(step(path, "add", row.token, "{\"words\":\"x\"}"), "404 no_such_case")
                << row.who;
            EXPECT_EQ(said(r.ask("POST", path + "/reveal", row.token, "{\"purpose\":\"看\"}")),
                      "404 no_such_case")
                << row.who;
        } else if (row.token != window) {
            EXPECT_EQ(step(path, "register", row.token), "403 not_your_step register") << row.who;
        }
    }
    std::string warned_of;
    const json::Value seen = r.read(path, window);
    for (const json::Value& one : seen["steps"].items()) {
        if (one["danger"].flag()) warned_of += one["name"].text() + " ";
    }
    EXPECT_EQ(warned_of, "refuse withdraw merge ");
    EXPECT_EQ(step(path, "register", ""), "404 no_such_case");
    EXPECT_EQ(step(path, "no_such", window), "404 no_such_step no_such");
    EXPECT_EQ(step(path, "handle", window), "403 not_your_step handle");

    EXPECT_EQ(step(path, "register", window), "200");
    EXPECT_EQ(step(path, "dispatch", window), "422 hands_missing units");
    EXPECT_EQ(step(path, "dispatch", window, "{\"units\":[" + quoted(works) + "]}"), "200");
    EXPECT_EQ(can(path, contact), "send_back handle add merge pause extend reveal");
    EXPECT_EQ(can(path, other_contact), "404 no_such_case");
    EXPECT_EQ(numbers("list=todo", contact), "2026-0001");
    EXPECT_EQ(numbers("list=all", contact), "2026-0001");
    EXPECT_EQ(numbers("unit=" + works.text(), window), "2026-0001");
    EXPECT_EQ(step(path, "handle", contact), "422 field_missing result");
    // Whoever gives it back does not see it any more as theirs to do.
    EXPECT_EQ(step(path, "send_back", contact, "{\"values\":{\"reason\":\"非本单位\"}}"), "200");
    EXPECT_EQ(numbers("list=todo", contact), "");
    EXPECT_EQ(step(path, "handle", contact, "{\"values\":{\"result\":\"x\"}}"),
              "403 not_your_step handle");
}

TEST_P(CasesApi, WhatIsPersonalIsMaskedAndLookingIsAnAct) {
    const std::string path = reported(li, opinion(t.building));
    const std::string auditor = r.as("auditor", t.street);
    const json::Value seen = r.read(path, window);
    EXPECT_EQ(seen["reporter"]["phone"].text(), "139****0001");
    EXPECT_EQ(seen["values"]["story"].text(), "二楼楼道渗水");
    EXPECT_EQ(r.read(path, auditor)["reporter"]["phone"].text(), "139****0001");
    const std::string looks = path + "/reveal";
    EXPECT_EQ(said(r.ask("POST", looks, auditor, "{\"purpose\":\"看看\"}")),
              "403 not_your_step reveal");
    EXPECT_EQ(said(r.ask("POST", looks, window, "{\"purpose\":\" \"}")),
              "422 field_missing purpose");
    EXPECT_EQ(said(r.ask("POST", looks, window, "{\"purpose\":\"回访\",\"party\":7}")),
              "404 no_such_party party");
    const Response whole = r.ask("POST", looks, window, "{\"purpose\":\"回访\"}");
    EXPECT_EQ(TownRouter::body_of(whole)["reporter"]["phone"].text(), "13900000001");
    EXPECT_EQ(whole.header("Cache-Control"), "no-store");
    // Sent again when the post has ended, the act does not show it again.
    const std::string clerk = r.as("window", t.north);
    const Id act = t.fresh();
    const auto look = [&] {
        return r.ask("POST", looks, clerk, "{\"purpose\":\"回访\"}", "", act);
    };
    EXPECT_EQ(said(look()), "200");
    EXPECT_EQ(said(look()), "200");
    r.end_posts(clerk);
    EXPECT_EQ(said(look()), "404 no_such_case");
    // A neighbour who joins sees the case, and nothing of who else reported it or what they wrote.
    EXPECT_EQ(step(path, "join", sun, "{\"words\":\"我家也漏\"}"), "200");
    const json::Value theirs = r.read(path, sun);
    EXPECT_TRUE(theirs["reporter"].is_null());
    EXPECT_FALSE(theirs["values"].has("story"));
    EXPECT_EQ(all_of(theirs["timeline"], "actor"), "resident.3");
    EXPECT_EQ(step(path, "join", sun), "422 already_party");
}

TEST_P(CasesApi, WhoSpeaksForAWithdrawnReportReadsNothingOfIt) {
    const Id photo = t.fresh();
    static constexpr store::Sql keep{
        "test.photo",
        "insert into files (tenant, id, media_type, size, key, account, made) select tenant, ?, "
        "'image/jpeg', 1, id, id, ? from accounts where tenant = ? and login = 'resident.2'"};
    t.write([&](store::Writer& db) -> Outcome<Done> {
         CHECK(db.run_derived(keep, photo, db.now(), db.tenant()) == 1);
         return Done{};
     }).value();
    const std::string path =
        reported(li, opinion(t.house, ",\"kind\":\"leak\",\"photos\":[" + quoted(photo) + "]"));
    EXPECT_NE(r.ask("GET", path, li).body.find(photo.text()), std::string::npos);
    EXPECT_EQ(step(path, "join", sun, "{\"words\":\"我家也漏\"}"), "200");
    EXPECT_EQ(step(path, "withdraw", li), "200");
    const json::Value seen = r.read(path, sun);
    EXPECT_EQ(all_of(seen["timeline"], "verb"), "report join withdraw");
    EXPECT_FALSE(seen["values"].has("story"));
    EXPECT_EQ(seen["title"].text(), "");
    for (const std::string& hidden : std::vector<std::string>{"二楼", "幢101", photo.text()})
        EXPECT_EQ(seen.str().find(hidden), std::string::npos) << hidden;
    EXPECT_EQ(seen.str().find(t.house.text()), std::string::npos);
    EXPECT_EQ(seen["place"]["id"].text(), t.building.text());
    EXPECT_EQ(seen["values"]["where"].text(), t.building.text());
    EXPECT_EQ(seen["place"]["name"].text(), seen["names"][t.building.text()].text());
    EXPECT_EQ(r.ask("GET", "/api/cases?list=mine", sun).body.find(t.house.text()),
              std::string::npos);
    EXPECT_EQ(r.read(path, window)["place"]["id"].text(), t.house.text());
    // What they may do as the one who speaks for it, they may.
    EXPECT_EQ(can(path, sun), "add withdraw");
    EXPECT_EQ(r.read(path, window)["values"]["story"].text(), "二楼楼道渗水");
}

TEST_P(CasesApi, NoCaseIsNamedByNothing) {
    const std::string nil = ",\"id\":" + quoted(Id{});
    EXPECT_EQ(said(r.ask("POST", "/api/cases", li,
                         body("opinions.matter", t.building, ",\"story\":\"漏水\"", nil))),
              "422 field_bad id");
    const std::string path = reported(li, opinion(t.building));
    for (const std::string& into : std::vector<std::string>{"2026-0009", "2026", Id{}.text()}) {
        EXPECT_EQ(step(path, "merge", window, "{\"into\":\"" + into + "\"}"),
                  "404 no_such_case into");
    }
}

TEST_P(CasesApi, TwoMoveItAtOnceOneWinsAndTheOtherIsToldWho) {
    const std::string other = r.as("window", t.north);
    const std::string path = reported(li, opinion(t.building, ",\"kind\":\"leak\""));
    EXPECT_EQ(r.ask("GET", path, window).header("ETag"), "\"1\"");
    EXPECT_EQ(step(path, "add", window, "{\"words\":\"已联系\"}", "\"1\""), "200");
    const Response late = r.ask("POST", path + "/steps/register", other, "{}", "\"1\"");
    EXPECT_EQ(said(late), "412 changed_meanwhile");
    EXPECT_EQ(TownRouter::body_of(late)["with"].text(), "window.1");
    EXPECT_EQ(step(path, "register", other, "{}", "\"2\""), "200");

    // At the very same time, and neither says which edition they saw.
    const std::string same = reported(li, opinion(t.grid, ",\"kind\":\"leak\""));
    Response answers[2];
    const std::string tokens[] = {window, other};
    {
        std::thread one(
            [&] { answers[0] = r.ask("POST", same + "/steps/register", window, "{}"); });
        std::thread two([&] { answers[1] = r.ask("POST", same + "/steps/register", other, "{}"); });
        one.join();
        two.join();
    }
    const std::size_t won = answers[0].status == 200 ? 0 : 1;
    EXPECT_EQ(answers[won].status, 200);
    EXPECT_EQ(said(answers[1 - won]), "409 wrong_state register");
    EXPECT_EQ(TownRouter::body_of(answers[1 - won])["with"].text(),
              r.read("/api/me", tokens[won])["name"].text());
}

TEST_P(CasesApi, ListsArePagedByWhatIsAskedFor) {
    const std::string south = r.as("window", t.south);
    for (int i = 0; i < 3; ++i) {
        reported(li, opinion(t.building));
        reported(li, body("defects.defect", t.building, ",\"what\":\"leak\""));
    }
    reported(window, body("petitions.petition", t.north,
                          ",\"story\":\"诉求\",\"level\":\"community\",\"form\":\"single\","
                          "\"people\":1",
                          ",\"channel\":\"visit\""));
    const auto paged = [&](const std::string& query, const std::string& token) {
        std::string all, cursor;
        do {
            const json::Value page = r.read(
                "/api/cases?limit=2&" + query + (cursor.empty() ? "" : "&cursor=" + cursor), token);
            all += all_of(page["items"], "number") + "|";
            cursor = page["next"].text();
        } while (!cursor.empty());
        return all;
    };
    EXPECT_EQ(paged("list=all&programme=defects", window), "2026-0006 2026-0004|2026-0002|");
    EXPECT_EQ(paged("list=all&programme=opinions.matter", window),
              "2026-0005 2026-0003|2026-0001|");
    EXPECT_EQ(numbers("list=open&programme=defects", window), "2026-0002 2026-0004 2026-0006");
    EXPECT_EQ(paged("list=open&programme=defects&place=" + t.grid.text(), window),
              "2026-0002 2026-0004|2026-0006|");
    EXPECT_EQ(paged("list=all", window),
              "2026-0006 2026-0005|2026-0004 2026-0003|2026-0002 2026-0001|");
    // What only some may see is on no general list, and on its own only for them.
    EXPECT_EQ(numbers("list=open&programme=petitions", window), "2026-0007");
    EXPECT_EQ(numbers("list=open&programme=petitions", r.as("auditor", t.street)), "");
    EXPECT_EQ(numbers("list=open&programme=petitions", r.as("grid_worker", t.grid)), "");
    EXPECT_EQ(numbers("list=open&programme=petitions", south), "");
    const auto counted = [&](const Id& place, const std::string& token) {
        return said(r.ask(
            "GET", "/api/figures/petitions.by_level?period=2026&place=" + place.text(), token));
    };
    EXPECT_EQ(counted(t.north, window), "200");
    EXPECT_EQ(counted(t.north, south), "403 not_yours place");
    EXPECT_EQ(counted(t.north, r.as("auditor", t.street)), "403 not_yours place");
    EXPECT_EQ(counted(t.building, r.as("stairwell_head", t.building)), "403 not_yours place");
    const auto offered = [&](const std::string& token) {
        return all_of(r.read("/api/figures", token)["items"], "figure").find("petitions.");
    };
    EXPECT_NE(offered(window), std::string::npos);
    EXPECT_EQ(offered(r.as("auditor", t.street)), std::string::npos);
    const auto journaled = [&](const std::string& token) {
        return all_of(r.read("/api/journal?limit=100", token)["items"], "programme")
            .find("petitions");
    };
    EXPECT_NE(journaled(r.as("secretary", t.north)), std::string::npos);
    EXPECT_EQ(journaled(r.as("auditor", t.street)), std::string::npos);
    EXPECT_EQ(numbers("list=open&programme=defects", south), "");
    EXPECT_EQ(said(r.ask("GET", "/api/cases?programme=defect", window)),
              "404 no_such_part programme");
    EXPECT_EQ(said(r.ask("GET", "/api/cases?list=some", window)), "422 no_such_choice list");
    EXPECT_EQ(numbers("list=all&place=" + t.north.text(), sun), "");
    EXPECT_EQ(numbers("list=all&place=" + t.north.text(), south), "");
}

TEST_P(CasesApi, WhatCanBeReportedAndByWhom) {
    EXPECT_EQ(all_of(r.read("/api/parts")["items"], "part"),
              "defects.defect opinions.matter through_train.line");
    EXPECT_EQ(all_of(r.read("/api/parts", li)["items"], "part"),
              "defects.defect opinions.matter through_train.line");
    EXPECT_EQ(all_of(r.read("/api/parts", window)["items"], "part"),
              "contacts.contact defects.defect disputes.dispute opinions.matter "
              "petitions.petition through_train.line");
    const struct {
        std::string token, body, said;
    } rows[] = {
        {"", opinion(t.building), "201"},
        {"", opinion(t.house), "404 no_such_place where"},
        {"", body("disputes.dispute", t.grid), "404 no_such_channel channel"},
        {"", body("contacts.contact", t.grid, "", ",\"channel\":\"visit\""), "401 sign_in_first"},
        {li, body("contacts.contact", t.grid, "", ",\"channel\":\"visit\""),
         "403 not_yours channel"},
        {li, body("contacts.contakt", t.grid), "404 no_such_part part"},
        {li, body("opinions.matter", t.grid), "422 field_missing story"},
        {li, opinion(t.grid, ",\"reply\":\"x\""), "422 no_such_field reply"},
        {li, opinion(t.grid, ",\"kind\":\"leek\""), "422 no_such_choice kind"},
        {window, opinion(t.south), "201"},  // online, as anybody may
        {window, body("opinions.matter", t.south, ",\"story\":\"x\"", ",\"channel\":\"window\""),
         "403 not_yours channel"},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(said(r.ask("POST", "/api/cases", row.token, row.body)), row.said) << row.body;
    }
    // A named channel is called by its own name.
    const std::string path =
        reported(li, body("through_train.line", t.building, ",\"story\":\"水费怎么交\""));
    const json::Value seen = r.read(path, li);
    EXPECT_EQ(seen["part"].text(), "opinions.matter");
    EXPECT_EQ(seen["channel_title"]["zh"].text(), "便民直通车");
    EXPECT_EQ(seen["channel_title"]["en"].text(), "Through train");
}

TEST_P(CasesApi, TheTimelineIsReadInBothLanguages) {
    const Id works = unit_of("市政办", t.north);
    const Id green = unit_of("园林所", t.north);
    r.as("unit_contact", t.north, green);
    const std::string contact = r.as("unit_contact", t.north, works);
    const std::string path = reported(li, opinion(t.building, ",\"kind\":\"leak\""));
    EXPECT_EQ(step(path, "register", window, "{\"values\":{\"urgency\":\"urgent\"}}"), "200");
    EXPECT_EQ(
        step(path, "dispatch", window, "{\"units\":[" + quoted(works) + "," + quoted(green) + "]}"),
        "200");
    EXPECT_EQ(step(path, "extend", contact, "{\"limit\":\"2 workdays\",\"reason\":\"等材料\"}"),
              "200");
    const auto decides = [&](const std::string& token) {
        const json::Value row = r.read("/api/cases?list=todo", token)["items"].items().at(0);
        return row["request"]["zh"].text() + (row["decides"].flag(true) ? "，等您批准" : "");
    };
    EXPECT_EQ(decides(r.as("secretary", t.north)), "2个工作日，等您批准");
    EXPECT_EQ(decides(contact), "2个工作日");
    std::string zh, en;
    const json::Value page = r.read(path, window);
    for (const json::Value& line : page["timeline"].items()) {
        zh += line["note"]["zh"].text() + "|";
        en += line["note"]["en"].text() + "|";
    }
    EXPECT_EQ(zh,
              "情况说明：二楼楼道渗水；地点：和风新村3幢；类别：居民楼渗水堵塞|紧急程度：紧急|"
              "市政办、园林所|"
              "等材料；2个工作日|");
    EXPECT_EQ(
        en,
        "What happened: 二楼楼道渗水; Where: 和风新村3幢; Kind: Leak or blockage in a building|"
        "Urgency: Urgent|市政办, 园林所|等材料; 2 workdays|");
    // What is the office's own business is not in what the reporter reads.
    EXPECT_EQ(all_of(r.read(path, li)["timeline"], "verb"), "report register dispatch");
    EXPECT_EQ(all_of(r.read(path, li)["timeline"], "actor"), "resident.2  ");
}

TEST_P(CasesApi, AnOfficeTakesInAndFollowsWhatItTookIn) {
    const Id party = unit_of("党建办公室", t.north);
    const std::string clerk = r.as("office_clerk", t.north, party);
    const std::string colleague = r.as("office_clerk", t.north, party);
    const std::string stranger = r.as("office_clerk", t.north, unit_of("综治办", t.north));
    const std::string path =
        reported(clerk, body("opinions.matter", t.north, ",\"story\":\"组织关系转入\"",
                             ",\"channel\":\"office\",\"reporter\":{\"name\":\"来访人\"}"));
    const json::Value seen = r.read(path, colleague);
    EXPECT_EQ(seen["intake"].text(), "党建办公室");
    EXPECT_EQ(seen["channel_title"]["zh"].text(), "办公室接待");
    EXPECT_EQ(numbers("list=all", colleague), "2026-0001");
    EXPECT_EQ(can(path, colleague), "add withdraw recover");
    EXPECT_EQ(step(path, "register", colleague), "403 not_your_step register");
    EXPECT_EQ(can(path, stranger), "404 no_such_case");
    EXPECT_EQ(numbers("list=all", stranger), "");
    EXPECT_EQ(said(r.ask(
                  "POST", "/api/cases", clerk,
                  body("opinions.matter", t.south, ",\"story\":\"x\"", ",\"channel\":\"office\""))),
              "403 not_yours channel");
}

TEST_P(CasesApi, AUnitThatReportedSpeaksByItsPosts) {
    const Id shop = unit_of("便利店", t.north);
    const std::string keeper = r.as("unit_contact", t.north, shop);
    const std::string other = r.as("unit_contact", t.north, unit_of("药店", t.north));
    const std::string path = reported(
        window, body("opinions.matter", t.north, ",\"story\":\"门前占道\",\"kind\":\"criticism\"",
                     ",\"channel\":\"visit\",\"reporter\":{\"unit\":" + quoted(shop) + "}"));
    EXPECT_EQ(can(path, keeper), "add withdraw");
    EXPECT_EQ(numbers("list=mine", keeper), "2026-0001");
    EXPECT_EQ(can(path, other), "404 no_such_case");
    EXPECT_EQ(numbers("list=mine", other), "");
}

TEST_P(CasesApi, AStrangerFollowsByCode) {
    const Response made = r.ask(
        "POST", "/api/cases", "",
        body("opinions.matter", t.building, ",\"story\":\"路灯不亮\",\"kind\":\"environment\"",
             ",\"reporter\":{\"name\":\"陈某\",\"phone\":\"139 0000 0042\"}"));
    const std::string code = TownRouter::body_of(made)["code"].text();
    const std::string path = "/api/cases/" + TownRouter::body_of(made)["id"].text();
    const auto follow = [](const std::string& by) { return "/api/follow/" + by; };
    EXPECT_EQ(can(follow(code), ""), "add withdraw");
    EXPECT_EQ(can(follow("AAAAA-AAAAA"), ""), "404 no_such_case");
    EXPECT_EQ(can(path, ""), "401 login_first");
    EXPECT_EQ(step(follow(code), "register", ""), "403 not_your_step register");
    EXPECT_EQ(step(follow(code), "add", "", "{\"words\":\"在路口\"}"), "200");
    // By a code one is its party and nothing else, whoever else one is.
    EXPECT_EQ(can(follow(code), window), "add withdraw");
    EXPECT_EQ(step(follow(code), "register", window), "403 not_your_step register");

    // Lost: by the end of the number, where it was reported and by whom may report for others.
    const auto lost = [&](const std::string& tail, const std::string& token) {
        return all_of(r.read("/api/lost?tail=" + tail, token)["items"], "number");
    };
    EXPECT_EQ(lost("0042", window), "2026-0001");
    EXPECT_EQ(lost("0043", window), "");
    EXPECT_EQ(lost("0042", r.as("window", t.south)), "");
    EXPECT_EQ(lost("0042", r.as("auditor", t.street)), "");
    EXPECT_EQ(lost("0042", li), "");
    EXPECT_EQ(said(r.ask("GET", "/api/lost?tail=0042")), "401 login_first");
    EXPECT_EQ(step(path, "recover", r.as("auditor", t.street)), "403 not_your_step recover");
    const Response again = r.ask("POST", path + "/steps/recover", window, "{\"party\":0}");
    EXPECT_EQ(can(follow(code), ""), "404 no_such_case");
    EXPECT_EQ(can(follow(TownRouter::body_of(again)["code"].text()), ""), "add withdraw");
    // A neighbour who joined is given a code of their own, and the reporter's stays.
    const Response joined = r.ask("POST", path + "/steps/join", "",
                                  "{\"words\":\"我家门口也暗\",\"reporter\":{\"name\":\"邻某\","
                                  "\"phone\":\"139 0000 0077\"}}");
    ASSERT_EQ(joined.status, 200);
    const json::Value neighbour = r.read("/api/lost?tail=0077", window)["items"].items().at(0);
    EXPECT_EQ(neighbour["party"].number(), 1);
    EXPECT_EQ(neighbour["party_name"].text(), "邻*");
    const Response theirs = r.ask("POST", path + "/steps/recover", window, "{\"party\":1}");
    EXPECT_EQ(can(follow(TownRouter::body_of(again)["code"].text()), ""), "add withdraw");
    const json::Value page = r.read(follow(TownRouter::body_of(theirs)["code"].text()), "");
    EXPECT_TRUE(page["reporter"].is_null());
    EXPECT_TRUE(page["values"]["story"].is_null());
    // Each hears what they said themselves, and not the other.
    const auto notes = [](const json::Value& seen) {
        std::string all;
        for (const json::Value& line : seen["timeline"].items())
            all += line["note"]["zh"].text() + "|";
        return all;
    };
    EXPECT_NE(notes(page).find("我家门口也暗"), std::string::npos);
    EXPECT_EQ(notes(page).find("在路口"), std::string::npos);
    const json::Value first = r.read(follow(TownRouter::body_of(again)["code"].text()), "");
    EXPECT_EQ(notes(first).find("我家门口也暗"), std::string::npos);
    EXPECT_NE(notes(first).find("在路口"), std::string::npos);

    // Everyone reads what was done once it is closed, and no more of it than that.
    const auto done = [&] { return r.read("/api/public/cases")["items"]; };
    const Id works = unit_of("市政办", t.north);
    const std::string contact = r.as("unit_contact", t.north, works);
    EXPECT_EQ(step(path, "register", window), "200");
    EXPECT_EQ(step(path, "dispatch", window, "{\"units\":[" + quoted(works) + "]}"), "200");
    EXPECT_EQ(step(path, "handle", contact, "{\"values\":{\"result\":\"内部情况\"}}"), "200");
    EXPECT_EQ(step(path, "feed_back", window, "{\"values\":{\"reply\":\"已换灯\"}}"), "200");
    EXPECT_EQ(done().items().size(), 0u);
    const std::string mine = follow(TownRouter::body_of(again)["code"].text());
    EXPECT_EQ(step(mine, "rate", "", "{\"values\":{\"satisfaction\":\"satisfied\"}}"), "200");
    const std::string shown = done().str();
    EXPECT_NE(shown.find("已换灯"), std::string::npos);
    for (const char* hidden : {"路灯不亮", "陈", "0042", "内部情况", "在路口", "window"})
        EXPECT_EQ(shown.find(hidden), std::string::npos) << hidden;
}

TEST_P(CasesApi, ANeighbourFindsWhatTheyWouldDouble) {
    const auto alike = [&](const std::string& token, const std::string& more) {
        return all_of(TownRouter::body_of(
                          r.ask("POST", "/api/alike", token, opinion(t.building, more)))["items"],
                      "number");
    };
    reported(li, opinion(t.building, ",\"kind\":\"leak\""));
    reported(li, opinion(t.building));
    EXPECT_EQ(alike(sun, ",\"kind\":\"leak\""), "2026-0001");
    EXPECT_EQ(alike(sun, ",\"kind\":\"safety\""), "");
    EXPECT_EQ(alike(sun, ""), "") << "what neither says is nothing they agree in";
    EXPECT_EQ(alike("", ",\"kind\":\"leak\""), "2026-0001");
}

}  // namespace
}  // namespace linli::http
