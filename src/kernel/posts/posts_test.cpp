// Posts: who may appoint whom, who acts where nobody holds a role, and whose post cannot end.
#include "kernel/posts/posts.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "kernel/posts/slips.h"
#include "kernel/posts/testing.h"
#include "kernel/registry/residences.h"

namespace linli::posts {
namespace {

using store::testing::town;
using testing::TestTown;

class Posts : public ::testing::TestWithParam<std::string> {
protected:
    Outcome<Id> appoint_as(const kernel::Asker& asker, const NewPost& is) {
        return t.write([&](store::Writer& db) { return appoint(db, t.means, asker, is); });
    }
    Id appointed(const std::string& role, const Id& place, const Id& account) {
        return appoint_as(t.admin(), {.role = role, .place = place, .account = account}).value();
    }
    Outcome<Id> end(const kernel::Asker& asker, const Id& id, Day day) {
        const auto is = t.read([&](store::Reader& db) { return post(db, town, id); });
        const std::int64_t edition = is ? is->edition : 0;
        return t.write([&](store::Writer& db) {
            return end_post(db, t.means, asker, id, edition, day, "调离");
        });
    }
    Outcome<Id> stand(const kernel::Asker& asker, const Id& id, const Id& account, Day from,
                      Day to) {
        return t.write(
            [&](store::Writer& db) { return stand_in(db, t.means, asker, id, account, from, to); });
    }
    std::optional<Turn> turn(const std::string& role, const Id& place) {
        const access::Path path = t.path_of(place);
        return t.read([&](store::Reader& db) {
            return mover(db, carried_roles(), town, role, path, t.today());
        });
    }
    std::vector<access::Grant> grants(const Id& account, Day day) {
        return t.read([&](store::Reader& db) { return access::grants_of(db, town, account, day); });
    }
    std::size_t sessions(const Id& account) {
        return t.read([&](store::Reader& db) {
            return access::sessions_of(db, town, account, t.inside.clock.now()).size();
        });
    }
    void sign_in(const Id& account) {
        t.write([&](store::Writer& db) -> Outcome<Done> {
             const access::Session session{
                 t.fresh(), account, "", db.now(), {db.now().micros + micros_per_hour}};
             access::begin_session(db, session, access::make_token(t.random),
                                   t.stranger().line("account", account, "login"));
             return Done{};
         }).value();
    }
    void days_pass(int days) {
        t.inside.clock.set({t.inside.clock.now().micros + days * micros_per_day});
    }

