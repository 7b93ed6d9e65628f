// The numbers of codes.h: the vectors of the standards, and each refusal in the order it is
// checked.
#include "kernel/registry/codes.h"

#include <gtest/gtest.h>

namespace linli::registry {
namespace {

const Day today = *Day::parse("2026-11-22");

TEST(CitizenNumber, TakesWhatTheStandardGives) {
    const struct {
        std::string raw, text, kind, born;
        bool male;
    } rows[] = {
        {"11010519491231002X", "11010519491231002X", "111", "1949-12-31", false},
        {"440524188001010014", "440524188001010014", "111", "1880-01-01", true},
        {"11010519491231002x", "11010519491231002X", "111", "1949-12-31", false},
        {" 110105 19491231 002X ", "11010519491231002X", "111", "1949-12-31", false},
        {"'11010519491231002X", "11010519491231002X", "111", "1949-12-31", false},
        {"１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X", "111", "1949-12-31", false},
        {"\u200b11010519491231002X\u00a0", "11010519491231002X", "111", "1949-12-31", false},
        {"110105491231002", "11010519491231002X", "111", "1949-12-31", false},
        {"330204196805120019", "330204196805120019", "111", "1968-05-12", true},
        {"810000199408230021", "810000199408230021", "830", "1994-08-23", false},
        {"911156198108030025", "911156198108030025", "553", "1981-08-03", false},
        {"999901198703050012", "999901198703050012", "111", "1987-03-05", true},
    };
    for (const auto& row : rows) {
        const auto number = citizen_number(row.raw, today);
        ASSERT_TRUE(number) << row.raw << " " << number.refusal().code;
        EXPECT_EQ(number.value().text, row.text);
        EXPECT_EQ(number.value().kind, row.kind);
        EXPECT_EQ(number.value().born.text(), row.born);
        EXPECT_EQ(number.value().male, row.male);
    }
}

TEST(CitizenNumber, RefusesInTheOrderItPromises) {
    const struct {
        std::string raw;
        Refusal want;
    } rows[] = {
        {"3.30203E+17", {"excel_number", "", "3.30203E+17"}},
        {"3.30203198703051e+17", {"excel_number", "", "3.30203198703051E+17"}},
        {"", {"id_length", "", "0"}},
        {"1101051949123100", {"id_length", "", "16"}},
        {"无身份证", {"id_length", "", "4"}},
        {"110105194912310O2X", {"id_characters"}},
        {"11010519491231002Y", {"id_characters"}},
        {"11010549123100X", {"id_characters"}},
        {"000105194902300021", {"id_province"}},
        {"900105194902300021", {"id_province"}},
        {"110105194902300021", {"id_birth_day"}},
        {"110105202702280021", {"id_birth_later"}},
        {"110105202611230023", {"id_birth_later"}},
        {"110105194912310000", {"excel_zeros"}},
        {"110105194912310021", {"id_check_digit"}},
        {"11010519491231003X", {"id_check_digit"}},
    };
    for (const auto& row : rows) {
        const auto number = citizen_number(row.raw, today);
        ASSERT_FALSE(number) << row.raw;
        EXPECT_EQ(number.refusal(), row.want) << row.raw << " " << number.refusal().code;
    }
}

TEST(CitizenNumber, EveryOtherLastCharacterIsRefused) {
    for (const char last : std::string_view("0123456789")) {
        EXPECT_FALSE(citizen_number(std::string("11010519491231002") + last, today)) << last;
    }
}

TEST(CreditCode, TakesWhatTheStandardGives) {
    for (const std::string text :
         {"91350100M000100Y43", "91110000600037341L", "91440300708461136T", "12100000400000624D"}) {
        const auto code = credit_code(text);
        ASSERT_TRUE(code) << text << " " << code.refusal().code;
        EXPECT_EQ(code.value().text, text);
        EXPECT_EQ(code.value().classified, text.substr(0, 2));
        EXPECT_EQ(code.value().organisation, text.substr(8, 9));
    }
    EXPECT_EQ(credit_code(" 91350100m000100y43").value().division, "350100");
    EXPECT_EQ(organisation_code("D2143569-X").value(), "D2143569X");
}

TEST(CreditCode, RefusesInTheOrderItPromises) {
    const struct {
        std::string raw;
        Refusal want;
    } rows[] = {
        {"9.13501E+17", {"excel_number", "", "9.13501E+17"}},
        {"91350100M000100Y4", {"credit_length", "", "17"}},
        {"91350100M000100O43", {"credit_characters", "", "O"}},
        {"91350100M000100号43", {"credit_characters", "", "号"}},
        {"913501006000373000", {"excel_zeros"}},
        {"91350100M000200Y43", {"credit_inner_digit"}},
        {"91350200M000100Y43", {"credit_check_digit"}},
        {"91350100M000100Y44", {"credit_check_digit"}},
    };
    for (const auto& row : rows) {
        const auto code = credit_code(row.raw);
        ASSERT_FALSE(code) << row.raw;
        EXPECT_EQ(code.refusal(), row.want) << row.raw << " " << code.refusal().code;
    }
    EXPECT_EQ(organisation_code("D2143569-1").refusal().code, "credit_inner_digit");
    EXPECT_EQ(organisation_code("D2143569").refusal().code, "credit_length");
    EXPECT_EQ(organisation_code("D214356?X").refusal().code, "credit_characters");
}

TEST(DivisionCode, KnowsItsLevelAndOnlyWarnsOfRanges) {
    const struct {
        std::string raw, text;
        Level level;
        std::vector<std::string> warnings;
    } rows[] = {
        {"33", "330000000000", Level::province, {}},
        {"3302", "330200000000", Level::city, {}},
        {"330203", "330203000000", Level::county, {}},
        {"330203001", "330203001000", Level::street, {}},
        {"330203001001", "330203001001", Level::committee, {}},
        {"330203601001", "330203601001", Level::committee, {"division_street_range"}},
        {"330203001601", "330203001601", Level::committee, {"division_committee_range"}},
        {"330203000001", "330203000001", Level::committee, {"division_gap"}},
        {"330000001001", "330000001001", Level::committee, {"division_gap"}},
    };
    for (const auto& row : rows) {
        const auto division = division_code(row.raw);
        ASSERT_TRUE(division) << row.raw;
        EXPECT_EQ(division.value().text, row.text);
        EXPECT_EQ(division.value().level, row.level);
        EXPECT_EQ(division.value().warnings, row.warnings) << row.raw;
    }
    EXPECT_EQ(division_code("3.30203E+11").refusal().code, "excel_number");
    EXPECT_EQ(division_code("33020").refusal(), (Refusal{"division_length", "", "5"}));
    EXPECT_EQ(division_code("33020A").refusal().code, "division_characters");
}

TEST(GridCode, CarriesItsCommunity) {
    EXPECT_EQ(grid_code("330203001001001", GridScheme::community).value().division, "330203001001");
    EXPECT_EQ(grid_code("01010033020300100102", GridScheme::digital).value().division,
              "330203001001");
    EXPECT_EQ(grid_code("330203001000001", GridScheme::city).value().warnings,
              std::vector<std::string>{"grid_without_community"});
    EXPECT_EQ(grid_code("330203001001001", GridScheme::digital).refusal(),
              (Refusal{"grid_length", "", "15"}));
    EXPECT_EQ(grid_code("33020300100100A", GridScheme::community).refusal().code,
              "grid_characters");
    EXPECT_EQ(grid_code("3.30203E+14", GridScheme::community).refusal().code, "excel_number");
}

TEST(Phone, HasOneSpelling) {
    const struct {
        std::string raw, text;
        PhoneKind kind;
    } rows[] = {
        {"19900000001", "19900000001", PhoneKind::mobile},
        {"+86 199-0000-0001", "19900000001", PhoneKind::mobile},
        {"008619900000001", "19900000001", PhoneKind::mobile},
        {"8619900000001", "19900000001", PhoneKind::mobile},
        {"019900000001", "19900000001", PhoneKind::mobile},
        {"１９９００００００１２", "19900000012", PhoneKind::mobile},
        {"0574-87654321", "0574-87654321", PhoneKind::landline},
        {"0574 87654321", "0574-87654321", PhoneKind::landline},
        {"(0574)87654321", "0574-87654321", PhoneKind::landline},
        {"（0574）87654321", "0574-87654321", PhoneKind::landline},
        {"057487654321", "0574-87654321", PhoneKind::landline},
        {"01087654321", "010-87654321", PhoneKind::landline},
        {"0574-87654321-12", "0574-87654321-12", PhoneKind::landline},
        {"0574-87654321转12", "0574-87654321-12", PhoneKind::landline},
        {"0574-8765432-1", "0574-8765432-1", PhoneKind::landline},
        {"87654321-12", "87654321-12", PhoneKind::landline},
        {"8765-4321", "87654321", PhoneKind::landline},
        {"400-800-1234", "4008001234", PhoneKind::service},
        {"12345", "12345", PhoneKind::short_number},
        {"668899", "668899", PhoneKind::short_number},
    };
    for (const auto& row : rows) {
        const auto found = phone(row.raw);
        ASSERT_TRUE(found) << row.raw << " " << found.refusal().code;
        EXPECT_EQ(found.value().text, row.text) << row.raw;
        EXPECT_EQ(found.value().kind, row.kind) << row.raw;
    }
}

TEST(Phone, RefusesWhatCannotBeDialled) {
    const struct {
        std::string raw;
        Refusal want;
    } rows[] = {
        {"1.99E+10", {"excel_number", "", "1.99E+10"}},
        {"", {"phone_characters"}},
        {"无", {"phone_characters"}},
        {"1990000000a", {"phone_characters"}},
        {"1990000001", {"phone_length", "", "10"}},
        {"199000000011", {"phone_length", "", "12"}},
        {"12900000001", {"phone_length", "", "11"}},
        {"0574-876543", {"phone_length", "", "10"}},
        {"11", {"phone_length", "", "2"}},
    };
    for (const auto& row : rows) {
        const auto found = phone(row.raw);
        ASSERT_FALSE(found) << row.raw;
        EXPECT_EQ(found.refusal(), row.want) << row.raw << " " << found.refusal().code;
    }
}

TEST(Phone, SplitsTheNumbersOfOneCell) {
    using List = std::vector<std::string>;
    EXPECT_EQ(split_phones("19900000001;0574-87654321"), (List{"19900000001", "0574-87654321"}));
    EXPECT_EQ(split_phones("19900000001；19900000002、19900000003"),
              (List{"19900000001", "19900000002", "19900000003"}));
    EXPECT_EQ(split_phones("19900000001 19900000002"), (List{"19900000001", "19900000002"}));
    EXPECT_EQ(split_phones("0574 87654321"), (List{"0574 87654321"}));
    EXPECT_EQ(split_phones("19900000001\n19900000002/"), (List{"19900000001", "19900000002"}));
    EXPECT_EQ(split_phones(" ; "), List{});
}

}  // namespace
}  // namespace linli::registry
