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

    // The parts of a programme, "opinions" → "opinions.matter"; of a part itself; of "" all. None
    // of what nobody declares.
    std::function<std::vector<std::string>(const std::string& name)> parts;

    std::map<std::string, Channel> channels;
};

}  // namespace linli::cases