    TestTown t{GetParam()};
    Id secretary = t.account_of("secretary");
    Id zhao = t.account_of("zhao");
    Id qian = t.account_of("qian");
};

INSTANTIATE_TEST_SUITE_P(Engines, Posts, ::testing::ValuesIn(store::testing::engines()));

TEST_P(Posts, GiveTheirRightsFromTheirDayToTheirDay) {
    appointed("window", t.north, qian);
    const Id id = appoint_as(t.admin(), {.role = "grid_worker",
                                         .place = t.grid,
                                         .account = zhao,
                                         .from = t.today().plus(1),
                                         .to = t.today().plus(3)})
                      .value();
    EXPECT_TRUE(grants(zhao, t.today()).empty());
    ASSERT_EQ(grants(zhao, t.today().plus(1)).size(), 1u);
    EXPECT_EQ(grants(zhao, t.today().plus(2))[0].post, id);
    EXPECT_TRUE(grants(zhao, t.today().plus(3)).empty());
}

TEST_P(Posts, AppointingIsRefused) {
    const Id unit = t.write([&](store::Writer& db) {
                         registry::NewUnit is;
                         is.values.kind = "property";
                         is.values.name = "和风物业";
                         is.values.place = t.estate;
                         return registry::add_unit(db, t.means, t.officer(), is);
                     }).value();
    const Id held = appointed("grid_worker", t.grid, zhao);
    kernel::Asker self = t.admin();
    self.who.account = qian;
    const struct {
        kernel::Asker asker;
        NewPost is;
        Refusal want;
    } rows[] = {
        {t.admin(), {.role = "x", .place = t.fresh()}, {"no_such_place", "place", ""}},
        {t.officer(),
         {.role = "x", .place = t.grid, .unit = t.fresh()},
         {"no_such_unit", "unit", ""}},
        {t.as("secretary", t.south), {.role = "x", .place = t.grid}, {"not_yours", "place", ""}},
        {t.window(),
         {.role = "grid_worker", .place = t.grid, .account = qian},
         {"not_yours", "place", ""}},
        {t.admin(),
         {.role = "x", .place = t.grid, .person = t.fresh()},
         {"no_such_person", "person", ""}},
        {t.admin(),
         {.role = "x", .place = t.grid, .account = t.fresh()},
         {"no_such_account", "account", ""}},
        {self,
         {.role = "secretary", .place = t.north, .account = qian},
         {"not_yourself", "account", ""}},
        {t.admin(),
         {.role = "grid_worker", .place = t.grid, .name = " "},
         {"field_missing", "account", ""}},
        {t.admin(),
         {.role = "king", .place = t.grid, .account = qian},
         {"no_such_role", "role", "king"}},
        {t.admin(),
         {.role = "secretary", .place = t.grid, .account = qian},
         {"role_not_here", "role", "committee,community,village"}},
        {t.officer(),
         {.role = "grid_worker", .place = {}, .unit = unit, .account = qian},
         {"role_not_here", "role", "area,grid,small_grid"}},
        {t.admin(),
         {.role = "grid_worker", .place = t.grid, .account = zhao},
         {"already_holds", "role", held.text()}},
        {t.admin(),
         {.role = "grid_worker", .place = t.grid, .account = qian, .to = t.today()},
         {"day_before_start", "to", t.today().text()}},
    };
    for (const auto& row : rows) {
        const auto done = appoint_as(row.asker, row.is);
        ASSERT_FALSE(done) << row.want.code;
        EXPECT_EQ(done.refusal(), row.want);
    }
    EXPECT_TRUE(grants(qian, t.today()).empty());
    EXPECT_TRUE(
        appoint_as(t.officer(), {.role = "repairer", .place = {}, .unit = unit, .account = qian}));
}

TEST_P(Posts, TheTurnIsTheNearestHoldersThenWhomTheRoleFallsTo) {
    EXPECT_EQ(turn("stairwell_head", t.house), std::nullopt);
    appointed("street_officer", t.street, qian);
    EXPECT_EQ(turn("stairwell_head", t.house)->role, "street_officer");
    EXPECT_EQ(turn("stairwell_head", t.house)->place, t.street);
    appointed("window", t.south, zhao);
    EXPECT_EQ(turn("stairwell_head", t.house)->place, t.street);  // another community's window
    appointed("window", t.north, zhao);
    EXPECT_EQ(turn("stairwell_head", t.house)->place, t.north);
    EXPECT_EQ(turn("window", t.north)->place, t.north);
    const Id worker = appointed("grid_worker", t.grid, zhao);
    EXPECT_EQ(turn("stairwell_head", t.house)->place, t.grid);
    // Whoever cannot sign in does not act.
    ASSERT_TRUE(
        appoint_as(t.admin(), {.role = "stairwell_head", .place = t.building, .name = "老张"}));
    EXPECT_EQ(turn("stairwell_head", t.house)->role, "grid_worker");
    appointed("stairwell_head", t.building, qian);
    EXPECT_EQ(turn("stairwell_head", t.house)->place, t.building);
    ASSERT_TRUE(end(t.admin(), worker, t.today()));
    EXPECT_EQ(turn("grid_worker", t.house)->role, "window");
    EXPECT_EQ(turn("no_such_role", t.house), std::nullopt);
    EXPECT_EQ(t.read([&](store::Reader& db) {
        return accounts_of(db, town, *turn("stairwell_head", t.house), t.today());
    }),
              std::vector<Id>{qian});
}

TEST_P(Posts, InAUnitTheTurnGoesUpTheUnitsAndThenToThePlace) {
    const auto unit_of = [&](const std::string& name, std::optional<Id> parent) {
        registry::NewUnit is;
        is.parent = parent;
        is.values.kind = "property";
        is.values.name = name;
        is.values.place = t.estate;
        return t
            .write(
                [&](store::Writer& db) { return registry::add_unit(db, t.means, t.officer(), is); })
            .value();
    };
    const Id company = unit_of("和风物业", {});
    const Id team = unit_of("和风物业工程部", company);
    const auto turn_in = [&](const Id& id) {
        return t.read([&](store::Reader& db) {
            const auto unit = registry::unit(db, town, id).value();
            return unit_mover(db, carried_roles(), town, "repairer", unit, t.today());
        });
    };
    EXPECT_EQ(turn_in(team), std::nullopt);
    appointed("window", t.north, qian);
    EXPECT_EQ(turn_in(team)->place, t.north);
    ASSERT_TRUE(appoint_as(t.officer(),
                           {.role = "repairer", .place = {}, .unit = company, .account = zhao}));
    EXPECT_EQ(turn_in(team)->unit, company);
    EXPECT_EQ(turn_in(team)->within(), company);
    ASSERT_TRUE(
        appoint_as(t.officer(), {.role = "repairer", .place = {}, .unit = team, .account = qian}));
    EXPECT_EQ(turn_in(team)->unit, team);
}

TEST_P(Posts, TheLastOfAChainCannotEnd) {
    const Id officer = appointed("street_officer", t.street, qian);
    const Id worker = appointed("grid_worker", t.grid, zhao);
    EXPECT_EQ(end(t.admin(), officer, t.today()).refusal(),
              (Refusal{"last_holder", "post", "street_officer"}));
    ASSERT_TRUE(end(t.admin(), worker, t.today()));  // the officer is left
    // One whose own end is known is nobody to rely on.
    ASSERT_TRUE(appoint_as(
        t.admin(),
        {.role = "street_officer", .place = t.street, .account = zhao, .to = t.today().plus(5)}));
    EXPECT_EQ(end(t.admin(), officer, t.today().plus(4)).refusal().code, "last_holder");
    appointed("street_officer", t.street, secretary);
    ASSERT_TRUE(end(t.admin(), officer, t.today().plus(4)));
}

TEST_P(Posts, ATermNeedsSomebodyWhoStays) {
    const NewPost term{
        .role = "grid_worker", .place = t.grid, .account = zhao, .to = t.today().plus(90)};
    EXPECT_EQ(appoint_as(t.admin(), term).refusal(), (Refusal{"last_holder", "to", "grid_worker"}));
    appointed("window", t.north, qian);
    EXPECT_TRUE(appoint_as(t.admin(), term));
}

TEST_P(Posts, TheLastAdministratorCannotGoInAnyWay) {
    const Id root = t.account_of("root");
    const Id first = t.write([&](store::Writer& db) {
                          return appoint_first(db, t.means, t.stranger(), root, "administrator");
                      }).value();
    EXPECT_EQ(t.write([&](store::Writer& db) {
                   return appoint_first(db, t.means, t.stranger(), zhao, "administrator");
               })
                  .refusal()
                  .code,
              "posts_exist");
    EXPECT_EQ(end(t.admin(), first, t.today()).refusal().code, "last_holder");
    EXPECT_EQ(
        t.write([&](store::Writer& db) { return close_account(db, t.means, t.admin(), root); })
            .refusal()
            .code,
        "last_holder");
    // Somebody standing in does not count.
    ASSERT_TRUE(stand(t.admin(), first, zhao, t.today(), t.today().plus(9)));
    EXPECT_EQ(end(t.admin(), first, t.today()).refusal().code, "last_holder");
    appointed("administrator", t.street, qian);
    ASSERT_TRUE(
        t.write([&](store::Writer& db) { return close_account(db, t.means, t.admin(), root); }));
    EXPECT_TRUE(grants(zhao, t.today()).empty());  // who stood in went with the post
    // A watcher is nobody's last resort.
    EXPECT_TRUE(end(t.admin(), appointed("auditor", t.street, zhao), t.today()));
}

TEST_P(Posts, EndingIsRefused) {
    appointed("street_officer", t.street, qian);
    const Id id = appointed("grid_worker", t.grid, zhao);
    EXPECT_EQ(end(t.admin(), t.fresh(), t.today()).refusal().code, "no_such_post");
    EXPECT_EQ(end(t.window(), id, t.today()).refusal().code, "not_yours");
    EXPECT_EQ(end(t.as("secretary", t.south), id, t.today()).refusal().code, "not_yours");
    EXPECT_EQ(end(t.admin(), id, t.day(1)).refusal().code, "day_before_start");
    EXPECT_EQ(t.write([&](store::Writer& db) {
                   return end_post(db, t.means, t.admin(), id, 9, t.today(), "");
               })
                  .refusal()
                  .code,
              "changed_meanwhile");
    ASSERT_TRUE(end(t.admin(), id, t.today()));
    EXPECT_EQ(end(t.admin(), id, t.today()).refusal().code, "post_ended");
}

TEST_P(Posts, ASessionEndsWithTheLastPost) {
    appointed("street_officer", t.street, qian);
    const Id one = appointed("grid_worker", t.grid, zhao);
    const Id two = appointed("stairwell_head", t.building, zhao);
    sign_in(zhao);
    ASSERT_TRUE(end(t.admin(), one, t.today()));
    EXPECT_EQ(sessions(zhao), 1u);
    ASSERT_TRUE(end(t.admin(), two, t.today().plus(1)));
    EXPECT_EQ(sessions(zhao), 1u);  // the post lasts the day
    days_pass(1);
    sign_in(zhao);
    EXPECT_TRUE(grants(zhao, t.today()).empty());
    t.write([&](store::Writer& db) -> Outcome<Done> {
         day_came(db, t.means, t.stranger(), t.today());
         return Done{};
     }).value();
    EXPECT_EQ(sessions(zhao), 0u);
    sign_in(zhao);
    ASSERT_TRUE(end(t.admin(), appointed("grid_worker", t.grid, zhao), t.today()));
    EXPECT_EQ(sessions(zhao), 0u);
}

TEST_P(Posts, SomebodyStandsInWhileTheHolderIsAway) {
    appointed("street_officer", t.street, secretary);
    const Id id = appointed("grid_worker", t.grid, zhao);
    const Day from = t.today(), to = t.today().plus(7);
    EXPECT_EQ(stand(t.admin(), t.fresh(), qian, from, to).refusal().code, "no_such_post");
    EXPECT_EQ(stand(t.admin(), id, t.fresh(), from, to).refusal().code, "no_such_account");
    EXPECT_EQ(stand(t.window(), id, qian, from, to).refusal().code, "not_yours");
    EXPECT_EQ(stand(t.admin(), id, zhao, from, to).refusal().code, "already_holds");
    EXPECT_EQ(stand(t.admin(), id, qian, from, from).refusal().code, "day_before_start");
    // Who may appoint does not come by the rights of a post that way either.
    kernel::Asker self = t.admin();
    self.who.account = qian;
    EXPECT_EQ(stand(self, id, qian, from, to).refusal(), (Refusal{"not_yourself", "account", ""}));
    kernel::Asker holder = t.stranger();
    holder.who.account = zhao;
    EXPECT_EQ(stand(holder, id, zhao, from, to).refusal().code, "not_yourself");
    // The holder may say which colleague; whom nobody has given work yet is no colleague.
    EXPECT_EQ(stand(holder, id, qian, from, to).refusal().code, "no_such_account");
    const Id other = appointed("mediator", t.north, qian);
    const Id stands = stand(holder, id, qian, from, to).value();
    ASSERT_TRUE(end(t.admin(), other, from));
    EXPECT_TRUE(grants(qian, from).at(0).stand_in);
    EXPECT_TRUE(grants(qian, to).empty());
    EXPECT_EQ(stand(t.admin(), stands, secretary, from, to).refusal().code, "post_ended");
    ASSERT_TRUE(end(t.admin(), id, t.today().plus(2)));
    EXPECT_TRUE(grants(qian, t.today().plus(2)).empty());
    EXPECT_FALSE(grants(qian, t.today().plus(1)).empty());
    EXPECT_EQ(stand(t.admin(), id, secretary, from, to).refusal().code, "day_after_end");
}

TEST_P(Posts, WhoAskedIsToldOfEveryChange) {
    std::vector<std::string> told;
    t.hooks.posts_changed.push_back(
        [&](store::Writer&, const kernel::Asker&, const kernel::Hooks::PostsChanged& change) {
            told.push_back(change.role);
        });
    appointed("street_officer", t.street, secretary);
    const Id id = appointed("grid_worker", t.grid, zhao);
    ASSERT_TRUE(stand(t.admin(), id, qian, t.today(), t.today().plus(3)));
    ASSERT_TRUE(end(t.admin(), id, t.today()));
    EXPECT_EQ(told, (std::vector<std::string>{"street_officer", "grid_worker", "grid_worker",
                                              "grid_worker"}));
}

TEST_P(Posts, CoverageNamesWhereNobodyIs) {
    const Id first = t.place_of("stairwell", "1", t.building);
    const Id second = t.place_of("stairwell", "2", t.building);
    const Id closed = t.place_of("stairwell", "3", t.building);
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return registry::end_place(db, t.means, t.officer(), closed, 1, t.today());
    }));
    // A stairwell head without an account covers the stairwell all the same.
    ASSERT_TRUE(appoint_as(t.admin(), {.role = "stairwell_head", .place = first, .name = "老张"}));
    const access::Path north = t.path_of(t.north);
    t.read([&](store::Reader& db) {
        bool found = false;
        for (const Coverage& one : coverage(db, carried_roles(), town, north, t.today())) {
            if (one.role != "stairwell_head") continue;
            EXPECT_EQ(one.kind, "stairwell") << "a building may have one, and needs none";
            found = true;
            EXPECT_EQ(one.places, 2);
            EXPECT_EQ(one.held, 1);
        }
        EXPECT_TRUE(found);
        const auto missing =
            uncovered(db, town, "stairwell_head", "stairwell", north, "", 9, t.today());
        EXPECT_EQ(missing.size(), 1u);
        EXPECT_EQ(missing.at(0).id, second);
        EXPECT_TRUE(uncovered(db, town, "stairwell_head", "stairwell", north, missing.at(0).path, 9,
                              t.today())
                        .empty());
        return 0;
    });
}

