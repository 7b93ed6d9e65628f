// Posts, accounts and slips over HTTP.
#include <gtest/gtest.h>

#include "channels/http/town_testing.h"

namespace linli::http {
namespace {

using testing::all_of;
using testing::can;
using testing::TownRouter;

class PostsApi : public ::testing::Test {
protected:
    std::string said(const Response& response) { return TownRouter::said(response); }
    std::string quoted(const Id& id) { return "\"" + id.text() + "\""; }

    TownRouter r;
    posts::testing::TestTown& t = r.t;
    std::string admin = r.as("administrator", t.street);
    std::string window = r.as("window", t.north);
};

TEST_F(PostsApi, WhoHoldsWhatIsPostedOnTheWall) {
    const Id wang = t.person_at(t.house, "王小明");
    const std::string appoint = "{\"role\":\"stairwell_head\",\"place\":" + quoted(t.building) +
                                ",\"person\":" + quoted(wang) + "}";
    EXPECT_EQ(said(r.ask("POST", "/api/posts", window, appoint)), "403 not_yours place");
    EXPECT_EQ(said(r.ask("POST", "/api/posts", admin, appoint)), "404 no_such_person person");
    const std::string officer = r.as("street_officer", t.street);
    const Response made = r.ask("POST", "/api/posts", officer, appoint);
    ASSERT_EQ(said(made), "201");
    const std::string within = "/api/posts?within=" + t.north.text();
    const json::Value seen = r.read(within, r.resident(wang));
    EXPECT_EQ(all_of(seen["items"], "holder"), "window.2 王小明");
    EXPECT_TRUE(seen["items"].items()[1]["person"].is_null());  // a name is enough for the wall
    EXPECT_EQ(r.read(within, officer)["items"].items()[1]["person"].text(), wang.text());
    EXPECT_EQ(all_of(r.read(within + "&role=window", officer)["items"], "role"), "window");

    std::string roles, cursor;
    for (int page = 0; page < 5; ++page) {
        const json::Value one =
            r.read("/api/posts?limit=1" + (cursor.empty() ? "" : "&cursor=" + cursor), officer);
        roles += all_of(one["items"], "role") + " ";
        if (one["next"].is_null()) break;
        cursor = one["next"].text();
    }
    EXPECT_EQ(roles, "administrator street_officer window stairwell_head ");

    const std::string path = "/api/posts/" + TownRouter::body_of(made)["id"].text();
    EXPECT_EQ(said(r.ask("POST", path + "/end", window, "{\"reason\":\"搬家\"}", "*")),
              "403 not_yours post");
    EXPECT_EQ(said(r.ask("POST", path + "/end", officer, "{\"reason\":\"搬家\"}", "\"9\"")),
              "412 changed_meanwhile edition");
    EXPECT_EQ(said(r.ask("POST", path + "/end", officer, "{\"reason\":\"搬家\"}", "*")), "200");
    EXPECT_EQ(all_of(r.read(within, officer)["items"], "role"), "window");
}

TEST_F(PostsApi, CoverageCountsAndNames) {
    const json::Value all = r.read("/api/posts/coverage?within=" + t.north.text(), admin);
    bool found = false;
    for (const json::Value& one : all["items"].items()) {
        if (one["role"].text() != "window" || one["kind"].text() != "community") continue;
        found = true;
        EXPECT_EQ(one["places"].number(), 1);
        EXPECT_EQ(one["held"].number(), 1);
    }
    EXPECT_TRUE(found);
    EXPECT_EQ(
        all_of(r.read("/api/posts/missing?role=window&kind=community", admin)["items"], "name"),
        "南苑社区");
    EXPECT_NE(r.read("/api/roles", admin).str().find("楼道长"), std::string::npos);
}

TEST_F(PostsApi, StandInsActWhileTheHolderIsAway) {
    const std::string posts = "/api/posts?role=window&within=" + t.north.text();
    const std::string post = r.read(posts, window)["items"].items().at(0)["id"].text();
    EXPECT_TRUE(can(r.read(posts, window)["items"].items().at(0), "cover"));
    const Id clerk = t.account_of("clerk");
    const std::string token = r.session(clerk);
    EXPECT_EQ(all_of(r.read("/api/people", token)["items"], "name"), "");
    // Who holds a post sees who else does, and may name one of them; not somebody of no post.
    EXPECT_EQ(said(r.ask("GET", "/api/colleagues", token)), "403 not_yours");
    const std::string worker = r.as("grid_worker", t.grid);
    const json::Value all = r.read("/api/colleagues?words=window", worker);
    EXPECT_EQ(all_of(all["items"], "name"), "window.2");
    EXPECT_TRUE(all["items"].items().at(0)["login"].is_null());
    const std::string grid =
        r.read("/api/posts?role=grid_worker", worker)["items"].items().at(0)["id"].text();
    const auto named = [&](const std::string& account) {
        return said(
            r.ask("POST", "/api/posts/" + grid + "/stand-ins", worker,
                  R"({"account":")" + account + R"(","from":"2026-03-02","to":"2026-03-05"})"));
    };
    EXPECT_EQ(named(clerk.text()), "404 no_such_account account");
    EXPECT_EQ(named(all["items"].items().at(0)["id"].text()), "201");
    t.person_at(t.house, "王小明");
    const std::string body =
        "{\"account\":" + quoted(clerk) + ",\"from\":\"2026-03-02\",\"to\":\"2026-03-05\"}";
    EXPECT_EQ(said(r.ask("POST", "/api/posts/" + post + "/stand-ins", token, body)),
              "403 not_yours post");
    ASSERT_EQ(said(r.ask("POST", "/api/posts/" + post + "/stand-ins", admin, body)), "201");
    EXPECT_EQ(all_of(r.read("/api/people", token)["items"], "name"), "王小明");
}

TEST_F(PostsApi, AResidentComesInWithASlip) {
    const Id wang = t.person_at(t.house, "王小明");
    const std::string worker = r.as("grid_worker", t.grid);
    const std::string body = "{\"person\":" + quoted(wang) + "}";
    EXPECT_EQ(said(r.ask("POST", "/api/slips", worker, body)), "403 not_yours person");
    EXPECT_EQ(said(r.ask("POST", "/api/slips", window, "{}")), "422 field_missing person");
    const Id act = t.fresh();
    const Response slip = r.ask("POST", "/api/slips", window, body, "", act);
    ASSERT_EQ(said(slip), "201");
    const std::string code = TownRouter::body_of(slip)["code"].text();
    // Printed again, it is the same slip.
    EXPECT_EQ(
        TownRouter::body_of(r.ask("POST", "/api/slips", window, body, "", act))["code"].text(),
        code);

    const std::string path = "/api/slips/" + code;
    EXPECT_EQ(r.read(path)["name"].text(), "王*明");
    EXPECT_EQ(r.read(path)["login"].text(), "");
    EXPECT_EQ(said(r.ask("GET", "/api/slips/AAAAA-AAAAA")), "404 no_such_slip code");
    const auto claim = [&](const std::string& login, const std::string& password, Id same = {}) {
        return r.ask("POST", path + "/claim", "",
                     "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}", "", same);
    };
    EXPECT_EQ(said(claim("wang", "kurz")), "422 password_short password");
    EXPECT_EQ(said(claim("", "correct horse 9")), "422 login_bad login");
    const Id claimed = t.fresh();
    ASSERT_EQ(said(claim("wang", "correct horse 9", claimed)), "201");
    EXPECT_EQ(said(claim("wang", "correct horse 9", claimed)), "201");  // sent twice, done once
    EXPECT_EQ(said(claim("wang2", "correct horse 9")), "422 slip_used code");

    const Response in =
        r.ask("POST", "/api/session", "", "{\"login\":\"wang\",\"password\":\"correct horse 9\"}");
    ASSERT_EQ(said(in), "201");
    std::string cookie(in.header("Set-Cookie"));
    cookie = cookie.substr(cookie.find('=') + 1);
    const std::string token = cookie.substr(0, cookie.find(';'));
    EXPECT_EQ(r.read("/api/me/record", token)["name"].text(), "王小明");
    EXPECT_EQ(said(r.ask("GET", "/api/people/" + t.person_at(t.house, "邻居").text(), token)),
              "404 no_such_person person");
}

TEST_F(PostsApi, AccountsAreKeptByWhoMay) {
    EXPECT_EQ(said(r.ask("GET", "/api/accounts", r.as("grid_worker", t.grid))), "403 not_yours");
    const std::string body = "{\"login\":\"Sun\",\"name\":\"孙\"}";
    const Response made = r.ask("POST", "/api/accounts", admin, body);
    ASSERT_EQ(said(made), "201");
    const json::Value sun = TownRouter::body_of(made);
    EXPECT_EQ(sun["login"].text(), "sun");
    EXPECT_FALSE(sun["has_password"].flag(true));
    EXPECT_EQ(said(r.ask("POST", "/api/accounts", admin, body)), "409 login_taken login");
    EXPECT_EQ(
        said(r.ask("POST", "/api/slips", admin, "{\"account\":\"" + sun["id"].text() + "\"}")),
        "201");
    const std::string logins = all_of(r.read("/api/accounts", admin)["items"], "login");
    EXPECT_NE(logins.find("sun"), std::string::npos);
    EXPECT_NE(logins.find("window.2"), std::string::npos);
    // In the order of their logins, page by page; found by a piece of the login or of the name.
    const auto found = [&](const std::string& query) {
        return all_of(r.read("/api/accounts?" + query, admin)["items"], "login");
    };
    const json::Value first = r.read("/api/accounts?limit=1", admin);
    EXPECT_EQ(
        all_of(first["items"], "login") + " " + found("limit=1&cursor=" + first["next"].text()),
        found("limit=2"));
    EXPECT_EQ(found("words=孙"), "sun");
    EXPECT_EQ(found("words= SU"), "sun");
    EXPECT_EQ(found("words=s%n"), "") << "a wildcard is no letter";
    // The window sees its own community's accounts, and not the administrator's.
    const std::string few = all_of(r.read("/api/accounts", window)["items"], "login");
    EXPECT_EQ(few.find("administrator"), std::string::npos);
    const auto name = [&](const std::string& path, const std::string& token,
                          const std::string& wanted) {
        return said(r.ask("PATCH", path, token, "{\"name\":\"" + wanted + "\"}"));
    };
    const std::string road = "/api/accounts/" + sun["id"].text();
    EXPECT_EQ(name(road, admin, " 孙红 "), "200");
    EXPECT_EQ(r.read(road, admin)["name"].text(), "孙红");
    EXPECT_EQ(r.read(road, admin)["login"].text(), sun["login"].text());
    EXPECT_EQ(name(road, admin, " "), "422 field_missing name");
    EXPECT_EQ(said(r.ask("POST", "/api/accounts/" + sun["id"].text() + "/close", admin)), "204");
    EXPECT_EQ(name(road, admin, "孙红"), "422 account_closed account");
    EXPECT_EQ(said(r.ask("POST", "/api/accounts/" + sun["id"].text() + "/close", admin)),
              "422 account_closed account");
    // The secretary's account is seen by the window, and not the window's to open or to close.
    r.as("secretary", t.north);
    const json::Value above =
        r.read("/api/accounts?words=secretary", window)["items"].items().at(0);
    EXPECT_TRUE(above["can"].items().empty());
    EXPECT_EQ(
        said(r.ask("POST", "/api/slips", window, "{\"account\":\"" + above["id"].text() + "\"}")),
        "403 not_yours account");
    EXPECT_TRUE(can(r.read("/api/accounts?words=secretary", admin)["items"].items().at(0), "slip"));
    // The last administrator stays.
    const json::Value me = r.read("/api/me", admin);
    EXPECT_EQ(said(r.ask("POST", "/api/accounts/" + me["account"].text() + "/close", admin)),
              "403 not_yourself account");
}

}  // namespace
}  // namespace linli::http
