// A keyset cursor: the sort key of the last record of a page, handed to the asker as an opaque
// word. It carries a digest under a key of ours and is bound to the question it was given for, so
// that a made-up, cut or borrowed cursor is refused and never searched for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace linli::http {

// Numbers and texts, in the order of the list's sort key; an id is its text.
using Cursor = std::vector<std::variant<std::int64_t, std::string>>;

std::string cursor_word(const Cursor&, std::string_view key, std::string_view question);
// Nothing when it is not one of ours for this question.
std::optional<Cursor> read_cursor(std::string_view word, std::string_view key,
                                  std::string_view question);

}  // namespace linli::http
