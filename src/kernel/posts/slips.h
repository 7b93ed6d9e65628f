// How people come to accounts. Staff are given one; a resident's comes from a slip that the window
// prints, with a code that works once: whoever brings it chooses a password. A slip for somebody
// who has an account already is a new password. The code itself is kept nowhere: it is reckoned
// from the slip's id under the master key, so that it can be printed again and found, and never
// read.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/accounts.h"
#include "kernel/posts/posts.h"
#include "kernel/registry/persons.h"

namespace linli::posts {

constexpr std::int64_t slip_days = 7;

// Who may look after the account: accounts.edit over every place where it holds a post, or over
// where its person lives; of an account that has neither, anyone with accounts.edit. Oneself
// always. Refuses no_such_account.
Outcome<access::Account> account_for(store::Reader&, const kernel::Means&, const access::Who&,
                                     const Id&);
// Whether whoever gives out the password could as well do what it opens: over the place of every
// post of the account, and of the person without one, all that its role may do, or appoint there.
bool is_above(store::Reader&, const kernel::Means&, const access::Who&,
              const std::optional<Id>& account, const std::optional<Id>& person, Day);
// Above it, and over a resident's, whose password opens their own record whole, with people.reveal.
bool may_open(store::Reader&, const kernel::Means&, const access::Who&, const access::Account&,
              Day);
// The accounts that hold posts within a place on the day, and those that hold none anywhere and
// belong to nobody; by login.
struct AccountPage {
    access::Path within;
    std::string words;  // a piece of the login or of the name; empty: all
    std::string after;  // a login
    std::int64_t most;
};
std::map<std::string, Id> accounts_within(store::Reader&, store::Tenant, const AccountPage&, Day);
// Those of them that may stand in for one another.
std::map<std::string, Id> colleagues_within(store::Reader&, const RoleBook&, store::Tenant,
                                            AccountPage, Day);
// Under whichever record of theirs it was made.
std::optional<Id> account_of(store::Reader&, store::Tenant, const Id& person);

struct NewAccount {
    std::optional<Id> id;
    std::string login, name;
    std::optional<Id> person;
};

// Without a password: a slip goes with it. Refuses not_yours, no_such_person, has_account (with:
// the login), field_missing (name), too_long, login_bad, login_taken.
Outcome<Id> add_account(store::Writer&, const kernel::Means&, const kernel::Asker&,
                        const NewAccount&);

// One's own, or that of somebody one is above, for whoever has accounts.edit.
bool may_rename(store::Reader&, const kernel::Means&, const access::Who&, const access::Account&,
                Day);
// The login stays. Refuses no_such_account, not_yours, account_closed, field_missing (name),
// too_long.
Outcome<Id> rename_account(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                           const std::string& name);

struct Slip {
    Id id;
    std::optional<Id> person, account;
    Id maker;
    Instant made, ends;
    std::optional<Instant> used;
};

std::optional<Slip> slip(store::Reader&, store::Tenant, const Id&);
// "7KQ4M-2XWHP"; what is printed, in letters that cannot be mistaken for each other.
std::string code_of(const kernel::Means&, store::Tenant, const Id& slip);

// Slips that were given out before for the same account stop working. Refuse no_such_person or
// no_such_account, not_yours (accounts.edit, and above every post of the account), gone.
Outcome<Id> give_slip(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id& person);
Outcome<Id> give_account_slip(store::Writer&, const kernel::Means&, const kernel::Asker&,
                              const Id& account);

// What a code would open, before anything is chosen: whose it is, and whether a login must be
// chosen. Refuses no_such_slip, slip_used, slip_expired, slip_void (who gave it is not above it
// now).
struct Opening {
    Id slip;
    std::optional<Id> account;  // set: a new password for it
    std::string name, login;
};
Outcome<Opening> look_at_slip(store::Reader&, const kernel::Means&, store::Tenant,
                              std::string_view code, Instant now);

// The password comes hashed: hashing has no place in the lane. Gives the account. Refuses what
// look_at_slip refuses, gone, login_bad, login_taken.
Outcome<Id> claim(store::Writer&, const kernel::Means&, const kernel::Asker&, std::string_view code,
                  std::string_view login, const std::string& hashed_password);

}  // namespace linli::posts
