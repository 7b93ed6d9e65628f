// How households' rows are written. For the sources of this folder that change them and for nobody
// else: rights were asked before, and the caller writes the journal line.
#pragma once

#include "kernel/registry/households.h"

namespace linli::registry {

void insert_household(store::Writer&, const Household&);
// The row again, with the next edition.
void update_household(store::Writer&, Household&);

// The row of a membership alone, for a household that is new and knows its head.
void add_member(store::Writer&, const Id& household, const Id& person, std::string_view relation,
                Day);
// Membership from a day on; a head becomes the household's head.
void enter(store::Writer&, Household&, const Id& person, std::string_view relation, Day);
// Ends the open membership, if there is one. A head leaves the household without one; the last
// member ends it.
void drop_membership(store::Writer&, const Id& person, Day);

}  // namespace linli::registry
