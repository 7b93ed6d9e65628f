#include "kernel/registry/codes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/text.h"

namespace linli::registry {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_digit);
}

int digit(char c) {
    return c - '0';
}

// What people wrap around a number without meaning it: spaces of all kinds, the apostrophe that
// keeps Excel's hands off, marks that paste along invisibly.
std::string bare(std::string_view raw) {
    static const std::vector<std::string> unmeant = {
        " ", "\t",     "\r",     "\n",     "'",      "`",     "’",
        "‘", "\u00a0", "\u200b", "\u200e", "\u202d", "\ufeff"};
    std::string kept;
    for (const std::string& character : text::characters(text::half_width(raw))) {
        if (std::find(unmeant.begin(), unmeant.end(), character) == unmeant.end()) {
            kept += character;
        }
    }
    for (char& c : kept) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return kept;
}

// "3.30203E+17"; the digits that are missing cannot be had back.
bool is_excel_number(std::string_view bare_text) {
    const std::size_t e = bare_text.find('E');
    if (e == std::string_view::npos || e == 0 || e + 1 >= bare_text.size()) return false;
    std::string_view exponent = bare_text.substr(e + 1);
    if (exponent.front() == '+') exponent.remove_prefix(1);
    std::string mantissa(bare_text.substr(0, e));
    mantissa.erase(std::remove(mantissa.begin(), mantissa.end(), '.'), mantissa.end());
    return !exponent.empty() && exponent.size() <= 2 && all_digits(exponent) && !mantissa.empty() &&
           all_digits(mantissa) && bare_text[1] == '.';
}

// Excel keeps 15 digits of a number and writes zeros for the rest.
bool is_excel_zeros(std::string_view text) {
    return text.size() == 18 && all_digits(text) && text.substr(15) == "000";
}

Refusal mangled(std::string_view bare_text) {
    return {"excel_number", "", std::string(bare_text)};
}

Refusal of_length(std::string code, std::string_view bare_text) {
    return {std::move(code), "", std::to_string(text::length(bare_text))};
}

// GB/T 2260, the first two digits; 81 to 83 are 港澳台. 99 is nobody's, and so is kept for people
// who are invented: those of the demo and of tests.
bool is_province(std::string_view two) {
    static const std::set<std::string_view> known = {
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34",
        "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52",
        "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83", "99"};
    return known.contains(two);
}

// Which document a number of 18 belongs to, by where it says that it was given out; "" when nobody
// gives out such numbers. A foreigner's has a 9, then the province.
std::string_view kind_of(std::string_view number) {
    if (is_province(number.substr(0, 2))) return number[0] == '8' ? "830" : "111";
    return number[0] == '9' && is_province(number.substr(1, 2)) ? "553" : "";
}

std::optional<Day> day_of(std::string_view eight) {
    const auto number = [&](std::size_t from, std::size_t count) {
        return std::stoi(std::string(eight.substr(from, count)));
    };
    return Day::from(number(0, 4), static_cast<unsigned>(number(4, 2)),
                     static_cast<unsigned>(number(6, 2)));
}

// GB 11643-1999, 4.2: weights 2^(18-i) mod 11, and the sum mod 11 names the character.
char citizen_check(std::string_view seventeen) {
    static constexpr std::array weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += digit(seventeen[i]) * weights[i];
    return "10X98765432"[sum % 11];
}

// GB 32100-2015: no I, O, S, V, Z, which look like digits or each other.
constexpr std::string_view credit_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

char credit_check(std::string_view seventeen) {
    std::size_t sum = 0;
    std::size_t weight = 1;  // 3^(i-1) mod 31
    for (const char c : seventeen) {
        sum += credit_alphabet.find(c) * weight;
        weight = weight * 3 % 31;
    }
    return credit_alphabet[(31 - sum % 31) % 31];
}

// GB 11714-1997: letters count from A = 10, and here all 26 of them do.
char organisation_check(std::string_view eight) {
    static constexpr std::array weights = {3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += (is_digit(eight[i]) ? digit(eight[i]) : eight[i] - 'A' + 10) * weights[i];
    }
    return "0X987654321"[sum % 11];
}

