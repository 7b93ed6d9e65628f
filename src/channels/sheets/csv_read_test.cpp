// CSV as it really comes, and what is refused.
#include <gtest/gtest.h>

#include "channels/sheets/sheet.h"

namespace linli::sheets {
namespace {

using Lines = std::vector<std::string>;

// Each row as "number|cell|cell"; or the refusal's code.
Lines lines_of(std::string_view bytes, const ReadOptions& options = {}) {
    Lines lines;
    const auto read = sheets::read(bytes, options, [&](const Row& row) {
        std::string line = std::to_string(row.number);
        for (const Cell& cell : row.cells)
            line += "|" + cell.text;
        lines.push_back(line);
        return true;
    });
    if (!read) lines.push_back("refused " + read.refusal().code + " " + read.refusal().with);
    return lines;
}

// 姓名,性别 / 张三,男 in GB18030.
const std::string gb = "\xd0\xd5\xc3\xfb,\xd0\xd4\xb1\xf0\n\xd5\xc5\xc8\xfd,\xc4\xd0\n";

TEST(Csv, ReadsWhatOfficesHave) {
    const struct {
        std::string bytes;
        Lines want;
    } rows[] = {
        {"姓名,性别\n张三,男\n", {"1|姓名|性别", "2|张三|男"}},
        {"\xef\xbb\xbf姓名,性别\r\n张三,男", {"1|姓名|性别", "2|张三|男"}},
        {gb, {"1|姓名|性别", "2|张三|男"}},
        {std::string("\xff\xfe\x31\x00\t\x00\x32\x00\n\x00", 10), {"1|1|2"}},
        {"a;b\n1;2,5\n", {"1|a|b", "2|1|2,5"}},
        {"a\tb\n1\t2\n", {"1|a|b", "2|1|2"}},
        {"sep=;\na;b,c,d\n", {"1|a|b,c,d"}},
        {"\"a,b\",\"c\"\"d\",\"e\nf\"\nx\n", {"1|a,b|c\"d|e\nf", "2|x"}},
        {"a\"b,c\n", {"1|a\"b|c"}},
        {"a,,\n,,\n\nb\n", {"1|a", "4|b"}},
        {" a ,\t b　\n", {"1|a|b"}},
        {"=\"330203\",'=1+1,'ok'\n", {"1|330203|=1+1|'ok'"}},
        {"a\x01\x7f,b\n", {"1|a\x7f|b"}},
        {"a,b", {"1|a|b"}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(lines_of(row.bytes), row.want) << row.bytes;
}

TEST(Csv, RefusesWhatItCannotRead) {
    const struct {
        std::string bytes, want;
    } rows[] = {
        {"", "refused sheet_empty "},
        {",,\n\n", "refused sheet_empty "},
        {"\xd0\xd5\xff\xff,\n", "refused sheet_encoding "},
        {"姓名\n\xd0", "refused sheet_encoding "},
        {"a,\"b\nc\n", "refused sheet_quote 1"},
        {"<html><table><tr><td>", "refused sheet_web_page "},
        {"\xef\xbb\xbf <?xml version='1.0'?>", "refused sheet_web_page "},
        {"%PDF-1.7", "refused sheet_other_kind "},
        {std::string("ab\0cd", 5), "refused sheet_other_kind "},
        {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W\0o\0r\0k", "refused sheet_old_excel "},
        {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" +
             std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32),
         "refused sheet_encrypted "},
        {"PK\x03\x04 and no more", "refused sheet_corrupt "},
    };
    for (const auto& row : rows)
        EXPECT_EQ(lines_of(row.bytes).back(), row.want) << row.bytes;
}

TEST(Csv, EndsAtItsLimits) {
    ReadOptions small;
    small.limits.bytes_max = 100;
    small.limits.columns_max = 2;
    small.limits.rows_max = 3;
    small.limits.cell_bytes_max = 8;
    EXPECT_EQ(lines_of(std::string(101, 'a'), small).back(), "refused sheet_too_large ");
    EXPECT_EQ(lines_of("123456789\n", small).back(), "refused sheet_too_large 1");
    EXPECT_EQ(lines_of("1\n2\n3\n4\n", small).back(), "refused sheet_too_many_rows 5");
    EXPECT_EQ(lines_of("1,2,3\n", small).back(), "refused sheet_too_wide 1");
    EXPECT_EQ(lines_of("1,2,,,\n", small), Lines{"1|1|2"});
}

TEST(Csv, StopsWhenItIsTold) {
    int seen = 0;
    const auto read = sheets::read("1\n2\n3\n\"never", {}, [&](const Row&) { return ++seen < 2; });
    EXPECT_TRUE(read);
    EXPECT_EQ(seen, 2);
}

TEST(Csv, DecodesAcrossPieces) {
    // Two-byte characters lie across the 64 KiB pieces of both encodings.
    std::string gb_bytes = "a";
    std::string utf_8 = "a";
    for (int i = 0; i < 100'000; ++i) {
        gb_bytes += i % 100 == 99 ? "\n" : "\xd5\xc5";
        utf_8 += i % 100 == 99 ? "\n" : "张";
    }
    EXPECT_EQ(lines_of(gb_bytes), lines_of(utf_8));
    EXPECT_EQ(lines_of(utf_8).size(), 1000u);
}

TEST(Sheet, ColumnsHaveTheNamesExcelGivesThem) {
    EXPECT_EQ(column_name(0), "A");
    EXPECT_EQ(column_name(25), "Z");
    EXPECT_EQ(column_name(26), "AA");
    EXPECT_EQ(column_name(701), "ZZ");
    EXPECT_EQ(column_name(702), "AAA");
}

}  // namespace
}  // namespace linli::sheets
