// choices: some of the words that the programme lists, each at most once.
#include <set>

#include "kernel/fields/kind.h"

namespace linli::fields {
namespace {

void declare(yaml::Reading& reading, Field& field) {
    read_choices(reading, field);
    const auto count = static_cast<std::int64_t>(field.of.size());
    field.most = reading.number("most", 1, count, count);
    field.least = reading.number("least", 1, field.most, 1);
}

std::optional<Refusal> check(const Field& field, const json::Value& value) {
    if (value.kind() != json::Kind::array) return Refusal{"field_bad"};
    std::set<std::string> seen;
    for (const json::Value& item : value.items()) {
        if (auto refusal = check_choice(field, item)) return refusal;
        if (!seen.insert(item.text()).second) return Refusal{"field_bad"};
    }
    const auto count = static_cast<std::int64_t>(seen.size());
    if (count > field.most) return Refusal{"too_many", "", std::to_string(field.most)};
    if (count < field.least) return Refusal{"too_few", "", std::to_string(field.least)};
    return std::nullopt;
}

std::vector<Fact> facts(const json::Value& value) {
    std::vector<Fact> each;
    for (const json::Value& item : value.items())
        each.emplace_back(item.text());
    return each;
}

}  // namespace

extern const Kind choices_kind{.name = "choices",
                               .declare = declare,
                               .check = check,
                               .facts = facts,
                               .tidy = as_it_is,
                               .mask = hidden};

}  // namespace linli::fields
