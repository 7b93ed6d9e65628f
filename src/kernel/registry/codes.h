// The numbers by which China names people, organisations, territory and telephones: what makes one
// well formed, and what it says of its holder. Check digits and shapes only: whether a number was
// ever given out, or given to somebody else here, is not known in this file.
//
// All take what people type or a sheet holds: full-width digits, spaces and a leading apostrophe
// are forgiven, and what comes back is the one spelling that is kept. A refusal's `at` is empty:
// the caller knows the field. Two codes are shared: excel_number, a cell that shows 3.30203E+17
// (with: what it shows), and excel_zeros, a long number whose last digits Excel has turned into
// 000.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/outcome.h"

namespace linli::registry {

// 公民身份号码 (GB 11643-1999), and the two permits that follow its rule.
struct CitizenNumber {
    std::string text;  // 18 characters, X in capitals; the old 15 digits are lengthened
    std::string kind;  // of table id_kind: 111 citizen, 830 港澳台居民居住证, 553 外国人永久居留证
    Day born;
    bool male = false;
};

// Refuses excel_number, id_length (with: how many), id_characters, id_province, id_birth_day (no
// such day), id_birth_later (after today), excel_zeros, id_check_digit. The first six digits are
// never held against today's list of districts: 330204 was abolished, and its people were not.
// Numbers that begin with 99 belong to nobody, and so to invented people.
Outcome<CitizenNumber> citizen_number(std::string_view raw, Day today);

// 统一社会信用代码 (GB 32100-2015).
struct CreditCode {
    std::string text;          // 18 characters
    std::string classified;    // the first two, of table credit_class
    std::string division;      // 6 digits: where it was registered
    std::string organisation;  // 9 characters: GB 11714
};

// Refuses excel_number, credit_length (with: how many), credit_characters (with: the first that may
// not stand there), excel_zeros, credit_inner_digit, credit_check_digit.
Outcome<CreditCode> credit_code(std::string_view raw);

// 组织机构代码 (GB 11714-1997), "D2143569X". Refuses credit_length, credit_characters,
// credit_inner_digit.
Outcome<std::string> organisation_code(std::string_view raw);

// 统计用区划代码: 2 province, 2 city, 2 county, 3 street, 3 residents' committee.
enum class Level { province, city, county, street, committee };

struct Division {
    std::string text;  // 12 digits; shorter codes of a higher level are filled with zeros
    Level level = Level::committee;
    // Ranges that about one real code in 2,000 breaks, so they warn and never refuse:
    // division_street_range, division_committee_range, division_gap (a level left out).
    std::vector<std::string> warnings;
};

// Refuses excel_number, division_length, division_characters.
Outcome<Division> division_code(std::string_view raw);

// A grid's code goes with the scheme it follows.
enum class GridScheme {
    community,  // 15 digits: the community's 12 and a sequence of 3
    city,       // 数字城管 (GB/T 30428.1): the same shape, numbered by the city
    digital     // CJ/T 349-2010: 20 digits: 6 of the object, 12 of the community, 2 of the sequence
};

struct GridCode {
    std::string text;
    std::string division;               // 12 digits
    std::vector<std::string> warnings;  // grid_without_community: a grid belongs to a community
};

// Refuses excel_number, grid_length, grid_characters.
Outcome<GridCode> grid_code(std::string_view raw, GridScheme);

enum class PhoneKind { mobile, landline, service, short_number };

struct Phone {
    std::string text;  // "13800000000", "0574-87654321", "0574-87654321-12", "4008001234"
    PhoneKind kind = PhoneKind::mobile;
};

// Refuses excel_number, phone_characters, phone_length. A number without its area code is taken as
// it stands; so are 虚拟网 short numbers.
Outcome<Phone> phone(std::string_view raw);

// The numbers of one cell, "13800000000；0574-87654321", not yet checked.
std::vector<std::string> split_phones(std::string_view raw);

}  // namespace linli::registry
