// unit: an organisation of the registry, by id. Whether it is there is for the registry to say.
#include "kernel/fields/kind.h"

namespace linli::fields {

extern const Kind unit_kind{.name = "unit",
                            .declare = no_words,
                            .check = check_id,
                            .facts = text_fact,
                            .tidy = as_it_is,
                            .mask = hidden};

}  // namespace linli::fields
