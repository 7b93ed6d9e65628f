// Words in both languages, as every answer writes them down.
#pragma once

#include "base/json.h"
#include "kernel/fields/field.h"

namespace linli::fields {

inline void write_words(json::Writer& writer, std::string_view name, const Words& words) {
    writer.key(name).open_object().field("zh", words.zh).field("en", words.en).close_object();
}

}  // namespace linli::fields
