// The working calendar of an office: its hours, the holidays, and the days that are worked in their
// stead (调休). It is a value with a version; a deadline names the version it was reckoned by.
// Where the days come from, and who may import a new year, is not known here.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/outcome.h"
#include "kernel/fields/field.h"

namespace linli::cases {

// A span of office hours, in minutes since midnight: [from, to).
struct Hours {
    std::int64_t from = 0, to = 0;
    friend bool operator==(const Hours&, const Hours&) = default;
};
using Spans = std::vector<Hours>;

struct Special {
    bool works = false;  // a weekend day that is worked, else a holiday
    std::string name;    // 国庆节; of a worked day, the holiday that it makes up for
    friend bool operator==(const Special&, const Special&) = default;
};

struct Calendar {
    std::int64_t version = 0;
    std::map<Day, Spans> hours;  // from the day on; before the first, usual_hours()
    std::map<Day, Special> specials;
    std::set<int> years;  // whose holidays are known; in other years every Monday to Friday works

    bool works(Day) const;
    bool knows(Day day) const { return years.contains(day.date().year); }
    const Special* special(Day) const;  // null for a day that follows the week
    const Spans& hours_on(Day) const;   // as if it were worked
    std::int64_t closes(Day day) const { return hours_on(day).back().to; }

    // Lines of the data file and of the import: "day,kind,name", more columns are not read, #
    // begins a comment. kind is off, work, or hours ("2026-06-01,hours,08:30-12:00 15:00-18:00":
    // from that day on). Days of a year that the text names with off or work replace what was known
    // of that year. Refuses bad_calendar with at = file:line and with = what is wrong, and takes
    // nothing in.
    Outcome<Done> take_in(std::string_view text, std::string_view file);

    // The same lines again, for keeping a version in the store.
    std::string text() const;
};

const Spans& usual_hours();  // 08:30–12:00, 14:00–17:30

// How many workdays lie in (from, to]; negative when `to` is before `from`.
std::int64_t workdays_between(const Calendar&, Day from, Day to);

// 国庆节 → National Day; the name itself when it has no common English name.
std::string english_name(std::string_view holiday);

}  // namespace linli::cases
