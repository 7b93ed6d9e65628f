// What the answers of all areas have in common: words in both languages, and references as
// {"id", "name"}, each with the shape that declares it.
#pragma once

#include <string>
#include <string_view>

#include "channels/http/shape.h"
#include "kernel/fields/words.h"

namespace linli::http {

using fields::write_words;

inline void write_ref(json::Writer& writer, std::string_view name, const Id& id,
                      std::string_view called) {
    writer.key(name).open_object().field("id", id).field("name", called).close_object();
}

namespace shape {
inline Shape words(std::string name) {
    return member(std::move(name), object({text("zh").must(), text("en").must()}, "Words"));
}
inline Shape ref(std::string name) {
    return member(std::move(name), object({id("id").must(), text("name").must()}, "Ref"));
}
}  // namespace shape

}  // namespace linli::http
