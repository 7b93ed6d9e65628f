// Units: one code once, a tree without circles, a number that is looked at with a purpose.
#include "kernel/registry/units.h"

#include <gtest/gtest.h>

#include "kernel/posts/testing.h"

namespace linli::registry {
namespace {

using posts::testing::TestTown;
using store::testing::town;

class Units : public testing::TestWithParam<std::string> {
protected:
    Outcome<Id> add(const kernel::Asker& asker, const UnitChanges& values,
                    std::optional<Id> parent = {}) {
        return t.write([&](store::Writer& db) {
            return add_unit(db, t.means, asker, {.parent = parent, .values = values});
        });
    }
    UnitChanges company(const std::string& name, const Id& place) {
        return {.kind = "company", .name = name, .place = place};
    }
    Unit kept(const Id& id) {
        return t.read([&](store::Reader& db) { return unit(db, town, id).value(); });
    }
    Outcome<Id> move(const Id& id, std::optional<Id> parent) {
        const std::int64_t edition = kept(id).edition;
        return t.write([&](store::Writer& db) {
            return move_unit(db, t.means, t.officer(), id, edition, parent);
        });
    }
    Outcome<Id> end(const Id& id) {
        const std::int64_t edition = kept(id).edition;
        return t.write([&](store::Writer& db) {
            return end_unit(db, t.means, t.officer(), id, edition, t.today());
        });
    }

    TestTown t{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, Units, testing::ValuesIn(store::testing::engines()));

TEST_P(Units, AddingIsRefused) {
    UnitChanges coded = company("和风物业", t.estate);
    coded.code = "91350100m000100y43";
    const Id id = add(t.officer(), coded).value();
    EXPECT_EQ(kept(id).code, "91350100M000100Y43");
    UnitChanges in_the_south = company("和风分公司", t.south);
    in_the_south.code = coded.code;
    UnitChanges wrong = company("错码公司", t.south);
    wrong.code = "91350100M000100Y44";
    UnitChanges castle = company("城堡", t.south);
    castle.kind = "castle";
    const struct {
        kernel::Asker asker;
        UnitChanges values;
        Refusal want;
    } rows[] = {
        {t.officer(), {}, {"field_missing", "place", ""}},
        {t.officer(), company("", t.fresh()), {"no_such_place", "place", ""}},
        {t.as("grid_worker", t.grid), company("", t.estate), {"not_yours", "place", ""}},
        {t.officer(), company(" ", t.south), {"field_missing", "name", ""}},
        {t.officer(), castle, {"no_such_kind", "kind", "castle"}},
        {t.officer(), wrong, {"credit_check_digit", "code", ""}},
        {t.officer(), in_the_south, {"duplicate_of", "code", id.text()}},
        {t.as("window", t.south), in_the_south, {"registered_elsewhere", "code", ""}},
        {t.officer(), company("和风物业", t.estate), {"maybe_same", "name", id.text()}},
    };
    for (const auto& row : rows) {
        const auto added = add(row.asker, row.values);
        ASSERT_FALSE(added) << row.want.code;
        EXPECT_EQ(added.refusal().code, row.want.code);
        EXPECT_EQ(added.refusal().at, row.want.at);
        if (!row.want.with.empty()) {
            EXPECT_EQ(added.refusal().with, row.want.with);
        }
    }
    EXPECT_EQ(add(t.as("window", t.south), company("分公司", t.south), id).refusal(),
              (Refusal{"no_such_unit", "parent", ""}));
}

TEST_P(Units, FormATreeWithoutCircles) {
    const Id top = add(t.officer(), company("总公司", t.street)).value();
    const Id middle = add(t.officer(), company("分公司", t.north), top).value();
    const Id leaf = add(t.officer(), company("工程部", t.estate), middle).value();
    EXPECT_EQ(move(top, leaf).refusal().code, "unit_within_itself");
    EXPECT_EQ(move(leaf, middle).refusal().code, "already_there");
    EXPECT_EQ(end(middle).refusal().code, "unit_not_empty");
    ASSERT_TRUE(move(middle, std::nullopt));
    const auto way = t.read([&](store::Reader& db) {
        std::string names;
        for (const Unit& unit : way_of(db, town, kept(leaf)))
            names += unit.name + " ";
        return names;
    });
    EXPECT_EQ(way, "分公司 工程部 ");
    ASSERT_TRUE(end(leaf));
    EXPECT_EQ(end(leaf).refusal().code, "unit_ended");
    EXPECT_TRUE(end(middle));
}

TEST_P(Units, TheContactsNumberIsSealedAndLookedAtWithAPurpose) {
    UnitChanges values = company("和风物业", t.estate);
    values.phone = "138 0000 0001";
    const Id id = add(t.officer(), values).value();
    EXPECT_EQ(kept(id).phone.find("0001"), std::string::npos);
    EXPECT_EQ(t.read([&](store::Reader& db) { return open_phone(db, t.means, town, kept(id)); }),
              "13800000001");
    const auto look = [&](const kernel::Asker& asker, const std::string& purpose) {
        return t.write(
            [&](store::Writer& db) { return reveal_unit(db, t.means, asker, id, purpose); });
    };
    EXPECT_EQ(look(t.stranger(), "联系").refusal().code, "no_such_unit");
    EXPECT_EQ(look(t.as("auditor", t.street), "联系").refusal().code, "no_such_unit");
    EXPECT_EQ(look(t.window(), "查").refusal().code, "field_missing");
    EXPECT_TRUE(look(t.window(), "联系"));
}

TEST_P(Units, EditsKeepTheNameFindable) {
    const Id id = add(t.officer(), company("和风物业", t.estate)).value();
    const auto edit = [&](const UnitChanges& changes, std::int64_t edition) {
        return t.write([&](store::Writer& db) {
            return edit_unit(db, t.means, t.officer(), id, edition, changes);
        });
    };
    EXPECT_EQ(edit({.name = "和风物业"}, 1).refusal().code, "nothing_changed");
    EXPECT_EQ(edit({.name = "春风物业"}, 2).refusal().code, "changed_meanwhile");
    ASSERT_TRUE(edit({.name = "春风物业", .staff = 12}, 1));
    EXPECT_EQ(kept(id).staff, 12);
    ASSERT_TRUE(edit({.staff = std::optional<std::int64_t>()}, 2));
    EXPECT_EQ(kept(id).staff, std::nullopt);
    const access::Path path = t.path_of(t.north);
    t.read([&](store::Reader& db) {
        EXPECT_EQ(units_within(db, town, "", path, "", {}, 9).size(), 1u);
        EXPECT_EQ(units_within(db, town, "shop", path, "", {}, 9).size(), 0u);
        EXPECT_EQ(units_within(db, town, "company", path, "", {}, 9).at(0).name, "春风物业");
        return 0;
    });
}

TEST_P(Units, TakeThePostsHeldInThemWhereTheyGo) {
    const Id id = add(t.officer(), company("民政科", t.north)).value();
    const Id clerk = t.account_of("zhao"), stands = t.account_of("qian"),
             left = t.account_of("sun");
    const auto appointed = [&](const Id& account) {
        return t
            .write([&](store::Writer& db) {
                const posts::NewPost is{.role = "office_clerk", .unit = id, .account = account};
                return posts::appoint(db, t.means, t.officer(), is);
            })
            .value();
    };
    const Id post = appointed(clerk), ended = appointed(left);
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return posts::end_post(db, t.means, t.officer(), ended, 1, t.today(), "调离");
    }));
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return posts::stand_in(db, t.means, t.officer(), post, stands, t.today(), t.day(-3));
    }));
    std::vector<access::Path> told;
    t.hooks.posts_changed.push_back(
        [&](store::Writer&, const kernel::Asker&, const kernel::Hooks::PostsChanged& changed) {
            EXPECT_EQ(changed.role, "office_clerk");
            told.push_back(changed.path);
        });
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return edit_unit(db, t.means, t.officer(), id, 1, {.place = t.south});
    }));

    const access::Path north = t.path_of(t.north), south = t.path_of(t.south);
    EXPECT_EQ(told, (std::vector<access::Path>{north, south}));
    for (const Id& account : {clerk, stands}) {
        const access::Who who =
            t.read([&](store::Reader& db) { return access::who_of(db, town, account, t.today()); });
        EXPECT_FALSE(access::may(who, t.roles, "people.see", north));
        EXPECT_TRUE(access::may(who, t.roles, "people.see", south));
        EXPECT_EQ(who.grants.at(0).place, t.south);
    }
    t.read([&](store::Reader& db) {
        EXPECT_EQ(posts::post(db, town, post)->path, south);
        EXPECT_EQ(posts::post(db, town, post)->place, t.south);
        EXPECT_EQ(posts::post(db, town, ended)->path, north) << "what had ended stays in its day";
        return 0;
    });
}

