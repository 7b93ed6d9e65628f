// The registry over HTTP: what is masked, what is hidden, what comes page by page, what an act sent
// twice does.
#include <gtest/gtest.h>

#include "channels/http/registry_render.h"
#include "channels/http/town_testing.h"

namespace linli::http {
namespace {

using testing::all_of;
using testing::can;
using testing::TownRouter;

class RegistryApi : public ::testing::Test {
protected:
    std::string said(const Response& response) { return TownRouter::said(response); }

    TownRouter r;
    posts::testing::TestTown& t = r.t;
    Id wang = t.person_at(t.house, "王小明", "11010519491231002X", "13800001234");
    std::string window = r.as("window", t.north);
    std::string worker = r.as("grid_worker", t.grid);
    std::string southern = r.as("window", t.south);
};

TEST_F(RegistryApi, PlacesAreShownLevelByLevelAsFarAsOneMaySee) {
    const json::Value top = r.read("/api/places/top");
    EXPECT_EQ(top["name"].text(), "临里街道");
    EXPECT_EQ(r.read("/api/places/top", worker)["name"].text(), "第一网格");
    const std::string building = "/api/places/" + t.building.text();
    EXPECT_EQ(all_of(r.read(building)["way"], "name"), "临里街道 北苑社区 第一网格 和风新村 3幢");
    EXPECT_EQ(r.read(building)["counts"]["people"].number(-1), -1);  // not theirs to count
    EXPECT_EQ(r.read(building, window)["counts"]["people"].number(-1), 1);
    EXPECT_EQ(r.read(building, southern)["counts"]["people"].number(-1), -1);
    EXPECT_EQ(all_of(r.read(building + "/children")["items"], "name"), "");
    EXPECT_EQ(all_of(r.read(building + "/children", window)["items"], "name"), "101 102");
    EXPECT_EQ(said(r.ask("GET", "/api/places/" + t.house.text(), southern)),
              "404 no_such_place place");
    EXPECT_EQ(said(r.ask("GET", "/api/places/nonsense")), "404 no_such_place place");

    const Response page = r.ask("GET", building + "/children?limit=1", window);
    const std::string next = TownRouter::body_of(page)["next"].text();
    EXPECT_NE(page.header("Link").find("rel=\"next\""), std::string_view::npos);
    const json::Value second = r.read(building + "/children?limit=1&cursor=" + next, window);
    EXPECT_EQ(all_of(second["items"], "name"), "102");
    EXPECT_TRUE(second["next"].is_null());
}

TEST_F(RegistryApi, PlacesAreChangedByWhoKeepsThem) {
    const std::string officer = r.as("street_officer", t.street);
    const std::string body =
        "{\"parent\":\"" + t.estate.text() + "\",\"kind\":\"building\",\"name\":\"5幢\"}";
    EXPECT_EQ(said(r.ask("POST", "/api/places", worker, body)), "403 not_yours parent");
    const Id act = t.fresh();
    const Response made = r.ask("POST", "/api/places", officer, body, "", act);
    EXPECT_EQ(made.status, 201);
    // The same act again: nothing new, and the answer is the same place.
    const Response again = r.ask("POST", "/api/places", officer, body, "", act);
    EXPECT_EQ(TownRouter::body_of(again)["id"].text(), TownRouter::body_of(made)["id"].text());
    EXPECT_EQ(said(r.ask("POST", "/api/places", officer, body)), "422 name_taken name");

    const std::string path = "/api/places/" + TownRouter::body_of(made)["id"].text();
    EXPECT_EQ(said(r.ask("PATCH", path, officer, "{\"name\":\"6幢\"}")),
              "428 edition_missing If-Match");
    EXPECT_EQ(said(r.ask("PATCH", path, officer, "{\"name\":\"6幢\"}", "\"9\"")),
              "412 changed_meanwhile edition");
    const Response edited = r.ask("PATCH", path, officer, "{\"name\":\"6幢\"}", "\"1\"");
    EXPECT_EQ(edited.header("ETag"), "\"2\"");
    EXPECT_EQ(said(r.ask("POST", path + "/move", officer, "{\"parent\":\"" + t.south.text() + "\"}",
                         "*")),
              "200");
    EXPECT_EQ(said(r.ask("POST", path + "/end", officer, "{}", "*")), "200");
}

TEST_F(RegistryApi, APersonIsMaskedForAllButThemselves) {
    const std::string path = "/api/people/" + wang.text();
    EXPECT_EQ(said(r.ask("GET", path)), "401 login_first");
    EXPECT_EQ(said(r.ask("GET", path, southern)), "404 no_such_person person");
    const json::Value seen = r.read(path, window);
    EXPECT_EQ(seen["name"].text(), "王小明");
    EXPECT_EQ(seen["id_number"].text(), "1101**********002X");
    EXPECT_EQ(seen["phones"].items().at(0).text(), "138****1234");
    EXPECT_EQ(seen["birth"].text(), "1949-12-31");  // the window keeps the record
    EXPECT_EQ(seen["address"].text(), "和风新村3幢101");
    EXPECT_TRUE(can(seen, "edit"));
    EXPECT_FALSE(can(seen, "erase"));

    const json::Value glanced = r.read(path, r.as("mediator", t.north));
    EXPECT_EQ(glanced["birth"].text(), "1949-**-**");
    EXPECT_EQ(glanced["age"].number(), 76);
    EXPECT_FALSE(can(glanced, "edit"));

    const json::Value own = r.read("/api/me/record", r.resident(wang));
    EXPECT_EQ(own["id_number"].text(), "11010519491231002X");
    EXPECT_EQ(own["phones"].items().at(0).text(), "13800001234");
    EXPECT_EQ(own["birth"].text(), "1949-12-31");
    EXPECT_EQ(said(r.ask("GET", "/api/me/record", window)), "404 no_such_person");
}

TEST_F(RegistryApi, LookingIsKeptAndShownToThePerson) {
    const std::string path = "/api/people/" + wang.text();
    const std::string body = "{\"fields\":[\"phones\",\"id_number\"],\"purpose\":\"回访\"}";
    EXPECT_EQ(said(r.ask("POST", path + "/reveal", southern, body)), "404 no_such_person person");
    EXPECT_EQ(
        said(r.ask("POST", path + "/reveal", window, "{\"fields\":[\"key\"],\"purpose\":\"x\"}")),
        "422 no_such_choice fields.0");
    const Response shown = r.ask("POST", path + "/reveal", window, body);
    EXPECT_EQ(TownRouter::body_of(shown)["id_number"].text(), "11010519491231002X");
    EXPECT_TRUE(TownRouter::body_of(shown)["birth"].is_null());
    const json::Value own = r.read("/api/me/record", r.resident(wang));
    EXPECT_EQ(all_of(own["looks"], "purpose"), "回访");
    EXPECT_EQ(all_of(r.read(path + "/looks", window)["items"], "purpose"), "回访");
    const std::string mediator = r.as("mediator", t.north);
    EXPECT_EQ(said(r.ask("GET", path + "/looks", mediator)), "403 not_yours person");
    // What touched the record says no more of it than that.
    const std::string history = "/api/history?kind=person&record=" + wang.text();
    EXPECT_EQ(all_of(r.read(history, window)["items"], "verb"), "reveal add");
    EXPECT_EQ(all_of(r.read(history, mediator)["items"], "verb"), "add");
}

TEST_F(RegistryApi, PeopleAreListedAsFarAsThePostReachesPageByPage) {
    for (int i = 0; i < 4; ++i)
        t.person_at(i % 2 ? t.house : t.other_house, "居民" + std::to_string(i));
    t.person_at(t.south_house, "外人");
    std::string names, cursor;
    for (int page = 0; page < 4; ++page) {
        const json::Value answer =
            r.read("/api/people?limit=2" + (cursor.empty() ? "" : "&cursor=" + cursor), window);
        names += all_of(answer["items"], "name") + "|";
        if (answer["next"].is_null()) break;
        cursor = answer["next"].text();
    }
    EXPECT_EQ(std::count(names.begin(), names.end(), '|'), 3);
    EXPECT_EQ(names.find("外人"), std::string::npos);
    EXPECT_NE(names.find("王小明"), std::string::npos);
    EXPECT_EQ(all_of(r.read("/api/people", southern)["items"], "name"), "外人");
    EXPECT_EQ(all_of(r.read("/api/people", r.resident(wang))["items"], "name"), "");
    const std::string within = "/api/people?within=" + t.south.text();
    EXPECT_EQ(said(r.ask("GET", within, window)), "404 no_such_place within");
    const std::string officer = r.as("street_officer", t.street);
    EXPECT_EQ(all_of(r.read(within, officer)["items"], "name"), "外人");
    // As of a day on which nobody was known yet, and of today.
    EXPECT_EQ(all_of(r.read(within + "&as_of=2026-03-01", officer)["items"], "name"), "");
    EXPECT_EQ(all_of(r.read(within + "&as_of=2026-03-02", officer)["items"], "name"), "外人");
    // Two reaches that do not touch are one list.
    const Id both = t.account_of("both");
    for (const Id& place : {t.south, t.north}) {
        t.write([&](store::Writer& db) {
             return posts::appoint(db, t.means, t.admin(),
                                   {.role = "window", .place = place, .account = both});
         }).value();
    }
    EXPECT_EQ(r.read("/api/people", r.session(both))["items"].items().size(), 6u);
}

TEST_F(RegistryApi, WhoMovedOutOfSightIsShownAsTheRollOfThatDayHadThem) {
    registry::NewPerson is;
    is.values.set("name", "周八");
    is.values.birth = Day::parse("1980-01-01");
    is.lives = registry::Stay{t.house, Day::parse("2019-01-01"), ""};
    const Id zhou = t.write([&](store::Writer& db) {
                         return registry::add_person(db, t.means, t.officer(), is);
                     }).value();
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return registry::move_person(
            db, t.means, t.officer(), zhou, 1,
            {.kind = "lives", .to = t.south_house, .day = Day::parse("2020-06-01")});
    }));
    const std::string officer = r.as("street_officer", t.street);
    const auto row_of = [&](const std::string& path, const std::string& token) {
        const json::Value found = r.read(path, token)["items"].items().at(0);
        return found["name"].text() + " " + std::to_string(found["age"].number(-1)) + " " +
               found["address"].text();
    };
    const std::string roll = "/api/people?as_of=2020-01-01&within=" + t.north.text();
    EXPECT_EQ(said(r.ask("GET", "/api/people/" + zhou.text(), window)),
              "404 no_such_person person");
    EXPECT_EQ(row_of(roll, window), "周八 40 和风新村3幢101");
    EXPECT_EQ(row_of(roll, officer), "周八 46 1号");
    // Also when the address of that day has another path now.
    const Id second = t.place_of("grid", "第二网格", t.north);
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return registry::move_place(db, t.means, t.officer(), t.estate, 1, second);
    }));
    EXPECT_EQ(row_of(roll, window), "周八 40 和风新村3幢101");
    const json::Value stays = r.read("/api/places/" + t.house.text() + "/stays", window);
    EXPECT_EQ(all_of(stays["items"], "name"), "王小明 周八");
    EXPECT_EQ(all_of(stays["items"], "address"), "和风新村3幢101 和风新村3幢101");
}

