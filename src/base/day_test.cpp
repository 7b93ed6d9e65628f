// Days, instants and zones against dates that can be looked up.
#include "base/day.h"

#include <gtest/gtest.h>

namespace linli {
namespace {

TEST(Day, ReadsRealDatesOnly) {
    const struct {
        std::string text;
        std::optional<std::int64_t> number;
    } rows[] = {
        {"1970-01-01", 0},       {"1969-12-31", -1},
        {"2000-02-29", 11016},   {"2026-03-02", 20514},
        {"0001-01-01", -719162}, {"9999-12-31", 2932896},
        {"1900-02-29", {}},      {"2026-02-30", {}},
        {"2026-13-01", {}},      {"2026-00-01", {}},
        {"0000-01-01", {}},      {"2026-3-2", {}},
        {"2026/03/02", {}},      {"2026-03-02 ", {}},
        {"+026-03-02", {}},      {"", {}},
    };
    for (const auto& row : rows) {
        const std::optional<Day> day = Day::parse(row.text);
        ASSERT_EQ(day.has_value(), row.number.has_value()) << row.text;
        if (!day) continue;
        EXPECT_EQ(day->number, *row.number) << row.text;
        EXPECT_EQ(day->text(), row.text);
    }
}

TEST(Day, KnowsItsWeekday) {
    const struct {
        std::string text;
        int weekday;
    } rows[] = {
        {"1970-01-01", 4}, {"1969-12-31", 3}, {"1969-12-29", 1},
        {"1969-12-28", 7}, {"2026-03-02", 1}, {"2026-03-08", 7},
    };
    for (const auto& row : rows)
        EXPECT_EQ(Day::parse(row.text)->weekday(), row.weekday);
}

TEST(Instant, ReadsRfc3339) {
    const struct {
        std::string text, want;
    } rows[] = {
        {"2026-03-02T09:00:00+08:00", "2026-03-02T01:00:00Z"},
        {"2026-03-02 01:00:00Z", "2026-03-02T01:00:00Z"},
        {"2026-03-01T20:30:00-04:30", "2026-03-02T01:00:00Z"},
        {"2026-03-02T01:00:00.25Z", "2026-03-02T01:00:00.250000Z"},
        {"1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"},
        {"2026-03-02T01:00:00.1234567Z", "2026-03-02T01:00:00.123456Z"},
        {"2026-03-02T01:00:00", ""},
        {"2026-03-02T24:00:00Z", ""},
        {"2026-03-02T01:60:00Z", ""},
        {"2026-03-02T01:00Z", ""},
        {"2026-02-30T01:00:00Z", ""},
        {"2026-03-02T01:00:00+0800", ""},
        {"2026-03-02T01:00:00.Z", ""},
        {"2026-03-02T01:00:00+08:60", ""},
        {"2026-03-02T01:00:00+24:00", ""},
        {"2026-03-02T01:00:00Zulu", ""},
        {"", ""},
    };
    for (const auto& row : rows) {
        const std::optional<Instant> instant = Instant::parse(row.text);
        EXPECT_EQ(instant ? instant->text() : "", row.want) << row.text;
    }
}

TEST(Zone, PutsInstantsOnTheWall) {
    const Zone zone;
    const Instant evening = *Instant::parse("2026-03-01T16:30:00Z");
    EXPECT_EQ(zone.text(evening), "2026-03-02 00:30");
    EXPECT_EQ(zone.day_of(evening), *Day::parse("2026-03-02"));
    EXPECT_EQ(zone.minute_of(evening), 30);
    EXPECT_EQ(zone.at(*Day::parse("2026-03-02"), 30), evening);
    EXPECT_EQ(zone.text({-micros_per_day}), "1969-12-31 08:00");
    EXPECT_EQ((Zone{-90}).text({0}), "1969-12-31 22:30");
}

}  // namespace
}  // namespace linli