TEST_P(Units, DoNotEndUnderWhoHoldsAPostForATerm) {
    const Id id = add(t.officer(), company("民政科", t.north)).value();
    const Id clerk = t.account_of("zhao"), window = t.account_of("qian");
    for (const posts::NewPost& is :
         {posts::NewPost{.role = "window", .place = t.north, .account = window},
          {.role = "unit_contact", .unit = id, .account = clerk, .to = t.day(-3)}}) {
        ASSERT_TRUE(t.write(
            [&](store::Writer& db) { return posts::appoint(db, t.means, t.officer(), is); }));
    }
    EXPECT_EQ(end(id).refusal().code, "unit_not_empty");
}

TEST_P(Units, AreMovedWithThePostsInThemOnlyByWhomMayAppoint) {
    const auto moves = [&](const Id& id, const kernel::Asker& asker, const Id& place) {
        const std::int64_t edition = kept(id).edition;
        const auto moved = t.write([&](store::Writer& db) {
            return edit_unit(db, t.means, asker, id, edition, {.place = place});
        });
        return moved ? "" : moved.refusal().code + " " + moved.refusal().at;
    };
    const Id empty = add(t.officer(), company("和风物业", t.north)).value();
    const Id id = add(t.officer(), company("民政科", t.north)).value();
    const Id clerk = t.account_of("zhao");
    t.write([&](store::Writer& db) {
         return posts::appoint(db, t.means, t.officer(),
                               {.role = "office_clerk", .unit = id, .account = clerk});
     }).value();
    EXPECT_EQ(moves(empty, t.window(), t.grid), "");
    EXPECT_EQ(moves(id, t.window(), t.grid), "not_yours place");
    // Who may appoint here and there, each alone, may not either.
    t.roles["mover"] = {"units.edit", "units.see"};
    for (const auto& [here, there] : {std::pair(t.north, t.south), {t.south, t.north}}) {
        kernel::Asker half = t.as("secretary", here);
        half.who.grants.push_back(t.as("mover", there).who.grants.front());
        EXPECT_EQ(moves(id, half, t.south), "not_yours place");
    }
    EXPECT_EQ(moves(id, t.as("secretary", t.north), t.grid), "");
}

}  // namespace
}  // namespace linli::registry
