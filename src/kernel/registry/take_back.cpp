#include "kernel/registry/take_back.h"

#include "kernel/registry/find.h"
#include "kernel/registry/household_rows.h"
#include "kernel/registry/person_rows.h"
#include "kernel/registry/trail.h"

namespace linli::registry {
namespace {

// What somebody has made of the person since, and what would lose its meaning without them.
constexpr store::Sql uses[] = {
    {"accounts.of_person", "select 1 from accounts where tenant = ? and person = ? limit 1"},
    {"posts.of_person", "select 1 from posts where tenant = ? and person = ? limit 1"},
    {"parties.of_person", "select 1 from parties where tenant = ? and person = ? limit 1"},
    {"houses.of_person", "select 1 from houses where tenant = ? and owner_person = ? limit 1"},
};
constexpr store::Sql delete_stays{"residences.take_back",
                                  "delete from residences where tenant = ? and person = ?"};
constexpr store::Sql delete_memberships{"members.take_back",
                                        "delete from members where tenant = ? and person = ?"};
constexpr store::Sql delete_membership{
    "members.take_back_one",
    "delete from members where tenant = ? and household = ? and person = ? and from_day = ?"};
constexpr store::Sql reopen_membership{
    "members.restore",
    "update members set to_day = null where tenant = ? and household = ? and person = ? and "
    "from_day = ?"};

}  // namespace

Outcome<Id> take_back_person(store::Writer& db, const kernel::Means& means,
                             const kernel::Asker& asker, const Id& id, std::int64_t edition) {
    const auto found = person_for(db, means, asker.who, id);
    if (!found) return found.refusal();
    const Person& before = found.value();
    const access::Grant* grant = may(means, asker.who, "people.import", before);
    if (!grant) return Refusal{"not_yours", "person", ""};
    if (before.id != id || before.edition != edition) {
        return changed_meanwhile(db, db.tenant(), id);
    }
    for (const store::Sql& use : uses) {
        if (db.query(use, db.tenant(), id).next()) return Refusal{"in_use", "person", ""};
    }

    const Id place = before.home ? *before.home : before.registered.value_or(Id{});
    drop_membership(db, id, means.zone.day_of(db.now()));
    db.run(delete_memberships, db.tenant(), id);
    db.run(delete_stays, db.tenant(), id);
    Person is = before;
    is.home.reset();
    is.registered.reset();
    is.registered_path.reset();
    is.died.reset();
    forget(db, means, before, std::move(is));
    journal::append(db, line_of(asker, grant, "person", id, place, "take_back"));
    return id;
}

Outcome<Id> take_back_membership(store::Writer& db, const kernel::Means& means,
                                 const kernel::Asker& asker, const Id& id) {
    const auto found = person_for(db, means, asker.who, id);
    if (!found) return found.refusal();
    const access::Grant* grant = may(means, asker.who, "people.import", found.value());
    if (!grant) return Refusal{"not_yours", "person", ""};
    const auto member = membership(db, db.tenant(), id);
    if (!member) return Refusal{"not_member", "person", ""};
    const Household from = household(db, db.tenant(), member->household).value();
    drop_membership(db, id, means.zone.day_of(db.now()));
    db.run(delete_membership, db.tenant(), from.id, id, member->from);
    journal::Line line = line_of(asker, grant, "household", from.id, from.place, "leave");
    json::Writer body;
    body.open_object().field("person", id).field("relation", member->relation).close_object();
    line.body = body.take();
    journal::append(db, std::move(line));
    return id;
}

Outcome<Id> restore_membership(store::Writer& db, const kernel::Means& means,
                               const kernel::Asker& asker, const Id& id, const Id& left) {
    const auto found = person_for(db, means, asker.who, id);
    if (!found) return found.refusal();
    const access::Grant* grant = may(means, asker.who, "people.import", found.value());
    if (!grant) return Refusal{"not_yours", "person", ""};
    if (membership(db, db.tenant(), id)) return Refusal{"already_there", "person", ""};
    std::optional<Member> last;
    for (const Member& member : memberships(db, db.tenant(), id)) {
        if (member.household == left && (!last || last->from < member.from)) last = member;
    }
    if (!last) return Refusal{"not_member", "person", ""};

    db.run(reopen_membership, db.tenant(), left, id, last->from);
    Household is = household(db, db.tenant(), left).value();
    is.to.reset();
    if (last->relation == relation_head && !is.head) is.head = id;
    update_household(db, is);
    journal::Line line = line_of(asker, grant, "household", left, is.place, "join");
    json::Writer body;
    body.open_object().field("person", id).field("relation", last->relation).close_object();
    line.body = body.take();
    journal::append(db, std::move(line));
    return id;
}

}  // namespace linli::registry
