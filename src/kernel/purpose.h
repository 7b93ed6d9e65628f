// What somebody says a look at something masked is for. It is kept in the journal and shown to whom
// it is about, so it is the same everywhere: a word at least, and never cut short.
#pragma once

#include <string>
#include <string_view>

#include "base/outcome.h"

namespace linli::kernel {

constexpr std::size_t purpose_characters_min = 2;
constexpr std::size_t purpose_characters_max = 200;

// As it is kept. Refuses field_missing (purpose), too_long (purpose).
Outcome<std::string> stated_purpose(std::string_view);

}  // namespace linli::kernel
