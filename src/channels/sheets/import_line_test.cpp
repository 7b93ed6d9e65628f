// What becomes of the cells of one row.
#include "channels/sheets/import_line.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace linli::sheets {
namespace {

const Day today = *Day::parse("2026-11-22");

Row row_of(std::string_view cells) {
    Row row;
    row.number = 7;
    for (const std::string& text : text::split(cells, '|'))
        row.cells.push_back(text_cell(text));
    return row;
}

PersonLine line_of(std::string_view titles, std::string_view cells) {
    const auto header = find_header(ImportKind::people, {row_of(titles)}, {});
    CHECK(header);
    return person_line(header.value(), row_of(cells), today);
}

// "field code with" of each problem; a grave one with a "!".
std::string problems(std::string_view titles, std::string_view cells) {
    std::string out;
    for (const Problem& problem : line_of(titles, cells).problems) {
        out += (out.empty() ? "" : "; ") + problem.field + " " + problem.code +
               (problem.with.empty() ? "" : " " + problem.with) + (problem.grave ? "!" : "");
    }
    return out;
}

std::string taken(const PersonLine& line, std::string_view field) {
    const std::string* value = line.values.text(field);
    return value ? *value : "";
}

TEST(ImportLine, ReadsARowOfTheUsualList) {
    const PersonLine line = line_of(
        "姓名|身份证号|性别|出生日期|联系电话(多个用;分隔)|现住小区/"
        "建筑|门牌地址|所属网格|人员类型|户编号|与户主关系|"
        "民族|政治面貌|婚姻状况|文化程度|备注",
        "张三|999901198703050012|男|1987.3.5|19900000001；0574-87654321|望潮新村|3幢2单元201室|"
        "第一网格|"
        "户籍人口|001|户主|汉|党员|已婚|本科|热心");
    EXPECT_TRUE(line.problems.empty());
    EXPECT_EQ(line.row, 7);
    EXPECT_EQ(taken(line, "name"), "张三");
    EXPECT_EQ(line.values.document->number, "999901198703050012");
    EXPECT_EQ(taken(line, "sex"), "1");
    EXPECT_EQ((*line.values.birth)->text(), "1987-03-05");
    EXPECT_EQ(*line.values.phones, (std::vector<std::string>{"19900000001", "0574-87654321"}));
    ASSERT_EQ(line.home.parts.size(), 4u);
    EXPECT_EQ(line.home.parts[0], (AddressPart{"estate", "望潮新村"}));
    EXPECT_EQ(line.home.parts[3], (AddressPart{"house", "201"}));
    EXPECT_EQ(line.grid, "第一网格");
    EXPECT_EQ(line.kind, "registered");
    EXPECT_EQ(line.household_number, "001");
    EXPECT_EQ(line.relation, "02");
    EXPECT_EQ(taken(line, "ethnic"), "01");
    EXPECT_EQ(taken(line, "political"), "01");
    EXPECT_EQ(taken(line, "marital"), "20");
    EXPECT_EQ(taken(line, "education"), "20");
    EXPECT_EQ(taken(line, "note"), "热心");
}

TEST(ImportLine, TheNumberKnowsBetterThanTheOtherCells) {
    const PersonLine line =
        line_of("姓名|身份证号|性别|出生日期", "张三|999901198703050012|女|1987-02-07");
    EXPECT_EQ(taken(line, "sex"), "1");
    EXPECT_EQ((*line.values.birth)->text(), "1987-03-05");
    EXPECT_FALSE(line.grave());
    EXPECT_EQ(problems("姓名|身份证号|性别|出生日期", "张三|999901198703050012|女|1987-02-07"),
              "birth birth_not_of_id 1987-03-05; sex sex_not_of_id 男性");
    // A passport follows no such rule.
    const PersonLine passport = line_of("姓名|证件类型|证件号码", "安娜|护照|Ｅ１２３４５６７８");
    EXPECT_EQ(*passport.values.document, (registry::Document{"414", "E12345678"}));
    EXPECT_TRUE(passport.problems.empty());
}

TEST(ImportLine, NobodyIsRefusedForHavingNoNumber) {
    const PersonLine line = line_of("姓名|身份证号|出生日期", "小宝|无|2026年10月1日");
    EXPECT_TRUE(line.problems.empty());
    EXPECT_FALSE(line.values.document);
}

TEST(ImportLine, SaysWhatIsWrong) {
    const struct {
        std::string titles, cells, want;
    } rows[] = {
        {"姓名|身份证号", "|999901198703050012", "name field_missing!"},
        {"姓名|身份证号", "张三|3.30203E+17", "id_number excel_number 3.30203E+17!"},
        {"姓名|身份证号", "张三|999901198703050000", "id_number excel_zeros!"},
        {"姓名|身份证号", "张三|999901198703050013", "id_number id_check_digit!"},
        {"姓名|出生日期", "张三|1987年3月", "birth day_incomplete 1987年3月!"},
        {"姓名|出生日期", "张三|2027-01-01", "birth birth_later 2027-01-01!"},
        {"姓名|联系电话", "张三|1.99E+10;19900000001", "phones excel_number 1.99E+10"},
        {"姓名|联系电话", "张三|123456789012", "phones phone_length 12"},
        {"姓名|民族", "张三|火星族", "ethnic no_such_code 火星族"},
        {"姓名|是否人户分离", "张三|也许", "separated no_such_word 也许"},
        {"姓名|人员类型", "张三|外星人口", "person_kind no_such_word 外星人口"},
        {"姓名|住址", "张三|望潮新村3幢东侧", "home address_unclear 东侧"},
        {"姓名|是否已死亡", "张三|是", "died field_missing!"},
        {"姓名|身份证号|死亡日期", "张三|999901198703050012|1980-01-01",
         "died day_before_birth 1980-01-01!"},
        {"姓名|死亡日期", "张三|去年", "died day_bad 去年!"},
        {"姓名|迁出日期", "张三|2027-01-01", "moved_day day_in_future 2027-01-01"},
        {"姓名|户主身份证号", "张三|1", "head_id id_length 1"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(problems(row.titles, row.cells), row.want) << row.cells;
}

TEST(ImportLine, NothingIsLostForWantOfACode) {
    const PersonLine line =
        line_of("姓名|工作学习情况|籍贯|备注", "张三|在纺机厂上班|浙江宁波|热心");
    EXPECT_TRUE(line.problems.empty());
    EXPECT_EQ(taken(line, "occupation"), "在纺机厂上班");
    EXPECT_EQ(taken(line, "note"), "热心；籍贯：浙江宁波");
    EXPECT_EQ(taken(line_of("姓名|籍贯", "张三|330203"), "native_place"), "330203");
    EXPECT_EQ(taken(line_of("姓名|从业状况", "张三|退休"), "employment"), "80");
}

TEST(ImportLine, AddressesMayHaveColumnsOfTheirOwn) {
    const struct {
        std::string titles, cells, want;
    } rows[] = {
        {"姓名|小区|幢|单元|室", "张三|望潮新村|3|2|201", "望潮新村/3幢/2单元/201"},
        {"姓名|小区|楼号|房号", "张三|望潮新村|3号楼|2-201", "望潮新村/3号楼/2单元/201"},
        {"姓名|现住小区|门牌地址", "张三|望潮新村|望潮新村3幢101", "望潮新村/3幢/101"},
        {"姓名|现住小区|住址", "张三|望潮新村|望潮社区望潮新村3幢101", "望潮新村/3幢/101"},
        {"姓名|家庭住址", "张三|望潮新村3-2-201", "望潮新村/3幢/2单元/201"},
        {"姓名|现住小区/建筑|门牌地址", "张三|望潮新村3幢|101", "望潮新村/3幢/101"},
        {"姓名|小区", "张三|望潮新村", "望潮新村"},
    };
    for (const auto& row : rows) {
        std::string out;
        const PersonLine line = line_of(row.titles, row.cells);
        for (const AddressPart& part : line.home.parts) {
            out += (out.empty() ? "" : "/") + part.name;
        }
        EXPECT_EQ(out, row.want) << row.cells;
        EXPECT_TRUE(line.problems.empty()) << row.cells;
    }
}

TEST(ImportLine, ReadsWhoIsRegisteredMovedAndDead) {
    const PersonLine moved =
        line_of("姓名|户籍地址|是否人户分离|实际居住地|是否已迁出|迁出日期|迁往地",
                "张三|同现住址|是|杭州市西湖区|是|2026.5.1|杭州市");
    EXPECT_TRUE(moved.problems.empty());
    EXPECT_TRUE(moved.registered_at_home);
    EXPECT_EQ(moved.separated, true);
    EXPECT_EQ(moved.actual_text, "杭州市西湖区");
    EXPECT_TRUE(moved.moved_out);
    EXPECT_EQ(moved.moved_day->text(), "2026-05-01");
    EXPECT_EQ(moved.moved_to, "杭州市");
    EXPECT_EQ(line_of("姓名|人户一致标识", "张三|一致").separated, false);
    EXPECT_EQ(line_of("姓名|人户一致标识", "张三|").separated, std::nullopt);
    EXPECT_TRUE(line_of("姓名|死亡日期", "张三|2026.5.1").dead);
    EXPECT_FALSE(line_of("姓名|是否已死亡|死亡日期", "张三|否|").dead);
    EXPECT_EQ(line_of("姓名|户主姓名", "张三|张三").relation, "02");
    EXPECT_EQ(line_of("姓名|与户主关系", "张三|本人").relation, "02");
}

}  // namespace
}  // namespace linli::sheets
