// Slips: one opens one account once, and no more than whoever gave it may do there.
#include "kernel/posts/slips.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "kernel/posts/fixture.h"
#include "kernel/registry/residences.h"

namespace linli::posts {
namespace {

using store::testing::town;

class Slips : public testing::PostTest {
protected:
    Outcome<Id> give(const kernel::Asker& asker, const Id& person) {
        const kernel::Asker again{asker.who, t.fresh(), ""};
        return t.write([&](store::Writer& db) { return give_slip(db, t.means, again, person); });
    }
    Outcome<Id> claim_as(const std::string& code, const std::string& login) {
        return t.write([&](store::Writer& db) {
            return claim(db, t.means, t.stranger(), code, login, "hashed " + login);
        });
    }
    Outcome<Id> give_account(const kernel::Asker& asker, const Id& account) {
        const kernel::Asker again{asker.who, t.fresh(), ""};
        return t.write(
            [&](store::Writer& db) { return give_account_slip(db, t.means, again, account); });
    }
    Outcome<Id> close(const kernel::Asker& asker, const Id& account) {
        return t.write(
            [&](store::Writer& db) { return close_account(db, t.means, asker, account); });
    }
    // What a slip opens is asked again of whoever gave it, so that it must be somebody.
    kernel::Asker holder_of(const std::string& role, const Id& place, const std::string& login) {
        kernel::Asker asker = t.stranger();
        asker.who.account = t.account_of(login);
        appointed(role, place, asker.who.account);
        asker.who = t.read([&](store::Reader& db) {
            return access::who_of(db, town, asker.who.account, t.today());
        });
        return asker;
    }
    std::string code(const Id& slip) { return code_of(t.means, town, slip); }
    access::Account account(const Id& id) {
        return t.read([&](store::Reader& db) { return access::account(db, town, id).value(); });
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, Slips, ::testing::ValuesIn(store::testing::engines()));

TEST_P(Slips, OpenAnAccountOnce) {
    const Id person = t.person_at(t.house, "王小明");
    ASSERT_TRUE(
        appoint_as(t.officer(), {.role = "stairwell_head", .place = t.building, .person = person}));
    EXPECT_EQ(give(t.stranger(), person).refusal().code, "no_such_person");
    EXPECT_EQ(give(t.as("grid_worker", t.grid), person).refusal().code, "not_yours");
    const kernel::Asker clerk = holder_of("window", t.north, "clerk");
    const std::string printed = code(give(clerk, person).value());
    EXPECT_EQ(printed.size(), 11u);
    EXPECT_EQ(claim_as("00000-00000", "wang").refusal().code, "no_such_slip");
    EXPECT_EQ(claim_as(printed, "x").refusal().code, "login_bad");
    EXPECT_EQ(claim_as(printed, "zhao").refusal().code, "login_taken");
    // As typed from paper.
    std::string typed = " " + text::lower(printed);
    std::erase(typed, '-');
    const Id id = claim_as(typed, "wang").value();
    EXPECT_EQ(account(id).person, person);
    EXPECT_EQ(account(id).name, "王小明");
    EXPECT_EQ(account(id).password, "hashed wang");
    // The post the person held without an account is the account's now.
    EXPECT_EQ(grants(id, t.today()).at(0).role, "stairwell_head");
    EXPECT_EQ(claim_as(printed, "wang2").refusal().code, "slip_used");
}

TEST_P(Slips, StopWhenANewOneIsGivenOrTimeIsUp) {
    const Id person = t.person_at(t.house, "王小明");
    const std::string first = code(give(t.window(), person).value());
    const std::string second = code(give(t.window(), person).value());
    EXPECT_NE(first, second);
    EXPECT_EQ(claim_as(first, "wang").refusal().code, "slip_expired");
    days_pass(7);
    EXPECT_EQ(claim_as(second, "wang").refusal().code, "slip_expired");
}

TEST_P(Slips, ForWhoHasAnAccountIsANewPassword) {
    const Id person = t.person_at(t.house, "王小明");
    const Id id = claim_as(code(give(t.window(), person).value()), "wang").value();
    sign_in(id);
    const std::string again = code(give(t.window(), person).value());
    EXPECT_EQ(claim_as(again, "other").value(), id);
    EXPECT_EQ(account(id).login, "wang");
    EXPECT_EQ(account(id).password, "hashed other");
    EXPECT_EQ(sessions(id), 0u);
}

TEST_P(Slips, AMergedRecordsAccountAndPostsAreStillTheirs) {
    const Id goes = t.person_at(t.house, "王小明"), stays = t.person_at(t.house, "王晓明");
    const Id third = t.person_at(t.house, "李四"), fourth = t.person_at(t.house, "李思");
    const Id id = claim_as(code(give(t.window(), goes).value()), "wang").value();
    ASSERT_TRUE(
        appoint_as(t.officer(), {.role = "stairwell_head", .place = t.building, .person = third}));
    const auto merge = [&](const Id& stay, const Id& go) {
        return t.write([&](store::Writer& db) {
            return registry::merge_persons(db, t.means, t.window(), stay, go, "重复登记");
        });
    };
    ASSERT_TRUE(merge(stays, goes));
    ASSERT_TRUE(merge(fourth, third));
    EXPECT_EQ(claim_as(code(give(t.window(), stays).value()), "other").value(), id);
    EXPECT_EQ(account(id).login, "wang");
    const kernel::Asker clerk = holder_of("window", t.north, "clerk");
    const Id li = claim_as(code(give(clerk, fourth).value()), "lisi").value();
    EXPECT_EQ(grants(li, t.today()).at(0).role, "stairwell_head");
}

TEST_P(Slips, WhoAskedIsToldOfThePostsANewAccountComesBy) {
    const Id wang = t.person_at(t.house, "王小明"), li = t.person_at(t.house, "李四");
    const kernel::Asker clerk = holder_of("window", t.north, "clerk");
    ASSERT_TRUE(
        appoint_as(t.officer(), {.role = "stairwell_head", .place = t.building, .person = wang}));
    ASSERT_TRUE(appoint_as(t.officer(), {.role = "grid_worker", .place = t.grid, .person = li}));
    std::vector<std::string> told;
    t.hooks.posts_changed.push_back(
        [&](store::Writer&, const kernel::Asker&, const kernel::Hooks::PostsChanged& change) {
            told.push_back(change.role);
        });
    ASSERT_TRUE(claim_as(code(give(clerk, wang).value()), "wang"));
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return add_account(db, t.means, t.window(),
                           {.login = "lisi", .name = "李四", .person = li});
    }));
    EXPECT_EQ(told, (std::vector<std::string>{"stairwell_head", "grid_worker"}));
}

