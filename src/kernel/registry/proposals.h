// One's own record: people see all of it, keep their ways of being reached up to date themselves,
// and propose the rest, which somebody with the right accepts or refuses. They also see who looked
// at what is masked.
#pragma once

#include "kernel/registry/persons.h"

namespace linli::registry {

struct Proposal {
    Id id, person;
    access::Path path;
    std::vector<std::string> fields;
    std::string sealed;  // the values, under the person's key
    std::string state;   // open, accepted, refused
    std::string reason;
    Id account;
    Instant made;
    std::optional<Instant> decided;
};

// What people may change themselves.
bool is_own_business(std::string_view field);  // phones, workplace, occupation, home_address …

// The record of who asks. Refuses no_such_person.
Outcome<Person> own_record(store::Reader&, const access::Who&);
// Refuses no_such_person, changed_meanwhile, not_your_field (at: the field), nothing_changed, and
// what `spelled` refuses.
Outcome<Id> edit_own(store::Writer&, const kernel::Means&, const kernel::Asker&,
                     std::int64_t edition, PersonChanges);
// Refuses no_such_person, too_many_open (with: how many), nothing_changed, and what `spelled`
// refuses.
Outcome<Id> propose(store::Writer&, const kernel::Means&, const kernel::Asker&, PersonChanges);

std::optional<Proposal> proposal(store::Reader&, store::Tenant, const Id&);
std::vector<Proposal> proposals_of(store::Reader&, store::Tenant, const Id& person);
// Open ones, in address order, behind (path, id).
std::vector<Proposal> open_proposals(store::Reader&, store::Tenant, std::string_view within,
                                     std::string_view after_path, const Id& after,
                                     std::int64_t most);
// What is proposed: field and value. Empty when the person was erased.
std::vector<std::pair<std::string, std::string>> proposed(store::Reader&, const kernel::Means&,
                                                          store::Tenant, const Proposal&);

// Refuse no_such_proposal, not_yours (people.edit), not_yourself, wrong_state; accepting also what
// edit_person refuses, refusing field_missing (reason).
Outcome<Id> accept_proposal(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&);
Outcome<Id> refuse_proposal(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                            std::string_view reason);

// Who opened what is masked, the newest first. That somebody has a matter, and whose number was
// opened there, is told to the person alone.
struct Look {
    Instant at;
    std::string actor;  // by name
    std::optional<Id> post;
    std::string where;  // what was opened: person; case: the contact left with a matter
    std::vector<std::string> fields;
    std::string purpose;
};
enum class Looks { at_record, at_everything };
std::vector<Look> looks_at(store::Reader&, store::Tenant, const Id& person,
                           Looks = Looks::at_record);

}  // namespace linli::registry
