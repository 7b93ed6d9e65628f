#include "kernel/purpose.h"

#include "base/text.h"

namespace linli::kernel {

Outcome<std::string> stated_purpose(std::string_view said) {
    std::string purpose = text::trim(said);
    const std::size_t length = text::length(purpose);
    if (length < purpose_characters_min) return Refusal{"field_missing", "purpose", ""};
    if (length > purpose_characters_max) {
        return Refusal{"too_long", "purpose", std::to_string(purpose_characters_max)};
    }
    return purpose;
}

}  // namespace linli::kernel
