// XLSX through libxlsxwriter, which keeps one row in memory and the rest in unlinked files. Every
// column has the format "text", so that what people type into the file stays as they typed it.
#include <fcntl.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <utility>

#include "base/day.h"
#include "base/fault.h"
#include "base/text.h"
#include "channels/sheets/writers.h"

namespace linli::sheets {
namespace {

constexpr std::size_t piece_bytes = 64 << 10;
constexpr std::size_t title_characters_max = 31;
constexpr std::size_t cell_characters_max = 32'000;

// A file that is gone as soon as nobody holds it: an export is full of personal data, and must not
// be left lying about after a crash.
class UnlinkedFile {
public:
    explicit UnlinkedFile(const std::string& folder) {
        std::string name = folder + "/sheet-XXXXXX";
        descriptor_ = mkostemp(name.data(), O_CLOEXEC);
        if (descriptor_ < 0) throw Fault("cannot write a temporary file in " + folder);
        unlink(name.c_str());
    }
    ~UnlinkedFile() { close(descriptor_); }
    UnlinkedFile(const UnlinkedFile&) = delete;
    UnlinkedFile& operator=(const UnlinkedFile&) = delete;

    // A name under which it can still be opened.
    std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

    std::string read(std::int64_t from) const {
        std::string piece(piece_bytes, '\0');
        const ssize_t got = pread(descriptor_, piece.data(), piece.size(), from);
        if (got < 0) throw Fault("cannot read a temporary file");
        piece.resize(static_cast<std::size_t>(got));
        return piece;
    }

private:
    int descriptor_ = -1;
};

std::string sheet_title(std::string_view title) {
    std::string kept;
    for (const std::string& character : text::characters(text::first(title, 200))) {
        if (std::string_view("[]:*?/\\'").find(character) == std::string_view::npos) {
            kept += character;
        }
    }
    kept = text::first(kept, title_characters_max);
    return kept.empty() ? "Sheet1" : kept;
}

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell,
                lxw_format* as_text, lxw_format* as_day) {
    if (cell.kind == CellKind::number) {
        worksheet_write_number(sheet, row, column, std::strtod(cell.text.c_str(), nullptr),
                               nullptr);
        return;
    }
    const auto day = cell.kind == CellKind::day ? Day::parse(cell.text) : std::nullopt;
    if (day && *day >= *Day::from(1900, 3, 1)) {
        const auto serial = static_cast<double>(day->number - Day::from(1899, 12, 30)->number);
        worksheet_write_number(sheet, row, column, serial, as_day);
        return;
    }
    if (cell.text.empty()) return;
    const std::string kept = text::first(cell.text, cell_characters_max);
    worksheet_write_string(sheet, row, column, kept.c_str(), as_text);
}

void put_together(const Table& table, const NextRow& next, const std::string& path,
                  const std::string& folder) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    std::string temporary = folder;
    options.tmpdir = temporary.data();
    lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
    if (!book) throw Fault("cannot begin a spreadsheet");
    // Freed whatever `next` throws; workbook_close frees it too, so it is released before that.
    std::unique_ptr<lxw_workbook, void (*)(lxw_workbook*)> guard(book, lxw_workbook_free);

    lxw_worksheet* sheet = workbook_add_worksheet(book, sheet_title(table.title).c_str());
    lxw_format* as_text = workbook_add_format(book);
    format_set_num_format(as_text, "@");
    lxw_format* as_day = workbook_add_format(book);
    format_set_num_format(as_day, "yyyy-mm-dd");
    lxw_format* as_title = workbook_add_format(book);
    format_set_bold(as_title);
    format_set_num_format(as_title, "@");
    if (!sheet || !as_text || !as_day || !as_title) throw Fault("cannot begin a spreadsheet");

    lxw_col_t column = 0;
    for (const Column& head : table.columns) {
        worksheet_set_column(sheet, column, column, head.width, as_text);
        worksheet_write_string(sheet, 0, column, head.title.c_str(), as_title);
        ++column;
    }
    worksheet_freeze_panes(sheet, 1, 0);
    lxw_row_t row = 1;
    for (auto cells = next(); cells; cells = next(), ++row) {
        if (row >= LXW_ROW_MAX) throw Fault("more rows than a spreadsheet can hold");
        column = 0;
        for (const Cell& cell : *cells) {
            write_cell(sheet, row, column++, cell, as_text, as_day);
        }
    }
    const lxw_error error = workbook_close(guard.release());
    if (error != LXW_NO_ERROR) {
        throw Fault(std::string("cannot write a spreadsheet: ") + lxw_strerror(error));
    }
}

}  // namespace

Pieces write_xlsx(const Table& table, NextRow next, const std::string& folder) {
    auto file = std::shared_ptr<UnlinkedFile>();
    return [table, next = std::move(next), folder, file,
            sent = std::int64_t{0}]() mutable -> std::optional<std::string> {
        if (!file) {
            file = std::make_shared<UnlinkedFile>(folder);
            put_together(table, next, file->path(), folder);
        }
        std::string piece = file->read(sent);
        if (piece.empty()) return std::nullopt;
        sent += static_cast<std::int64_t>(piece.size());
        return piece;
    };
}

}  // namespace linli::sheets
