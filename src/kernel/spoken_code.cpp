#include "kernel/spoken_code.h"

#include "base/check.h"
#include "base/text.h"

namespace linli::kernel {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t length = 10;

}  // namespace

std::string spoken_code(std::string_view bytes) {
    CHECK(bytes.size() >= length);
    std::string code;
    for (const char byte : bytes.substr(0, length))
        code += alphabet[static_cast<unsigned char>(byte) % alphabet.size()];
    return code;
}

std::optional<std::string> heard_code(std::string_view typed) {
    std::string code;
    for (char c : text::half_width(typed)) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == 'O') c = '0';
        if (c == 'I' || c == 'L') c = '1';
        if (alphabet.find(c) != std::string_view::npos) code += c;
    }
    return code.size() == length ? std::optional(code) : std::nullopt;
}

}  // namespace linli::kernel
