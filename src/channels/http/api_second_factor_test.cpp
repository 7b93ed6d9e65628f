// Signing in with a code by time: what it takes to set it up, which code opens and which does not,
// who can take it away, and that nobody who needs one can do anything before.
#include <gtest/gtest.h>

#include "access/totp.h"
#include "channels/http/town_testing.h"
#include "kernel/second_factor.h"

namespace linli::http {
namespace {

using testing::can;
using testing::TownRouter;

const std::string password = "lamp under the stairs";

class SecondFactorApi : public ::testing::Test {
protected:
    SecondFactorApi() {
        clerk = t.account_of("clerk");
        t.write([&](store::Writer& db) -> Outcome<Done> {
             access::set_password(db, clerk, access::hash_password(password), false,
                                  t.stranger().line("account", clerk, "claim"));
             return Done{};
         }).value();
        here = town.session(clerk);
    }

    Response log_in(const std::string& code = "", const std::string& word = password) {
        const std::string more = code.empty() ? "" : R"(,"code":")" + code + "\"";
        return town.ask("POST", "/api/session", "",
                        R"({"login":"clerk","password":")" + word + "\"" + more + "}");
    }
    Response begin(const std::string& word = password, Id act = {}) {
        return town.ask("POST", "/api/me/second-factor", here, R"({"password":")" + word + "\"}",
                        "", act);
    }
    Response confirm(const std::string& code, Id act = {}) {
        return town.ask("POST", "/api/me/second-factor/confirm", here,
                        R"({"code":")" + code + "\"}", "", act);
    }
    Response end(const std::string& word, const std::string& code) {
        return town.ask("POST", "/api/me/second-factor/end", here,
                        R"({"password":")" + word + R"(","code":")" + code + "\"}");
    }

    // What the telephone shows now.
    std::string code(std::int64_t steps = 0) {
        const auto factor = t.store().read([&](store::Reader& db) {
            return kernel::second_factor(db, t.means, store::testing::town, clerk).value();
        });
        const std::int64_t now = t.inside.clock.now().micros / micros_per_second;
        return access::totp_code(factor.secret, now / access::totp_seconds + steps);
    }
    void seconds_pass(std::int64_t seconds) {
        t.inside.clock.set({t.inside.clock.now().micros + seconds * micros_per_second});
    }
    // Set up; the recovery codes. The next code is a new one.
    std::vector<std::string> set_up() {
        EXPECT_EQ(begin().status, 201);
        const Response set = confirm(code());
        EXPECT_EQ(set.status, 201) << set.body;
        std::vector<std::string> codes;
        const json::Value given = TownRouter::body_of(set);
        for (const json::Value& one : given["recovery_codes"].items())
            codes.push_back(one.text());
        seconds_pass(access::totp_seconds);
        return codes;
    }
    std::string said(const Response& response) { return TownRouter::said(response); }
    std::string verbs() {
        std::string all;
        t.store().read([&](store::Reader& db) {
            for (const journal::Line& line : journal::timeline(db, store::testing::town, clerk)) {
                all += line.verb + " ";
            }
            return 0;
        });
        return all;
    }

    TownRouter town;
    posts::testing::TestTown& t = town.t;
    Id clerk;
    std::string here;
};

