// XLSX as Excel, WPS and careless programs write it, and what a hostile one may try. The books are
// put together here, part by part.
#include <gtest/gtest.h>
#include <zip.h>

#include "channels/sheets/sheet.h"
#include "channels/sheets/xlsx_parts.h"

namespace linli::sheets {
namespace {

using Lines = std::vector<std::string>;
using Parts = std::vector<std::pair<std::string, std::string>>;

std::string zipped(const Parts& parts) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(target);
    zip_t* zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    for (const auto& [name, bytes] : parts) {
        zip_source_t* source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
        zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    }
    EXPECT_EQ(zip_close(zip), 0);
    std::string file;
    zip_source_open(target);
    std::array<char, 4096> piece;
    for (zip_int64_t got; (got = zip_source_read(target, piece.data(), piece.size())) > 0;) {
        file.append(piece.data(), static_cast<std::size_t>(got));
    }
    zip_source_close(target);
    zip_source_free(target);
    return file;
}

const std::string styles = R"(<styleSheet><numFmts>
 <numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="000"/>
 <numFmt numFmtId="166" formatCode="0.00&quot;days&quot;"/></numFmts>
 <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
 <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>
 <xf numFmtId="166"/><xf numFmtId="22"/><xf numFmtId="31"/></cellXfs></styleSheet>)";

Parts book(const std::string& rows, const std::string& after = "",
           const std::string& sheets = R"(<sheet name="人员" sheetId="1" r:id="rId1"/>)") {
    return {
        {"_rels/.rels",
         R"(<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>)"},
        {"xl/workbook.xml", "<workbook><workbookPr/><sheets>" + sheets + "</sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="rId2" Type="http://x/worksheet" Target="/xl/worksheets/sheet2.xml"/>
            <Relationship Id="rId3" Type="http://x/styles" Target="styles.xml"/>
            <Relationship Id="rId4" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>)"},
        {"xl/styles.xml", styles},
        {"xl/sharedStrings.xml",
         "<sst><si><t>姓名</t></si><si><r><t>张</t></r><r><t xml:space=\"preserve\">三 </t></r>"
         "<rPh><t>zhang</t></rPh></si><si><t>a_x000D_b_x4E00_</t></si></sst>"},
        {"xl/worksheets/sheet1.xml",
         "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet><sheetData>" + rows +
             "</sheetData>" + after + "</worksheet>"},
        {"xl/worksheets/sheet2.xml",
         R"(<worksheet><sheetData><row><c t="str"><v>二</v></c></row></sheetData></worksheet>)"},
    };
}

Lines lines_of(const std::string& bytes, const ReadOptions& options = {}) {
    Lines lines;
    const auto read = sheets::read(bytes, options, [&](const Row& row) {
        std::string line = std::to_string(row.number);
        for (const Cell& cell : row.cells)
            line += "|" + cell.text;
        lines.push_back(line);
        return true;
    });
    if (!read) lines.push_back("refused " + read.refusal().code);
    return lines;
}

Lines lines_of(const Parts& parts, const ReadOptions& options = {}) {
    return lines_of(zipped(parts), options);
}

// One row of one cell: what its reader sees.
std::string shown(const std::string& cell) {
    const Lines lines = lines_of(book("<row r=\"1\">" + cell + "</row>"));
    return lines.size() == 1 ? lines[0].substr(lines[0].find('|') + 1) : "?";
}