TEST_F(RegistryApi, PeopleAreAddedMovedMergedAndErased) {
    const std::string add =
        "{\"name\":\"李四\",\"phones\":[\"13900000002\"],\"lives\":{\"place\":\"" +
        t.other_house.text() + "\",\"basis\":\"rented\"}," +
        "\"household\":{\"number\":\"0102\",\"relation\":\"02\"}}";
    const Response made = r.ask("POST", "/api/people", window, add);
    ASSERT_EQ(said(made), "201");
    const json::Value li = TownRouter::body_of(made);
    EXPECT_EQ(all_of(li["stays"], "basis"), "rented");
    EXPECT_EQ(all_of(li["households"], "name"), "李四");
    EXPECT_EQ(said(r.ask("POST", "/api/people", window, "{\"nmae\":\"李四\"}")),
              "422 field_unknown nmae");
    const std::string path = "/api/people/" + li["id"].text();

    const std::string away = "{\"kind\":\"lives\",\"address\":\"杭州\"}";
    EXPECT_EQ(said(r.ask("POST", path + "/moves", window, away, "\"7\"")),
              "412 changed_meanwhile edition");
    EXPECT_EQ(said(r.ask("POST", path + "/moves", window, away, "\"1\"")), "200");
    EXPECT_FALSE(r.read(path, window)["present"].flag(true));
    EXPECT_EQ(all_of(r.read("/api/people?of=gone", window)["items"], "name"), "李四");

    EXPECT_EQ(said(r.ask("POST", "/api/people/" + wang.text() + "/merge", window,
                         "{\"goes\":\"" + li["id"].text() + "\",\"reason\":\"重复登记\"}")),
              "200");
    EXPECT_EQ(r.read(path, window)["id"].text(), wang.text());  // the pointer is followed
    EXPECT_EQ(said(r.ask("POST", path + "/separate", window)), "200");
    const std::string officer = r.as("street_officer", t.street);
    EXPECT_EQ(said(r.ask("POST", path + "/erase", window, "{\"reason\":\"本人要求\"}")),
              "403 not_yours person");
    EXPECT_EQ(said(r.ask("POST", path + "/erase", officer, "{\"reason\":\"本人要求\"}")), "204");
    EXPECT_EQ(said(r.ask("GET", path, officer)), "404 no_such_person person");
}

