// Kinds of place and of unit: data, programmes/common/places.yaml and units.yaml. This file reads
// them, and knows what may stand within what; it knows no place and no unit.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "base/yaml.h"
#include "kernel/fields/field.h"

namespace linli::registry {

struct Kind {
    std::string name;
    fields::Words title;
    std::set<std::string> within;  // kinds it may stand in
    std::string code;              // scheme of its code: division, grid; empty: none
    bool root = false;             // may be the root
    bool open = false;             // anyone may see that it exists
    bool address = false;          // its name is part of an address
    bool home = false;             // people live in it
};

class Kinds {
public:
    // Reads the map under `word` ("places", "units"). Refuses bad_programme with at = "file:line"
    // and with = what is wrong.
    static Outcome<Kinds> make(const yaml::Node& file, std::string_view word);

    const Kind* find(std::string_view name) const;         // null when there is none
    const std::vector<Kind>& all() const { return all_; }  // in the order of the file

private:
    std::vector<Kind> all_;
    std::map<std::string, std::size_t, std::less<>> by_name_;
};

// As the binary carries them.
const Kinds& carried_place_kinds();
const Kinds& carried_unit_kinds();

}  // namespace linli::registry
