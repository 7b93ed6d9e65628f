// Posts: who may appoint whom, who acts where nobody holds a role, and whose post cannot end.
#include "kernel/posts/posts.h"

#include <gtest/gtest.h>

#include "kernel/posts/fixture.h"

namespace linli::posts {
namespace {

using store::testing::town;

class Posts : public testing::PostTest {};

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
        {t.officer(),
         {.role = "administrator", .place = t.north, .account = qian},
         {"not_yours", "role", ""}},
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
            return unit_mover(db, t.means, town, "repairer", unit, t.today());
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

TEST(RoleBook, SaysWhichRolesAskForASecondFactor) {
    const std::string source =
        "roles:\n"
        "  king:\n    title: { zh: \"王\", en: \"King\" }\n    second_factor: true\n"
        "  smith:\n    title: { zh: \"匠\", en: \"Smith\" }\n";
    const auto book = RoleBook::make(yaml::parse(source, "x.yaml").value());
    EXPECT_EQ(book.value().second_factor_roles(), std::set<std::string>{"king"});
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
