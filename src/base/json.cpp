#include "base/json.h"

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <new>

namespace linli::json {
namespace {

constexpr std::size_t levels_max = 32;
const Value null_value;
const std::string no_text;

void escape(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.append(text, from, at - from);
        from = at + 1;
        switch (byte) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                out += "\\u00", out += digits[byte >> 4], out += digits[byte & 15];
        }
    }
    out.append(text, from);
    out += '"';
}

}  // namespace

void Writer::before_value() {
    if (comma_) out_ += ',';
    comma_ = true;
}

Writer& Writer::open_object() {
    before_value();
    out_ += '{';
    comma_ = false;
    return *this;
}

Writer& Writer::close_object() {
    out_ += '}';
    comma_ = true;
    return *this;
}

Writer& Writer::open_array() {
    before_value();
    out_ += '[';
    comma_ = false;
    return *this;
}

Writer& Writer::close_array() {
    out_ += ']';
    comma_ = true;
    return *this;
}

Writer& Writer::key(std::string_view name) {
    before_value();
    escape(out_, name);
    out_ += ':';
    comma_ = false;
    return *this;
}

Writer& Writer::text(std::string_view value) {
    before_value();
    escape(out_, value);
    return *this;
}

Writer& Writer::number(std::int64_t value) {
    before_value();
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out_.append(digits, end);
    return *this;
}

Writer& Writer::flag(bool value) {
    return raw(value ? "true" : "false");
}

Writer& Writer::null() {
    return raw("null");
}

Writer& Writer::raw(std::string_view json) {
    before_value();
    out_ += json;
    return *this;
}

const std::string& Value::text() const {
    return kind_ == Kind::text ? text_ : no_text;
}

bool Value::is_whole() const {
    return kind_ == Kind::number && text_.empty();
}

std::int64_t Value::number(std::int64_t otherwise) const {
    return is_whole() ? number_ : otherwise;
}

bool Value::flag(bool otherwise) const {
    return kind_ == Kind::flag ? number_ != 0 : otherwise;
}

const Value& Value::operator[](std::string_view name) const {
    for (const auto& [key, value] : members_) {
        if (key == name) return value;
    }
    return null_value;
}

std::string Value::str() const {
    Writer out;
    write(out);
    return out.take();
}

void Value::write(Writer& out) const {
    switch (kind_) {
        case Kind::null:
            out.null();
            break;
        case Kind::flag:
            out.flag(number_ != 0);
            break;
        case Kind::number:
            is_whole() ? out.number(number_) : out.raw(text_);
            break;
        case Kind::text:
            out.text(text_);
            break;
        case Kind::array:
            out.open_array();
            for (const Value& item : items_)
                item.write(out);
            out.close_array();
            break;
        case Kind::object:
            out.open_object();
            for (const auto& [name, value] : members_)
                value.write(out.key(name));
            out.close_object();
            break;
    }
}

Value Value::of_text(std::string text) {
    Value value;
    value.kind_ = Kind::text;
    value.text_ = std::move(text);
    return value;
}

Value Value::of_number(std::int64_t number) {
    Value value;
    value.kind_ = Kind::number;
    value.number_ = number;
    return value;
}

Value Value::of_flag(bool flag) {
    Value value;
    value.kind_ = Kind::flag;
    value.number_ = flag ? 1 : 0;
    return value;
}

Value Value::of_array(std::vector<Value> items) {
    Value value;
    value.kind_ = Kind::array;
    value.items_ = std::move(items);
    return value;
}

Value Value::of_object(std::vector<std::pair<std::string, Value>> members) {
    Value value;
    value.kind_ = Kind::object;
    value.members_ = std::move(members);
    return value;
}

// Copies what simdjson's parser found, which has checked all of it, and refuses what it lets pass.
struct Reader {
    static Value read(simdjson::dom::element element, std::size_t levels) {
        using Type = simdjson::dom::element_type;
        switch (element.type()) {
            case Type::NULL_VALUE:
                return {};
            case Type::BOOL:
                return Value::of_flag(element.get_bool().value_unsafe());
            case Type::INT64:
                return Value::of_number(element.get_int64().value_unsafe());
            case Type::UINT64:
            case Type::DOUBLE:
                return unwieldy(element);
            case Type::STRING:
                return Value::of_text(text(element.get_string().value_unsafe()));
            case Type::ARRAY:
                return array(element.get_array().value_unsafe(), within(levels));
            case Type::OBJECT:
                return object(element.get_object().value_unsafe(), within(levels));
        }
        CHECK(!"a kind of JSON value that there is not");
        return {};
    }

    static std::size_t within(std::size_t levels) {
        if (levels == 0) throw Refusal{"too_deep", "", std::to_string(levels_max)};
        return levels - 1;
    }

    static Value unwieldy(simdjson::dom::element number) {
        Value value;
        value.kind_ = Kind::number;
        value.text_ = simdjson::to_string(number);
        return value;
    }

    // No engine's text can hold a NUL, so no text of ours does.
    static std::string text(std::string_view found) {
        if (found.find('\0') != found.npos) throw Refusal{"bad_json", "", "a NUL in a text"};
        return std::string(found);
    }

    static Value array(simdjson::dom::array found, std::size_t levels) {
        std::vector<Value> items;
        for (const simdjson::dom::element item : found)
            items.push_back(read(item, levels));
        return Value::of_array(std::move(items));
    }

    static Value object(simdjson::dom::object found, std::size_t levels) {
        std::vector<std::pair<std::string, Value>> members;
        std::vector<std::string_view> names;
        for (const simdjson::dom::key_value_pair member : found) {
            members.emplace_back(text(member.key), read(member.value, levels));
            names.push_back(member.key);
        }
        std::sort(names.begin(), names.end());
        const auto twice = std::adjacent_find(names.begin(), names.end());
        if (twice != names.end()) throw Refusal{"bad_json", std::string(*twice), "a name twice"};
        return Value::of_object(std::move(members));
    }
};

Outcome<Value> Value::parse(std::string_view text, std::size_t bytes_max) {
    if (text.size() > bytes_max) return Refusal{"too_large", "", std::to_string(bytes_max)};

    // simdjson does not count an empty array or object as a level; Reader does.
    thread_local simdjson::dom::parser parser;
    if (parser.allocate(std::max<std::size_t>(text.size(), parser.capacity()), levels_max)) {
        throw std::bad_alloc();
    }
    simdjson::dom::element root;
    const simdjson::error_code error = parser.parse(text.data(), text.size()).get(root);
    if (error == simdjson::DEPTH_ERROR) return Refusal{"too_deep", "", std::to_string(levels_max)};
    if (error) return Refusal{"bad_json", "", simdjson::error_message(error)};
    try {
        return Reader::read(root, levels_max);
    } catch (const Refusal& refusal) {  // thrown by Reader alone, out of its recursion
        return refusal;
    }
}

}  // namespace linli::json
