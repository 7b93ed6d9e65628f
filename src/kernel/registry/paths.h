// Paths of places: "/" and a label of four base-36 characters for each level, "/0001/000a". A path
// is a prefix of the paths of all that lies within, so a subtree is one range of any index. What a
// place is called, and whether it exists, is not known here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace linli::registry {

constexpr std::int64_t labels = 36 * 36 * 36 * 36;
// Between the labels of two numbered places there is room: 1幢 is 16, 1幢甲 17, 2幢 32.
constexpr std::int64_t label_step = 16;

std::string label(std::int64_t number);            // 10 → "000a"
std::int64_t label_number(std::string_view path);  // of a path's last label
std::string child_path(std::string_view parent, std::int64_t number);

// All within: path >= p and path < end_of(p). '0' is the character behind '/'.
std::string end_of(std::string_view path);
std::string parent_of(std::string_view path);            // "" of the root
std::vector<std::string> way_to(std::string_view path);  // root first, the path itself last

// The number a name is ordered by: the first in it, "12号楼" → 12; of a chain the last, "2-1-302" →
// 302. Nothing when there is none.
std::optional<std::int64_t> number_in(std::string_view name);

}  // namespace linli::registry
