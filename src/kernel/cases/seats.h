// Who can move a case. The holder of the role at the case's place, else the holder at the nearest
// place above it, else whoever the role falls to: that is where a role sits for a case. It is
// reckoned from today's posts each time somebody asks, so that what changed a second ago counts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kernel/cases/case.h"
#include "kernel/cases/desk.h"
#include "kernel/posts/posts.h"

namespace linli::cases {

using Seat = posts::Turn;

// Where a role sits for a path. `without`: somebody who may not fill it here (separation of duties
// is by person); where they are alone, it is for the next above.
std::optional<Seat> seat_of(store::Reader&, store::Tenant, const Desk&, const std::string& role,
                            std::string_view path, Day, const Id& without = {});

// Where it is decided whether a case may take longer. Nobody decides what they asked for
// themselves.
std::optional<Seat> decider_of(store::Reader&, store::Tenant, const Desk&, const Case&,
                               const Rules&, Day);

// The grant by which somebody sits there; null when they do not.
const access::Grant* grant_in(const access::Who&, const Seat&);

// The accounts that hold a post in a unit, or that hold one post.
std::vector<Id> accounts_in_unit(store::Reader&, store::Tenant, const Id& unit, Day);
std::vector<Id> accounts_of_post(store::Reader&, store::Tenant, const Id& post, Day);

// Whether somebody's post lets them know of the cases of a part within a path: where the rules say
// who sees them, nobody else does.
bool sees_part(const Desk&, const access::Who&, const Rules&, std::string_view path);

// What somebody is to a case.
struct Standing {
    bool sees = false;
    const Party* party = nullptr;                      // the asker's own part in it
    std::map<std::string, const access::Grant*> hats;  // role, reporter, handler, joint → the grant
    const Hand* hand = nullptr;                        // the asker's own

    bool wears(std::string_view hat) const { return hats.contains(std::string(hat)); }
    Names names() const;
    const access::Grant* grant(std::string_view hat) const;
};

constexpr std::string_view joint = "joint";  // one of several hands, not the one in the lead

// `followed`: the position of the party whose query code was given; none for whoever has an
// account.
Standing standing(store::Reader&, const Desk&, const access::Who&, const Case&, const Rules&,
                  const std::vector<Party>&, const std::vector<Hand>&, Instant now,
                  std::optional<std::int64_t> followed);

// The accounts of those who can take a step now: of whom it is worth telling.
std::vector<Id> movers(store::Reader&, store::Tenant, const Desk&, const std::string& hat,
                       const Case&, const std::vector<Party>&, const std::vector<Hand>&,
                       Instant now);

// The accounts of those who brought a case, took it in or have it in hand: it may stand in their
// lists without a right over its place.
std::vector<Id> concerned(store::Reader&, store::Tenant, const Id& record, Day);

}  // namespace linli::cases
