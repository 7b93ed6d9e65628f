#include "base/day.h"

#include <chrono>
#include <cstdio>

namespace linli {
namespace {

std::int64_t floor_div(std::int64_t number, std::int64_t by) {
    return number / by - (number % by < 0 ? 1 : 0);
}

// A run of exactly `width` digits at `at`, or nothing.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t width) {
    if (at + width > text.size()) return std::nullopt;
    int number = 0;
    for (const char c : text.substr(at, width)) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

std::string printed(const char* format, auto... numbers) {
    char buffer[64];
    const int size = std::snprintf(buffer, sizeof buffer, format, numbers...);
    return std::string(buffer, static_cast<std::size_t>(size));
}

}  // namespace

std::string Instant::text() const {
    const Day day{floor_div(micros, micros_per_day)};
    const std::int64_t rest = micros - day.number * micros_per_day;
    const auto second = static_cast<int>(rest / micros_per_second);
    const auto fraction = static_cast<int>(rest % micros_per_second);
    const std::string whole =
        day.text() + printed("T%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
    return fraction == 0 ? whole + "Z" : whole + printed(".%06dZ", fraction);
}

std::optional<Instant> Instant::parse(std::string_view text) {
    const auto day = Day::parse(text.substr(0, 10));
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    const auto second = digits(text, 17, 2);
    if (!day || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
        return {};
    if ((text[10] != 'T' && text[10] != ' ') || text[13] != ':' || text[16] != ':') return {};

    std::int64_t micros = day->number * micros_per_day + *hour * micros_per_hour +
                          *minute * micros_per_minute + *second * micros_per_second;
    std::size_t at = 19;
    if (at < text.size() && text[at] == '.') {
        if (!digits(text, ++at, 1)) return {};
        std::int64_t unit = micros_per_second;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
            unit /= 10;
            micros += (text[at] - '0') * unit;
        }
    }
    const std::string_view offset = text.substr(at);
    if (offset == "Z") return Instant{micros};
    const auto hours = digits(offset, 1, 2);
    const auto minutes = digits(offset, 4, 2);
    if (offset.size() != 6 || offset[3] != ':' || !hours || !minutes) return {};
    if (*hours > 23 || *minutes > 59) return {};
    if (offset[0] != '+' && offset[0] != '-') return {};
    const std::int64_t east = *hours * micros_per_hour + *minutes * micros_per_minute;
    return Instant{offset[0] == '+' ? micros - east : micros + east};
}

Day::Date Day::date() const {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{number}}};
    return {int{date.year()}, unsigned{date.month()}, unsigned{date.day()}};
}

int Day::weekday() const {
    // 1970-01-01 was a Thursday.
    return static_cast<int>(number + 3 - 7 * floor_div(number + 3, 7)) + 1;
}

std::string Day::text() const {
    const Date is = date();
    return printed("%04d-%02u-%02u", is.year, is.month, is.day);
}

std::optional<Day> Day::from(int year, unsigned month, unsigned day) {
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                           std::chrono::day{day}};
    if (year < 1 || year > 9999 || !date.ok()) return std::nullopt;
    return Day{std::chrono::sys_days{date}.time_since_epoch().count()};
}

std::optional<Day> Day::parse(std::string_view text) {
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !year || !month || !day) return {};
    return from(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

Day Zone::day_of(Instant instant) const {
    return {floor_div(instant.micros + minutes_east * micros_per_minute, micros_per_day)};
}

std::int64_t Zone::minute_of(Instant instant) const {
    const std::int64_t local = instant.micros + minutes_east * micros_per_minute;
    return (local - floor_div(local, micros_per_day) * micros_per_day) / micros_per_minute;
}

Instant Zone::at(Day day, std::int64_t minute) const {
    return {day.number * micros_per_day + (minute - minutes_east) * micros_per_minute};
}

std::string Zone::text(Instant instant) const {
    const auto minute = static_cast<int>(minute_of(instant));
    return day_of(instant).text() + printed(" %02d:%02d", minute / 60, minute % 60);
}

}  // namespace linli
