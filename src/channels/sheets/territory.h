// The places within which an import works, held in memory down to the stairwells, so that the
// addresses of a sheet find theirs whichever way they are written. Houses are asked for one by one.
// It makes what is missing when it is told to; whose addresses these are is not known here.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "channels/sheets/addresses.h"
#include "kernel/registry/places.h"

namespace linli::sheets {

// Where an address lies: the deepest place that is there, and what would have to be made below it.
struct Spot {
    registry::Place place;
    std::vector<AddressPart> missing;

    bool exact() const { return missing.empty(); }
};

class Territory {
public:
    Territory(store::Reader&, const kernel::Means&, store::Tenant, registry::Place base);

    const registry::Place& base() const { return base_; }

    // The community and grid of columns of their own, by name or code. Refuse no_such_community,
    // no_such_grid (with: what stood there). Empty names are the whole.
    Outcome<registry::Place> community(std::string_view name) const;
    Outcome<registry::Place> grid(const registry::Place& within, std::string_view name) const;

    // Where an address lies within `within`. Refuses elsewhere (it names another community, or a
    // city and nothing that we know), place_ambiguous (with: the name that several have),
    // place_unclear (nothing that could be made there).
    Outcome<Spot> find(store::Reader&, const registry::Place& within, const Address&) const;

    // The same for a list of places, part by part from the base down; a part without a kind is the
    // name of something that is there. Refuses no_such_place, place_ambiguous, kind_not_within.
    Outcome<Spot> find_way(store::Reader&, const std::vector<AddressPart>& way) const;

    // A preview makes nothing, but takes what earlier rows would make as there.
    void imagine(const Spot&);
    static bool is_imagined(const registry::Place&);
    // A place that somebody else has just made.
    void learn(registry::Place place) { add(std::move(place)); }

    // What an address was made of before the write that is under way may be undone by the lane, and
    // done again: `forget` at the beginning of each, `keep` after it is committed.
    registry::Place make(store::Writer&, const kernel::Means&, const Spot&,
                         std::vector<registry::Place>& made);
    void forget();
    void keep() { kept_ = places_.size(); }

private:
    void add(registry::Place);
    const registry::Place* below(const registry::Place&, const AddressPart&) const;
    std::optional<registry::Place> step(store::Reader&, const registry::Place&,
                                        const AddressPart&) const;
    std::vector<const registry::Place*> named(std::string_view within, const AddressPart&) const;
    std::optional<registry::Place> house(store::Reader&, const registry::Place&,
                                         std::string_view name) const;
    bool can_make(const registry::Place& parent, const std::vector<AddressPart>&) const;

    const registry::Kinds& kinds_;
    const store::Tenant tenant_;
    const registry::Place base_;
    std::vector<registry::Place> places_;  // the base first
    std::vector<std::string> keys_;        // of each, what all spellings of its name share
    std::size_t kept_ = 0;
    std::multimap<std::string, std::size_t, std::less<>> by_key_;
    std::map<Id, std::vector<std::size_t>> children_;
    std::vector<std::size_t> communities_, grids_;
    std::set<std::string> imagined_houses_;  // parent's id and name_key
    std::uint32_t imagined_ = 0;
};

}  // namespace linli::sheets
