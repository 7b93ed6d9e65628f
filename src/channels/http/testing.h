// A router over a fresh store, for tests: one place's administrator, and requests in one line.
#pragma once

#include <filesystem>
#include <string>

#include "access/accounts.h"
#include "access/testing.h"
#include "channels/http/router.h"

namespace linli::http::testing {

inline const access::Roles some_roles = {
    {"administrator", {"accounts.edit", "journal.read"}},
};

class TestRouter {
public:
    explicit TestRouter(const std::string& engine = "sqlite")
        : inside(engine),
          seals(access::testing::seals_of(inside.settings(), random)),
          router(services()) {}

    Services services() {
        return {.store = *inside.store,
                .catalogue = nullptr,
                .clock = inside.clock,
                .means = {&seals, &random, &some_roles, Zone{}},
                .tenant = store::testing::town,
                .office = "临里街道",
                .events = events};
    }

    Id fresh_id() { return Id::make(inside.clock.now(), random); }

    journal::Line line(const std::string& kind, const Id& record, const std::string& verb) {
        return kernel::Asker{{}, fresh_id(), ""}.line(kind, record, verb);
    }
    void write(const store::Work& work) { CHECK(inside.store->write(store::testing::town, work)); }

    Id account(const std::string& login, const std::string& password, bool must_change = false) {
        const access::Account account{
            .id = fresh_id(),
            .login = login,
            .name = login,
            .password = password.empty() ? "" : access::hash_password(password),
            .must_change_password = must_change};
        write([&](store::Writer& db) {
            return access::add_account(db, account, line("account", account.id, "add"));
        });
        return account.id;
    }

    // An account with a session; its token.
    std::string log_in(const std::string& login, bool must_change = false) {
        return session(account(login, "", must_change));
    }
    std::string session(const Id& id) {
        const std::string token = access::make_token(random);
        const Instant now = inside.clock.now();
        write([&](store::Writer& db) -> Outcome<Done> {
            access::begin_session(db, {fresh_id(), id, "test", now, {now.micros + micros_per_hour}},
                                  token, line("account", id, "log_in"));
            return Done{};
        });
        return token;
    }

    // A post of that role within a path, since yesterday.
    void grant(const Id& account, const std::string& role, const std::string& path) {
        static constexpr store::Sql insert_grant{"testing.grant",
                                                 "insert into grants (tenant, account, post, role, "
                                                 "place, path, unit, stand_in, from_day, "
                                                 "to_day) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
        write([&](store::Writer& db) -> Outcome<Done> {
            const Day today = Zone{}.day_of(db.now());
            db.run(insert_grant, db.tenant(), account, fresh_id(), role, fresh_id(), path,
                   std::nullopt, 0, today.plus(-1), std::nullopt);
            journal::append(db, line("post", account, "grant"));
            return Done{};
        });
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

    // Asks, and holds the answer against the shape that its endpoint declares.
    Response ask(Request request) {
        Response response = router.ask(std::move(request));
        for (const Endpoint& endpoint : router.endpoints()) {
            if (endpoint.name != response.route || endpoint.answer.kind == Shape::Kind::none)
                continue;
            if (response.header("Content-Type") != "application/json") continue;
            const auto fits = check(endpoint.answer, json::Value::parse(response.body).value());
            if (!fits) throw Broken(endpoint.name + " answers otherwise at " + fits.refusal().at);
        }
        return response;
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
