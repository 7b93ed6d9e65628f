// What people agreed to: which text, when, how, who wrote it down, and when they took it back. What
// may be asked is data, programmes/common/consents.yaml; the words that were agreed to are kept as
// they were. What a consent is needed for is not known here.
#pragma once

#include <string>
#include <vector>

#include "kernel/fields/field.h"
#include "kernel/registry/persons.h"

namespace linli::registry {

struct ConsentKind {
    std::string name;
    std::int64_t version = 0;
    fields::Words title, text;
};
// As the binary carries them, in the order of the file.
const std::vector<ConsentKind>& consent_kinds();

struct Consent {
    Id id, person;
    std::string kind;
    std::int64_t version = 0;
    fields::Words text;  // as it was
    std::string how;     // paper, spoken, online
    Day given;
    std::optional<Id> account;
    std::optional<Day> withdrawn;
};
// Of a person and of the records merged into it, the newest first.
std::vector<Consent> consents_of(store::Reader&, store::Tenant, const Id& person);

// Who keeps the record writes down what was signed or said; the person does it online.
bool may_note_consent(store::Reader&, const kernel::Means&, const access::Who&, const Person&);

// Refuses no_such_person, not_yours, no_such_consent (kind), no_such_choice (how), day_in_future,
// given_already (this version, and not withdrawn).
Outcome<Id> give_consent(store::Writer&, const kernel::Means&, const kernel::Asker&,
                         const Id& person, std::string_view kind, std::string_view how,
                         std::optional<Day>);
// Refuses no_such_consent, not_yours, already_withdrawn.
Outcome<Id> withdraw_consent(store::Writer&, const kernel::Means&, const kernel::Asker&,
                             const Id& person, const Id& consent);

}  // namespace linli::registry
