// What somebody may not see stays out of the answers about what they may see: lists asked for by
// somebody else's house, rolls of those who moved away, houses, refusals, notices, acts that waited
// while a post ended. Which door is open to whom is the business of doors_test.cpp.
#include <gtest/gtest.h>

#include <chrono>
#include <future>

#include "channels/http/town_testing.h"
#include "kernel/registry/households.h"
#include "kernel/registry/residences.h"
#include "kernel/registry/units.h"

namespace linli::http {
namespace {

using testing::all_of;
using testing::TownRouter;

// An act whose test is told when it waits for the lane.
std::shared_ptr<std::promise<void>> waits;
void write_a_note(Call& call) {
    const Id id = call.id("person");
    const auto test = waits;  // which may end before this thread has told it
    call.write(
        [&call, id](store::Writer& db) {
            const auto person = registry::person(db, call.tenant, id);
            registry::PersonChanges changes;
            changes.set("note", "上门看过");
            return registry::edit_person(db, call.services.means, call.asker(), id, person->edition,
                                         changes);
        },
        [](Call& later, const Id&) { later.answer({.status = 204}); });
    test->set_value();
}

class Hidden : public ::testing::TestWithParam<std::string> {
protected:
    static std::string said(const Response& response) { return TownRouter::said(response); }
    static std::string quoted(const Id& id) { return "\"" + id.text() + "\""; }

    // Whoever holds a role and is somebody of the registry as well.
    std::string who_is(const Id& person, const std::string& role, const Id& place,
                       std::optional<Id> unit = {}) {
        const Id account = t.account_of(role + ".of", person);
        t.write([&](store::Writer& db) {
             return posts::appoint(
                 db, t.means, t.admin(),
                 {.role = role, .place = place, .unit = unit, .account = account});
         }).value();
        return r.session(account);
    }
    void move(const Id& person, const Id& to) {
        t.write([&](store::Writer& db) {
             return registry::move_person(db, t.means, t.officer(), person,
                                          registry::person(db, db.tenant(), person)->edition,
                                          {.kind = "lives", .to = to});
         }).value();
    }
    Id household_of(const Id& head, const Id& other) {
        registry::NewHousehold is;
        is.number = "0101";
        is.place = t.house;
        is.head = head;
        is.others = {{other, "10"}};
        return t
            .write([&](store::Writer& db) {
                return registry::add_household(db, t.means, t.officer(), is);
            })
            .value();
    }
    std::string numbers(const std::string& query, const std::string& token) {
        return all_of(r.read("/api/cases?" + query, token)["items"], "number");
    }

