// Units: agencies, companies, shops, property companies, teams, Party branches. They form trees of
// their own and each has a place on the territory. Who serves what for whom is not known here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/registry/places.h"

namespace linli::registry {

struct Unit {
    Id id, key;
    std::string kind, name, pinyin;
    std::string code;  // 统一社会信用代码; empty: none
    std::optional<Id> parent;
    std::string tree;  // the way from its root, written as a path
    Id place;
    access::Path path;  // of the place
    std::string address, legal_person, contact;
    std::string phone;  // sealed; empty: none
    std::optional<std::int64_t> staff;
    std::string note;
    Day from;
    std::optional<Day> to;
    std::int64_t edition = 0;
};

const Kinds& unit_kinds(const kernel::Means&);

std::optional<Unit> unit(store::Reader&, store::Tenant, const Id&);
std::optional<Unit> unit_by_code(store::Reader&, store::Tenant, std::string_view code);
// Of one kind or ("") of all, in address order, behind (path, id).
std::vector<Unit> units_within(store::Reader&, store::Tenant, std::string_view kind,
                               std::string_view within, std::string_view after_path,
                               const Id& after, std::int64_t most);
std::vector<Unit> units_under(store::Reader&, store::Tenant, const Id& parent,
                              std::string_view after_tree, std::int64_t most);
// From the root of its tree to the unit itself.
std::vector<Unit> way_of(store::Reader&, store::Tenant, const Unit&);
// The contact's number, opened; "" when there is none.
std::string open_phone(store::Reader&, const kernel::Means&, store::Tenant, const Unit&);

// Who may see units there or at a place within, which it serves, and who holds a post in it.
// Refuses no_such_unit.
bool sees_unit(const kernel::Means&, const access::Who&, const Unit&);
Outcome<Unit> unit_for(store::Reader&, const kernel::Means&, const access::Who&, const Id&,
                       std::string_view at = "unit");

struct UnitChanges {
    std::optional<std::string> kind, name, code, address, legal_person, contact, phone, note;
    std::optional<std::optional<std::int64_t>> staff;
    std::optional<Id> place;
};

struct NewUnit {
    std::optional<Id> id;
    std::optional<Id> parent;
    UnitChanges values;  // kind, name and place are needed
    std::optional<Day> from;
};

// Another place takes the posts held in the unit along, with their rights: it asks what appointing
// asks, here and there.
// Refuse no_such_place, no_such_unit (parent), not_yours, field_missing, too_long, no_such_kind,
// duplicate_of (at: code, with: the id, for who may see it), registered_elsewhere (for who may
// not), maybe_same (at: name, with: the id of one of that name in that place), credit_… and phone_…
// (codes.h), day_in_future, place_ended; editing also changed_meanwhile, unit_ended,
// nothing_changed.
Outcome<Id> add_unit(store::Writer&, const kernel::Means&, const kernel::Asker&, const NewUnit&);
Outcome<Id> edit_unit(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                      std::int64_t edition, const UnitChanges&);
// Under another unit, or (none) to a root of its own, with all below it. Refuses no_such_unit,
// not_yours, changed_meanwhile, unit_within_itself, already_there.
Outcome<Id> move_unit(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                      std::int64_t edition, const std::optional<Id>& parent);
// Refuses no_such_unit, not_yours, changed_meanwhile, unit_ended, unit_not_empty (units below it,
// or posts held in it), day_in_future, day_before_start.
Outcome<Id> end_unit(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                     std::int64_t edition, Day);
// Looking at the contact's number is an act. Refuses no_such_unit, not_yours,
// field_missing and too_long (purpose).
Outcome<Id> reveal_unit(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                        std::string_view purpose);

}  // namespace linli::registry
