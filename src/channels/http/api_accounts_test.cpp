// Logging in: who gets in, who is kept out and for how long, and that a stranger learns nothing of
// which names exist. Then what everyone may do with their own account.
#include <gtest/gtest.h>

#include "base/text.h"
#include "channels/http/endpoints.h"
#include "channels/http/testing.h"

namespace linli::http {
namespace {

using testing::code_of;

const std::string right_password = "lamp under the stairs";

std::string token_in(const Response& response) {
    const std::string cookie(response.header("Set-Cookie"));
    const std::size_t from = cookie.find('=') + 1;
    return cookie.substr(from, cookie.find(';') - from);
}

std::string quoted(const std::string& text) {
    return json::Value::of_text(text).str();
}

class AccountsApi : public ::testing::Test {
protected:
    AccountsApi() {
        add_all(town.router);
        account = town.account("wang", right_password);
    }
    Response ask(Request request) { return town.ask(std::move(request)); }
    Request log_in(const std::string& login, const std::string& password) {
        return town.post("/api/session",
                         "{\"login\":" + quoted(login) + ",\"password\":" + quoted(password) + "}");
    }
    Response get(const std::string& path, const std::string& token = "") {
        return ask(town.get(path, token));
    }
    void minutes_pass(std::int64_t minutes) {
        town.inside.clock.set({town.inside.clock.now().micros + minutes * micros_per_minute});
    }

