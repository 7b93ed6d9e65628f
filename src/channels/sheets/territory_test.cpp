// Addresses find the places they mean, and nothing is made that could not stand there.
#include "channels/sheets/territory.h"

#include <gtest/gtest.h>

#include "journal/journal.h"
#include "kernel/posts/testing.h"

namespace linli::sheets {
namespace {

using posts::testing::TestTown;
using store::testing::town;

// 临里街道 / 北苑社区 / 第一网格 / 和风新村 / 3幢 / 101, 102, and 南苑社区 / 1号.
class TerritoryTest : public testing::TestWithParam<std::string> {
protected:
    TerritoryTest() {
        second_grid = t.place_of("grid", "第二网格", t.north);
        garden = t.place_of("estate", "和风花园小区", second_grid);
        tower = t.place_of("building", "5号楼", garden);
        stairs = t.place_of("stairwell", "1单元", tower);
        flat = t.place_of("house", "301", stairs);
    }
    Territory territory(const Id& base) {
        const registry::Place place = t.place(base);
        return t.read([&](store::Reader& db) { return Territory(db, t.means, town, place); });
    }
    // "name of the place + missing/missing", or the refusal.
    std::string where(const Territory& in, std::string_view address, std::string_view grid = "") {
        return t.read([&](store::Reader& db) {
            const auto within = in.grid(in.base(), grid);
            const auto spot = in.find(db, within.value(), parse_address(address));
            if (!spot) return spot.refusal().code + " " + spot.refusal().with;
            std::string out = spot.value().place.name;
            for (const AddressPart& part : spot.value().missing)
                out += "+" + part.name;
            return out;
        });
    }

    TestTown t{GetParam()};
    Id second_grid, garden, tower, stairs, flat;
};

INSTANTIATE_TEST_SUITE_P(Engines, TerritoryTest, testing::ValuesIn(store::testing::engines()));

TEST_P(TerritoryTest, AddressesFindTheirPlaces) {
    const Territory north = territory(t.north);
    const struct {
        std::string address, want;
    } rows[] = {
        {"和风新村3幢101", "101"},
        {"和风新村3号楼101室", "101"},
        {"和风新村3-101", "101"},
        {"北苑社区和风新村3幢101室", "101"},
        {"宁波市海曙区临里街道北苑社区和风新村3幢101", "101"},
        {"和风新村3幢103", "3幢+103"},
        {"和风新村3幢2单元201", "3幢+2单元+201"},
        {"和风新村4幢101", "和风新村+4幢+101"},
        {"和风花园5栋1单元301", "301"},
        {"和风花园5幢301", "301"},  // the stairwell left out
        {"和风花园小区", "和风花园小区"},
        {"新建小区1幢101", "北苑社区+新建小区+1幢+101"},
        {"3幢101", "101"},  // there is only one 3幢
        {"", "北苑社区"},
        {"南苑社区1号", "elsewhere 南苑社区"},
        {"安徽省六安市霍邱县河口镇幸福村", "elsewhere 河口镇"},
        {"杭州市西湖区文三路9号", "elsewhere 西湖区"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(where(north, row.address), row.want) << row.address;
    EXPECT_EQ(where(north, "新建小区1幢", "第二网格"), "第二网格+新建小区+1幢");
    EXPECT_EQ(where(north, "和风新村3幢", "第二网格"), "3幢");
}

TEST_P(TerritoryTest, RefusesWhatIsAmbiguousOrCannotStandThere) {
    t.place_of("building", "3幢", garden);
    const Territory north = territory(t.north);
    EXPECT_EQ(where(north, "3幢101"), "place_ambiguous 3幢");
    EXPECT_EQ(where(north, "3幢101", "第一网格"), "101");
    // Nobody knows which community of the street a new estate belongs to.
    const Territory street = territory(t.street);
    EXPECT_EQ(where(street, "新建小区1幢101"), "place_unclear 新建小区");
    EXPECT_EQ(where(street, "南苑社区新建小区1幢"), "南苑社区+新建小区+1幢");
    EXPECT_EQ(where(street, "和风新村3幢102"), "102");
}

TEST_P(TerritoryTest, CommunitiesAndGridsHaveNamesAndCodes) {
    const Territory street = territory(t.street);
    for (const std::string name : {"北苑社区", "北苑", "北苑社区居委会"}) {
        EXPECT_EQ(street.community(name).value().id, t.north) << name;
    }
    EXPECT_EQ(street.community("").value().id, t.street);
    EXPECT_EQ(street.community("西苑社区").refusal(),
              (Refusal{"no_such_community", "community", "西苑社区"}));
    const registry::Place north = t.place(t.north);
    for (const std::string name :
         {"第二网格", "2网格", "第2网格", "北苑社区第二网格", "二号网格"}) {
        EXPECT_EQ(street.grid(north, name).value().id, second_grid) << name;
    }
    EXPECT_EQ(street.grid(north, "第三网格").refusal(),
              (Refusal{"no_such_grid", "grid", "第三网格"}));
    EXPECT_FALSE(street.grid(t.place(t.south), "第二网格"));
    // Into a grid, whatever community stands there.
    EXPECT_EQ(territory(t.grid).community("北苑社区").value().id, t.grid);
}

TEST_P(TerritoryTest, MakesWhatIsMissingOnceAndForgetsWhatWasUndone) {
    Territory north = territory(t.north);
    const auto make = [&](std::string_view address, bool undone) {
        std::vector<registry::Place> made;
        const auto work = [&](store::Writer& db) -> Outcome<Id> {
            north.forget();
            made.clear();
            const auto spot = north.find(db, north.base(), parse_address(address));
            const Id id = north.make(db, t.means, spot.value(), made).id;
            journal::append(db, t.officer().line("place", id, "add"));
            if (undone) return Refusal{"undone"};
            return id;
        };
        const auto id = t.write(work);
        if (id) north.keep();
        return std::pair(id ? id.value() : Id{}, made.size());
    };
    EXPECT_EQ(make("新建小区1幢101", true).second, 3u);
    const auto [house, made] = make("新建小区1幢101", false);
    EXPECT_EQ(made, 3u);
    EXPECT_EQ(t.place(house).kind, "house");
    EXPECT_EQ(make("新建小区1号楼101室", false), std::pair(house, std::size_t{0}));
    EXPECT_EQ(make("新建小区1幢102", false).second, 1u);
    EXPECT_EQ(where(north, "新建小区1幢102"), "102");
}

TEST_P(TerritoryTest, MakesWhatIsMissingWhereItsPlaceHasGone) {
    Territory north = territory(t.north);
    t.write([&](store::Writer& db) {
         return registry::move_place(db, t.means, t.officer(), t.estate,
                                     registry::place(db, town, t.estate)->edition, second_grid);
     }).value();
    const Id made = t.write([&](store::Writer& db) -> Outcome<Id> {
                         std::vector<registry::Place> all;
                         const auto spot =
                             north.find(db, north.base(), parse_address("和风新村3幢103"));
                         const Id id = north.make(db, t.means, spot.value(), all).id;
                         journal::append(db, t.officer().line("place", id, "add"));
                         return id;
                     }).value();
    EXPECT_EQ(t.place(made).name, "103");
    EXPECT_TRUE(access::within(t.place(made).path, t.place(t.building).path));
}

}  // namespace
}  // namespace linli::sheets
