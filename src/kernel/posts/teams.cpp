#include "kernel/posts/teams.h"

#include <algorithm>

#include "access/accounts.h"
#include "kernel/posts/post_rows.h"
#include "kernel/registry/trail.h"

namespace linli::posts {
namespace {

#define MEMBERS                                                                                 \
    "select a.post, a.account, a.role, p.place, p.path, p.stands_in_for, a.admitted, a.since, " \
    "a.admitter, a.why, p.from_day, p.to_day from admissions a join posts p "                   \
    "on p.tenant = a.tenant and p.id = a.post where a.tenant = ? and "
constexpr store::Sql of_role{"admissions.of_role", MEMBERS "a.role = ? order by p.path, p.id"};
constexpr store::Sql of_account{"admissions.of_account",
                                MEMBERS "a.account = ? order by p.path, p.id"};
constexpr store::Sql of_post{"admissions.of_post", MEMBERS "a.post = ?"};
constexpr store::Sql all_admitted{"admissions.all", MEMBERS "a.admitted = 1 order by p.path, p.id"};
constexpr store::Sql add_member{
    "admissions.add",
    "insert into admissions (tenant, post, account, role, admitted, since, admitter, why) "
    "values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (tenant, post) do nothing"};
constexpr store::Sql set_member{
    "admissions.set",
    "update admissions set admitted = ?, since = ?, admitter = ?, why = ? "
    "where tenant = ? and post = ?"};
constexpr store::Sql put_reset{"resets.put",
                               "insert into resets (tenant, account, at) values (?, ?, ?) "
                               "on conflict (tenant, account) do update set at = excluded.at"};
constexpr store::Sql read_reset{"resets.read",
                                "select at from resets where tenant = ? and account = ?"};
constexpr store::Sql put_notice{
    "admissions.notice",
    "insert into notices (tenant, account, seq, at, kind, record, words_zh, words_en, read) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (tenant, account, seq) do nothing"};

constexpr store::Sql of_kind{"admissions.places",
                             "select 1 from places where tenant = ? and kind = ? "
                             "and path >= ? and path < ? limit 1"};

std::vector<Member> all(store::Rows rows) {
    std::vector<Member> members;
    while (rows.next()) {
        members.push_back({rows.id(0), rows.id(1), rows.text(2), rows.id(3), rows.text(4),
                           rows.maybe_id(5).has_value(), rows.number(6) == 1, rows.instant(7),
                           rows.maybe_id(8), rows.text(9), rows.day(10), rows.maybe_day(11)});
    }
    return members;
}

bool on_one_way(std::string_view one, std::string_view other) {
    return access::within(one, other) || access::within(other, one);
}

void set(store::Writer& db, const Member& member, bool admitted, const std::optional<Id>& admitter,
         std::string_view why) {
    db.run(set_member, admitted ? 1 : 0, db.now(), admitter, why, db.tenant(), member.post);
}

// Those to whom a case may go, and what waits for whom, follow.
void tell_hooks(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                const Member& member) {
    if (!means.hooks) return;
    for (const auto& hook : means.hooks->posts_changed)
        hook(db, asker, {member.role, member.place, member.path, std::nullopt});
}

void notify(store::Writer& db, const Id& account, const Id& post, const fields::Words& words) {
    db.run_derived(put_notice, db.tenant(), account, db.head.seq, db.now(), "team", post, words.zh,
                   words.en, std::nullopt);
}

fields::Words title_of(const kernel::Means& means, const std::string& role) {
    const Role* found = role_book(means).find(role);
    return found ? found->title : fields::Words{role, role};
}

std::string name_of(store::Reader& db, store::Tenant tenant, const Id& account) {
    const auto found = access::account(db, tenant, account);
    return found ? found->name : "";
}

// Whoever could let them in.
void tell_who_may_admit(store::Writer& db, const kernel::Means& means, const Member& waits) {
    const Day day = means.zone.day_of(db.now());
    const std::string name = name_of(db, db.tenant(), waits.account);
    for (const Member& one : team_at(db, db.tenant(), waits.role, waits.path)) {
        const bool may = one.admitted && one.held_on(day) && one.account != waits.account &&
                         access::within(waits.path, one.path);
        if (!may) continue;
        notify(db, one.account, waits.post,
               {name + "（" + title_of(means, waits.role).zh + "）等待准入，请确认本人后办理",
                name + " (" + title_of(means, waits.role).en +
                    ") waits to be let in: make sure who it is first"});
    }
}

void suspend(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
             const Member& member, std::string_view why) {
    set(db, member, false, std::nullopt, why);
    tell_who_may_admit(db, means, member);
    tell_hooks(db, means, asker, member);
}

// Whether something may have been told within a path: there is a place where the role is held.
bool may_keep(store::Writer& db, const kernel::Means& means, const std::string& role,
              std::string_view path) {
    const Role* found = role_book(means).find(role);
    if (!found) return false;
    return std::any_of(found->held_at.begin(), found->held_at.end(), [&](const std::string& kind) {
        return db.query(of_kind, db.tenant(), kind, path, registry::end_of(path)).next();
    });
}

std::optional<Member> member_of(store::Reader& db, store::Tenant tenant, const Id& post) {
    std::vector<Member> found = all(db.query(of_post, tenant, post));
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

}  // namespace

std::vector<Member> team_at(store::Reader& db, store::Tenant tenant, std::string_view role,
                            std::string_view path) {
    std::vector<Member> members = all(db.query(of_role, tenant, role));
    std::erase_if(members, [&](const Member& one) { return !on_one_way(one.path, path); });
    return members;
}

std::vector<Member> memberships(store::Reader& db, store::Tenant tenant, const Id& account) {
    return all(db.query(of_account, tenant, account));
}

bool may_admit(const access::Who& who, const Member& member) {
    return who.account != member.account &&
           std::any_of(who.grants.begin(), who.grants.end(), [&](const access::Grant& grant) {
               return grant.role == member.role && access::within(member.path, grant.path);
           });
}

Outcome<Id> admit(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                  const Id& post) {
    const auto member = member_of(db, db.tenant(), post);
    const Day day = means.zone.day_of(db.now());
    if (!member || !member->held_on(day)) return Refusal{"no_such_post", "post", ""};
    if (asker.who.account == member->account) return Refusal{"not_yourself", "post", ""};
    if (!may_admit(asker.who, *member)) return Refusal{"not_yours", "post", ""};
    if (member->admitted) return Refusal{"wrong_state", "post", ""};
    set(db, *member, true, asker.who.account, "admitted");
    journal::Line line = registry::line_of(asker, nullptr, "post", post, member->place, "admit");
    line.body =
        json::Writer().open_object().field("account", member->account).close_object().take();
    journal::append(db, std::move(line));
    notify(db, member->account, post,
           {"您已获准加入" + title_of(means, member->role).zh + "团队",
            "You were let in to the team: " + title_of(means, member->role).en});
    tell_hooks(db, means, asker, *member);
    return post;
}

Outcome<Id> admit_at_machine(store::Writer& db, const kernel::Means& means,
                             const kernel::Asker& asker, const Id& account) {
    const Day day = means.zone.day_of(db.now());
    std::vector<Member> waiting = memberships(db, db.tenant(), account);
    std::erase_if(waiting, [&](const Member& one) { return one.admitted || !one.held_on(day); });
    if (waiting.empty()) return Refusal{"nobody_waits", "login", ""};
    const std::string name = name_of(db, db.tenant(), account);
    for (const Member& member : waiting) {
        set(db, member, true, std::nullopt, "machine");
        journal::Line line = registry::line_of(asker, nullptr, "post", member.post, member.place,
                                               "admit_at_machine");
        line.act = Id::make(db.now(), *means.random);
        journal::append(db, std::move(line));
        for (const Member& one : team_at(db, db.tenant(), member.role, member.path)) {
            notify(db, one.account, member.post,
                   {name + "已在服务器上被准入" + title_of(means, member.role).zh + "团队",
                    name + " was let in at the machine to the team: " +
                        title_of(means, member.role).en});
        }
        tell_hooks(db, means, asker, member);
    }
    return account;
}

void came_into_other_hands(store::Writer& db, const kernel::Means& means,
                           const kernel::Asker& asker, const Id& account, std::string_view why) {
    db.run(put_reset, db.tenant(), account, db.now());
    const Day day = means.zone.day_of(db.now());
    for (const Member& member : memberships(db, db.tenant(), account)) {
        if (member.to && *member.to <= day) continue;
        suspend(db, means, asker, member, why);
    }
}

std::optional<Instant> last_reset(store::Reader& db, store::Tenant tenant, const Id& account) {
    auto rows = db.query(read_reset, tenant, account);
    return rows.next() ? std::optional(rows.instant(0)) : std::nullopt;
}

void team_place_moved(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                      std::string_view from, std::string_view to) {
    for (const Member& member : all(db.query(all_admitted, db.tenant()))) {
        const bool above_now_only = member.path != to && access::within(to, member.path) &&
                                    !access::within(from, member.path);
        if (above_now_only && may_keep(db, means, member.role, to)) {
            suspend(db, means, asker, member, "moved");
        }
    }
}

void enter_team(store::Writer& db, const Post& is) {
    db.run(add_member, db.tenant(), is.id, *is.account, is.role, 0, db.now(), std::nullopt,
           is.stands_in_for ? "stand_in" : "appoint");
}

void tell_team(store::Writer& db, const kernel::Means& means, const Post& is) {
    const auto member = member_of(db, db.tenant(), is.id);
    if (member && !member->admitted) tell_who_may_admit(db, means, *member);
}

}  // namespace linli::posts
