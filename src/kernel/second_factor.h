// The second factor of an account: whoever signs in shows, after the password, that they hold the
// telephone on which it was set up, or a recovery code from paper. It knows what a code proves; who
// must have one, how often one may guess, and who may take one away is not known here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/means.h"

namespace linli::kernel {

constexpr std::size_t recovery_codes_given = 10;

struct SecondFactor {
    Id account;
    Id key;  // what the secret is sealed under
    std::string secret;
    std::optional<Instant> since;  // none: begun, and not confirmed by a code yet
    std::int64_t step = 0;         // of the last code that was taken
};

std::optional<SecondFactor> second_factor(store::Reader&, const Means&, store::Tenant,
                                          const Id& account);
// Confirmed; without opening its seal.
bool has_second_factor(store::Reader&, store::Tenant, const Id& account);
std::int64_t recovery_codes_left(store::Reader&, store::Tenant, const Id& account);

// What somebody typed, recognised: a code of the telephone, or one from paper.
struct Proof {
    std::int64_t step = 0;  // 0: a recovery code
    std::string digest;
};
// Nothing when it is neither. Whether it was used before shows when it is taken.
std::optional<Proof> recognised(store::Reader&, store::Tenant, const SecondFactor&,
                                std::string_view typed, Instant now);
// Marks it as used, under the journal line of what it was shown for. Refuses second_code_used.
Outcome<Done> take(store::Writer&, const Id& account, const Proof&);

// A new secret for the asker's own account, which a code must confirm; an unconfirmed one goes.
// Refuses second_factor_on.
Outcome<Id> begin_second_factor(store::Writer&, const Means&, const Asker&);
// It holds from now on, and recovery codes with it. Refuses second_factor_off (none was begun),
// second_factor_on, second_code_used.
Outcome<Id> confirm_second_factor(store::Writer&, const Means&, const Asker&, const Proof&);
// Those that this act of confirming gave: reckoned from the secret, so that an answer that was lost
// can be given again.
std::vector<std::string> recovery_codes(const SecondFactor&, const Id& act);

// It goes with its codes, under the given line. Refuses second_factor_off.
Outcome<Done> end_second_factor(store::Writer&, const Means&, const Id& account, journal::Line);

}  // namespace linli::kernel
