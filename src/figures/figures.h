// Figures: questions to the records, with a scope and a period, whose answers open. A figure reads
// facts and the registry, never JSON; what may be counted but not opened is counted and stays shut.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/access.h"
#include "base/period.h"
#include "catalogue/figure.h"
#include "kernel/means.h"
#include "store/store.h"

namespace linli::figures {

using catalogue::Counted;
using catalogue::Figure;

// Cases are counted by the instant of their event; records of the registry as of the last day.
struct Question {
    const Figure* figure;
    access::Path scope;
    Period period;
};

struct Part {
    std::string value;  // of the field the figure is broken down by
    std::int64_t count = 0;
};

struct Answer {
    std::int64_t count = 0;
    std::int64_t among = 0;   // of a share: what it is a share of
    std::vector<Part> parts;  // largest first; of a figure that is broken down
    // Places within the scope where nobody confirmed for the whole period that the register was
    // kept: a zero that includes them means "not recorded".
    std::vector<Id> unwatched;

    friend bool operator==(const Answer& one, const Answer& other) {
        return one.count == other.count && one.among == other.among;
    }
};

Answer answer(store::Reader&, store::Tenant, Zone, const Question&);

// The records behind the number, in the order of their event: those after `after`, at most `most`.
struct Record {
    std::int64_t sort;  // micros of the event; 0 for the registry
    Id id;
    std::string kind;  // case, person, household, house, unit
};
// `value`: of the field the figure is broken down by; empty for all.
std::string record_kind(const Figure&);
std::vector<Record> records(store::Reader&, store::Tenant, Zone, const Question&,
                            const std::string& value, const std::optional<Record>& after,
                            std::int64_t most);

// What the question was, for the record of an issued report: figure, scope, days, and the words.
std::string in_words(const Question&);

// "95.2%": of a share, to one decimal, never rounded up to 100; "—" when nothing stands below.
std::string percent(std::int64_t count, std::int64_t among);

}  // namespace linli::figures
