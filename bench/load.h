// See load.cpp.
#pragma once

#include <string>
#include <vector>

#include "kernel/means.h"
#include "kernel/registry/places.h"

namespace linli::bench {

// Puts the people of a sheet into these homes; how many.
std::size_t load(store::Store&, const kernel::Means&, store::Tenant,
                 const std::vector<registry::Place>& homes, const std::string& sheet);

}  // namespace linli::bench
