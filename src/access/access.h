// Who asks, and what they may do. A grant is what a post lets an account do, within one place; the
// one rule is that a grant reaches a record when its place lies on the record's path. The rule that
// answers "may I?" also filters the list, and no grant means no.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace linli::access {

// Rights are words: "people.see", "people.edit", "people.reveal", "cases.see", "accounts.edit" …
// Which role has which is data (programmes/common/roles.yaml).
using Rights = std::set<std::string>;
using Roles = std::map<std::string, Rights>;

// The way from the root to a place: "/" then one fixed-width label for each level, "/0001/0003".
// A path is a prefix of the paths of all that lies within.
using Path = std::string;
bool within(std::string_view path, std::string_view ancestor);

struct Grant {
    Id post;
    std::string role;
    Id place;  // within which it holds; for a post in a unit, the unit's place
    Path path;
    std::optional<Id> unit;
    bool stand_in = false;  // 代班: the holder is away and this account stands in
};

struct Who {
    store::Tenant tenant;
    Id account;  // nil: a stranger
    Id person;   // nil: staff without a registry entry, or a stranger
    std::string name;
    std::string login;
    bool must_change_password = false;
    std::vector<Grant> grants;

    bool stranger() const { return !account; }
};

// Whether some grant of `who` has `right` over `path`; the grant that says so.
const Grant* may(const Who&, const Roles&, std::string_view right, std::string_view path);

// The places within which `who` has `right`: outermost only, so that they do not overlap.
std::vector<Grant> reach(const Who&, const Roles&, std::string_view right);

// Whether `who` holds `role` at exactly this place or in this unit.
const Grant* holds(const Who&, std::string_view role, const Id& place);

// The grants of an account on a day.
std::vector<Grant> grants_of(store::Reader&, store::Tenant, const Id& account, Day);

}  // namespace linli::access
