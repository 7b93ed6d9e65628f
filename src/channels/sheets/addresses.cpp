#include "channels/sheets/addresses.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "base/check.h"
#include "base/resources.h"
#include "base/text.h"

namespace linli::sheets {
namespace {

using Characters = std::vector<std::string>;

constexpr std::size_t unit_characters_max = 3;

const std::map<std::string, std::string>& unit_words() {
    static const std::map<std::string, std::string> words = [] {
        std::map<std::string, std::string> read;
        const auto file = channels_sheets_resources().find("programmes/common/imports/address.csv");
        CHECK(file != channels_sheets_resources().end());
        for (const std::string& line : text::split(file->second, '\n')) {
            const auto cells = text::split(line, ',');
            if (line.empty() || text::starts_with(line, "# ") || cells[0] == "word") continue;
            CHECK(cells.size() == 2);
            read.emplace(cells[0], cells[1]);
        }
        return read;
    }();
    return words;
}

bool is_digit(std::string_view character) {
    return character.size() == 1 && character[0] >= '0' && character[0] <= '9';
}

bool is_letter(std::string_view character) {
    return character.size() == 1 && character[0] >= 'A' && character[0] <= 'Z';
}

// 0 … 10 of 〇一二 …; -1 when it is none.
int chinese_digit(std::string_view character) {
    static constexpr std::array<std::string_view, 11> digits = {"〇", "一", "二", "三", "四", "五",
                                                                "六", "七", "八", "九", "十"};
    const auto found = std::find(digits.begin(), digits.end(), character);
    return found == digits.end() ? -1 : static_cast<int>(found - digits.begin());
}

// 十二 → 12, 三 → 3: what stands before a unit word never goes past 99.
std::string chinese_number(const Characters& characters, std::size_t from, std::size_t to) {
    int number = 0;
    for (std::size_t i = from; i < to; ++i) {
        const int digit = chinese_digit(characters[i]);
        if (digit == 10) {
            number = (number == 0 ? 1 : number) * 10;
        } else {
            number += digit;
        }
    }
    return std::to_string(number);
}

Characters normalised(std::string_view text) {
    Characters kept;
    for (std::string& character : text::characters(text::half_width(text))) {
        if (character == " " || character == "　" || character == "," || character == "，")
            continue;
        if (character.size() == 1 && character[0] >= 'a' && character[0] <= 'z') {
            character[0] = static_cast<char>(character[0] - 'a' + 'A');
        }
        kept.push_back(std::move(character));
    }
    return kept;
}

std::string joined(const Characters& characters, std::size_t from, std::size_t to) {
    std::string text;
    for (std::size_t i = from; i < to; ++i)
        text += characters[i];
    return text;
}

// Takes an address apart, from left to right.
class Parser {
public:
    Parser(std::string_view text, const Address& behind)
        : characters_(normalised(text)), behind_(behind) {}

    Address parse() {
        skip_regions();
        while (at_ < characters_.size()) {
            if (!take_number()) take_name();
        }
        settle_bare_numbers();
        settle_doors();
        return std::move(address_);
    }

private:
    // One of `endings` within the next characters, with at least `least` before it and no number.
    bool skip_region(std::initializer_list<std::string_view> endings, std::size_t least,
                     std::size_t most) {
        for (std::size_t end = at_; end < characters_.size() && end - at_ <= most; ++end) {
            if (is_digit(characters_[end])) return false;
            for (const std::string_view ending : endings) {
                const std::size_t length = text::length(ending);
                if (end - at_ < least || end + length > characters_.size()) continue;
                if (joined(characters_, end, end + length) != ending) continue;
                if (ending == "区" && end > at_ && characters_[end - 1] == "小") continue;
                address_.regions.push_back(joined(characters_, at_, end + length));
                at_ = end + length;
                return true;
            }
        }
        return false;
    }

