#include "kernel/fields/field.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "kernel/fields/kind.h"

namespace linli::fields {
namespace {

const std::array<const Kind*, 12>& all() {
    static const std::array<const Kind*, 12> list = {
        &text_kind,    &choice_kind, &choices_kind, &number_kind, &yes_no_kind, &day_kind,
        &instant_kind, &place_kind,  &person_kind,  &unit_kind,   &photo_kind,  &phone_kind};
    return list;
}

const Kind* find_kind(std::string_view name) {
    for (const Kind* kind : all()) {
        if (kind->name == name) return kind;
    }
    return nullptr;
}

const Kind& kind_of(const Field& field) {
    const Kind* const kind = find_kind(field.kind);
    CHECK(kind != nullptr);
    return *kind;
}

bool is_empty(const json::Value& value) {
    switch (value.kind()) {
        case json::Kind::null:
            return true;
        case json::Kind::text:
            return value.text().empty();
        case json::Kind::array:
            return value.items().empty();
        default:
            return false;
    }
}

Outcome<Field> declare_one(const std::string& name, const yaml::Node& node) {
    if (!yaml::is_name(name))
        return yaml::wrong(node, "the name of a field is not a name: " + name);
    yaml::Reading reading(node);
    Field field;
    field.name = name;
    reading.need("kind");
    field.kind = reading.one_of("kind", kinds());
    if (const yaml::Node* title = reading.find("title")) field.title = reading.keep(words(*title));
    if (const yaml::Node* help = reading.find("help")) field.help = reading.keep(words(*help));
    if (field.title.empty()) field.title = {name, name};
    field.required = reading.flag("required");
    field.required_unless = reading.name("required_unless");
    if (field.required && !field.required_unless.empty()) {
        reading.refuse(node, "required, and required unless another is given, are not both true");
    }
    field.find = reading.flag("find");
    field.was = reading.name("was");

    const Kind* const kind = find_kind(field.kind);
    if (!kind) return reading.end(field);
    field.personal = reading.flag("personal", kind->personal);
    kind->declare(reading, field);
    if (field.find && !kind->findable) reading.refuse(node, "nothing is found by a " + field.kind);
    if (field.find && field.personal) {
        reading.refuse(node, "what is personal is sealed, and cannot be found by");
    }
    if (field.personal && !kind->may_be_personal) {
        reading.refuse(node, "a " + field.kind + " cannot be personal");
    }
    return reading.end(std::move(field));
}

std::string stars(std::size_t count) {
    return std::string(count, '*');
}

// The first and last characters, and a star for each one between them.
std::string between(std::string_view value, std::size_t first, std::size_t last) {
    const std::vector<std::string> all_of_it = text::characters(value);
    if (all_of_it.size() <= first + last) return stars(all_of_it.size());
    std::string shown;
    for (std::size_t i = 0; i < all_of_it.size(); ++i) {
        shown += i < first || i >= all_of_it.size() - last ? all_of_it[i] : "*";
    }
    return shown;
}

std::string mask_name(std::string_view value) {
    return text::length(value) <= 2 ? between(value, 1, 0) : between(value, 1, 1);
}

std::string mask_id_number(std::string_view value) {
    return value.size() >= 15 ? between(value, 4, 4) : between(value, 2, 2);
}

std::string mask_bank_card(std::string_view value) {
    return between(value, 0, 4);
}

// An address down to the building; what is not an address of that kind is hidden whole.
std::string mask_address(std::string_view value) {
    for (const std::string_view end : {"号楼", "栋", "幢"}) {
        const std::size_t at = value.find(end);
        if (at != value.npos) return std::string(value.substr(0, at + end.size())) + "***";
    }
    return hidden(value);
}

}  // namespace

Outcome<Words> words(const yaml::Node& node) {
    yaml::Reading reading(node);
    for (const char* language : {"zh", "en"}) {
        const yaml::Node* const found = reading.need(language);
        if (found && (!found->quoted || text::trim(found->text).empty())) {
            reading.refuse(*found, "words for people are quoted");
        }
    }
    return reading.end(Words{reading.text("zh"), reading.text("en")});
}

Outcome<std::vector<Field>> declare(const yaml::Node& node) {
    if (node.kind != yaml::Kind::map) {
        return yaml::wrong(node, "fields are a map of name and declaration");
    }
    std::vector<Field> fields;
    for (const auto& [name, declared] : node.entries) {
        Outcome<Field> field = declare_one(name, declared);
        if (!field) return field.refusal();
        fields.push_back(std::move(field).value());
    }
    for (const Field& field : fields) {
        if (field.required_unless.empty()) continue;
        std::vector<std::string> others;
        for (const Field& other : fields) {
            if (other.name != field.name) others.push_back(other.name);
        }
        if (std::find(others.begin(), others.end(), field.required_unless) == others.end()) {
            return yaml::wrong(*node.find(field.name)->find("required_unless"),
                               yaml::unknown("field", field.required_unless, others));
        }
    }
    return fields;
}

json::Value tidy(const Field& field, const json::Value& value) {
    return kind_of(field).tidy(value);
}

Outcome<Done> check(const Field& field, const json::Value& value) {
    if (is_empty(value)) {
        if (field.required) return Refusal{"field_missing", field.name};
        return Done{};
    }
    if (auto refusal = kind_of(field).check(field, value)) {
        refusal->at = field.name;
        return *std::move(refusal);
    }
    return Done{};
}

std::vector<Fact> facts(const Field& field, const json::Value& value) {
    if (is_empty(value)) return {};
    return kind_of(field).facts(value);
}

std::string mask(std::string_view kind, std::string_view value) {
    if (value.empty()) return "";
    if (kind == "name") return mask_name(value);
    if (kind == "id_number") return mask_id_number(value);
    if (kind == "bank_card") return mask_bank_card(value);
    if (kind == "address") return mask_address(value);
    const Kind* const found = find_kind(kind);
    return found ? found->mask(value) : hidden(value);
}

const std::vector<std::string>& kinds() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> list;
        for (const Kind* kind : all())
            list.emplace_back(kind->name);
        return list;
    }();
    return names;
}

