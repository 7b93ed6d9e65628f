// What every mechanism is given besides the store: nothing here decides anything.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "access/access.h"
#include "access/seals.h"
#include "base/day.h"
#include "base/random.h"
#include "journal/journal.h"

namespace linli::registry {
class Directory;
class Kinds;
}  // namespace linli::registry
namespace linli::posts {
class RoleBook;
}

namespace linli::kernel {

struct Asker;

// What mechanisms further right do when something further left changes, inside the same
// transaction. Who starts the program puts them here; a mechanism never calls another.
struct Hooks {
    // A place, with all within it, has gone from one path to another.
    struct PlaceMoved {
        Id place;
        access::Path from, to;
    };
    // Who holds a role at a place, or in a unit, has changed.
    struct PostsChanged {
        std::string role;
        Id place;
        access::Path path;
        std::optional<Id> unit;
    };
    // A person is about to be erased: each takes away what it keeps of who that was. `accounts` are
    // those of the person.
    struct PersonErased {
        Id person;
        std::vector<Id> accounts;
    };
    std::vector<std::function<void(store::Writer&, const Asker&, const PersonErased&)>>
        person_erased;
    std::vector<std::function<void(store::Writer&, const Asker&, const PlaceMoved&)>> place_moved;
    std::vector<std::function<void(store::Writer&, const Asker&, const PostsChanged&)>>
        posts_changed;
};

struct Means {
    const access::Seals* seals;
    Random* random;
    const access::Roles* roles;
    Zone zone;
    const registry::Kinds* place_kinds = nullptr;  // none: those the binary carries
    const registry::Kinds* unit_kinds = nullptr;
    const posts::RoleBook* role_book = nullptr;
    const Hooks* hooks = nullptr;
    registry::Directory* directory = nullptr;  // none: nothing is remembered between requests
};

// Who does something, under which act id.
struct Asker {
    access::Who who;
    Id act;
    std::string asked;  // digest of the request, so that a reused act id shows

    // A journal line with everything filled in that the asker knows.
    journal::Line line(std::string kind, const Id& record, std::string verb) const;
};

}  // namespace linli::kernel
