// How a matter comes in: reported, or joined to a neighbour's report.
#include <algorithm>
#include <set>

#include "access/accounts.h"
#include "base/text.h"
#include "kernel/cases/cases.h"
#include "kernel/cases/input.h"
#include "kernel/cases/moves.h"
#include "kernel/cases/routes.h"
#include "kernel/posts/teams.h"
#include "kernel/registry/codes.h"
#include "kernel/registry/find.h"
#include "kernel/registry/persons.h"
#include "kernel/registry/units.h"
#include "kernel/spoken_code.h"

namespace linli::cases {
namespace {

using store::Sql;

constexpr std::int64_t words_characters_max = 2000;

constexpr Sql since_at{"cases.alike",
                       "select id, opened, closed from cases where tenant = ? and part = ? "
                       "and opened >= ? and place = ? and merged_into is null "
                       "order by opened desc, id limit 200"};
constexpr Sql party_count{"cases.party_count",
                          "select count(*) from parties where tenant = ? and case_id = ? "
                          "and gone is null"};

// Which way a report came, after a named channel was followed to where it leads.
struct Way {
    const Rules* rules = nullptr;
    std::string channel;  // as it is kept and counted
    bool staff = false;
    Names tell;
};

Outcome<Way> way_in(const Desk& desk, const Report& report) {
    const Rules* named = desk.rules(report.part, 0);
    if (!named) return Refusal{"no_such_part", "part", report.part};
    Way way{named, report.channel, false, named->tell};
    if (!named->into.empty()) {
        way.rules = desk.rules(named->into, 0);
        way.channel = named->programme;
        if (!way.rules) return Refusal{"no_such_part", "part", named->into};
    }
    const auto& open = named->channels;
    const auto channel = desk.channels.find(report.channel);
    if (channel == desk.channels.end() ||
        std::find(open.begin(), open.end(), report.channel) == open.end()) {
        return Refusal{"no_such_channel", "channel", report.channel};
    }
    way.staff = channel->second.staff;
    return way;
}

Outcome<registry::Place> where(store::Reader& db, const Desk& desk, const access::Who& who,
                               const Rules& rules, const Report& report) {
    const fields::Field* field = rules.place_field();
    std::optional<Id> id = report.place;
    std::string at = "place";
    if (field && report.fields.has(field->name)) {
        id = Id::parse(report.fields[field->name].text());
        at = field->name;
    }
    if (!id) return Refusal{"field_missing", field ? field->name : at, ""};
    auto place = registry::place_for(db, desk.means, who, *id, at);
    if (place && place.value().to) return Refusal{"place_ended", at, ""};
    return place;
}

// What is told in confidence is told to the team of the place: kept there, so that no list and no
// line says whose home it was. Nothing when nobody of the team is there to hear it.
std::optional<registry::Place> kept_at(store::Reader& db, const Desk& desk, store::Tenant tenant,
                                       const Rules& rules, const registry::Place& told, Day day) {
    const posts::RoleBook& book = posts::role_book(desk.means);
    std::vector<registry::Place> way = registry::way_of(db, tenant, told.path);
    const auto of_team = [&](const registry::Place& place) {
        return std::any_of(rules.seen_by.begin(), rules.seen_by.end(), [&](const std::string& one) {
            const posts::Role* role = book.find(one);
            return role && role->held_at.contains(place.kind);
        });
    };
    const auto kept = std::find_if(way.rbegin(), way.rend(), of_team);
    if (kept == way.rend()) return std::nullopt;
    const bool there =
        std::any_of(rules.seen_by.begin(), rules.seen_by.end(), [&](const std::string& role) {
            return posts::mover(db, desk.means, tenant, role, kept->path, day).has_value();
        });
    return there ? std::optional(*kept) : std::nullopt;
}

// Whom the office knows is written down by name and number, as if it did not: no list and no merge
// of records leads from them to what they told.
For without_person(store::Reader& db, const Desk& desk, store::Tenant tenant, For whom) {
    const auto person = whom.person ? registry::survivor(db, tenant, *whom.person) : std::nullopt;
    if (person) {
        const auto secrets = registry::open_secrets(db, desk.means, tenant, *person);
        if (whom.name.empty()) whom.name = person->name;
        if (whom.phone.empty() && !secrets.phones.empty()) whom.phone = secrets.phones.front();
    }
    whom.person.reset();
    whom.unit.reset();
    return whom;
}

// The party as the asker describes it. `staff`: somebody writes it down for somebody.
Outcome<Party> party_of(store::Writer& db, const Desk& desk, const kernel::Asker& asker,
                        const Case& record, For whom, bool staff) {
    Party party;
    party.joined = db.now();
    const bool told_for_them = staff && (whom.person || whom.unit);
    if (staff) {
        if (whom.person) {
            const auto person =
                registry::person_for(db, desk.means, asker.who, *whom.person, "person");
            if (!person) return person.refusal();
        }
        if (whom.unit && !registry::unit(db, db.tenant(), *whom.unit)) {
            return Refusal{"no_such_unit", "unit", ""};
        }
        if (record.confidential()) {
            whom = without_person(db, desk, db.tenant(), std::move(whom));
        }
        party.person = whom.person;
        party.unit = whom.unit;
        const bool nobody = !told_for_them && whom.name.empty() && whom.phone.empty();
        if (nobody) party.account = asker.who.account;
    } else if (!asker.who.stranger()) {
        party.account = asker.who.account;
        if (asker.who.person && !record.confidential()) party.person = asker.who.person;
    }
    if (static_cast<std::int64_t>(text::length(whom.name)) > party_name_characters_max) {
        return Refusal{"too_long", "name", std::to_string(party_name_characters_max)};
    }
    const auto seal = [&](std::string_view field, const std::string& value) {
        return seal_value(db, desk, db.tenant(), record, field, json::Value::of_text(value)).text();
    };
    if (!whom.name.empty()) party.name = seal("name", text::trim(whom.name));
    if (!whom.phone.empty()) {
        const auto phone = registry::phone(whom.phone);
        if (!phone) return Refusal{phone.refusal().code, "phone", phone.refusal().with};
        // Short numbers reach somebody from within the office only.
        if (asker.who.stranger() && phone.value().kind == registry::PhoneKind::short_number) {
            return Refusal{"phone_length", "phone", ""};
        }
        party.phone = seal("phone", phone.value().text);
        registry::add_traces(db, desk.means, "case_phone", phone.value().text, record.id);
    }
    party.code =
        desk.means.seals->trace(db.tenant(), "case.code", code_of(desk, db.tenant(), asker.act));
    return party;
}

// By which grant somebody writes down what others say: what is told in confidence only the team.
const access::Grant* takes_in(const Desk& desk, const access::Who& who, const Rules& rules,
                              std::string_view path) {
    if (!rules.confidential) {
        return access::may(who, *desk.means.roles, "cases.report_for", path);
    }
    const auto found =
        std::find_if(who.grants.begin(), who.grants.end(), [&](const access::Grant& grant) {
            return rules.seen_by.contains(grant.role) && access::within(path, grant.path);
        });
    return found == who.grants.end() ? nullptr : &*found;
}

bool agrees(const Case& one, const json::Value& fields, const std::vector<std::string>& same) {
    return std::all_of(same.begin(), same.end(), [&](const std::string& name) {
        // What neither of them says is nothing that they agree in.
        return fields.has(name) && one.fields[name].str() == fields[name].str();
    });
}

// Cases of the part at a place, opened since then; the newest first.
std::vector<Id> opened_at(store::Reader& db, store::Tenant tenant, const Rules& rules,
                          const Id& place, Instant since) {
    std::vector<Id> all;
    for (auto rows = db.query(since_at, tenant, rules.name(), since, place); rows.next();)
        all.push_back(rows.id(0));
    return all;
}

// Those of them that are about the same matter.
std::vector<Case> about_the_same(store::Reader& db, store::Tenant tenant,
                                 const std::vector<Id>& near, const Rules& rules,
                                 const json::Value& fields) {
    std::vector<Case> found;
    for (const Id& id : near) {
        std::optional<Case> one = find_case(db, tenant, id);
        if (one && agrees(*one, fields, rules.same)) found.push_back(std::move(*one));
    }
    return found;
}

// Whether a home has such a matter already is told to whom it is home, and to whoever takes matters
// in there; elsewhere to everyone.
bool may_hear_of(store::Reader& db, const Desk& desk, const access::Who& who, const Id& id) {
    const auto place = registry::place_for(db, desk.means, who, id);
    if (!place) return false;
    const registry::Kind* kind = registry::place_kinds(desk.means).find(place.value().kind);
    const auto self = registry::survivor(db, who.tenant, who.person);
    return (kind && kind->open) || (self && self->home == id) ||
           access::may(who, *desk.means.roles, "cases.report_for", place.value().path);
}

Case new_case(store::Writer& db, const Desk& desk, const Way& way, const registry::Place& place,
              const std::optional<Id>& id) {
    const Rules& rules = *way.rules;
    Case record;
    record.id = id ? *id : Id::make(db.now(), *desk.means.random);
    record.year = desk.means.zone.day_of(db.now()).date().year;
    record.ordinal = rules.confidential
                         ? drawn_ordinal(db, db.tenant(), record.year, *desk.means.random)
                         : next_ordinal(db, db.tenant(), record.year);
    record.programme = rules.programme;
    record.version = rules.version;
    record.part = rules.name();
    record.place = place.id;
    record.path = place.path;
    record.channel = way.channel;
    record.state = rules.flow->start();
    record.opened = record.since = db.now();
    record.key = desk.means.seals->make_key(db);
    record.fields = json::Value::of_object({});
    return record;
}

// So many alike within so long: somebody is warned before it grows.
void warn_if_often(store::Writer& db, const Desk& desk, const kernel::Asker& asker,
                   const Case& reported, const Rules& rules) {
    if (!rules.warns) return;
    const Warning& warning = *rules.warns;
    const bool all = std::all_of(rules.same.begin(), rules.same.end(),
                                 [&](const auto& name) { return reported.fields.has(name); });
    if (!all) return;
    const Zone zone = desk.means.zone;
    // Counted back by the wall calendar: limits run forwards only.
    const std::int64_t days =
        warning.within.unit == Limit::Unit::hours || warning.within.unit == Limit::Unit::workhours
            ? 1
            : warning.within.count;
    const Instant since = zone.at(zone.day_of(db.now()).plus(-days), 0);
    const auto too_few = [&](const auto& cases) {
        return static_cast<std::int64_t>(cases.size()) < warning.times;
    };
    const auto near = opened_at(db, db.tenant(), rules, reported.place, since);
    if (too_few(near)) return;
    const auto found = about_the_same(db, db.tenant(), near, rules, reported.fields);
    if (too_few(found)) return;

    const kernel::Asker system = system_asker(db.tenant(), derived(asker.act, "warn"));
    OpenCase open = open_for_system(db, desk, db.tenant(), reported.id);
    Act act(db, desk, system, open, "warn");
    act.say("times", static_cast<std::int64_t>(found.size()));
    const std::string times = std::to_string(found.size());
    act.tell_role(warning.tell,
                  {"预警：同一地点同类事项已有" + times + "件，最近为" + reported.number(),
                   "Early warning: " + times + " matters of one kind at one place, the latest " +
                       reported.number()});
    act.save();
}

// What must be known at once.
void alert_of(Act& act, const Case& record, const Rules& rules) {
    std::string alerted;
    for (const Alert& alert : rules.alerts) {
        if (!alert.of.contains(record.fields[alert.field].text())) continue;
        alerted += (alerted.empty() ? "" : " ") + alert.tell;
        act.tell_role(alert.tell, {"紧急上报：" + record.number() + "（" + rules.title.zh + "）",
                                   "Reported at once: " + record.number() + ", " + rules.title.en});
    }
    if (!alerted.empty()) act.say("alerted", alerted);
}

}  // namespace

Outcome<std::vector<std::string>> hearers(store::Reader& db, const Desk& desk,
                                          const access::Who& who, const std::string& part,
                                          const Id& place, Day day) {
    const Rules* rules = desk.rules(part, 0);
    if (!rules || !rules->confidential) return Refusal{"no_such_part", "part", ""};
    if (who.stranger() && !rules->anonymous) return Refusal{"sign_in_first", "", ""};
    const auto told = registry::place_for(db, desk.means, who, place, "place");
    if (!told) return told.refusal();
    std::vector<std::string> names;
    const auto kept = kept_at(db, desk, who.tenant, *rules, told.value(), day);
    if (!kept) return names;
    std::set<Id> heard;
    for (const std::string& role : rules->seen_by) {
        for (const posts::Member& one : posts::team_at(db, who.tenant, role, kept->path)) {
            const bool hears = one.admitted && one.held_on(day) &&
                               access::within(kept->path, one.path) &&
                               heard.insert(one.account).second;
            const auto account =
                hears ? access::account(db, who.tenant, one.account) : std::nullopt;
            if (account && !account->closed) names.push_back(account->name);
        }
    }
    return names;
}

bool is_heard(store::Reader& db, store::Tenant tenant, const Rules& rules, Day day) {
    return std::any_of(rules.seen_by.begin(), rules.seen_by.end(), [&](const std::string& role) {
        const std::vector<posts::Member> members = posts::team_at(db, tenant, role, "");
        return std::any_of(members.begin(), members.end(), [&](const posts::Member& one) {
            return one.admitted && one.held_on(day);
        });
    });
}

std::string code_of(const Desk& desk, store::Tenant tenant, const Id& act) {
    return kernel::spoken_code(desk.means.seals->trace(tenant, "case.code.made", act.text()));
}

std::optional<Followed> follow(store::Reader& db, const Desk& desk, store::Tenant tenant,
                               std::string_view given) {
    const auto code = kernel::heard_code(given);
    if (!code) return std::nullopt;
    return find_code(db, tenant, desk.means.seals->trace(tenant, "case.code", *code));
}

Outcome<Id> report(store::Writer& db, const Desk& desk, const kernel::Asker& asker,
                   const Report& given) {
    const auto way = way_in(desk, given);
    if (!way) return way.refusal();
    const Rules& rules = *way.value().rules;
    if (asker.who.stranger() && (way.value().staff || !rules.anonymous)) {
        return Refusal{"sign_in_first", "", ""};
    }
    auto place = where(db, desk, asker.who, rules, given);
    if (!place) return place.refusal();
    if (rules.confidential) {
        const Day day = desk.means.zone.day_of(db.now());
        const auto kept = kept_at(db, desk, db.tenant(), rules, place.value(), day);
        if (!kept) return Refusal{"no_team", "", ""};
        place = *kept;
    }
    const access::Grant* grant = nullptr;
    if (way.value().staff) {
        grant = takes_in(desk, asker.who, rules, place.value().path);
        if (!grant) return Refusal{"not_yours", "channel", ""};
    }
    const Names asked(rules.asked.begin(), rules.asked.end());
    Names needed;
    for (const fields::Field& field : rules.fields) {
        if (field.required) needed.insert(field.name);
    }
    const auto filling = read_fields(db, desk, asker.who, rules, given.fields, asked, needed);
    if (!filling) return filling.refusal();
    if (const auto has = has_one_of_each(rules, filling.value()); !has) return has.refusal();
    if (given.id && find_case(db, db.tenant(), *given.id)) return Refusal{"id_taken", "id", ""};

    OpenCase open;
    open.rules = way.value().rules;
    open.record = new_case(db, desk, way.value(), place.value(), given.id);
    Case& record = open.record;
    if (grant) record.intake = grant->unit;

    const Outcome<Done> claimed = claim_files(db, asker.who, record.id, files_in(filling.value()));
    if (!claimed) return claimed.refusal();
    auto party = party_of(db, desk, asker, record, given.whom, way.value().staff);
    if (!party) return party.refusal();

    Act act = Act::of_new(db, desk, asker, open);
    if (grant) act.with_grant(grant, "intake");
    act.say("channel", record.channel);
    act.add_party(std::move(party).value());
    act.fill(filling.value());
    put_fact(db, record, "opened", record.channel, db.now().micros);
    if (record.intake) put_fact(db, record, "intake", record.intake->text(), db.now().micros);
    act.enter(rules.flow->start());
    for (const std::string& role : way.value().tell) {
        act.tell_role(role, {"新事项" + record.number() + "（" + rules.title.zh + "）",
                             "New matter " + record.number() + ": " + rules.title.en});
    }
    alert_of(act, record, rules);
    const auto onward = way_onward(db, desk, open);
    if (onward) act.goes_on();
    act.save();
    warn_if_often(db, desk, asker, record, rules);
    if (onward) go_on(db, desk, record.id, *onward, asker.act);
    return record.id;
}

std::vector<Alike> alike(store::Reader& db, const Desk& desk, const access::Who& who,
                         const std::string& part, const json::Value& fields) {
    std::vector<Alike> all;
    const Rules* rules = desk.rules(part, 0);
    if (!rules || rules->same.empty() || !rules->seen_by.empty()) return all;
    if (who.stranger() && !rules->anonymous) return all;
    const fields::Field* field = rules->place_field();
    const auto place = field ? Id::parse(fields[field->name].text()) : std::nullopt;
    if (!place || !may_hear_of(db, desk, who, *place)) return all;
    const auto near = opened_at(db, who.tenant, *rules, *place, Instant{});
    for (const Case& one : about_the_same(db, who.tenant, near, *rules, fields)) {
        if (one.closed || all.size() == 5) continue;
        auto rows = db.query(party_count, who.tenant, one.id);
        CHECK(rows.next());
        all.push_back({one.id, rows.number(0)});
    }
    return all;
}

Outcome<Id> join(store::Writer& db, const Desk& desk, const kernel::Asker& asker, const Id& record,
                 const std::string& words, const For& whom) {
    const Refusal unknown{"no_such_case", "", ""};
    if (!find_case(db, db.tenant(), record)) return unknown;
    OpenCase open = open_for_system(db, desk, db.tenant(), record);
    const Rules& rules = *open.rules;
    // What is nobody else's business does not exist for others.
    if (rules.same.empty() || !rules.seen_by.empty()) return unknown;
    const bool staff = whom.person || whom.unit ||
                       (!asker.who.stranger() && (!whom.name.empty() || !whom.phone.empty()));
    if (asker.who.stranger() && !rules.anonymous) return Refusal{"sign_in_first", "", ""};
    const access::Grant* grant =
        access::may(asker.who, *desk.means.roles, "cases.report_for", open.record.path);
    if (staff && !grant) return Refusal{"not_yours", "", ""};
    if (open.record.closed) return Refusal{"wrong_state", "join", ""};
    if (static_cast<std::int64_t>(text::length(words)) > words_characters_max) {
        return Refusal{"too_long", "words", std::to_string(words_characters_max)};
    }
    auto party = party_of(db, desk, asker, open.record, whom, staff);
    if (!party) return party.refusal();
    Party joining = std::move(party).value();
    for (const Party& there : open.parties) {
        if (!there.gone && same_party(joining, there)) return Refusal{"already_party", "", ""};
    }
    joining.position = open.parties.back().position + 1;

    Act act(db, desk, asker, open, "join");
    if (staff) act.with_grant(grant, "intake");
    act.say("party", joining.position);
    if (!words.empty()) {
        act.say("words",
                seal_value(db, desk, db.tenant(), open.record, "words", json::Value::of_text(words))
                    .text());
    }
    act.add_party(joining);
    act.tell(movers(db, db.tenant(), desk, open.record.turn, open.record, {}, open.hands, db.now()),
             {open.record.number() + "又有居民反映同一问题",
              "Another neighbour joined " + open.record.number()});
    act.save();
    return record;
}

}  // namespace linli::cases
