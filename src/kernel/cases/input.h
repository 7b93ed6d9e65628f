// What comes with a report or a step, checked against the rules and the registry.
#pragma once

#include "kernel/cases/open_case.h"

namespace linli::cases {

using Filling = std::vector<std::pair<const fields::Field*, json::Value>>;

// The values of the fields that are asked for. Refuses no_such_field (one that nobody asked for),
// field_missing for those in `needed`, and what fields::check says; then no_such_place,
// no_such_person, no_such_unit and no_such_file for what they refer to.
Outcome<Filling> read_fields(store::Reader&, const Desk&, const access::Who&, const Rules&,
                             const json::Value& given, const Names& asked, const Names& needed);

// Refuses field_missing, with the field that may be given in its place, where neither is.
Outcome<Done> has_one_of_each(const Rules&, const Filling&);

// Photos belong to the case from now on. Refuses no_such_file.
Outcome<Done> claim_files(store::Writer&, const access::Who&, const Id& record,
                          const std::vector<Id>& files);
std::vector<Id> files_in(const Filling&);

}  // namespace linli::cases
