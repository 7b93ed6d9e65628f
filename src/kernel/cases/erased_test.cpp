// What a reporter may ask of their data: who opened their number on a matter is told to them alone,
// and when they are erased the matter stays and nobody knows any more whose it was.
#include <gtest/gtest.h>

#include "access/erased.h"
#include "kernel/cases/testing.h"
#include "kernel/registry/proposals.h"
#include "kernel/registry/residences.h"

namespace linli::cases {
namespace {

using registry::Looks;
using testing::town;

class Reporter : public testing::CaseTest {
protected:
    std::vector<registry::Look> looks(const kernel::Asker& of, Looks wanted) {
        return office.read(
            [&](store::Reader& db) { return registry::looks_at(db, town, of.who.person, wanted); });
    }
};
INSTANTIATE_TEST_SUITE_P(Engines, Reporter, ::testing::ValuesIn(store::testing::engines()));

TEST_P(Reporter, AloneIsToldWhoOpenedTheirNumberOnAMatter) {
    const kernel::Asker li = office.dweller("li", office.house);
    const kernel::Asker next_door = office.dweller("next", office.other_house);
    const Id matter = report(li, "opinions.matter", "web", story(office.house)).value();
    ASSERT_TRUE(office.write([&](store::Writer& db) {
        return reveal(db, office.desk, office.again(office.clerk), matter, 0, "回访");
    }));
    const auto seen = looks(li, Looks::at_everything);
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0].where, "case");
    EXPECT_EQ(seen[0].purpose, "回访");
    EXPECT_EQ(seen[0].actor, "staff.clerk");
    EXPECT_TRUE(looks(li, Looks::at_record).empty());
    EXPECT_TRUE(looks(next_door, Looks::at_everything).empty());
}

TEST_P(Reporter, IsForgottenAndTheirMatterStays) {
    const kernel::Asker li = office.dweller("li", office.house);
    const Id matter = report(li, "opinions.matter", "web", story(office.house)).value();
    EXPECT_EQ(office.step(office.clerk, matter, "register", "{\"kind\":\"safety\"}"), "registered");
    ASSERT_FALSE(office.told(li).empty());
    const registry::Move out{.kind = "lives"};
    ASSERT_TRUE(office.write([&](store::Writer& db) {
        return registry::move_person(db, office.desk.means, office.officer(), li.who.person, 1,
                                     out);
    }));
    ASSERT_TRUE(office.write([&](store::Writer& db) {
        return registry::erase_person(db, office.desk.means, office.officer(), li.who.person,
                                      "本人要求");
    }));
    EXPECT_TRUE(office.told(li).empty());
    EXPECT_EQ(office.now(matter).state, "registered");
    office.read([&](store::Reader& db) {
        const auto parties = parties_of(db, town, matter);
        EXPECT_EQ(parties.at(0).person, li.who.person);
        EXPECT_EQ(parties.at(0).name + parties.at(0).phone + parties.at(0).code, "");
        EXPECT_EQ(access::account(db, town, li.who.account)->name, access::erased_name);
        EXPECT_EQ(journal::verify(db, town), std::nullopt);
        return 0;
    });
    EXPECT_EQ(office.verbs(matter).front(), "report");
}

}  // namespace
}  // namespace linli::cases
