// Periods by name, and back.
#include <gtest/gtest.h>

#include "figures/figures.h"

namespace linli::figures {
namespace {

TEST(Periods, AreNamedAndSaidAsReportsSayThem) {
    const struct {
        const char *name, *from, *to, *said;
    } rows[] = {
        {"2026", "2026-01-01", "2027-01-01", "2026年"},
        {"2026H2", "2026-07-01", "2027-01-01", "2026年下半年"},
        {"2026Q1", "2026-01-01", "2026-04-01", "2026年第一季度"},
        {"2026Q4", "2026-10-01", "2027-01-01", "2026年第四季度"},
        {"2026-02", "2026-02-01", "2026-03-01", "2026年2月"},
        {"2026-12", "2026-12-01", "2027-01-01", "2026年12月"},
    };
    for (const auto& row : rows) {
        const auto period = period_named(row.name);
        ASSERT_TRUE(period) << row.name;
        EXPECT_EQ(period->from.text(), row.from);
        EXPECT_EQ(period->to.text(), row.to);
        EXPECT_EQ(name_of(*period), row.name);
        EXPECT_EQ(chinese_name_of(*period), row.said);
    }
    const Period free{*Day::parse("2026-01-05"), *Day::parse("2026-02-02")};
    EXPECT_EQ(name_of(free), "2026-01-05/2026-02-01");
    EXPECT_EQ(period_named(name_of(free)), free);
    EXPECT_EQ(chinese_name_of(free), "2026年1月5日至2026年2月1日");
}

TEST(Periods, RefuseWhatIsNone) {
    for (const char* name : {"", "26", "2026Q5", "2026Q0", "2026H3", "2026-13", "2026-1", "2026Q",
                             "2026X1", "20a6", "2026Q11", "1899", "2026-01-05/", "/2026-01-05",
                             "2026-02-01/2026-01-31", "2026-01-05/2026-02-30"}) {
        EXPECT_EQ(period_named(name), std::nullopt) << name;
    }
}

TEST(Percent, IsNeverRoundedUp) {
    const struct {
        std::int64_t count, among;
        const char* said;
    } rows[] = {{110, 110, "100%"}, {9999, 10000, "99.9%"}, {1, 3, "33.3%"}, {0, 5, "0%"},
                {0, 0, "—"},        {19, 20, "95%"}};
    for (const auto& row : rows)
        EXPECT_EQ(percent(row.count, row.among), row.said);
}

}  // namespace
}  // namespace linli::figures
