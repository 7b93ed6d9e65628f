// What the mechanism of cases works with besides the store. The catalogue makes one; nothing here
// decides anything.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "kernel/cases/rules.h"
#include "kernel/means.h"

namespace linli::cases {

struct Desk {
    kernel::Means means;

    // The rules of a part, "opinions.matter"; of version 0 the newest. Null when there are none.
    std::function<std::shared_ptr<const Rules>(store::Reader&, store::Tenant,
                                               const std::string& name, std::int64_t version)>
        rules;

    std::map<std::string, Channel> channels;
};

}  // namespace linli::cases
