// A declared field: what a programme asks for. One file per kind checks, and says how its values are
// shown, masked, and put into facts. A kind is added here and in web/fields, nowhere else.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "base/outcome.h"
#include "base/yaml.h"

namespace linli::fields {

// Words for people, in both languages.
struct Words {
    std::string zh, en;
};

struct Choice {
    std::string value;  // "leak"
    Words title;
};

struct Field {
    std::string name;
    std::string kind;   // text choice choices number yes_no day instant place person unit photo phone
    Words title;
    Words help;
    bool required = false;
    bool find = false;     // is also a row in facts
    bool personal = false;  // sealed and masked
    std::int64_t longest = 0, most = 0, least = 0;
    std::string level;     // of a place: "building" or anything within
    std::vector<Choice> of;
};

// Reads `fields:`, a map of name → declaration. Refuses bad_programme with at = file:line.
Outcome<std::vector<Field>> declare(const yaml::Node&);

// What a value of this field may not be: field_missing, field_bad, too_long, too_many, no_such_choice
// … with at = the field's name. Says nothing of references; the caller looks those up.
Outcome<Done> check(const Field&, const json::Value&);

// The value as a fact: text or number, or nothing when it cannot be found by.
std::optional<std::variant<std::int64_t, std::string>> fact(const Field&, const json::Value&);

// 138****1234, 王*, 3302**********1234: standards.md 1.14.
std::string mask(std::string_view kind, std::string_view value);

// The kinds, for lint and for the JSON schema.
const std::vector<std::string>& kinds();

}  // namespace linli::fields
