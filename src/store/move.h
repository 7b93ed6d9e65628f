// A store taken over into an empty one, of either engine, row by row: nothing is held in memory but
// a row, and the new store is opened by nobody before the last row is in. The old one is only read.
#pragma once

#include "base/progress.h"
#include "store/store.h"

namespace linli::store {

// Throws Fault when `into` holds anything, or is half made.
void check_empty(const Settings& into);

// Nobody may write to `from` meanwhile: somebody did is a Fault, and so is a row that got lost.
// What fails leaves `into` half made.
void move_all(const Settings& from, const Settings& into, const Progress&);

}  // namespace linli::store