TEST(Xlsx, ShowsWhatAReaderOfTheSheetSees) {
    const struct {
        std::string cell, want;
    } rows[] = {
        {R"(<c r="A1" t="s"><v>0</v></c>)", "姓名"},
        {R"(<c r="A1" t="s"><v>1</v></c>)", "张三"},
        {R"(<c r="A1" t="s"><v>2</v></c>)", "ab_x4E00_"},
        {R"(<c r="A1" t="inlineStr"><is><t>行内</t></is></c>)", "行内"},
        {R"(<c r="A1" t="str"><f>A2&amp;"x"</f><v>公式</v></c>)", "公式"},
        {R"(<c r="A1"><f>1+1</f><v>2</v></c>)", "2"},
        {R"(<c r="A1" t="b"><v>1</v></c>)", "TRUE"},
        {R"(<c r="A1" t="e"><v>#N/A</v></c>)", "#N/A"},
        {R"(<c r="A1"><v>19900000001</v></c>)", "19900000001"},
        {R"(<c r="A1"><v>1.9900000001E10</v></c>)", "19900000001"},
        {R"(<c r="A1"><v>3.30203198703051E+17</v></c>)", "3.30203E+17"},
        {R"(<c r="A1"><v>330203198703051000</v></c>)", "3.30203E+17"},
        {R"(<c r="A1"><v>0.1</v></c>)", "0.1"},
        {R"(<c r="A1"><v>-12.5</v></c>)", "-12.5"},
        {R"(<c r="A1" s="1"><v>31841</v></c>)", "1987-03-05"},
        {R"(<c r="A1" s="2"><v>31841</v></c>)", "1987-03-05"},
        {R"(<c r="A1" s="6"><v>31841</v></c>)", "1987-03-05"},
        {R"(<c r="A1" s="5"><v>31841.375</v></c>)", "1987-03-05 09:00"},
        {R"(<c r="A1" s="5"><v>31841.9999999</v></c>)", "1987-03-06"},
        {R"(<c r="A1" s="1"><v>1</v></c>)", "1900-01-01"},
        {R"(<c r="A1" s="1"><v>59</v></c>)", "1900-02-28"},
        {R"(<c r="A1" s="1"><v>60</v></c>)", "60"},
        {R"(<c r="A1" s="1"><v>61</v></c>)", "1900-03-01"},
        {R"(<c r="A1" s="1"><v>-1</v></c>)", "-1"},
        {R"(<c r="A1" s="1"><v>9999999</v></c>)", "9999999"},
        {R"(<c r="A1" s="3"><v>7</v></c>)", "007"},
        {R"(<c r="A1" s="4"><v>7</v></c>)", "7"},
        {R"(<c r="A1" s="99"><v>7</v></c>)", "7"},
        {R"(<c r="A1" t="d"><v>2026-03-02T00:00:00</v></c>)", "2026-03-02"},
        {R"(<c r="A1"><v>nan</v></c>)", "nan"},
        {R"(<x:c xmlns:x="u" r="A1" t="str"><x:v>前缀</x:v></x:c>)", "前缀"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(shown(row.cell), row.want) << row.cell;
}

TEST(Xlsx, KeepsPositionsWhenCellsAndRowsAreLeftOut) {
    EXPECT_EQ(lines_of(book(R"(<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row>
                               <row><c><v>3</v></c></row><row r="9"/>
                               <row r="12"><c r="A12" t="str"><v> </v></c></row>
                               <row r="13"><c r="AA13"><v>4</v></c></row>)")),
              (Lines{"2||1|2", "3|3", "13||||||||||||||||||||||||||" + std::string("|4")}));
}

TEST(Xlsx, AValueMergedDownwardsStandsInEachRow) {
    const std::string rows = R"(<row r="1"><c r="A1" t="str"><v>花名册</v></c></row>
        <row r="2"><c r="A2"><v>1</v></c><c r="B2" t="str"><v>幸福里3幢201</v></c></row>
        <row r="3"><c r="A3"><v>2</v></c></row>
        <row r="4"><c r="A4"><v>3</v></c><c r="B4"/></row>
        <row r="5"><c r="A5"><v>4</v></c></row>)";
    const std::string merges =
        R"(<mergeCells><mergeCell ref="A1:K1"/><mergeCell ref="B2:C4"/><mergeCell ref="x"/></mergeCells>)";
    EXPECT_EQ(lines_of(book(rows, merges)), (Lines{"1|花名册", "2|1|幸福里3幢201",
                                                   "3|2|幸福里3幢201", "4|3|幸福里3幢201", "5|4"}));
}

TEST(Xlsx, ReadsTheFirstVisibleSheetThatHoldsAnything) {
    const std::string two = R"(<sheet name="一" r:id="rId1"/><sheet name="二" r:id="rId2"/>)";
    const std::string one_hidden =
        R"(<sheet name="一" r:id="rId1" state="hidden"/><sheet name="二" r:id="rId2"/>)";
    const std::string row = R"(<row><c t="str"><v>一</v></c></row>)";
    EXPECT_EQ(lines_of(book(row, "", two)), Lines{"1|一"});
    EXPECT_EQ(lines_of(book("", "", two)), Lines{"1|二"});
    EXPECT_EQ(lines_of(book(row, "", one_hidden)), Lines{"1|二"});
    EXPECT_EQ(lines_of(book(row, "", one_hidden), {.sheet = "一", .limits = {}}), Lines{"1|一"});
    EXPECT_EQ(lines_of(book(row, "", two), {.sheet = "三", .limits = {}}),
              Lines{"refused sheet_no_such_sheet"});
    EXPECT_EQ(lines_of(book("")), Lines{"refused sheet_empty"});
}

TEST(Xlsx, DaysMayCountFrom1904) {
    Parts parts = book(R"(<row><c s="1"><v>30379</v></c></row>)");
    parts[1].second =
        R"(<workbook><workbookPr date1904="1"/><sheets><sheet name="s" r:id="rId1"/></sheets></workbook>)";
    EXPECT_EQ(lines_of(parts), Lines{"1|1987-03-05"});
}

TEST(Xlsx, RefusesWhatIsBrokenOrSomethingElse) {
    const std::string good = zipped(book(R"(<row><c><v>1</v></c></row>)"));
    EXPECT_EQ(lines_of(good), Lines{"1|1"});
    EXPECT_EQ(lines_of(good.substr(0, good.size() / 2)), Lines{"refused sheet_corrupt"});
    std::string flipped =
        zipped(book("<row><c t=\"str\"><v>" + std::string(5000, 'a') + "</v></c></row>"));
    flipped[flipped.find("sheet1.xml") + 20] ^= 0x55;
    EXPECT_EQ(lines_of(flipped).back(), "refused sheet_corrupt");

    const auto with = [](std::size_t part, const std::string& bytes) {
        Parts parts = book(R"(<row><c><v>1</v></c></row>)");
        parts[part].second = bytes;
        return lines_of(parts).back();
    };
    EXPECT_EQ(with(5, "<worksheet><sheetData><row>"), "refused sheet_corrupt");
    EXPECT_EQ(with(5, "no xml"), "refused sheet_corrupt");
    EXPECT_EQ(with(3, "<styleSheet>"), "refused sheet_corrupt");
    EXPECT_EQ(with(1, "<document/>"), "refused sheet_other_kind");
    EXPECT_EQ(with(0, "<Relationships/>"), "refused sheet_other_kind");
    EXPECT_EQ(lines_of(zipped({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}})),
              Lines{"refused sheet_other_kind"});
    EXPECT_EQ(lines_of(book(R"(<row><c t="s"><v>77</v></c></row>)")).back(),
              "refused sheet_corrupt");
    EXPECT_EQ(lines_of(book(R"(<row r="5"><c><v>1</v></c></row><row r="4"><c><v>1</v></c></row>)"))
                  .back(),
              "refused sheet_corrupt");
}

TEST(Xlsx, EndsAtItsLimits) {
    const std::string billion =
        "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><worksheet><sheetData><row><c "
        "t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>";
    Parts parts = book("");
    parts[5].second = billion;
    EXPECT_EQ(lines_of(parts).back(), "refused sheet_corrupt");

    std::string deep;
    for (int i = 0; i < 10'000; ++i)
        deep += "<a>";
    for (int i = 0; i < 10'000; ++i)
        deep += "</a>";
    EXPECT_EQ(lines_of(book(deep)).back(), "refused sheet_corrupt");

    // A bomb: 40 MiB that pack into some 40 KiB, in each of the parts that are inflated.
    const std::string spaces(std::size_t{40} << 20, ' ');
    EXPECT_EQ(lines_of(book("<row/>" + spaces)).back(), "refused sheet_too_large");
    Parts strings = book("");
    strings[4].second = "<sst>" + spaces + "</sst>";
    EXPECT_EQ(lines_of(strings).back(), "refused sheet_too_large");

    ReadOptions small;
    small.limits.string_bytes_max = 10;
    EXPECT_EQ(lines_of(book(""), small).back(), "refused sheet_too_large");
    small = {};
    small.limits.cell_bytes_max = 5;
    EXPECT_EQ(lines_of(book(R"(<row><c t="str"><v>123456</v></c></row>)"), small).back(),
              "refused sheet_too_large");
    small = {};
    small.limits.columns_max = 2;
    EXPECT_EQ(lines_of(book(R"(<row><c r="C1"><v>1</v></c></row>)"), small).back(),
              "refused sheet_too_wide");
    small = {};
    small.limits.rows_max = 2;
    EXPECT_EQ(lines_of(book(R"(<row r="3"><c><v>1</v></c></row>)"), small).back(),
              "refused sheet_too_many_rows");
}

TEST(Xlsx, WhatTheTakerThrowsComesOut) {
    const std::string bytes =
        zipped(book(R"(<row><c><v>1</v></c></row><row><c><v>2</v></c></row>)"));
    EXPECT_THROW(static_cast<void>(sheets::read(
                     bytes, {}, [](const Row&) -> bool { throw std::runtime_error("full"); })),
                 std::runtime_error);
    int seen = 0;
    EXPECT_TRUE(sheets::read(bytes, {}, [&](const Row&) { return ++seen < 1; }));
    EXPECT_EQ(seen, 1);
}

TEST(Xlsx, KnowsDateFormats) {
    for (const std::string code : {"yyyy-mm-dd", "m/d/yy", "[$-804]yyyy\"年\"m\"月\"d\"日\"",
                                   "[h]:mm", "h:mm AM/PM", "yyyy/m/d;@"}) {
        EXPECT_TRUE(is_date_format(code)) << code;
    }
    for (const std::string code : {"General", "0.00", "#,##0.00_ ", "@", "000000", "0\"days\"",
                                   "[Red]0", "0\\d", "[$-804]General", ""}) {
        EXPECT_FALSE(is_date_format(code)) << code;
    }
}

}  // namespace
}  // namespace linli::sheets
