// number: a whole number, in the smallest unit of what it counts.
#include "kernel/fields/kind.h"

namespace linli::fields {
namespace {

constexpr std::int64_t bound = 1'000'000'000'000'000;

void declare(yaml::Reading& reading, Field& field) {
    field.least = reading.number("least", -bound, bound, 0);
    field.most = reading.number("most", field.least, bound, bound);
}

std::optional<Refusal> check(const Field& field, const json::Value& value) {
    if (!value.is_whole()) return Refusal{"field_bad"};
    if (value.number() > field.most) return Refusal{"too_great", "", std::to_string(field.most)};
    if (value.number() < field.least) return Refusal{"too_small", "", std::to_string(field.least)};
    return std::nullopt;
}

std::vector<Fact> facts(const json::Value& value) {
    return {value.number()};
}

}  // namespace

extern const Kind number_kind{.name = "number",
                              .declare = declare,
                              .check = check,
                              .facts = facts,
                              .tidy = as_it_is,
                              .mask = hidden};

}  // namespace linli::fields
