// Residences: who lives and who has 户口 where, from when to when. A move ends one stay and begins
// the next; a death ends all. Where the two differ, people and 户口 are apart (人户分离).
#pragma once

#include "kernel/registry/persons.h"

namespace linli::registry {

struct Residence {
    Id person;
    std::string kind;  // lives, registered
    Day from;
    std::optional<Day> to;
    Id place;
    access::Path path;
    std::string basis, reason;
};

// 住所类型: owned rented lodging borrowed dormitory site workplace other.
const std::vector<std::string>& bases();

std::vector<Residence> residences_of(store::Reader&, store::Tenant, const Id& person);
// Everyone who ever had a stay at exactly this place, the newest first.
std::vector<Residence> residences_at(store::Reader&, store::Tenant, const Id& place,
                                     std::int64_t most);
// As of a day: who lived within the path, in address order, behind (path, person).
std::vector<Residence> residences_on(store::Reader&, store::Tenant, std::string_view kind,
                                     std::string_view within, Day, std::string_view after_path,
                                     const Id& after, std::int64_t most);

struct Move {
    std::string kind;  // lives, registered
    std::optional<Id> to;
    std::string division, address;  // when it lies outside: 迁往地
    std::optional<Day> day;         // none: today
    std::string basis;
    bool with_household = false;  // everyone of the household who lives in the same place
};

// Refuses no_such_person, no_such_place, not_yours (over both; at: with_household, over whoever
// would come along, and the household itself), gone (who has died), already_there, day_in_future,
// day_before_start (with: the day the stay of one of them began), no_such_choice (kind, basis),
// place_ended.
Outcome<Id> move_person(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                        std::int64_t edition, const Move&);

// Ends residences and membership. Refuses no_such_person, not_yours, gone, changed_meanwhile,
// day_in_future, day_before_birth.
Outcome<Id> note_death(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                       std::int64_t edition, Day);

}  // namespace linli::registry
