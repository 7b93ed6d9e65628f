// How names are read, sorted and searched: pinyin, its initials, and the one- and two-character
// pieces (grams) under which text is found. ICU's transforms know the readings, and
// programmes/common/names/readings.csv what ICU does not; each character is looked up once and
// kept. Whose name it is, and where pieces are stored, is not known here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace linli::registry {

// A person's name begins with a surname, which is read in its own way: 单 shàn, 仇 qiú. The names
// of places and units do not.
enum class NameOf { person, other };

// The surname at the beginning of a name: one character, or two of 欧阳, 司马 …; of a name that
// does not begin with a Chinese character, nothing.
std::string surname(std::string_view name);

// "欧阳修远" → "oyxy". Of words in Latin letters the first letters, of numbers all digits;
// everything else is left out.
std::string initials(std::string_view name, NameOf = NameOf::person);

// Names sorted bytewise by this stand as in a dictionary: by syllable, tone, character.
std::string sort_key(std::string_view name, NameOf = NameOf::person);

// The distinct characters of a text and pairs of neighbours, in half width and lower case, without
// spaces and punctuation: what it is found by, and what a question is cut into.
std::vector<std::string> grams(std::string_view text);

// "oyxy" → o, oy, oyx, oyxy; at most eight.
std::vector<std::string> prefixes(std::string_view initials);

}  // namespace linli::registry
