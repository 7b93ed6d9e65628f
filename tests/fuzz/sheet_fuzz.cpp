// A file that somebody says is a spreadsheet: CSV, XLSX or neither. Its rows count upwards and stay
// within the limits, and what stands in a cell can be read as a day or an address without harm.
#include "channels/sheets/addresses.h"
#include "channels/sheets/columns.h"
#include "channels/sheets/sheet.h"
#include "harness.h"

using namespace linli::sheets;

FUZZ(bytes) {
    ReadOptions options;
    options.limits.inflated_bytes_max = 1 << 20;
    options.limits.string_bytes_max = 1 << 18;
    options.limits.rows_max = 1000;
    std::int64_t before = 0;
    const auto read_all = read(bytes, options, [&](const Row& row) {
        CHECK(row.number > before);
        before = row.number;
        CHECK(!row.cells.empty() && row.cells.size() <= options.limits.columns_max);
        for (const Cell& cell : row.cells) {
            CHECK(cell.text.size() <= options.limits.cell_bytes_max);
            (void)static_cast<bool>(read_day(cell));
            parse_address(cell.text);
        }
        return true;
    });
    if (!read_all) CHECK(read_all.refusal().code.starts_with("sheet_"));
}