TEST_F(SecondFactorApi, IsSetUpWithThePasswordAndAFirstCode) {
    EXPECT_EQ(said(confirm("123456")), "409 second_factor_off");
    EXPECT_EQ(said(begin("not the password")), "422 password_wrong password");
    const Id act = t.fresh();
    const json::Value begun = TownRouter::body_of(begin(password, act));
    EXPECT_EQ(begun["secret"].text().size(), 32U);
    EXPECT_EQ(begun["address"].text(),
              "otpauth://totp/%E4%B8%B4%E9%87%8C%E8%A1%97%E9%81%93:clerk?"
              "secret=" +
                  begun["secret"].text() + "&issuer=%E4%B8%B4%E9%87%8C%E8%A1%97%E9%81%93");
    // The answer was lost: the same secret; another act makes another one.
    EXPECT_EQ(TownRouter::body_of(begin(password, act))["secret"].text(), begun["secret"].text());
    EXPECT_NE(TownRouter::body_of(begin())["secret"].text(), begun["secret"].text());
    // Begun is not set.
    EXPECT_EQ(log_in().status, 201);
    EXPECT_EQ(said(confirm(code(2))), "422 second_code_wrong code");
    EXPECT_TRUE(town.read("/api/me/second-factor", here)["since"].is_null());

    const std::string there = town.session(clerk);
    const Id confirming = t.fresh();
    const std::string first = code();
    const Response set = confirm(first, confirming);
    EXPECT_EQ(said(set), "201");
    EXPECT_EQ(TownRouter::body_of(set)["recovery_codes"].items().size(), 10U);
    seconds_pass(600);
    EXPECT_EQ(confirm(first, confirming).body, set.body);
    EXPECT_EQ(said(confirm(code())), "409 second_factor_on");
    EXPECT_EQ(said(begin()), "409 second_factor_on");
    EXPECT_EQ(said(begin(password, act)), "409 second_factor_on");
    EXPECT_EQ(said(town.ask("GET", "/api/me", there)), "401 login_first");
    const json::Value mine = town.read("/api/me/second-factor", here);
    EXPECT_FALSE(mine["since"].is_null());
    EXPECT_EQ(mine["recovery_codes_left"].number(), 10);
}

TEST_F(SecondFactorApi, AsksForACodeAfterThePassword) {
    set_up();
    EXPECT_EQ(said(log_in()), "401 second_factor_needed code");
    EXPECT_EQ(said(log_in(" ")), "401 second_factor_needed code");
    // Whoever does not know the password learns nothing of it.
    EXPECT_EQ(said(log_in("", "another word here")), "401 login_failed");
    EXPECT_EQ(said(log_in(code(), "another word here")), "401 login_failed");
    EXPECT_EQ(said(log_in(code(2))), "422 second_code_wrong code");
    EXPECT_EQ(said(log_in(code(-2))), "422 second_code_wrong code");
    const std::string once = code();
    EXPECT_EQ(log_in(once).status, 201);
    EXPECT_EQ(said(log_in(once)), "422 second_code_used code");
    EXPECT_EQ(said(log_in(code(-1))), "422 second_code_used code");
    EXPECT_EQ(log_in(code(1)).status, 201);  // a telephone that is ahead
    EXPECT_EQ(said(log_in(code())), "422 second_code_used code");
    seconds_pass(2 * access::totp_seconds);
    const std::string spaced = code().insert(3, " ");
    EXPECT_EQ(log_in(spaced).status, 201);
}

TEST_F(SecondFactorApi, IsNotGuessed) {
    set_up();
    for (int guess = 0; guess < 5; ++guess)
        EXPECT_EQ(said(log_in("guess")), "422 second_code_wrong code");
    EXPECT_EQ(said(log_in(code())), "429 login_locked");
    EXPECT_NE(verbs().find("second_code_failed"), std::string::npos);
    seconds_pass(61);
    EXPECT_EQ(log_in(code()).status, 201);
}

TEST_F(SecondFactorApi, TakesEachRecoveryCodeOnce) {
    const auto codes = set_up();
    ASSERT_EQ(codes.size(), 10U);
    EXPECT_EQ(log_in(codes[0]).status, 201);
    EXPECT_EQ(said(log_in(codes[0])), "422 second_code_used code");
    EXPECT_EQ(log_in(text::lower(codes[1])).status, 201);
    EXPECT_EQ(said(log_in("AAAAA-AAAAA")), "422 second_code_wrong code");
    EXPECT_EQ(town.read("/api/me/second-factor", here)["recovery_codes_left"].number(), 8);
    // Set up again, the old paper is worth nothing.
    EXPECT_EQ(said(end(password, codes[2])), "204");
    seconds_pass(access::totp_seconds);
    set_up();
    EXPECT_EQ(said(log_in(codes[3])), "422 second_code_wrong code");
}

