// A router over the small invented town: people sign in with a real post, and every answer is held
// against the shape that declares it. With programmes where a test asks for them.
#pragma once

#include "base/text.h"
#include "catalogue/desk.h"
#include "channels/http/endpoints.h"
#include "channels/sheets/exports.h"
#include "kernel/cases/cases.h"
#include "kernel/posts/teams.h"
#include "kernel/posts/testing.h"

namespace linli::http::testing {

class TownRouter {
public:
    explicit TownRouter(const std::string& engine = "sqlite")
        : t(engine),
          exporter(t.store(), t.means, t.inside.clock),
          router({.store = *t.inside.store,
                  .catalogue = &catalogue,
                  .clock = t.inside.clock,
                  .means = t.means,
                  .tenant = store::testing::town,
                  .office = "临里街道",
                  .events = events,
                  .exports = &exporter}) {
        add_all(router);
    }

    // Publishes every programme that the binary carries.
    void publish() {
        t.write([&](store::Writer& db) {
             return catalogue::publish(db, t.means, t.admin(), catalogue::carried_programmes());
         }).value();
        catalogue.load(t.store(), store::testing::town);
        desk = catalogue::desk_of(catalogue, t.means);
        cases::listen(t.hooks, desk);
    }

    // A session of an account; its token.
    std::string session(const Id& account) {
        const std::string token = access::make_token(t.random);
        t.write([&](store::Writer& db) -> Outcome<Done> {
             access::begin_session(
                 db, {t.fresh(), account, "test", db.now(), {db.now().micros + micros_per_hour}},
                 token, t.stranger().line("account", account, "log_in"));
             return Done{};
         }).value();
        return token;
    }
    // Somebody new who holds a role at a place, signed in.
    std::string as(const std::string& role, const Id& place, std::optional<Id> unit = {}) {
        const Id account = t.account_of(role + "." + std::to_string(++count_));
        t.write([&](store::Writer& db) {
             return posts::appoint(
                 db, t.means, t.admin(),
                 {.role = role, .place = place, .unit = unit, .account = account});
         }).value();
        return session(account);
    }
    // The first of a team that is told in confidence: let in at the machine.
    std::string as_first(const std::string& role, const Id& place) {
        const std::string token = as(role, place);
        const Id holder = account(token);
        t.write([&](store::Writer& db) {
             return posts::admit_at_machine(db, t.means, t.admin(), holder);
         }).value();
        return token;
    }
    Id account(const std::string& token) {
        return Id::parse(read("/api/me", token)["account"].text()).value();
    }
    // Whatever whoever is signed in holds ends, while the session goes on.
    void end_posts(const std::string& token) {
        const Id holder = account(token);
        t.write([&](store::Writer& db) -> Outcome<Done> {
             end_posts(db, holder, token);
             return Done{};
         }).value();
    }
    void end_posts(store::Writer& db, const Id& holder, const std::string& token) {
        for (const posts::Post& held : posts::posts_of_account(db, db.tenant(), holder)) {
            posts::end_post(db, t.means, t.admin(), held.id, held.edition, t.today(), "").value();
        }
        access::begin_session(
            db, {t.fresh(), holder, "test", db.now(), {db.now().micros + micros_per_hour}}, token,
            t.stranger().line("account", holder, "log_in"));
    }
    std::string resident(const Id& person) {
        return session(t.account_of("resident." + std::to_string(++count_), person));
    }

    Response ask(const std::string& method, const std::string& path, const std::string& token = "",
                 const std::string& body = "", const std::string& edition = "", Id act = {},
                 const std::string& type = "application/json") {
        Request request{.method = method, .path = path.substr(0, path.find('?'))};
        if (const std::size_t at = path.find('?'); at != path.npos) {
            for (const std::string& pair : text::split(path.substr(at + 1), '&')) {
                const std::size_t equals = pair.find('=');
                request.query[pair.substr(0, equals)] = pair.substr(equals + 1);
            }
        }
        if (!token.empty()) request.headers.emplace_back("cookie", "linli=" + token);
        if (!body.empty()) request.headers.emplace_back("content-type", type);
        if (!edition.empty()) request.headers.emplace_back("if-match", edition);
        if (method != "GET") {
            request.headers.emplace_back("idempotency-key", (act ? act : t.fresh()).text());
        }
        request.body = body;
        Response response = router.ask(std::move(request));
        for (const Endpoint& endpoint : router.endpoints()) {
            const bool declared =
                endpoint.name == response.route && endpoint.answer.kind != Shape::Kind::none;
            if (!declared || response.header("Content-Type") != "application/json") continue;
            const auto fits = check(endpoint.answer, json::Value::parse(response.body).value());
            if (!fits) {
                throw Broken(endpoint.name + " answers otherwise at " + fits.refusal().at + ": " +
                             fits.refusal().code);
            }
        }
        return response;
    }
    json::Value read(const std::string& path, const std::string& token = "") {
        const Response response = ask("GET", path, token);
        if (response.status != 200) throw Broken(path + ": " + response.body);
        return json::Value::parse(response.body).value();
    }
    // "404 no_such_place parent", or "201".
    static std::string said(const Response& response) {
        std::string text = std::to_string(response.status);
        if (response.status < 400) return text;
        const json::Value problem = json::Value::parse(response.body).value();
        text += " " + problem["code"].text();
        if (problem.has("at") && !problem["at"].text().empty()) text += " " + problem["at"].text();
        return text;
    }
    static json::Value body_of(const Response& response) {
        return json::Value::parse(response.body).value();
    }

    posts::testing::TestTown t;
    catalogue::Catalogue catalogue;
    cases::Desk desk;
    Events events;
    sheets::Exporter exporter;
    Router router;

private:
    int count_ = 0;
};

// The texts of one member of a list of objects.
inline std::string all_of(const json::Value& list, std::string_view member) {
    std::string text;
    for (const json::Value& one : list.items())
        text += (text.empty() ? "" : " ") + one[member].text();
    return text;
}
inline bool can(const json::Value& record, std::string_view what) {
    for (const json::Value& one : record["can"].items()) {
        if (one.text() == what) return true;
    }
    return false;
}

}  // namespace linli::http::testing
