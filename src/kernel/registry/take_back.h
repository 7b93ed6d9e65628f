// Taking back a person who was added by mistake, as an import that is undone does: the record ends
// up as if it had been erased, and stands nowhere any more. What somebody has touched since is not
// taken back.
#pragma once

#include "kernel/registry/persons.h"

namespace linli::registry {

// Residences and membership go, the key is destroyed, a household that is left without members
// ends. The journal keeps its lines, whose sealed values nobody can open now. Refuses
// no_such_person, not_yours (people.import), changed_meanwhile (with: who), in_use (an account, a
// post, a case or a house is this person's).
Outcome<Id> take_back_person(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                             std::int64_t edition);

// The household somebody is in was a mistake, the person is not: as if they had never joined it.
// Refuses no_such_person, not_yours (people.import), not_member.
Outcome<Id> take_back_membership(store::Writer&, const kernel::Means&, const kernel::Asker&,
                                 const Id& person);

// Leaving the household was the mistake: as if they had never left it, nor it ended with them.
// Refuses no_such_person, not_yours (people.import), not_member (never was), already_there (they
// are in one now).
Outcome<Id> restore_membership(store::Writer&, const kernel::Means&, const kernel::Asker&,
                               const Id& person, const Id& household);

}  // namespace linli::registry