    void skip_regions() {
        bool known = skip_region({"省", "自治区"}, 2, 8);
        known = skip_region({"市"}, 2, 6) || known;
        // Without a city before them, 区 and 镇 may be part of any name.
        if (known) skip_region({"区", "县", "市"}, 1, 6);
        skip_region({"街道"}, 1, 8);
        if (known) skip_region({"镇", "乡"}, 1, 6);
        skip_region({"社区居委会", "社区", "居委会", "村委会"}, 1, 10);
    }

    // The unit word that begins there: its kind, and its length in characters.
    struct Unit {
        std::string word, kind;
        std::size_t length = 0;
    };
    std::optional<Unit> unit_at(std::size_t at) const {
        for (std::size_t length = unit_characters_max; length > 0; --length) {
            if (at + length > characters_.size()) continue;
            std::string word = joined(characters_, at, at + length);
            const auto found = unit_words().find(word);
            if (found != unit_words().end()) return Unit{std::move(word), found->second, length};
        }
        return std::nullopt;
    }

    // A number begins here: where it ends, and its digits. Letters count when they stand on a digit
    // or before a unit word (A幢, B3幢, 12A), Chinese numerals only before a unit word.
    struct Number {
        std::string digits;
        std::size_t end = 0;
    };
    std::optional<Number> number_at(std::size_t at) const {
        std::size_t end = at;
        while (end < characters_.size() &&
               (is_digit(characters_[end]) || is_letter(characters_[end]))) {
            ++end;
        }
        const std::string digits = joined(characters_, at, end);
        const bool has_digit =
            std::any_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (has_digit || (end == at + 1 && unit_at(end))) return Number{digits, end};
        if (end > at) return std::nullopt;
        while (end < characters_.size() && chinese_digit(characters_[end]) >= 0)
            ++end;
        const auto unit = end > at ? unit_at(end) : std::nullopt;
        // 三里 and 五星路 are names, and so is the 一 of 一楼 within them.
        if (!unit || unit->kind == "lane" || unit->kind == "number") return std::nullopt;
        return Number{chinese_number(characters_, at, end), end};
    }

    bool take_number() {
        const auto number = number_at(at_);
        if (!number) return false;
        at_ = number->end;
        const auto unit = unit_at(at_);
        if (!unit) {
            bare_.push_back(address_.parts.size());
            address_.parts.push_back({"", number->digits});
            while (at_ < characters_.size() && is_between(characters_[at_]))
                ++at_;
            return true;
        }
        at_ += unit->length;
        if (unit->kind == "lane") {
            if (address_.parts.empty()) address_.parts.push_back({"road", ""});
            address_.parts.back().name += number->digits + unit->word;
            address_.parts.back().kind = "road";
        } else if (unit->kind == "floor") {
            if (at_ >= characters_.size()) address_.rest += number->digits + unit->word;
        } else if (unit->kind == "house") {
            address_.parts.push_back({"house", number->digits});
        } else {
            const std::string word = unit->word == "#" ? "幢" : unit->word;
            address_.parts.push_back({unit->kind, number->digits + word});
        }
        while (at_ < characters_.size() && is_between(characters_[at_]))
            ++at_;
        return true;
    }

    static bool is_between(std::string_view character) {
        return character == "-" || character == "—" || character == "/" || character == "." ||
               character == "–" || character == "之";
    }

    void take_name() {
        const std::size_t from = at_;
        do {
            ++at_;
        } while (at_ < characters_.size() && !number_at(at_));
        std::string name = joined(characters_, from, at_);
        const bool first = address_.parts.empty();
        const bool after_road = address_.parts.size() == 1 && address_.parts[0].kind == "road";
        if (!first && !after_road) {
            address_.rest += name;
            return;
        }
        const std::size_t road = first ? end_of_road(name) : 0;
        if (road > 0) {
            address_.parts.push_back({"road", name.substr(0, road)});
            name.erase(0, road);
        }
        address_.parts.push_back({is_road(name) ? "road" : "estate", std::move(name)});
    }