std::vector<std::string> range_warnings(std::string_view division) {
    std::vector<std::string> warnings;
    const int street = std::stoi(std::string(division.substr(6, 3)));
    const int committee = std::stoi(std::string(division.substr(9, 3)));
    if (street > 599) warnings.emplace_back("division_street_range");
    if (committee > 599) warnings.emplace_back("division_committee_range");
    bool ended = false;
    for (const std::string_view part : {division.substr(2, 2), division.substr(4, 2),
                                        division.substr(6, 3), division.substr(9, 3)}) {
        const bool empty = part.find_first_not_of('0') == std::string_view::npos;
        if (ended && !empty) {
            warnings.emplace_back("division_gap");
            break;
        }
        ended = ended || empty;
    }
    return warnings;
}

}  // namespace

Outcome<CitizenNumber> citizen_number(std::string_view raw, Day today) {
    std::string text = bare(raw);
    if (is_excel_number(text)) return mangled(text);
    if (text.size() != 18 && text.size() != 15) return of_length("id_length", text);
    const bool old = text.size() == 15;
    if (!all_digits(std::string_view(text).substr(0, old ? 15 : 17)) ||
        (!old && !is_digit(text[17]) && text[17] != 'X')) {
        return Refusal{"id_characters"};
    }
    const std::string kind(kind_of(text));
    if (kind.empty()) return Refusal{"id_province"};

    // GB 11643-1999 lengthened the numbers of 1989, whose years were all of the 20th century.
    if (old) {
        text.insert(6, "19");
        text += citizen_check(text);
    }
    const auto born = day_of(std::string_view(text).substr(6, 8));
    if (!born) return Refusal{"id_birth_day"};
    if (*born > today) return Refusal{"id_birth_later"};
    if (citizen_check(text) != text[17]) {
        return Refusal{is_excel_zeros(text) ? "excel_zeros" : "id_check_digit"};
    }
    return CitizenNumber{text, kind, *born, digit(text[16]) % 2 == 1};
}

Outcome<CreditCode> credit_code(std::string_view raw) {
    const std::string text = bare(raw);
    if (is_excel_number(text)) return mangled(text);
    if (text::length(text) != 18) return of_length("credit_length", text);
    for (const std::string& character : text::characters(text)) {
        if (credit_alphabet.find(character) == std::string_view::npos) {
            return Refusal{"credit_characters", "", character};
        }
    }
    if (is_excel_zeros(text)) return Refusal{"excel_zeros"};
    const std::string organisation = text.substr(8, 9);
    if (organisation_check(organisation) != organisation[8]) return Refusal{"credit_inner_digit"};
    if (credit_check(text.substr(0, 17)) != text[17]) return Refusal{"credit_check_digit"};
    return CreditCode{text, text.substr(0, 2), text.substr(2, 6), organisation};
}

Outcome<std::string> organisation_code(std::string_view raw) {
    std::string text = bare(raw);
    text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
    if (text::length(text) != 9) return of_length("credit_length", text);
    for (const std::string& character : text::characters(text)) {
        const bool fits = character.size() == 1 &&
                          (is_digit(character[0]) || (character[0] >= 'A' && character[0] <= 'Z'));
        if (!fits) return Refusal{"credit_characters", "", character};
    }
    if (organisation_check(text) != text[8]) return Refusal{"credit_inner_digit"};
    return text;
}

Outcome<Division> division_code(std::string_view raw) {
    std::string text = bare(raw);
    if (is_excel_number(text)) return mangled(text);
    static constexpr std::array<std::size_t, 5> lengths = {2, 4, 6, 9, 12};
    if (std::find(lengths.begin(), lengths.end(), text::length(text)) == lengths.end()) {
        return of_length("division_length", text);
    }
    if (!all_digits(text)) return Refusal{"division_characters"};
    text.resize(12, '0');
    Level level = Level::province;
    if (text.substr(9) != "000") {
        level = Level::committee;
    } else if (text.substr(6, 3) != "000") {
        level = Level::street;
    } else if (text.substr(4, 2) != "00") {
        level = Level::county;
    } else if (text.substr(2, 2) != "00") {
        level = Level::city;
    }
    return Division{text, level, range_warnings(text)};
}

Outcome<GridCode> grid_code(std::string_view raw, GridScheme scheme) {
    const std::string text = bare(raw);
    if (is_excel_number(text)) return mangled(text);
    const bool digital = scheme == GridScheme::digital;
    if (text::length(text) != (digital ? 20u : 15u)) return of_length("grid_length", text);
    if (!all_digits(text)) return Refusal{"grid_characters"};
    GridCode code{text, text.substr(digital ? 6 : 0, 12), {}};
    if (code.division.substr(9) == "000") code.warnings.emplace_back("grid_without_community");
    return code;
}

