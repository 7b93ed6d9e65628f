// How a person's record is written as JSON and read from it: masked for all but the person.
#pragma once

#include "channels/http/registry_render.h"
#include "kernel/registry/proposals.h"

namespace linli::http {

// The whole record, with what the asker may do next.
std::string person_json(Rendering&, const registry::Person&);
// {"name": …, "birth": …}: the plain fields that are not empty.
void write_values(json::Writer&, const registry::Person&);
// Who looked at what is masked, and what for, is shown to the person, and to who keeps the record.
bool may_see_looks(Rendering&, const registry::Person&);
void write_looks(json::Writer&, Rendering&, std::string_view name, const registry::Person&,
                 registry::Looks);

registry::PersonChanges person_changes_in(const json::Value& body);

Shape person_shape();
Shape person_changes_shape();
Shape values_shape();
Shape look_shape();

}  // namespace linli::http