TEST_F(RegistryApi, HouseholdsAreKept) {
    const Id mother = t.person_at(t.house, "李二");
    const std::string add = "{\"number\":\"0101\",\"place\":\"" + t.house.text() +
                            "\",\"head\":\"" + wang.text() + "\"}";
    const Response made = r.ask("POST", "/api/households", window, add);
    ASSERT_EQ(said(made), "201");
    const std::string path = "/api/households/" + TownRouter::body_of(made)["id"].text();
    EXPECT_EQ(said(r.ask("POST", path + "/join", window,
                         "{\"person\":\"" + mother.text() + "\",\"relation\":\"12\"}")),
              "200");
    EXPECT_EQ(all_of(r.read(path, window)["members"], "name"), "王小明 李二");
    EXPECT_EQ(said(r.ask("GET", path, southern)), "404 no_such_household household");
    EXPECT_EQ(said(r.ask("POST", path + "/leave", window, "{\"person\":\"" + wang.text() + "\"}")),
              "422 head_leaves person");
    EXPECT_EQ(said(r.ask("POST", path + "/head", window,
                         "{\"head\":\"" + mother.text() + "\",\"relations\":[{\"person\":\"" +
                             wang.text() + "\",\"relation\":\"11\"}]}",
                         "*")),
              "200");
    EXPECT_EQ(r.read(path, window)["head"]["name"].text(), "李二");
    EXPECT_EQ(all_of(r.read("/api/households", window)["items"], "number"), "0101");
    EXPECT_EQ(all_of(r.read("/api/households", southern)["items"], "number"), "");
    // How each member came there belongs to its history.
    const std::string id = TownRouter::body_of(made)["id"].text();
    const json::Value lines = r.read("/api/history?kind=household&record=" + id, window);
    EXPECT_EQ(all_of(lines["items"], "verb"), "set_head join add add add");
    EXPECT_EQ(all_of(lines["items"], "person"), "李二 李二 王小明 李二 王小明");
}

