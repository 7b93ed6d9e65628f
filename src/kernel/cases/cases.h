// Cases: a matter that somebody brings, and that is seen through to its end. This file is the whole
// of what may be done to one; the rules of a programme (rules.h) say by whom, when and how long.
//
// Everything that changes something checks the asker itself, writes one journal line with the
// asker's act id, and refuses in the order: exists for you, yours, possible now, complete. What the
// system does because of it has lines of its own, whose act ids are derived from it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kernel/cases/act.h"

namespace linli::cases {

// Whom a report is for, when staff writes it down: somebody of the registry, a unit, or a name and
// a number. All of it may be missing.
constexpr std::int64_t party_name_characters_max = 80;
struct For {
    std::optional<Id> person, unit;
    std::string name, phone;
};

struct Report {
    std::optional<Id> id;     // made by a phone that was offline
    std::string part;         // "opinions.matter", or a named channel, "express_line.line"
    std::string channel;      // "web"
    std::optional<Id> place;  // where the part asks for no place itself
    json::Value fields;
    For whom;
};

// Refuses no_such_part, no_such_channel, sign_in_first (a stranger, where none may report),
// not_yours (cases.report_for, at that place), no_such_place, no_such_person, no_such_unit,
// no_team (what is told in confidence, where nobody is let in to hear it), no_such_field,
// field_missing and what else fields::check says, no_such_file.
Outcome<Id> report(store::Writer&, const Desk&, const kernel::Asker&, const Report&);

// Who will read what is told in confidence about a place: their names; nobody, and nothing is taken
// in. Refuses no_such_part, sign_in_first, no_such_place.
Outcome<std::vector<std::string>> hearers(store::Reader&, const Desk&, const access::Who&,
                                          const std::string& part, const Id& place, Day);

// Whether anybody in the office is let in to hear what a part is told in confidence.
bool is_heard(store::Reader&, store::Tenant, const Rules&, Day);

// The query code that a report, a joining or a recovery gave: its letters and digits. Made from the
// act and the key file, kept nowhere, so that whoever sends the act again is told it again.
std::string code_of(const Desk&, store::Tenant, const Id& act);
// The party that a code leads to, in the case where theirs was merged into; spaces, dashes, small
// letters and O for 0 are forgiven.
std::optional<Followed> follow(store::Reader&, const Desk&, store::Tenant, std::string_view code);

// An open case of a neighbour about the same matter: what may be told of it.
struct Alike {
    Id record;
    std::int64_t parties = 0;
};
// Of one part, by the fields in which reports of one matter agree; the newest first, few.
std::vector<Alike> alike(store::Reader&, const Desk&, const access::Who&, const std::string& part,
                         const json::Value& fields);

// Joins a neighbour's report instead of doubling it. Refuses no_such_case (also for a part that is
// nobody else's business), sign_in_first, not_yours, wrong_state, already_party.
Outcome<Id> join(store::Writer&, const Desk&, const kernel::Asker&, const Id& record,
                 const std::string& words, const For& whom);

// ---- steps ----

struct Doing {
    std::string step;
    std::optional<std::int64_t> edition;  // the one the asker saw
    json::Value fields;
    std::vector<Id> units;                   // of a step that assigns: the first is in the lead
    std::optional<std::int64_t> followed{};  // came with the query code of that party
};
// A declared step. Refuses no_such_case, no_such_step, not_your_step, changed_meanwhile and
// wrong_state (with: who was quicker), too_late, hands_open, no_such_field, field_missing and what
// fields::check says, no_such_unit, hands_missing, too_many, nobody_there (with: the unit),
// no_such_file.
Outcome<Id> act(store::Writer&, const Desk&, const kernel::Asker&, const Id& record, const Doing&);

// ---- what every case has; each refuses no_such_case and what may_do (built_in.h) says ----

struct Note {
    std::string words;
    std::vector<Id> photos;
    std::optional<std::int64_t> followed{};
};
// More words or photos, from a party or whoever has it in hand. A pause ends with the party's word.
// Refuses also field_missing, too_long, no_such_file.
Outcome<Id> add(store::Writer&, const Desk&, const kernel::Asker&, const Id& record, const Note&);
// The party withdraws; the case goes on for those who joined, or ends when nobody is left.
Outcome<Id> withdraw(store::Writer&, const Desk&, const kernel::Asker&, const Id& record,
                     const Note&);
// A joint hand's answer to the one in the lead. Refuses also field_missing.
Outcome<Id> answer(store::Writer&, const Desk&, const kernel::Asker&, const Id& record,
                   const Note&);
// One case becomes part of another; its parties join there. Refuses also no_such_case (at: into),
// same_case, other_part, wrong_state (at: into).
Outcome<Id> merge(store::Writer&, const Desk&, const kernel::Asker&, const Id& record,
                  const Id& into);
// The clock stands while the reporter is waited for, and goes on again.
Outcome<Id> pause(store::Writer&, const Desk&, const kernel::Asker&, const Id& record,
                  const std::string& reason);
Outcome<Id> resume(store::Writer&, const Desk&, const kernel::Asker&, const Id& record);
// A longer limit is asked for before it is due, and somebody else approves it or not. Refuses also
// field_missing (reason, limit), limit_bad, too_long (with: the most).
Outcome<Id> extend(store::Writer&, const Desk&, const kernel::Asker&, const Id& record,
                   const std::string& limit, const std::string& reason);
Outcome<Id> decide(store::Writer&, const Desk&, const kernel::Asker&, const Id& record,
                   bool approved, const std::string& reason);
// A new query code for somebody who lost theirs, found by phone tail at the window. Refuses also
// no_such_party.
Outcome<Id> recover(store::Writer&, const Desk&, const kernel::Asker&, const Id& record,
                    std::int64_t party);
// Whose number ends so, given with a report that the asker may see and take in for others, or that
// of the person registered: for `recover`.
struct Lost {
    Id record;
    std::int64_t party = 0;
    std::string name;  // masked; empty: none was given
};
std::vector<Lost> lost(store::Reader&, const Desk&, const access::Who&, std::string_view tail,
                       Instant now);
// Looking at a reporter's name and number is an act. Refuses also no_such_party, field_missing and
// too_long (purpose).
Outcome<Id> reveal(store::Writer&, const Desk&, const kernel::Asker&, const Id& record,
                   std::int64_t party, const std::string& purpose);

// ---- the clock ----

// Cases at which the clock failed, and until when it passes them over. Whoever drives it keeps
// them.
using PassedOver = std::map<Id, Instant>;

// Does what has come due, at most so many things, each exactly once; gives how many it took up.
// Call it again until it does nothing. What fails leaves nothing, is logged with its case's number
// and passed over for an hour, so that it holds back nothing else.
std::int64_t tick(store::Writer&, const Desk&, PassedOver&, std::int64_t most = 50);
// Whether a tick would do anything: for whoever drives the clock.
bool due_now(store::Reader&, store::Tenant, const PassedOver&, Instant now);

// ---- what follows when something else changes ----

// Whose turn it is, after posts have changed there; todo lists follow.
void posts_changed(store::Writer&, const Desk&, const kernel::Asker&, std::string_view path);
// Open cases go with their place; closed ones keep the place of their day until they are reopened.
void place_moved(store::Writer&, const Desk&, const kernel::Asker&, const std::string& from,
                 const std::string& to);
// Puts both into the hooks; the desk must live as long.
void listen(kernel::Hooks&, const Desk&);

}  // namespace linli::cases
