// What whoever is above an account may do for its owner, or against whoever has come by it: end
// its sessions, take the second factor away. Giving a new password is a slip's business.
#pragma once

#include "kernel/posts/slips.h"

namespace linli::posts {

// Whether `who` may do either to that account: another's, that they are above.
bool may_rescue(store::Reader&, const kernel::Means&, const access::Who&, const access::Account&,
                Day);
// Refuses no_such_account, not_yourself, not_yours.
Outcome<Id> end_sessions(store::Writer&, const kernel::Means&, const kernel::Asker&,
                         const Id& account);
// With it the sessions end, for a telephone that is lost may be signed in. Refuses the same, then
// second_factor_off.
Outcome<Id> reset_second_factor(store::Writer&, const kernel::Means&, const kernel::Asker&,
                                const Id& account);

}  // namespace linli::posts
