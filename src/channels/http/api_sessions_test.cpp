// Where somebody is signed in: told to themselves alone, ended by themselves one by one or all but
// this one, and by whoever is above their account; by nobody else.
#include <gtest/gtest.h>

#include "channels/http/town_testing.h"

namespace linli::http {
namespace {

using testing::can;
using testing::TownRouter;

class SessionsApi : public ::testing::Test {
protected:
    SessionsApi() {
        clerk = t.account_of("clerk");
        t.write([&](store::Writer& db) {
             return posts::appoint(db, t.means, t.admin(),
                                   {.role = "window", .place = t.north, .account = clerk});
         }).value();
        t.write([&](store::Writer& db) -> Outcome<Done> {
             access::set_password(db, clerk, access::hash_password("lamp under the stairs"), false,
                                  t.stranger().line("account", clerk, "claim"));
             return Done{};
         }).value();
    }
    // From an address, on a device; its token.
    std::string log_in(const std::string& address, const std::string& agent) {
        Request request{.method = "POST", .path = "/api/session", .remote = address};
        request.headers = {{"content-type", "application/json"},
                           {"user-agent", agent},
                           {"idempotency-key", t.fresh().text()}};
        request.body = R"({"login":"clerk","password":"lamp under the stairs"})";
        const std::string cookie(town.router.ask(std::move(request)).header("Set-Cookie"));
        const std::size_t from = cookie.find('=') + 1;
        return cookie.substr(from, cookie.find(';') - from);
    }
    int status(const std::string& token) { return town.ask("GET", "/api/me", token).status; }

    TownRouter town;
    posts::testing::TestTown& t = town.t;
    Id clerk;
};

TEST_F(SessionsApi, SaysWhereOneIsSignedIn) {
    const std::string desk = log_in("192.0.2.7", "Edge on Windows");
    t.inside.clock.set({t.inside.clock.now().micros + micros_per_minute});
    const std::string phone = log_in("2001:db8::7", "WeChat on a phone");
    const json::Value mine = town.read("/api/me/sessions", phone);
    EXPECT_EQ(testing::all_of(mine["items"], "address"), "2001:db8::7 192.0.2.7");
    EXPECT_EQ(testing::all_of(mine["items"], "agent"), "WeChat on a phone Edge on Windows");
    EXPECT_TRUE(mine["items"].items()[0]["current"].flag());
    EXPECT_FALSE(mine["items"].items()[1]["current"].flag());
    const json::Value others = town.read("/api/me/sessions", town.as("secretary", t.north));
    EXPECT_EQ(others["items"].items().size(), 1U);
}

TEST_F(SessionsApi, EndsAllOthersOfOnesOwn) {
    const std::string here = log_in("192.0.2.7", "here");
    const std::string there = log_in("192.0.2.8", "there");
    const std::string colleague = town.as("window", t.north);
    EXPECT_EQ(TownRouter::said(town.ask("DELETE", "/api/me/sessions")), "401 login_first");
    EXPECT_EQ(town.ask("DELETE", "/api/me/sessions", here).status, 204);
    EXPECT_EQ(status(here), 200);
    EXPECT_EQ(status(there), 401);
    EXPECT_EQ(status(colleague), 200);
    EXPECT_EQ(town.read("/api/me/sessions", here)["items"].items().size(), 1U);
}

TEST_F(SessionsApi, AreEndedByWhoeverIsAbove) {
    const std::string here = log_in("192.0.2.7", "here");
    const std::string path = "/api/accounts/" + clerk.text();
    const std::string secretary = town.as("secretary", t.north);
    const struct {
        std::string token, said;
    } rows[] = {
        {"", "401 login_first"},
        {here, "403 not_yourself account"},
        {town.as("window", t.south), "404 no_such_account account"},
        {town.as("grid_worker", t.grid), "404 no_such_account account"},
        {town.as("auditor", t.street), "404 no_such_account account"},
    };
    for (const auto& [token, said] : rows)
        EXPECT_EQ(TownRouter::said(town.ask("POST", path + "/end-sessions", token)), said);
    EXPECT_FALSE(can(town.read(path, here), "end_sessions"));
    EXPECT_EQ(status(here), 200);
    EXPECT_TRUE(can(town.read(path, secretary), "end_sessions"));
    EXPECT_EQ(town.ask("POST", path + "/end-sessions", secretary).status, 204);
    EXPECT_EQ(status(here), 401);
}

}  // namespace
}  // namespace linli::http
