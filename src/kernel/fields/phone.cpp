// phone: a mainland number, mobile or fixed, kept as digits alone. Personal unless it says
// otherwise: the number of an office is not.
#include <algorithm>

#include "base/text.h"
#include "kernel/fields/kind.h"

namespace linli::fields {
namespace {

// Digits without the spaces, dashes and brackets people write between them, and without +86.
std::string digits_of(std::string_view given) {
    std::string kept;
    for (const char c : text::half_width(given)) {
        if (c != ' ' && c != '-' && c != '(' && c != ')') kept += c;
    }
    for (const std::string_view country : {"+86", "0086"}) {
        if (text::starts_with(kept, country)) return kept.substr(country.size());
    }
    return kept;
}

// A mobile number is 1 and ten digits, the second not 0, 1 or 2; a fixed one is an area code of
// three or four digits that begins with 0, then seven or eight; 95 and 400/800 numbers and the
// short ones of public services belong to units, five digits at least.
bool is_phone(std::string_view digits) {
    const bool all_digits =
        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!all_digits || digits.size() < 5) return false;
    if (digits[0] == '0') return digits[1] != '0' && digits.size() >= 10 && digits.size() <= 12;
    if (digits.size() == 11) return digits[0] == '1' && digits[1] >= '3';
    const bool freephone = text::starts_with(digits, "400") || text::starts_with(digits, "800");
    return digits.size() == 10 ? freephone : digits.size() <= 8;
}

std::optional<Refusal> check(const Field&, const json::Value& value) {
    if (value.kind() != json::Kind::text || !is_phone(value.text())) return Refusal{"field_bad"};
    return std::nullopt;
}

json::Value tidy(const json::Value& value) {
    if (value.kind() != json::Kind::text) return value;
    return json::Value::of_text(digits_of(value.text()));
}

// The first three and the last four digits; of a number too short for that, the last two.
std::string mask(std::string_view value) {
    if (value.size() < 5) return hidden(value);
    const std::size_t first = value.size() >= 10 ? 3 : 0;
    const std::size_t last = value.size() >= 10 ? 4 : 2;
    return std::string(value.substr(0, first)) + std::string(value.size() - first - last, '*') +
           std::string(value.substr(value.size() - last));
}

}  // namespace

extern const Kind phone_kind{.name = "phone",
                             .may_be_personal = true,
                             .personal = true,
                             .declare = no_words,
                             .check = check,
                             .facts = text_fact,
                             .tidy = tidy,
                             .mask = mask};

}  // namespace linli::fields
