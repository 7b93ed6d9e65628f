#include "channels/sheets/xlsx_parts.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace linli::sheets {
namespace {

constexpr std::size_t sheets_max = 256;
constexpr std::size_t styles_max = 65'536;
constexpr std::size_t merges_max = 500'000;

std::int64_t number_of(std::string_view text, std::int64_t otherwise = 0) {
    return text::whole_number(text).value_or(otherwise);
}

Xml::Events on_open(std::function<void(std::string_view, const Attributes&)> open) {
    return {std::move(open), [](std::string_view) {}, [](std::string_view) {}};
}

// A relationship's target: relative to its part's folder, or from the root of the archive.
std::string resolved(std::string_view folder, std::string_view target) {
    if (text::starts_with(target, "/")) return std::string(target.substr(1));
    std::string base(folder);
    while (text::starts_with(target, "../")) {
        target.remove_prefix(3);
        const std::size_t slash = base.rfind('/', base.empty() ? 0 : base.size() - 2);
        base.erase(slash == std::string::npos ? 0 : slash + 1);
    }
    return base + std::string(target);
}

struct Relation {
    std::string id, type, target;
};

Outcome<std::vector<Relation>> read_relations(const Archive& archive, const std::string& part,
                                              std::string_view folder, const ReadLimits& limits) {
    std::vector<Relation> relations;
    const auto read = read_part(archive, part, limits, [&](Xml* const&) {
        return on_open([&](std::string_view name, const Attributes& attributes) {
            if (name != "Relationship" || relations.size() >= 4 * sheets_max) return;
            const std::string_view type = attributes["Type"];
            relations.push_back({std::string(attributes["Id"]),
                                 std::string(type.substr(type.rfind('/') + 1)),
                                 resolved(folder, attributes["Target"])});
        });
    });
    if (!read) return read.refusal();
    return relations;
}

}  // namespace

Outcome<Done> read_part(const Archive& archive, const std::string& part, const ReadLimits& limits,
                        const MakeEvents& make) {
    Xml* reader = nullptr;
    Xml xml(make(reader));
    reader = &xml;
    bool sound = true;
    const auto inflated = archive.inflate(part, {limits.inflated_bytes_max, limits.inflation_max},
                                          [&](std::string_view piece) {
                                              sound = xml.feed(piece);
                                              return sound;
                                          });
    if (!inflated) return inflated.refusal();
    if (!xml.stopped() && (!sound || !xml.finish())) return Refusal{"sheet_corrupt", "", part};
    return Done{};
}

Outcome<Book> read_book(const Archive& archive, const ReadLimits& limits) {
    auto roots = read_relations(archive, "_rels/.rels", "", limits);
    if (!roots) return roots.refusal();
    std::string main;
    for (const Relation& relation : roots.value()) {
        if (relation.type == "officeDocument") main = relation.target;
    }
    if (!main.empty() && text::starts_with(text::lower(main), "xl/") &&
        main.find(".bin") != std::string::npos) {
        return Refusal{"sheet_other_kind"};  // .xlsb
    }
    if (main.empty()) return Refusal{"sheet_other_kind"};
    const std::size_t slash = main.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : main.substr(0, slash + 1);
    auto relations = read_relations(
        archive, folder + "_rels/" + main.substr(folder.size()) + ".rels", folder, limits);
    if (!relations) return relations.refusal();

    Book book;
    bool is_workbook = false;
    const auto part_of = [&](std::string_view id) {
        for (const Relation& relation : relations.value()) {
            if (relation.id == id && relation.type == "worksheet") return relation.target;
        }
        return std::string();
    };
    for (const Relation& relation : relations.value()) {
        if (relation.type == "sharedStrings") book.strings = relation.target;
        if (relation.type == "styles") book.styles = relation.target;
    }
    const auto read = read_part(archive, main, limits, [&](Xml* const&) {
        return on_open([&](std::string_view name, const Attributes& attributes) {
            if (name == "workbook") is_workbook = true;
            if (name == "workbookPr") {
                const std::string_view flag = attributes["date1904"];
                book.from_1904 = flag == "1" || flag == "true";
            }
            if (name != "sheet" || book.sheets.size() >= sheets_max) return;
            const std::string part = part_of(attributes["id"]);
            if (part.empty()) return;  // a chart sheet
            const std::string_view state = attributes["state"];
            book.sheets.push_back({std::string(attributes["name"]), part,
                                   state == "hidden" || state == "veryHidden"});
        });
    });
    if (!read) return read.refusal();
    if (!is_workbook) return Refusal{"sheet_other_kind"};  // .docx
    return book;
}

