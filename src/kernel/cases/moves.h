// What the system does on its own because of what somebody did.
#pragma once

#include "kernel/cases/act.h"
#include "kernel/cases/routes.h"

namespace linli::cases {

// Dispatches a case to the unit that the table of routes names.
void go_on(store::Writer&, const Desk&, const Id& record, const Onward&, const Id& cause);

// Takes a step in the system's name.
void take_by_system(store::Writer&, const Desk&, const Id& record, const Step&,
                    const std::vector<Id>& units, const Id& act);

}  // namespace linli::cases
