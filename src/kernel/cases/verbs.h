// What happens to every case under the same name, whatever its programme says.
#pragma once

#include <string_view>
#include <vector>

#include "kernel/cases/rules.h"

namespace linli::cases {

struct Verb {
    std::string_view name;
    Words title;
    bool is_step;         // somebody may choose to take it; else it is told or noted
    bool inside = false;  // the office's own business: reporters do not read it
    bool danger = false;
};

// Their names cannot be declared again.
const std::vector<Verb>& verbs();
// nullptr: there is none of that name.
const Verb* verb(std::string_view name);

// What an act on a case is called under these rules: by the step that they declare, else as above.
Words verb_title(const Rules&, const std::string& name);

// States that every case may end in besides the declared ones: withdrawn, merged.
const std::vector<std::string>& built_in_states();

}  // namespace linli::cases