Outcome<SharedStrings> SharedStrings::read(const Archive& archive, const std::string& part,
                                           const ReadLimits& limits) {
    SharedStrings strings;
    if (part.empty() || !archive.has(part)) return strings;
    bool in_text = false;
    bool in_phonetic = false;  // how Japanese is read; it stands beside the text, not in it
    bool too_large = false;
    const auto read = read_part(archive, part, limits, [&](Xml* const& xml) {
        return Xml::Events{
            [&](std::string_view name, const Attributes&) {
                if (name == "rPh") in_phonetic = true;
                if (name == "t") in_text = !in_phonetic;
            },
            [&](std::string_view name) {
                if (name == "t") in_text = false;
                if (name == "rPh") in_phonetic = false;
                if (name == "si") {
                    strings.ends_.push_back(static_cast<std::uint32_t>(strings.bytes_.size()));
                }
                too_large =
                    strings.bytes_.size() + 4 * strings.ends_.size() > limits.string_bytes_max;
                if (too_large) xml->stop();
            },
            [&](std::string_view characters) {
                if (in_text) strings.bytes_ += characters;
                if (strings.bytes_.size() > limits.string_bytes_max) {
                    too_large = true;
                    xml->stop();
                }
            }};
    });
    if (!read) return read.refusal();
    if (too_large) return Refusal{"sheet_too_large", "", part};
    return strings;
}

std::string_view SharedStrings::operator[](std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(bytes_).substr(begin, ends_[index] - begin);
}

bool is_date_format(std::string_view code) {
    bool quoted = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\\' || c == '_' || c == '*') {
            ++i;  // the character behind stands for itself, or for its width
        } else if (c == '[') {
            const std::size_t end = code.find(']', i);
            if (end == std::string_view::npos) return false;
            // [h] counts hours; [Red], [$-804] and [>=1] are colours, locales and conditions.
            const std::string inside = text::lower(code.substr(i + 1, end - i - 1));
            if (!inside.empty() && inside.find_first_not_of("hms") == std::string::npos) {
                return true;
            }
            i = end;
        } else if (std::string_view("ymdhsYMDHS").find(c) != std::string_view::npos) {
            return true;
        } else if (text::starts_with(text::lower(code.substr(i)), "general")) {
            i += 6;
        }
    }
    return false;
}

namespace {

// 18.8.30: the formats that every reader knows by number; 27 to 36 and 50 to 58 are the Chinese
// ones.
bool is_date_number(std::int64_t format) {
    return (format >= 14 && format <= 22) || (format >= 27 && format <= 36) ||
           (format >= 45 && format <= 47) || (format >= 50 && format <= 58);
}

Style style_of(std::string_view code) {
    Style style;
    style.date = is_date_format(code);
    if (!code.empty() && code.find_first_not_of('0') == std::string_view::npos) {
        style.digits_min = static_cast<int>(std::min<std::size_t>(code.size(), 15));
    }
    return style;
}

}  // namespace

Outcome<std::vector<Style>> read_styles(const Archive& archive, const std::string& part,
                                        const ReadLimits& limits) {
    std::vector<Style> styles;
    if (part.empty() || !archive.has(part)) return styles;
    std::map<std::int64_t, Style> formats;
    bool in_cell_formats = false;
    const auto read = read_part(archive, part, limits, [&](Xml* const&) {
        return Xml::Events{[&](std::string_view name, const Attributes& attributes) {
                               if (name == "numFmt" && formats.size() < styles_max) {
                                   formats[number_of(attributes["numFmtId"], -1)] =
                                       style_of(attributes["formatCode"]);
                               }
                               if (name == "cellXfs") in_cell_formats = true;
                               if (name != "xf" || !in_cell_formats || styles.size() >= styles_max)
                                   return;
                               const std::int64_t format = number_of(attributes["numFmtId"]);
                               const auto own = formats.find(format);
                               styles.push_back(own != formats.end()
                                                    ? own->second
                                                    : Style{is_date_number(format), 0});
                           },
                           [&](std::string_view name) {
                               if (name == "cellXfs") in_cell_formats = false;
                           },
                           [](std::string_view) {}};
    });
    if (!read) return read.refusal();
    return styles;
}

std::optional<Reference> reference(std::string_view text) {
    std::size_t letters = 0;
    std::size_t column = 0;
    while (letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z') {
        if (letters == 3) return std::nullopt;
        column = column * 26 + static_cast<std::size_t>(text[letters] - 'A' + 1);
        ++letters;
    }
    const std::int64_t row = number_of(text.substr(letters));
    if (letters == 0 || row < 1) return std::nullopt;
    return Reference{row, column - 1};
}

Outcome<Merges> read_merges(const Archive& archive, const std::string& part,
                            const ReadLimits& limits) {
    Merges merges;
    std::size_t count = 0;
    const auto read = read_part(archive, part, limits, [&](Xml* const&) {
        return on_open([&](std::string_view name, const Attributes& attributes) {
            if (name != "mergeCell" || ++count > merges_max) return;
            const std::string_view range = attributes["ref"];
            const std::size_t colon = range.find(':');
            if (colon == std::string_view::npos) return;
            const auto first = reference(range.substr(0, colon));
            const auto last = reference(range.substr(colon + 1));
            if (!first || !last || last->row <= first->row) return;
            if (first->column >= limits.columns_max) return;
            merges[first->column][first->row] = last->row;
        });
    });
    if (!read) return read.refusal();
    return merges;
}

std::string unescape(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        int code = 0;
        const bool escaped =
            text.substr(i, 2) == "_x" && i + 6 < text.size() && text[i + 6] == '_' &&
            std::from_chars(&text[i + 2], &text[i + 2] + 4, code, 16).ptr == &text[i + 2] + 4;
        if (escaped && code < 0x80) {
            plain += static_cast<char>(code);
            i += 6;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

}  // namespace linli::sheets
