// Periods by their names, as reports and addresses say them.
#include <array>
#include <charconv>

#include "figures/figures.h"

namespace linli::figures {
namespace {

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

Day first_of(int year, int month) {
    // Month 13 is January of the next year: where a period that ends with December ends.
    const int over = (month - 1) / 12;
    const auto day = Day::from(year + over, static_cast<unsigned>((month - 1) % 12 + 1), 1);
    CHECK(day);
    return *day;
}

struct Months {
    int year, first, count;
};

// The whole months that a period is made of, when it is.
std::optional<Months> months_of(const Period& period) {
    const Day::Date from = period.from.date();
    const Day::Date to = period.to.date();
    if (from.day != 1 || to.day != 1) return std::nullopt;
    const int count =
        (to.year - from.year) * 12 + static_cast<int>(to.month) - static_cast<int>(from.month);
    return Months{from.year, static_cast<int>(from.month), count};
}

}  // namespace

std::optional<Period> period_named(std::string_view name) {
    if (const std::size_t slash = name.find('/'); slash != name.npos) {
        const auto from = Day::parse(name.substr(0, slash));
        const auto last = Day::parse(name.substr(slash + 1));
        if (!from || !last || *last < *from) return std::nullopt;
        return Period{*from, last->plus(1)};
    }
    if (name.size() < 4) return std::nullopt;
    const auto year = number(name.substr(0, 4));
    if (!year || *year < 1900 || *year > 2999) return std::nullopt;
    const std::string_view rest = name.substr(4);
    if (rest.empty()) return Period{first_of(*year, 1), first_of(*year, 13)};
    const auto part = number(rest.substr(1));
    if (!part || *part < 1) return std::nullopt;
    if (rest.front() == 'H' && rest.size() == 2 && *part <= 2) {
        return Period{first_of(*year, *part * 6 - 5), first_of(*year, *part * 6 + 1)};
    }
    if (rest.front() == 'Q' && rest.size() == 2 && *part <= 4) {
        return Period{first_of(*year, *part * 3 - 2), first_of(*year, *part * 3 + 1)};
    }
    if (rest.front() == '-' && rest.size() == 3 && *part <= 12) {
        return Period{first_of(*year, *part), first_of(*year, *part + 1)};
    }
    return std::nullopt;
}

std::string name_of(const Period& period) {
    if (const auto months = months_of(period)) {
        const std::string year = std::to_string(months->year);
        const int first = months->first;
        if (months->count == 12 && first == 1) return year;
        if (months->count == 6 && first % 6 == 1) return year + "H" + std::to_string(first / 6 + 1);
        if (months->count == 3 && first % 3 == 1) return year + "Q" + std::to_string(first / 3 + 1);
        if (months->count == 1) return period.from.text().substr(0, 7);
    }
    return period.from.text() + "/" + period.last().text();
}

std::string chinese_name_of(const Period& period) {
    if (const auto months = months_of(period)) {
        static constexpr std::array<const char*, 4> quarters = {"一", "二", "三", "四"};
        const std::string year = std::to_string(months->year) + "年";
        const int first = months->first;
        if (months->count == 12 && first == 1) return year;
        if (months->count == 6 && first % 6 == 1) return year + (first == 1 ? "上半年" : "下半年");
        if (months->count == 3 && first % 3 == 1) {
            return year + "第" + quarters[static_cast<std::size_t>(first / 3)] + "季度";
        }
        if (months->count == 1) return year + std::to_string(first) + "月";
    }
    const auto said = [](Day day) {
        const Day::Date date = day.date();
        return std::to_string(date.year) + "年" + std::to_string(date.month) + "月" +
               std::to_string(date.day) + "日";
    };
    return said(period.from) + "至" + said(period.last());
}

}  // namespace linli::figures
