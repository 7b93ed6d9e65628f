#include "channels/sheets/sheet.h"

#include "base/text.h"
#include "channels/sheets/readers.h"

namespace linli::sheets {
namespace {

constexpr std::string_view ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
constexpr std::string_view zip = "PK\x03\x04";

std::string in_utf16(std::string_view ascii) {
    std::string wide;
    for (const char c : ascii)
        wide += {c, '\0'};
    return wide;
}

// MS-CFB files are Excel's before 2007, or an XLSX file behind a password, which lies in a stream
// called EncryptedPackage.
Refusal of_compound_file(std::string_view bytes) {
    const bool encrypted = bytes.find(in_utf16("EncryptedPackage")) != std::string_view::npos;
    return {encrypted ? "sheet_encrypted" : "sheet_old_excel"};
}

// What many systems hand out as .xls: a table in HTML, or SpreadsheetML of 2003.
bool is_markup(std::string_view bytes) {
    const std::string head = text::lower(bytes.substr(0, 1024));
    const std::size_t begin = head.find_first_not_of(" \r\n\t\xef\xbb\xbf");
    return begin != std::string::npos && head[begin] == '<';
}

bool is_binary(std::string_view bytes) {
    const bool wide = text::starts_with(bytes, "\xff\xfe") || text::starts_with(bytes, "\xfe\xff");
    return text::starts_with(bytes, "%PDF") ||
           (!wide && bytes.substr(0, 4096).find('\0') != std::string_view::npos);
}

}  // namespace

Outcome<Done> read(std::string_view bytes, const ReadOptions& options, const TakeRow& take) {
    if (bytes.size() > options.limits.bytes_max) return Refusal{"sheet_too_large"};
    if (text::starts_with(bytes, ole)) return of_compound_file(bytes);
    if (text::starts_with(bytes, zip)) return read_xlsx(bytes, options, take);
    if (is_markup(bytes)) return Refusal{"sheet_web_page"};
    if (is_binary(bytes)) return Refusal{"sheet_other_kind"};
    return read_csv(bytes, options, take);
}

std::string column_name(std::size_t column) {
    std::string name;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
        name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return name;
}

std::optional<std::size_t> column_number(std::string_view name) {
    constexpr std::size_t columns_max = ReadLimits{}.columns_max;
    std::size_t number = 0;
    for (const char letter : name) {
        if (letter < 'A' || letter > 'Z' || number > columns_max) return std::nullopt;
        number = number * 26 + static_cast<std::size_t>(letter - 'A') + 1;
    }
    if (number == 0 || number > columns_max) return std::nullopt;
    return number - 1;
}

bool tidy(Row& row) {
    while (!row.cells.empty() && row.cells.back().kind == CellKind::empty)
        row.cells.pop_back();
    return !row.cells.empty();
}

std::string clean(std::string_view text) {
    std::string kept;
    kept.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (text::starts_with(text.substr(i), "\xef\xbb\xbf")) {
            i += 2;  // a byte order mark, left over where files were put together
        } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n') {
            kept += c;
        } else if (c == '\t') {
            kept += ' ';
        }
    }
    return text::trim(kept);
}

std::string media_type(Format format) {
    return format == Format::csv
               ? "text/csv; charset=utf-8"
               : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

}  // namespace linli::sheets
