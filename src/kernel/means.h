// What every mechanism is given besides the store: nothing here decides anything.
#pragma once

#include "access/access.h"
#include "access/seals.h"
#include "base/day.h"
#include "base/random.h"
#include "journal/journal.h"

namespace linli::kernel {

struct Means {
    const access::Seals* seals;
    Random* random;
    const access::Roles* roles;
    Zone zone;
};

// Who does something, under which act id.
struct Asker {
    access::Who who;
    Id act;
    std::string asked;  // digest of the request, so that a reused act id shows

    // A journal line with everything filled in that the asker knows.
    journal::Line line(std::string kind, const Id& record, std::string verb) const;
};

}  // namespace linli::kernel
