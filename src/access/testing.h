// Seals for tests: a key file of its own beside a test's store, of the kind that the tests run
// under.
#pragma once

#include "access/seals.h"
#include "store/testing.h"

namespace linli::access::testing {

inline Seals seals_of(const store::Settings& settings, Random& random) {
    return Seals::open(settings.data + "/key", true, random,
                       store::testing::under_sm() ? Cipher::sm : Cipher::standard);
}

}  // namespace linli::access::testing