    testing::TestRouter town;
    Id account;
};

TEST_F(AccountsApi, LogsInAndOut) {
    Request request = log_in(" Wang ", right_password);
    request.headers.emplace_back("user-agent", "A browser");
    const Response in = ask(request);
    EXPECT_EQ(in.status, 201);
    EXPECT_EQ(in.body, "{\"must_change_password\":false}");
    EXPECT_NE(in.header("Set-Cookie").find("linli="), std::string_view::npos);
    EXPECT_NE(in.header("Set-Cookie").find("Max-Age=43200"), std::string_view::npos);
    const std::string token = token_in(in);

    // The answer was lost and the act is sent again: the same session.
    EXPECT_EQ(token_in(ask(request)), token);

    const json::Value me = json::Value::parse(get("/api/me", token).body).value();
    EXPECT_EQ(me["login"].text(), "wang");
    EXPECT_EQ(me["office"].text(), "临里街道");
    EXPECT_EQ(me["zone"].number(), 480);

    const json::Value sessions = json::Value::parse(get("/api/me/sessions", token).body).value();
    ASSERT_EQ(sessions["items"].items().size(), 1U);
    EXPECT_EQ(sessions["items"].items()[0]["agent"].text(), "A browser");
    EXPECT_TRUE(sessions["items"].items()[0]["current"].flag());

    Request out = town.post("/api/session", "", token);
    out.method = "DELETE";
    const Response gone = ask(out);
    EXPECT_EQ(gone.status, 204);
    EXPECT_NE(gone.header("Set-Cookie").find("Max-Age=0"), std::string_view::npos);
    EXPECT_EQ(code_of(get("/api/me", token)), "login_first");
}

TEST_F(AccountsApi, TellsAStrangerNothing) {
    const Id closed = town.account("closed", right_password);
    town.account("no.password", "");
    town.write([&](store::Writer& db) -> Outcome<Done> {
        access::close_account(db, closed, town.line("account", closed, "close"));
        return Done{};
    });
    for (const std::string login : {"wang", "nobody", "closed", "no.password", "王芳", ""}) {
        const std::string password = login == "closed" ? right_password : "wrong password";
        for (int attempt = 0; attempt < 5; ++attempt) {
            const Response refused = ask(log_in(login, password));
            EXPECT_EQ(refused.status, 401) << login;
            EXPECT_EQ(code_of(refused), "login_failed") << login;
            EXPECT_EQ(refused.header("Set-Cookie"), "");
        }
        const Response locked = ask(log_in(login, password));
        EXPECT_EQ(code_of(locked), "login_locked") << login;
        EXPECT_EQ(json::Value::parse(locked.body).value()["with"].text(), "1") << login;
        minutes_pass(10);  // and the address has its attempts back
    }
}

TEST_F(AccountsApi, LocksForLongerAndLonger) {
    for (int attempt = 0; attempt < 5; ++attempt)
        ask(log_in("wang", "wrong password"));
    EXPECT_EQ(code_of(ask(log_in("wang", right_password))), "login_locked");
    minutes_pass(1);
    EXPECT_EQ(code_of(ask(log_in("wang", "wrong password"))), "login_failed");
    minutes_pass(1);
    EXPECT_EQ(code_of(ask(log_in("wang", right_password))), "login_locked");
    minutes_pass(1);
    EXPECT_EQ(ask(log_in("wang", right_password)).status, 201);
    EXPECT_EQ(code_of(ask(log_in("wang", "wrong password"))), "login_failed");
    EXPECT_EQ(ask(log_in("wang", right_password)).status, 201);
}

TEST_F(AccountsApi, SlowsAnAddressDown) {
    Response last;
    for (std::int64_t i = 0; i <= Attempts::burst; ++i) {
        Request request = log_in("name" + std::to_string(i), "wrong password");
        request.remote = "10.0.0.7";
        last = ask(request);
        EXPECT_EQ(last.status == 429, i == Attempts::burst) << i;
    }
    EXPECT_EQ(last.status, 429);
    EXPECT_EQ(code_of(last), "slow_down");
    Request neighbour = log_in("wang", right_password);
    neighbour.remote = "10.0.0.8";
    EXPECT_EQ(ask(neighbour).status, 201);
}

TEST_F(AccountsApi, AnActThatWasUsedBeforeTellsNothingAndCounts) {
    const auto under = [&](Request request, std::string_view act) {
        for (auto& [name, value] : request.headers) {
            if (name == "idempotency-key") value = act;
        }
        return ask(std::move(request));
    };
    for (const std::string login : {"wang", "nobody"}) {
        const std::string act = town.fresh_id().text();
        for (int attempt = 0; attempt < 5; ++attempt) {
            const std::string guess = "wrong password " + std::to_string(attempt);
            EXPECT_EQ(code_of(under(log_in(login, guess), act)), "login_failed") << login;
        }
        EXPECT_EQ(code_of(under(log_in(login, "wrong password"), act)), "login_locked") << login;
    }
    minutes_pass(10);
    const std::string token = token_in(ask(log_in("wang", right_password)));
    const std::string act = town.fresh_id().text();
    for (int attempt = 0; attempt < 5; ++attempt) {
        const std::string guess = "wrong password " + std::to_string(attempt);
        EXPECT_EQ(
            code_of(under(
                town.post("/api/me/password",
                          "{\"password\":" + quoted(guess) + ",\"password_new\":\"short\"}", token),
                act)),
            "password_wrong");
    }
    EXPECT_EQ(code_of(ask(log_in("wang", right_password))), "login_locked");
}

TEST_F(AccountsApi, ChangesThePasswordAndEndsOtherSessions) {
    const std::string here = token_in(ask(log_in("wang", right_password)));
    const std::string there = token_in(ask(log_in("wang", right_password)));
    const auto change = [&](const std::string& old, const std::string& wanted) {
        return ask(town.post(
            "/api/me/password",
            "{\"password\":" + quoted(old) + ",\"password_new\":" + quoted(wanted) + "}", here));
    };
    EXPECT_EQ(code_of(change("wrong password", "a key in the flowerpot")), "password_wrong");
    EXPECT_EQ(code_of(change(right_password, "short")), "password_short");
    EXPECT_EQ(code_of(change(right_password, "wang wang 123")), "password_is_name");
    EXPECT_EQ(code_of(change(right_password, right_password)), "password_same");
    EXPECT_EQ(get("/api/me", there).status, 200);

    EXPECT_EQ(change(right_password, "a key in the flowerpot").status, 204);
    EXPECT_EQ(get("/api/me", here).status, 200);
    EXPECT_EQ(get("/api/me", there).status, 401);
    EXPECT_EQ(code_of(ask(log_in("wang", right_password))), "login_failed");
    EXPECT_EQ(ask(log_in("wang", "a key in the flowerpot")).status, 201);
}

TEST_F(AccountsApi, EndsOnlyOnesOwnSessions) {
    const std::string mine = token_in(ask(log_in("wang", right_password)));
    town.account("zhao", right_password);
    const std::string other = token_in(ask(log_in("zhao", right_password)));
    const auto id_of = [&](const std::string& token) {
        return json::Value::parse(get("/api/me/sessions", token).body)
            .value()["items"]
            .items()[0]["id"]
            .text();
    };
    const auto end = [&](const std::string& session) {
        Request request = town.post("/api/me/sessions/" + session, "", mine);
        request.method = "DELETE";
        return ask(request);
    };
    EXPECT_EQ(code_of(end(id_of(other))), "no_such_session");
    EXPECT_EQ(code_of(end("7")), "no_such_session");
    EXPECT_EQ(get("/api/me", other).status, 200);
    const Response ended = end(id_of(mine));
    EXPECT_EQ(ended.status, 204);
    EXPECT_NE(ended.header("Set-Cookie"), "");
    EXPECT_EQ(get("/api/me", mine).status, 401);
}

TEST_F(AccountsApi, KeepsTheJournalForThoseWhoMayReadIt) {
    const std::string token = token_in(ask(log_in("wang", right_password)));
    EXPECT_EQ(code_of(get("/api/journal", token)), "not_yours");
    EXPECT_EQ(code_of(get("/api/journal")), "login_first");
    town.grant(account, "administrator", "/0001");

    Request request = town.get("/api/journal", token);
    request.query = {{"limit", "2"}};
    const json::Value page = json::Value::parse(ask(request).body).value();
    ASSERT_EQ(page["items"].items().size(), 2U);
    const json::Value& line = page["items"].items()[1];
    EXPECT_EQ(line["verb"].text(), "log_in");
    EXPECT_EQ(line["record"].text(), account.text());
    EXPECT_EQ(page["items"].items()[0]["verb"].text(), "grant");
    request.query["cursor"] = page["next"].text();
    const json::Value next = json::Value::parse(ask(request).body).value();
    ASSERT_EQ(next["items"].items().size(), 1U);
    EXPECT_EQ(next["items"].items()[0]["verb"].text(), "add");
    EXPECT_TRUE(next["next"].is_null());
}

}  // namespace
}  // namespace linli::http
