// Zero must differ from not recorded: for each period somebody confirms that a register was kept,
// and how many there were. Days that nobody confirmed are gaps, and a zero across a gap is none.
#pragma once

#include <string>
#include <vector>

#include "kernel/cases/desk.h"

namespace linli::cases {

// Refuses no_such_part, not_watched, no_such_place, not_your_step (who holds the role that the part
// names), period_bad (with: month, quarter …), period_not_over, confirmed_already, count_differs
// (with: how many the register holds).
Outcome<Id> confirm(store::Writer&, const Desk&, const kernel::Asker&, const std::string& part,
                    const std::string& period, const Id& place, std::int64_t count);

struct Watched {
    Day from, to;
    std::int64_t counted = 0;
    Instant made;
};
std::vector<Watched> watches_of(store::Reader&, store::Tenant, const std::string& part,
                                const Id& place, Day from, Day to);

}  // namespace linli::cases
