// The planner takes the index that was made for a question, on the day a store is new.
#include <gtest/gtest.h>

#include "store/testing.h"

namespace linli::store {
namespace {

struct Question {
    const char *sql, *index;
};

class Planned : public ::testing::TestWithParam<Question> {};

INSTANTIATE_TEST_SUITE_P(
    Questions, Planned,
    ::testing::Values(
        Question{"explain query plan select id from households where tenant = 1 and place = x'00' "
                 "and to_day is null",
                 "households_by_place"},
        Question{"explain query plan select account from grants where tenant = 1 and unit = x'00' "
                 "and from_day <= 1 and (to_day is null or to_day > 1)",
                 "grants_by_unit"},
        Question{
            "explain query plan select id from posts where tenant = 1 and role = 'grid_worker' "
            "and path = '/0001' and from_day <= 1",
            "posts_by_role"},
        Question{"explain query plan select id, opened, closed from cases where tenant = 1 and "
                 "part = 'opinions.matter' and opened >= 1 and place = x'00' and merged_into is "
                 "null order by opened desc, id limit 200",
                 "cases_by_place"},
        Question{"explain query plan select person from members where tenant = 1 and person = "
                 "x'00' and to_day is null",
                 "members_by_person"}));

TEST_P(Planned, ByTheIndexThatWasMadeForIt) {
    testing::TestStore test("sqlite");
    const std::string plan = test.store->read([](Reader& db) {
        std::string said;
        for (auto rows = db.query(Sql{"test.plan", GetParam().sql, true}); rows.next();)
            said += rows.text(3) + "\n";
        return said;
    });
    EXPECT_NE(plan.find(std::string("INDEX ") + GetParam().index + " ("), std::string::npos)
        << plan;
}

}  // namespace
}  // namespace linli::store
