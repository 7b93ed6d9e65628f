// The working calendar of a tenant, in the store: every version that deadlines were reckoned by,
// and the act that makes a new one.
#pragma once

#include <memory>

#include "kernel/cases/calendar.h"
#include "kernel/cases/desk.h"

namespace linli::cases {

// What was read stays: a text is parsed once, and the same for all who ask.
using SharedCalendar = std::shared_ptr<const Calendar>;

// The newest version. A tenant without one works Monday to Friday: version 0.
SharedCalendar calendar_now(store::Reader&, store::Tenant);
std::int64_t calendar_version(store::Reader&, store::Tenant);
// The version a deadline was reckoned by.
SharedCalendar calendar_of(store::Reader&, store::Tenant, std::int64_t version);

bool may_edit_calendar(store::Reader&, const kernel::Means&, const access::Who&);
// Takes in a year, or office hours, and makes a new version of the whole. Refuses not_yours (right
// calendar.edit at the root), bad_calendar (at: file:line), nothing_changed. Open deadlines follow
// as the clock ticks.
Outcome<Id> import_calendar(store::Writer&, const Desk&, const kernel::Asker&,
                            std::string_view text, std::string_view file);
// The same before anybody has a post: for `init`, from the data files.
Outcome<Id> seed_calendar(store::Writer&, const kernel::Asker&, std::string_view text,
                          std::string_view file);

}  // namespace linli::cases
