#include "kernel/registry/paths.h"

#include "base/check.h"

namespace linli::registry {
namespace {

constexpr std::string_view digits = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::size_t label_characters = 4;
constexpr std::size_t step_characters = 1 + label_characters;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::string label(std::int64_t number) {
    CHECK(number >= 0 && number < labels);
    std::string text(label_characters, '0');
    for (std::size_t i = label_characters; i-- > 0; number /= 36) {
        text[i] = digits[static_cast<std::size_t>(number % 36)];
    }
    return text;
}

std::int64_t label_number(std::string_view path) {
    CHECK(path.size() >= step_characters);
    std::int64_t number = 0;
    for (const char c : path.substr(path.size() - label_characters)) {
        number = number * 36 + static_cast<std::int64_t>(digits.find(c));
    }
    return number;
}

std::string child_path(std::string_view parent, std::int64_t number) {
    return std::string(parent) + "/" + label(number);
}

std::string end_of(std::string_view path) {
    return std::string(path) + "0";
}

std::string parent_of(std::string_view path) {
    CHECK(path.size() >= step_characters);
    return std::string(path.substr(0, path.size() - step_characters));
}

std::vector<std::string> way_to(std::string_view path) {
    std::vector<std::string> way;
    for (std::size_t size = step_characters; size <= path.size(); size += step_characters) {
        way.emplace_back(path.substr(0, size));
    }
    return way;
}

std::optional<std::int64_t> number_in(std::string_view name) {
    std::size_t at = 0;
    while (at < name.size() && !is_digit(name[at]))
        ++at;
    std::optional<std::int64_t> number;
    while (at < name.size() && is_digit(name[at])) {
        number = 0;
        for (; at < name.size() && is_digit(name[at]); ++at) {
            if (*number < labels) number = *number * 10 + (name[at] - '0');
        }
        if (at < name.size() && name[at] == '-') ++at;
    }
    return number;
}

}  // namespace linli::registry
