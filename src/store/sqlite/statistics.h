// What SQLite's planner is told about the indexes.
#pragma once

#include "store/engine.h"

namespace linli::store {

// Writes sqlite_stat1 for every index there is, as if each table held the rows of one large office.
void write_statistics(Connection&);

}  // namespace linli::store
