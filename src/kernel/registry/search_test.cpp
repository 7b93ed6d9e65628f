// The search box: what finds whom, and who finds nothing.
#include "kernel/registry/search.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "kernel/posts/testing.h"
#include "kernel/registry/households.h"
#include "kernel/registry/houses.h"

namespace linli::registry {
namespace {

using posts::testing::TestTown;
using store::testing::town;

class Searches : public testing::TestWithParam<std::string> {
protected:
    // Names of what was found, with the reason where it is not the name: "王小明/phone".
    std::string find(const kernel::Asker& asker, const std::string& text,
                     const std::string& kind = "", const Id& within = {}) {
        Question question{text, kind, within ? t.path_of(within) : "", 12};
        std::string found;
        for (const Hit& hit :
             t.read([&](store::Reader& db) { return search(db, t.means, asker.who, question); })) {
            found += (found.empty() ? "" : " ") + hit.name;
            if (!hit.why.empty()) found += "/" + hit.why;
        }
        return found;
    }
    Id unit_of(const std::string& name, const Id& place, const std::string& code = "") {
        NewUnit is;
        is.values.kind = "company";
        is.values.name = name;
        is.values.place = place;
        is.values.code = code;
        is.values.phone = "0574-87654321";
        return t.write([&](store::Writer& db) { return add_unit(db, t.means, t.officer(), is); })
            .value();
    }

    TestTown t{GetParam()};
    Id wang = t.person_at(t.house, "王小明", "11010519491231002X", "13800001234");
    Id ouyang = t.person_at(t.other_house, "欧阳修远");
    Id south = t.person_at(t.south_house, "王晓明", "440524188001010014", "13900001234");
};

INSTANTIATE_TEST_SUITE_P(Engines, Searches, testing::ValuesIn(store::testing::engines()));

TEST_P(Searches, FindPeopleByWhatTheyAreCalled) {
    const struct {
        const char *typed, *found;
    } rows[] = {
        {"王", "王小明 王晓明"},
        {"小明", "王小明"},
        {"明", "王小明 王晓明"},
        {"王小明", "王小明"},
        {" 王 小明 ", "王小明"},
        {"欧阳修远", "欧阳修远"},
        {"阳修", "欧阳修远"},
        {"wxm", "王小明 王晓明"},
        {"OY", "欧阳修远"},
        {"oyxy", "欧阳修远"},
        {"ox", ""},
        {"修欧", ""},
        {"张", ""},
        {"", ""},
        {"%", ""},
    };
    for (const auto& row : rows)
        EXPECT_EQ(find(t.officer(), row.typed, "person"), row.found) << row.typed;
}

TEST_P(Searches, FindPeopleByTheirNumbersAndByTheLastFour) {
    const struct {
        const char *typed, *found;
    } rows[] = {
        {"1234", "王小明/phone 王晓明/phone"},
        {"002x", "王小明/id_number"},
        {"0014", "王晓明/id_number"},
        {"13800001234", "王小明/phone"},
        {"138 0000 1234", "王小明/phone"},
        {"11010519491231002x", "王小明/id_number"},
        {"１１０１０５１９４９１２３１００２Ｘ", "王小明/id_number"},
        {"4321", ""},
        {"138", ""},
        {"380000123", ""},  // a piece from the middle finds nobody
    };
    for (const auto& row : rows)
        EXPECT_EQ(find(t.officer(), row.typed, "person"), row.found) << row.typed;
}

TEST_P(Searches, StayWithinWhatTheAskerMaySee) {
    EXPECT_EQ(find(t.window(), "王", "person"), "王小明");
    EXPECT_EQ(find(t.as("window", t.south), "wxm", "person"), "王晓明");
    EXPECT_EQ(find(t.window(), "1234", "person"), "王小明/phone");
    EXPECT_EQ(find(t.window(), "440524188001010014", "person"), "");
    EXPECT_EQ(find(t.stranger(), "王", "person"), "");
    EXPECT_EQ(find(t.admin(), "王", "person"), "");  // no right over people
    EXPECT_EQ(find(t.officer(), "王", "person", t.south), "王晓明");
    EXPECT_EQ(find(t.officer(), "1234", "person", t.north), "王小明/phone");
    EXPECT_EQ(find(t.window(), "王", "person", t.south), "");
}

TEST_P(Searches, SayWherePlacesOfOneNameLie) {
    t.place_of("grid", "第九网格", t.north);
    t.place_of("grid", "第九网格", t.south);
    const auto where = [&](const std::string& text) {
        const Question question{text, "place", "", 12};
        std::string found;
        for (const Hit& hit : t.read(
                 [&](store::Reader& db) { return search(db, t.means, t.officer().who, question); }))
            found += hit.where + " ";
        return found;
    };
    EXPECT_EQ(where("第九网格"), "北苑社区 南苑社区 ");
    EXPECT_EQ(where("和风新村3幢"), "和风新村3幢 ");
    EXPECT_EQ(where("hfxc"), "北苑社区 第一网格 ");
}

TEST_P(Searches, FindAddressesAsPeopleSayThem) {
    const Id stairwell = t.place_of("stairwell", "2单元", t.building);
    t.place_of("house", "101室", stairwell);
    const Id road = t.place_of("road", "长安路", t.south);
    t.place_of("building", "88号", road);
    const struct {
        const char *typed, *found;
    } rows[] = {
        {"和风新村", "和风新村"},
        {"北苑社区和风新村", "和风新村"},
        {"和风新村3幢", "3幢"},
        {"和风新村三幢", ""},
        {"3号楼", "3幢"},  // two words for one thing
        {"3单元", ""},
        {"和风新村3幢101", "101室 101"},
        {"和风新村3幢2单元101", "101室"},
        {"3-101", "101室 101"},
        {"３－１０２", "102"},
        {"长安路88号", "88号"},
        {"南苑社区 1号", "1号"},
        {"hfxc", "和风新村"},
        {"和风新村9幢", ""},
    };
    for (const auto& row : rows)
        EXPECT_EQ(find(t.officer(), row.typed, "place"), row.found) << row.typed;
    // A building is no secret, a house is.
    EXPECT_EQ(find(t.stranger(), "3幢", "place"), "3幢");
    EXPECT_EQ(find(t.stranger(), "3-101", "place"), "");
    EXPECT_EQ(find(t.as("window", t.south), "3-101", "place"), "");
}

TEST_P(Searches, AnAddressShowsWhoLivesThere) {
    EXPECT_EQ(find(t.window(), "和风新村3幢101"), "101 王小明/address");
    EXPECT_EQ(find(t.as("window", t.south), "和风新村3幢101"), "");
    EXPECT_EQ(find(t.officer(), "王小明 和风新村3幢", "person"), "王小明");
    EXPECT_EQ(find(t.officer(), "王晓明 和风新村3幢", "person"), "");
}

TEST_P(Searches, FindUnitsOfTheirOwnPlaceAndOfThoseAround) {
    unit_of("街道物业科", t.street);
    unit_of("北苑物业", t.north);
    unit_of("南苑物业", t.south);
    unit_of("和风物业", t.estate);
    const auto worker = t.as("grid_worker", t.grid);
    EXPECT_EQ(find(worker, "物业", "unit"), "和风物业 北苑物业 街道物业科");
    EXPECT_EQ(find(t.as("window", t.south), "物业", "unit"), "南苑物业 街道物业科");
    EXPECT_EQ(find(t.as("stairwell_head", t.building), "物业", "unit"), "");
}

TEST_P(Searches, FindUnitsByNameInitialsCodeAndPhone) {
    unit_of("和风物业服务有限公司", t.estate, "91350100M000100Y43");
    const struct {
        const char *typed, *found;
    } rows[] = {
        {"物业", "和风物业服务有限公司"},
        {"hfwy", "和风物业服务有限公司"},
        {"91350100m000100y43", "和风物业服务有限公司/code"},
        {"0574-87654321", "和风物业服务有限公司/phone"},
        {"91350100M000100Y44", ""},
        {"业物", ""},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(find(t.officer(), row.typed, "unit"), row.found) << row.typed;
        EXPECT_EQ(find(t.as("window", t.south), row.typed, "unit"), "") << row.typed;
        EXPECT_EQ(find(t.resident(wang), row.typed, "unit"), "") << row.typed;
    }
}

TEST_P(Searches, FindHouseholdsByTheirNumber) {
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return add_household(db, t.means, t.window(),
                             {.number = "0101", .place = t.house, .head = wang});
    }));
    EXPECT_EQ(find(t.window(), "0101", "household"), "0101/number");
    EXPECT_EQ(find(t.as("window", t.south), "0101", "household"), "");
}

