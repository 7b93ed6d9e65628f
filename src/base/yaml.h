// YAML 1.2, core schema, as much of it as a programme needs: maps, lists, scalars and comments.
// Every node knows its file and line, because the reader of a refusal has to find the place.
// Anchors, aliases, tags, second documents, keys that come twice and more than 16 levels are
// refused. A scalar stays the text that stands in the file: no, on and 1:30 mean nothing here; an
// empty value, ~ and null are the empty text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace linli::yaml {

enum class Kind { scalar, list, map };

struct Entry;

struct Node {
    Kind kind = Kind::scalar;
    std::string text;            // of a scalar
    bool quoted = false;         // words for people are
    std::vector<Node> items;     // of a list
    std::vector<Entry> entries;  // of a map, in the order of the file
    std::string file;
    int line = 0;  // from 1; of a value in a map, the line of its key

    const Node* find(std::string_view key) const;  // null when there is none
    std::string where() const { return file + ":" + std::to_string(line); }
};

struct Entry {
    std::string key;
    Node value;
};

// Refuses bad_yaml, with at = "file:line" and with = what is wrong, in English.
Outcome<Node> parse(std::string_view text, std::string file, std::size_t bytes_max = 1 << 18);

}  // namespace linli::yaml
