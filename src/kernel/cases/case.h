// A case as it is kept, with its parties and hands, and how they are read and written. Rows only:
// what may be done to them is decided elsewhere.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/access.h"
#include "base/json.h"
#include "kernel/cases/deadline.h"
#include "store/store.h"

namespace linli::cases {

// More time, asked for and not yet decided.
struct Request {
    std::string limit;  // "3 workdays"; empty: nothing was asked
    std::optional<Id> by;
    std::string decider;     // a role; empty: there is nobody
    std::optional<Id> seat;  // where it waits for them
};

struct Case {
    Id id;
    std::int64_t year = 0, ordinal = 0;
    std::string programme;
    std::int64_t version = 0;
    std::string part;  // "opinions.matter"
    Id place;
    access::Path path;
    std::string channel;
    std::optional<Id> intake;
    std::string state;
    Instant since, opened;
    std::optional<Instant> closed;
    Id key;
    std::optional<std::string> wrapped;  // the key as it is kept, where a list has read it along
    json::Value fields;
    std::vector<Event> clock;  // empty: the state has no limit
    std::optional<Instant> due;
    std::int64_t calendar = 0;
    bool paused = false;
    Request request;
    std::int64_t rung = 0;
    bool late = false;  // was ever
    std::string turn;
    std::optional<Id> seat;
    std::optional<Id> merged_into;
    std::int64_t edition = 1;

    // What was told in confidence has numbers of its own, drawn by lot: nobody can tell from
    // theirs, or from gaps, how many there are.
    bool confidential() const { return ordinal < 0; }
    std::string number() const;  // "2026-0147"; of what was told in confidence "2026-B482133"
};

// "2026-0147" → year and ordinal.
std::optional<std::pair<std::int64_t, std::int64_t>> parse_number(std::string_view);

struct Party {
    std::int64_t position = 0;
    std::optional<Id> person, unit, account;
    std::string name, phone;  // sealed
    std::string code;         // trace; empty: none
    Instant joined;
    std::optional<Instant> gone;
    std::optional<std::int64_t> became{};  // its position in the case that this one was merged into
};
// Whether both are the same somebody, as far as that is known.
bool same_party(const Party&, const Party&);

struct Hand {
    std::int64_t position = 0;
    std::optional<Id> unit, post;
    std::string role;
    bool leads = false;
    std::string state;  // asked, answered, released
    Instant given;

    bool holds() const { return state != "released"; }
};

std::optional<Case> find_case(store::Reader&, store::Tenant, const Id&);
std::optional<Case> find_case(store::Reader&, store::Tenant, std::int64_t year,
                              std::int64_t ordinal);
// A case where it stands in a list, without its clock, and how many speak for it.
using Key = std::pair<std::int64_t, Id>;  // sort, record
struct ListedCase {
    Key key;
    Case record;
    std::int64_t speakers = 0;
};
// Those of one list behind `after`, up to `last`.
std::vector<ListedCase> listed_cases(store::Reader&, store::Tenant, const Id& within,
                                     std::string_view list, const Key& after, const Key& last);
std::vector<Party> parties_of(store::Reader&, store::Tenant, const Id& record);
std::vector<Hand> hands_of(store::Reader&, store::Tenant, const Id& record);

// The case and position that a code leads to, by its trace; a merged case leads on to where it
// went.
struct Followed {
    Id record;
    std::int64_t position = 0;
};
std::optional<Followed> find_code(store::Reader&, store::Tenant, std::string_view trace);

std::int64_t next_ordinal(store::Reader&, store::Tenant, std::int64_t year);
std::int64_t drawn_ordinal(store::Reader&, store::Tenant, std::int64_t year, Random&);
void insert_case(store::Writer&, const Case&);
void update_case(store::Writer&, const Case&);
void put_party(store::Writer&, const Id& record, const Party&);
void put_hand(store::Writer&, const Id& record, const Hand&);

std::string clock_text(const std::vector<Event>&);
std::vector<Event> clock_of(std::string_view json);

}  // namespace linli::cases
