// Brings an old store to the schema of this Linli: what it lacks can be told before anything is
// done, and each step is done whole or not at all, so that one that was broken off goes on.
#pragma once

#include <string>
#include <vector>

#include "base/progress.h"
#include "store/store.h"

namespace linli::store {

struct Lack {
    std::string name;                     // of the migration
    std::vector<std::string> statements;  // the first line of each
};

// What an upgrade would do, in its order. Throws Fault where there is no store, or one that is half
// made or a newer Linli's.
std::vector<Lack> lacks(const Settings&);

// Does it. Nobody else may have the store open.
void upgrade(const Settings&, const Progress&);

}  // namespace linli::store