TEST_F(RegistryApi, UnitsAndHousesMaskTheirNumbers) {
    const std::string add = "{\"kind\":\"property\",\"name\":\"和风物业\",\"place\":\"" +
                            t.estate.text() + "\",\"phone\":\"13800000009\"}";
    EXPECT_EQ(said(r.ask("POST", "/api/units", worker, add)), "403 not_yours place");
    const Response made = r.ask("POST", "/api/units", window, add);
    ASSERT_EQ(said(made), "201");
    const std::string path = "/api/units/" + TownRouter::body_of(made)["id"].text();
    EXPECT_EQ(r.read(path, window)["phone"].text(), "138****0009");
    EXPECT_EQ(said(r.ask("GET", path, southern)), "404 no_such_unit unit");
    EXPECT_EQ(TownRouter::body_of(
                  r.ask("POST", path + "/reveal", window, "{\"purpose\":\"联系\"}"))["phone"]
                  .text(),
              "13800000009");
    EXPECT_EQ(all_of(r.read("/api/units?kind=property", window)["items"], "name"), "和风物业");
    EXPECT_EQ(all_of(r.read("/api/units?kind=shop", window)["items"], "name"), "");

    const std::string house = "/api/houses/" + t.house.text();
    EXPECT_EQ(said(r.ask("PATCH", house, window,
                         "{\"owner_person\":\"" + wang.text() +
                             "\",\"owner_phone\":\"13800000009\",\"rented\":true,\"area\":8950}",
                         "\"0\"")),
              "200");
    EXPECT_EQ(r.read(house, window)["owner"].text(), "王小明");
    const Id act = t.fresh();
    const auto look = [&] {
        return r.ask("POST", house + "/reveal", window, "{\"purpose\":\"联系\"}", "", act);
    };
    EXPECT_EQ(TownRouter::body_of(look())["owner_phone"].text(), "13800000009");
    t.roles["window"].erase("people.reveal");  // who may still see the house, and no more than that
    EXPECT_EQ(said(look()), "403 not_yours place");
    EXPECT_EQ(r.read(house, window)["owner_phone"].text(), "138****0009");
    EXPECT_EQ(all_of(r.read("/api/people/" + wang.text(), window)["owns"], "name"),
              "和风新村3幢101");
    EXPECT_EQ(said(r.ask("GET", house, southern)), "404 no_such_place place");
    EXPECT_EQ(said(r.ask("PATCH", house, window, "{\"owner_person\":null}", "\"1\"")), "200");
    EXPECT_TRUE(r.read(house, window)["owner_person"].is_null());
}

