// password: a new password for an account, from the machine itself: for the administrator who has
// lost theirs, and with it the telephone when need be. The journal says that it was done here.
#include "app/password.h"

#include <cstdio>
#include <iostream>

#include "access/accounts.h"
#include "app/commands.h"
#include "kernel/posts/teams.h"
#include "kernel/second_factor.h"

namespace linli::app {
namespace {

Outcome<Done> set(store::Writer& db, const Office& office, const Id& account,
                  const std::string& hashed, bool reset_second_factor) {
    const auto line = [&](const char* verb) {
        return office.machine(db.now()).line("account", account, verb);
    };
    if (reset_second_factor && kernel::has_second_factor(db, db.tenant(), account)) {
        const auto reset = kernel::end_second_factor(db, office.means, account,
                                                     line("reset_second_factor_at_machine"));
        if (!reset) return reset.refusal();
    }
    access::end_sessions_of(db, account, line("end_sessions"));
    // Whoever sits at the machine need not be who uses the account.
    access::set_password(db, account, hashed, true, line("set_password_at_machine"));
    posts::came_into_other_hands(db, office.means, office.machine(db.now()), account, "password");
    return Done{};
}

}  // namespace

std::string read_password(const std::string& login) {
    std::string password;
    std::getline(std::cin, password);
    const auto good = access::password_is_good(password, login);
    if (!good) {
        throw Fault("the password on standard input was refused: " + good.refusal().code +
                    "; give at least " + std::to_string(access::password_characters_min) +
                    " characters that nobody would guess");
    }
    return password;
}

int password(const PasswordOptions& options) {
    const WallClock clock;
    SystemRandom random;
    Office office(settings_of(options.data), clock, random, false);
    const store::Tenant tenant = office.tenant().tenant;
    const auto account = office.store->read(
        [&](store::Reader& db) { return access::find_account(db, tenant, options.login); });
    if (!account || account->closed) throw Fault("no account signs in as " + options.login);
    const bool had_factor = office.store->read(
        [&](store::Reader& db) { return kernel::has_second_factor(db, tenant, account->id); });
    const std::string hashed = access::hash_password(read_password(options.login));
    const auto done = office.store->write(tenant, [&](store::Writer& db) {
        return set(db, office, account->id, hashed, options.reset_second_factor);
    });
    if (!done) throw Fault("no new password for " + options.login + ": " + done.refusal().code);
    std::printf("%s signs in with the new password and is asked for one of their own.\n",
                options.login.c_str());
    if (had_factor) {
        std::printf(options.reset_second_factor
                        ? "No code is asked for any more, until one is set up again.\n"
                        : "The code from the telephone is asked for as before; "
                          "--reset-second-factor ends that.\n");
    }
    return 0;
}

}  // namespace linli::app
