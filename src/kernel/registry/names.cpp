#include "kernel/registry/names.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "base/check.h"
#include "base/resources.h"
#include "base/text.h"

namespace linli::registry {
namespace {

constexpr std::size_t prefixes_max = 8;

UChar32 code_point(std::string_view character) {
    return icu::UnicodeString::fromUTF8({character.data(), static_cast<int>(character.size())})
        .char32At(0);
}

bool is_han(std::string_view character) {
    if (character.size() < 3) return false;
    UErrorCode error = U_ZERO_ERROR;
    return uscript_getScript(code_point(character), &error) == USCRIPT_HAN;
}

bool is_word(std::string_view character) {
    return u_isalnum(code_point(character)) != 0;
}

bool is_ascii(std::string_view character, char from, char to) {
    return character.size() == 1 && character[0] >= from && character[0] <= to;
}

// "lǘ" → "lv2": sorts as it is said. A syllable without a mark has the neutral tone, 5.
std::string with_tone_number(std::string_view syllable) {
    static constexpr std::array<std::string_view, 6> vowels = {"āáǎà", "ēéěè", "īíǐì",
                                                               "ōóǒò", "ūúǔù", "ǖǘǚǜ"};
    static constexpr std::string_view plain = "aeiouv";
    std::string letters;
    char tone = '5';
    for (const std::string& character : text::characters(syllable)) {
        if (character.size() == 1) {
            letters += character;
            continue;
        }
        if (character == "ü") letters += 'v';
        for (std::size_t vowel = 0; vowel < vowels.size(); ++vowel) {
            const std::size_t at = vowels[vowel].find(character);
            if (at == std::string_view::npos) continue;
            letters += plain[vowel];
            tone = static_cast<char>('1' + at / 2);
        }
    }
    return letters + tone;
}

// All of a text's readings. Reading through ICU takes 20 µs a character, so each is asked for once;
// a million names hold some four thousand characters. Safe to share between threads.
class Readings {
public:
    Readings() : surnames_(transform("Han-Latin/Names")), given_(transform("Han-Latin")) {
        static constexpr std::string_view head = "characters,where,reading,source";
        for (const auto& [path, bytes] : kernel_registry_resources()) {
            if (!text::starts_with(path, "programmes/common/names/")) continue;
            for (const std::string& line : text::split(bytes, '\n')) {
                if (line.empty() || line[0] == '#' || line == head) continue;
                const auto cells = text::split(line, ',');
                CHECK(cells.size() == 4 && (cells[1] == "surname" || cells[1] == "given"));
                const auto characters = text::characters(cells[0]);
                const auto syllables = text::split(cells[2], ' ');
                CHECK(characters.size() == syllables.size());
                if (characters.size() > 1) {
                    long_surnames_.emplace(cells[0], numbered(syllables));
                } else {
                    known_[cells[1] == "surname"].emplace(cells[0], numbered(syllables)[0]);
                }
            }
        }
    }

    const std::string& of(const std::string& character, bool as_surname) {
        auto& known = known_[as_surname];
        {
            const std::shared_lock lock(mutex_);
            const auto found = known.find(character);
            if (found != known.end()) return found->second;  // nodes stay where they are
        }
        const std::unique_lock lock(mutex_);
        auto said = icu::UnicodeString::fromUTF8(character);
        (as_surname ? surnames_ : given_)->transliterate(said);
        std::string reading;
        said.toUTF8String(reading);
        return known.emplace(character, with_tone_number(reading)).first->second;
    }

    // Of 欧阳, 司马 … when the name goes on behind it; else null.
    const std::vector<std::string>* long_surname(const std::vector<std::string>& name) const {
        if (name.size() < 3) return nullptr;
        const auto found = long_surnames_.find(name[0] + name[1]);
        return found == long_surnames_.end() ? nullptr : &found->second;
    }

private:
    static std::unique_ptr<icu::Transliterator> transform(const char* name) {
        UErrorCode error = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> made(
            icu::Transliterator::createInstance(name, UTRANS_FORWARD, error));
        CHECK(U_SUCCESS(error));
        return made;
    }

    static std::vector<std::string> numbered(const std::vector<std::string>& syllables) {
        std::vector<std::string> all;
        for (const std::string& syllable : syllables)
            all.push_back(with_tone_number(syllable));
        return all;
    }

    std::shared_mutex mutex_;
    const std::unique_ptr<icu::Transliterator> surnames_, given_;
    std::map<std::string, std::vector<std::string>, std::less<>> long_surnames_;
    std::unordered_map<std::string, std::string> known_[2];  // as surname: [true]
};

Readings& readings() {
    static Readings all;
    return all;
}

std::vector<std::string> plain_characters(std::string_view name) {
    return text::characters(text::lower(text::half_width(name)));
}

// Tells each character of the name, and how it is read; "" when it is not Chinese.
template <class Tell>
void read(std::string_view name, NameOf of, Tell&& tell) {
    const std::vector<std::string> characters = plain_characters(name);
    const auto* longer = of == NameOf::person ? readings().long_surname(characters) : nullptr;
    static const std::string none;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (longer && i < longer->size()) {
            tell(characters[i], (*longer)[i]);
        } else if (is_han(characters[i])) {
            tell(characters[i], readings().of(characters[i], of == NameOf::person && i == 0));
        } else {
            tell(characters[i], none);
        }
    }
}

}  // namespace

std::string surname(std::string_view name) {
    const auto characters = text::characters(name);
    if (characters.empty() || !is_han(characters[0])) return {};
    return readings().long_surname(characters) ? characters[0] + characters[1] : characters[0];
}

std::string initials(std::string_view name, NameOf of) {
    std::string letters;
    bool in_word = false;  // of Latin letters, of which the first counts
    read(name, of, [&](const std::string& character, const std::string& reading) {
        if (!reading.empty()) {
            if (reading[0] >= 'a' && reading[0] <= 'z') letters += reading[0];
        } else if (is_ascii(character, '0', '9') || (!in_word && is_ascii(character, 'a', 'z'))) {
            letters += character;
        }
        in_word = is_ascii(character, 'a', 'z') || (in_word && character == "'");
    });
    return letters;
}

std::string sort_key(std::string_view name, NameOf of) {
    std::string key;
    read(name, of, [&](const std::string& character, const std::string& reading) {
        key += reading.empty() ? character : reading;
    });
    return key + ' ' + std::string(name);
}

std::vector<std::string> grams(std::string_view text) {
    std::vector<std::string> found;
    std::string before;
    for (const std::string& character : plain_characters(text)) {
        if (!is_word(character)) continue;
        found.push_back(character);
        if (!before.empty()) found.push_back(before + character);
        before = character;
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<std::string> prefixes(std::string_view initials) {
    std::vector<std::string> found;
    for (std::size_t length = 1; length <= std::min(initials.size(), prefixes_max); ++length) {
        found.emplace_back(initials.substr(0, length));
    }
    return found;
}

}  // namespace linli::registry
