// The one search box: people by name, initials, phone, document or the last four of either; places
// by address; units by name or code; households by number. It knows what was typed and who asks,
// and finds nothing that the asker may not see.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/registry/persons.h"
#include "kernel/registry/units.h"

namespace linli::registry {

struct Hit {
    std::string kind;  // person, place, unit, household
    Id id;
    std::string name;
    std::string where;  // address
    std::string why;    // phone, id_number, address, code, number; empty: the name
};

struct Question {
    std::string text;
    std::string kind;     // only these; empty: all
    access::Path within;  // only there; empty: everywhere the asker may see
    std::int64_t most = 12;
};

std::vector<Hit> search(store::Reader&, const kernel::Means&, const access::Who&, const Question&);

// Places by what people call them, "和风新村3幢101" or "3-101", within a path; the asker's sight is
// not asked.
std::vector<Place> places_called(store::Reader&, store::Tenant, std::string_view words,
                                 std::string_view within, std::int64_t most);

}  // namespace linli::registry
