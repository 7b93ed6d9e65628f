#include "kernel/cases/routes.h"

#include <algorithm>

#include "kernel/cases/seats.h"
#include "kernel/registry/units.h"

namespace linli::cases {
namespace {

using store::Sql;

constexpr Sql at_path{"routes.at",
                      "select unit from routes where tenant = ? and part = ? and path = ? "
                      "and word = ?"};
constexpr Sql within_path{"routes.within",
                          "select part, word, place, path, unit from routes where tenant = ? "
                          "and part = ? and path >= ? and path < ? order by path, word"};
constexpr Sql put{"routes.put",
                  "insert into routes (tenant, part, word, place, path, unit) "
                  "values (?, ?, ?, ?, ?, ?) on conflict (tenant, part, word, place) "
                  "do update set unit = excluded.unit, path = excluded.path"};
constexpr Sql drop{"routes.drop",
                   "delete from routes where tenant = ? and part = ? and word = ? and place = ?"};

// The place, when somebody may say who is responsible there.
Outcome<registry::Place> place_to_route(store::Reader& db, const Desk& desk,
                                        const kernel::Asker& asker, const std::string& part,
                                        const std::string& word, const Id& at) {
    const Rules* rules = desk.rules(part, 0);
    if (!rules) return Refusal{"no_such_part", "part", part};
    const auto place = registry::place_for(db, desk.means, asker.who, at);
    if (!place) return place.refusal();
    if (!access::may(asker.who, *desk.means.roles, "posts.edit", place.value().path)) {
        return Refusal{"not_yours", "place", ""};
    }
    const fields::Field* choice = rules->field(rules->routes);
    if (!choice) return Refusal{"not_routed", "part", ""};
    const bool known = std::any_of(choice->of.begin(), choice->of.end(),
                                   [&](const fields::Choice& one) { return one.value == word; });
    if (!known) return Refusal{"no_such_choice", "word", word};
    return place;
}

void note(store::Writer& db, const kernel::Asker& asker, const char* verb, const std::string& part,
          const std::string& word, const registry::Place& place, const std::optional<Id>& unit) {
    journal::Line line = asker.line("route", place.id, verb);
    line.place = place.id;
    line.programme = part.substr(0, part.find('.'));
    json::Writer body;
    body.open_object().field("part", part).field("word", word).field("unit", unit).close_object();
    line.body = body.take();
    journal::append(db, std::move(line));
}

}  // namespace

std::optional<Id> responsible(store::Reader& db, store::Tenant tenant, const std::string& part,
                              std::string_view word, std::string_view path) {
    std::vector<std::string> way = registry::way_to(path);
    for (auto above = way.rbegin(); above != way.rend(); ++above) {
        auto rows = db.query(at_path, tenant, part, *above, word);
        if (rows.next()) return rows.id(0);
    }
    return std::nullopt;
}

std::optional<Onward> way_onward(store::Writer& db, const Desk& desk, const OpenCase& open) {
    const Case& record = open.record;
    if (open.rules->routes.empty() || record.closed) return std::nullopt;
    const store::Tenant tenant = db.tenant();
    const std::string& word = record.fields[open.rules->routes].text();
    const auto unit = responsible(db, tenant, record.part, word, record.path);
    if (!unit) return std::nullopt;
    const Day day = desk.means.zone.day_of(db.now());
    if (accounts_in_unit(db, tenant, *unit, day).empty()) return std::nullopt;
    for (const Step* step : open.flow().from(record.state)) {
        const bool by_people = step->by == reporter || step->by == handler;
        if (step->assigns != Step::Assigns::units || by_people) continue;
        if (needed_now(open, *step).empty()) return Onward{step, *unit};
    }
    return std::nullopt;
}

std::vector<Route> routes_of(store::Reader& db, store::Tenant tenant, const std::string& part,
                             std::string_view within) {
    std::vector<Route> all;
    for (auto rows = db.query(within_path, tenant, part, within, registry::end_of(within));
         rows.next();) {
        all.push_back({rows.text(0), rows.text(1), rows.id(2), rows.text(3), rows.id(4)});
    }
    return all;
}

std::vector<Covered> coverage_of(store::Reader& db, store::Tenant tenant, const Rules& rules,
                                 std::string_view path) {
    std::vector<Covered> all;
    const fields::Field* choice = rules.field(rules.routes);
    if (!choice) return all;
    for (const fields::Choice& one : choice->of) {
        all.push_back({one.value, responsible(db, tenant, rules.name(), one.value, path)});
    }
    return all;
}

Outcome<Id> set_route(store::Writer& db, const Desk& desk, const kernel::Asker& asker,
                      const std::string& part, const std::string& word, const Id& at,
                      const Id& unit) {
    const auto place = place_to_route(db, desk, asker, part, word, at);
    if (!place) return place.refusal();
    const auto known = registry::unit(db, db.tenant(), unit);
    if (!known || known->to) return Refusal{"no_such_unit", "unit", ""};
    if (accounts_in_unit(db, db.tenant(), unit, desk.means.zone.day_of(db.now())).empty()) {
        return Refusal{"nobody_there", "unit", known->name};
    }
    db.run(put, db.tenant(), part, word, at, place.value().path, unit);
    note(db, asker, "set", part, word, place.value(), unit);
    return at;
}

Outcome<Id> end_route(store::Writer& db, const Desk& desk, const kernel::Asker& asker,
                      const std::string& part, const std::string& word, const Id& at) {
    const auto place = place_to_route(db, desk, asker, part, word, at);
    if (!place) return place.refusal();
    if (db.run(drop, db.tenant(), part, word, at) == 0) return Refusal{"no_such_route", word, ""};
    note(db, asker, "end", part, word, place.value(), {});
    return at;
}

}  // namespace linli::cases
