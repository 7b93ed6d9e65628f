// What is known of a house beyond its being a place: its use, its size, who owns it and whether it
// is let. Who lives in it is the business of residences.
#pragma once

#include "kernel/registry/places.h"

namespace linli::registry {

struct House {
    Id place, key;
    std::string code;                  // 房屋编号, or the 28 characters of GB/T 37346
    std::string use;                   // 建筑用途: home shop office store idle other
    std::optional<std::int64_t> area;  // hundredths of a square metre
    std::optional<Id> owner_person, owner_unit;
    std::string owner_name;                   // of an owner who is in neither
    std::string owner_document, owner_phone;  // sealed
    bool rented = false;
    std::string rented_for;  // 出租用途, the same words as use
    std::string hazard;      // 隐患类型: none fire structure gas electric crowding other
    std::string note;
    std::int64_t edition = 0;  // 0: nothing is known yet
};

const std::vector<std::string>& house_uses();
const std::vector<std::string>& house_hazards();

// Of any place that people live in; with edition 0 when nothing is known. Refuses no_such_place
// (for who may not see people there), not_a_home.
Outcome<House> house_for(store::Reader&, const kernel::Means&, const access::Who&, const Id& place);
// The owner's number, opened; "" when there is none.
std::string open_owner_phone(store::Reader&, const kernel::Means&, store::Tenant, const House&);
std::string open_owner_document(store::Reader&, const kernel::Means&, store::Tenant, const House&);
// Takes away what says that somebody owns them. The line that says so is the caller's.
void forget_owner(store::Writer&, const Id& person);
// What somebody or a unit owns, for their pages.
std::vector<Id> houses_of_person(store::Reader&, store::Tenant, const Id&);
std::vector<Id> houses_of_unit(store::Reader&, store::Tenant, const Id&);

struct HouseChanges {
    std::optional<std::string> code, use, owner_name, owner_document, owner_phone, rented_for,
        hazard, note;
    std::optional<std::optional<std::int64_t>> area;
    std::optional<std::optional<Id>> owner_person, owner_unit;
    std::optional<bool> rented;
};

// Refuses no_such_place, not_a_home, not_yours, changed_meanwhile, no_such_person, no_such_unit,
// too_long, no_such_choice, field_bad (area), phone_… (codes.h), nothing_changed.
Outcome<Id> edit_house(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id& place,
                       std::int64_t edition, const HouseChanges&);

// Looking at the owner's number and document is an act. Refuses no_such_place, not_a_home,
// not_yours (people.reveal), field_missing and too_long (purpose).
Outcome<Id> reveal_owner(store::Writer&, const kernel::Means&, const kernel::Asker&,
                         const Id& place, std::string_view purpose);

}  // namespace linli::registry
