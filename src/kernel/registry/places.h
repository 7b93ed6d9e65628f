// Places: the territory as one typed tree of free depth. This file reads and changes the tree; who
// lives where is the business of residences, who is responsible that of posts.
//
// All that changes something checks the asker's rights itself, writes one journal line, and refuses
// in the order: exists for you, yours, possible now, complete.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/means.h"
#include "kernel/registry/directory.h"
#include "kernel/registry/kinds.h"
#include "kernel/registry/paths.h"

namespace linli::registry {

struct Place {
    Id id;
    std::optional<Id> parent;
    access::Path path;
    std::string kind, name;
    std::string scheme, code;                         // "division" and 12 digits, "grid" and 15
    std::optional<std::int64_t> longitude, latitude;  // millionths of a degree
    std::string note;
    Day from;
    std::optional<Day> to;
    std::int64_t edition = 0;

    bool open_on(Day day) const { return from <= day && (!to || day < *to); }
};

const Kinds& place_kinds(const kernel::Means&);

std::optional<Place> place(store::Reader&, store::Tenant, const Id&);
std::optional<Place> place_at(store::Reader&, store::Tenant, std::string_view path);
std::optional<Place> place_by_code(store::Reader&, store::Tenant, std::string_view scheme,
                                   std::string_view code);
std::optional<Place> root_place(store::Reader&, store::Tenant);

// The open child of that name, for whoever reads addresses from a sheet.
std::optional<Place> child_named(store::Reader&, store::Tenant, const Id& parent,
                                 std::string_view name);

// Pages in address order, open places only: those behind `after` (a path; "" for the first).
std::vector<Place> children(store::Reader&, store::Tenant, const Id& parent, std::string_view after,
                            std::int64_t most);
std::vector<Place> places_of_kind(store::Reader&, store::Tenant, std::string_view kind,
                                  std::string_view within, std::string_view after,
                                  std::int64_t most);

// How many there are within a path, now: who is present, households and homes that have not ended.
struct Tally {
    std::int64_t people = 0, households = 0, homes = 0;
};
Tally tally(store::Reader&, const kernel::Means&, store::Tenant, std::string_view path);

// From the root to the place itself.
std::vector<Place> way_of(store::Reader&, store::Tenant, std::string_view path);

// Addresses of many places of one page: each ancestor is read once.
class Addresses {
public:
    Addresses(store::Reader& db, const kernel::Means& means, store::Tenant tenant)
        : db_(db), tenant_(tenant), kinds_(place_kinds(means)), directory_(db, means, tenant) {}

    std::string of(std::string_view path);  // "澄浪新村3幢2单元101"; a community by its name
    std::string id_of(std::string_view path);
    const Place& at(std::string_view path);
    // As far as anybody may see: the path itself, or for a house that of what it stands in.
    access::Path outside(std::string_view path);
    DirectoryView& directory() { return directory_; }
    // The name of the nearest ancestor of a kind, or "".
    std::string named(std::string_view path, std::string_view kind);

private:
    std::string put_together(std::string_view path);
    access::Path way_out(std::string_view path);

    store::Reader& db_;
    store::Tenant tenant_;
    const Kinds& kinds_;
    DirectoryView directory_;
    std::map<std::string, Place, std::less<>> known_;
};

// Whether it exists for the asker: an open kind does for everyone; a house for those who may see
// people there, for those who keep places there, and for those who live in it.
bool sees_place(store::Reader&, const kernel::Means&, const access::Who&, const Place&);
// Refuses no_such_place.
Outcome<Place> place_for(store::Reader&, const kernel::Means&, const access::Who&, const Id&,
                         std::string_view at = "place");

struct NewPlace {
    std::optional<Id> id;  // made by a phone that was offline
    Id parent;
    std::string kind, name;
    std::string code;  // of the kind's scheme
    std::optional<std::int64_t> longitude, latitude;
    std::string note;
    std::optional<Day> from;  // none: today
};

struct PlaceChanges {
    std::optional<std::string> name, code, note;
    std::optional<std::optional<std::int64_t>> longitude, latitude;
};

constexpr std::int64_t place_name_characters_max = 60;
constexpr std::int64_t place_note_characters_max = 500;

// What a kind's code would be written as; "" for none. Refuses code_bad, code_taken (with: the id
// of the place that has it, when that is not `self`).
Outcome<std::string> free_place_code(store::Reader&, store::Tenant, const Kind&,
                                     const std::string& raw, const Id& self);

// The first place of a tenant, before anyone has a post. Refuses root_exists, no_such_kind,
// kind_not_within, field_missing, code_bad.
Outcome<Id> found(store::Writer&, const kernel::Means&, const kernel::Asker&, const NewPlace&);

// Refuse no_such_place (parent), not_yours, no_such_kind, kind_not_within (with: where it may
// stand), name_taken (with: the id of the place), code_taken (the same), place_full, field_missing,
// too_long, code_bad, day_in_future; editing also changed_meanwhile (with: who was quicker).
Outcome<Id> add_place(store::Writer&, const kernel::Means&, const kernel::Asker&, const NewPlace&);
Outcome<Id> edit_place(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                       std::int64_t edition, const PlaceChanges&);

// Regridding: the place goes with all that lies within, and so do the records that are open; those
// that have ended keep the path of their day. Refuses no_such_place, not_yours (over both ends),
// changed_meanwhile, place_is_root, place_within_itself, kind_not_within, already_there,
// name_taken, place_full.
Outcome<Id> move_place(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                       std::int64_t edition, const Id& parent);

// Refuses no_such_place, not_yours, changed_meanwhile, place_is_root, place_not_empty,
// day_in_future, day_before_start.
Outcome<Id> end_place(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                      std::int64_t edition, Day);

// Without asking for rights, for imports that have asked once: the child of that name, made when it
// is missing. The caller writes the journal line.
Place place_named(store::Writer&, const kernel::Means&, const Place& parent, std::string_view kind,
                  std::string_view name);

}  // namespace linli::registry
