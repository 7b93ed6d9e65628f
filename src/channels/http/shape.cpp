#include "channels/http/shape.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"

namespace linli::http {
namespace {

using Kind = Shape::Kind;

std::string way(const std::string& at, const std::string& name) {
    return at.empty() ? name : at + "." + name;
}

Outcome<Done> check_at(const Shape& shape, const json::Value& value, const std::string& at);

// PostgreSQL cannot keep U+0000, and no other control character but a line's end means anything.
bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7f;
    });
}

Outcome<Done> check_text(const Shape& shape, const std::string& text, const std::string& at) {
    if (has_control(text)) return Refusal{"field_bad", at, ""};
    const std::int64_t most = shape.most > 0 ? shape.most : text_characters_max;
    if (static_cast<std::int64_t>(text::length(text)) > most) {
        return Refusal{"too_long", at, std::to_string(most)};
    }
    if (shape.words.empty() ||
        std::find(shape.words.begin(), shape.words.end(), text) != shape.words.end()) {
        return Done{};
    }
    std::string choices;
    for (const std::string& word : shape.words)
        choices += (choices.empty() ? "" : ", ") + word;
    return Refusal{"no_such_choice", at, choices};
}

Outcome<Done> check_object(const Shape& shape, const json::Value& value, const std::string& at) {
    std::vector<std::string> names;
    for (const Shape& member : shape.of)
        names.push_back(member.name);
    for (const auto& [name, ignored] : value.members()) {
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            return Refusal{"field_unknown", way(at, name), text::nearest(name, names)};
        }
    }
    for (const Shape& member : shape.of) {
        const json::Value& found = value[member.name];
        if (found.is_null()) {
            if (member.required) return Refusal{"field_missing", way(at, member.name), ""};
            continue;
        }
        auto fits = check_at(member, found, way(at, member.name));
        if (!fits) return fits;
    }
    return Done{};
}

Outcome<Done> check_list(const Shape& shape, const json::Value& value, const std::string& at) {
    const std::int64_t most = shape.most > 0 ? shape.most : list_items_max;
    if (static_cast<std::int64_t>(value.items().size()) > most) {
        return Refusal{"too_many", at, std::to_string(most)};
    }
    std::size_t index = 0;
    for (const json::Value& item : value.items()) {
        auto fits = check_at(shape.of.front(), item, way(at, std::to_string(index++)));
        if (!fits) return fits;
    }
    return Done{};
}

Outcome<Done> check_number(const Shape& shape, const json::Value& value, const std::string& at) {
    const bool whole = value.number(0) == value.number(1);
    if (!whole) return Refusal{"field_bad", at, ""};
    if (shape.least && value.number() < *shape.least) return Refusal{"field_bad", at, ""};
    if (shape.most > 0 && value.number() > shape.most) {
        return Refusal{"too_great", at, std::to_string(shape.most)};
    }
    return Done{};
}

// What is wrong with the last is said, when nothing fits.
Outcome<Done> check_any(const Shape& shape, const json::Value& value, const std::string& at) {
    Outcome<Done> fits = Refusal{"field_bad", at, ""};
    for (const Shape& one : shape.of) {
        if (!fits) fits = check_at(one, value, at);
    }
    return fits;
}

json::Kind json_kind(Kind kind) {
    switch (kind) {
        case Kind::number:
            return json::Kind::number;
        case Kind::flag:
            return json::Kind::flag;
        case Kind::object:
            return json::Kind::object;
        case Kind::list:
            return json::Kind::array;
        default:
            return json::Kind::text;
    }
}

Outcome<Done> check_at(const Shape& shape, const json::Value& value, const std::string& at) {
    if (shape.kind == Kind::anything) return Done{};
    if (shape.kind == Kind::any_of) return check_any(shape, value, at);
    if (value.kind() != json_kind(shape.kind)) return Refusal{"field_bad", at, ""};
    const auto good = [&](bool fits) -> Outcome<Done> {
        if (!fits) return Refusal{"field_bad", at, ""};
        return Done{};
    };
    switch (shape.kind) {
        case Kind::text:
            return check_text(shape, value.text(), at);
        case Kind::number:
            return check_number(shape, value, at);
        case Kind::id:
            // The nil id names nothing.
            return good(Id::parse(value.text()).value_or(Id{}) != Id{});
        case Kind::day:
            return good(Day::parse(value.text()).has_value());
        case Kind::instant:
            return good(Instant::parse(value.text()).has_value());
        case Kind::object:
            return check_object(shape, value, at);
        case Kind::list:
            return check_list(shape, value, at);
        default:
            return Done{};
    }
}

// A parameter's text as the value it means; nothing when it means none of this kind.
std::optional<json::Value> value_of(Kind kind, const std::string& text) {
    if (kind == Kind::flag) {
        if (text != "true" && text != "false") return std::nullopt;
        return json::Value::of_flag(text == "true");
    }
    if (kind == Kind::number) {
        const auto number = text::whole_number(text);
        return number ? std::optional(json::Value::of_number(*number)) : std::nullopt;
    }
    return json::Value::of_text(text);
}

void write_type(json::Writer& writer, std::string_view type, bool maybe) {
    writer.key("type");
    if (!maybe) {
        writer.text(type);
        return;
    }
    writer.open_array().text(type).text("null").close_array();
}

void write_text_schema(const Shape& shape, json::Writer& writer, bool maybe) {
    write_type(writer, "string", maybe);
    if (shape.kind == Kind::id) writer.field("format", "uuid");
    if (shape.kind == Kind::day) writer.field("format", "date");
    if (shape.kind == Kind::instant) writer.field("format", "date-time");
    if (shape.kind != Kind::text) return;
    if (shape.words.empty()) {
        writer.field("maxLength", shape.most > 0 ? shape.most : text_characters_max);
        return;
    }
    writer.key("enum").open_array();
    for (const std::string& word : shape.words)
        writer.text(word);
    if (maybe) writer.null();
    writer.close_array();
}

