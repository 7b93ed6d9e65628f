// The rows of an XLSX sheet, as they stream past. Numbers become what a reader of the sheet sees;
// formulas count with the value that was stored beside them.
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "base/day.h"
#include "base/text.h"
#include "channels/sheets/readers.h"
#include "channels/sheets/xlsx_parts.h"

namespace linli::sheets {
namespace {

// Excel keeps 15 digits.
constexpr double exact_max = 1e15;

std::string printed(const char* format, double number) {
    std::array<char, 64> text;
    const int length = std::snprintf(text.data(), text.size(), format, number);
    return std::string(text.data(), static_cast<std::size_t>(length));
}

std::string number_text(double number, int digits_min) {
    if (std::abs(number) >= exact_max) return printed("%.5E", number);
    if (number != std::floor(number)) return printed("%.15g", number);
    std::string text = printed("%.0f", number);
    const auto width = static_cast<std::size_t>(digits_min);
    if (number >= 0 && text.size() < width) text.insert(0, width - text.size(), '0');
    return text;
}

// Days since 1899-12-30; day 60 is 1900-02-29, which never was but is kept for Lotus 1-2-3's sake.
std::optional<std::string> date_text(double serial, bool from_1904) {
    if (serial < 0 || serial >= 2'958'466) return std::nullopt;
    double whole = std::floor(serial);
    auto minutes = static_cast<std::int64_t>(std::lround((serial - whole) * 24 * 60));
    if (minutes == 24 * 60) {
        whole += 1;
        minutes = 0;
    }
    std::array<char, 8> clock;
    std::snprintf(clock.data(), clock.size(), "%02d:%02d", static_cast<int>(minutes / 60),
                  static_cast<int>(minutes % 60));
    if (whole == 0 && !from_1904) return std::string(clock.data());
    if (whole == 60 && !from_1904) return std::nullopt;
    const Day base = *Day::from(from_1904 ? 1904 : 1899, from_1904 ? 1 : 12,
                                from_1904 ? 1 : (whole < 60 ? 31 : 30));
    const std::string day = base.plus(static_cast<std::int64_t>(whole)).text();
    return minutes == 0 ? day : day + " " + clock.data();
}

// One <sheetData>, row by row.
class SheetReader {
public:
    SheetReader(const SharedStrings& strings, const std::vector<Style>& styles,
                const Merges& merges, bool from_1904, const ReadLimits& limits, const TakeRow& take)
        : strings_(strings),
          styles_(styles),
          merges_(merges),
          from_1904_(from_1904),
          limits_(limits),
          take_(take) {}

    Xml::Events events(Xml* const& xml) {
        return {
            [this](std::string_view name, const Attributes& attributes) { open(name, attributes); },
            [this, &xml](std::string_view name) {
                close(name);
                if (refusal_ || enough_) xml->stop();
            },
            [this, &xml](std::string_view characters) {
                if (in_value_) value_ += characters;
                if (value_.size() > limits_.cell_bytes_max) {
                    refuse("sheet_too_large");
                    xml->stop();
                }
            }};
    }

    const std::optional<Refusal>& refusal() const { return refusal_; }
    bool any() const { return any_; }

private:
    void open(std::string_view name, const Attributes& attributes) {
        if (name == "row") {
            const auto stated = reference("A" + std::string(attributes["r"]));
            const std::int64_t number = stated ? stated->row : row_.number + 1;
            // Rows that go backwards would make "row 12" mean two things.
            if (number <= row_.number) return refuse("sheet_corrupt");
            if (number > limits_.rows_max) return refuse("sheet_too_many_rows");
            row_.number = number;
            row_.cells.clear();
            column_ = 0;
        } else if (name == "c") {
            const auto stated = reference(attributes["r"]);
            if (stated) column_ = stated->column;
            type_ = attributes["t"];
            style_ = static_cast<std::size_t>(
                std::strtoul(std::string(attributes["s"]).c_str(), nullptr, 10));
            value_.clear();
        } else if (name == "rPh") {
            in_phonetic_ = true;
        } else if (name == "v" || name == "t") {
            in_value_ = !in_phonetic_;
        }
    }

    void close(std::string_view name) {
        if (name == "v" || name == "t") {
            in_value_ = false;
        } else if (name == "rPh") {
            in_phonetic_ = false;
        } else if (name == "c") {
            if (!value_.empty()) put(column_, cell());
            value_.clear();
            ++column_;
        } else if (name == "row") {
            fill_merged();
            if (refusal_ || !tidy(row_)) return;
            any_ = true;
            enough_ = !take_(row_);
        }
    }

