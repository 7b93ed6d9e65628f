#include "town/town.h"

#include "town/builder.h"

namespace linli::town {
namespace {

// The logins that greet: the first of each role.
std::vector<Login> logins_of(const Builder& town) {
    std::vector<Login> logins;
    for (const Worker& one : town.workers) {
        const bool known = std::any_of(logins.begin(), logins.end(),
                                       [&](const Login& other) { return other.role == one.role; });
        if (!known) logins.push_back({one.login, one.name, one.role, ""});
    }
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
