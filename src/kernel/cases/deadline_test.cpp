// Deadlines against a wall calendar: what is counted, what is skipped, and what is said about it.
#include "kernel/cases/deadline.h"

#include <gtest/gtest.h>

namespace linli::cases {
namespace {

const Zone zone;

Calendar year_2026() {
    Calendar calendar;
    calendar.version = 3;
    const Outcome<Done> taken = calendar.take_in(
        "day,kind,name\n"
        "2026-02-14,work,春节\n2026-02-15,off,春节\n2026-02-16,off,春节\n2026-02-17,off,春节\n"
        "2026-02-18,off,春节\n2026-02-19,off,春节\n2026-02-20,off,春节\n2026-02-21,off,春节\n"
        "2026-02-22,off,春节\n2026-02-23,off,春节\n2026-02-28,work,春节\n",
        "2026.csv");
    EXPECT_TRUE(taken);
    return calendar;
}

Instant at(std::string_view local) {
    const std::string text =
        std::string(local.substr(0, 10)) + "T" + std::string(local.substr(11)) + ":00+08:00";
    return *Instant::parse(text);
}

Event started(std::string_view when, std::string_view limit) {
    return {Event::Kind::started, at(when), *Limit::parse(limit)};
}
Event paused(std::string_view when) {
    return {Event::Kind::paused, at(when)};
}
Event resumed(std::string_view when) {
    return {Event::Kind::resumed, at(when)};
}
Event extended(std::string_view when, std::string_view limit) {
    return {Event::Kind::extended, at(when), *Limit::parse(limit)};
}

TEST(Deadline, CountsWhatCounts) {
    const Calendar calendar = year_2026();
    const struct {
        std::string why;
        std::vector<Event> events;
        std::string due;
    } rows[] = {
        {"the day it starts does not count",
         {started("2026-03-02 09:00", "1 workday")},
         "2026-03-03 17:30"},
        {"a weekend is skipped", {started("2026-03-06 09:00", "1 workday")}, "2026-03-09 17:30"},
        {"what starts on a Sunday", {started("2026-03-08 22:00", "1 workday")}, "2026-03-09 17:30"},
        {"春节 is skipped, and 2月14日 worked",
         {started("2026-02-13 16:00", "2 workdays")},
         "2026-02-24 17:30"},
        {"2月28日 is a Saturday that is worked",
         {started("2026-02-27 09:00", "1 workday")},
         "2026-02-28 17:30"},
        {"clock hours do not rest", {started("2026-03-06 16:00", "24 hours")}, "2026-03-07 16:00"},
        {"working hours rest at noon",
         {started("2026-03-02 11:00", "2 workhours")},
         "2026-03-02 15:00"},
        {"working hours go on next morning",
         {started("2026-03-06 16:30", "4 workhours")},
         "2026-03-09 11:30"},
        {"asked at night", {started("2026-03-02 23:00", "4 workhours")}, "2026-03-03 14:30"},
        {"to the last minute of a span",
         {started("2026-03-02 08:30", "7 workhours")},
         "2026-03-02 17:30"},
        {"days end at midnight", {started("2026-03-02 09:00", "3 days")}, "2026-03-05 23:59"},
        {"a last day that is no workday moves",
         {started("2026-03-02 09:00", "5 days")},
         "2026-03-09 23:59"},
        {"a last day in a holiday moves",
         {started("2026-02-10 09:00", "7 days")},
         "2026-02-24 23:59"},
        {"60 days", {started("2026-03-02 09:00", "60 days")}, "2026-05-01 23:59"},
        {"a day on which the clock stood does not count",
         {started("2026-03-02 09:00", "2 workdays"), paused("2026-03-03 10:00"),
          resumed("2026-03-05 10:00")},
         "2026-03-06 17:30"},
        {"a pause within one day costs nothing",
         {started("2026-03-02 09:00", "2 workdays"), paused("2026-03-03 10:00"),
          resumed("2026-03-03 15:00")},
         "2026-03-04 17:30"},
        {"a pause of working hours is given back to the minute",
         {started("2026-03-02 09:00", "4 workhours"), paused("2026-03-02 10:00"),
          resumed("2026-03-02 14:20")},
         "2026-03-02 17:20"},
        {"a pause of clock hours over two nights",
         {started("2026-03-02 09:00", "24 hours"), paused("2026-03-02 12:00"),
          resumed("2026-03-04 12:00")},
         "2026-03-05 09:00"},
        {"extended: reckoned on from the day that was due",
         {started("2026-03-02 09:00", "3 workdays"), extended("2026-03-04 09:00", "2 workdays")},
         "2026-03-09 17:30"},
        {"extended twice, paused between",
         {started("2026-03-02 09:00", "1 workday"), extended("2026-03-02 10:00", "1 workday"),
          paused("2026-03-04 09:00"), resumed("2026-03-05 09:00"),
          extended("2026-03-05 10:00", "1 workday")},
         "2026-03-06 17:30"},
        {"a pause after it was due changes nothing",
         {started("2026-03-02 09:00", "1 workday"), paused("2026-03-04 10:00")},
         "2026-03-03 17:30"},
    };
    for (const auto& row : rows) {
        const Deadline found = deadline(row.events, calendar, zone);
        ASSERT_TRUE(found.due) << row.why;
        EXPECT_EQ(zone.text(*found.due), row.due) << row.why;
        EXPECT_EQ(found.calendar, 3);
        EXPECT_EQ(found.reasons.back().kind, Reason::Kind::due) << row.why;
    }
}

TEST(Deadline, StandsStillWhilePausedAndSaysWhatIsLeft) {
    const Calendar calendar = year_2026();
    const struct {
        std::vector<Event> events;
        Limit left;
    } rows[] = {
        {{started("2026-03-02 09:00", "3 workdays"), paused("2026-03-04 10:00")},
         {2, Limit::Unit::workdays}},
        {{started("2026-03-02 09:00", "3 days"), paused("2026-03-04 10:00")},
         {2, Limit::Unit::days}},
        {{started("2026-03-02 09:00", "4 workhours"), paused("2026-03-02 10:30")},
         {3, Limit::Unit::workhours}},
        {{started("2026-03-02 09:00", "24 hours"), paused("2026-03-02 10:00")},
         {23, Limit::Unit::hours}},
    };
    for (const auto& row : rows) {
        const Deadline found = deadline(row.events, calendar, zone);
        EXPECT_FALSE(found.due);
        EXPECT_EQ(found.reasons.back().kind, Reason::Kind::stands_still);
        EXPECT_EQ(found.reasons.back().limit, row.left) << found.reasons.back().limit.text();
    }
}

TEST(Deadline, ExplainsItselfInSteps) {
    const Deadline found =
        deadline({started("2026-02-12 16:00", "3 workdays"), paused("2026-02-24 09:00"),
                  resumed("2026-02-25 09:00"), extended("2026-02-25 10:00", "2 workdays")},
                 year_2026(), zone);
    std::vector<std::string> said;
    for (const Reason& reason : found.reasons)
        said.push_back(reason.words(zone).zh);
    EXPECT_EQ(said, (std::vector<std::string>{
                        "2026-02-12 16:00起算，3个工作日，当日不计",
                        "2026-02-24 09:00起暂停，2026-02-25 09:00恢复",
                        "2月14日春节调休上班，计入",
                        "2月15日至2月23日春节放假，不计",
                        "延长2个工作日",
                        "应于2026-02-27 17:30前完成",
                    }));
    EXPECT_EQ(found.reasons[3].words(zone).en,
              "2026-02-15 to 2026-02-23, Spring Festival: not counted");
}

TEST(Deadline, SaysWhenAYearIsNotInTheCalendar) {
    const Deadline found = deadline({started("2026-12-30 09:00", "5 workdays")}, year_2026(), zone);
    EXPECT_EQ(zone.text(*found.due), "2027-01-06 17:30");
    bool said = false;
    for (const Reason& reason : found.reasons) {
        said = said || reason.words(zone).zh == "2027年放假安排尚未录入，暂按周一至周五计算";
    }
    EXPECT_TRUE(said);
}

TEST(Deadline, FollowsTheHoursOfTheSeason) {
    Calendar calendar = year_2026();
    ASSERT_TRUE(calendar.take_in("2026-06-01,hours,08:30-12:00 15:00-18:00", "summer.csv"));
    EXPECT_EQ(zone.text(*deadline({started("2026-06-02 11:30", "1 workhour")}, calendar, zone).due),
              "2026-06-02 15:30");
    EXPECT_EQ(zone.text(*deadline({started("2026-06-02 11:30", "1 workday")}, calendar, zone).due),
              "2026-06-03 18:00");
    EXPECT_EQ(zone.text(*deadline({started("2026-05-29 11:30", "1 workday")}, calendar, zone).due),
              "2026-06-01 18:00");
}

TEST(Limits, AreReadAndSaid) {
    EXPECT_EQ(Limit::parse("1 workday"), (Limit{1, Limit::Unit::workdays}));
    EXPECT_EQ(Limit::parse("60 days"), (Limit{60, Limit::Unit::days}));
    EXPECT_EQ(Limit::parse("4 workhours")->words().zh, "4个工作小时");
    for (const char* wrong : {"", "workday", "0 days", "-1 days", "3 weeks", "3  days", "3days",
                              "3 days ", "99999 days", "4000 days", "1.5 days"}) {
        EXPECT_FALSE(Limit::parse(wrong)) << wrong;
    }
}

TEST(Calendars, RefuseWithFileAndLine) {
    const struct {
        std::string text, at;
    } rows[] = {
        {"", "x.csv:1"},
        {"day,kind,name\n2026-02-30,off,春节", "x.csv:2"},
        {"2026-02-16,rest,春节", "x.csv:1"},
        {"2026-02-16,off,", "x.csv:1"},
        {"2026-02-16", "x.csv:1"},
        {"2026-02-16,work,春节", "x.csv:1"},
        {"2026-06-01,hours,08:30-12:00 11:00-18:00", "x.csv:1"},
        {"2026-06-01,hours,25:00-26:00", "x.csv:1"},
    };
    for (const auto& row : rows) {
        Calendar calendar = year_2026();
        const std::string before = calendar.text();
        const Outcome<Done> taken = calendar.take_in(row.text, "x.csv");
        ASSERT_FALSE(taken) << row.text;
        EXPECT_EQ(taken.refusal().code, "bad_calendar");
        EXPECT_EQ(taken.refusal().at, row.at);
        EXPECT_EQ(calendar.text(), before);
    }
}

TEST(Calendars, AreReadAsAChineseKeyboardWritesThem) {
    Calendar calendar;
    ASSERT_TRUE(calendar.take_in("2026-05-01，休，劳动节\n2026-05-09,班,劳动节\n", "x.csv"));
    EXPECT_FALSE(calendar.works(*Day::parse("2026-05-01")));
    EXPECT_TRUE(calendar.works(*Day::parse("2026-05-09")));
    EXPECT_EQ(calendar.special(*Day::parse("2026-05-01"))->name, "劳动节");
}

TEST(Calendars, AYearIsReplacedAndKeptAsText) {
    Calendar calendar = year_2026();
    ASSERT_TRUE(calendar.take_in("# 2026\r\n2026-05-01,off,劳动节,source\r\n", "x.csv"));
    EXPECT_TRUE(calendar.works(*Day::parse("2026-02-16")));
    EXPECT_FALSE(calendar.works(*Day::parse("2026-05-01")));
    Calendar again;
    ASSERT_TRUE(again.take_in(calendar.text(), "kept"));
    EXPECT_EQ(again.specials, calendar.specials);
    EXPECT_EQ(again.years, calendar.years);
    EXPECT_EQ(workdays_between(again, *Day::parse("2026-04-30"), *Day::parse("2026-05-04")), 1);
    EXPECT_EQ(workdays_between(again, *Day::parse("2026-05-04"), *Day::parse("2026-04-30")), -1);
}

}  // namespace
}  // namespace linli::cases
