// Periods by name, and back.
#include "base/period.h"

#include <gtest/gtest.h>

namespace linli {
namespace {

TEST(Periods, AreNamedAndSaidAsReportsSayThem) {
    const struct {
        const char *name, *from, *to, *said, *grain;
    } rows[] = {
        {"2026", "2026-01-01", "2027-01-01", "2026年", "year"},
        {"2026H2", "2026-07-01", "2027-01-01", "2026年下半年", "half_year"},
        {"2026Q1", "2026-01-01", "2026-04-01", "2026年第一季度", "quarter"},
        {"2026Q4", "2026-10-01", "2027-01-01", "2026年第四季度", "quarter"},
        {"2026-02", "2026-02-01", "2026-03-01", "2026年2月", "month"},
        {"2026-12", "2026-12-01", "2027-01-01", "2026年12月", "month"},
        {"2026-W01", "2025-12-29", "2026-01-05", "2026年第1周", "week"},
        {"2026-W53", "2026-12-28", "2027-01-04", "2026年第53周", "week"},
        {"2027-W52", "2027-12-27", "2028-01-03", "2027年第52周", "week"},
    };
    for (const auto& row : rows) {
        const auto period = period_named(row.name);
        ASSERT_TRUE(period) << row.name;
        EXPECT_EQ(period->from.text(), row.from);
        EXPECT_EQ(period->to.text(), row.to);
        EXPECT_EQ(name_of(*period), row.name);
        EXPECT_EQ(chinese_name_of(*period), row.said);
        EXPECT_EQ(grain_of(*period), row.grain);
    }
    const Period free{*Day::parse("2026-01-05"), *Day::parse("2026-02-02")};
    EXPECT_EQ(name_of(free), "2026-01-05/2026-02-01");
    EXPECT_EQ(period_named(name_of(free)), free);
    EXPECT_EQ(grain_of(free), "");
    EXPECT_EQ(chinese_name_of(free), "2026年1月5日至2026年2月1日");
}

TEST(Periods, RefuseWhatIsNone) {
    for (const char* name : {"",
                             "26",
                             "2026Q5",
                             "2026Q0",
                             "2026H3",
                             "2026-13",
                             "2026-1",
                             "2026Q",
                             "2026X1",
                             "20a6",
                             "2026Q11",
                             "1899",
                             "2026-01-05/",
                             "/2026-01-05",
                             "2026-02-01/2026-01-31",
                             "2026-Q1",
                             "2026W05",
                             "2026-W5",
                             "2026-W00",
                             "2027-W53",
                             "2026-W54",
                             "2026-W-1",
                             "2026Q+1",
                             "2026-01-05/2026-02-30"}) {
        EXPECT_EQ(period_named(name), std::nullopt) << name;
    }
}

}  // namespace
}  // namespace linli
