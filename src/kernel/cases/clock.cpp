// What time does: deadlines pass, pauses end, cases that nobody answers lapse, and a new calendar
// moves what was due. And what follows when posts or places change.
#include <algorithm>
#include <set>

#include "base/log.h"
#include "kernel/cases/cases.h"
#include "kernel/cases/moves.h"
#include "kernel/posts/teams.h"
#include "kernel/registry/places.h"

namespace linli::cases {
namespace {

using store::Sql;

constexpr Sql rung_out{"cases.alarms",
                       "select at, record, kind from alarms where tenant = ? and at < ? "
                       "order by at, record limit ?"};
constexpr std::int64_t alarms_of_a_case_max = 3;  // one of each kind
constexpr Sql number_parts{"cases.number",
                           "select year, ordinal from cases where tenant = ? and id = ?"};
constexpr Sql of_older_calendar{"cases.older_calendar",
                                "select id from cases where tenant = ? and calendar < ? "
                                "and due is not null order by calendar, id limit ?"};
constexpr Sql open_within{"cases.open_within",
                          "select id from cases where tenant = ? and path >= ? and path < ? "
                          "and closed is null order by path, id"};

// What else carries a path of its own: the table of who is responsible, and what was confirmed.
#define WITH_THE_PLACE                                                \
    " set path = ? || substr(path, cast(? as int)) where tenant = ? " \
    "and path >= ? and path < ?"
constexpr Sql move_routes{"routes.move", "update routes" WITH_THE_PLACE};
constexpr Sql move_watches{"watches.move", "update watches" WITH_THE_PLACE};

constexpr Sql move_closed{"cases.move_closed",
                          "update cases" WITH_THE_PLACE " and ordinal < 0 and closed is not null"};

constexpr Sql forget_parties{"parties.forget",
                             "update parties set name = '', phone = '', code = null "
                             "where tenant = ? and person = ?"};
constexpr Sql forget_parties_by_account{"parties.forget_account",
                                        "update parties set name = '', phone = '', code = null "
                                        "where tenant = ? and account = ?"};
constexpr Sql forget_notices{"notices.forget",
                             "delete from notices where tenant = ? and account = ?"};

struct Alarm {
    Instant at;
    Id record;
    std::string kind;
};

// The edition tells apart two alarms for one moment: a due that was moved away and back again.
Id act_of(const Alarm& alarm, const Case& record) {
    return derived(record.id, alarm.kind + "/" + std::to_string(alarm.at.micros) + "/" +
                                  std::to_string(record.edition));
}

void climb(store::Writer& db, const Desk& desk, OpenCase& open, const Alarm& alarm) {
    const Rules& rules = *open.rules;
    const auto at = static_cast<std::size_t>(open.record.rung);
    CHECK(at < rules.late.size());
    const Rung& rung = rules.late[at];
    const kernel::Asker system = system_asker(db.tenant(), act_of(alarm, open.record));
    Act act(db, desk, system, open, "late");
    const Step* awaited = open.awaited();
    CHECK(awaited);
    act.say("step", awaited->name);
    act.say("due", open.record.due->micros);
    act.say("rung", open.record.rung + 1);
    if (at == 0) {
        open.record.late = true;
        put_fact(db, open.record, "late", awaited->name, open.record.due->micros);
    }
    const Words& step = rules.steps.at(awaited->name);
    const std::string due = desk.means.zone.text(*open.record.due);
    const Words told{open.record.number() + " " + rules.title.zh + "：“" + step.zh +
                         "”已超期，应于" + due + "前完成",
                     open.record.number() + " " + rules.title.en + ": “" + step.en +
                         "” is late, it was due by " + due};
    std::string roles;
    for (const std::string& role : rung.tell) {
        roles += (roles.empty() ? "" : " ") + role;
        if (role == whoever_is_due) {
            act.tell(movers(db, db.tenant(), desk, open.record.turn, open.record, open.parties,
                            open.hands, db.now()),
                     told);
        } else {
            act.tell_role(role, told);
        }
    }
    act.say("told", roles);
    ++open.record.rung;
    act.save();
}

void ring(store::Writer& db, const Desk& desk, const Alarm& alarm) {
    OpenCase open = open_for_system(db, desk, db.tenant(), alarm.record);
    if (alarm.kind == "late") return climb(db, desk, open, alarm);
    if (alarm.kind == "lapse") {
        const Step* step = open.flow().clocked(open.record.state);
        CHECK(step);
        return take_by_system(db, desk, alarm.record, *step, {}, act_of(alarm, open.record));
    }
    CHECK(alarm.kind == "resume");
    const kernel::Asker system = system_asker(db.tenant(), act_of(alarm, open.record));
    Act act(db, desk, system, open, "resume");
    act.say("hat", the_clock);
    act.event(Event::Kind::resumed, {}, alarm.at);  // when it should have, however late we look
    act.save();
}

// A deadline that was reckoned by an older calendar. What does not move needs no line.
void reckon_again(store::Writer& db, const Desk& desk, const Id& record) {
    OpenCase open = open_for_system(db, desk, db.tenant(), record);
    const std::optional<Instant> before = open.record.due;
    const std::int64_t version = calendar_version(db, db.tenant());
    const kernel::Asker system =
        system_asker(db.tenant(), derived(record, "calendar/" + std::to_string(version) + "/" +
                                                      std::to_string(open.record.since.micros)));
    Act act(db, desk, system, open, "move");
    act.reckon();
    act.say("calendar", version);
    if (before) act.say("before", before->micros);
    if (open.record.due) act.say("due", open.record.due->micros);
    act.save();
}

// Seats and lists follow what others decided; the journal line is theirs.
void sit_again(store::Writer& db, const Desk& desk, const Id& record, const kernel::Asker& asker) {
    OpenCase open = open_for_system(db, desk, db.tenant(), record);
    Act act(db, desk, asker, open, "move");
    act.sit();
    act.save_quietly();
}

std::vector<Id> ids(store::Rows rows) {
    std::vector<Id> all;
    while (rows.next())
        all.push_back(rows.id(0));
    return all;
}

bool is_passed_over(const PassedOver& passed, const Id& record, Instant now) {
    const auto found = passed.find(record);
    return found != passed.end() && now < found->second;
}

// The first of each case: what it does may change what is next.
std::vector<Alarm> due_alarms(store::Reader& db, store::Tenant tenant, const PassedOver& passed,
                              Instant now, std::int64_t most) {
    const auto aside = alarms_of_a_case_max * static_cast<std::int64_t>(passed.size());
    std::vector<Alarm> due;
    std::set<Id> seen;
    for (auto rows = db.query(rung_out, tenant, now, most + aside); rows.next();) {
        const Id record = rows.id(1);
        if (is_passed_over(passed, record, now) || !seen.insert(record).second) continue;
        due.push_back({rows.instant(0), record, rows.text(2)});
        if (seen.size() == static_cast<std::size_t>(most)) break;
    }
    return due;
}

std::vector<Id> of_older_calendars(store::Reader& db, store::Tenant tenant,
                                   const PassedOver& passed, Instant now, std::int64_t most) {
    const std::int64_t version = calendar_version(db, tenant);
    const auto aside = static_cast<std::int64_t>(passed.size());
    std::vector<Id> all = ids(db.query(of_older_calendar, tenant, version, most + aside));
    std::erase_if(all, [&](const Id& record) { return is_passed_over(passed, record, now); });
    all.resize(std::min(all.size(), static_cast<std::size_t>(most)));
    return all;
}

// Without reading the rest of a case that may be broken.
std::string number_of(store::Reader& db, store::Tenant tenant, const Id& record) {
    auto rows = db.query(number_parts, tenant, record);
    Case named;
    if (rows.next()) {
        named.year = rows.number(0);
        named.ordinal = rows.number(1);
    }
    // A log is read by whoever runs the machine.
    return named.confidential() ? "of a confidential kind" : named.number();
}

std::string what_of(const std::exception_ptr& fault) {
    try {
        std::rethrow_exception(fault);
    } catch (const std::exception& problem) {
        return problem.what();
    }
}

}  // namespace

std::int64_t tick(store::Writer& db, const Desk& desk, PassedOver& passed, std::int64_t most) {
    std::int64_t done = 0;
    const auto take_up = [&](const Id& record, auto&& deed) {
        ++done;
        const store::Verdict verdict = db.in_savepoint([&](store::Writer&) -> Outcome<Done> {
            deed();
            return Done{};
        });
        passed.erase(record);
        if (!verdict.fault) return;
        log::error("clock: case " + number_of(db, db.tenant(), record) +
                   " is passed over for an hour: " + what_of(verdict.fault));
        passed[record] = {db.now().micros + micros_per_hour};
    };
    for (const Alarm& alarm : due_alarms(db, db.tenant(), passed, db.now(), most))
        take_up(alarm.record, [&] { ring(db, desk, alarm); });
    if (done > 0) return done;
    for (const Id& record : of_older_calendars(db, db.tenant(), passed, db.now(), most))
        take_up(record, [&] { reckon_again(db, desk, record); });
    return done;
}

bool due_now(store::Reader& db, store::Tenant tenant, const PassedOver& passed, Instant now) {
    return !due_alarms(db, tenant, passed, now, 1).empty() ||
           !of_older_calendars(db, tenant, passed, now, 1).empty();
}

void posts_changed(store::Writer& db, const Desk& desk, const kernel::Asker& asker,
                   std::string_view path) {
    for (const Id& record : ids(db.query(open_within, db.tenant(), path, registry::end_of(path)))) {
        sit_again(db, desk, record, asker);
    }
}

// Called when the places have their new paths already.
void place_moved(store::Writer& db, const Desk& desk, const kernel::Asker& asker,
                 const std::string& from, const std::string& to) {
    for (const Sql& sql : {move_routes, move_watches}) {
        db.run(sql, to, static_cast<std::int64_t>(from.size()) + 1, db.tenant(), from,
               registry::end_of(from));
    }
    for (const Id& record : ids(db.query(open_within, db.tenant(), from, registry::end_of(from)))) {
        OpenCase open = open_for_system(db, desk, db.tenant(), record);
        Act act(db, desk, asker, open, "move");
        open.record.path = to + open.record.path.substr(from.size());
        act.sit();
        act.save_elsewhere();
    }
    // What was told in confidence goes with its team when it is closed, too.
    db.run(move_closed, to, static_cast<std::int64_t>(from.size()) + 1, db.tenant(), from,
           registry::end_of(from));
    posts::team_place_moved(db, desk.means, asker, from, to);
}

// What they reported stays, and that they did; who they were goes, and what they were told.
void person_erased(store::Writer& db, const kernel::Hooks::PersonErased& erased) {
    db.run(forget_parties, db.tenant(), erased.person);
    for (const Id& account : erased.accounts) {
        db.run(forget_parties_by_account, db.tenant(), account);
        db.run(forget_notices, db.tenant(), account);
    }
}

void listen(kernel::Hooks& hooks, const Desk& desk) {
    hooks.person_erased.push_back(
        [](store::Writer& db, const kernel::Asker&, const kernel::Hooks::PersonErased& erased) {
            person_erased(db, erased);
        });
    hooks.posts_changed.push_back([&desk](store::Writer& db, const kernel::Asker& asker,
                                          const kernel::Hooks::PostsChanged& changed) {
        posts_changed(db, desk, asker, changed.path);
    });
    hooks.place_moved.push_back([&desk](store::Writer& db, const kernel::Asker& asker,
                                        const kernel::Hooks::PlaceMoved& moved) {
        place_moved(db, desk, asker, moved.from, moved.to);
    });
}

}  // namespace linli::cases