TEST_P(Slips, AClerkCannotOpenASecretarysAccount) {
    const Id person = t.person_at(t.house, "王小明");
    const Id id = claim_as(code(give(t.window(), person).value()), "wang").value();
    ASSERT_TRUE(
        appoint_as(t.admin(), {.role = "street_officer", .place = t.street, .account = id}));
    EXPECT_EQ(give(t.window(), person).refusal().code, "not_yours");
    EXPECT_EQ(give_account(t.window(), id).refusal().code, "no_such_account");
    EXPECT_TRUE(give_account(t.admin(), id));
}

TEST_P(Slips, OpenNoMoreThanWhoeverGivesThemMayDo) {
    appointed("street_officer", t.street, qian);
    appointed("secretary", t.north, secretary);
    appointed("grid_worker", t.grid, zhao);
    EXPECT_EQ(give_account(t.window(), secretary).refusal(), (Refusal{"not_yours", "account", ""}));
    EXPECT_EQ(close(t.window(), secretary).refusal(), (Refusal{"not_yours", "account", ""}));
    EXPECT_TRUE(give_account(t.window(), zhao));
    EXPECT_TRUE(give_account(t.as("secretary", t.north), secretary));
    // A post that has not begun counts, and so does one that a person holds without an account.
    const Id person = t.person_at(t.house, "王小明");
    ASSERT_TRUE(appoint_as(
        t.officer(),
        {.role = "secretary", .place = t.north, .person = person, .from = t.today().plus(3)}));
    EXPECT_EQ(give(t.window(), person).refusal(), (Refusal{"not_yours", "person", ""}));
    EXPECT_TRUE(give(t.as("secretary", t.north), person));
    const Id same = t.person_at(t.house, "王晓明");
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return registry::merge_persons(db, t.means, t.window(), same, person, "重复登记");
    }));
    EXPECT_EQ(give(t.window(), same).refusal(), (Refusal{"not_yours", "person", ""}));
    EXPECT_TRUE(close(t.window(), zhao));
    EXPECT_TRUE(close(t.admin(), secretary));
}

