// Who may be told in confidence. Holding a role that keeps confidences is not enough: whoever holds
// it must be let in, by somebody who is in. What an appointment, a reset of the account or a move
// of places gives, it gives without that; access reads no grant of whoever waits. What is confided
// is not known here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/posts/posts.h"

namespace linli::posts {

struct Member {
    Id post, account;
    std::string role;
    Id place;
    access::Path path;
    bool stand_in = false;
    bool admitted = false;
    Instant since;
    std::optional<Id> admitter;
    std::string why;  // appoint, stand_in, password, second_factor, moved, admitted, machine
    Day from;
    std::optional<Day> to;

    bool held_on(Day day) const { return from <= day && (!to || day < *to); }
};

// All who hold or held the role at the place, above it or within it, in address order: of a team
// they are one, for a place above sees what is told below.
std::vector<Member> team_at(store::Reader&, store::Tenant, std::string_view role,
                            std::string_view path);
// The posts by which an account is, or would be, of a team.
std::vector<Member> memberships(store::Reader&, store::Tenant, const Id& account);

// Whether `who` may let that member in: in the team, at a place that covers it, and somebody else.
bool may_admit(const access::Who&, const Member&);
// Refuses no_such_post (none of a team), not_yours, not_yourself, wrong_state (is in already).
Outcome<Id> admit(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id& post);
// From the machine, where nobody of the team is in: the first of it, and whoever is left when no
// other can. All posts by which the account waits; all who hold or held the role hear of it.
// Refuses nobody_waits.
Outcome<Id> admit_at_machine(store::Writer&, const kernel::Means&, const kernel::Asker&,
                             const Id& account);

// Every road by which an account can come into other hands calls this, after its journal line:
// `why` is password or second_factor.
void came_into_other_hands(store::Writer&, const kernel::Means&, const kernel::Asker&,
                           const Id& account, std::string_view why);
std::optional<Instant> last_reset(store::Reader&, store::Tenant, const Id& account);

// A place has gone from one path to another: whoever is above it only now was not let in to what is
// told there.
void team_place_moved(store::Writer&, const kernel::Means&, const kernel::Asker&,
                      std::string_view from, std::string_view to);

}  // namespace linli::posts
