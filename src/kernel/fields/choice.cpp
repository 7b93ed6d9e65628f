// choice: one of the words that the programme lists.
#include "kernel/fields/kind.h"

namespace linli::fields {

extern const Kind choice_kind{.name = "choice",
                              .declare = read_choices,
                              .check = check_choice,
                              .facts = text_fact,
                              .tidy = as_it_is,
                              .mask = hidden};

}  // namespace linli::fields
