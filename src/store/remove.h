// Takes a store away again: for plays and tests, which make stores of their own.
#pragma once

#include "store/store.h"

namespace linli::store {

// The folder, and the schema of a PostgreSQL database. Nothing may have it open any more. Throws
// Fault when the database is out of reach.
void remove(const Settings&);

}  // namespace linli::store
