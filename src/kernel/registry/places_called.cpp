// Finding a place by its address as people say it: the words are read from left to right, and each
// narrows where the next is looked for.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "kernel/registry/find.h"
#include "kernel/registry/search.h"

namespace linli::registry {
namespace {

constexpr std::int64_t candidates_max = 200;
constexpr std::size_t spots_max = 20;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

struct Token {
    std::string number;  // "3"; empty: words only
    std::string words;   // of a number, what stands behind it: "幢"
};

// "和风新村3幢2-101" → 和风新村, 3 幢, 2, 101.
std::vector<Token> tokens_of(std::string_view raw) {
    std::vector<Token> tokens;
    bool in_number = false;
    for (const std::string& character : text::characters(text::half_width(raw))) {
        const bool digit = character.size() == 1 && is_digit(character[0]);
        const bool gap = character == " " || character == "-" || character == "," ||
                         character == "/" || character == "，" || character == "、";
        if (gap) {
            in_number = false;
            tokens.emplace_back();
        } else if (digit) {
            if (!in_number) tokens.emplace_back();
            in_number = true;
            tokens.back().number += character;
        } else {
            if (tokens.empty()) tokens.emplace_back();
            in_number = false;
            tokens.back().words += text::lower(character);
        }
    }
    std::erase_if(tokens, [](const Token& one) { return one.number.empty() && one.words.empty(); });
    return tokens;
}

// What a number counts: buildings, stairwells, houses. Offices use these words for each other.
int counted(std::string_view words) {
    static constexpr std::array<std::pair<std::string_view, int>, 11> known = {{
        {"幢", 1},
        {"栋", 1},
        {"号楼", 1},
        {"座", 1},
        {"楼", 1},
        {"单元", 2},
        {"楼道", 2},
        {"梯", 2},
        {"室", 3},
        {"户", 3},
        {"房", 3},
    }};
    for (const auto& [word, what] : known) {
        if (words.starts_with(word)) return what;
    }
    return 0;
}

// Whether a place's own name answers a token.
bool answers(const Place& place, const Token& token) {
    if (token.number.empty()) {
        return text::lower(text::half_width(place.name)).find(token.words) != std::string::npos;
    }
    for (const Token& own : tokens_of(place.name)) {
        if (own.number != token.number) continue;
        const int asked = counted(token.words), is = counted(own.words);
        if (asked == 0 || is == 0 || asked == is) return true;
    }
    return false;
}

std::vector<std::string> grams_to_ask(const Token& token) {
    if (!token.number.empty()) return {"#" + token.number};
    const std::vector<std::string> all = text::characters(token.words);
    if (all.size() == 1) return all;
    std::vector<std::string> pairs = {all[0] + all[1]};
    if (all.size() > 2) pairs.push_back(all[all.size() - 2] + all.back());
    return pairs;
}

// The places within the spots that answer; a spot that answers by its own name stays.
std::vector<Place> narrowed(store::Reader& db, store::Tenant tenant,
                            const std::vector<Place>& spots, std::string_view within,
                            const Token& token) {
    std::vector<Place> found;
    const auto look_in = [&](std::string_view path) {
        for (const Id& id :
             with_grams(db, tenant, "place", grams_to_ask(token), path, candidates_max)) {
            auto candidate = place(db, tenant, id);
            const bool fits = candidate && found.size() < spots_max && answers(*candidate, token);
            if (fits) found.push_back(*std::move(candidate));
        }
    };
    if (spots.empty()) {
        look_in(within);
        return found;
    }
    for (const Place& spot : spots) {
        const std::size_t before = found.size();
        look_in(spot.path);
        if (found.size() == before && answers(spot, token)) found.push_back(spot);
    }
    return found;
}

// Words that are several names written together, 北苑社区和风新村: the longest beginning that is
// one.
std::vector<Token> split_words(store::Reader& db, store::Tenant tenant,
                               const std::vector<Place>& spots, std::string_view within,
                               const Token& token) {
    const std::vector<std::string> all = text::characters(token.words);
    std::string beginning;
    std::size_t taken = 0;
    for (std::size_t size = all.size() - 1; size >= 2 && taken == 0; --size) {
        beginning.clear();
        for (std::size_t i = 0; i < size; ++i)
            beginning += all[i];
        if (!narrowed(db, tenant, spots, within, {"", beginning}).empty()) taken = size;
    }
    if (taken == 0) return {};
    return {{"", beginning}, {"", token.words.substr(beginning.size())}};
}

}  // namespace

std::vector<Place> places_called(store::Reader& db, store::Tenant tenant, std::string_view words,
                                 std::string_view within, std::int64_t most) {
    std::vector<Token> tokens = tokens_of(words);
    std::vector<Place> spots;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        std::vector<Place> next = narrowed(db, tenant, spots, within, tokens[i]);
        if (next.empty() && tokens[i].number.empty() && text::length(tokens[i].words) > 2) {
            const std::vector<Token> parts =
                split_words(db, tenant, spots, within, Token(tokens[i]));
            if (parts.empty()) return {};
            tokens[i] = parts[0];
            tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1, parts[1]);
            next = narrowed(db, tenant, spots, within, tokens[i]);
        }
        if (next.empty()) return {};
        spots = std::move(next);
    }
    if (spots.size() > static_cast<std::size_t>(most)) spots.resize(static_cast<std::size_t>(most));
    return spots;
}

}  // namespace linli::registry
