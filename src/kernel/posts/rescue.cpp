#include "kernel/posts/rescue.h"

#include "kernel/posts/teams.h"
#include "kernel/second_factor.h"

namespace linli::posts {
namespace {

std::optional<Refusal> not_to_be_rescued(store::Reader& db, const kernel::Means& means,
                                         const access::Who& who, const Id& id, Day today) {
    const auto account = account_for(db, means, who, id);
    if (!account) return account.refusal();
    if (id == who.account) return Refusal{"not_yourself", "account", ""};
    if (!may_rescue(db, means, who, account.value(), today)) {
        return Refusal{"not_yours", "account", ""};
    }
    return std::nullopt;
}

}  // namespace

bool may_rescue(store::Reader& db, const kernel::Means& means, const access::Who& who,
                const access::Account& account, Day today) {
    return account.id != who.account && is_above(db, means, who, account.id, account.person, today);
}

Outcome<Id> end_sessions(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                         const Id& id) {
    const Day today = means.zone.day_of(db.now());
    if (const auto no = not_to_be_rescued(db, means, asker.who, id, today)) return *no;
    access::end_sessions_of(db, id, asker.line("account", id, "end_sessions"));
    return id;
}

Outcome<Id> reset_second_factor(store::Writer& db, const kernel::Means& means,
                                const kernel::Asker& asker, const Id& id) {
    const Day today = means.zone.day_of(db.now());
    if (const auto no = not_to_be_rescued(db, means, asker.who, id, today)) return *no;
    const auto reset =
        kernel::end_second_factor(db, means, id, asker.line("account", id, "reset_second_factor"));
    if (!reset) return reset.refusal();
    came_into_other_hands(db, means, asker, id, "second_factor");
    journal::Line ending = asker.line("account", id, "end_sessions");
    ending.act = Id::make(db.now(), *means.random);
    access::end_sessions_of(db, id, std::move(ending));
    return id;
}

}  // namespace linli::posts
