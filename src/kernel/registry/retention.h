// How long what is kept after its purpose has ended: declared periods, programmes/common/
// retention.yaml, and what somebody decided to keep longer. Which people are past their period is
// known here; what else is, who keeps it knows. Nothing goes by itself.
#pragma once

#include <string>
#include <vector>

#include "kernel/fields/field.h"
#include "kernel/registry/persons.h"

namespace linli::registry {

struct Retention {
    std::string kind;
    std::int64_t days = 0;
    fields::Words title, basis;
};
// As the binary carries them, in the order of the file.
const std::vector<Retention>& retentions();
const Retention& retention(std::string_view kind);  // CHECKs that there is one

// Longest that a period can be put off for at once: somebody looks again.
constexpr std::int64_t longer_days_max = 5 * 366;

struct KeptLonger {
    Day until;
    std::string reason;
};
std::optional<KeptLonger> kept_longer(store::Reader&, store::Tenant, std::string_view kind,
                                      const Id& record);

// Keeps a record of that kind until a day; the caller has asked who may, and writes the journal
// line. Refuses field_missing (reason), day_in_past, day_too_far (with: the last day).
Outcome<Done> keep_longer(store::Writer&, const kernel::Means&, const kernel::Asker&,
                          std::string_view kind, const Id& record, Day until,
                          std::string_view reason);

// Someone who left or died so long ago that the period has passed, and the last day here.
struct PersonDue {
    Person person;
    Day left;
};
// In address order, behind (path, id).
std::vector<PersonDue> people_due(store::Reader&, store::Tenant, std::string_view within,
                                  std::string_view after_path, const Id& after, Day today,
                                  std::int64_t most);

// Keeps a person's record longer. Refuses no_such_person, not_yours (people.erase), still_here, and
// what keep_longer above refuses.
Outcome<Id> keep_person_longer(store::Writer&, const kernel::Means&, const kernel::Asker&,
                               const Id&, Day until, std::string_view reason);

}  // namespace linli::registry