void no_words(yaml::Reading&, Field&) {}

json::Value as_it_is(const json::Value& value) {
    return value;
}

std::vector<Fact> no_facts(const json::Value&) {
    return {};
}

std::vector<Fact> text_fact(const json::Value& value) {
    return {value.text()};
}

// Always as long, so that not even the length is told.
std::string hidden(std::string_view) {
    return stars(3);
}

std::optional<Refusal> check_id(const Field&, const json::Value& value) {
    if (!Id::parse(value.text())) return Refusal{"field_bad"};
    return std::nullopt;
}

void read_choices(yaml::Reading& reading, Field& field) {
    const yaml::Node* const of = reading.need("of");
    if (!of) return;
    if (of->kind == yaml::Kind::map) {
        for (const auto& [value, title] : of->entries) {
            if (!yaml::is_name(value)) reading.refuse(title, "a choice is not a name: " + value);
            field.of.push_back({value, reading.keep(words(title))});
        }
    } else {
        for (const std::string& value : reading.names("of")) {
            field.of.push_back({value, {value, value}});
        }
    }
    for (std::size_t i = 0; i < field.of.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (field.of[i].value == field.of[j].value) {
                reading.refuse(*of, "the choice " + field.of[i].value + " a second time");
            }
        }
    }
    if (field.of.empty()) reading.refuse(*of, "of needs choices");
}

std::optional<Refusal> check_choice(const Field& field, const json::Value& value) {
    if (value.kind() != json::Kind::text) return Refusal{"field_bad"};
    const bool known = std::any_of(field.of.begin(), field.of.end(), [&](const Choice& choice) {
        return choice.value == value.text();
    });
    if (!known) return Refusal{"no_such_choice", "", text::first(value.text(), 40)};
    return std::nullopt;
}

}  // namespace linli::fields
