// Posts: someone holds a role at a place or in a unit from a day to a day; while they are away,
// someone stands in for them (代班). This file appoints and ends, writes the grants that access
// reads, and knows who acts where nobody holds a role. What a role may do is data (roles.h); what
// is to be done there is the business of other mechanisms, which are told through kernel::Hooks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/means.h"
#include "kernel/posts/roles.h"
#include "kernel/registry/units.h"

namespace linli::posts {

struct Post {
    Id id;
    std::string role;
    Id place;
    access::Path path;
    std::optional<Id> unit;
    std::optional<Id> account, person;
    std::string name;  // of a holder who is neither
    std::optional<Id> stands_in_for;
    Day from;
    std::optional<Day> to;
    std::string reason;  // why it ended
    std::int64_t edition = 0;

    bool held_on(Day day) const { return from <= day && (!to || day < *to); }
};

const RoleBook& role_book(const kernel::Means&);

std::optional<Post> post(store::Reader&, store::Tenant, const Id&);
// Not yet ended on the day, in address order, behind (path, role, id); of one role or ("") of all.
struct PostPage {
    access::Path within;
    std::string role;
    access::Path after_path;
    std::string after_role;
    Id after;
    std::int64_t most = 50;
};
std::vector<Post> posts_within(store::Reader&, store::Tenant, const PostPage&, Day);
std::vector<Post> posts_of_account(store::Reader&, store::Tenant, const Id&);
std::vector<Post> posts_of_person(store::Reader&, store::Tenant, const Id&);
std::vector<Post> posts_in_unit(store::Reader&, store::Tenant, const Id&, Day);
std::vector<Post> posts_at(store::Reader&, store::Tenant, std::string_view path, Day);
// Stand-ins of a post, the newest first.
std::vector<Post> stand_ins(store::Reader&, store::Tenant, const Id&);
// What to call the holder: the account's name, the person's, or the one that was written down.
std::string holder_name(store::Reader&, store::Tenant, const Post&);

// ---- who acts ----

// Whose turn it is: those who hold `role` at the place, or in the unit when there is one.
struct Turn {
    std::string role;
    Id place;
    access::Path path;
    std::optional<Id> unit;

    Id within() const { return unit ? *unit : place; }  // where lists of things to do are kept
    friend bool operator==(const Turn&, const Turn&) = default;
};

// The holder of the role at the place, else at its nearest ancestor, else of the role it falls to.
// Only who can sign in acts. Nothing when the whole chain is empty.
std::optional<Turn> mover(store::Reader&, const kernel::Means&, store::Tenant,
                          std::string_view role, std::string_view path, Day);
// In the unit, else in the unit above it, else at the unit's place.
std::optional<Turn> unit_mover(store::Reader&, const kernel::Means&, store::Tenant,
                               std::string_view role, const registry::Unit&, Day);
// The accounts that hold it on the day, stand-ins among them.
std::vector<Id> accounts_of(store::Reader&, store::Tenant, const Turn&, Day);

// ---- appointing and ending ----

struct NewPost {
    std::optional<Id> id;
    std::string role;
    Id place;
    std::optional<Id> unit;  // then the place is the unit's
    std::optional<Id> account, person;
    std::string name;
    std::optional<Day> from, to;  // from none: today
};

// Refuses no_such_place, no_such_unit, no_such_person, no_such_account, not_yours (posts.edit),
// not_yourself, place_ended, no_such_role, role_not_here (with: where it is held), already_holds
// (with: the id of the post), field_missing (holder), too_long (name), day_before_start (to),
// last_holder (to: nobody would be left to act after that day).
Outcome<Id> appoint(store::Writer&, const kernel::Means&, const kernel::Asker&, const NewPost&);

// The first post of a tenant: an account and the root. Refuses posts_exist, no_such_role.
Outcome<Id> appoint_first(store::Writer&, const kernel::Means&, const kernel::Asker&,
                          const Id& account, std::string_view role);

// From `day` on nobody holds it. Refuses no_such_post, not_yours, changed_meanwhile, post_ended,
// last_holder (nobody would be left to act; with: the role), day_before_start.
Outcome<Id> end_post(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                     std::int64_t edition, Day day, std::string_view reason);

// Whether the account holds a post on the day in which work must not stand still.
bool is_colleague(store::Reader&, const RoleBook&, store::Tenant, const Id& account, Day);
// Refuses no_such_post, no_such_account, not_yours (but the holder may name a colleague),
// not_yourself, post_ended, already_holds, field_missing (to), day_before_start, day_after_end.
Outcome<Id> stand_in(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id& post,
                     const Id& account, Day from, Day to);

// All posts of an account, and then the account itself. Refuses no_such_account, not_yours (who is
// above every one of them), not_yourself, account_closed, last_holder.
Outcome<Id> close_account(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&);

// Posts that began or ended because a day came: hooks are told, sessions whose last post ended end.
// Called once a day for each tenant; its line is the asker's.
void day_came(store::Writer&, const kernel::Means&, const kernel::Asker&, Day);

// ---- coverage ----

struct Coverage {
    std::string role, kind;  // of place
    std::int64_t places = 0, held = 0;
};
// Of every role that work may wait for, and each kind of place it is held at.
std::vector<Coverage> coverage(store::Reader&, const RoleBook&, store::Tenant,
                               std::string_view within, Day);
// Places of the kind where nobody holds the role, in address order, behind `after`.
std::vector<registry::Place> uncovered(store::Reader&, store::Tenant, std::string_view role,
                                       std::string_view kind, std::string_view within,
                                       std::string_view after, std::int64_t most, Day);

}  // namespace linli::posts
