// instant: a point in time, RFC 3339 with its offset; kept and found in UTC.
#include "base/day.h"
#include "kernel/fields/kind.h"

namespace linli::fields {
namespace {

std::optional<Refusal> check(const Field&, const json::Value& value) {
    if (!Instant::parse(value.text())) return Refusal{"field_bad"};
    return std::nullopt;
}

std::vector<Fact> facts(const json::Value& value) {
    return {Instant::parse(value.text())->micros};
}

json::Value tidy(const json::Value& value) {
    const auto instant = Instant::parse(value.text());
    return instant ? json::Value::of_text(instant->text()) : value;
}

}  // namespace

extern const Kind instant_kind{.name = "instant",
                               .declare = no_words,
                               .check = check,
                               .facts = facts,
                               .tidy = tidy,
                               .mask = hidden};

}  // namespace linli::fields