TEST_P(Searches, KnowWhatIsKnownOfAHouse) {
    const auto edit = [&](const kernel::Asker& asker, const Id& place, std::int64_t edition,
                          const HouseChanges& changes) {
        return t.write([&](store::Writer& db) {
            return edit_house(db, t.means, asker, place, edition, changes);
        });
    };
    const auto look = [&](const kernel::Asker& asker, const Id& place) {
        return t.read([&](store::Reader& db) { return house_for(db, t.means, asker.who, place); });
    };
    EXPECT_EQ(look(t.window(), t.house).value().edition, 0);
    EXPECT_EQ(look(t.window(), t.building).refusal().code, "not_a_home");
    EXPECT_EQ(look(t.as("window", t.south), t.house).refusal().code, "no_such_place");
    EXPECT_EQ(edit(t.as("mediator", t.north), t.house, 0, {}).refusal().code, "not_yours");
    EXPECT_EQ(edit(t.window(), t.house, 3, {}).refusal().code, "changed_meanwhile");
    EXPECT_EQ(edit(t.window(), t.house, 0, {}).refusal().code, "nothing_changed");
    EXPECT_EQ(edit(t.window(), t.house, 0, {.use = "castle"}).refusal().code, "no_such_choice");
    EXPECT_EQ(edit(t.window(), t.house, 0, {.owner_person = south}).refusal(),
              (Refusal{"no_such_person", "owner_person", ""}));
    ASSERT_TRUE(edit(t.window(), t.house, 0,
                     {.use = "home",
                      .owner_phone = "138 0000 0009",
                      .area = 8'950,
                      .owner_person = wang,
                      .rented = true}));
    const House is = look(t.window(), t.house).value();
    EXPECT_EQ(is.area, 8'950);
    EXPECT_TRUE(is.rented);
    EXPECT_EQ(is.owner_phone.find("0009"), std::string::npos);
    t.read([&](store::Reader& db) {
        EXPECT_EQ(open_owner_phone(db, t.means, town, is), "13800000009");
        EXPECT_EQ(houses_of_person(db, town, wang), std::vector<Id>{t.house});
        return 0;
    });
    ASSERT_TRUE(edit(t.window(), t.house, 1, {.owner_person = std::optional<Id>()}));
    EXPECT_EQ(look(t.window(), t.house).value().owner_person, std::nullopt);
}

}  // namespace
}  // namespace linli::registry
