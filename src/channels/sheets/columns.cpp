#include "channels/sheets/columns.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/resources.h"
#include "base/text.h"

namespace linli::sheets {
namespace {

constexpr std::string_view folder = "programmes/common/imports/";
constexpr std::size_t fields_min = 2;  // a title row may hold one word we know by chance

// A heading without what does not count: "联系电话（多个用;分隔） *" → "联系电话".
std::string plain(std::string_view heading) {
    static const std::string_view unmeant = " \t\n\r*:#、.";
    std::string kept;
    int brackets = 0;
    for (const std::string& character : text::characters(text::lower(text::half_width(heading)))) {
        if (character == "(" || character == "[" || character == "【") ++brackets;
        const bool counts = brackets == 0 && character != "　" && character != "※" &&
                            character != "：" && unmeant.find(character) == std::string_view::npos;
        if (counts) kept += character;
        if ((character == ")" || character == "]" || character == "】") && brackets > 0) --brackets;
    }
    return kept;
}

std::vector<std::vector<std::string>> rows_of(std::string_view file) {
    const auto found = channels_sheets_resources().find(std::string(folder) + std::string(file));
    CHECK(found != channels_sheets_resources().end());
    std::vector<std::vector<std::string>> rows;
    bool headed = false;
    for (const std::string& line : text::split(found->second, '\n')) {
        if (line.empty() || line[0] == '#') continue;
        if (headed) rows.push_back(text::split(line, ','));
        headed = true;
    }
    return rows;
}

struct Known {
    std::vector<ImportField> fields;
    std::map<std::string, std::string> by_heading;

    explicit Known(std::string_view file) {
        for (const auto& cells : rows_of(file)) {
            CHECK(cells.size() == 4);
            if (cells[0] != "-") fields.push_back({cells[0], cells[1], cells[2]});
            std::vector<std::string> headings = text::split(cells[3], '|');
            headings.push_back(cells[1]);
            for (const std::string& heading : headings) {
                if (heading.empty()) continue;
                const auto entry = by_heading.emplace(plain(heading), cells[0]);
                if (entry.first->second != cells[0]) {
                    broken(("heading of two fields: " + heading).c_str(), __FILE__, __LINE__);
                }
            }
        }
    }
};

const Known& known(ImportKind kind) {
    static const std::array<Known, 3> all = {Known("people.csv"), Known("places.csv"),
                                             Known("units.csv")};
    return all[static_cast<std::size_t>(kind)];
}

// 户籍地址 over 小区 means 户籍小区.
std::string field_under(ImportKind kind, std::string group, std::string_view heading) {
    for (const std::string_view ending : {"地址", "信息", "情况", "地"}) {
        if (group.size() > ending.size() && group.ends_with(ending)) {
            group.resize(group.size() - ending.size());
            break;
        }
    }
    return field_of(kind, group + std::string(heading));
}

Header header_of(ImportKind kind, const Row& row) {
    Header header{row.number, {}, {}};
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
        header.titles.emplace_back(row.text(column));
        header.fields.push_back(field_of(kind, row.text(column)));
    }
    return header;
}

// The same with a row of wider headings above.
Header header_of(ImportKind kind, const Row& above, const Row& row) {
    Header header{row.number, {}, {}};
    std::string group;
    for (std::size_t column = 0; column < std::max(above.cells.size(), row.cells.size());
         ++column) {
        if (!above.text(column).empty()) group = above.text(column);
        const std::string own(row.text(column));
        const bool spans = !own.empty() && own != group;
        std::string field = spans ? field_under(kind, plain(group), own) : field_of(kind, group);
        if (field.empty()) field = field_of(kind, own);
        header.titles.push_back(spans ? group + own : group);
        header.fields.push_back(std::move(field));
        if (own.empty()) group.clear();
    }
    return header;
}

std::size_t score(const Header& header) {
    std::set<std::string> seen(header.fields.begin(), header.fields.end());
    seen.erase("");
    return seen.size();
}

std::optional<Day> of_numbers(const std::array<int, 3>& numbers) {
    if (numbers[0] < 1850) return std::nullopt;
    return Day::from(numbers[0], static_cast<unsigned>(numbers[1]),
                     static_cast<unsigned>(numbers[2]));
}

}  // namespace

std::optional<ImportKind> import_kind(std::string_view word) {
    using enum ImportKind;
    for (const ImportKind kind : {people, places, units}) {
        if (word_of(kind) == word) return kind;
    }
    return std::nullopt;
}

std::string_view word_of(ImportKind kind) {
    static constexpr std::array<std::string_view, 3> words = {"people", "places", "units"};
    return words[static_cast<std::size_t>(kind)];
}

const std::vector<ImportField>& import_fields(ImportKind kind) {
    return known(kind).fields;
}

std::string field_of(ImportKind kind, std::string_view heading) {
    const auto& headings = known(kind).by_heading;
    const auto found = headings.find(plain(heading));
    return found == headings.end() ? "" : found->second;
}

