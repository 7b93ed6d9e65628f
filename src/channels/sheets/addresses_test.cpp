// Addresses as they stand in real lists.
#include "channels/sheets/addresses.h"

#include <gtest/gtest.h>

namespace linli::sheets {
namespace {

// "estate 望潮新村 / building 3幢"; what was not understood behind a "?".
std::string taken_apart(std::string_view text) {
    const Address address = parse_address(text);
    std::string out;
    for (const std::string& region : address.regions)
        out += region + "|";
    for (const AddressPart& part : address.parts) {
        if (!out.empty() && out.back() != '|') out += " ";
        out += part.kind + ":" + part.name;
    }
    if (!address.rest.empty()) out += " ?" + address.rest;
    return out;
}

TEST(Addresses, AreTakenApart) {
    const struct {
        std::string text, want;
    } rows[] = {
        {"望潮新村3幢2单元201室", "estate:望潮新村 building:3幢 stairwell:2单元 house:201"},
        {"望潮新村 3 幢 2 单元 201 室", "estate:望潮新村 building:3幢 stairwell:2单元 house:201"},
        {"望潮新村３幢２单元２０１", "estate:望潮新村 building:3幢 stairwell:2单元 house:201"},
        {"望潮新村3-2-201", "estate:望潮新村 building:3幢 stairwell:2单元 house:201"},
        {"望潮新村3-201", "estate:望潮新村 building:3幢 house:201"},
        {"望潮新村3幢2-201", "estate:望潮新村 building:3幢 stairwell:2单元 house:201"},
        {"望潮新村3#201", "estate:望潮新村 building:3幢 house:201"},
        {"望潮新村3号楼三单元501室", "estate:望潮新村 building:3号楼 stairwell:3单元 house:501"},
        {"江语华庭A座1201", "estate:江语华庭 building:A座 house:1201"},
        {"江语华庭B3幢12A室", "estate:江语华庭 building:B3幢 house:12A"},
        {"3幢2单元201室", "building:3幢 stairwell:2单元 house:201"},
        {"3-2-201", "building:3幢 stairwell:2单元 house:201"},
        {"201", "house:201"},
        {"浪花路12弄5号302室", "road:浪花路12弄 building:5号 house:302"},
        {"浪花路12号", "road:浪花路 house:12号"},
        {"浪花路12号望潮新村3幢", "road:浪花路 building:12号 building:3幢 ?望潮新村"},
        {"浪花路望潮新村3幢101", "road:浪花路 estate:望潮新村 building:3幢 house:101"},
        {"五一路小区3幢101", "estate:五一路小区 building:3幢 house:101"},
        {"新渡家园二期7幢1单元6楼601室",
         "estate:新渡家园二期 building:7幢 stairwell:1单元 house:601"},
        {"五星里3幢101", "estate:五星里 building:3幢 house:101"},
        {"浙江省宁波市海曙区望潮社区望潮新村3幢101",
         "浙江省|宁波市|海曙区|望潮社区|estate:望潮新村 building:3幢 house:101"},
        {"宁波市海曙区南门街道浪花路12号", "宁波市|海曙区|南门街道|road:浪花路 house:12号"},
        {"柳浦街道望潮社区望潮新村3幢", "柳浦街道|望潮社区|estate:望潮新村 building:3幢"},
        {"安徽省六安市霍邱县河口镇", "安徽省|六安市|霍邱县|河口镇|"},
        {"幸福里小区3幢", "estate:幸福里小区 building:3幢"},
        {"镇东路5号", "road:镇东路 house:5号"},
        {"望潮新村", "estate:望潮新村"},
        {"望潮新村3幢东侧", "estate:望潮新村 building:3幢 ?东侧"},
        {"望潮新村3幢2楼", "estate:望潮新村 building:3幢 ?2楼"},
        {"1-2-3-4", " ?1 2 3 4 "},
        {"", ""},
    };
    for (const auto& row : rows)
        EXPECT_EQ(taken_apart(row.text), row.want) << row.text;
}

TEST(Addresses, PartsOfTheirOwnColumn) {
    EXPECT_EQ(address_part("building", "3"), (AddressPart{"building", "3幢"}));
    EXPECT_EQ(address_part("building", " 3号楼"), (AddressPart{"building", "3号楼"}));
    EXPECT_EQ(address_part("stairwell", "2"), (AddressPart{"stairwell", "2单元"}));
    EXPECT_EQ(address_part("house", "201室"), (AddressPart{"house", "201"}));
    EXPECT_EQ(address_part("estate", "幸福里"), (AddressPart{"estate", "幸福里"}));
}

TEST(Addresses, SpellingsOfOneNameAreTheSame) {
    for (const std::string name : {"3幢", "3栋", "3号楼", "03幢", "３幢", "3", "三幢"}) {
        EXPECT_EQ(name_key("building", name), "3") << name;
    }
    EXPECT_EQ(name_key("house", "201室"), name_key("house", "201"));
    EXPECT_NE(name_key("house", "201"), name_key("house", "201A"));
    EXPECT_EQ(name_key("house", "101-1"), "101-1");
    EXPECT_EQ(name_key("stairwell", "二单元"), name_key("stairwell", "2单元"));
    EXPECT_EQ(name_key("estate", "幸福里小区"), name_key("estate", "幸福里"));
    EXPECT_NE(name_key("estate", "望潮新村"), name_key("estate", "望潮新村东区"));
    EXPECT_EQ(name_key("building", "传达室"), "传达室");
}

}  // namespace
}  // namespace linli::sheets
