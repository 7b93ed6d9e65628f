// Writing: the choice between the two writers, and CSV (RFC 4180 with the mark that tells Excel it
// is UTF-8).
#include <memory>
#include <string>
#include <utility>

#include "base/text.h"
#include "channels/sheets/writers.h"

namespace linli::sheets {
namespace {

constexpr std::size_t piece_bytes = 64 << 10;
constexpr std::size_t exact_digits_max = 11;  // Excel shows longer numbers as 3.30203E+17

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// What Excel would take for a formula (OWASP, CSV injection) gets an apostrophe in front, and what
// it would take for too long a number, or for one without its zeros, a tab behind. Our own reader
// takes both off again.
std::string guarded(std::string_view text) {
    if (text.empty()) return {};
    if (std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) {
        return "'" + std::string(text);
    }
    const bool spoilt = all_digits(text) && (text.size() > exact_digits_max || text[0] == '0');
    return std::string(text) + (spoilt ? "\t" : "");
}

void append_cell(std::string& line, std::string_view text) {
    if (text.find_first_of(",\"\r\n\t") == std::string_view::npos) {
        line += text;
        return;
    }
    line += '"';
    for (const char c : text) {
        line += c;
        if (c == '"') line += c;
    }
    line += '"';
}

Pieces write_csv(const Table& table, NextRow next) {
    std::string head = "\xef\xbb\xbf";
    for (const Column& column : table.columns) {
        if (&column != &table.columns.front()) head += ',';
        append_cell(head, guarded(column.title));
    }
    head += "\r\n";
    return [next = std::move(next), pending = std::move(head),
            ended = false]() mutable -> std::optional<std::string> {
        while (!ended && pending.size() < piece_bytes) {
            const auto row = next();
            ended = !row;
            if (ended) break;
            for (std::size_t i = 0; i < row->size(); ++i) {
                if (i > 0) pending += ',';
                const Cell& cell = (*row)[i];
                append_cell(pending, cell.kind == CellKind::text ? guarded(cell.text) : cell.text);
            }
            pending += "\r\n";
        }
        if (pending.empty()) return std::nullopt;
        return std::exchange(pending, {});
    };
}

}  // namespace

Pieces write(Format format, const Table& table, NextRow next, const std::string& folder) {
    if (format == Format::csv) return write_csv(table, std::move(next));
    return write_xlsx(table, std::move(next), folder);
}

}  // namespace linli::sheets
