// The table of who is responsible: for each value of the choice that a part is routed by, and each
// place, the unit whose business it is. The entry at the case's place decides, else the one at the
// nearest place above it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/cases/open_case.h"

namespace linli::cases {

struct Route {
    std::string part, word;
    Id place;
    access::Path path;
    Id unit;
};

std::optional<Id> responsible(store::Reader&, store::Tenant, const std::string& part,
                              std::string_view word, std::string_view path);

// The step that the table takes from here by itself, and the unit it leads to.
struct Onward {
    const Step* step;
    Id unit;
};
std::optional<Onward> way_onward(store::Writer&, const Desk&, const OpenCase&);

// All entries of a part within a place, in address order.
std::vector<Route> routes_of(store::Reader&, store::Tenant, const std::string& part,
                             std::string_view within);

// For each value whether anybody is responsible at that place: none means that a case would have to
// be dispatched by hand.
struct Covered {
    std::string word;
    std::optional<Id> unit;
};
std::vector<Covered> coverage_of(store::Reader&, store::Tenant, const Rules&,
                                 std::string_view path);

// Refuse no_such_part, not_routed, no_such_choice, no_such_place, no_such_unit, not_yours
// (posts.edit over the place), nobody_there (the unit has no post that could act); ending also
// no_such_route.
Outcome<Id> set_route(store::Writer&, const Desk&, const kernel::Asker&, const std::string& part,
                      const std::string& word, const Id& place, const Id& unit);
Outcome<Id> end_route(store::Writer&, const Desk&, const kernel::Asker&, const std::string& part,
                      const std::string& word, const Id& place);

}  // namespace linli::cases
