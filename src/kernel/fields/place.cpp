// place: a node of the territory tree, by its id. Whether it is there, and within the declared
// level, is for the registry to say.
#include "kernel/fields/kind.h"

namespace linli::fields {
namespace {

void declare(yaml::Reading& reading, Field& field) {
    field.level = reading.name("level");
}

}  // namespace

extern const Kind place_kind{.name = "place",
                             .declare = declare,
                             .check = check_id,
                             .facts = text_fact,
                             .tidy = as_it_is,
                             .mask = hidden};

}  // namespace linli::fields
