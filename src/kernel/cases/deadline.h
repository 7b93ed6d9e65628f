// When something is due. A deadline is a pure function of what happened (started, paused, resumed,
// extended) and of one version of the calendar; and it says how it was reckoned, in steps that a
// person can follow on a wall calendar. It knows no case, no store and no clock.
//
// 民法典 第二百零一条: “按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算。” The day on
// which it starts does not count. 第二百零三条: “期间的最后一日的截止时间为二十四时；有业务时间的，
// 停止业务活动的时间为截止时间。” A limit in workdays ends when the office closes, one in days at
// midnight; “期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。”
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/cases/calendar.h"
#include "kernel/cases/limit.h"

namespace linli::cases {

struct Event {
    enum class Kind : std::uint8_t { started, paused, resumed, extended };
    Kind kind;
    Instant at;
    Limit limit{};  // started: how long; extended: how much longer
};

// One step of the reckoning.
struct Reason {
    enum class Kind : std::uint8_t {
        started,       // at, limit
        skipped,       // from … to: name, or a weekend when name is empty
        made_up,       // from: a weekend day that is worked; name
        unknown_year,  // from: the year's holidays are not in the calendar
        paused,        // at … until (none: still)
        extended,      // limit: reckoned on from the day that was due
        moved,         // from → to: the last day was a holiday
        due,           // at
        stands_still,  // limit: what is left, while the clock stands
    };
    Kind kind;
    Instant at{};
    std::optional<Instant> until{};
    Day from{}, to{};
    std::string name{};
    Limit limit{};

    fields::Words words(Zone) const;  // the step as a sentence
};

struct Deadline {
    std::optional<Instant> due;  // none while the clock stands still
    std::vector<Reason> reasons;
    std::int64_t calendar = 0;  // the version it was reckoned by
};

// Events in the order they happened, the first of them `started`.
Deadline deadline(const std::vector<Event>&, const Calendar&, Zone);

// The instant a limit after `from`, nothing paused: for the rungs of the late ladder.
Instant after(const Limit&, Instant from, const Calendar&, Zone);

}  // namespace linli::cases
