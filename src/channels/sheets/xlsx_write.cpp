// XLSX through libxlsxwriter, which keeps one row in memory and the rest in unlinked files. Every
// column has the format "text", so that what people type into the file stays as they typed it.
#include <xlsxwriter.h>

#include <cstdlib>
#include <memory>
#include <utility>

#include "base/day.h"
#include "base/fault.h"
#include "base/text.h"
#include "channels/sheets/writers.h"

namespace linli::sheets {
namespace {

constexpr std::size_t title_characters_max = 31;
constexpr std::size_t cell_characters_max = 32'000;

std::string sheet_title(std::string_view title) {
    std::string kept;
    for (const std::string& character : text::characters(title)) {
        if (std::string_view("[]:*?/\\'").find(character) == std::string_view::npos) {
            kept += character;
        }
    }
    kept = text::first(kept, title_characters_max);
    return kept.empty() ? "Sheet1" : kept;
}

class XlsxWriter : public SheetWriter {
public:
    XlsxWriter(const Table& table, const std::string& folder)
        : folder_(folder), file_(std::make_shared<UnlinkedFile>(folder)) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = folder_.data();
        book_.reset(workbook_new_opt(file_->path().c_str(), &options));
        if (!book_) throw Fault("cannot begin a spreadsheet");
        sheet_ = workbook_add_worksheet(book_.get(), sheet_title(table.title).c_str());
        as_text_ = workbook_add_format(book_.get());
        as_day_ = workbook_add_format(book_.get());
        lxw_format* as_title = workbook_add_format(book_.get());
        if (!sheet_ || !as_text_ || !as_day_ || !as_title) {
            throw Fault("cannot begin a spreadsheet");
        }
        format_set_num_format(as_text_, "@");
        format_set_num_format(as_day_, "yyyy-mm-dd");
        format_set_num_format(as_title, "@");
        format_set_bold(as_title);
        lxw_col_t column = 0;
        for (const Column& head : table.columns) {
            worksheet_set_column(sheet_, column, column, head.width, as_text_);
            worksheet_write_string(sheet_, 0, column, head.title.c_str(), as_title);
            ++column;
        }
        worksheet_freeze_panes(sheet_, 1, 0);
    }

    void add(const std::vector<Cell>& row) override {
        if (++row_ >= LXW_ROW_MAX) throw Fault("more rows than a spreadsheet can hold");
        lxw_col_t column = 0;
        for (const Cell& cell : row)
            write(column++, cell);
    }

    Pieces finish() override {
        const lxw_error error = workbook_close(book_.release());
        if (error != LXW_NO_ERROR) {
            throw Fault(std::string("cannot write a spreadsheet: ") + lxw_strerror(error));
        }
        return UnlinkedFile::pieces(std::exchange(file_, nullptr));
    }

private:
    void write(lxw_col_t column, const Cell& cell) {
        if (cell.kind == CellKind::number) {
            const double number = std::strtod(cell.text.c_str(), nullptr);
            worksheet_write_number(sheet_, row_, column, number, nullptr);
            return;
        }
        const auto day = cell.kind == CellKind::day ? Day::parse(cell.text) : std::nullopt;
        if (day && *day >= *Day::from(1900, 3, 1)) {
            const std::int64_t serial = day->number - Day::from(1899, 12, 30)->number;
            worksheet_write_number(sheet_, row_, column, static_cast<double>(serial), as_day_);
            return;
        }
        if (cell.text.empty()) return;
        const std::string kept = text::first(cell.text, cell_characters_max);
        worksheet_write_string(sheet_, row_, column, kept.c_str(), as_text_);
    }

    struct Free {
        void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
    };

    std::string folder_;  // libxlsxwriter wants it writable, and for as long as it writes
    std::shared_ptr<UnlinkedFile> file_;
    std::unique_ptr<lxw_workbook, Free> book_;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* as_text_ = nullptr;
    lxw_format* as_day_ = nullptr;
    lxw_row_t row_ = 0;
};

}  // namespace

std::unique_ptr<SheetWriter> begin_xlsx(const Table& table, const std::string& folder) {
    return std::make_unique<XlsxWriter>(table, folder);
}

}  // namespace linli::sheets
