#include "kernel/registry/take_back.h"

#include "kernel/registry/find.h"
#include "kernel/registry/household_rows.h"
#include "kernel/registry/person_rows.h"
#include "kernel/registry/trail.h"

namespace linli::registry {
namespace {

constexpr store::Sql account_of{"accounts.of_person",
                                "select id from accounts where tenant = ? and person = ?"};
constexpr store::Sql post_of{"posts.of_person",
                             "select id from posts where tenant = ? and person = ?"};
constexpr store::Sql delete_stays{"residences.take_back",
                                  "delete from residences where tenant = ? and person = ?"};
constexpr store::Sql delete_memberships{"members.take_back",
                                        "delete from members where tenant = ? and person = ?"};

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
    if (db.query(account_of, db.tenant(), id).next() || db.query(post_of, db.tenant(), id).next()) {
        return Refusal{"in_use", "person", ""};
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

}  // namespace linli::registry
