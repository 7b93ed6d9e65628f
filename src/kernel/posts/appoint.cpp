// How people come to posts and leave them.
#include "base/text.h"
#include "kernel/posts/post_rows.h"
#include "kernel/posts/slips.h"
#include "kernel/registry/trail.h"

namespace linli::posts {
namespace {

constexpr std::size_t name_characters_max = 50;

constexpr store::Sql any_post{"posts.any", "select 1 from posts where tenant = ? limit 1"};
constexpr store::Sql same_post{
    "posts.same",
    "select id, unit from posts where tenant = ? and role = ? and path = ? "
    "and stands_in_for is null and (to_day is null or to_day > ?) "
    "and (account = ? or person = ?) order by id"};
// Whoever else acts there from the day on and for good, besides a post and who stands in for it.
constexpr store::Sql other_holder{
    "posts.other_holder",
    "select 1 from posts where tenant = ? and role = ? and path = ? and account is not null "
    "and from_day <= ? and to_day is null and id <> ? and stands_in_for is null limit 1"};
constexpr store::Sql begun_on{"posts.begun_on",
                              "select id from posts where tenant = ? and from_day = ? order by id"};
constexpr store::Sql ended_on{"posts.ended_on",
                              "select id from posts where tenant = ? and to_day = ? order by id"};
const access::Grant* may_edit(const kernel::Means& means, const kernel::Asker& asker,
                              std::string_view path) {
    return access::may(asker.who, *means.roles, "posts.edit", path);
}

// Where the post is to be: a place, or a unit with its place.
struct Seat {
    registry::Place place;
    std::optional<Id> unit;
    const access::Grant* grant;
};

Outcome<Seat> seat_of(store::Reader& db, const kernel::Means& means, const kernel::Asker& asker,
                      const NewPost& is) {
    std::optional<registry::Place> place;
    if (is.unit) {
        const auto unit = registry::unit_for(db, means, asker.who, *is.unit);
        if (!unit) return unit.refusal();
        if (unit.value().to) return Refusal{"unit_ended", "unit", unit.value().to->text()};
        place = registry::place(db, asker.who.tenant, unit.value().place);
    } else {
        const auto found = registry::place_for(db, means, asker.who, is.place);
        if (!found) return found.refusal();
        place = found.value();
    }
    const access::Grant* grant = may_edit(means, asker, place->path);
    if (!grant) return Refusal{"not_yours", is.unit ? "unit" : "place", ""};
    return Seat{*std::move(place), is.unit, grant};
}

// The holder: an account, a person, or a name. A person's account comes with the person.
Outcome<Done> find_holder(store::Reader& db, const kernel::Means& means, const kernel::Asker& asker,
                          Post& is) {
    if (is.person) {
        const auto person = registry::person_for(db, means, asker.who, *is.person);
        if (!person) return person.refusal();
        is.person = person.value().id;
        if (!is.account) is.account = account_of(db, asker.who.tenant, *is.person);
    }
    if (is.account) {
        const auto account = access::account(db, asker.who.tenant, *is.account);
        if (!account || account->closed) return Refusal{"no_such_account", "account", ""};
        if (*is.account == asker.who.account) return Refusal{"not_yourself", "account", ""};
        if (!is.person) is.person = account->person;
    }
    if (!is.account && !is.person && text::trim(is.name).empty()) {
        return Refusal{"field_missing", "account", ""};
    }
    if (text::length(is.name) > name_characters_max) {
        return Refusal{"too_long", "name", std::to_string(name_characters_max)};
    }
    return Done{};
}

// Who keeps the office itself running is named by one who does, there or above.
bool may_give(const access::Who& who, const Role& role, std::string_view path) {
    return !role.always ||
           std::any_of(who.grants.begin(), who.grants.end(), [&](const access::Grant& grant) {
               return grant.role == role.name && access::within(path, grant.path);
           });
}

std::string body_of(const Post& post) {
    json::Writer body;
    body.open_object().field("role", post.role).field("place", post.place);
    body.field("unit", post.unit).field("account", post.account).field("person", post.person);
    body.field("from", post.from).field("to", post.to).close_object();
    return body.take();
}

void note(store::Writer& db, const kernel::Asker& asker, const access::Grant* grant,
          const Post& post, std::string verb, std::string_view reason) {
    journal::Line line =
        registry::line_of(asker, grant, "post", post.id, post.place, std::move(verb));
    line.body = body_of(post);
    line.basis = reason;
    journal::append(db, std::move(line));
}

// Whether, with this post gone from a day on, somebody on the role's chain still acts there.
bool somebody_is_left(store::Reader& db, const RoleBook& book, store::Tenant tenant,
                      const Post& ends, Day day) {
    if (!ends.account || ends.stands_in_for || !book.guarded(ends.role)) return true;
    const std::vector<std::string> way = registry::way_to(ends.path);
    for (const Role* link : book.chain(ends.role)) {
        for (const std::string& step : way) {
            if (db.query(other_holder, tenant, link->name, step, day, ends.id).next()) {
                return true;
            }
        }
    }
    return false;
}

// Ends one post and whoever stands in for it. Refuses last_holder.
Outcome<Done> end_one(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                      const Post& before, Day day, std::string_view reason) {
    if (!somebody_is_left(db, role_book(means), db.tenant(), before, day)) {
        return Refusal{"last_holder", "post", before.role};
    }
    Post is = before;
    is.to = day;
    is.reason = reason;
    update_post(db, means, before, is);
    for (const Post& stand : stand_ins(db, db.tenant(), before.id)) {
        if (stand.to && *stand.to <= day) continue;
        Post ended = stand;
        ended.to = std::max(day, stand.from);
        ended.reason = reason;
        update_post(db, means, stand, ended);
    }
    const Day today = means.zone.day_of(db.now());
    if (before.account && day <= today) {
        end_idle_sessions(db, means, asker, *before.account, today);
    }
    tell(db, means, asker, is);
    return Done{};
}

}  // namespace

Outcome<Id> appoint(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                    const NewPost& wanted) {
    const auto seat = seat_of(db, means, asker, wanted);
    if (!seat) return seat.refusal();
    const Day today = means.zone.day_of(db.now());
    Post is{.id = wanted.id.value_or(Id::make(db.now(), *means.random)),
            .role = wanted.role,
            .place = seat.value().place.id,
            .path = seat.value().place.path,
            .unit = seat.value().unit,
            .account = wanted.account,
            .person = wanted.person,
            .name = text::trim(wanted.name),
            .from = wanted.from.value_or(today),
            .to = wanted.to,
            .edition = 1};
    const auto holder = find_holder(db, means, asker, is);
    if (!holder) return holder.refusal();
    if (!seat.value().place.open_on(today)) return Refusal{"place_ended", "place", ""};
    const Role* role = role_book(means).find(is.role);
    if (!role) return Refusal{"no_such_role", "role", is.role};
    if (!may_give(asker.who, *role, is.path)) return Refusal{"not_yours", "role", ""};
    const std::string where = is.unit ? std::string(in_unit) : seat.value().place.kind;
    if (!role->held_at.contains(where)) {
        return Refusal{"role_not_here", "role", text::joined(role->held_at, ",")};
    }
    if (is.to && *is.to <= is.from) return Refusal{"day_before_start", "to", is.from.text()};
    if (is.to && !somebody_is_left(db, role_book(means), db.tenant(), is, *is.to)) {
        return Refusal{"last_holder", "to", is.role};
    }
    for (auto rows =
             db.query(same_post, db.tenant(), is.role, is.path, is.from, is.account, is.person);
         rows.next();) {
        if (rows.maybe_id(1) == is.unit) {
            return Refusal{"already_holds", "role", rows.id(0).text()};
        }
    }

    insert_post(db, means, is);
    note(db, asker, seat.value().grant, is, "appoint", "");
    tell_team(db, means, is);
    tell(db, means, asker, is);
    return is.id;
}

Outcome<Id> appoint_first(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                          const Id& account, std::string_view role) {
    if (db.query(any_post, db.tenant()).next()) return Refusal{"posts_exist", "", ""};
    if (!role_book(means).find(role)) return Refusal{"no_such_role", "role", std::string(role)};
    const auto root = registry::root_place(db, db.tenant());
    CHECK(root);
    const Post is{.id = Id::make(db.now(), *means.random),
                  .role = std::string(role),
                  .place = root->id,
                  .path = root->path,
                  .account = account,
                  .from = means.zone.day_of(db.now()),
                  .edition = 1};
    insert_post(db, means, is);
    note(db, asker, nullptr, is, "appoint", "");
    return is.id;
}

Outcome<Id> end_post(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                     const Id& id, std::int64_t edition, Day day, std::string_view reason) {
    const auto before = post(db, db.tenant(), id);
    if (!before) return Refusal{"no_such_post", "post", ""};
    const access::Grant* grant = may_edit(means, asker, before->path);
    if (!grant) return Refusal{"not_yours", "post", ""};
    if (before->edition != edition) return registry::changed_meanwhile(db, db.tenant(), id);
    const Day today = means.zone.day_of(db.now());
    if (before->to && *before->to <= today) {
        return Refusal{"post_ended", "post", before->to->text()};
    }
    if (day < before->from) return Refusal{"day_before_start", "day", before->from.text()};
    const auto ended = end_one(db, means, asker, *before, day, text::first(reason, 200));
    if (!ended) return ended.refusal();
    note(db, asker, grant, post(db, db.tenant(), id).value(), "end", text::first(reason, 200));
    return id;
}

bool is_colleague(store::Reader& db, const RoleBook& book, store::Tenant tenant, const Id& account,
                  Day day) {
    const std::vector<Post> held = posts_of_account(db, tenant, account);
    return std::any_of(held.begin(), held.end(), [&](const Post& post) {
        return post.held_on(day) && book.guarded(post.role);
    });
}

Outcome<Id> stand_in(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                     const Id& id, const Id& account, Day from, Day to) {
    const auto seat = post(db, db.tenant(), id);
    if (!seat) return Refusal{"no_such_post", "post", ""};
    const auto stands = access::account(db, db.tenant(), account);
    if (!stands || stands->closed) return Refusal{"no_such_account", "account", ""};
    const access::Grant* grant = may_edit(means, asker, seat->path);
    const bool own = asker.who.account && seat->account == asker.who.account;
    if (!grant && !own) return Refusal{"not_yours", "post", ""};
    if (account == asker.who.account) return Refusal{"not_yourself", "account", ""};
    const Day today = means.zone.day_of(db.now());
    if (!grant && !is_colleague(db, role_book(means), db.tenant(), account, today)) {
        return Refusal{"no_such_account", "account", ""};
    }
    if (seat->stands_in_for || (seat->to && *seat->to <= today)) {
        return Refusal{"post_ended", "post", ""};
    }
    if (seat->account == account) return Refusal{"already_holds", "account", id.text()};
    if (to <= from || to <= today) return Refusal{"day_before_start", "to", from.text()};
    if (seat->to && to > *seat->to) return Refusal{"day_after_end", "to", seat->to->text()};

    const Post is{.id = Id::make(db.now(), *means.random),
                  .role = seat->role,
                  .place = seat->place,
                  .path = seat->path,
                  .unit = seat->unit,
                  .account = account,
                  .person = stands->person,
                  .stands_in_for = id,
                  .from = from,
                  .to = to,
                  .edition = 1};
    insert_post(db, means, is);
    note(db, asker, grant, is, "stand_in", "");
    tell_team(db, means, is);
    tell(db, means, asker, is);
    return is.id;
}

Outcome<Id> close_account(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                          const Id& id) {
    const auto account = account_for(db, means, asker.who, id);
    if (!account) return account.refusal();
    const Day today = means.zone.day_of(db.now());
    if (!is_above(db, means, asker.who, id, account.value().person, today)) {
        return Refusal{"not_yours", "account", ""};
    }
    if (id == asker.who.account) return Refusal{"not_yourself", "account", ""};
    if (account.value().closed) return Refusal{"account_closed", "account", ""};
    for (const Post& held : posts_of_account(db, db.tenant(), id)) {
        if (held.to && *held.to <= today) continue;
        const auto ended =
            end_one(db, means, asker, held, std::max(today, held.from), "account_closed");
        if (!ended) return ended.refusal();
    }
    access::close_account(db, id, asker.line("account", id, "close"));
    return id;
}

void day_came(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker, Day day) {
    std::vector<Id> touched;
    for (const store::Sql* sql : {&begun_on, &ended_on}) {
        for (auto rows = db.query(*sql, db.tenant(), day); rows.next();)
            touched.push_back(rows.id(0));
    }
    for (const Id& id : touched) {
        const Post is = post(db, db.tenant(), id).value();
        if (is.to == day && is.account) end_idle_sessions(db, means, asker, *is.account, day);
        tell(db, means, asker, is);
    }
}

}  // namespace linli::posts
