// What stands between a guess and an account: how often an address may try, the lock of the
// account, and the count of its failures. Passwords are compared here, on the slow threads; the
// call that brings a wrong one is answered here too.
#pragma once

#include <optional>
#include <string>

#include "access/accounts.h"
#include "channels/http/router.h"
#include "kernel/second_factor.h"

namespace linli::http {

// Until when the account is locked, as login_locked says it.
std::optional<Refusal> locked(Instant until, Instant now);
// Whether this call, of somebody who is signed in, comes too early; a stranger's was counted on the
// way in, like all that strangers write.
std::optional<Refusal> too_early(Call&);
// Counts a failure against the account under `verb`, then refuses the call.
void count_failure(Call&, const Id& account, const std::string& verb, const Refusal&);

// The asker's own account, when the password in the body is its own. Else the call was refused:
// slow_down, login_locked, password_wrong.
std::optional<access::Account> proved_by_password(Call&);
// What the code in the body proves. Else the call was refused: second_code_wrong.
std::optional<kernel::Proof> proved_by_code(Call&, const kernel::SecondFactor&);

// Whether a role of theirs asks for a second factor that they have not set up yet.
bool must_set_second_factor(store::Reader&, const Services&, const access::Who&);

}  // namespace linli::http
