// The steps that every case has, whatever its programme: who may take them, and when. The rule that
// decides is the rule that says what somebody can do.
#pragma once

#include "kernel/cases/open_case.h"

namespace linli::cases {

// Refuses not_your_step, wrong_state, and what the step itself does not allow now: too_many (with:
// how many), too_late, asked_already, not_asked, own_request.
Outcome<Done> may_do(store::Reader&, const Desk&, const access::Who&, const OpenCase&,
                     std::string_view built_in, Instant now);

}  // namespace linli::cases
