// What a part may not say that is told in confidence: whatever would let somebody else hear of it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/reading.h"
#include "kernel/cases/rules.h"

namespace linli::cases {

// Every role that a part names, and where it stands.
using NamedRole = std::pair<const yaml::Node*, std::string>;

// Refuses in the reading, with file and line.
void check_confidence(yaml::Reading&, const Rules&, const std::vector<NamedRole>&);

}  // namespace linli::cases
