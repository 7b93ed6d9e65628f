#include "kernel/cases/open_case.h"

#include <algorithm>
#include <utility>

#include "kernel/cases/built_in.h"
#include "kernel/cases/calendars.h"
#include "kernel/cases/verbs.h"

namespace linli::cases {
namespace {

using store::Sql;

constexpr Sql last_mover{"cases.last_mover",
                         "select journal.account, accounts.name from journal left join accounts "
                         "on accounts.tenant = journal.tenant and accounts.id = journal.account "
                         "where journal.tenant = ? and journal.record = ? "
                         "order by journal.seq desc limit 1"};
constexpr Sql unit_name{"cases.unit_name", "select name from units where tenant = ? and id = ?"};

std::optional<OpenCase> load(store::Reader& db, const Desk& desk, store::Tenant tenant,
                             const Id& id) {
    std::optional<Case> record = find_case(db, tenant, id);
    if (!record) return std::nullopt;
    OpenCase open;
    open.record = std::move(*record);
    open.rules = desk.rules(open.record.part, open.record.version);
    CHECK(open.rules && open.rules->flow);
    open.parties = parties_of(db, tenant, id);
    open.hands = hands_of(db, tenant, id);
    return open;
}

// A joint hand may give back as well as the one in the lead.
Names hats_for(const OpenCase& open, const Step* step) {
    Names hats = open.standing.names();
    if (step && step->gives_back && hats.contains(std::string(joint))) {
        hats.insert(std::string(handler));
    }
    return hats;
}

std::optional<std::string> missing_answer(store::Reader& db, store::Tenant tenant,
                                          const OpenCase& open) {
    for (const Hand& hand : open.hands) {
        if (hand.leads || hand.state != "asked") continue;
        if (!hand.unit) return "";
        auto rows = db.query(unit_name, tenant, *hand.unit);
        return rows.next() ? rows.text(0) : "";
    }
    return std::nullopt;
}

}  // namespace

std::map<std::string, std::string> OpenCase::choices() const {
    std::map<std::string, std::string> all;
    for (const fields::Field& field : rules->fields) {
        if (field.kind == "choice" && record.fields.has(field.name)) {
            all[field.name] = record.fields[field.name].text();
        }
    }
    return all;
}

Names OpenCase::filled() const {
    Names names;
    for (const auto& [name, value] : record.fields.members())
        names.insert(name);
    return names;
}

Names needed_now(const OpenCase& open, const Step& step) {
    Names needed;
    for (const std::string& name : step.needs) {
        const auto& early = open.rules->asked;
        const bool before = std::find(early.begin(), early.end(), name) != early.end() &&
                            open.record.fields.has(name);
        if (!before) needed.insert(name);
    }
    return needed;
}

std::optional<OpenCase> open_case(store::Reader& db, const Desk& desk, const access::Who& who,
                                  const Id& id, Instant now, std::optional<std::int64_t> followed) {
    std::optional<OpenCase> open = load(db, desk, who.tenant, id);
    if (!open) return std::nullopt;
    open->standing = standing(db, desk, who, open->record, *open->rules, open->parties, open->hands,
                              now, followed);
    if (!open->standing.sees) return std::nullopt;
    return open;
}

std::optional<Glance> glance_at(store::Reader& db, const Desk& desk, const access::Who& who,
                                ListedCase listed, Instant now) {
    Glance glance{{}, listed.speakers};
    OpenCase& open = glance.open;
    open.rules = desk.rules(listed.record.part, listed.record.version);
    CHECK(open.rules && open.rules->flow);
    const bool by_right =
        open.rules->seen_by.empty() && sees_part(desk, who, *open.rules, listed.record.path);
    if (!by_right) {
        auto whole = open_case(db, desk, who, listed.record.id, now);
        if (!whole) return std::nullopt;
        return Glance{*std::move(whole), listed.speakers};
    }
    open.record = std::move(listed.record);
    open.standing.sees = true;
    if (open.record.turn == handler) open.hands = hands_of(db, who.tenant, open.record.id);
    return glance;
}

OpenCase open_for_system(store::Reader& db, const Desk& desk, store::Tenant tenant, const Id& id) {
    std::optional<OpenCase> open = load(db, desk, tenant, id);
    CHECK(open);
    open->standing.sees = true;
    return std::move(*open);
}

Outcome<const Step*> may_take(store::Reader& db, const Desk& desk, store::Tenant tenant,
                              const OpenCase& open, std::string_view name,
                              std::optional<std::int64_t> edition, Instant now) {
    const Step* named = open.flow().step(name);
    Outcome<const Step*> found = open.flow().find({name, open.record.state, hats_for(open, named)});
    if (!found && found.refusal().code != "wrong_state") return found;
    if (edition && *edition != open.record.edition) {
        return Refusal{"changed_meanwhile", "", who_was_quicker(db, tenant, open.record)};
    }
    if (!found) {
        Refusal refusal = found.refusal();
        refusal.with = who_was_quicker(db, tenant, open.record);
        return refusal;
    }
    const Step* step = found.value();
    if (step->until) {
        const SharedCalendar calendar = calendar_now(db, tenant);
        const Instant last = after(*step->until, open.record.since, *calendar, desk.means.zone);
        if (now > last) return Refusal{"too_late", step->name, desk.means.zone.text(last)};
    }
    if (step->by == handler && !step->gives_back && step->to != open.record.state) {
        if (const auto whose = missing_answer(db, tenant, open)) {
            return Refusal{"hands_open", step->name, *whose};
        }
    }
    return step;
}

std::vector<std::string> can(store::Reader& db, const Desk& desk, const access::Who& who,
                             const OpenCase& open, Instant now) {
    std::vector<std::string> names;
    for (const Step* step : open.flow().from(open.record.state)) {
        if (may_take(db, desk, who.tenant, open, step->name, {}, now)) names.push_back(step->name);
    }
    for (const Verb& verb : verbs()) {
        if (verb.is_step && may_do(db, desk, who, open, verb.name, now)) {
            names.emplace_back(verb.name);
        }
    }
    return names;
}

std::string who_was_quicker(store::Reader& db, store::Tenant tenant, const Case& record) {
    auto rows = db.query(last_mover, tenant, record.id);
    if (!rows.next() || rows.is_null(1)) return "";
    return rows.text(1);
}

bool is_sealed(const Rules& rules, const fields::Field& field) {
    if (rules.confidential && field.kind != "choice") return true;
    return field.personal || field.kind == "text" || field.kind == "phone";
}

json::Value seal_value(store::Reader& db, const Desk& desk, store::Tenant tenant,
                       const Case& record, std::string_view field, const json::Value& value) {
    return json::Value::of_text(
        desk.means.seals->seal(db, record.key, {tenant, record.id, field}, value.str()));
}

json::Value open_value(store::Reader& db, const Desk& desk, store::Tenant tenant,
                       const Case& record, std::string_view field, const json::Value& sealed) {
    if (sealed.is_null()) return {};
    const access::Binding binding{tenant, record.id, field};
    const access::Seals& seals = *desk.means.seals;
    const auto plain = record.wrapped
                           ? seals.open({record.key, *record.wrapped}, binding, sealed.text())
                           : seals.open(db, record.key, binding, sealed.text());
    if (!plain) return {};
    Outcome<json::Value> value = json::Value::parse(*plain);
    CHECK(value);
    return std::move(value).value();
}

json::Value value_of(store::Reader& db, const Desk& desk, store::Tenant tenant,
                     const OpenCase& open, const fields::Field& field) {
    const json::Value& kept = open.record.fields[field.name];
    return is_sealed(*open.rules, field)
               ? open_value(db, desk, tenant, open.record, field.name, kept)
               : kept;
}

}  // namespace linli::cases
