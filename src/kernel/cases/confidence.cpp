#include "kernel/cases/confidence.h"

namespace linli::cases {

void check_confidence(yaml::Reading& reading, const Rules& rules,
                      const std::vector<NamedRole>& named) {
    for (const auto& [at, role] : named) {
        if (rules.seen_by.contains(role)) continue;
        reading.refuse(*at, role + " is not among those whom confidential names");
    }
    if (const yaml::Node* same = reading.find("same")) {
        reading.refuse(*same, "what is told in confidence is joined by nobody");
    }
    const yaml::Node* fields = reading.find("fields");
    const yaml::Node* steps = reading.find("steps");
    if (!fields || !steps) return;  // something was refused already
    for (const fields::Field& field : rules.fields) {
        const yaml::Node& at = *fields->find(field.name);
        if (field.kind == "photo") {
            reading.refuse(at, "what is told in confidence has photos with its notes alone");
        }
        if (field.find && field.kind != "choice") {
            reading.refuse(at, "only a choice can be found by in what is told in confidence");
        }
    }
    for (const Step& step : rules.flow ? rules.flow->steps() : std::vector<Step>{}) {
        if (step.assigns != Step::Assigns::units) continue;
        reading.refuse(*steps->find(step.name), "what is told in confidence goes to no unit");
    }
}

}  // namespace linli::cases
