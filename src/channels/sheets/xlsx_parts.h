// What an XLSX file says beside its rows (ECMA-376): which sheets there are, the strings they
// share, which styles show a number as a date, and which cells are merged downwards.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "channels/sheets/archive.h"
#include "channels/sheets/sheet.h"
#include "channels/sheets/xml.h"

namespace linli::sheets {

// Reads one part as XML. `make` is told the reader, so that its events can stop it. Refuses what
// Archive::inflate refuses, and sheet_corrupt; that the events stopped it is no refusal here.
using MakeEvents = std::function<Xml::Events(Xml* const& reader)>;
Outcome<Done> read_part(const Archive&, const std::string& part, const ReadLimits&,
                        const MakeEvents& make);

struct SheetPart {
    std::string name;
    std::string part;  // "xl/worksheets/sheet1.xml"
    bool hidden = false;
};

struct Book {
    std::vector<SheetPart> sheets;
    std::string strings;  // a part; empty when there are none
    std::string styles;   // a part; empty when there are none
    bool from_1904 = false;
};
Outcome<Book> read_book(const Archive&, const ReadLimits&);

// The shared strings in one piece of memory: four bytes each beside their characters.
class SharedStrings {
public:
    // Refuses also sheet_too_large, past limits.string_bytes_max.
    static Outcome<SharedStrings> read(const Archive&, const std::string& part, const ReadLimits&);

    std::size_t count() const { return ends_.size(); }
    std::string_view operator[](std::size_t index) const;

private:
    std::string bytes_;
    std::vector<std::uint32_t> ends_;
};

struct Style {
    bool date = false;   // the number is a day, or a time of one
    int digits_min = 0;  // of a format like 000: 7 is shown as 007
};
Outcome<std::vector<Style>> read_styles(const Archive&, const std::string& part, const ReadLimits&);

// Whether a number format (18.8.30) shows a date or a time.
bool is_date_format(std::string_view code);

// "BC12" → row 12, column 54; nothing when it is no reference.
struct Reference {
    std::int64_t row = 0;
    std::size_t column = 0;
};
std::optional<Reference> reference(std::string_view text);

// By column: the first row of a merged range → its last. The value of the first stands for all.
using Merges = std::map<std::size_t, std::map<std::int64_t, std::int64_t>>;
Outcome<Merges> read_merges(const Archive&, const std::string& part, const ReadLimits&);

// "_x000D_" → a control character, as 22.9.2.19 spells them.
std::string unescape(std::string_view text);

}  // namespace linli::sheets
