// admit: lets somebody in to a team that is told in confidence, from the machine itself: the way
// back when nobody of the team is left who could. The journal says that it was done here, and
// everybody who is or was of the team is told.
#include <cstdio>

#include "access/accounts.h"
#include "app/commands.h"
#include "kernel/posts/teams.h"

namespace linli::app {

int admit(const std::string& data, const std::string& login) {
    const WallClock clock;
    SystemRandom random;
    Office office(settings_of(data), clock, random, false);
    const store::Tenant tenant = office.tenant().tenant;
    const auto account = office.store->read(
        [&](store::Reader& db) { return access::find_account(db, tenant, login); });
    if (!account || account->closed) throw Fault("no account signs in as " + login);
    const auto done = office.store->write(tenant, [&](store::Writer& db) -> Outcome<Done> {
        const auto admitted =
            posts::admit_at_machine(db, office.means, office.machine(db.now()), account->id);
        if (!admitted) return admitted.refusal();
        return Done{};
    });
    if (!done) throw Fault(login + " waits to be let in nowhere");
    std::printf("%s is in again; everybody of the team is told.\n", login.c_str());
    return 0;
}

}  // namespace linli::app
