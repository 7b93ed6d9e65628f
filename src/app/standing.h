// What stands twice in a store because it is asked for often: sums beside the records they count,
// places and rights beside where they come from. `linli verify` compares each with its origin.
#pragma once

#include <optional>
#include <string>

#include "store/store.h"

namespace linli::app {

// What first contradicts its origin, in words for whoever runs the store, with the record's id;
// nothing when all agrees.
std::optional<std::string> standing_differs(store::Reader&, store::Tenant);

}  // namespace linli::app
