#include "kernel/cases/limit.h"

#include <array>

namespace linli::cases {
namespace {

struct Spelled {
    Limit::Unit unit;
    std::string_view one, many, zh, en_one, en_many;
};

constexpr std::array<Spelled, 4> units{{
    {Limit::Unit::hours, "hour", "hours", "小时", "hour", "hours"},
    {Limit::Unit::workhours, "workhour", "workhours", "个工作小时", "working hour",
     "working hours"},
    {Limit::Unit::days, "day", "days", "日", "day", "days"},
    {Limit::Unit::workdays, "workday", "workdays", "个工作日", "workday", "workdays"},
}};

constexpr std::int64_t count_max = 3660;

}  // namespace

std::optional<Limit> Limit::parse(std::string_view text) {
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos || space == 0 || space > 4) return std::nullopt;
    std::int64_t count = 0;
    for (const char digit : text.substr(0, space)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        count = count * 10 + (digit - '0');
    }
    if (count < 1 || count > count_max) return std::nullopt;
    const std::string_view word = text.substr(space + 1);
    for (const Spelled& spelled : units) {
        if (word == spelled.one || word == spelled.many) return Limit{count, spelled.unit};
    }
    return std::nullopt;
}

std::string Limit::text() const {
    const Spelled& spelled = units[static_cast<std::size_t>(unit)];
    return std::to_string(count) + " " + std::string(count == 1 ? spelled.one : spelled.many);
}

fields::Words Limit::words() const {
    const Spelled& spelled = units[static_cast<std::size_t>(unit)];
    const std::string number = std::to_string(count);
    return {number + std::string(spelled.zh),
            number + " " + std::string(count == 1 ? spelled.en_one : spelled.en_many)};
}

}  // namespace linli::cases