    void put(std::size_t column, Cell cell) {
        if (cell.kind == CellKind::empty) return;
        if (column >= limits_.columns_max) return refuse("sheet_too_wide");
        if (row_.cells.size() <= column) row_.cells.resize(column + 1);
        row_.cells[column] = std::move(cell);
    }

    Cell cell() {
        if (type_ == "s") {
            const std::size_t index = std::strtoul(value_.c_str(), nullptr, 10);
            if (index >= strings_.count()) {
                refuse("sheet_corrupt");
                return {};
            }
            return text(strings_[index]);
        }
        if (type_ == "str" || type_ == "inlineStr") return text(value_);
        if (type_ == "e") return {CellKind::error, value_};
        if (type_ == "b") return {CellKind::flag, value_ == "1" ? "TRUE" : "FALSE"};
        if (type_ == "d") return {CellKind::day, value_.substr(0, 10)};
        char* end = nullptr;
        const double number = std::strtod(value_.c_str(), &end);
        if (end == value_.c_str() || !std::isfinite(number)) return text(value_);
        const Style style = style_ < styles_.size() ? styles_[style_] : Style{};
        if (style.date) {
            if (auto day = date_text(number, from_1904_)) return {CellKind::day, std::move(*day)};
        }
        return {CellKind::number, number_text(number, style.digits_min)};
    }

    static Cell text(std::string_view raw) {
        std::string kept = clean(unescape(raw));
        const CellKind kind = kept.empty() ? CellKind::empty : CellKind::text;
        return {kind, std::move(kept)};
    }

    // A value merged over several rows, such as a family's address, stands in each of them.
    void fill_merged() {
        for (const auto& [column, ranges] : merges_) {
            auto range = ranges.upper_bound(row_.number);
            if (range == ranges.begin()) continue;
            --range;
            Carried& carried = carried_[column];
            if (row_.number == range->first) {
                carried = {row_.number, column < row_.cells.size() ? row_.cells[column] : Cell{}};
            } else if (row_.number <= range->second && carried.from == range->first) {
                put(column, carried.cell);
            }
        }
    }

    void refuse(std::string code) {
        if (!refusal_) refusal_ = Refusal{std::move(code), "", std::to_string(row_.number)};
    }

    const SharedStrings& strings_;
    const std::vector<Style>& styles_;
    const Merges& merges_;
    const bool from_1904_;
    const ReadLimits& limits_;
    const TakeRow& take_;

    Row row_;
    std::size_t column_ = 0;
    std::string type_;
    std::size_t style_ = 0;
    std::string value_;
    struct Carried {
        std::int64_t from = 0;  // the first row of the range
        Cell cell;
    };
    std::map<std::size_t, Carried> carried_;  // values merged downwards, by column
    bool in_value_ = false;
    bool in_phonetic_ = false;
    bool any_ = false;
    bool enough_ = false;
    std::optional<Refusal> refusal_;
};

}  // namespace

Outcome<Done> read_xlsx(std::string_view bytes, const ReadOptions& options, const TakeRow& take) {
    const ReadLimits& limits = options.limits;
    const auto archive = Archive::open(bytes);
    if (!archive) return archive.refusal();
    if (!archive.value().has("_rels/.rels")) return Refusal{"sheet_other_kind"};
    const auto book = read_book(archive.value(), limits);
    if (!book) return book.refusal();
    const auto strings = SharedStrings::read(archive.value(), book.value().strings, limits);
    if (!strings) return strings.refusal();
    const auto styles = read_styles(archive.value(), book.value().styles, limits);
    if (!styles) return styles.refusal();

    bool known = options.sheet.empty();
    for (const SheetPart& sheet : book.value().sheets) {
        if (options.sheet.empty() ? sheet.hidden : sheet.name != options.sheet) continue;
        known = true;
        const auto merges = read_merges(archive.value(), sheet.part, limits);
        if (!merges) return merges.refusal();
        SheetReader reader(strings.value(), styles.value(), merges.value(), book.value().from_1904,
                           limits, take);
        const auto read = read_part(archive.value(), sheet.part, limits,
                                    [&](Xml* const& xml) { return reader.events(xml); });
        if (reader.refusal()) return *reader.refusal();
        if (!read) return read.refusal();
        if (reader.any()) return Done{};
    }
    return Refusal{known ? "sheet_empty" : "sheet_no_such_sheet"};
}

}  // namespace linli::sheets
