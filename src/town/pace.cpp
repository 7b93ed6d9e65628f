#include "town/pace.h"

#include <algorithm>

namespace linli::town {

constexpr std::int64_t minutes_a_workday = 7 * 60;

Day Pace::workday(Day up_to, std::int64_t before) const {
    Day day = up_to;
    while (!works(day))
        day = day.plus(-1);
    for (; before > 0; --before) {
        do {
            day = day.plus(-1);
        } while (!works(day));
    }
    return day;
}

Instant Pace::after(Instant from, std::int64_t minutes) const {
    std::int64_t minute = zone_.minute_of(from);
    for (Day day = zone_.day_of(from);; day = day.plus(1), minute = 0) {
        if (!works(day)) continue;
        for (const cases::Hours& span : calendar_.hours_on(day)) {
            const std::int64_t begin = std::max(span.from, minute);
            if (begin >= span.to) continue;
            if (minutes < span.to - begin) {
                const std::int64_t seconds = from.micros / micros_per_second % 60;
                return {zone_.at(day, begin + minutes).micros + seconds * micros_per_second};
            }
            minutes -= span.to - begin;
        }
    }
}

std::int64_t Pace::minutes_of(const cases::Limit& limit) {
    using Unit = cases::Limit::Unit;
    switch (limit.unit) {
        case Unit::hours:
        case Unit::workhours:
            return limit.count * 60;
        case Unit::days:
            return limit.count * minutes_a_workday * 5 / 7;
        case Unit::workdays:
            return limit.count * minutes_a_workday;
    }
    return 0;
}

}  // namespace linli::town
