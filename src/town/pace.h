// How time passes at work: minutes of office hours, by the working calendar.
#pragma once

#include "kernel/cases/calendar.h"
#include "kernel/cases/limit.h"

namespace linli::town {

class Pace {
public:
    Pace(cases::Calendar calendar, Zone zone) : calendar_(std::move(calendar)), zone_(zone) {}

    bool works(Day day) const { return calendar_.works(day); }
    // The last workday up to a day, and so many workdays before it.
    Day workday(Day up_to, std::int64_t before) const;
    // So many minutes of office hours later; 0 gives the next minute at which somebody works.
    Instant after(Instant, std::int64_t minutes) const;
    // How many minutes of office hours a limit is, roughly.
    static std::int64_t minutes_of(const cases::Limit&);

private:
    cases::Calendar calendar_;
    Zone zone_;
};

}  // namespace linli::town
