// Periods by their names. A week belongs to the year that its Thursday lies in (ISO 8601).
#include "base/period.h"

#include <array>

#include "base/check.h"
#include "base/text.h"

namespace linli {
namespace {

Day first_of(int year, int month) {
    // Month 13 is January of the next year: where a period that ends with December ends.
    const int over = (month - 1) / 12;
    const auto day = Day::from(year + over, static_cast<unsigned>((month - 1) % 12 + 1), 1);
    CHECK(day);
    return *day;
}

std::optional<Period> week_named(int year, std::int64_t number) {
    const Day fourth = first_of(year, 1).plus(3);  // always in the first week
    const Day monday = fourth.plus(1 - fourth.weekday() + (number - 1) * 7);
    if (monday.plus(3).date().year != year) return std::nullopt;
    return Period{monday, monday.plus(7)};
}

struct Week {
    int year;
    std::int64_t number;
};

Week week_of(Day monday) {
    const Day thursday = monday.plus(3);
    const int year = thursday.date().year;
    return {year, (thursday.number - first_of(year, 1).number) / 7 + 1};
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
    const auto in_year = text::whole_number(name.substr(0, 4));
    if (!in_year || *in_year < 1900 || *in_year > 2999) return std::nullopt;
    const int year = static_cast<int>(*in_year);
    const std::string_view rest = name.substr(4);
    if (rest.empty()) return Period{first_of(year, 1), first_of(year, 13)};
    const bool is_week = text::starts_with(rest, "-W");
    const auto given = text::whole_number(rest.substr(is_week ? 2 : 1));
    if (!given || *given < 1 || *given > 99) return std::nullopt;
    if (is_week) return rest.size() == 4 ? week_named(year, *given) : std::nullopt;
    const int part = static_cast<int>(*given);
    if (rest.front() == 'H' && rest.size() == 2 && part <= 2) {
        return Period{first_of(year, part * 6 - 5), first_of(year, part * 6 + 1)};
    }
    if (rest.front() == 'Q' && rest.size() == 2 && part <= 4) {
        return Period{first_of(year, part * 3 - 2), first_of(year, part * 3 + 1)};
    }
    if (rest.front() == '-' && rest.size() == 3 && part <= 12) {
        return Period{first_of(year, part), first_of(year, part + 1)};
    }
    return std::nullopt;
}

std::string_view grain_of(const Period& period) {
    const Day::Date from = period.from.date();
    const Day::Date to = period.to.date();
    const int first = static_cast<int>(from.month);
    const int months = (to.year - from.year) * 12 + static_cast<int>(to.month) - first;
    if (from.day == 1 && to.day == 1) {
        if (months == 12 && first == 1) return "year";
        if (months == 6 && first % 6 == 1) return "half_year";
        if (months == 3 && first % 3 == 1) return "quarter";
        if (months == 1) return "month";
    }
    return period.from.weekday() == 1 && period.to == period.from.plus(7) ? "week" : "";
}

std::string name_of(const Period& period) {
    const std::string_view grain = grain_of(period);
    const Day::Date from = period.from.date();
    const std::string year = std::to_string(from.year);
    if (grain == "year") return year;
    if (grain == "half_year") return year + "H" + std::to_string(from.month / 6 + 1);
    if (grain == "quarter") return year + "Q" + std::to_string(from.month / 3 + 1);
    if (grain == "month") return period.from.text().substr(0, 7);
    if (grain == "week") {
        const Week week = week_of(period.from);
        return std::to_string(week.year) + (week.number < 10 ? "-W0" : "-W") +
               std::to_string(week.number);
    }
    return period.from.text() + "/" + period.last().text();
}

std::string chinese_name_of(const Period& period) {
    static constexpr std::array<const char*, 4> quarters = {"一", "二", "三", "四"};
    const std::string_view grain = grain_of(period);
    const Day::Date from = period.from.date();
    const std::string year = std::to_string(from.year) + "年";
    if (grain == "year") return year;
    if (grain == "half_year") return year + (from.month == 1 ? "上半年" : "下半年");
    if (grain == "quarter") return year + "第" + quarters.at(from.month / 3) + "季度";
    if (grain == "month") return year + std::to_string(from.month) + "月";
    if (grain == "week") {
        const Week week = week_of(period.from);
        return std::to_string(week.year) + "年第" + std::to_string(week.number) + "周";
    }
    const auto said = [](Day day) {
        const Day::Date date = day.date();
        return std::to_string(date.year) + "年" + std::to_string(date.month) + "月" +
               std::to_string(date.day) + "日";
    };
    return said(period.from) + "至" + said(period.last());
}

}  // namespace linli
