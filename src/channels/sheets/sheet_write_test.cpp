// What is written can be read again, by us and, where it matters, by Excel without harm.
#include <gtest/gtest.h>

#include "base/fault.h"
#include "channels/sheets/sheet.h"

namespace linli::sheets {
namespace {

using Rows = std::vector<std::vector<Cell>>;

const Table people = {"人员 [坏行]", {{"姓名", 10}, {"身份证号", 22}, {"备注", 40}}};

std::string bytes_of(const Pieces& pieces) {
    std::string bytes;
    while (const auto piece = pieces())
        bytes += *piece;
    return bytes;
}

std::string file_of(Format format, const Rows& rows) {
    const auto writer = SheetWriter::begin(format, people, testing::TempDir());
    for (const auto& row : rows)
        writer->add(row);
    return bytes_of(writer->finish());
}

TEST(SheetWrite, WhatIsWrittenIsReadAgain) {
    const Rows rows = {
        {text_cell("张三"), text_cell("11010519491231002X"), text_cell("二楼\n漏水, \"急\"")},
        {text_cell("李四"), text_cell("440524188001010014"), text_cell("=1+1")},
        {text_cell("@名"), text_cell(""), text_cell("-5")},
        {text_cell("007"), number_cell(42), {CellKind::day, "2026-03-02"}},
    };
    for (const Format format : {Format::xlsx, Format::csv}) {
        std::vector<std::vector<std::string>> seen;
        ASSERT_TRUE(read(file_of(format, rows), {}, [&](const Row& row) {
            seen.emplace_back();
            for (const Cell& cell : row.cells)
                seen.back().push_back(cell.text);
            return true;
        }));
        ASSERT_EQ(seen.size(), rows.size() + 1);
        EXPECT_EQ(seen[0], (std::vector<std::string>{"姓名", "身份证号", "备注"}));
        for (std::size_t row = 0; row < rows.size(); ++row) {
            for (std::size_t i = 0; i < rows[row].size(); ++i) {
                EXPECT_EQ(seen[row + 1][i], rows[row][i].text) << row << " " << i;
            }
        }
    }
}

TEST(SheetWrite, CsvIsSafeToOpenInExcel) {
    const std::string bytes = file_of(
        Format::csv,
        {{text_cell("=cmd|'/c calc'!A1"), text_cell("440524188001010014"), text_cell("+1")}});
    EXPECT_EQ(bytes.substr(0, 3), "\xef\xbb\xbf");
    EXPECT_NE(bytes.find("\r\n'=cmd|"), std::string::npos);
    EXPECT_NE(bytes.find("\"440524188001010014\t\""), std::string::npos);
    EXPECT_NE(bytes.find(",'+1\r\n"), std::string::npos);
}

TEST(SheetWrite, StreamsManyRows) {
    const std::int64_t count = 20'000;
    for (const Format format : {Format::xlsx, Format::csv}) {
        const auto writer = SheetWriter::begin(format, people, testing::TempDir());
        for (std::int64_t i = 0; i < count; ++i) {
            writer->add({text_cell("张三"), text_cell(std::to_string(i))});
        }
        std::int64_t last = 0;
        ASSERT_TRUE(read(bytes_of(writer->finish()), {}, [&](const Row& row) {
            last = row.number;
            return true;
        }));
        EXPECT_EQ(last, count + 1);
    }
}

TEST(SheetWrite, ThrowsWhenItCannotWrite) {
    for (const Format format : {Format::xlsx, Format::csv}) {
        EXPECT_THROW(SheetWriter::begin(format, people, "/nowhere"), Fault);
        SheetWriter::begin(format, people, testing::TempDir())->add({});  // and given up
    }
}

}  // namespace
}  // namespace linli::sheets
