// The backup: everything in a store as of one moment, in one file that either engine writes and
// either engine reads. It is made while others write. The master key is never in it.
//
// A gzip stream of: "linli copy 1", the names of the migrations applied, every table with its
// columns and rows (null, number, text, bytes), and at the end the SHA-256 of all before it.
#pragma once

#include <string>

#include "base/progress.h"
#include "store/store.h"

namespace linli::store {

// Throws Fault when the file cannot be written or is there already; a half-written file is not left
// behind.
void write_copy(const Settings&, const std::string& file, const Progress&);

// Refuses copy_none (something else), copy_damaged, both before `into` is touched, copy_newer (made
// by a newer Linli), store_not_empty.
Outcome<Done> read_copy(const std::string& file, const Settings& into, const Progress&);

}  // namespace linli::store
