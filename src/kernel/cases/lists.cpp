#include "kernel/cases/lists.h"

#include <limits>

#include "kernel/registry/places.h"

namespace linli::cases {
namespace {

using store::Sql;

constexpr Sql put{"cases.list",
                  "insert into scope (tenant, within, list, sort, record) values (?, ?, ?, ?, ?) "
                  "on conflict (tenant, within, list, sort, record) do nothing"};
constexpr Sql drop{"cases.unlist",
                   "delete from scope where tenant = ? and within = ? and list = ? and sort = ? "
                   "and record = ?"};
constexpr Sql late_since{"cases.forget_late",
                         "delete from facts where tenant = ? and record = ? and field = 'late' "
                         "and number >= ?"};
constexpr Sql late_before{"cases.late_before",
                          "select 1 from facts where tenant = ? and record = ? and (field = 'late' "
                          "or (word = 'late' and field >= 'step.' and field < 'step/')) limit 1"};
// In the words of the index scope_by_record: each case stands in the list of one part.
constexpr Sql listing{"cases.listing",
                      "select within from scope where tenant = ? and record = ? "
                      "and list >= 'case:' and list < 'case;'"};
constexpr Sql fact{"cases.fact",
                   "insert into facts (tenant, part, field, word, number, record) "
                   "values (?, ?, ?, ?, ?, ?) "
                   "on conflict (tenant, part, field, word, number, record) do nothing"};
constexpr Sql forget{"cases.forget_fact",
                     "delete from facts where tenant = ? and record = ? and field = ?"};

// What has no due stands behind all that has.
std::int64_t by_due(const Case& record) {
    return record.due ? record.due->micros : std::numeric_limits<std::int64_t>::max();
}
std::int64_t newest_first(const Case& record) {
    return -record.opened.micros;
}

std::string of_part(const Case& record) {
    return "case:" + record.part;
}

std::vector<std::string> lists_by_due(const Rules& rules) {
    std::vector<std::string> lists = {"due:" + rules.name()};
    if (rules.seen_by.empty()) lists.emplace_back("cases.due");
    return lists;
}

std::string todo(const std::string& role) {
    return role == reporter || role == handler ? "todo" : "todo:" + role;
}

}  // namespace

std::vector<Id> places_on_way(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                              const Case& record) {
    std::vector<Id> way;
    registry::Addresses addresses(db, means, tenant);
    for (const std::string& step : registry::way_to(record.path))
        way.push_back(step == record.path ? record.place : *Id::parse(addresses.id_of(step)));
    return way;
}

std::vector<Id> places_listing(store::Reader& db, store::Tenant tenant, const Case& record) {
    std::vector<Id> places;
    for (auto rows = db.query(listing, tenant, record.id); rows.next();)
        places.push_back(rows.id(0));
    return places;
}

void list_new(store::Writer& db, const Case& record, const Rules& rules,
              const std::vector<Id>& way) {
    const std::string part = of_part(record);
    for (const Id& place : way) {
        if (rules.seen_by.empty()) {
            db.run(put, db.tenant(), place, "cases", newest_first(record), record.id);
        }
        db.run(put, db.tenant(), place, part, newest_first(record), record.id);
    }
}

Waits waits_of(const Case& record, const std::vector<Hand>& hands) {
    Waits waits{by_due(record), {}};
    if (record.closed) return waits;
    if (record.seat) waits.rows.emplace_back(*record.seat, todo(record.turn));
    const Request& request = record.request;
    if (request.seat) waits.rows.emplace_back(*request.seat, todo(request.decider));
    for (const Hand& hand : hands) {
        if (record.turn != handler || hand.leads || hand.state != "asked") continue;
        waits.rows.emplace_back(hand.unit ? *hand.unit : *hand.post, "todo");
    }
    return waits;
}

void list_turn(store::Writer& db, const Case& record, const Waits& before, const Waits& now) {
    if (before == now) return;
    for (const auto& [within, list] : before.rows)
        db.run(drop, db.tenant(), within, list, before.sort, record.id);
    for (const auto& [within, list] : now.rows)
        db.run(put, db.tenant(), within, list, now.sort, record.id);
}

void list_open(store::Writer& db, const Case* before, const Case& now, const Rules& rules,
               const std::vector<Id>& way) {
    const bool was_open = before && !before->closed;
    if (was_open && !now.closed && by_due(*before) == by_due(now)) return;
    for (const Id& place : way) {
        for (const std::string& list : lists_by_due(rules)) {
            if (was_open) db.run(drop, db.tenant(), place, list, by_due(*before), now.id);
            if (!now.closed) db.run(put, db.tenant(), place, list, by_due(now), now.id);
        }
    }
}

void list_public(store::Writer& db, const Case& record, const std::vector<Id>& way, bool shown) {
    if (!record.closed) return;
    for (const Id& place : way) {
        db.run(shown ? put : drop, db.tenant(), place, "cases.public", -record.closed->micros,
               record.id);
    }
}

bool forget_late(store::Writer& db, const Case& record) {
    db.run(late_since, db.tenant(), record.id, record.since);
    return db.query(late_before, db.tenant(), record.id).next();
}

void list_mine(store::Writer& db, const Case& record, const Party& party, bool there) {
    for (const std::optional<Id>* whose : {&party.person, &party.account, &party.unit}) {
        if (!*whose) continue;
        db.run(there ? put : drop, db.tenant(), **whose, "mine", newest_first(record), record.id);
    }
}

void list_given(store::Writer& db, const Case& record, const Id& unit) {
    db.run(put, db.tenant(), unit, "given", newest_first(record), record.id);
}

void unlist(store::Writer& db, const Case& record, const Rules& rules,
            const std::vector<Id>& places) {
    for (const Id& place : places) {
        for (const std::string& list : {std::string("cases"), of_part(record)})
            db.run(drop, db.tenant(), place, list, newest_first(record), record.id);
        if (record.closed) continue;
        for (const std::string& list : lists_by_due(rules))
            db.run(drop, db.tenant(), place, list, by_due(record), record.id);
    }
    list_public(db, record, places, false);
}

void put_fact(store::Writer& db, const Case& record, std::string_view field, std::string_view word,
              std::int64_t number) {
    const std::string part = record.part;
    db.run(fact, db.tenant(), part, field, word, number, record.id);
}

void drop_facts(store::Writer& db, const Case& record, std::string_view field) {
    db.run(forget, db.tenant(), record.id, field);
}

void put_field_facts(store::Writer& db, const Case& record, const fields::Field& field,
                     const json::Value& value) {
    if (!field.find) return;
    for (const fields::Fact& found : fields::facts(field, value)) {
        const bool word = std::holds_alternative<std::string>(found);
        put_fact(db, record, field.name, word ? std::get<std::string>(found) : "",
                 word ? 0 : std::get<std::int64_t>(found));
    }
}

}  // namespace linli::cases
