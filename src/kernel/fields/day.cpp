// day: a date on the wall, 2026-03-02.
#include "base/day.h"

#include "kernel/fields/kind.h"

namespace linli::fields {
namespace {

std::optional<Refusal> check(const Field&, const json::Value& value) {
    if (!Day::parse(value.text())) return Refusal{"field_bad"};
    return std::nullopt;
}

std::vector<Fact> facts(const json::Value& value) {
    return {Day::parse(value.text())->number};
}

}  // namespace

extern const Kind day_kind{.name = "day",
                           .may_be_personal = true,
                           .declare = no_words,
                           .check = check,
                           .facts = facts,
                           .tidy = as_it_is,
                           .mask = hidden};

}  // namespace linli::fields
