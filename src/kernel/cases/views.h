// What people see of cases: rows of lists, a page, what everyone may read. Everything here is asked
// by somebody, and holds what that somebody may see, with what they may do next. The texts are JSON
// as the API gives it, because that is the only form in which anybody wants them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/cases/cases.h"

namespace linli::cases {

struct Asked {
    std::string list;  // todo, mine, open, late, all
    std::string part;  // of one part; or of one programme ("opinions"); empty: of all
    std::optional<Id> place, person, unit;
    std::optional<Key> after;  // of the last row that was given
    std::int64_t most = 50;
};

struct Listed {
    std::string json;  // [{…}, …]
    std::int64_t count = 0;
    std::optional<Key> next;
};

// Refuses no_such_list, no_such_part, no_such_place, no_such_person, no_such_unit. Reads as far as
// it must for a page of what the asker may see, and no further.
Outcome<Listed> list(store::Reader&, const Desk&, const access::Who&, const Asked&, Instant now);
// {…}, the row of one case alone. Refuses no_such_case.
Outcome<std::string> row_json(store::Reader&, const Desk&, const access::Who&, const Id&,
                              Instant now);

// The whole page. Refuses no_such_case.
struct Seen {
    std::string json;
    std::int64_t edition = 0;
};
Outcome<Seen> page_json(store::Reader&, const Desk&, const access::Who&, const Id&, Instant now,
                        std::optional<std::int64_t> followed = {});

// What a report, a joining or a recovery is answered with; the code belongs to `act`.
std::string receipt_json(store::Reader&, const Desk&, store::Tenant, const Id& record,
                         const Id& act, std::string_view office);

// A party's name and number, whole: after `reveal`.
std::string party_json(store::Reader&, const Desk&, store::Tenant, const Id& record,
                       std::int64_t position);

// Matters that a report would double, as far as a neighbour may know them.
std::string alike_json(store::Reader&, const Desk&, store::Tenant, const std::vector<Alike>&);

// Closed cases that everyone may read, within a place, the latest first.
struct Shown {
    std::vector<Id> records;
    std::optional<Key> next;
};
Shown shown(store::Reader&, store::Tenant, const Id& place, const std::optional<Key>& after,
            std::int64_t most);
std::string shown_json(store::Reader&, const Desk&, store::Tenant, const std::vector<Id>&);

// The parts that somebody may report to or see.
std::string part_json(const Desk&, const Rules&);

// Whether a photo that a case names may be looked at: by whoever may see the case, and by everyone
// once it is shown to everyone.
bool may_see_photo(store::Reader&, const Desk&, const access::Who&, const Id& record,
                   const Id& photo, Instant now, std::optional<std::int64_t> followed);

// Whether a notice of a case may still be read: of what was told in confidence by whoever may see
// it now.
bool may_hear_of(store::Reader&, const Desk&, const access::Who&, const Id& record, Instant now);

// A notice's words, with what is sealed filled in for whom it was written to.
Words notice_words(store::Reader&, const Desk&, const access::Who&, const Id& record, const Words&,
                   Instant now);

// Open cases at a place and all within it, of those that everyone may see who sees cases there.
std::int64_t open_within(store::Reader&, store::Tenant, const Id& place);

}  // namespace linli::cases