TEST_F(SecondFactorApi, GoesWithPasswordAndCode) {
    set_up();
    EXPECT_EQ(said(end("another word here", code())), "422 password_wrong password");
    EXPECT_EQ(said(end(password, "000000x")), "422 second_code_wrong code");
    EXPECT_EQ(said(log_in()), "401 second_factor_needed code");
    const std::string right = code();
    EXPECT_EQ(said(end(password, right)), "204");
    EXPECT_EQ(said(end(password, right)), "409 second_factor_off");
    EXPECT_EQ(log_in().status, 201);
    EXPECT_NE(verbs().find("end_second_factor"), std::string::npos);
}

TEST_F(SecondFactorApi, IsResetByWhoeverIsAboveTheAccount) {
    t.write([&](store::Writer& db) {
         return posts::appoint(db, t.means, t.admin(),
                               {.role = "window", .place = t.north, .account = clerk});
     }).value();
    const std::string path = "/api/accounts/" + clerk.text();
    const std::string reset = path + "/second-factor/reset";
    const std::string secretary = town.as("secretary", t.north);
    EXPECT_EQ(said(town.ask("POST", reset, secretary)), "409 second_factor_off");
    EXPECT_FALSE(can(town.read(path, secretary), "reset_second_factor"));
    set_up();

    EXPECT_TRUE(can(town.read(path, secretary), "reset_second_factor"));
    EXPECT_FALSE(can(town.read(path, here), "reset_second_factor"));
    EXPECT_EQ(said(town.ask("POST", reset, here)), "403 not_yourself account");
    EXPECT_EQ(said(town.ask("POST", reset, town.as("window", t.south))),
              "404 no_such_account account");
    EXPECT_EQ(said(town.ask("POST", reset, town.as("grid_worker", t.grid))),
              "404 no_such_account account");
    EXPECT_EQ(said(log_in()), "401 second_factor_needed code");

    EXPECT_EQ(said(town.ask("POST", reset, secretary)), "200");
    EXPECT_EQ(said(town.ask("GET", "/api/me", here)), "401 login_first");
    EXPECT_EQ(log_in().status, 201);
    EXPECT_NE(verbs().find("reset_second_factor end_sessions"), std::string::npos) << verbs();
}

TEST_F(SecondFactorApi, IsAskedOfWhoeverHoldsSuchARole) {
    t.write([&](store::Writer& db) {
         return posts::appoint(db, t.means, t.admin(),
                               {.role = "window", .place = t.north, .account = clerk});
     }).value();
    Router strict({.store = *t.inside.store,
                   .catalogue = &town.catalogue,
                   .clock = t.inside.clock,
                   .means = t.means,
                   .tenant = store::testing::town,
                   .office = "临里街道",
                   .events = town.events,
                   .second_factor_roles = {"window"}});
    add_all(strict);
    const auto get = [&](const std::string& path, const std::string& token) {
        Request request{.method = "GET", .path = path};
        request.headers.emplace_back("cookie", "linli=" + token);
        return strict.ask(std::move(request));
    };
    const std::string other = town.as("grid_worker", t.grid);
    EXPECT_EQ(get("/api/people", other).status, 200);
    EXPECT_EQ(said(get("/api/people", here)), "403 second_factor_must_set");
    EXPECT_EQ(said(get("/api/events", here)), "403 second_factor_must_set");
    EXPECT_TRUE(TownRouter::body_of(get("/api/me", here))["must_set_second_factor"].flag());
    EXPECT_TRUE(TownRouter::body_of(get("/api/me/second-factor", here))["must"].flag());
    set_up();
    EXPECT_EQ(get("/api/people", here).status, 200);
    EXPECT_FALSE(TownRouter::body_of(get("/api/me", here))["must_set_second_factor"].flag());
}

}  // namespace
}  // namespace linli::http