std::string Header::text(const Row& row, std::string_view field) const {
    const bool together = field == "phones" || field == "note";
    std::string text;
    for (std::size_t column = 0; column < fields.size(); ++column) {
        if (fields[column] != field || row.text(column).empty()) continue;
        if (!meaning("blank", row.text(column)).empty()) continue;
        if (!text.empty()) text += "; ";
        text += row.text(column);
        if (!together) break;
    }
    return text;
}

const Cell* Header::cell(const Row& row, std::string_view field) const {
    for (std::size_t column = 0; column < fields.size(); ++column) {
        if (fields[column] != field || row.text(column).empty()) continue;
        if (meaning("blank", row.text(column)).empty()) return &row.cells[column];
    }
    return nullptr;
}

bool Header::has(std::string_view field) const {
    return column(field) < fields.size();
}

std::size_t Header::column(std::string_view field) const {
    return static_cast<std::size_t>(std::find(fields.begin(), fields.end(), field) -
                                    fields.begin());
}

Outcome<Header> find_header(ImportKind kind, const std::vector<Row>& first,
                            const Overrides& overrides) {
    Header best;
    for (std::size_t i = 0; i < first.size() && i < header_rows_max; ++i) {
        Header one = header_of(kind, first[i]);
        if (score(one) > score(best)) best = std::move(one);
        const bool neighbours = i > 0 && first[i - 1].number + 1 == first[i].number;
        if (!neighbours || score(header_of(kind, first[i - 1])) == 0) continue;
        // Below a heading stand people, whose cells are no headings: two rows are one heading only
        // if the lower one adds to it.
        if (score(header_of(kind, first[i])) < fields_min) continue;
        Header two = header_of(kind, first[i - 1], first[i]);
        if (score(two) >= score(best)) best = std::move(two);
    }
    for (const auto& [column, field] : overrides) {
        if (column < best.fields.size()) best.fields[column] = field;
    }
    if (score(best) < fields_min) return Refusal{"sheet_no_heading"};
    const bool by_levels =
        std::any_of(best.fields.begin(), best.fields.end(),
                    [](const std::string& field) { return text::starts_with(field, "kind:"); });
    if (!best.has("name") && !(kind == ImportKind::places && by_levels)) {
        return Refusal{"field_missing", "name"};
    }
    return best;
}

std::string meaning(std::string_view question, std::string_view word) {
    using Words = std::map<std::string, std::map<std::string, std::string>, std::less<>>;
    static const Words words = [] {
        Words read;
        for (const auto& cells : rows_of("words.csv")) {
            CHECK(cells.size() == 3);
            for (const std::string& one : text::split(cells[2], '|')) {
                CHECK(read[cells[0]].emplace(one, cells[1]).second);
            }
        }
        return read;
    }();
    const auto asked = words.find(question);
    CHECK(asked != words.end());
    const auto found = asked->second.find(text::lower(text::trim(word)));
    return found == asked->second.end() ? "" : found->second;
}

Outcome<Day> read_day(const Cell& cell) {
    const Refusal bad{"day_bad", "", cell.text};
    if (cell.kind == CellKind::day) {
        const auto day = Day::parse(std::string_view(cell.text).substr(0, 10));
        if (!day) return bad;
        return *day;
    }
    // The digits in groups, and nothing between them but what dates are written with.
    std::vector<std::string> groups(1);
    for (const std::string& character : text::characters(text::half_width(cell.text))) {
        if (character.size() == 1 && character[0] >= '0' && character[0] <= '9') {
            groups.back() += character;
        } else if (character == "." || character == "-" || character == "/" || character == "年" ||
                   character == "月" || character == "日" || character == "号" ||
                   character == " " || character == "、" || character == "T") {
            if (!groups.back().empty()) groups.emplace_back();
        } else if (character == ":") {
            groups.back() += character;  // of the time that Excel hangs on
        } else {
            return bad;
        }
    }
    if (groups.back().empty()) groups.pop_back();
    const auto timed = [](const std::string& group) { return group.find(':') != group.npos; };
    if (!groups.empty() && timed(groups.back())) groups.pop_back();
    if (groups.empty() || std::any_of(groups.begin(), groups.end(), timed)) return bad;

    if (groups.size() == 1) {
        const std::string& digits = groups[0];
        if (digits.size() == 8) {
            groups = {digits.substr(0, 4), digits.substr(4, 2), digits.substr(6, 2)};
        } else if (digits.size() == 5) {
            return Day::from(1899, 12, 30)->plus(std::stoi(digits));  // a day that lost its format
        } else {
            return Refusal{"day_incomplete", "", cell.text};
        }
    }
    if (groups.size() == 2 || (groups.size() == 3 && groups[0].size() == 2)) {
        return Refusal{"day_incomplete", "", cell.text};
    }
    if (groups.size() != 3 || groups[0].size() != 4) return bad;
    if (groups[1].size() > 2 || groups[2].size() > 2) return bad;
    const auto day = of_numbers({std::stoi(groups[0]), std::stoi(groups[1]), std::stoi(groups[2])});
    if (!day) return bad;
    return *day;
}

}  // namespace linli::sheets