namespace {

struct Dialled {
    std::string number, extension;
};

// The digits of "(0574)87654321转12" and "0574-87654321-12": the number, and what the switchboard
// wants to hear behind it.
std::optional<Dialled> dialled(std::string_view text) {
    std::vector<std::string> groups(1);
    bool switched = false;
    for (const std::string& character : text::characters(text)) {
        if (character.size() == 1 && is_digit(character[0])) {
            groups.back() += character;
        } else if (character == "-" || character == "—" || character == "–" || character == ")") {
            groups.emplace_back();
        } else if (character == "转" || character == "#") {
            switched = true;
            groups.emplace_back();
        } else if (character != "(") {
            return std::nullopt;
        }
    }
    const std::size_t local =
        groups.size() > 1 && text::starts_with(groups[0], "0") && groups[0].size() <= 4 ? 1 : 0;
    const bool complete = groups[local].size() == 7 || groups[local].size() == 8;
    Dialled found;
    if (groups.size() > 1 && (switched || (complete && groups.size() == local + 2))) {
        found.extension = groups.back();
        groups.pop_back();
    }
    for (const std::string& group : groups)
        found.number += group;
    return found;
}

bool is_mobile(std::string_view number) {
    return number.size() == 11 && number[0] == '1' && number[1] >= '3';
}

// Area codes: 010 and 02x, then eight digits; the others have four digits, then seven or eight.
std::size_t area_length(std::string_view number) {
    return number.substr(0, 3) == "010" || number.substr(0, 2) == "02" ? 3 : 4;
}

}  // namespace

Outcome<Phone> phone(std::string_view raw) {
    std::string text = bare(raw);
    if (is_excel_number(text)) return mangled(text);
    if (!text.empty() && text[0] == '+') text.erase(0, 1);
    const auto found = dialled(text);
    if (!found || found->number.empty()) return Refusal{"phone_characters"};

    std::string number = found->number;
    if (text::starts_with(number, "0086")) number.erase(0, 4);
    if (text::starts_with(number, "86") && number.size() >= 12) number.erase(0, 2);
    const std::string extension = found->extension.empty() ? "" : "-" + found->extension;

    if (is_mobile(number)) return Phone{number, PhoneKind::mobile};
    if (number.size() == 12 && number[0] == '0' && is_mobile(number.substr(1))) {
        return Phone{number.substr(1), PhoneKind::mobile};  // dialled from another city, long ago
    }
    if (number[0] == '0') {
        const std::size_t area = area_length(number);
        if (number.size() < area + 7 || number.size() > area + 8) {
            return of_length("phone_length", number);
        }
        return Phone{number.substr(0, area) + "-" + number.substr(area) + extension,
                     PhoneKind::landline};
    }
    if (number.size() == 10 && (number[0] == '4' || number[0] == '8') && number[1] == '0' &&
        number[2] == '0') {
        return Phone{number, PhoneKind::service};
    }
    if (number.size() == 7 || number.size() == 8) {
        return Phone{number + extension, PhoneKind::landline};
    }
    if (number.size() >= 3 && number.size() <= 6) return Phone{number, PhoneKind::short_number};
    return of_length("phone_length", number);
}

std::vector<std::string> split_phones(std::string_view raw) {
    static const std::vector<std::string> between = {";", ",", "、", "/", "\n", "|", "，", "；"};
    std::vector<std::string> found;
    std::string current;
    const auto finish = [&] {
        // "13800000000 13900000000" are two, "0574 87654321" is one.
        const std::string piece = text::trim(current);
        current.clear();
        if (piece.empty()) return;
        const bool whole = static_cast<bool>(phone(piece));
        if (whole || piece.find(' ') == std::string::npos) {
            found.push_back(piece);
            return;
        }
        for (const std::string& part : text::split(piece, ' ')) {
            if (!part.empty()) found.push_back(part);
        }
    };
    for (const std::string& character : text::characters(text::half_width(raw))) {
        if (std::find(between.begin(), between.end(), character) != between.end()) {
            finish();
        } else {
            current += character;
        }
    }
    finish();
    return found;
}

}  // namespace linli::registry
