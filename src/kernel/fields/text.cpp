// text: what people write. Counted in characters, kept without the spaces around it.
#include "base/text.h"

#include <algorithm>

#include "kernel/fields/kind.h"

namespace linli::fields {
namespace {

// Facts stand in an index, and what is looked for whole is short.
constexpr std::int64_t longest_findable = 100;

void declare(yaml::Reading& reading, Field& field) {
    const std::int64_t bound = field.find ? longest_findable : 20'000;
    field.longest = reading.number("longest", 1, bound, field.find ? longest_findable : 500);
}

bool is_control(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
}

std::optional<Refusal> check(const Field& field, const json::Value& value) {
    const std::string& given = value.text();
    if (value.kind() != json::Kind::text) return Refusal{"field_bad"};
    if (std::any_of(given.begin(), given.end(), is_control)) return Refusal{"field_bad"};
    if (text::length(given) > static_cast<std::size_t>(field.longest)) {
        return Refusal{"too_long", "", std::to_string(field.longest)};
    }
    return std::nullopt;
}

json::Value tidy(const json::Value& value) {
    if (value.kind() != json::Kind::text) return value;
    std::string kept = text::trim(value.text());
    // A form sends a line break as CR LF (HTML Living Standard 4.10.21.8).
    kept.erase(std::remove(kept.begin(), kept.end(), '\r'), kept.end());
    return json::Value::of_text(std::move(kept));
}

}  // namespace

extern const Kind text_kind{.name = "text",
                            .may_be_personal = true,
                            .declare = declare,
                            .check = check,
                            .facts = text_fact,
                            .tidy = tidy,
                            .mask = hidden};

}  // namespace linli::fields
