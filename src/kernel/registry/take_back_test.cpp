// What is taken back, and what is not.
#include "kernel/registry/take_back.h"

#include <gtest/gtest.h>

#include "access/erased.h"
#include "kernel/cases/testing.h"
#include "kernel/registry/find.h"
#include "kernel/registry/households.h"
#include "kernel/registry/houses.h"
#include "kernel/registry/residences.h"

namespace linli::registry {
namespace {

using posts::testing::TestTown;
using store::testing::town;

constexpr const char* wang_number = "11010519491231002X";

class TakeBack : public testing::TestWithParam<std::string> {
protected:
    Outcome<Id> take_back(const kernel::Asker& asker, const Id& id, std::int64_t edition = 1) {
        return t.write(
            [&](store::Writer& db) { return take_back_person(db, t.means, asker, id, edition); });
    }
    TestTown t{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, TakeBack, testing::ValuesIn(store::testing::engines()));

TEST_P(TakeBack, NothingIsLeftToFindThePersonBy) {
    const Id id = t.person_at(t.house, "王小明", wang_number, "19900000001");
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        NewHousehold is;
        is.place = t.house;
        is.head = id;
        return add_household(db, t.means, t.officer(), is);
    }));
    EXPECT_EQ(take_back(t.officer(), id).value(), id);
    const Person gone = t.person(id);
    EXPECT_TRUE(gone.erased);
    EXPECT_FALSE(gone.present);
    EXPECT_EQ(gone.name, access::erased_name);
    t.read([&](store::Reader& db) {
        EXPECT_TRUE(with_trace(db, t.means, town, "id_number", wang_number, 9).empty());
        EXPECT_TRUE(with_trace(db, t.means, town, "phone", "19900000001", 9).empty());
        EXPECT_TRUE(with_grams(db, town, "person", {"王"}, "/", 9).empty());
        EXPECT_TRUE(residences_of(db, town, id).empty());
        EXPECT_FALSE(membership(db, town, id));
        EXPECT_TRUE(households_at(db, town, t.house).empty() ||
                    households_at(db, town, t.house)[0].to);
        EXPECT_EQ(journal::timeline(db, town, id).back().verb, "take_back");
        return 0;
    });
    // The number is free again.
    EXPECT_NE(t.person_at(t.house, "王小明", wang_number), id);
}

TEST_P(TakeBack, IsRefusedInTheOrderItPromises) {
    const Id id = t.person_at(t.house, "王小明", wang_number);
    EXPECT_EQ(take_back(t.as("window", t.south), id, 9).refusal().code, "no_such_person");
    EXPECT_EQ(take_back(t.as("mediator", t.north), id, 9).refusal().code, "not_yours");
    EXPECT_EQ(take_back(t.officer(), id, 9).refusal().code, "changed_meanwhile");
    t.account_of("wang", id);
    EXPECT_EQ(take_back(t.officer(), id).refusal().code, "in_use");
    EXPECT_EQ(t.person(id).name, "王小明");
}

TEST_P(TakeBack, WhoIsNeededElsewhereStays) {
    cases::testing::Office office(GetParam(), {"programmes/opinions/opinions.yaml"});
    const auto refused = [&](const Id& id) {
        return office
            .write([&](store::Writer& db) {
                return take_back_person(db, office.means, office.officer(), id, 1);
            })
            .refusal();
    };
    const Id reporter = office.person_at(office.house, "王小明");
    office
        .write([&](store::Writer& db) {
            cases::Report is;
            is.part = "opinions.matter";
            is.channel = "window";
            is.fields = json::Value::parse("{\"story\":\"漏水\",\"where\":\"" +
                                           office.building.text() + "\"}")
                            .value();
            is.whom.person = reporter;
            return cases::report(db, office.desk, office.again(office.clerk), is);
        })
        .value();
    EXPECT_EQ(refused(reporter), (Refusal{"in_use", "person", ""}));
    const Id owner = office.person_at(office.house, "李四");
    office
        .write([&](store::Writer& db) {
            HouseChanges changes;
            changes.owner_person = owner;
            return edit_house(db, office.means, office.officer(), office.house, 0, changes);
        })
        .value();
    EXPECT_EQ(refused(owner), (Refusal{"in_use", "person", ""}));
}

TEST_P(TakeBack, AMembershipAloneGoesAndThePersonStays) {
    const Id head = t.person_at(t.house, "王小明");
    const Id wife = t.person_at(t.house, "李四");
    const auto leave = [&](const kernel::Asker& asker, const Id& id) {
        return t.write(
            [&](store::Writer& db) { return take_back_membership(db, t.means, asker, id); });
    };
    EXPECT_EQ(leave(t.as("window", t.south), head).refusal().code, "no_such_person");
    EXPECT_EQ(leave(t.as("mediator", t.north), head).refusal().code, "not_yours");
    EXPECT_EQ(leave(t.officer(), head).refusal().code, "not_member");
    const Id household = t.write([&](store::Writer& db) {
                              NewHousehold is;
                              is.place = t.house;
                              is.head = head;
                              is.others = {{wife, "10"}};
                              return add_household(db, t.means, t.officer(), is);
                          }).value();
    EXPECT_TRUE(leave(t.officer(), head));
    t.read([&](store::Reader& db) {
        EXPECT_TRUE(memberships(db, town, head).empty());
        EXPECT_FALSE(registry::household(db, town, household)->head);
        EXPECT_FALSE(registry::household(db, town, household)->to);
        EXPECT_EQ(journal::timeline(db, town, household).back().verb, "leave");
        return 0;
    });
    EXPECT_TRUE(leave(t.officer(), wife));
    EXPECT_TRUE(
        t.read([&](store::Reader& db) { return registry::household(db, town, household); })->to);
}

}  // namespace
}  // namespace linli::registry
