// The shape of a JSON value, as OpenAPI says it and as the router checks it: one declaration for
// both, so that the document cannot promise what the server does not hold. It knows kinds and
// bounds; what a value means is the kernel's business.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/outcome.h"

namespace linli::http {

constexpr std::int64_t text_characters_max = 2000;  // unless a shape says otherwise
constexpr std::int64_t list_items_max = 500;

struct Shape {
    enum class Kind { none, text, number, flag, id, day, instant, object, list, any_of, anything };
    Kind kind = Kind::none;
    std::string name;       // of the member
    bool required = false;  // a member that is not required may be missing or null
    std::string about;      // one line for the document
    std::vector<Shape> of;  // members of an object; the one item shape of a list; what may be
    std::int64_t most =
        0;  // longest text in characters, largest number, most items; 0: the default
    std::optional<std::int64_t> least = {};  // smallest number
    std::string type;                        // the name of an object in the document: "Person"
    std::vector<std::string> words = {};     // of a text: nothing else will do

    friend bool operator==(const Shape&, const Shape&) = default;

    Shape must() const;                        // required
    Shape up_to(std::int64_t) const;           // with `most`
    Shape at_least(std::int64_t) const;        // with `least`
    Shape says(std::string_view about) const;  // with a line for the document
};

// The words endpoints are declared with: object({text("login").must().up_to(64), …}).
namespace shape {
Shape text(std::string name);
Shape word(std::string name, std::vector<std::string> words);
Shape number(std::string name);
Shape limit(std::int64_t most);  // how many a list may hold: one or more
Shape flag(std::string name);
Shape id(std::string name);
Shape day(std::string name);
Shape instant(std::string name);
Shape any_of(std::vector<Shape>);
Shape anything(std::string name);
Shape object(std::vector<Shape> members, std::string type = "");
Shape member(std::string name, Shape);  // an object or list under a name
Shape list(std::string name, Shape item);
Shape page(Shape item);  // {"items": […], "next": "cursor"}
}  // namespace shape

// Refuses field_missing, field_unknown (with = the nearest known name), field_bad, no_such_choice
// (with = the choices), too_long, too_many, too_great; `at` is the way to it: "lines.2.quantity".
Outcome<Done> check(const Shape&, const json::Value&);

// The same for the parameters of a query, which are all text; `also` names what else may stand
// there.
Outcome<Done> check_query(const std::vector<Shape>&, const std::map<std::string, std::string>&);

// JSON Schema 2020-12, as OpenAPI 3.1 takes it. Named objects are referred to.
void write_schema(const Shape&, json::Writer&);
// Every named object inside, by name.
void named_shapes(const Shape&, std::map<std::string, Shape>&);

}  // namespace linli::http
