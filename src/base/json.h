// JSON (RFC 8259): a writer that appends to a string, and a small tree for reading. The tree comes
// from simdjson behind json.cpp. Input is refused, never guessed at: broken UTF-8, more than 32
// levels, more than the caller's bytes, a name that comes twice in an object, a NUL in a text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/day.h"
#include "base/id.h"
#include "base/outcome.h"

namespace linli::json {

// Writes one document. Commas and quotes are the writer's business; what is opened must be closed.
class Writer {
public:
    Writer& open_object();
    Writer& close_object();
    Writer& open_array();
    Writer& close_array();
    Writer& key(std::string_view);

    Writer& text(std::string_view);
    Writer& number(std::int64_t);
    Writer& flag(bool);
    Writer& null();
    Writer& raw(std::string_view json);  // a value that is JSON already

    Writer& field(std::string_view name, std::string_view value) { return key(name).text(value); }
    Writer& field(std::string_view name, const char* value) { return key(name).text(value); }
    Writer& field(std::string_view name, const std::string& value) { return key(name).text(value); }
    Writer& field(std::string_view name, std::int64_t value) { return key(name).number(value); }
    Writer& field(std::string_view name, bool value) { return key(name).flag(value); }
    Writer& field(std::string_view name, const Id& value) { return key(name).text(value.text()); }
    Writer& field(std::string_view name, Instant value) { return key(name).text(value.text()); }
    Writer& field(std::string_view name, Day value) { return key(name).text(value.text()); }
    template <class T>
    Writer& field(std::string_view name, const std::optional<T>& value) {
        return value ? field(name, *value) : key(name).null();
    }

    const std::string& str() const { return out_; }
    std::string take() { return std::move(out_); }

private:
    void before_value();
    std::string out_;
    bool comma_ = false;  // the next value or key is preceded by a comma
};

enum class Kind : std::uint8_t { null, flag, number, text, array, object };

// A read value. Asking for a member that is not there gives a null value, so that paths read
// straight through: body["where"]["place"].text().
class Value {
public:
    // Refuses bad_json (with: what is wrong, in English), too_deep, too_large.
    static Outcome<Value> parse(std::string_view text, std::size_t bytes_max = 1 << 20);

    Kind kind() const { return kind_; }
    bool is_null() const { return kind_ == Kind::null; }

    const std::string& text() const;  // "" unless kind is text
    bool is_whole() const;  // a number that fits int64; what does not is only written again
    std::int64_t number(std::int64_t otherwise = 0) const;  // whole numbers only
    bool flag(bool otherwise = false) const;
    const std::vector<Value>& items() const { return items_; }  // [] unless kind is array
    const std::vector<std::pair<std::string, Value>>& members() const { return members_; }
    const Value& operator[](std::string_view name) const;
    bool has(std::string_view name) const { return !(*this)[name].is_null(); }

    std::string str() const;  // written again, members in the order they came
    void write(Writer&) const;

    // For building values in tests and plays.
    static Value of_text(std::string);
    static Value of_number(std::int64_t);
    static Value of_flag(bool);
    static Value of_array(std::vector<Value>);
    static Value of_object(std::vector<std::pair<std::string, Value>>);

private:
    friend struct Reader;
    Kind kind_ = Kind::null;
    std::int64_t number_ = 0;
    std::string text_;  // of a text; of a number that is not whole
    std::vector<Value> items_;
    std::vector<std::pair<std::string, Value>> members_;
};

}  // namespace linli::json
