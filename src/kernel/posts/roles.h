// Roles are data, programmes/common/roles.yaml: what someone who holds one may do, where it is
// held, and who acts where nobody holds it. This file reads them; who holds what is not known here.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "access/access.h"
#include "base/yaml.h"
#include "kernel/fields/field.h"

namespace linli::posts {

constexpr std::string_view in_unit = "unit";  // held in a unit, not at a place

struct Role {
    std::string name;
    fields::Words title;
    std::set<std::string> held_at;    // kinds of place, or in_unit
    std::set<std::string> wanted_at;  // of held_at: where each place should have one
    std::string falls_to;             // empty: the chain ends here
    access::Rights rights;
    bool always = false;         // somebody always holds it, and gives it to others
    bool second_factor = false;  // whoever holds it signs in with a second factor
    bool confidential = false;   // is told in confidence: whoever holds it must be let in (teams.h)
};

class RoleBook {
public:
    // Refuses bad_programme with at = "file:line" and with = what is wrong: a chain that runs in a
    // circle, a role that falls to nobody we know.
    static Outcome<RoleBook> make(const yaml::Node& file);

    const Role* find(std::string_view name) const;         // null when there is none
    const std::vector<Role>& all() const { return all_; }  // in the order of the file
    // The role, then whom it falls to, and so on to the end.
    std::vector<const Role*> chain(std::string_view name) const;
    // Whether work may stand still when nobody is left to act for it.
    bool guarded(std::string_view name) const;
    access::Roles rights() const;
    std::set<std::string> second_factor_roles() const;
    bool confidential(std::string_view name) const;

private:
    std::vector<Role> all_;
    std::map<std::string, std::size_t, std::less<>> by_name_;
};

// As the binary carries them.
const RoleBook& carried_roles();

}  // namespace linli::posts
