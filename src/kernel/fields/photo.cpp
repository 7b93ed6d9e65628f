// photo: pictures, by the ids of files that were kept before. Nothing is found by a picture.
#include <set>

#include "kernel/fields/kind.h"

namespace linli::fields {
namespace {

void declare(yaml::Reading& reading, Field& field) {
    field.most = reading.number("most", 1, 50, 6);
    field.least = reading.number("least", 1, field.most, 1);
}

std::optional<Refusal> check(const Field& field, const json::Value& value) {
    if (value.kind() != json::Kind::array) return Refusal{"field_bad"};
    std::set<std::string> seen;
    for (const json::Value& item : value.items()) {
        if (!Id::parse(item.text()) || !seen.insert(item.text()).second) {
            return Refusal{"field_bad"};
        }
    }
    const auto count = static_cast<std::int64_t>(seen.size());
    if (count > field.most) return Refusal{"too_many", "", std::to_string(field.most)};
    if (count < field.least) return Refusal{"too_few", "", std::to_string(field.least)};
    return std::nullopt;
}

}  // namespace

extern const Kind photo_kind{.name = "photo",
                             .findable = false,
                             .declare = declare,
                             .check = check,
                             .facts = no_facts,
                             .tidy = as_it_is,
                             .mask = hidden};

}  // namespace linli::fields
