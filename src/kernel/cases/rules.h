// The rules of one part of a programme: what `cases:` declares, read and checked. They are values,
// shared by all requests; a case keeps to the version of the rules it was opened under.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/cases/flow.h"
#include "kernel/fields/field.h"

namespace linli::cases {

using fields::Words;

// By which way a report comes in: data (programmes/common/cases.yaml).
struct Channel {
    Words title;
    bool staff = false;  // only staff enter it, in somebody's name
    friend bool operator==(const Channel&, const Channel&) = default;
};

// What the declarations of all programmes share: data (programmes/common/*.yaml).
struct Common {
    Names roles;
    Names confidential_roles;  // of these: whoever holds one must be let in
    std::map<std::string, Channel> channels;
    // Titles that need not be written again.
    std::map<std::string, Words> steps, states, fields, choices;
    // "opinions.matter": the parts that a named channel may lead into.
    Names parts;
};

// Reads programmes/common/cases.yaml: channels, steps, states, fields, choices. Refuses
// bad_programme with at = file:line.
Outcome<Common> read_common(const yaml::Node&);

struct Extension {
    Limit most;  // each time
    std::int64_t times = 1;
    std::string approved_by;  // a role
};

struct Pausing {
    Limit most;  // then the clock goes on by itself
    std::int64_t times = 1;
};

// A rung of the ladder that a case climbs while it is late.
struct Rung {
    std::optional<Limit> after;  // after it was due; none: as soon as it is
    Names tell;                  // roles, or whoever_is_due
};
constexpr std::string_view whoever_is_due = "whoever_is_due";

// Told when a state is entered. Words may name {number} {title} {due} and fields.
struct Telling {
    std::string to;  // reporter, handler or a role
    Words words;
};

// Reports alike, so many within so long: somebody is warned.
struct Warning {
    std::int64_t times = 0;
    Limit within;
    std::string tell;
};

// A choice that somebody hears of at once, whatever the state.
struct Alert {
    std::string field;
    Names of;
    std::string tell;
};

// Somebody confirms for each period that the register was kept, so that none can mean zero.
struct Watch {
    std::string every;  // week, month, quarter, year
    std::string by;     // a role
};

struct Rules {
    std::string programme, part;
    std::int64_t version = 0;
    Words title, help;

    // A named channel into another programme's part; then only title and channels mean anything.
    std::string into;
    Names tell;  // roles that are told of every entry

    std::vector<std::string> channels;  // in the order of the file
    bool anonymous = false;
    std::vector<fields::Field> fields;
    std::vector<std::string> asked;  // at the report, in the order of the fields
    std::optional<Flow> flow;
    std::map<std::string, Words> states, steps;  // titles
    std::vector<std::string> same;               // fields in which two reports of one matter agree
    std::optional<Warning> warns;
    std::vector<Alert> alerts;
    std::string rates;   // the choice that says what the reporter thinks of it
    std::string routes;  // the choice that decides, with the place, which unit is responsible
    std::optional<Extension> extend;
    std::optional<Pausing> pause;
    std::vector<Rung> late;
    std::map<std::string, std::vector<Telling>> notices;  // by state
    Names seen_by;                   // roles; empty: whoever may see cases there
    bool confidential = false;       // told in confidence: seen_by is the team, all else is sealed
    std::vector<std::string> shown;  // fields that everyone may read once it is closed
    std::optional<Watch> watch;

    std::string name() const { return programme + "." + part; }
    const fields::Field* field(std::string_view name) const;
    const fields::Field* place_field() const;  // the first of kind place; null when there is none
    // The limit of a step for a case with this value of the field it goes by.
    static std::optional<Limit> limit_of(const Step&,
                                         const std::map<std::string, std::string>& choices);
};

}  // namespace linli::cases