    TownRouter r{GetParam()};
    posts::testing::TestTown& t = r.t;
    Id li = t.person_at(t.house, "李明", "11010519491231002X", "13900000001");
    Id sun = t.person_at(t.other_house, "孙丽");
    std::string window = r.as("window", t.north);
    std::string worker = r.as("grid_worker", t.grid);
    std::string southern = r.as("window", t.south);
    std::string officer = r.as("street_officer", t.street);
    std::string admin = r.as("administrator", t.street);
};

INSTANTIATE_TEST_SUITE_P(Engines, Hidden, ::testing::ValuesIn(store::testing::engines()));

// Who joined a neighbour's matter learns the building; that somebody at work may ask for a house
// must not tell them which one, nor who brought it.
TEST_P(Hidden, ListsAskedForByAHouseOrAPersonTellANeighbourNoMoreThanThePage) {
    r.publish();
    const std::string neighbour = who_is(sun, "office_clerk", t.north, [&] {
        registry::NewUnit unit;
        unit.values.kind = "agency";
        unit.values.name = "城管科";
        unit.values.place = t.north;
        return t
            .write([&](store::Writer& db) {
                return registry::add_unit(db, t.means, t.officer(), unit);
            })
            .value();
    }());
    const std::string of_house =
        "{\"part\":\"opinions.matter\",\"values\":{\"where\":" + quoted(t.house) +
        ",\"kind\":\"leak\",\"story\":\"渗水\"}}";
    const Response made = r.ask("POST", "/api/cases", r.resident(li), of_house);
    ASSERT_EQ(said(made), "201");
    const std::string path = "/api/cases/" + TownRouter::body_of(made)["id"].text();
    ASSERT_EQ(said(r.ask("POST", path + "/steps/join", neighbour, "{\"words\":\"我家也漏\"}")),
              "200");
    EXPECT_EQ(numbers("list=mine", neighbour), "2026-0001");
    EXPECT_EQ(numbers("place=" + t.building.text(), neighbour), "2026-0001");
    EXPECT_EQ(numbers("person=" + sun.text(), neighbour), "2026-0001");
    EXPECT_EQ(numbers("place=" + t.house.text(), neighbour), "");
    EXPECT_EQ(numbers("person=" + li.text(), neighbour), "");
    EXPECT_EQ(numbers("place=" + t.house.text(), window), "2026-0001");
    EXPECT_EQ(numbers("person=" + li.text(), window), "2026-0001");
    // Nor does asking whether the house has such a matter already.
    const auto alike = [&](const std::string& token) {
        return all_of(TownRouter::body_of(r.ask("POST", "/api/alike", token, of_house))["items"],
                      "number");
    };
    EXPECT_EQ(alike(window), "2026-0001");
    EXPECT_EQ(alike(""), "");
    EXPECT_EQ(alike(southern), "");
    EXPECT_EQ(said(r.ask("GET", "/api/places?kind=house&within=" + t.house.text(), southern)),
              "404 no_such_place within");
}

TEST_P(Hidden, AHouseTellsItsOwnerToWhoMaySeePeopleThere) {
    const std::string house = "/api/houses/" + t.house.text();
    ASSERT_EQ(said(r.ask("PATCH", house, window,
                         "{\"owner_person\":" + quoted(li) +
                             ",\"owner_phone\":\"13800000009\",\"owner_document\":"
                             "\"11010519491231002X\",\"note\":\"孙某代管\",\"area\":8950}",
                         "\"0\"")),
              "200");
    EXPECT_EQ(r.read(house, worker)["owner"].text(), "李明");
    EXPECT_EQ(r.read(house, r.resident(li))["owner"].text(), "李明");
    const json::Value seen = r.read(house, admin);
    EXPECT_EQ(seen["area"].number(), 8950);
    for (const std::string& hidden :
         std::vector<std::string>{"李明", li.text(), "138", "002X", "孙某"})
        EXPECT_EQ(seen.str().find(hidden), std::string::npos) << hidden;

    // Whoever lives there and is not the owner is told no more than that.
    move(sun, t.house);
    move(li, t.south_house);
    EXPECT_EQ(r.read(house, r.resident(sun))["owner"].text(), "");

    // An owner who was erased has never owned it.
    ASSERT_EQ(said(r.ask("POST", "/api/people/" + li.text() + "/moves", officer,
                         "{\"kind\":\"lives\",\"address\":\"杭州\"}", "*")),
              "200");
    ASSERT_EQ(said(r.ask("POST", "/api/people/" + li.text() + "/erase", officer,
                         "{\"reason\":\"本人要求\"}")),
              "204");
    const json::Value left = r.read(house, worker);
    for (const std::string& hidden : std::vector<std::string>{"李明", li.text(), "138", "002X"})
        EXPECT_EQ(left.str().find(hidden), std::string::npos) << hidden;
}

TEST_P(Hidden, AHouseholdDoesNotTellWhereSomebodyWent) {
    const std::string path = "/api/households/" + household_of(li, sun).text();
    move(sun, t.south_house);
    const auto addresses = [&](const std::string& token) {
        return all_of(r.read(path, token)["members"], "address");
    };
    EXPECT_EQ(addresses(officer), "和风新村3幢101 1号");
    EXPECT_EQ(addresses(worker), "和风新村3幢101 和风新村3幢101");
    EXPECT_EQ(addresses(r.resident(li)), "和风新村3幢101 和风新村3幢101");
    const std::string history =
        "/api/history?kind=household&record=" + path.substr(path.rfind('/') + 1);
    EXPECT_EQ(all_of(r.read(history, officer)["items"], "verb"), "move add add add");
    EXPECT_EQ(all_of(r.read(history, worker)["items"], "verb"), "add add");

    // The other way round: a household of earlier days in the page of who came here since.
    const json::Value came = r.read("/api/people/" + sun.text(), southern)["households"];
    EXPECT_EQ(all_of(came, "number"), "0101");
    EXPECT_EQ(all_of(came, "name"), "");
    const Response again =
        r.ask("POST", "/api/households", southern,
              "{\"place\":" + quoted(t.south_house) + ",\"head\":" + quoted(sun) + "}");
    EXPECT_EQ(said(again), "422 in_household head");
    EXPECT_EQ(again.body.find(path.substr(path.rfind('/') + 1)), std::string::npos);
}

TEST_P(Hidden, ProposalsGoWhereTheRecordGoes) {
    const std::string own = r.resident(sun);
    ASSERT_EQ(said(r.ask("POST", "/api/me/proposals", own, "{\"values\":{\"name\":\"孙莉\"}}")),
              "201");
    const auto waiting = [&](const std::string& token) {
        return r.read("/api/proposals", token)["items"];
    };
    ASSERT_EQ(waiting(worker).items().size(), 1u);
    const std::string path = "/api/proposals/" + waiting(worker).items()[0]["id"].text();
    move(sun, t.south_house);
    EXPECT_EQ(waiting(worker).str(), "[]");
    EXPECT_EQ(waiting(window).str(), "[]");
    EXPECT_EQ(said(r.ask("POST", path + "/accept", worker)), "404 no_such_proposal proposal");
    EXPECT_EQ(said(r.ask("POST", path + "/refuse", worker, "{\"reason\":\"无\"}")),
              "404 no_such_proposal proposal");
    EXPECT_EQ(waiting(southern).items().size(), 1u);
    // Merged into a record that is kept elsewhere, it is decided there.
    ASSERT_EQ(said(r.ask("POST", "/api/people/" + li.text() + "/merge", officer,
                         "{\"goes\":" + quoted(sun) + ",\"reason\":\"重复登记\"}")),
              "200");
    EXPECT_EQ(waiting(southern).str(), "[]");
    EXPECT_EQ(said(r.ask("POST", path + "/accept", southern)), "404 no_such_proposal proposal");
    EXPECT_EQ(waiting(worker).items().size(), 1u);
    EXPECT_EQ(said(r.ask("POST", path + "/accept", worker)), "204");
}

TEST_P(Hidden, AnActThatWaitedIsDecidedByTheGrantsOfItsMoment) {
    r.router.add({{.method = "POST",
                   .path = "/api/test/{person}",
                   .name = "test_note",
                   .summary = "An act that says when it waits.",
                   .handle = write_a_note}});
    const auto while_it_waits = [&](const std::function<void(store::Writer&)>& happens,
                                    const std::string& token) {
        const auto waiting = std::make_shared<std::promise<void>>();
        waits = waiting;
        std::promise<void> told;
        t.store().write_later(
            store::testing::town,
            [&](store::Writer& db) -> Outcome<Done> {
                const auto queued = waiting->get_future().wait_for(std::chrono::seconds(30));
                CHECK(queued == std::future_status::ready);
                happens(db);
                return Done{};
            },
            [&](const store::Verdict& verdict) {
                EXPECT_TRUE(verdict.committed());
                told.set_value();
            });
        const std::string answer = said(r.ask("POST", "/api/test/" + li.text(), token));
        told.get_future().wait();
        return answer;
    };
    EXPECT_EQ(while_it_waits([](store::Writer&) {}, worker), "204");
    const Id of_worker = r.account(worker), of_window = r.account(window);
    EXPECT_EQ(
        while_it_waits([&](store::Writer& db) { r.end_posts(db, of_worker, worker); }, worker),
        "404 no_such_person person");
    EXPECT_EQ(while_it_waits(
                  [&](store::Writer& db) {
                      access::end_sessions_of(db, of_window,
                                              t.stranger().line("account", li, "end_sessions"));
                  },
                  window),
              "401 login_first");
    EXPECT_EQ(t.person(li).note, "上门看过");
    EXPECT_EQ(t.person(li).edition, 2);
}

TEST_P(Hidden, APostInsideAHomeIsForWhoMaySeeTheHome) {
    const Id account = t.account_of("li.ming", li);
    const Id post =
        t.write([&](store::Writer& db) {
             return posts::appoint(db, t.means, t.officer(),
                                   {.role = "resident", .place = t.house, .account = account});
         }).value();
    const std::string path = "/api/posts/" + post.text();
    for (const std::string& token : {worker, officer, r.session(account)}) {
        EXPECT_EQ(said(r.ask("GET", path, token)), "200");
        EXPECT_EQ(all_of(r.read("/api/posts?role=resident", token)["items"], "id"), post.text());
    }
    for (const std::string& token : {southern, r.resident(sun)}) {
        EXPECT_EQ(said(r.ask("GET", path, token)), "404 no_such_post post");
        EXPECT_EQ(r.ask("GET", "/api/posts", token).body.find("和风新村3幢101"), std::string::npos);
    }
}

// A notice says what somebody was to know while it was theirs: what is sealed is opened for whoever
// may still see the case.
TEST_P(Hidden, ANoticeOpensNothingForWhoHasTheCaseNoMore) {
    r.publish();
    const std::string reporter = r.resident(sun);
    const Response made =
        r.ask("POST", "/api/cases", reporter,
              "{\"part\":\"opinions.matter\",\"values\":{\"where\":" + quoted(t.building) +
                  ",\"story\":\"楼道渗水\"}}");
    const std::string path = "/api/cases/" + TownRouter::body_of(made)["id"].text();
    ASSERT_EQ(said(r.ask("POST", path + "/steps/refuse", window,
                         "{\"values\":{\"reason\":\"已由李明家修好\"}}")),
              "200");
    const auto notices = [&] { return r.read("/api/notices", reporter).str(); };
    EXPECT_NE(notices().find("李明家"), std::string::npos);
    static constexpr store::Sql leave{
        "test.leave", "update parties set gone = ? where tenant = ? and case_id = ?"};
    t.write([&](store::Writer& db) -> Outcome<Done> {
         CHECK(db.run(leave, db.now(), db.tenant(),
                      Id::parse(path.substr(path.rfind('/') + 1)).value()) == 1);
         journal::append(db, t.stranger().line("case", t.fresh(), "test"));
         return Done{};
     }).value();
    EXPECT_EQ(said(r.ask("GET", path, reporter)), "404 no_such_case");
    EXPECT_EQ(notices().find("李明家"), std::string::npos);
}

}  // namespace
}  // namespace linli::http
