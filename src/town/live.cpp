// What happens in the town: the days come, residents report, staff writes down, months are
// confirmed.
#include <algorithm>

#include "catalogue/desk.h"
#include "kernel/cases/calendars.h"
#include "kernel/cases/seats.h"
#include "kernel/cases/watches.h"
#include "town/life.h"

namespace linli::town {
namespace {

constexpr std::int64_t days_of_life = 300;
constexpr std::int64_t opening = 9 * 60 + 30;  // the demo opens in the forenoon
constexpr std::int64_t up = 7 * 60, to_bed = 21 * 60 + 30;

constexpr store::Sql next_alarm{"town.next_alarm", "select min(at) from alarms where tenant = ?"};
constexpr store::Sql read_older{"town.read_notices",
                                "update notices set read = at where tenant = ? and at < ?"};

}  // namespace

Life::Life(Builder& town, const cases::Desk& desk)
    : town_(town),
      desk_(desk),
      pace_(
          *town.store.read([&](store::Reader& db) { return cases::calendar_now(db, town.tenant); }),
          town.means.zone) {}

std::int64_t Life::run() {
    const Instant end = town_.means.zone.at(town_.settings.today, opening);
    plan_days();
    plan_confirmations();
    plan_summaries();
    plan_last_days();
    const Day first = town_.settings.today.plus(-days_of_life);
    while (!agenda_.empty() && agenda_.begin()->first <= end) {
        const auto next = agenda_.begin();
        const Instant at = next->first;
        const std::function<void()> happens = std::move(next->second);
        agenda_.erase(next);
        pass(at);
        happens();
        const std::int64_t gone = town_.means.zone.day_of(at).number - first.number;
        town_.progress("days of life", gone, days_of_life);
    }
    pass(end);
    read_notices();
    return reported_;
}

void Life::pass(Instant until) {
    for (;;) {
        const auto rings = town_.store.read([&](store::Reader& db) {
            auto rows = db.query(next_alarm, town_.tenant);
            return rows.next() ? rows.maybe_instant(0) : std::nullopt;
        });
        if (!rings || rings->micros + micros_per_second > until.micros) break;
        const Instant heard{rings->micros + micros_per_second};
        town_.clock.set(std::max(heard, town_.clock.now()));
        cases::PassedOver passed;
        town_.must([&](store::Writer& db) -> Outcome<std::int64_t> {
            return cases::tick(db, desk_, passed);
        });
        CHECK(passed.empty());
    }
    town_.clock.set(std::max(until, town_.clock.now()));
}

void Life::plan_days() {
    const Day today = town_.settings.today;
    const std::int64_t a_day = std::max<std::int64_t>(1, town_.people_made / 1700);
    for (Day day = today.plus(-days_of_life); day < today; day = day.plus(1)) {
        const bool works = pace_.works(day);
        const std::int64_t wanted = works ? town_.between(0, 2 * a_day) : town_.between(0, a_day);
        for (std::int64_t i = 0; i < wanted; ++i) {
            const Story& story = stories_.next(day, !works, town_.chance);
            const Instant at = town_.means.zone.at(day, town_.between(up, to_bed));
            agenda_.emplace(Instant{at.micros + town_.between(0, 59) * micros_per_second},
                            [this, &story] { tell(story, town_.clock.now()); });
        }
    }
}

void Life::plan_confirmations() {
    const Day today = town_.settings.today;
    const Day::Date now = today.date();
    for (int back = 9; back >= 1; --back) {
        const int month = static_cast<int>(now.month) - back;
        const int year = month > 0 ? now.year : now.year - 1;
        const auto number = static_cast<unsigned>(month > 0 ? month : month + 12);
        const Day first = *Day::from(year, number, 1);
        const Day next = *Day::from(number == 12 ? year + 1 : year, number % 12 + 1, 1);
        for (std::size_t i = 0; i < town_.communities.size(); ++i) {
            // The last month still waits for the first community; one month was forgotten.
            if ((i == 0 && back == 1) || (i == 3 && back == 4)) continue;
            const std::int64_t minutes = town_.between(30, 500);
            agenda_.emplace(pace_.after(town_.means.zone.at(next, 8 * 60), minutes),
                            [this, i, first] { confirm_month(town_.communities[i], first); });
        }
    }
}

void Life::confirm_month(const Community& community, Day first) {
    const kernel::Asker secretary = holder("secretary", community.path);
    const std::string month = first.text().substr(0, 7);
    std::int64_t count = 0;
    const auto confirm = [&](store::Writer& db) {
        return cases::confirm(db, desk_, secretary, "petitions.petition", month, community.place,
                              count);
    };
    // How many there were is what the register says when somebody says otherwise.
    const auto none = town_.store.write(town_.tenant, [&](store::Writer& db) -> Outcome<Done> {
        const auto done = confirm(db);
        if (!done) return done.refusal();
        return Done{};
    });
    if (none) return;
    CHECK(none.refusal().code == "count_differs");
    count = std::stoll(none.refusal().with);
    town_.must(confirm);
}

// The summary of the last quarter, by the secretary of each community in this quarter's first days
// of work; one has not come to issuing it.
void Life::plan_summaries() {
    const Day::Date now = town_.settings.today.date();
    const unsigned begun = (now.month - 1) / 3 * 3 + 1;  // the month in which this quarter began
    const Day first = *Day::from(now.year, begun, 1);
    const Day before = first.plus(-1);
    const Day::Date end = before.date();
    const Day last = *Day::from(end.year, (end.month - 1) / 3 * 3 + 1, 1);
    const Period period{last, first};
    const Instant when = pace_.after(town_.means.zone.at(first, 8 * 60), 3 * 420 + 100);
    for (std::size_t i = 0; i < town_.communities.size(); ++i) {
        const bool issued = i != 1;
        agenda_.emplace(
            pace_.after(when, static_cast<std::int64_t>(i) * 37),
            [this, i, period, issued] { summarise(town_.communities[i], period, issued); });
    }
}

void Life::summarise(const Community& community, const Period& period, bool issued) {
    const catalogue::ReportTemplate* summary = town_.catalogue.report("summaries", "quarter");
    CHECK(summary != nullptr);
    const figures::Lookup lookup = [this](std::string_view name, std::int64_t version) {
        return town_.catalogue.figure(name, version);
    };
    const kernel::Asker secretary = holder("secretary", community.path);
    const Id report = town_.must([&](store::Writer& db) {
        return figures::draft(db, town_.means, secretary, *summary, community.place, period);
    });
    if (!issued) return;
    town_.must([&](store::Writer& db) {
        return figures::issue(db, town_.means, town_.again(secretary), report, 1, lookup);
    });
}

// ---- reports ----

// Somebody who holds the role there, or acts where nobody does.
kernel::Asker Life::holder(const std::string& role, const access::Path& path) {
    const auto accounts = town_.store.read([&](store::Reader& db) {
        const auto seat = cases::seat_of(db, town_.tenant, desk_, role, path, town_.today());
        return posts::accounts_of(db, town_.tenant, seat.value(), town_.today());
    });
    return town_.asker_of(town_.one_of(accounts));
}

kernel::Asker Life::stranger() {
    kernel::Asker asker;
    asker.who.tenant = town_.tenant;
    asker.act = town_.new_id();
    return asker;
}

void Life::name_somebody(cases::For& whom) {
    whom.name = town_.names.surname(town_.chance) + (town_.likely(50) ? "先生" : "女士");
    whom.phone = town_.next_phone();
}

Told Life::told_by_resident(const Story& story, const Community& community, const Grid& grid) {
    std::vector<const Neighbour*> near;
    for (const Neighbour& one : town_.neighbours) {
        const bool fits = story.said("floor").empty() || story.said("floor") == one.floor;
        if (fits && access::within(one.path, story.in_new ? grid.path : community.path)) {
            near.push_back(&one);
        }
    }
    Told told;
    told.report.channel = "web";
    if (!near.empty() && town_.likely(45)) {
        const Neighbour& one = *town_.one_of(near);
        told.asker = town_.asker_of(one.account);
        told.place = story.home ? one.house : one.stairwell;
    } else {
        told.asker = stranger();
        told.place = town_.one_of(grid.stairwells);  // which homes there are is not for strangers
        if (town_.likely(70)) name_somebody(told.report.whom);
    }
    return told;
}

Told Life::told_to_staff(const Story& story, const Community& community, const Grid& grid,
                         const std::string& channel) {
    const House* house = nullptr;
    const Resident* person = nullptr;
    while (!person) {
        house = &town_.one_of(grid.houses);
        if (!story.said("floor").empty() && story.said("floor") != house->floor) continue;
        for (const Resident& one : house->people) {
            if (one.born < town_.settings.today.plus(-24 * 365)) person = &one;
        }
    }
    Told told;
    told.report.channel = channel;
    const std::string role = channel == "grid"                    ? "grid_worker"
                             : story.part.starts_with("disputes") ? "mediator"
                                                                  : "window";
    told.asker = holder(role, channel == "grid" ? grid.path : community.path);
    told.place = story.home ? house->place : house->stairwell;
    if (channel == "grid") return told;  // found on a round: nobody had to say it
    if (story.home || town_.likely(75)) {
        told.report.whom.person = person->id;
    } else {
        name_somebody(told.report.whom);
    }
    return told;
}

std::pair<const Community*, const Grid*> Life::somewhere(const Story& story) {
    for (;;) {
        const std::size_t at = town_.likely(40) ? 0 : town_.chance.below(town_.communities.size());
        const Community& community = town_.communities[at];
        const Grid& grid = town_.one_of(community.grids);
        if (!story.in_new || !grid.old_quarter) return {&community, &grid};
    }
}

void Life::tell(const Story& story, Instant now) {
    const auto [community, grid] = somewhere(story);
    const cases::Rules* rules = town_.catalogue.newest(story.part);
    CHECK(rules != nullptr);
    std::string channel = town_.one_of(rules->channels);
    const Instant office = pace_.after(now, 0);
    const bool open = office.micros - now.micros < micros_per_minute;
    const auto& channels = rules->channels;
    const bool web = std::find(channels.begin(), channels.end(), "web") != channels.end();
    if (web && (!open || town_.likely(25))) channel = "web";
    // What somebody tells of themselves was not found on a round.
    if (channel == "grid" && story.said("story").find("我") != std::string::npos) channel = "visit";
    if (std::find(channels.begin(), channels.end(), channel) == channels.end()) channel = "window";
    if (desk_.channels.at(channel).staff && !open) {
        agenda_.emplace(pace_.after(now, town_.between(5, 300)),
                        [this, &story] { tell(story, town_.clock.now()); });
        return;
    }
    Told told = channel == "web" ? told_by_resident(story, *community, *grid)
                                 : told_to_staff(story, *community, *grid, channel);
    if (story.street) told.place = grid->estate;
    told.report.part = story.part;
    const cases::Rules* asked = rules->into.empty() ? rules : town_.catalogue.newest(rules->into);
    std::vector<std::string> wanted;
    for (const std::string& name : asked->asked) {
        const fields::Field* field = asked->field(name);
        // Residents leave it to the office what kind of matter it is.
        const bool left =
            name == "kind" && !field->required && channel == "web" && town_.likely(45);
        if (!left) wanted.push_back(name);
    }
    Writing writing{.story = &story, .place = told.place, .account = told.asker.who.account};
    told.report.fields = values(*asked, wanted, writing);
    const Id record = town_.must(
        [&](store::Writer& db) { return cases::report(db, desk_, told.asker, told.report); });
    ++reported_;
    plan_next({.record = record, .story = &story});
}

// What was told before yesterday has been read.
void Life::read_notices() {
    const Day day = pace_.workday(town_.settings.today.plus(-1), 0);
    town_.must([&](store::Writer& db) -> Outcome<std::int64_t> {
        return db.run_derived(read_older, town_.tenant, town_.means.zone.at(day, 0));
    });
}

std::int64_t live(Builder& town) {
    const cases::Desk desk = catalogue::desk_of(town.catalogue, town.means);
    return Life(town, desk).run();
}

}  // namespace linli::town
