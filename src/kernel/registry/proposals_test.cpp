// One's own record: what one may change, what is proposed and decided, and who looked.
#include "kernel/registry/proposals.h"

#include <gtest/gtest.h>

#include "kernel/posts/testing.h"

namespace linli::registry {
namespace {

using posts::testing::TestTown;
using store::testing::town;

class Proposals : public testing::TestWithParam<std::string> {
protected:
    Outcome<Id> edit(const kernel::Asker& asker, const PersonChanges& changes,
                     std::int64_t edition) {
        return t.write(
            [&](store::Writer& db) { return edit_own(db, t.means, asker, edition, changes); });
    }
    Outcome<Id> propose_as(const kernel::Asker& asker, const PersonChanges& changes) {
        return t.write([&](store::Writer& db) { return propose(db, t.means, asker, changes); });
    }
    Outcome<Id> accept(const kernel::Asker& asker, const Id& id) {
        return t.write([&](store::Writer& db) { return accept_proposal(db, t.means, asker, id); });
    }
    PersonChanges named(const std::string& name) {
        PersonChanges changes;
        changes.set("name", name);
        return changes;
    }

    TestTown t{GetParam()};
    Id wang = t.person_at(t.house, "王小明", "", "13800000001");
};

INSTANTIATE_TEST_SUITE_P(Engines, Proposals, testing::ValuesIn(store::testing::engines()));

TEST_P(Proposals, OneKeepsOnesOwnPhonesAndNotOnesName) {
    PersonChanges phones;
    phones.phones = {"13900000002"};
    EXPECT_EQ(edit(t.stranger(), phones, 1).refusal().code, "no_such_person");
    EXPECT_EQ(edit(t.window(), phones, 1).refusal().code, "no_such_person");
    EXPECT_EQ(edit(t.resident(wang), phones, 2).refusal().code, "changed_meanwhile");
    EXPECT_EQ(edit(t.resident(wang), named("王大明"), 1).refusal(),
              (Refusal{"not_your_field", "name", ""}));
    EXPECT_EQ(edit(t.resident(wang), {}, 1).refusal().code, "nothing_changed");
    ASSERT_TRUE(edit(t.resident(wang), phones, 1));
    EXPECT_EQ(t.read([&](store::Reader& db) {
        return open_secrets(db, t.means, town, *person(db, town, wang)).phones;
    }),
              std::vector<std::string>{"13900000002"});
}

TEST_P(Proposals, WhatIsProposedIsDecidedByAnotherOnce) {
    EXPECT_EQ(propose_as(t.resident(wang), named("王小明")).refusal().code, "nothing_changed");
    PersonChanges changes = named("王大明");
    changes.document = Document{"", "11010519491231002X"};
    const Id id = propose_as(t.resident(wang), changes).value();
    EXPECT_EQ(t.person(wang).name, "王小明");
    const Proposal kept = t.read([&](store::Reader& db) { return proposal(db, town, id).value(); });
    EXPECT_EQ(kept.sealed.find("大明"), std::string::npos);
    EXPECT_EQ(kept.fields,
              (std::vector<std::string>{"name", "sex", "birth", "id_kind", "id_number"}));

    EXPECT_EQ(accept(t.as("window", t.south), id).refusal().code, "no_such_proposal");
    EXPECT_EQ(accept(t.resident(wang), id).refusal().code, "not_yours");
    kernel::Asker own_clerk = t.window();
    own_clerk.who.person = wang;
    EXPECT_EQ(accept(own_clerk, id).refusal().code, "not_yourself");
    ASSERT_TRUE(accept(t.window(), id));
    EXPECT_EQ(accept(t.window(), id).refusal(), (Refusal{"wrong_state", "proposal", "accepted"}));
    EXPECT_EQ(t.person(wang).name, "王大明");
    EXPECT_EQ(t.person(wang).birth->text(), "1949-12-31");
}

TEST_P(Proposals, ARefusalSaysWhy) {
    const Id id = propose_as(t.resident(wang), named("王大明")).value();
    const access::Path north = t.path_of(t.north), south = t.path_of(t.south);
    const auto open = [&](const access::Path& within) {
        return t.read(
            [&](store::Reader& db) { return open_proposals(db, town, within, "", {}, 9).size(); });
    };
    EXPECT_EQ(open(north), 1u);
    EXPECT_EQ(open(south), 0u);
    const auto refuse = [&](const std::string& reason) {
        return t.write([&](store::Writer& db) {
            return refuse_proposal(db, t.means, t.window(), id, reason);
        });
    };
    EXPECT_EQ(refuse(" ").refusal(), (Refusal{"field_missing", "reason", ""}));
    ASSERT_TRUE(refuse("请携带户口簿到窗口办理"));
    EXPECT_EQ(open(north), 0u);
    EXPECT_EQ(t.person(wang).name, "王小明");
    for (int i = 0; i < 5; ++i)
        ASSERT_TRUE(propose_as(t.resident(wang), named("王" + std::to_string(i))));
    EXPECT_EQ(propose_as(t.resident(wang), named("王九")).refusal(),
              (Refusal{"too_many_open", "", "5"}));
}

TEST_P(Proposals, OneSeesWhoLooked) {
    kernel::Asker clerk = t.window();
    clerk.who.account = t.account_of("clerk");
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return reveal(db, t.means, clerk, wang, {"phones", "birth"}, "回访");
    }));
    const auto looks = t.read([&](store::Reader& db) { return looks_at(db, town, wang); });
    ASSERT_EQ(looks.size(), 1u);
    EXPECT_EQ(looks[0].actor, "clerk");
    EXPECT_EQ(looks[0].purpose, "回访");
    EXPECT_EQ(looks[0].fields, (std::vector<std::string>{"phones", "birth"}));
}

}  // namespace
}  // namespace linli::registry
