// Periods by the names that reports, registers and addresses give them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"

namespace linli {

// Days from ≤ day < to.
struct Period {
    Day from, to;
    Day last() const { return to.plus(-1); }
    friend bool operator==(const Period&, const Period&) = default;
};

// "2026", "2026H1", "2026Q1", "2026-03", the week "2026-W05" of ISO 8601, or the first and the last
// day as it writes an interval, "2026-01-05/2026-02-01"; nothing for anything else.
std::optional<Period> period_named(std::string_view);
// The same back again.
std::string name_of(const Period&);
// As a title says it: "2026年第一季度", "2026年上半年", "2026年3月", "2026年第5周", "2026年".
std::string chinese_name_of(const Period&);
// year, half_year, quarter, month, week; empty for any other days.
std::string_view grain_of(const Period&);

}  // namespace linli
