// What stands twice agrees after everything that moves it, and is named when somebody touched it.
#include "app/standing.h"

#include <gtest/gtest.h>

#include "kernel/cases/testing.h"

namespace linli::app {
namespace {

using cases::testing::Office;
using cases::testing::town;

constexpr store::Sql touches[] = {
    {"test.unit", "update units set path = '/0001' where tenant = ?"},
    {"test.person", "update persons set path = '/0001' where tenant = ?"},
    {"test.case", "update cases set path = '/0001' where tenant = ?"},
    {"test.grant", "update grants set role = 'administrator' where tenant = ?"},
};

class Standing : public ::testing::TestWithParam<std::string> {
protected:
    Standing() {
        unit = office.unit_of("市政办", office.north);
        hand = office.somebody("hand", "unit_contact", office.north, unit);
        neighbour = office.dweller("li", office.house);
        cases::Report is;
        is.part = "opinions.matter";
        is.channel = "web";
        is.fields = json::Value::parse("{\"story\":\"二楼漏水\",\"where\":\"" +
                                       office.building.text() + "\"}")
                        .value();
        office
            .write([&](store::Writer& db) {
                return cases::report(db, office.desk, office.again(neighbour), is);
            })
            .value();
    }
    std::optional<std::string> differs() {
        return office.read([](store::Reader& db) { return standing_differs(db, town); });
    }

    Office office{GetParam(), {"programmes/opinions/opinions.yaml"}};
    Id unit;
    kernel::Asker hand, neighbour;
};

INSTANTIATE_TEST_SUITE_P(Engines, Standing, ::testing::ValuesIn(store::testing::engines()));

TEST_P(Standing, AgreesUntilSomebodyTouchesIt) {
    EXPECT_EQ(differs(), std::nullopt);
    for (const store::Sql& touch : touches) {
        const auto done = office.store().write(town, [&](store::Writer& db) -> Outcome<Done> {
            db.run(touch, town);
            EXPECT_NE(standing_differs(db, town), std::nullopt) << touch.text;
            return Refusal{"taken_back", "", ""};
        });
        EXPECT_FALSE(done);
    }
    EXPECT_EQ(differs(), std::nullopt);
}

}  // namespace
}  // namespace linli::app
