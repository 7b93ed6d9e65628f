// A router over a fresh store, for tests: one place's administrator, and requests in one line.
#pragma once

#include <filesystem>
#include <string>

#include "access/accounts.h"
#include "channels/http/router.h"
#include "store/testing.h"

namespace linli::http::testing {

inline const access::Roles some_roles = {
    {"administrator", {"accounts.edit", "journal.read"}},
};

class TestRouter {
public:
    explicit TestRouter(const std::string& engine = "sqlite")
        : inside(engine),
          seals(access::Seals::open(inside.settings().data + "/key", true, random)),
          router({.store = *inside.store,
                  .catalogue = nullptr,
                  .clock = inside.clock,
                  .means = {&seals, &random, &some_roles, Zone{}},
                  .tenant = store::testing::town,
                  .events = events}) {}

    Id fresh_id() { return Id::make(inside.clock.now(), random); }

    // An account with a session; its token.
    std::string log_in(const std::string& login, bool must_change = false) {
        const access::Account account{
            .id = fresh_id(), .login = login, .name = login, .must_change_password = must_change};
        const std::string token = access::make_token(random);
        const Instant now = inside.clock.now();
        const auto line = [&](const Id& record, const std::string& verb) {
            return kernel::Asker{{}, fresh_id(), ""}.line("account", record, verb);
        };
        const auto done =
            inside.store->write(store::testing::town, [&](store::Writer& db) -> Outcome<Done> {
                auto added = access::add_account(db, account, line(account.id, "add"));
                if (!added) return added;
                const access::Session session{
                    fresh_id(), account.id, "test", now, {now.micros + micros_per_hour}};
                access::begin_session(db, session, token, line(account.id, "login"));
                return Done{};
            });
        CHECK(done);
        return token;
    }

    Request get(const std::string& path, const std::string& token = "") {
        Request request{.method = "GET", .path = path};
        if (!token.empty()) request.headers.emplace_back("cookie", "linli=" + token);
        return request;
    }
    Request post(const std::string& path, const std::string& body, const std::string& token = "") {
        Request request = get(path, token);
        request.method = "POST";
        request.body = body;
        request.headers.emplace_back("content-type", "application/json");
        request.headers.emplace_back("idempotency-key", fresh_id().text());
        return request;
    }

    SystemRandom random;
    store::testing::TestStore inside;
    access::Seals seals;
    Events events;
    Router router;
};

inline std::string code_of(const Response& response) {
    return json::Value::parse(response.body).value()["code"].text();
}

}  // namespace linli::http::testing
