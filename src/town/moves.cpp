// What becomes of a matter: whose turn it is, when they come to it, and which step they take.
#include <algorithm>

#include "kernel/registry/units.h"
#include "town/life.h"

namespace linli::town {
namespace {

constexpr int moves_max = 14;

const cases::Step* named(const cases::OpenCase& open, std::string_view name) {
    for (const cases::Step* step : open.flow().from(open.record.state)) {
        if (step->name == name) return step;
    }
    return nullptr;
}

bool has_account(const cases::OpenCase& open) {
    return !open.parties.empty() && open.parties.front().account && open.parties.front().person;
}

}  // namespace

void Life::plan_next(Matter matter) {
    if (++matter.moves > moves_max) return;
    const cases::OpenCase open = town_.store.read([&](store::Reader& db) {
        return cases::open_for_system(db, desk_, town_.tenant, matter.record);
    });
    if (open.record.closed) return;
    const cases::Step* step = chosen(open, matter);
    if (!step) return;
    agenda_.emplace(when(open, *step, matter),
                    [this, matter, name = step->name] { take(matter, name); });
}

// The step that people would take: the awaited one, seldom a refusal, sometimes what comes back.
const cases::Step* Life::chosen(const cases::OpenCase& open, const Matter& matter) {
    const std::string& state = open.record.state;
    const Story& story = *matter.story;
    if (matter.is_there) return named(open, "send_back");
    if (state == "reported" && story.said("kind") == "neighbours" && town_.likely(12)) {
        if (const auto* refuse = named(open, "refuse")) return refuse;
    }
    if (state == "fed_back" || state == "fixed") {
        if (story.angry && !matter.came_back) return named(open, "reopen");
        if (town_.likely(has_account(open) ? 60 : 25)) {
            return named(open, state == "fed_back" ? "rate" : "confirm");
        }
        if (town_.likely(8)) return nullptr;  // until time closes it
    }
    if (story.angry && !story.said("advice").empty()) {
        if (const auto* fail = named(open, "fail")) return fail;
    }
    if (const auto* explain = named(open, "explain")) {
        return story.said("answer").empty() ? named(open, "take_up") : explain;
    }
    return open.awaited();
}

// Within a part of the limit, seldom later; residents in the evening, danger at once.
Instant Life::when(const cases::OpenCase& open, const cases::Step& step, const Matter& matter) {
    const Instant now = town_.clock.now();
    const bool by_reporter = step.by == cases::reporter;
    if (step.name == "reopen" && !has_account(open)) {
        return pace_.after(now, town_.between(300, 1'500));
    }
    if (by_reporter) {
        const Instant later{now.micros + town_.between(90, 2'600) * micros_per_minute};
        const Day day = town_.means.zone.day_of(later);
        const bool noon = town_.likely(25);
        const Instant free = town_.means.zone.at(
            day, noon ? town_.between(11 * 60 + 35, 13 * 60) : town_.between(18 * 60, 21 * 60));
        return free > now ? free : Instant{free.micros + micros_per_day};
    }
    if (open.record.fields["urgency"].text() == "danger") {
        const bool desk = step.name == "register" || step.name == "dispatch";
        return {now.micros + town_.between(desk ? 3 : 15, desk ? 12 : 70) * micros_per_minute};
    }
    if (step.name == "send_back") return pace_.after(now, town_.between(50, 260));
    if (step.name == "explain" && open.record.channel != "letter") {
        return pace_.after(now, town_.between(3, 12));
    }
    const Story& story = *matter.story;
    const auto limit = cases::Rules::limit_of(step, open.choices());
    const std::int64_t whole = limit ? Pace::minutes_of(*limit) : 60;
    const bool by_hand = step.by == cases::handler && !story.said("least").empty();
    const std::int64_t least = by_hand ? std::stoll(story.said("least")) : 5;
    const std::int64_t most = story.festival.empty() ? 85 : 30;
    const bool late = town_.likely(story.angry ? 30 : 4) && story.festival.empty();
    const std::int64_t percent =
        late ? town_.between(105, 170)
             : std::min(town_.between(least, most), town_.between(least, most));
    return pace_.after(now, std::max<std::int64_t>(4, whole * percent / 100));
}

std::vector<Id> Life::accounts_for(const cases::OpenCase& open, const cases::Step& step) {
    return town_.store.read([&](store::Reader& db) {
        for (const std::string& hat : {step.by, step.or_by}) {
            if (hat.empty()) continue;
            const auto found = cases::movers(db, town_.tenant, desk_, hat, open.record,
                                             open.parties, open.hands, town_.clock.now());
            if (!found.empty()) return found;
        }
        return std::vector<Id>{};
    });
}

Id Life::unit_for(const Matter& matter, std::string_view path) {
    const std::string key = matter.story->said("unit");
    return town_.unit(key.empty() ? "property" : key, path);
}

void Life::take(Matter matter, const std::string& name) {
    const cases::OpenCase open = town_.store.read([&](store::Reader& db) {
        return cases::open_for_system(db, desk_, town_.tenant, matter.record);
    });
    const cases::Step* step = open.record.closed ? nullptr : named(open, name);
    if (!step) return;  // time was quicker
    // Whoever has no account comes with the query code of the receipt.
    const bool by_code = (name == "rate" || name == "confirm") && !has_account(open);
    const std::vector<Id> accounts = by_code ? std::vector<Id>{} : accounts_for(open, *step);
    if (accounts.empty() && !by_code) return;
    const kernel::Asker asker = by_code ? stranger() : town_.asker_of(town_.one_of(accounts));
    cases::Doing doing;
    doing.step = step->name;
    if (by_code) doing.followed = 0;
    std::vector<std::string> wanted(step->needs.begin(), step->needs.end());
    for (const std::string& asked : step->asks) {
        if (asked != "satisfaction" || town_.likely(80)) wanted.push_back(asked);
    }
    const Id unit = unit_for(matter, open.record.path);
    const Id wrong = town_.unit("municipal", open.record.path);
    if (step->assigns == cases::Step::Assigns::units) {
        matter.is_there = !matter.misdirected && unit != wrong &&
                          matter.story->part == "opinions.matter" &&
                          matter.story->said("urgency") != "danger" && town_.likely(6);
        matter.misdirected = matter.misdirected || matter.is_there;
        doing.units = {matter.is_there ? wrong : unit};
    }
    const Writing writing{.story = matter.story,
                          .place = open.record.place,
                          .account = asker.who.account,
                          .came_back = matter.came_back,
                          .after = true,
                          .is_there = matter.is_there,
                          .by_staff = !by_code && asker.who.person == Id{},
                          .unit = town_.store.read([&](store::Reader& db) {
                              return registry::unit(db, town_.tenant, unit)->name;
                          })};
    doing.fields = values(*open.rules, wanted, writing);
    town_.must(
        [&](store::Writer& db) { return cases::act(db, desk_, asker, matter.record, doing); });
    if (step->name == "send_back") matter.is_there = false;
    if (step->name == "reopen") matter.came_back = true;
    plan_next(matter);
}

}  // namespace linli::town
