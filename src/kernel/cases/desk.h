// What the mechanism of cases works with besides the store. The catalogue makes one; nothing here
// decides anything.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "kernel/cases/rules.h"
#include "kernel/means.h"

namespace linli::cases {

struct Desk {
    kernel::Means means;

    // The rules of a part, "opinions.matter", as of a version of its programme; of version 0 the
    // newest. Null when there are none. What it points to stays for the life of the process.
    std::function<const Rules*(const std::string& part, std::int64_t version)> rules;

    std::map<std::string, Channel> channels;
};

}  // namespace linli::cases
