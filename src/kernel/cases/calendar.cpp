#include "kernel/cases/calendar.h"

#include <array>
#include <optional>
#include <utility>

#include "base/text.h"

namespace linli::cases {
namespace {

std::optional<std::int64_t> minute_of(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    for (const std::size_t place : {0u, 1u, 3u, 4u}) {
        if (text[place] < '0' || text[place] > '9') return std::nullopt;
    }
    const std::int64_t hour = (text[0] - '0') * 10 + (text[1] - '0');
    const std::int64_t minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (hour > 24 || minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
    return hour * 60 + minute;
}

std::string clock_text(std::int64_t minute) {
    const auto two = [](std::int64_t number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    return two(minute / 60) + ":" + two(minute % 60);
}

// "08:30-12:00 14:00-17:30": in order, not touching, none of them empty.
std::optional<Spans> spans_of(std::string_view text) {
    Spans spans;
    for (const std::string& part : text::split(text, ' ')) {
        if (part.empty()) continue;
        const std::size_t dash = part.find('-');
        if (dash == std::string::npos) return std::nullopt;
        const auto from = minute_of(std::string_view(part).substr(0, dash));
        const auto to = minute_of(std::string_view(part).substr(dash + 1));
        if (!from || !to || *from >= *to) return std::nullopt;
        if (!spans.empty() && *from <= spans.back().to) return std::nullopt;
        spans.push_back({*from, *to});
    }
    if (spans.empty()) return std::nullopt;
    return spans;
}

struct Row {
    Day day;
    std::string kind, name;
    Spans spans;
};

// A Chinese keyboard writes 2027-01-01，休，元旦.
std::string as_typed(std::string line) {
    constexpr std::string_view comma = "，";
    for (std::size_t at = line.find(comma); at != line.npos; at = line.find(comma, at))
        line.replace(at, comma.size(), ",");
    return line;
}

std::string kind_of(const std::string& word) {
    if (word == "休") return "off";
    return word == "班" ? "work" : word;
}

// A row, or what is wrong with it.
std::pair<std::optional<Row>, std::string> row_of(const std::string& line) {
    const std::vector<std::string> cells = text::split(as_typed(line), ',');
    const std::optional<Day> day = Day::parse(text::trim(cells[0]));
    if (!day) return {std::nullopt, "no such day: " + cells[0]};
    if (cells.size() < 3) return {std::nullopt, "day, kind and name are needed"};
    Row row{*day, kind_of(text::trim(cells[1])), text::trim(cells[2]), {}};
    if (row.kind == "hours") {
        const std::optional<Spans> spans = spans_of(row.name);
        if (!spans) return {std::nullopt, "hours are written 08:30-12:00 14:00-17:30"};
        row.spans = *spans;
        return {row, ""};
    }
    if (row.kind != "off" && row.kind != "work") {
        return {std::nullopt, "kind is off, work or hours, not " + row.kind};
    }
    if (row.name.empty()) return {std::nullopt, "the holiday has no name"};
    if (row.kind == "work" && day->weekday() < 6) {
        return {std::nullopt, cells[0] + " is no weekend day, so it is worked anyway"};
    }
    return {row, ""};
}

}  // namespace

const Spans& usual_hours() {
    static const Spans usual{{8 * 60 + 30, 12 * 60}, {14 * 60, 17 * 60 + 30}};
    return usual;
}

const Special* Calendar::special(Day day) const {
    const auto found = specials.find(day);
    return found == specials.end() ? nullptr : &found->second;
}

bool Calendar::works(Day day) const {
    const Special* named = special(day);
    return named ? named->works : day.weekday() < 6;
}

const Spans& Calendar::hours_on(Day day) const {
    const auto next = hours.upper_bound(day);
    return next == hours.begin() ? usual_hours() : std::prev(next)->second;
}

Outcome<Done> Calendar::take_in(std::string_view text, std::string_view file) {
    std::vector<Row> rows;
    int number = 0;
    for (const std::string& raw : text::split(text, '\n')) {
        ++number;
        std::string line = text::trim(raw);
        if (number == 1 && text::starts_with(line, "\xEF\xBB\xBF")) line.erase(0, 3);
        if (line.empty() || line[0] == '#' || text::starts_with(line, "day,")) continue;
        auto [row, wrong] = row_of(line);
        if (!row) {
            return Refusal{"bad_calendar", std::string(file) + ":" + std::to_string(number), wrong};
        }
        rows.push_back(std::move(*row));
    }
    if (rows.empty()) return Refusal{"bad_calendar", std::string(file) + ":1", "no days in it"};

    std::set<int> named;
    for (const Row& row : rows) {
        if (row.kind != "hours") named.insert(row.day.date().year);
    }
    std::erase_if(specials,
                  [&](const auto& entry) { return named.contains(entry.first.date().year); });
    years.insert(named.begin(), named.end());
    for (Row& row : rows) {
        if (row.kind == "hours") {
            hours[row.day] = std::move(row.spans);
        } else {
            specials[row.day] = {row.kind == "work", std::move(row.name)};
        }
    }
    return Done{};
}

std::string Calendar::text() const {
    std::string lines;
    for (const auto& [day, spans] : hours) {
        lines += day.text() + ",hours,";
        for (const Hours& span : spans) {
            if (lines.back() != ',') lines += ' ';
            lines += clock_text(span.from) + "-" + clock_text(span.to);
        }
        lines += '\n';
    }
    for (const auto& [day, named] : specials) {
        lines += day.text() + (named.works ? ",work," : ",off,") + named.name + '\n';
    }
    return lines;
}

std::int64_t workdays_between(const Calendar& calendar, Day from, Day to) {
    if (to < from) return -workdays_between(calendar, to, from);
    std::int64_t count = 0;
    for (Day day = from.plus(1); day <= to; day = day.plus(1)) {
        if (calendar.works(day)) ++count;
    }
    return count;
}

std::string english_name(std::string_view holiday) {
    // 全国年节及纪念日放假办法 第二条 names the holidays that everybody has.
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> names{{
        {"元旦", "New Year's Day"},
        {"春节", "Spring Festival"},
        {"清明节", "Tomb-Sweeping Day"},
        {"劳动节", "Labour Day"},
        {"端午节", "Dragon Boat Festival"},
        {"中秋节", "Mid-Autumn Festival"},
        {"国庆节", "National Day"},
    }};
    for (const auto& [zh, en] : names) {
        if (zh == holiday) return std::string(en);
    }
    return std::string(holiday);
}

}  // namespace linli::cases
