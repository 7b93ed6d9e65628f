#include "kernel/cases/deadline.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace linli::cases {
namespace {

using Kind = Reason::Kind;
using Unit = Limit::Unit;

constexpr Instant never{std::numeric_limits<std::int64_t>::max()};
// No limit is longer than ten years, and no calendar so empty that a hundred would not do.
constexpr std::int64_t days_walked_max = 100 * 366;

struct Span {
    Instant from, to;  // [from, to)
};

// Goes through the calendar from an instant on, and keeps the reasons.
class Walk {
public:
    Walk(const Calendar& calendar, Zone zone, std::vector<Span> pauses)
        : calendar_(calendar), zone_(zone), pauses_(std::move(pauses)) {}

    // Where `limit` after `from` ends; nothing when the clock stands still before that.
    std::optional<Instant> go(const Limit& limit, Instant from) {
        switch (limit.unit) {
            case Unit::hours:
                return by_clock(limit, from);
            case Unit::workhours:
                return by_workhours(limit, from);
            case Unit::days:
                return by_days(limit, from, false);
            case Unit::workdays:
                return by_days(limit, from, true);
        }
        return std::nullopt;
    }

    std::vector<Reason> reasons;

private:
    // When `needed` micros of [from, to) have run that were not paused; nothing when they have not,
    // and then `needed` is what is still to run.
    std::optional<Instant> run(Instant from, Instant to, std::int64_t& needed) const {
        Instant at = from;
        for (const Span& pause : pauses_) {
            if (pause.to <= at) continue;
            if (pause.from >= to) break;
            const std::int64_t free = std::max<std::int64_t>(0, pause.from.micros - at.micros);
            if (free >= needed) return Instant{at.micros + needed};
            needed -= free;
            at = pause.to;
            if (at >= to) return std::nullopt;
        }
        const std::int64_t free = to.micros - at.micros;
        if (free >= needed) return Instant{at.micros + needed};
        needed -= free;
        return std::nullopt;
    }

    bool paused_at(Instant at) const {
        return std::any_of(pauses_.begin(), pauses_.end(),
                           [&](const Span& pause) { return pause.from < at && at <= pause.to; });
    }
    bool stands_still_from(Instant at) const {
        return !pauses_.empty() && pauses_.back().to == never && pauses_.back().from <= at;
    }

    void stand_still(std::int64_t count, Unit unit) {
        reasons.push_back({.kind = Kind::stands_still, .limit = {count, unit}});
    }

    std::optional<Instant> by_clock(const Limit& limit, Instant from) {
        std::int64_t needed = limit.count * micros_per_hour;
        const std::optional<Instant> end = run(from, never, needed);
        if (!end) stand_still(hours_left(needed), limit.unit);
        return end;
    }

    // Whole hours, rounded up: what is left is never said to be nothing.
    static std::int64_t hours_left(std::int64_t micros) {
        return (micros + micros_per_hour - 1) / micros_per_hour;
    }

    std::optional<Instant> by_workhours(const Limit& limit, Instant from) {
        std::int64_t needed = limit.count * micros_per_hour;
        Day day = zone_.day_of(from);
        for (std::int64_t walked = 0; walked < days_walked_max; ++walked, day = day.plus(1)) {
            if (stands_still_from(zone_.at(day, 0))) {
                stand_still(hours_left(needed), limit.unit);
                return std::nullopt;
            }
            if (!note(day)) continue;
            for (const Hours& span : calendar_.hours_on(day)) {
                const Instant start = std::max(from, zone_.at(day, span.from));
                const Instant stop = zone_.at(day, span.to);
                if (start >= stop) continue;
                if (const auto end = run(start, stop, needed)) return end;
            }
        }
        CHECK(false);
        return std::nullopt;
    }

    // The day of `from` does not count. A day counts when the clock ran as it ended.
    std::optional<Instant> by_days(const Limit& limit, Instant from, bool workdays) {
        std::int64_t needed = limit.count;
        Day day = zone_.day_of(from).plus(1);
        for (std::int64_t walked = 0; walked < days_walked_max; ++walked, day = day.plus(1)) {
            if (stands_still_from(ends(day, workdays))) {
                stand_still(needed, limit.unit);
                return std::nullopt;
            }
            if (workdays && !note(day)) continue;
            if (paused_at(ends(day, workdays))) continue;
            if (--needed == 0) return workdays ? ends(day, true) : ends(moved(day), false);
        }
        CHECK(false);
        return std::nullopt;
    }

    Instant ends(Day day, bool workday) const {
        if (workday) return zone_.at(day, calendar_.closes(day));
        return {zone_.at(day, 24 * 60).micros - micros_per_second};
    }

    // The next workday when `last` is none.
    Day moved(Day last) {
        Day day = last;
        while (!calendar_.works(day))
            day = day.plus(1);
        if (day != last) reasons.push_back({.kind = Kind::moved, .from = last, .to = day});
        return day;
    }

