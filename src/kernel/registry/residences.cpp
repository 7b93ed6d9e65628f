#include "kernel/registry/residences.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/registry/household_rows.h"
#include "kernel/registry/person_rows.h"
#include "kernel/registry/trail.h"

namespace linli::registry {
namespace {

#define STAY_COLUMNS "person, kind, from_day, to_day, place, path, basis, reason"

constexpr store::Sql of_person{"residences.of_person",
                               "select " STAY_COLUMNS
                               " from residences where tenant = ? and person = ? "
                               "order by kind, from_day"};
constexpr store::Sql at_place{"residences.at_place",
                              "select " STAY_COLUMNS
                              " from residences where tenant = ? and place = ? "
                              "order by from_day desc, person limit ?"};
constexpr store::Sql on_day{
    "residences.on_day",
    "select r.person, r.kind, r.from_day, r.to_day, r.place, r.path, r.basis, r.reason "
    "from residences r join persons p on p.tenant = r.tenant and p.id = r.person "
    "where r.tenant = ? and r.kind = ? and r.path >= ? and r.path < ? "
    "and (r.path > ? or r.person > ?) and r.from_day <= ? and (r.to_day is null or r.to_day > ?) "
    "and p.merged_into is null and p.erased is null order by r.path, r.person limit ?"};
constexpr store::Sql open_stay{"residences.open",
                               "select " STAY_COLUMNS
                               " from residences where tenant = ? and person = ? and kind = ? "
                               "and to_day is null"};

Residence read_stay(const store::Rows& row) {
    return {row.id(0), row.text(1), row.day(2),  row.maybe_day(3),
            row.id(4), row.text(5), row.text(6), row.text(7)};
}

std::vector<Residence> all(store::Rows rows) {
    std::vector<Residence> found;
    while (rows.next())
        found.push_back(read_stay(rows));
    return found;
}

struct Editable {
    Person person;
    const access::Grant* grant;
};

Outcome<Editable> editable(store::Reader& db, const kernel::Means& means,
                           const kernel::Asker& asker, const Id& id) {
    auto found = person_for(db, means, asker.who, id);
    if (!found) return found.refusal();
    const access::Grant* grant = may(means, asker.who, "people.edit", found.value());
    if (!grant) return Refusal{"not_yours", "person", ""};
    return Editable{std::move(found).value(), grant};
}

Outcome<Done> move_is_good(const Move& move) {
    if (move.kind != "lives" && move.kind != "registered") {
        return Refusal{"no_such_choice", "kind", move.kind};
    }
    const auto& known = bases();
    if (!move.basis.empty() && std::find(known.begin(), known.end(), move.basis) == known.end()) {
        return Refusal{"no_such_choice", "basis", move.basis};
    }
    for (const auto& [field, value] :
         {std::pair{"home_division", &move.division}, {"home_address", &move.address}}) {
        const std::int64_t longest = text_field(field)->longest;
        if (text::length(*value) > static_cast<std::size_t>(longest)) {
            return Refusal{"too_long", *value == move.division ? "division" : "address",
                           std::to_string(longest)};
        }
    }
    return Done{};
}

// One person's stay ends and the next begins; the row and its line are written.
void carry_out(store::Writer& db, const kernel::Means& means, const Person& before,
               const Move& move, const std::optional<Place>& to, Day day, journal::Line line) {
    Person is = before;
    Changed changed;
    if (to) {
        begin_stay(db, is, move.kind, *to, day, move.basis, changed);
    } else {
        end_stay(db, is, move.kind, day, "moved", changed);
    }
    PersonChanges outside;
    const bool lives = move.kind == "lives";
    outside.set(lives ? "home_division" : "registered_division", to ? "" : move.division);
    outside.set(lives ? "home_address" : "registered_address", to ? "" : move.address);
    apply(db, means, is, outside, changed);
    stand(is);
    if (!is.present) drop_membership(db, is.id, day);
    update_person(db, before, is);
    line.body = changed.body(db, means, db.tenant(), is);
    journal::append(db, std::move(line));
}

// The others of the household who live in the same place.
std::vector<Person> housemates(store::Reader& db, store::Tenant tenant, const Person& person,
                               Day day) {
    const auto member = membership(db, tenant, person.id);
    if (!member) return {};
    std::vector<Person> found;
    for (const Member& other : members(db, tenant, member->household, day)) {
        if (other.person == person.id) continue;
        auto mate = registry::person(db, tenant, other.person);
        if (mate && mate->home == person.home) found.push_back(*std::move(mate));
    }
    return found;
}

// Who comes along, and the household they take with them, must be the asker's as well.
Outcome<Done> may_bring(const kernel::Means& means, const access::Who& who,
                        const std::vector<Person>& mates, const std::optional<Household>& moves) {
    const auto beyond = [&](const Person& mate) { return !may(means, who, "people.edit", mate); };
    const bool household_is = moves && !access::may(who, *means.roles, "people.edit", moves->path);
    if (household_is || std::any_of(mates.begin(), mates.end(), beyond)) {
        return Refusal{"not_yours", "with_household", ""};
    }
    return Done{};
}

// Nobody leaves before the day they came.
Outcome<Done> has_come(store::Reader& db, store::Tenant tenant, const Person& person,
                       const Move& move, Day day) {
    auto rows = db.query(open_stay, tenant, person.id, move.kind);
    if (!rows.next()) return Done{};
    const Residence now = read_stay(rows);
    if (day < now.from) return Refusal{"day_before_start", "day", now.from.text()};
    return Done{};
}

}  // namespace

const std::vector<std::string>& bases() {
    static const std::vector<std::string> known = {"owned",     "rented", "lodging",   "borrowed",
                                                   "dormitory", "site",   "workplace", "other"};
    return known;
}

std::vector<Residence> residences_of(store::Reader& db, store::Tenant tenant, const Id& person) {
    return all(db.query(of_person, tenant, person));
}

std::vector<Residence> residences_at(store::Reader& db, store::Tenant tenant, const Id& place,
                                     std::int64_t most) {
    return all(db.query(at_place, tenant, place, most));
}

std::vector<Residence> residences_on(store::Reader& db, store::Tenant tenant, std::string_view kind,
                                     std::string_view within, Day day, std::string_view after_path,
                                     const Id& after, std::int64_t most) {
    const std::string_view start = std::max(within, after_path);
    return all(
        db.query(on_day, tenant, kind, start, end_of(within), after_path, after, day, day, most));
}

Outcome<Id> move_person(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                        const Id& id, std::int64_t edition, const Move& move) {
    const auto found = editable(db, means, asker, id);
    if (!found) return found.refusal();
    const Person& is = found.value().person;
    const access::Grant* grant = found.value().grant;
    std::optional<Place> to;
    if (move.to) {
        auto place = place_for(db, means, asker.who, *move.to, "to");
        if (!place) return place.refusal();
        if (!access::may(asker.who, *means.roles, "people.edit", place.value().path)) {
            return Refusal{"not_yours", "to", ""};
        }
        to = std::move(place).value();
    }
    const Day today = means.zone.day_of(db.now());
    const bool lives = move.kind == "lives";
    std::vector<Person> mates;
    std::optional<Household> household_moves;
    if (move.with_household) {
        mates = housemates(db, db.tenant(), is, today);
        const auto member = membership(db, db.tenant(), is.id);
        if (lives && to && member) household_moves = household(db, db.tenant(), member->household);
    }
    const auto brings = may_bring(means, asker.who, mates, household_moves);
    if (!brings) return brings.refusal();
    if (is.died) return Refusal{"gone", "person", is.died->text()};
    if (is.edition != edition) return changed_meanwhile(db, db.tenant(), is.id);
    const Day day = move.day.value_or(today);
    if (to && !to->open_on(today)) return Refusal{"place_ended", "to", ""};
    if ((lives ? is.home : is.registered) == move.to) return Refusal{"already_there", "to", ""};
    if (day > today) return Refusal{"day_in_future", "day", ""};
    std::vector<Person> all = {is};
    all.insert(all.end(), mates.begin(), mates.end());
    for (const Person& one : all) {
        const auto come = has_come(db, db.tenant(), one, move, day);
        if (!come) return come.refusal();
    }
    if (const auto good = move_is_good(move); !good) return good.refusal();

    const Id line_place = to      ? to->id
                          : lives ? is.home.value_or(Id{})
                                  : is.registered.value_or(Id{});
    carry_out(db, means, is, move, to, day,
              line_of(asker, grant, "person", is.id, line_place, "move"));
    for (const Person& mate : mates) {
        journal::Line line = line_of(asker, grant, "person", mate.id, line_place, "move");
        line.act = Id::make(db.now(), *means.random);
        carry_out(db, means, mate, move, to, day, std::move(line));
    }
    if (household_moves) {
        household_moves->place = to->id;
        household_moves->path = to->path;
        update_household(db, *household_moves);
    }
    return is.id;
}

Outcome<Id> note_death(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                       const Id& id, std::int64_t edition, Day day) {
    const auto found = editable(db, means, asker, id);
    if (!found) return found.refusal();
    const Person& before = found.value().person;
    if (before.died) return Refusal{"gone", "person", before.died->text()};
    if (before.edition != edition) return changed_meanwhile(db, db.tenant(), before.id);
    if (day > means.zone.day_of(db.now())) return Refusal{"day_in_future", "day", ""};
    if (before.birth && day < *before.birth) {
        return Refusal{"day_before_birth", "day", before.birth->text()};
    }

    Person is = before;
    Changed changed;
    changed.note("died", "", day.text());
    is.died = day;
    end_stay(db, is, "lives", day, "died", changed);
    end_stay(db, is, "registered", day, "died", changed);
    stand(is);
    drop_membership(db, is.id, day);
    update_person(db, before, is);
    journal::Line line = line_of(asker, found.value().grant, "person", is.id,
                                 before.home.value_or(before.registered.value_or(Id{})), "die");
    line.body = changed.body(db, means, db.tenant(), is);
    journal::append(db, std::move(line));
    return is.id;
}

}  // namespace linli::registry
