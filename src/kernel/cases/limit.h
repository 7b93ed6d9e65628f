// A Limit is how long something may take: so many clock hours, working hours, days or workdays.
// It knows how it is written in a programme ("3 workdays") and said to people, and nothing of any
// calendar.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/fields/field.h"

namespace linli::cases {

struct Limit {
    enum class Unit : std::uint8_t { hours, workhours, days, workdays };

    std::int64_t count = 0;
    Unit unit = Unit::workdays;

    friend bool operator==(const Limit&, const Limit&) = default;

    std::string text() const;     // "3 workdays"
    fields::Words words() const;  // 3个工作日, 3 workdays

    // "3 workdays", "1 workday", "4 workhours", "24 hours", "60 days"; at least 1, at most 3660.
    static std::optional<Limit> parse(std::string_view);
};

}  // namespace linli::cases
