#include "kernel/cases/watches.h"

#include "base/period.h"
#include "kernel/cases/seats.h"
#include "kernel/registry/places.h"

namespace linli::cases {
namespace {

using store::Sql;

constexpr Sql count_cases{"watches.count",
                          "select count(*) from cases where tenant = ? and part = ? "
                          "and opened >= ? and opened < ? and path >= ? and path < ? "
                          "and merged_into is null"};
constexpr Sql insert{"watches.insert",
                     "insert into watches (tenant, part, place, path, from_day, to_day, counted, "
                     "account, made) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr Sql between{"watches.between",
                      "select from_day, to_day, counted, made from watches where tenant = ? "
                      "and part = ? and place = ? and from_day < ? and to_day > ? "
                      "order by from_day"};
constexpr Sql fact{"watches.fact",
                   "insert into facts (tenant, part, field, word, number, record) "
                   "values (?, ?, ?, ?, ?, ?)"};

}  // namespace

Outcome<Id> confirm(store::Writer& db, const Desk& desk, const kernel::Asker& asker,
                    const std::string& part, const std::string& word, const Id& at,
                    std::int64_t count) {
    const Rules* rules = desk.rules(part, 0);
    if (!rules) return Refusal{"no_such_part", "part", part};
    const auto place = registry::place_for(db, desk.means, asker.who, at);
    if (!place) return place.refusal();
    if (!rules->watch) return Refusal{"not_watched", "part", ""};
    const Zone zone = desk.means.zone;
    const Day today = zone.day_of(db.now());
    const auto seat = seat_of(db, db.tenant(), desk, rules->watch->by, place.value().path, today);
    const access::Grant* grant = seat ? grant_in(asker.who, *seat) : nullptr;
    if (!grant) return Refusal{"not_your_step", "confirm", ""};
    const auto period = period_named(word);
    if (!period || grain_of(*period) != rules->watch->every) {
        return Refusal{"period_bad", "period", rules->watch->every};
    }
    if (period->to > today) return Refusal{"period_not_over", "period", ""};
    if (!watches_of(db, db.tenant(), part, at, period->from, period->to).empty()) {
        return Refusal{"confirmed_already", "period", ""};
    }
    const std::string& path = place.value().path;
    std::int64_t there = 0;
    {
        auto rows = db.query(count_cases, db.tenant(), part, zone.at(period->from, 0),
                             zone.at(period->to, 0), path, registry::end_of(path));
        CHECK(rows.next());
        there = rows.number(0);
    }
    if (there != count) return Refusal{"count_differs", "count", std::to_string(there)};

    db.run(insert, db.tenant(), part, at, path, period->from, period->to, count, asker.who.account,
           db.now());
    db.run(fact, db.tenant(), part, "watched", name_of(*period), period->from.number, at);
    journal::Line line = asker.line("watch", at, "confirm");
    line.place = at;
    line.post = grant->post;
    line.programme = rules->programme;
    line.version = rules->version;
    json::Writer body;
    body.open_object().field("part", part).field("period", name_of(*period));
    line.body = body.field("count", count).close_object().take();
    journal::append(db, std::move(line));
    return at;
}

std::vector<Watched> watches_of(store::Reader& db, store::Tenant tenant, const std::string& part,
                                const Id& place, Day from, Day to) {
    std::vector<Watched> all;
    for (auto rows = db.query(between, tenant, part, place, to, from); rows.next();)
        all.push_back({rows.day(0), rows.day(1), rows.number(2), rows.instant(3)});
    return all;
}

}  // namespace linli::cases