    // Whether the day is worked, and why when that is not plain from the week.
    bool note(Day day) {
        const Special* special = calendar_.special(day);
        if (!special && !calendar_.knows(day) && unknown_year_ != day.date().year) {
            unknown_year_ = day.date().year;
            reasons.push_back({.kind = Kind::unknown_year, .from = day, .to = day});
        }
        const bool works = calendar_.works(day);
        if (works && special) {
            reasons.push_back(
                {.kind = Kind::made_up, .from = day, .to = day, .name = special->name});
        }
        if (!works) skip(day, special ? special->name : "");
        return works;
    }

    void skip(Day day, const std::string& name) {
        if (!reasons.empty()) {
            Reason& last = reasons.back();
            if (last.kind == Kind::skipped && last.name == name && last.to.plus(1) == day) {
                last.to = day;
                return;
            }
        }
        reasons.push_back({.kind = Kind::skipped, .from = day, .to = day, .name = name});
    }

    const Calendar& calendar_;
    Zone zone_;
    std::vector<Span> pauses_;
    int unknown_year_ = 0;
};

std::vector<Span> pauses_of(const std::vector<Event>& events) {
    std::vector<Span> pauses;
    for (const Event& event : events) {
        if (event.kind == Event::Kind::paused) pauses.push_back({event.at, never});
        if (event.kind == Event::Kind::resumed) {
            CHECK(!pauses.empty() && pauses.back().to == never);
            pauses.back().to = event.at;
        }
    }
    return pauses;
}

std::string month_day(Day day) {
    const Day::Date date = day.date();
    return std::to_string(date.month) + "月" + std::to_string(date.day) + "日";
}

fields::Words stretch(Day from, Day to) {
    if (from == to) return {month_day(from), from.text()};
    return {month_day(from) + "至" + month_day(to), from.text() + " to " + to.text()};
}

}  // namespace

Deadline deadline(const std::vector<Event>& events, const Calendar& calendar, Zone zone) {
    CHECK(!events.empty() && events.front().kind == Event::Kind::started);
    const Event& start = events.front();
    const std::vector<Span> pauses = pauses_of(events);
    Walk walk(calendar, zone, pauses);
    walk.reasons.push_back({.kind = Kind::started, .at = start.at, .limit = start.limit});
    for (const Span& pause : pauses) {
        Reason reason{.kind = Kind::paused, .at = pause.from};
        if (pause.to != never) reason.until = pause.to;
        walk.reasons.push_back(reason);
    }

    std::optional<Instant> due = walk.go(start.limit, start.at);
    for (const Event& event : events) {
        if (event.kind != Event::Kind::extended) continue;
        walk.reasons.push_back({.kind = Kind::extended, .at = event.at, .limit = event.limit});
        if (due) due = walk.go(event.limit, *due);
    }
    if (due) walk.reasons.push_back({.kind = Kind::due, .at = *due});
    return {due, std::move(walk.reasons), calendar.version};
}

Instant after(const Limit& limit, Instant from, const Calendar& calendar, Zone zone) {
    const std::optional<Instant> end = Walk(calendar, zone, {}).go(limit, from);
    CHECK(end);
    return *end;
}

fields::Words Reason::words(Zone zone) const {
    const auto [limit_zh, limit_en] = limit.words();
    const auto [days_zh, days_en] = stretch(from, to);
    const std::string when = zone.text(at);
    switch (kind) {
        case Kind::started:
            return {when + "起算，" + limit_zh + (limit.unit >= Unit::days ? "，当日不计" : ""),
                    "Counted from " + when + ": " + limit_en +
                        (limit.unit >= Unit::days ? "; that day does not count" : "")};
        case Kind::skipped:
            return {days_zh + (name.empty() ? "周末" : name + "放假") + "，不计",
                    days_en + (name.empty() ? ", weekend" : ", " + english_name(name)) +
                        ": not counted"};
        case Kind::made_up:
            return {days_zh + name + "调休上班，计入",
                    days_en + ", worked in place of " + english_name(name) + ": counted"};
        case Kind::unknown_year: {
            const std::string year = std::to_string(from.date().year);
            return {year + "年放假安排尚未录入，暂按周一至周五计算",
                    "The holidays of " + year + " are not entered yet: Monday to Friday counted"};
        }
        case Kind::paused:
            return {when + "起暂停" + (until ? "，" + zone.text(*until) + "恢复" : "，尚未恢复"),
                    "Paused " + when + (until ? " to " + zone.text(*until) : ", still")};
        case Kind::extended:
            return {"延长" + limit_zh, "Extended by " + limit_en};
        case Kind::moved:
            return {month_day(from) + "不是工作日，顺延至" + month_day(to),
                    from.text() + " is no workday: moved to " + to.text()};
        case Kind::due:
            return {"应于" + when + "前完成", "Due by " + when};
        case Kind::stands_still:
            return {"时钟停走，还剩" + limit_zh,
                    "The clock stands still with " + limit_en + " left"};
    }
    return {};
}

}  // namespace linli::cases
