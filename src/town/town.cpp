#include "town/town.h"

#include "kernel/registry/places.h"
#include "town/builder.h"

namespace linli::town {
namespace {

// The logins that greet: one of each role, and a resident.
std::vector<Login> logins_of(const Builder& town) {
    std::vector<Login> logins;
    for (const PlannedWorker& one : town.planned.staff) {
        logins.push_back({one.login, one.name, one.role, one.at, one.see});
    }
    const Neighbour& resident = town.neighbours.front();
    const std::string home = town.store.read([&](store::Reader& db) {
        return registry::Addresses(db, town.means, town.tenant).of(resident.path);
    });
    logins.push_back({resident.login, resident.name, "resident", home, town.planned.resident_sees});
    return logins;
}

}  // namespace

Made make(store::Store& store, SetClock& clock, kernel::Means means,
          catalogue::Catalogue& catalogue, const Settings& settings, const Progress& progress) {
    Builder town{.store = store,
                 .clock = clock,
                 .means = means,
                 .catalogue = catalogue,
                 .settings = settings,
                 .progress = progress,
                 .chance = SeededRandom(settings.seed)};
    found_street(town);
    appoint_staff(town);
    settle_people(town);
    open_accounts(town);
    Made made;
    made.cases = live(town);
    made.tenant = town.tenant;
    made.people = town.people_made;
    for (const Community& community : town.communities) {
        for (const Grid& grid : community.grids) {
            made.houses += static_cast<std::int64_t>(grid.houses.size());
        }
    }
    made.logins = logins_of(town);
    return made;
}

}  // namespace linli::town
