// Headings in every order and spelling, and what cells mean.
#include "channels/sheets/columns.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace linli::sheets {
namespace {

using enum ImportKind;

std::vector<Row> sheet(const std::vector<std::string>& lines) {
    std::vector<Row> rows;
    for (const std::string& line : lines) {
        Row row;
        row.number = static_cast<std::int64_t>(rows.size()) + 1;
        for (const std::string& text : text::split(line, '|'))
            row.cells.push_back(text_cell(text));
        rows.push_back(row);
    }
    return rows;
}

std::string fields_of(const Outcome<Header>& header) {
    if (!header) return "refused " + header.refusal().code + " " + header.refusal().at;
    std::string out = std::to_string(header.value().last_row);
    for (const std::string& field : header.value().fields)
        out += "|" + field;
    return out;
}

std::string people_header(const std::vector<std::string>& lines, const Overrides& overrides = {}) {
    return fields_of(find_header(people, sheet(lines), overrides));
}

TEST(Columns, HeadingsAreFoundBelowTheTitles) {
    EXPECT_EQ(people_header(
                  {"望潮社区居民信息登记表", "填表人：林晓燕|2026年1月|单位：人",
                   "序号|姓名|身份证号|性别|出生日期|联系电话(多个用;分隔)|现住小区/建筑|门牌地址",
                   "1|张三|999901198703050012|男|1987.3.5||望潮新村|3幢101"}),
              "3|-|name|id_number|sex|birth|phones|estate|door");
    EXPECT_EQ(people_header({"公民身份证号码*|姓　名|与户主的关系|手机号|不认识的列"}),
              "1|id_number|name|relation|phones|");
    EXPECT_EQ(people_header({"姓名|电话", "张三|1"}, {{1, "note"}, {7, "sex"}}), "1|name|note");
    EXPECT_EQ(people_header({"姓名|电话", "张三|1"}, {{1, ""}}), "refused sheet_no_heading ");
}

TEST(Columns, AHeadingMayTakeTwoRows) {
    const std::string want = "3|name|registered_estate|registered|estate|door|phones";
    // As CSV gives it, and as merged cells do.
    EXPECT_EQ(
        people_header({"登记表", "姓名|户籍地址||现住地址||电话", "|小区|门牌|小区|门牌|", "张三"}),
        want);
    EXPECT_EQ(people_header({"登记表", "姓名|户籍地址||现住地址||电话",
                             "姓名|小区|门牌|小区|门牌|电话", "张三"}),
              want);
}

TEST(Columns, ASheetWithoutHeadingsIsRefused) {
    EXPECT_EQ(people_header({}), "refused sheet_no_heading ");
    EXPECT_EQ(people_header({"张三|男|望潮新村"}), "refused sheet_no_heading ");
    EXPECT_EQ(people_header({"身份证号|性别|民族"}), "refused field_missing name");
    EXPECT_EQ(fields_of(find_header(places, sheet({"所属社区|网格|小区|楼幢|单元|室号"}), {})),
              "1|kind:community|kind:grid|kind:estate|kind:building|kind:stairwell|kind:house");
    EXPECT_EQ(fields_of(find_header(places, sheet({"类型|编码"}), {})),
              "refused field_missing name");
    EXPECT_EQ(fields_of(find_header(units, sheet({"单位名称|统一社会信用代码|法人"}), {})),
              "1|name|code|legal_person");
}

TEST(Columns, EveryTitleWeWriteIsUnderstood) {
    for (const ImportKind kind : {people, places, units}) {
        EXPECT_EQ(import_kind(word_of(kind)), kind);
        for (const ImportField& field : import_fields(kind)) {
            EXPECT_EQ(field_of(kind, field.title), field.field);
            EXPECT_FALSE(field.english.empty()) << field.title;
        }
    }
    EXPECT_EQ(import_kind("cars"), std::nullopt);
}

TEST(Columns, CellsOfOneFieldStandTogetherWhereThatHelps) {
    const Header header =
        find_header(people, sheet({"姓名|手机|固定电话|电话|备注|说明|地址|住址"}), {}).value();
    const Row row = sheet({"张三|1|2|3|甲|/|无|乙"})[0];
    EXPECT_EQ(header.text(row, "phones"), "1; 3");
    EXPECT_EQ(header.text(row, "note"), "甲");
    EXPECT_EQ(header.text(row, "home"), "乙");
    EXPECT_EQ(header.text(row, "sex"), "");
    EXPECT_EQ(header.cell(row, "home")->text, "乙");
    EXPECT_EQ(header.cell(row, "ethnic"), nullptr);
    EXPECT_EQ(header.column("home"), 6u);
    EXPECT_FALSE(header.has("ethnic"));
}

TEST(Columns, WordsAnswerQuestions) {
    EXPECT_EQ(meaning("answer", "√"), "yes");
    EXPECT_EQ(meaning("answer", " Y "), "yes");
    EXPECT_EQ(meaning("answer", "否"), "no");
    EXPECT_EQ(meaning("answer", "也许"), "");
    EXPECT_EQ(meaning("together", "一致"), "yes");
    EXPECT_EQ(meaning("blank", "/"), "none");
    EXPECT_EQ(meaning("blank", "N/A"), "none");
    EXPECT_EQ(meaning("kind", "流动人口"), "floating");
    EXPECT_EQ(meaning("basis", "租住"), "rented");
    EXPECT_THROW(meaning("colour", "red"), Broken);
}

TEST(Columns, DaysComeInManySpellings) {
    for (const std::string text : {"1987-03-05", "1987.3.5", "1987年3月5日", "19870305", "1987/3/5",
                                   "1987/03/05", "1987 3 5", "１９８７．３．５", "1987-3-5 0:00:00",
                                   "1987-03-05T00:00:00", "1987年03月05号", "31841"}) {
        const auto day = read_day(text_cell(text));
        ASSERT_TRUE(day) << text << " " << day.refusal().code;
        EXPECT_EQ(day.value().text(), "1987-03-05") << text;
    }
    EXPECT_EQ(read_day({CellKind::day, "1987-03-05 09:00"}).value().text(), "1987-03-05");
    const struct {
        std::string text, code;
    } rows[] = {
        {"1987年3月", "day_incomplete"}, {"1987", "day_incomplete"}, {"87.3.5", "day_incomplete"},
        {"198703", "day_incomplete"},    {"1987.2.30", "day_bad"},   {"三月五日", "day_bad"},
        {"3/5/1987", "day_bad"},         {"0087.3.5", "day_bad"},    {"", "day_bad"},
        {"19870231", "day_bad"},         {"1987.3.5.6", "day_bad"},  {"-", "day_bad"},
        {"7807.:3.5", "day_bad"},        {"1987.3:.5", "day_bad"},   {"1987.:.5", "day_bad"},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(read_day(text_cell(row.text)).refusal().code, row.code) << row.text;
    }
    EXPECT_EQ(read_day({CellKind::day, "09:00"}).refusal().code, "day_bad");
}

}  // namespace
}  // namespace linli::sheets
