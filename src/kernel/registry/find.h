// What records are found by: pieces of names (grams), kept beside the path of the record so that a
// search in a scope is one range, and keyed digests of sealed values (traces). This file keeps both
// and asks them; who may see what was found is decided by whoever asked.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/means.h"
#include "kernel/registry/names.h"

namespace linli::registry {

using Grams = std::set<std::string>;

// Characters, pairs, and prefixes of the initials: 王小明 by 王, 小明, wx …
Grams grams_of_name(std::string_view name, NameOf);
// The same, and its numbers whole: 12幢 by #12, so that 1 and 2 do not find it.
Grams grams_of_place(std::string_view name);

void add_grams(store::Writer&, std::string_view kind, std::string_view path, const Id& record,
               const Grams&);
void remove_grams(store::Writer&, std::string_view kind, std::string_view path, const Id& record,
                  const Grams&);
// For regridding: all grams of what lies within `from`, before the records themselves are moved.
void move_grams(store::Writer&, const std::string& from, const std::string& to);

// Records of a kind within a path that have all of the grams, in the order of their paths.
std::vector<Id> with_grams(store::Reader&, store::Tenant, std::string_view kind,
                           const std::vector<std::string>& grams, std::string_view within,
                           std::int64_t most);

// The last four characters of a normalised value.
std::string tail_of(std::string_view value);
// `field` is id_number, phone or unit_phone; the tail is kept under id_tail, phone_tail …
void add_traces(store::Writer&, const kernel::Means&, std::string_view field,
                std::string_view value, const Id& record);
void remove_traces(store::Writer&, const kernel::Means&, std::string_view field,
                   std::string_view value, const Id& record);
// All bearers, anywhere in the tenant.
std::vector<Id> with_trace(store::Reader&, const kernel::Means&, store::Tenant,
                           std::string_view field, std::string_view value, std::int64_t most);

}  // namespace linli::registry
