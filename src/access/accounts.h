// Accounts, passwords and sessions. A password is kept as argon2id (19 MiB, 2 passes; OWASP) and is
// hashed outside the lane by at most two threads at once; a session is a random token of which only
// the hash is kept.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/access.h"
#include "base/random.h"
#include "journal/journal.h"

namespace linli::access {

constexpr std::size_t password_characters_min = 10;
constexpr std::int64_t session_hours_max = 12;
constexpr std::int64_t failures_before_lock = 5;

struct Account {
    Id id;
    std::string login, name;
    std::optional<Id> person;
    std::string password;  // argon2id string; empty: none set
    bool must_change_password = false;
    bool closed = false;
    std::int64_t failures = 0;
    std::optional<Instant> locked_until;
};

// argon2id; waits for one of the two places.
std::string hash_password(std::string_view password);
bool password_fits(const std::string& hashed, std::string_view password);
// Refuses password_short, password_common, password_is_name.
Outcome<Done> password_is_good(std::string_view password, std::string_view login);

// All of these write the given journal line with what they change.
// Refuses login_bad (3 to 40 letters, digits, . _ -), login_taken.
Outcome<Done> add_account(store::Writer&, const Account&, journal::Line);
void set_password(store::Writer&, const Id& account, const std::string& hashed, bool must_change,
                  journal::Line);
void rename_account(store::Writer&, const Id& account, const std::string& name, journal::Line);
void close_account(store::Writer&, const Id& account, journal::Line);
// Closes it as well, and takes away what says whose it was: its login is its id from then on.
void forget_account(store::Writer&, const Id& account, journal::Line);
// Counts a failed login, and locks with back-off: 1, 2, 4 … 60 minutes from the fifth on.
void note_failure(store::Writer&, const Account&, journal::Line);

// The rule of that back-off, also for names that no account has.
std::optional<Instant> locked_after(std::int64_t failures, Instant now);

std::optional<Account> find_account(store::Reader&, store::Tenant, std::string_view login);
std::optional<Account> account(store::Reader&, store::Tenant, const Id&);

// What is kept of a session. The token itself goes into the cookie and nowhere else.
struct Session {
    Id id;  // what people end it by
    Id account;
    std::string agent;
    Instant begun, ends;
    std::string address;  // from where; empty: not over a network
};
constexpr std::size_t token_bytes = 32;
std::string make_token(Random&);  // base64url

// Begins a session that ends with the day's work at the latest, and forgets earlier failures.
void begin_session(store::Writer&, const Session&, std::string_view token, journal::Line);
// Ends the account's session of that id; no_such_session when there is none.
Outcome<Done> end_session(store::Writer&, const Id& account, const Id& session, journal::Line);
// Ends all of an account's sessions but `keep`.
void end_sessions_of(store::Writer&, const Id& account, journal::Line, const Id& keep = {});
std::vector<Session> sessions_of(store::Reader&, store::Tenant, const Id& account, Instant now);

// Who holds this token now, and in which session; a stranger when nobody does. Looks at the
// session, the account, and its grants on the day, so that what ended a second ago has ended.
struct Present {
    Who who;
    Id session;
};
Present who_is(store::Reader&, store::Tenant, std::string_view token, Instant now, Zone);
// An account at work without a session, as an import is that goes on after its owner has left: with
// the grants it has on the day. A stranger when there is none, or it is closed.
Who who_of(store::Reader&, store::Tenant, const Id& account, Day);

}  // namespace linli::access
