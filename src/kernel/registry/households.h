// Households: who belongs together, under which number (户编号), and who is what to the head
// (与户主关系). A household has one head by shape; it may stand without one only after the head has
// died or gone and until somebody says who it is now. A person is in one household at a time.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kernel/registry/persons.h"

namespace linli::registry {

constexpr std::string_view relation_head = "02";

struct Household {
    Id id;
    std::string number;
    Id place;
    access::Path path;
    std::optional<Id> head;
    std::string note;
    Day from;
    std::optional<Day> to;
    std::int64_t edition = 0;
};

struct Member {
    Id household, person;
    Day from;
    std::optional<Day> to;
    std::string relation;
};

// Within which a household's number means one household: the nearest place around of a kind that
// has a division code, which is the community.
access::Path numbered_within(store::Reader&, const kernel::Means&, store::Tenant,
                             std::string_view path);

std::optional<Household> household(store::Reader&, store::Tenant, const Id&);
// By its number, among those within `path`.
std::optional<Household> household_numbered(store::Reader&, store::Tenant, std::string_view number,
                                            std::string_view path);
std::vector<Household> households_at(store::Reader&, store::Tenant, const Id& place);
std::vector<Household> households_within(store::Reader&, store::Tenant, std::string_view within,
                                         std::string_view after_path, const Id& after,
                                         std::int64_t most);
// Of a household on a day, the head first, merged records left out.
std::vector<Member> members(store::Reader&, store::Tenant, const Id& household, Day);
// Of a person, the newest first; the first is open or there is none open.
std::vector<Member> memberships(store::Reader&, store::Tenant, const Id& person);
std::optional<Member> membership(store::Reader&, store::Tenant, const Id& person);

// Whether the asker may see people at the household's place. Refuses no_such_household.
Outcome<Household> household_for(store::Reader&, const kernel::Means&, const access::Who&,
                                 const Id&);

// Refuses relation_is_head, no_such_code.
Outcome<Done> relation_is_good(std::string_view relation);
// Refuses too_long, number_taken (with: the id of the other, for who may see it).
Outcome<Done> number_is_free(store::Reader&, const kernel::Means&, const access::Who&,
                             std::string_view number, const Place&, const Id& self);

struct NewHousehold {
    std::optional<Id> id;
    std::string number, note;
    Id place;
    Id head;
    std::map<Id, std::string> others;  // relation to the head
    std::optional<Day> from;
};

// All refuse no_such_household or no_such_person, not_yours, changed_meanwhile (where an edition is
// asked for), day_in_future, no_such_code (relation), relation_is_head (02 is set by set_head).

// Refuses number_taken, in_household (with: the other household, for who may see it).
Outcome<Id> add_household(store::Writer&, const kernel::Means&, const kernel::Asker&,
                          const NewHousehold&);
// Whoever is in another household leaves it. Refuses already_there, head_leaves (with: the
// household that would stay behind without its head), household_ended.
Outcome<Id> join_household(store::Writer&, const kernel::Means&, const kernel::Asker&,
                           const Id& household, const Id& person, std::string_view relation,
                           std::optional<Day>);
// Refuses not_member, head_leaves. The household ends with its last member.
Outcome<Id> leave_household(store::Writer&, const kernel::Means&, const kernel::Asker&,
                            const Id& household, const Id& person, std::optional<Day>);
// The new head, and what everyone else is to them. Refuses not_member, relation_missing (with: the
// person of whom it was not said).
Outcome<Id> set_head(store::Writer&, const kernel::Means&, const kernel::Asker&,
                     const Id& household, std::int64_t edition, const Id& head,
                     const std::map<Id, std::string>& relations);
struct HouseholdChanges {
    std::optional<std::string> number, note;
    std::optional<Id> place;
};
Outcome<Id> edit_household(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                           std::int64_t edition, const HouseholdChanges&);

}  // namespace linli::registry
