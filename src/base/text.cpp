#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace linli::text {
namespace {

constexpr std::string_view base64url_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// The bytes of the character that `lead` begins, by its first byte alone; 1 for what is no lead, so
// that a walk over anything always comes to an end.
std::size_t width(char lead) {
    const auto byte = static_cast<unsigned char>(lead);
    return byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
}

std::size_t next(std::string_view utf8, std::size_t at) {
    return std::min(utf8.size(), at + width(utf8[at]));
}

// RFC 3629 section 4: which second bytes may follow a lead keeps out overlong forms, surrogates and
// what lies beyond U+10FFFF.
std::pair<unsigned char, unsigned char> second_byte(unsigned char lead) {
    if (lead == 0xe0) return {0xa0, 0xbf};
    if (lead == 0xed) return {0x80, 0x9f};
    if (lead == 0xf0) return {0x90, 0xbf};
    if (lead == 0xf4) return {0x80, 0x8f};
    return {0x80, 0xbf};
}

constexpr std::string_view ideographic_space = "\u3000";

// How many letters have to be put in, taken out, changed or swapped with their neighbour.
std::size_t distance(std::string_view one, std::string_view other) {
    std::vector<std::size_t> before(other.size() + 1), last(other.size() + 1),
        row(other.size() + 1);
    for (std::size_t j = 0; j <= other.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= one.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= other.size(); ++j) {
            const std::size_t change = one[i - 1] == other[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        before.swap(last);
        last.swap(row);
    }
    return last[other.size()];
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const auto lead = static_cast<unsigned char>(bytes[at]);
        if (lead < 0x80) {
            ++at;
            continue;
        }
        if (lead < 0xc2 || lead > 0xf4) return false;
        const std::size_t end = at + width(bytes[at]);
        if (end > bytes.size()) return false;
        auto [least, most] = second_byte(lead);
        for (++at; at < end; ++at) {
            const auto byte = static_cast<unsigned char>(bytes[at]);
            if (byte < least || byte > most) return false;
            least = 0x80, most = 0xbf;
        }
    }
    return true;
}

std::size_t length(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
        return (static_cast<unsigned char>(c) >> 6) != 2;
    }));
}

std::string first(std::string_view utf8, std::size_t characters) {
    std::size_t at = 0;
    for (; characters > 0 && at < utf8.size(); --characters)
        at = next(utf8, at);
    return std::string(utf8.substr(0, at));
}

std::string trim(std::string_view text) {
    constexpr std::string_view ascii = " \t\r\n\f\v";
    for (;;) {
        if (!text.empty() && ascii.find(text.front()) != text.npos) {
            text.remove_prefix(1);
        } else if (!text.empty() && ascii.find(text.back()) != text.npos) {
            text.remove_suffix(1);
        } else if (starts_with(text, ideographic_space)) {
            text.remove_prefix(ideographic_space.size());
        } else if (text.size() >= ideographic_space.size() &&
                   text.substr(text.size() - ideographic_space.size()) == ideographic_space) {
            text.remove_suffix(ideographic_space.size());
        } else {
            return std::string(text);
        }
    }
}

std::string half_width(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const std::string_view one = utf8.substr(at, next(utf8, at) - at);
        at += one.size();
        // U+FF01 … U+FF5E are the bytes EF BC 81 … EF BD 9E; they mirror ! … ~.
        std::uint32_t code = 0;
        if (one.size() == 3) {
            code = (static_cast<std::uint32_t>(one[0]) & 0x0f) << 12 |
                   (static_cast<std::uint32_t>(one[1]) & 0x3f) << 6 |
                   (static_cast<std::uint32_t>(one[2]) & 0x3f);
        }
        if (code >= 0xff01 && code <= 0xff5e) {
            out += static_cast<char>(code - 0xfee0);
        } else if (one == ideographic_space) {
            out += ' ';
        } else {
            out += one;
        }
    }
    return out;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> pieces;
    for (;;) {
        const std::size_t at = text.find(separator);
        pieces.emplace_back(text.substr(0, at));
        if (at == text.npos) return pieces;
        text.remove_prefix(at + 1);
    }
}

std::vector<std::string> characters(std::string_view utf8) {
    std::vector<std::string> all;
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t end = next(utf8, at);
        all.emplace_back(utf8.substr(at, end - at));
        at = end;
    }
    return all;
}

bool starts_with(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

std::string base64url(std::string_view bytes) {
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = (held << 8 | static_cast<unsigned char>(c)) & 0xffff;
        for (bits += 8; bits >= 6; bits -= 6)
            out += base64url_digits[held >> (bits - 6) & 63];
    }
    if (bits > 0) out += base64url_digits[held << (6 - bits) & 63];
    return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
    if (text.size() % 4 == 1) return std::nullopt;
    std::string bytes;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : text) {
        const std::size_t digit = base64url_digits.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        held = (held << 6 | static_cast<std::uint32_t>(digit)) & 0xffff;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(held >> bits & 0xff);
        }
    }
    return bytes;
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
    // A third of the letters may be wrong, and one always: beyond that it is another word.
    std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
    std::string found;
    for (const std::string& candidate : known) {
        const std::size_t apart = distance(word, candidate);
        if (apart < best) best = apart, found = candidate;
    }
    return found;
}

}  // namespace linli::text
