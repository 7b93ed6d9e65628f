// slip: a one-time code for an account, from the machine itself: the way back in when nobody who
// could print one can sign in any more.
#include <cstdio>

#include "app/commands.h"
#include "kernel/posts/slips.h"

namespace linli::app {

int slip(const std::string& data, const std::string& login) {
    const WallClock clock;
    SystemRandom random;
    Office office(settings_of(data), clock, random, false);
    const store::Tenant tenant = office.tenant().tenant;
    const auto account = office.store->read(
        [&](store::Reader& db) { return access::find_account(db, tenant, login); });
    if (!account || account->closed) throw Fault("no account signs in as " + login);
    const kernel::Asker machine = office.machine(clock.now());
    Id made;
    const auto done = office.store->write(tenant, [&](store::Writer& db) -> Outcome<Done> {
        const auto given = posts::give_account_slip(db, office.means, machine, account->id);
        if (!given) return given.refusal();
        made = given.value();
        return Done{};
    });
    if (!done) throw Fault("no slip for " + login + ": " + done.refusal().code);
    const auto is =
        office.store->read([&](store::Reader& db) { return posts::slip(db, tenant, made); });
    std::printf(
        "%s\nGood for one new password of %s until %s: open /#/claim at the address of the "
        "office.\n",
        posts::code_of(office.means, tenant, made).c_str(), login.c_str(),
        office.means.zone.text(is->ends).c_str());
    return 0;
}

}  // namespace linli::app
