// One row of a list of residents, read: its cells as values that the registry takes, and what is
// wrong with the rest. It knows the sheet and the code tables; whether the person or the place is
// known already, and so what becomes of the row, is decided elsewhere.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "channels/sheets/addresses.h"
#include "channels/sheets/columns.h"
#include "kernel/registry/persons.h"

namespace linli::sheets {

// What is wrong with a cell. A grave one keeps the whole row out; of the others the cell is left
// out, and the row comes back to be mended all the same.
struct Problem {
    std::string field;  // "" for the whole row
    std::string code;   // "excel_number": a refusal's code
    std::string with;
    bool grave = false;
    friend bool operator==(const Problem&, const Problem&) = default;
};

struct PersonLine {
    std::int64_t row = 0;
    registry::PersonChanges values;
    std::string name;

    std::string community, grid;  // names or codes
    Address home, registered;
    std::string home_text, registered_text;  // as they were written
    bool registered_at_home = false;         // 同现住址
    std::string basis;                       // owned, rented …
    std::optional<Day> lives_from;
    std::string kind;               // registered, floating, elsewhere; "" when nobody says
    std::optional<bool> separated;  // 人户分离
    Address actual;                 // where someone 人户分离 really lives
    std::string actual_text;

    std::string household_number, relation, head_name, head_id;
    bool moved_out = false;
    std::optional<Day> moved_day;
    std::string moved_to;
    bool dead = false;
    std::optional<Day> died;

    std::vector<Problem> problems;
    bool grave() const;
};

// Gravely wrong are: no name; an ID number that cannot be one; a day of birth or death that cannot
// be read; a death without a day.
PersonLine person_line(const Header&, const Row&, Day today);

}  // namespace linli::sheets