void write_object_schema(const Shape& shape, json::Writer& writer, bool maybe) {
    write_type(writer, "object", maybe);
    writer.key("properties").open_object();
    for (const Shape& member : shape.of) {
        writer.key(member.name);
        write_schema(member, writer);
    }
    writer.close_object();
    const auto required = [](const Shape& member) { return member.required; };
    if (std::any_of(shape.of.begin(), shape.of.end(), required)) {
        writer.key("required").open_array();
        for (const Shape& member : shape.of) {
            if (member.required) writer.text(member.name);
        }
        writer.close_array();
    }
}

}  // namespace

Shape Shape::must() const {
    Shape shape = *this;
    shape.required = true;
    return shape;
}

Shape Shape::up_to(std::int64_t bound) const {
    Shape shape = *this;
    shape.most = bound;
    return shape;
}

Shape Shape::at_least(std::int64_t bound) const {
    Shape shape = *this;
    shape.least = bound;
    return shape;
}

Shape Shape::says(std::string_view line) const {
    Shape shape = *this;
    shape.about = line;
    return shape;
}

namespace shape {

Shape text(std::string name) {
    return {.kind = Kind::text, .name = std::move(name)};
}
Shape word(std::string name, std::vector<std::string> words) {
    return {.kind = Kind::text, .name = std::move(name), .words = std::move(words)};
}
Shape number(std::string name) {
    return {.kind = Kind::number, .name = std::move(name)};
}
Shape limit(std::int64_t most) {
    return number("limit").at_least(1).up_to(most);
}
Shape flag(std::string name) {
    return {.kind = Kind::flag, .name = std::move(name)};
}
Shape id(std::string name) {
    return {.kind = Kind::id, .name = std::move(name)};
}
Shape day(std::string name) {
    return {.kind = Kind::day, .name = std::move(name)};
}
Shape instant(std::string name) {
    return {.kind = Kind::instant, .name = std::move(name)};
}
Shape anything(std::string name) {
    return {.kind = Kind::anything, .name = std::move(name)};
}
Shape any_of(std::vector<Shape> shapes) {
    return {.kind = Kind::any_of, .of = std::move(shapes)};
}
Shape object(std::vector<Shape> members, std::string type) {
    return {.kind = Kind::object, .of = std::move(members), .type = std::move(type)};
}
Shape member(std::string name, Shape shape) {
    shape.name = std::move(name);
    return shape;
}
Shape list(std::string name, Shape item) {
    return {.kind = Kind::list, .name = std::move(name), .of = {std::move(item)}};
}
Shape page(Shape item) {
    return object({list("items", std::move(item)).must(),
                   text("next").says("The cursor of the next page; null on the last one.")});
}

}  // namespace shape

Outcome<Done> check(const Shape& shape, const json::Value& value) {
    return check_at(shape, value, "");
}

Outcome<Done> check_query(const std::vector<Shape>& shapes,
                          const std::map<std::string, std::string>& query) {
    std::vector<std::pair<std::string, json::Value>> members;
    for (const auto& [name, text] : query) {
        Kind kind = Kind::text;
        for (const Shape& shape : shapes) {
            if (shape.name == name) kind = shape.kind;
        }
        const auto value = value_of(kind, text);
        if (!value) return Refusal{"field_bad", name, ""};
        members.emplace_back(name, *value);
    }
    return check_object(shape::object(shapes), json::Value::of_object(std::move(members)), "");
}

void write_schema(const Shape& shape, json::Writer& writer) {
    const bool maybe = !shape.required && !shape.name.empty();
    writer.open_object();
    if (!shape.about.empty()) writer.field("description", shape.about);
    if (!shape.type.empty()) {
        const std::string where = "#/components/schemas/" + shape.type;
        if (maybe) {
            writer.key("oneOf").open_array();
            writer.open_object().field("$ref", where).close_object();
            writer.open_object().field("type", "null").close_object();
            writer.close_array();
        } else {
            writer.field("$ref", where);
        }
    } else if (shape.kind == Kind::any_of) {
        writer.key("anyOf").open_array();
        for (const Shape& one : shape.of)
            write_schema(one, writer);
        writer.close_array();
    } else if (shape.kind == Kind::object) {
        write_object_schema(shape, writer, maybe);
    } else if (shape.kind == Kind::list) {
        write_type(writer, "array", maybe);
        writer.key("items");
        write_schema(shape.of.front(), writer);
        writer.field("maxItems", shape.most > 0 ? shape.most : list_items_max);
    } else if (shape.kind == Kind::number) {
        write_type(writer, "integer", maybe);
        writer.field("format", "int64");
        if (shape.least) writer.field("minimum", *shape.least);
        if (shape.most > 0) writer.field("maximum", shape.most);
    } else if (shape.kind == Kind::flag) {
        write_type(writer, "boolean", maybe);
    } else if (shape.kind != Kind::anything) {
        write_text_schema(shape, writer, maybe);
    }
    writer.close_object();
}

void named_shapes(const Shape& shape, std::map<std::string, Shape>& named) {
    if (!shape.type.empty()) {
        const auto [known, is_new] = named.emplace(shape.type, shape);
        CHECK(is_new || known->second.of == shape.of);  // one name says one thing
        if (!is_new) return;
    }
    for (const Shape& inner : shape.of)
        named_shapes(inner, named);
}

}  // namespace linli::http