TEST_P(Slips, AreVoidWhenTheyWouldOpenMoreThanTheyDid) {
    appointed("street_officer", t.street, qian);
    const kernel::Asker clerk = holder_of("window", t.north, "clerk");
    const Id head = t.person_at(t.house, "王小明");
    const Id chosen = t.person_at(t.house, "李秀英");
    const std::string printed = code(give(clerk, head).value());
    const std::string void_one = code(give(clerk, chosen).value());
    const std::string void_two = code(give_account(clerk, zhao).value());
    ASSERT_TRUE(
        appoint_as(t.officer(), {.role = "stairwell_head", .place = t.building, .person = head}));
    ASSERT_TRUE(appoint_as(t.officer(), {.role = "secretary", .place = t.north, .person = chosen}));
    appointed("secretary", t.south, zhao);
    EXPECT_EQ(claim_as(void_one, "li").refusal(), (Refusal{"slip_void", "code", ""}));
    EXPECT_EQ(claim_as(void_two, "").refusal(), (Refusal{"slip_void", "code", ""}));
    EXPECT_EQ(account(zhao).password, "");
    EXPECT_TRUE(claim_as(printed, "wang"));
    // Who may appoint may print before they do.
    const kernel::Asker admin = holder_of("administrator", t.street, "admin");
    const Id sun = t.account_of("sun");
    const std::string before = code(give_account(admin, sun).value());
    appointed("window", t.south, sun);
    EXPECT_EQ(claim_as(before, "").value(), sun);
    // Whoever gave it and left is above nobody.
    const std::string left = code(give(clerk, head).value());
    ASSERT_TRUE(close(t.admin(), clerk.who.account));
    EXPECT_EQ(claim_as(left, "").refusal().code, "slip_void");
}

TEST_P(Slips, TheDeadGetNone) {
    const Id person = t.person_at(t.house, "王小明");
    const std::string printed = code(give(t.window(), person).value());
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return registry::note_death(db, t.means, t.window(), person, 1, t.today());
    }));
    EXPECT_EQ(give(t.window(), person).refusal().code, "gone");
    EXPECT_EQ(claim_as(printed, "wang").refusal().code, "gone");
}

TEST_P(Slips, StaffAccountsBeginWithoutAPassword) {
    const auto add = [&](const kernel::Asker& asker, const NewAccount& is) {
        return t.write([&](store::Writer& db) { return add_account(db, t.means, asker, is); });
    };
    EXPECT_EQ(add(t.as("grid_worker", t.grid), {.login = "sun", .name = "孙"}).refusal().code,
              "not_yours");
    EXPECT_EQ(add(t.admin(), {.login = "sun", .name = " "}).refusal().code, "field_missing");
    EXPECT_EQ(add(t.admin(), {.login = "zhao", .name = "孙"}).refusal().code, "login_taken");
    const Id id = add(t.admin(), {.login = "sun", .name = "孙"}).value();
    EXPECT_EQ(account(id).password, "");
    EXPECT_EQ(claim_as(code(give_account(t.admin(), id).value()), "").value(), id);
    EXPECT_NE(account(id).password, "");
}

}  // namespace
}  // namespace linli::posts
