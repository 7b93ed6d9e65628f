// yes_no: a question with two answers. No answer is a third thing, and is not "no".
#include "kernel/fields/kind.h"

namespace linli::fields {
namespace {

std::optional<Refusal> check(const Field&, const json::Value& value) {
    if (value.kind() != json::Kind::flag) return Refusal{"field_bad"};
    return std::nullopt;
}

std::vector<Fact> facts(const json::Value& value) {
    return {std::int64_t{value.flag() ? 1 : 0}};
}

}  // namespace

extern const Kind yes_no_kind{.name = "yes_no",
                              .declare = no_words,
                              .check = check,
                              .facts = facts,
                              .tidy = as_it_is,
                              .mask = hidden};

}  // namespace linli::fields