    // 浪花路望潮新村: where the road ends, in bytes, when enough stands behind it to be a name of
    // its own (五一路小区 is one name); else 0.
    static std::size_t end_of_road(std::string_view name) {
        const Characters characters = text::characters(name);
        std::size_t bytes = 0;
        for (std::size_t i = 0; i + 3 < characters.size(); ++i) {
            bytes += characters[i].size();
            if (i >= 1 && is_road(characters[i])) return bytes;
        }
        return 0;
    }

    static bool is_road(std::string_view name) {
        for (const std::string_view ending : {"路", "街", "大道", "巷", "胡同", "弄堂"}) {
            if (name.ends_with(ending)) return true;
        }
        return false;
    }

    // 3-2-201: numbers without a word are named from the right.
    void settle_bare_numbers() {
        static constexpr std::array<std::string_view, 3> kinds = {"house", "stairwell", "building"};
        const auto among = [](const Address& address, std::string_view kind) {
            return std::any_of(address.parts.begin(), address.parts.end(),
                               [&](const AddressPart& part) { return part.kind == kind; });
        };
        const bool in_building =
            among(behind_, "building") || among(address_, "building") || among(address_, "number");
        if (bare_.size() > 3 || (!bare_.empty() && among(address_, "house"))) {
            for (const std::size_t index : bare_)
                address_.rest += address_.parts[index].name + " ";
            std::erase_if(address_.parts,
                          [](const AddressPart& part) { return part.kind.empty(); });
            return;
        }
        for (std::size_t i = 0; i < bare_.size(); ++i) {
            AddressPart& part = address_.parts[bare_[bare_.size() - 1 - i]];
            std::size_t kind = i;
            // 3-201 is a building and a house; 3幢2-201 a stairwell and a house.
            if (i == 1 && bare_.size() == 2 && !in_building) kind = 2;
            part.kind = kinds[kind];
            if (kind == 1) part.name += "单元";
            if (kind == 2) part.name += "幢";
        }
    }

    // 12号 is a building when something follows, else a house.
    void settle_doors() {
        for (std::size_t i = 0; i < address_.parts.size(); ++i) {
            if (address_.parts[i].kind != "number") continue;
            address_.parts[i].kind = i + 1 < address_.parts.size() ? "building" : "house";
        }
    }

    const Characters characters_;
    const Address& behind_;
    std::size_t at_ = 0;
    Address address_;
    std::vector<std::size_t> bare_;  // parts that are a number without a word
};

std::string numbers_of(std::string_view name) {
    std::string kept;
    for (const std::string& character : normalised(name)) {
        if (is_digit(character) || is_letter(character) || character == "-") kept += character;
    }
    const std::size_t start = std::min(kept.find_first_not_of('0'), kept.size());
    return kept.substr(start);
}

}  // namespace

Address parse_address(std::string_view text, const Address& behind) {
    return Parser(text, behind).parse();
}

AddressPart address_part(std::string_view kind, std::string_view text) {
    const std::string name = text::trim(text);
    const bool only_number = !name.empty() && numbers_of(name).size() == name.size();
    const std::string key = name_key(kind, name);
    if (kind == "building" && only_number) return {"building", name + "幢"};
    if (kind == "stairwell" && only_number) return {"stairwell", name + "单元"};
    if (kind == "house" && name.ends_with("室")) return {"house", name.substr(0, name.size() - 3)};
    return {std::string(kind), name};
}

std::string name_key(std::string_view kind, std::string_view name) {
    if (kind == "building" || kind == "stairwell" || kind == "house") {
        std::string numbers = numbers_of(name);
        if (!numbers.empty()) return numbers;
        const Address parsed = parse_address(name);  // 三单元
        if (parsed.parts.size() == 1) numbers = numbers_of(parsed.parts[0].name);
        return numbers.empty() ? std::string(name) : numbers;
    }
    std::string key = joined(normalised(name), 0, normalised(name).size());
    constexpr std::string_view suffix = "小区";
    if (key.size() > suffix.size() && key.ends_with(suffix)) key.resize(key.size() - suffix.size());
    return key;
}

}  // namespace linli::sheets
