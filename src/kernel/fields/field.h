// A declared field: what a programme asks for. One file per kind checks, and says how its values
// are shown, masked, and put into facts. A kind is added here and in web/fields, nowhere else.
#pragma once

#include <cstdint>
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

    bool empty() const { return zh.empty() && en.empty(); }
    friend bool operator==(const Words&, const Words&) = default;
};

struct Choice {
    std::string value;  // "leak"
    Words title;
};

struct Field {
    std::string name;
    std::string
        kind;     // text choice choices number yes_no day instant place person unit photo phone
    Words title;  // the name again when the programme gives none
    Words help;
    bool required = false;
    std::string required_unless;  // the field that may be given in its place
    bool find = false;            // is also a row in facts
    bool personal = false;        // sealed and masked
    std::int64_t longest = 0, most = 0, least = 0;
    std::string level;  // of a place: "building" or anything within
    std::vector<Choice> of;
    std::string was;  // the name under which an older version published it
};

// Reads `fields:`, a map of name → declaration, in its order. Refuses bad_programme with at =
// file:line and with = what is wrong, in English.
Outcome<std::vector<Field>> declare(const yaml::Node&);

// Reads { zh: "…", en: "…" }: both, and both quoted.
Outcome<Words> words(const yaml::Node&);

// The value as it is kept: without the spaces around a text or within a phone number. Checks and
// facts expect it so.
json::Value tidy(const Field&, const json::Value&);

// What a value of this field may not be, with at = the field's name: field_missing, field_bad,
// too_long (with: characters allowed), too_many and too_few (with: how many), too_great and
// too_small (with: the bound), no_such_choice (with: what was given). Says nothing of references;
// the caller looks those up.
Outcome<Done> check(const Field&, const json::Value&);

// The value as facts: a text or a number, one for each choice of a `choices`.
using Fact = std::variant<std::int64_t, std::string>;
std::vector<Fact> facts(const Field&, const json::Value&);

// 138****1234, 王*, 3302**********1234. Besides the kinds of fields: name,
// id_number, bank_card, address. What nobody thought of is hidden whole.
std::string mask(std::string_view kind, std::string_view value);

// The kinds, for lint and for the JSON schema.
const std::vector<std::string>& kinds();

}  // namespace linli::fields
