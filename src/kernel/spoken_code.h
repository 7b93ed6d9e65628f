// Codes that people copy from paper or read out over the phone: ten characters of Crockford's base
// 32, which has no I, L, O or U; 50 bits.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace linli::kernel {

// From the first ten of some random bytes.
std::string spoken_code(std::string_view bytes);

// What somebody typed, as it was spoken: in small letters or full width, O for 0, I or L for 1;
// what else stands between is passed over. Nothing when it is no such code.
std::optional<std::string> heard_code(std::string_view typed);

}  // namespace linli::kernel
