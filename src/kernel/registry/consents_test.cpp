// What somebody agreed to is written down by who keeps the record or by themselves, taken back at
// any time, and told to nobody else.
#include "kernel/registry/consents.h"

#include <gtest/gtest.h>

#include "kernel/posts/testing.h"

namespace linli::registry {
namespace {

using posts::testing::TestTown;
using store::testing::town;

class Consents : public testing::TestWithParam<std::string> {
protected:
    Outcome<Id> give(const kernel::Asker& asker, const Id& person, std::string_view kind,
                     std::string_view how = "paper", std::optional<Day> day = {}) {
        return t.write([&](store::Writer& db) {
            return give_consent(db, t.means, asker, person, kind, how, day);
        });
    }
    Outcome<Id> withdraw(const kernel::Asker& asker, const Id& person, const Id& consent) {
        return t.write([&](store::Writer& db) {
            return withdraw_consent(db, t.means, asker, person, consent);
        });
    }
    std::vector<Consent> of(const Id& person) {
        return t.read([&](store::Reader& db) { return consents_of(db, town, person); });
    }
    TestTown t{GetParam()};
    const Id wang = t.person_at(t.house, "王小明");
};
INSTANTIATE_TEST_SUITE_P(Engines, Consents, testing::ValuesIn(store::testing::engines()));

TEST_P(Consents, AreRefusedInOrder) {
    EXPECT_EQ(give(t.as("window", t.south), wang, "sensitive").refusal().code, "no_such_person");
    EXPECT_EQ(give(t.as("mediator", t.north), wang, "sensitive").refusal().code, "not_yours");
    EXPECT_EQ(give(t.window(), wang, "everything").refusal(),
              (Refusal{"no_such_consent", "kind", ""}));
    EXPECT_EQ(give(t.window(), wang, "sensitive", "online").refusal().code, "no_such_choice");
    EXPECT_EQ(give(t.window(), wang, "sensitive", "paper", t.day(-1)).refusal().code,
              "day_in_future");
    EXPECT_TRUE(of(wang).empty());
    ASSERT_TRUE(give(t.window(), wang, "sensitive", "paper", t.day(3)));
    EXPECT_EQ(give(t.window(), wang, "sensitive").refusal().code, "given_already");
    ASSERT_TRUE(give(t.window(), wang, "published", "spoken"));

    const Id li = t.person_at(t.house, "李华");
    const Id consent = of(wang).back().id;
    EXPECT_EQ(withdraw(t.window(), li, consent).refusal().code, "no_such_consent");
    EXPECT_EQ(withdraw(t.as("mediator", t.north), wang, consent).refusal().code, "not_yours");
    ASSERT_TRUE(withdraw(t.resident(wang), wang, consent));
    EXPECT_EQ(withdraw(t.window(), wang, consent).refusal().code, "already_withdrawn");
}

TEST_P(Consents, KeepTheWordsTheWayAndTheDays) {
    kernel::Asker self = t.resident(wang);
    ASSERT_TRUE(give(self, wang, "sensitive", "paper", t.day(100)));  // online, today
    t.inside.clock.set({t.inside.clock.now().micros + micros_per_day});
    self.act = t.fresh();
    ASSERT_TRUE(withdraw(self, wang, of(wang).front().id));
    ASSERT_TRUE(give(t.window(), wang, "sensitive", "spoken"));
    const auto all = of(wang);
    ASSERT_EQ(all.size(), 2u);
    const Consent &first = all[1], &second = all[0];
    EXPECT_EQ(first.how, "online");
    EXPECT_EQ(first.given, t.day(1));
    EXPECT_EQ(first.withdrawn, t.today());
    EXPECT_EQ(first.account, self.who.account);
    EXPECT_EQ(first.version, consent_kinds().front().version);
    EXPECT_EQ(first.text, consent_kinds().front().text);
    EXPECT_EQ(second.how, "spoken");
    EXPECT_EQ(second.withdrawn, std::nullopt);
    const auto lines = t.read([&](store::Reader& db) { return journal::timeline(db, town, wang); });
    EXPECT_EQ(lines.back().verb, "consent");
    EXPECT_EQ(lines.back().basis, consent_kinds().front().title.zh);
}

}  // namespace
}  // namespace linli::registry
