// A spreadsheet as rows of cells, read from XLSX or CSV and written as either. It knows what
// offices do to such files: GB18030, semicolons, titles above the header, values merged over
// several rows, long numbers that Excel has spoilt. What a column means is not known here.
//
// Reading streams: memory does not grow with the rows (an XLSX file's shared strings are kept,
// within a bound). All bytes may be hostile: every loop ends at a limit.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace linli::sheets {

enum class CellKind : std::uint8_t { empty, text, number, day, flag, error };

struct Cell {
    CellKind kind = CellKind::empty;
    // What a reader of the sheet sees, trimmed: "2026-03-02" or "2026-03-02 09:00" of a day, TRUE
    // or FALSE of a flag, 3.30203E+17 of a number with more digits than Excel can keep.
    std::string text;

    friend bool operator==(const Cell&, const Cell&) = default;
};

struct Row {
    std::int64_t number = 0;  // as the sheet counts, from 1; rows without any value are left out
    std::vector<Cell> cells;  // from column A; as long as the last one with a value

    std::string_view text(std::size_t column) const {
        return column < cells.size() ? std::string_view(cells[column].text) : std::string_view();
    }
};

// Column 0 is "A", 26 is "AA".
std::string column_name(std::size_t column);
std::optional<std::size_t> column_number(std::string_view name);  // nothing past columns_max

struct ReadLimits {
    std::size_t bytes_max = std::size_t{64} << 20;          // of the file
    std::size_t inflated_bytes_max = std::size_t{1} << 30;  // of one part of an XLSX file
    std::size_t inflation_max = 200;                        // times the packed size, past 32 MiB
    std::size_t string_bytes_max = std::size_t{256} << 20;  // of an XLSX file's shared strings
    std::size_t cell_bytes_max = 128 << 10;                 // Excel holds 32,767 characters
    std::size_t columns_max = 512;
    std::int64_t rows_max = 1'048'576;  // what Excel itself can hold
};

// Gives every row with a value to `take`, in order, until that says false. Of an XLSX file the
// sheet of this name is read, or the first visible one that holds anything.
//
// Refuses sheet_too_large (file, a cell or what it inflates to), sheet_old_excel (.xls, .et),
// sheet_encrypted, sheet_web_page (HTML under another name), sheet_other_kind (.ods, .xlsb, PDF …),
// sheet_corrupt, sheet_encoding (neither UTF-8 nor GB18030), sheet_quote (with: the row that begins
// what never ends), sheet_too_wide, sheet_too_many_rows, sheet_no_such_sheet, sheet_empty.
struct ReadOptions {
    std::string sheet;  // by name; empty: see above
    ReadLimits limits;
};
using TakeRow = std::function<bool(const Row&)>;
Outcome<Done> read(std::string_view bytes, const ReadOptions&, const TakeRow& take);

// Writing. Text stays text: a cell that begins with = is no formula, and a number with 18 digits
// survives being opened in Excel, in both formats.
enum class Format { xlsx, csv };

struct Column {
    std::string title;
    int width = 14;  // in characters, for XLSX
};

struct Table {
    std::string title;  // of the sheet; at most 31 characters are used
    std::vector<Column> columns;
};

// The bytes of a file, piece by piece: what an http::Response streams.
using Pieces = std::function<std::optional<std::string>()>;

// Takes rows as they come and keeps them in an unlinked temporary file in `folder`, so that memory
// does not grow and nothing is left lying about after a crash. Throws Fault when it cannot write.
class SheetWriter {
public:
    virtual ~SheetWriter() = default;
    virtual void add(const std::vector<Cell>& row) = 0;
    virtual Pieces finish() = 0;  // once; nothing is added behind it

    static std::unique_ptr<SheetWriter> begin(Format, const Table&, const std::string& folder);
};

std::string media_type(Format);
inline Cell text_cell(std::string text) {
    return {CellKind::text, std::move(text)};
}
inline Cell number_cell(std::int64_t number) {
    return {CellKind::number, std::to_string(number)};
}

}  // namespace linli::sheets
