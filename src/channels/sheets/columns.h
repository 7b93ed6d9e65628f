// Which column of a sheet means what. Headings and the words that stand in cells are data,
// programmes/common/imports/*.csv; this file finds the heading row below the titles and reads yes,
// no, none and days out of cells. What becomes of a row is not known here.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/outcome.h"
#include "channels/sheets/sheet.h"

namespace linli::sheets {

enum class ImportKind : std::uint8_t { people, places, units };
std::optional<ImportKind> import_kind(std::string_view word);
std::string_view word_of(ImportKind);

struct ImportField {
    std::string field;  // "id_number"; "-": known, and left out on purpose
    std::string title, english;
};

// The fields a sheet of this kind may have, in the order in which we write them.
const std::vector<ImportField>& import_fields(ImportKind);
// The field a heading means, spaces, brackets and stars aside; "" when nobody knows.
std::string field_of(ImportKind, std::string_view heading);

// The heading of a sheet: one row, or two where a heading spans several (户籍地址 over 小区, 门牌).
struct Header {
    std::int64_t last_row = 0;        // what stands below it is the matter itself
    std::vector<std::string> titles;  // as they stand in the sheet, by column
    std::vector<std::string> fields;  // by column; "" for one that nobody knows

    // The text of a field in a row; of several columns the first that says something, but phones
    // and notes together.
    std::string text(const Row&, std::string_view field) const;
    const Cell* cell(const Row&, std::string_view field) const;  // null when empty
    bool has(std::string_view field) const;
    std::size_t column(std::string_view field) const;  // of the first; titles.size() when none
};

// What somebody said a column means, by its number: "" leaves it out.
using Overrides = std::map<std::size_t, std::string>;

// From the first rows of a sheet; `header_rows_max` of them are enough. Refuses sheet_no_heading,
// and field_missing (at: the field) when the column that matters most is not there.
constexpr std::size_t header_rows_max = 30;
Outcome<Header> find_header(ImportKind, const std::vector<Row>& first, const Overrides&);

// What a word means as the answer to a question (words.csv): meaning("answer", "√") → "yes"; ""
// when nobody knows.
std::string meaning(std::string_view question, std::string_view word);

// 1987-03-05, 1987.3.5, 1987年3月5日, 19870305, 1987/3/5, Excel's days and its bare numbers.
// Refuses day_incomplete (no day, or no century), day_bad.
Outcome<Day> read_day(const Cell&);

}  // namespace linli::sheets