class Slips : public Posts {
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
            return registry::merge_persons(db, t.means, t.window(), stay, go);
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
        return registry::merge_persons(db, t.means, t.window(), same, person);
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

TEST(RoleBook, RefusesWhatCannotBeHonoured) {
    const std::string title = "title: { zh: \"甲\", en: \"A\" }";
    const struct {
        std::string source, what;
    } rows[] = {
        {"roles:\n  a: { " + title + ", falls_to: b }\n", "a falls to b, which is no role"},
        {"roles:\n  a: { " + title + ", falls_to: b }\n  b: { " + title + ", falls_to: a }\n",
         "a falls to itself in the end"},
        {"roles:\n  a: { " + title + ", held_at: [grid], wanted_at: [area] }\n",
         "a is wanted at area, where it is not held"},
        {"roles:\n  a: { " + title + ", rihgts: [x] }\n",
         "unknown word rihgts; did you mean rights?"},
    };
    for (const auto& row : rows) {
        const auto book = RoleBook::make(yaml::parse(row.source, "x.yaml").value());
        ASSERT_FALSE(book) << row.source;
        EXPECT_EQ(book.refusal().with, row.what);
    }
    EXPECT_TRUE(carried_roles().guarded("administrator"));
    EXPECT_TRUE(carried_roles().guarded("grid_worker"));
    EXPECT_FALSE(carried_roles().guarded("auditor"));
    EXPECT_FALSE(carried_roles().guarded("nobody"));
    EXPECT_TRUE(carried_roles().rights().at("window").contains("people.edit"));
}

}  // namespace
}  // namespace linli::posts
