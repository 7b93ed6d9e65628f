// Small things every change in the registry does alike: refusing who comes too late and naming who
// was quicker, and writing the journal line under the grant that gave the right.
#pragma once

#include <string>

#include "kernel/means.h"

namespace linli::registry {

// changed_meanwhile, with = the name of whoever touched the record last.
Refusal changed_meanwhile(store::Reader&, store::Tenant, const Id& record);

// The line of an act on a record at a place, under the grant that allowed it (null: one's own
// record, or the system).
journal::Line line_of(const kernel::Asker&, const access::Grant*, std::string kind,
                      const Id& record, const Id& place, std::string verb);

}  // namespace linli::registry
