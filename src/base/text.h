// Small questions about text that everyone asks. All text in Linli is UTF-8, checked at the edge.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace linli::text {

bool is_utf8(std::string_view);
std::size_t length(std::string_view utf8);  // in characters (code points)
std::string first(std::string_view utf8, std::size_t characters);
std::string trim(std::string_view);             // ASCII and ideographic space
std::string half_width(std::string_view utf8);  // Ａ１　→ A1 and a space
std::string lower(std::string_view);            // ASCII only
std::vector<std::string> split(std::string_view, char separator);
template <class Texts>
std::string joined(const Texts& texts, std::string_view between) {
    std::string all;
    for (const std::string& one : texts)
        all.append(all.empty() ? "" : between).append(one);
    return all;
}
std::vector<std::string> characters(std::string_view utf8);
bool starts_with(std::string_view text, std::string_view prefix);
std::optional<std::int64_t> whole_number(std::string_view);  // all of it, in decimal
std::string hex(std::string_view bytes);
std::string base64url(std::string_view bytes);  // RFC 4648 section 5, no padding
std::optional<std::string> from_base64url(std::string_view);

// The word of `known` that is nearest to `word`, for "did you mean"; empty when none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace linli::text
