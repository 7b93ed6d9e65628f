#include "kernel/cases/rules.h"

namespace linli::cases {

const fields::Field* Rules::field(std::string_view wanted) const {
    for (const fields::Field& field : fields) {
        if (field.name == wanted) return &field;
    }
    return nullptr;
}

const fields::Field* Rules::place_field() const {
    for (const fields::Field& field : fields) {
        if (field.kind == "place") return &field;
    }
    return nullptr;
}

std::optional<Limit> Rules::limit_of(const Step& step,
                                     const std::map<std::string, std::string>& choices) {
    if (!step.within) return std::nullopt;
    const auto value = choices.find(step.within->field);
    if (value != choices.end()) {
        const auto limit = step.within->of.find(value->second);
        if (limit != step.within->of.end()) return limit->second;
    }
    return step.within->otherwise;
}

}  // namespace linli::cases
