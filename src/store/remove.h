// Takes a store away again: for plays and tests, which make stores of their own, and for what was
// begun and could not be ended.
#pragma once

#include "store/store.h"

namespace linli::store {

// Whether anything stands in the schema of a PostgreSQL database; what SQLite has is the folder's.
// Throws Fault when the database is out of reach.
bool is_taken(const Settings&);

// The schema of a PostgreSQL database, with all in it; then the folder is left.
void remove_database(const Settings&);

// The folder, and the schema of a PostgreSQL database. Nothing may have it open any more. Throws
// Fault when the database is out of reach.
void remove(const Settings&);

}  // namespace linli::store
