#include "plays/values.h"

#include <charconv>

#include "base/text.h"

namespace linli::plays {
namespace {

// Eight pixels of grey: enough to be taken in, re-encoded and kept as any photo is.
const std::string& small_picture() {
    static const std::string bytes(
        "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x08\0\0\0\x08\x08\x02\0\0\0\x4b\x6d\x29\xdc\0\0\0"
        "\x11"
        "IDAT\x78\xda\x63\x68\x98\xb0\x00\x2b\x62\x18\x5a\x12\x00\x2b\x3e\x6c\x01\x01\x04\xed\x29"
        "\0\0\0\0IEND\xae\x42\x60\x82",
        74);
    return bytes;
}

std::optional<std::int64_t> number_in(const std::string& word) {
    std::int64_t number = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    if (read.ec != std::errc() || read.ptr != word.data() + word.size()) return std::nullopt;
    return number;
}

}  // namespace

void Values::name(const Act& act, const std::string& name, const Id& record) {
    if (!records_.emplace(name, record).second) {
        throw Failed{act.line, "the name " + name + " is taken"};
    }
}

std::optional<Id> Values::record(std::string_view name) const {
    const auto found = records_.find(name);
    return found == records_.end() ? std::nullopt : std::optional(found->second);
}

bool Values::known(const Id& record) const {
    return name_of(record.text()) != record.text();
}

std::string Values::name_of(const std::string& id) const {
    for (const auto& [name, record] : records_) {
        if (record.text() == id) return name;
    }
    const auto on_stage = stage_.name_of(id);
    return on_stage.empty() ? id : on_stage;
}

void Values::name_code(const Act& act, const std::string& name, const std::string& code,
                       const Id& record) {
    if (!codes_.emplace(name, Code{code, record}).second) {
        throw Failed{act.line, "the name " + name + " is taken"};
    }
}

std::optional<std::string> Values::code(std::string_view name) const {
    const auto found = codes_.find(name);
    return found == codes_.end() ? std::nullopt : std::optional(found->second.code);
}

Id Values::coded(std::string_view name) const {
    return codes_.find(name)->second.record;
}

Id Values::place(const Act& act, const std::string& word) const {
    const auto id = stage_.place(word);
    if (!id) throw Failed{act.line, "there is no place " + word};
    return *id;
}

Id Values::person(const Act& act, const std::string& word) const {
    const auto id = stage_.person(word);
    if (!id) throw Failed{act.line, word + " is no resident of this play"};
    return *id;
}

json::Value Values::field(const Act& act, const fields::Field* field, const std::string& word) {
    const std::string kind = field ? field->kind : "text";
    if (kind == "place") return json::Value::of_text(place(act, word).text());
    if (kind == "person") return json::Value::of_text(person(act, word).text());
    if (kind == "unit") {
        const auto unit = stage_.unit(word);
        if (!unit) throw Failed{act.line, "there is no unit " + word};
        return json::Value::of_text(unit->text());
    }
    if (kind == "yes_no" && (word == "yes" || word == "no")) {
        return json::Value::of_flag(word == "yes");
    }
    if (kind == "number") {
        if (const auto number = number_in(word)) return json::Value::of_number(*number);
    }
    if (kind != "choices" && kind != "photo") return json::Value::of_text(word);
    std::vector<json::Value> items;
    for (const std::string& item : text::split(word, ',')) {
        items.push_back(json::Value::of_text(kind == "photo" ? upload(act, item) : item));
    }
    return json::Value::of_array(std::move(items));
}

std::string Values::upload(const Act& act, const std::string& name) {
    const http::Response response = stage_.upload(act.who, name, small_picture());
    const auto body = json::Value::parse(response.body);
    if (response.status != 201 || !body) {
        throw Failed{act.line, "the photo " + name + " was not taken: " + response.body};
    }
    return body.value()["id"].text();
}

std::string Values::at(const json::Value& answer, std::string_view path) const {
    const json::Value* value = &answer;
    for (const std::string& word : text::split(path, '.')) {
        const auto number = number_in(word);
        if (number && value->kind() == json::Kind::array) {
            if (*number < 0 || *number >= static_cast<std::int64_t>(value->items().size()))
                return "";
            value = &value->items()[static_cast<std::size_t>(*number)];
        } else {
            value = &(*value)[word];
        }
    }
    return word_of(*value);
}

std::string Values::word_of(const json::Value& value) const {
    switch (value.kind()) {
        case json::Kind::null:
            return "";
        case json::Kind::flag:
            return value.flag() ? "yes" : "no";
        case json::Kind::number:
            return value.str();
        case json::Kind::text:
            return name_of(value.text());
        case json::Kind::array: {
            std::string all;
            for (const json::Value& item : value.items()) {
                all += (all.empty() ? "" : ", ") + word_of(item);
            }
            return all;
        }
        case json::Kind::object:
            for (const char* word : {"zh", "id", "name"}) {
                if (value.has(word)) return word_of(value[word]);
            }
            return value.str();
    }
    return "";
}

}  // namespace linli::plays
