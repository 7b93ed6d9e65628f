// How households are made, joined, left, and change their head.
#include "base/text.h"
#include "kernel/registry/codes_tables.h"
#include "kernel/registry/household_rows.h"
#include "kernel/registry/trail.h"

namespace linli::registry {
namespace {

constexpr std::int64_t number_characters_max = 20;
constexpr std::int64_t note_characters_max = 500;

constexpr store::Sql update_relation{
    "members.relation",
    "update members set relation = ? where tenant = ? and household = ? and person = ? "
    "and to_day is null"};

struct Editable {
    Household household;
    const access::Grant* grant;
};

Outcome<Editable> editable(store::Reader& db, const kernel::Means& means,
                           const kernel::Asker& asker, const Id& id) {
    auto found = household_for(db, means, asker.who, id);
    if (!found) return found.refusal();
    const access::Grant* grant =
        access::may(asker.who, *means.roles, "people.edit", found.value().path);
    if (!grant) return Refusal{"not_yours", "household", ""};
    return Editable{std::move(found).value(), grant};
}

Outcome<Person> editable_person(store::Reader& db, const kernel::Means& means,
                                const kernel::Asker& asker, const Id& id, std::string_view at) {
    auto found = person_for(db, means, asker.who, id, at);
    if (!found) return found;
    if (!may(means, asker.who, "people.edit", found.value())) {
        return Refusal{"not_yours", std::string(at), ""};
    }
    if (found.value().died) return Refusal{"gone", std::string(at), found.value().died->text()};
    return found;
}

Outcome<Day> day_of(store::Writer& db, const kernel::Means& means, std::optional<Day> day) {
    const Day today = means.zone.day_of(db.now());
    if (day && *day > today) return Refusal{"day_in_future", "day", ""};
    return day.value_or(today);
}

// Which household stands in the way, for who may see it.
std::string if_seen(store::Reader& db, const kernel::Means& means, const access::Who& who,
                    const Id& household) {
    return household_for(db, means, who, household) ? household.text() : "";
}

// Whether somebody may go: not a head who would leave others behind.
Outcome<Done> may_leave(store::Reader& db, const kernel::Means& means, const access::Who& who,
                        const Member& member, Day today) {
    const Household from = household(db, who.tenant, member.household).value();
    if (from.head == member.person && members(db, who.tenant, from.id, today).size() > 1) {
        return Refusal{"head_leaves", "person", if_seen(db, means, who, from.id)};
    }
    return Done{};
}

std::string body_with(std::string_view name, const Id& id, std::string_view relation) {
    json::Writer body;
    body.open_object().field(name, id).field("relation", relation).close_object();
    return body.take();
}

}  // namespace

Outcome<Done> relation_is_good(std::string_view relation) {
    if (relation == relation_head || relation == "03") {
        return Refusal{"relation_is_head", "relation", ""};
    }
    if (!relation.empty() && !code_table("relation").find(relation)) {
        return Refusal{"no_such_code", "relation", std::string(relation)};
    }
    return Done{};
}

access::Path numbered_within(store::Reader& db, const kernel::Means& means, store::Tenant tenant,
                             std::string_view path) {
    access::Path nearest = way_to(path).front();
    for (const Place& place : way_of(db, tenant, path)) {
        const Kind* kind = place_kinds(means).find(place.kind);
        if (kind && kind->code == "division") nearest = place.path;
    }
    return nearest;
}

Outcome<Done> number_is_free(store::Reader& db, const kernel::Means& means, const access::Who& who,
                             std::string_view number, const Place& place, const Id& self) {
    if (text::length(number) > std::size_t{number_characters_max}) {
        return Refusal{"too_long", "number", std::to_string(number_characters_max)};
    }
    if (number.empty()) return Done{};
    const access::Path around = numbered_within(db, means, who.tenant, place.path);
    const auto other = household_numbered(db, who.tenant, number, around);
    if (other && other->id != self) {
        return Refusal{"number_taken", "number", if_seen(db, means, who, other->id)};
    }
    return Done{};
}

Outcome<Id> add_household(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                          const NewHousehold& is) {
    const auto place = place_for(db, means, asker.who, is.place);
    if (!place) return place.refusal();
    const access::Grant* grant =
        access::may(asker.who, *means.roles, "people.edit", place.value().path);
    if (!grant) return Refusal{"not_yours", "place", ""};
    std::map<Id, std::string> joining = is.others;
    joining[is.head] = std::string(relation_head);
    for (const auto& [id, relation] : joining) {
        const auto found = editable_person(db, means, asker, id, id == is.head ? "head" : "others");
        if (!found) return found.refusal();
        if (const auto member = membership(db, db.tenant(), id)) {
            return Refusal{"in_household", id == is.head ? "head" : "others",
                           if_seen(db, means, asker.who, member->household)};
        }
        if (id == is.head) continue;
        if (const auto good = relation_is_good(relation); !good) return good.refusal();
    }
    if (const auto free = number_is_free(db, means, asker.who, is.number, place.value(), {});
        !free) {
        return free.refusal();
    }
    const auto day = day_of(db, means, is.from);
    if (!day) return day.refusal();

    const Household made{is.id.value_or(Id::make(db.now(), *means.random)),
                         is.number,
                         is.place,
                         place.value().path,
                         is.head,
                         is.note,
                         day.value(),
                         {},
                         1};
    insert_household(db, made);
    for (const auto& [id, relation] : joining)
        add_member(db, made.id, id, relation, day.value());
    journal::Line line = line_of(asker, grant, "household", made.id, is.place, "add");
    line.body = body_with("head", is.head, relation_head);
    journal::append(db, std::move(line));
    return made.id;
}

Outcome<Id> join_household(store::Writer& db, const kernel::Means& means,
                           const kernel::Asker& asker, const Id& id, const Id& person,
                           std::string_view relation, std::optional<Day> when) {
    auto found = editable(db, means, asker, id);
    if (!found) return found.refusal();
    const auto joins = editable_person(db, means, asker, person, "person");
    if (!joins) return joins.refusal();
    Household into = found.value().household;
    if (into.to) return Refusal{"household_ended", "household", into.to->text()};
    const Id who = joins.value().id;
    const auto now = membership(db, db.tenant(), who);
    if (now && now->household == id) return Refusal{"already_there", "person", ""};
    if (now) {
        const auto free = may_leave(db, means, asker.who, *now, means.zone.day_of(db.now()));
        if (!free) return free.refusal();
    }
    const bool takes_the_head = relation == relation_head && !into.head;
    if (!takes_the_head) {
        if (const auto good = relation_is_good(relation); !good) return good.refusal();
    }
    const auto day = day_of(db, means, when);
    if (!day) return day.refusal();

    drop_membership(db, who, day.value());
    enter(db, into, who, relation, day.value());
    journal::Line line = line_of(asker, found.value().grant, "household", id, into.place, "join");
    line.body = body_with("person", who, relation);
    journal::append(db, std::move(line));
    return id;
}

Outcome<Id> leave_household(store::Writer& db, const kernel::Means& means,
                            const kernel::Asker& asker, const Id& id, const Id& person,
                            std::optional<Day> when) {
    const auto found = editable(db, means, asker, id);
    if (!found) return found.refusal();
    const auto now = membership(db, db.tenant(), person);
    if (!now || now->household != id) return Refusal{"not_member", "person", ""};
    const auto free = may_leave(db, means, asker.who, *now, means.zone.day_of(db.now()));
    if (!free) return free.refusal();
    const auto day = day_of(db, means, when);
    if (!day) return day.refusal();
    if (day.value() < now->from) return Refusal{"day_before_start", "day", now->from.text()};

    drop_membership(db, person, day.value());
    journal::Line line = line_of(asker, found.value().grant, "household", id,
                                 found.value().household.place, "leave");
    line.body = body_with("person", person, now->relation);
    journal::append(db, std::move(line));
    return id;
}

Outcome<Id> set_head(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                     const Id& id, std::int64_t edition, const Id& head,
                     const std::map<Id, std::string>& relations) {
    const auto found = editable(db, means, asker, id);
    if (!found) return found.refusal();
    Household is = found.value().household;
    if (is.edition != edition) return changed_meanwhile(db, db.tenant(), id);
    const std::vector<Member> all = members(db, db.tenant(), id, means.zone.day_of(db.now()));
    bool belongs = false;
    for (const Member& member : all)
        belongs = belongs || member.person == head;
    if (!belongs) return Refusal{"not_member", "head", ""};
    for (const Member& member : all) {
        if (member.person == head) continue;
        const auto said = relations.find(member.person);
        if (said == relations.end()) {
            return Refusal{"relation_missing", "relations", member.person.text()};
        }
        if (const auto good = relation_is_good(said->second); !good) return good.refusal();
    }

    for (const Member& member : all) {
        const std::string_view relation =
            member.person == head ? relation_head : std::string_view(relations.at(member.person));
        db.run(update_relation, relation, db.tenant(), id, member.person);
    }
    is.head = head;
    update_household(db, is);
    journal::Line line = line_of(asker, found.value().grant, "household", id, is.place, "set_head");
    line.body = body_with("head", head, relation_head);
    journal::append(db, std::move(line));
    return id;
}

Outcome<Id> edit_household(store::Writer& db, const kernel::Means& means,
                           const kernel::Asker& asker, const Id& id, std::int64_t edition,
                           const HouseholdChanges& changes) {
    const auto found = editable(db, means, asker, id);
    if (!found) return found.refusal();
    Household is = found.value().household;
    if (is.edition != edition) return changed_meanwhile(db, db.tenant(), id);
    auto place = place_for(db, means, asker.who, changes.place.value_or(is.place));
    if (!place) return place.refusal();
    if (!access::may(asker.who, *means.roles, "people.edit", place.value().path)) {
        return Refusal{"not_yours", "place", ""};
    }
    if (is.to) return Refusal{"household_ended", "household", is.to->text()};
    if (changes.number) is.number = text::trim(*changes.number);
    if (changes.note) is.note = *changes.note;
    if (text::length(is.note) > std::size_t{note_characters_max}) {
        return Refusal{"too_long", "note", std::to_string(note_characters_max)};
    }
    const auto free = number_is_free(db, means, asker.who, is.number, place.value(), id);
    if (!free) return free.refusal();
    is.place = place.value().id;
    is.path = place.value().path;
    update_household(db, is);
    journal::append(db, line_of(asker, found.value().grant, "household", id, is.place, "edit"));
    return id;
}

}  // namespace linli::registry