TEST_F(RegistryApi, SearchAndHistoryShowWhatOneMaySee) {
    EXPECT_EQ(all_of(r.read("/api/search?q=wxm", window)["items"], "name"), "王小明");
    EXPECT_EQ(all_of(r.read("/api/search?q=wxm", southern)["items"], "name"), "");
    EXPECT_EQ(all_of(r.read("/api/search?q=wxm")["items"], "name"), "");
    EXPECT_EQ(all_of(r.read("/api/search?q=3幢&kind=place")["items"], "name"), "3幢");
    EXPECT_EQ(all_of(r.read("/api/search?q=1234", window)["items"], "why"), "phone");
    r.publish();
    EXPECT_EQ(all_of(r.read("/api/search?q=社区民意在线", window)["items"], "id"), "opinions");
    EXPECT_EQ(
        r.read("/api/search?q=社区民意在线", window)["items"].items().at(0)["title"]["en"].text(),
        "Residents' voice");
    EXPECT_EQ(all_of(r.read("/api/search?q=社区民意在线")["items"], "id"), "");
    for (const char* less : {"0", "-5"}) {
        for (const std::string list :
             {"/api/search?q=d&", "/api/people?", "/api/places?kind=house&"}) {
            EXPECT_EQ(said(r.ask("GET", list + "limit=" + less, window)), "422 field_bad limit");
        }
        EXPECT_EQ(
            said(r.ask("GET", "/api/places/" + t.house.text() + "/stays?limit=" + less, window)),
            "422 field_bad limit");
    }

    const std::string path = "/api/people/" + wang.text();
    ASSERT_EQ(said(r.ask("PATCH", path, window, "{\"workplace\":\"邮局\"}", "*")), "200");
    const std::string history = "/api/history?kind=person&record=" + wang.text();
    const json::Value lines = r.read(history, window);
    EXPECT_EQ(all_of(lines["items"], "verb"), "edit add");
    EXPECT_EQ(lines["items"].items().at(0)["fields"].items().at(0).text(), "workplace");
    EXPECT_EQ(lines.str().find("邮局"), std::string::npos);
    EXPECT_EQ(said(r.ask("GET", history, southern)), "404 no_such_person record");
    EXPECT_EQ(said(r.ask("GET", "/api/history?kind=place&record=" + t.building.text(), southern)),
              "403 not_yours record");
    EXPECT_EQ(all_of(r.read("/api/codes")["sex"], "value"), "0 1 2 9");
    EXPECT_NE(r.read("/api/kinds").str().find("楼道"), std::string::npos);
}

TEST_F(RegistryApi, OnesOwnRecordIsCorrectedWithTheWindow) {
    const std::string own = r.resident(wang);
    EXPECT_EQ(said(r.ask("PATCH", "/api/me/record", own, "{\"name\":\"王大明\"}", "*")),
              "403 not_your_field name");
    EXPECT_EQ(said(r.ask("PATCH", "/api/me/record", own, "{\"phones\":[\"13900000002\"]}", "*")),
              "200");
    ASSERT_EQ(said(r.ask("POST", "/api/me/proposals", own, "{\"values\":{\"name\":\"王大明\"}}")),
              "201");
    EXPECT_TRUE(r.read("/api/me/record", own)["pending"].flag());
    EXPECT_EQ(r.read("/api/proposals", southern)["items"].items().size(), 0u);
    const json::Value waiting = r.read("/api/proposals", window)["items"];
    ASSERT_EQ(waiting.items().size(), 1u);
    EXPECT_EQ(all_of(waiting.items()[0]["values"], "value"), "王大明");
    EXPECT_EQ(all_of(waiting.items()[0]["values"], "before"), "王小明");
    const std::string path = "/api/proposals/" + waiting.items()[0]["id"].text();
    EXPECT_EQ(said(r.ask("POST", path + "/refuse", window, "{\"reason\":\" \"}")),
              "422 field_missing reason");
    EXPECT_EQ(said(r.ask("POST", path + "/accept", window)), "204");
    EXPECT_EQ(said(r.ask("POST", path + "/accept", window)), "409 wrong_state proposal");
    EXPECT_EQ(r.read("/api/me/record", own)["name"].text(), "王大明");
}

TEST(Years, CountBirthdays) {
    const auto years = [](const char* from, const char* to) {
        return years_between(*Day::parse(from), *Day::parse(to));
    };
    EXPECT_EQ(years("2000-02-29", "2001-02-28"), 0);
    EXPECT_EQ(years("2000-02-29", "2001-03-01"), 1);
    EXPECT_EQ(years("2000-03-02", "2026-03-01"), 25);
    EXPECT_EQ(years("2000-03-02", "2026-03-02"), 26);
}

}  // namespace
}  // namespace linli::http
