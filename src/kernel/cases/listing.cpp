// Lists of cases: each is a few index ranges, merged by their sort key.
#include <limits>
#include <map>
#include <set>

#include "kernel/cases/page.h"
#include "kernel/cases/views.h"
#include "kernel/registry/persons.h"
#include "kernel/registry/units.h"

namespace linli::cases {
namespace {

using store::Sql;

// Row values compare as pairs on both engines.
constexpr Sql behind_key{
    "cases.scope",
    "select sort, record from scope where tenant = ? and within = ? and list = ? "
    "and (sort, record) > (?, ?) order by sort, record limit ?"};
const Key before_all{std::numeric_limits<std::int64_t>::min(), Id{}};

constexpr Sql count_open{
    "cases.count_open",
    "select count(*) from scope where tenant = ? and within = ? and list = 'cases.due'"};

using Range = std::pair<Id, std::string>;  // within, list

std::vector<Key> read_range(store::Reader& db, store::Tenant tenant, const Range& range,
                            const Key& after, std::int64_t most) {
    std::vector<Key> keys;
    auto rows =
        db.query(behind_key, tenant, range.first, range.second, after.first, after.second, most);
    while (rows.next())
        keys.emplace_back(rows.number(0), rows.id(1));
    return keys;
}

// The first keys of all ranges together, each once.
std::vector<Key> read_ranges(store::Reader& db, store::Tenant tenant,
                             const std::vector<Range>& ranges, const Key& after,
                             std::int64_t most) {
    std::set<Key> keys;
    for (const Range& range : ranges) {
        for (const Key& key : read_range(db, tenant, range, after, most))
            keys.insert(key);
    }
    std::vector<Key> first(keys.begin(), keys.end());
    if (static_cast<std::int64_t>(first.size()) > most)
        first.resize(static_cast<std::size_t>(most));
    return first;
}

std::vector<Range> todo_of(store::Reader& db, const access::Who& who) {
    std::vector<Range> ranges;
    for (const access::Grant& grant : who.grants) {
        ranges.emplace_back(grant.unit ? *grant.unit : grant.place, "todo:" + grant.role);
        ranges.emplace_back(grant.post, "todo");
        if (grant.unit) ranges.emplace_back(*grant.unit, "todo");
    }
    if (who.account) ranges.emplace_back(who.account, "todo");
    for (const Id& record : registry::records_of(db, who.tenant, who.person))
        ranges.emplace_back(record, "todo");
    return ranges;
}

std::vector<Range> mine_of(store::Reader& db, const access::Who& who) {
    std::vector<Range> ranges;
    if (who.account) ranges.emplace_back(who.account, "mine");
    for (const Id& record : registry::records_of(db, who.tenant, who.person))
        ranges.emplace_back(record, "mine");
    for (const access::Grant& grant : who.grants) {
        if (grant.unit) ranges.emplace_back(*grant.unit, "mine");
    }
    return ranges;
}

// The lists of all cases, or of the parts that are asked for.
Outcome<std::vector<std::string>> names_of(const Desk& desk, const Asked& asked) {
    const bool by_due = asked.list == "open" || asked.list == "late";
    if (asked.part.empty()) return std::vector<std::string>{by_due ? "cases.due" : "cases"};
    std::vector<std::string> names;
    for (const std::string& part : desk.parts(asked.part))
        names.push_back((by_due ? "due:" : "case:") + part);
    if (names.empty()) return Refusal{"no_such_part", "programme", asked.part};
    return names;
}

// What is told in confidence stands in the list of its part alone, for whoever is of the team.
void add_confidential(const Desk& desk, const access::Who& who, const Asked& asked,
                      std::vector<Range>& ranges) {
    const bool by_due = asked.list == "open" || asked.list == "late";
    for (const std::string& part : desk.parts(asked.part)) {
        const Rules* rules = desk.rules(part, 0);
        if (!rules || !rules->confidential) continue;
        for (const access::Grant& grant : who.grants) {
            if (!rules->seen_by.contains(grant.role)) continue;
            ranges.emplace_back(asked.place.value_or(grant.place),
                                (by_due ? "due:" : "case:") + part);
        }
    }
}

// Where the asker may look, and in which list.
Outcome<std::vector<Range>> ranges_of(store::Reader& db, const Desk& desk, const access::Who& who,
                                      const Asked& asked) {
    if (asked.list == "todo") return todo_of(db, who);
    if (asked.list == "mine") return mine_of(db, who);
    if (asked.person) {
        const auto person = registry::person_for(db, desk.means, who, *asked.person, "person");
        if (!person) return person.refusal();
        std::vector<Range> ranges = {{*asked.person, "mine"}};
        for (const Id& merged : registry::merged_into(db, who.tenant, *asked.person))
            ranges.emplace_back(merged, "mine");
        return ranges;
    }
    if (asked.unit) {
        const auto unit = registry::unit_for(db, desk.means, who, *asked.unit, "unit");
        if (!unit) return unit.refusal();
        return std::vector<Range>{{*asked.unit, "given"}, {*asked.unit, "mine"}};
    }
    std::vector<Id> places;
    if (asked.place) {
        const auto place = registry::place_for(db, desk.means, who, *asked.place, "place");
        if (!place) return place.refusal();
        places.push_back(*asked.place);
    } else {
        for (const access::Grant& grant : access::reach(who, *desk.means.roles, "cases.see"))
            places.push_back(grant.place);
    }
    const auto names = names_of(desk, asked);
    if (!names) return names.refusal();
    std::vector<Range> ranges;
    for (const Id& place : places) {
        for (const std::string& name : names.value())
            ranges.emplace_back(place, name);
    }
    add_confidential(desk, who, asked, ranges);
    if (asked.place) return ranges;
    if (asked.list == "all") {
        for (const access::Grant& grant : who.grants) {
            if (grant.unit) ranges.emplace_back(*grant.unit, "given");
        }
    }
    return ranges;
}

// Asking for what lies in a house, or was brought by somebody, tells no more than the page does:
// to a neighbour the building, and nobody else's name.
bool may_tell(store::Reader& db, page::Show& show, const access::Who& who, const OpenCase& open,
              const Asked& asked) {
    if (asked.list == "todo" || asked.list == "mine" || show.knows_report(open)) return true;
    if (asked.person) return *asked.person == who.person;
    if (asked.unit) {
        return std::any_of(who.grants.begin(), who.grants.end(),
                           [&](const access::Grant& grant) { return grant.unit == asked.unit; });
    }
    if (!asked.place) return true;
    const auto place = registry::place(db, who.tenant, *asked.place);
    return place && access::within(show.path_of(open), place->path);
}

bool is_asked_for(const Case& record, const Asked& asked, Instant now) {
    if (!asked.part.empty() && record.part != asked.part && record.programme != asked.part) {
        return false;
    }
    if (asked.list == "late") return record.due && *record.due < now;
    return asked.list != "open" || !record.closed;
}

// The cases of all ranges together behind `after`, each once, about a page of them.
std::map<Key, ListedCase> read_cases(store::Reader& db, store::Tenant tenant,
                                     const std::vector<Range>& ranges, const Key& after,
                                     std::int64_t most) {
    const std::vector<Key> keys = read_ranges(db, tenant, ranges, after, most);
    std::map<Key, ListedCase> cases;
    if (keys.empty()) return cases;
    for (const auto& [within, list] : ranges) {
        for (ListedCase& one : listed_cases(db, tenant, within, list, after, keys.back()))
            cases.emplace(one.key, std::move(one));
    }
    return cases;
}

}  // namespace

Outcome<Listed> list(store::Reader& db, const Desk& desk, const access::Who& who,
                     const Asked& asked, Instant now) {
    static const std::set<std::string> lists = {"todo", "mine", "open", "late", "all"};
    if (!lists.contains(asked.list)) return Refusal{"no_such_list", "list", asked.list};
    const auto ranges = ranges_of(db, desk, who, asked);
    if (!ranges) return ranges.refusal();

    page::Show show(db, desk, who, now);
    json::Writer writer;
    writer.open_array();
    Listed found;
    std::set<Id> given;  // a case that waits for one person in two posts may stand at two times
    Key after = asked.after.value_or(before_all);
    Key last;
    const auto page = [&]() -> bool {  // whether there is more to read
        auto cases = read_cases(db, who.tenant, ranges.value(), after, asked.most + 1);
        const bool more = static_cast<std::int64_t>(cases.size()) > asked.most;
        for (auto& [key, listed] : cases) {
            after = key;
            // Lists by due end where nothing is late any more.
            if (asked.list == "late" && key.first >= now.micros) return false;
            if (!is_asked_for(listed.record, asked, now) || given.contains(key.second)) continue;
            const auto glance = glance_at(db, desk, who, std::move(listed), now);
            if (!glance || !may_tell(db, show, who, glance->open, asked)) continue;
            if (found.count == asked.most) {
                found.next = last;
                return false;
            }
            show.row(writer.open_object(), glance->open, glance->speakers);
            writer.close_object();
            given.insert(key.second);
            last = key;
            ++found.count;
        }
        return more;
    };
    while (page()) {
    }
    found.json = writer.close_array().take();
    return found;
}

Shown shown(store::Reader& db, store::Tenant tenant, const Id& place,
            const std::optional<Key>& after, std::int64_t most) {
    Shown found;
    const auto keys =
        read_range(db, tenant, {place, "cases.public"}, after.value_or(before_all), most + 1);
    for (const Key& key : keys) {
        if (static_cast<std::int64_t>(found.records.size()) == most) break;
        found.records.push_back(key.second);
    }
    if (static_cast<std::int64_t>(keys.size()) > most) {
        found.next = keys[static_cast<std::size_t>(most) - 1];
    }
    return found;
}

std::int64_t open_within(store::Reader& db, store::Tenant tenant, const Id& place) {
    auto rows = db.query(count_open, tenant, place);
    CHECK(rows.next());
    return rows.number(0);
}

}  // namespace linli::cases
