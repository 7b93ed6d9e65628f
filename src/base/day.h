// Instants and days. An Instant is a point in time, UTC, to the microsecond. A Day is a date on the
// wall of the office; which day an instant falls on depends on the office's Zone. Mainland China
// has kept one offset since 1991, so a Zone is an offset and nothing more.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace linli {

struct Instant {
    std::int64_t micros = 0;  // since 1970-01-01T00:00:00Z

    friend auto operator<=>(const Instant&, const Instant&) = default;

    std::string text() const;  // "2026-03-02T01:00:00Z"; fractions only when there are any
    static std::optional<Instant> parse(std::string_view);  // RFC 3339, any offset
};

constexpr std::int64_t micros_per_second = 1'000'000;
constexpr std::int64_t micros_per_minute = 60 * micros_per_second;
constexpr std::int64_t micros_per_hour = 60 * micros_per_minute;
constexpr std::int64_t micros_per_day = 24 * micros_per_hour;

struct Day {
    std::int64_t number = 0;  // since 1970-01-01

    friend auto operator<=>(const Day&, const Day&) = default;
    Day plus(std::int64_t days) const { return {number + days}; }

    struct Date {
        int year;
        unsigned month, day;
    };
    Date date() const;
    int weekday() const;       // 1 Monday … 7 Sunday (ISO 8601)
    std::string text() const;  // "2026-03-02"

    static std::optional<Day> from(int year, unsigned month, unsigned day);
    static std::optional<Day> parse(std::string_view);  // "2026-03-02"; a real date or nothing
};

struct Zone {
    std::int64_t minutes_east = 8 * 60;

    Day day_of(Instant) const;
    std::int64_t minute_of(Instant) const;  // since local midnight, 0 … 1439
    Instant at(Day, std::int64_t minute) const;
    std::string text(Instant) const;  // "2026-03-02 09:00"
};

}  // namespace linli
