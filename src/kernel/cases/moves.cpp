// Declared steps: taken by people, and by the system when the table says who is responsible.
#include "kernel/cases/moves.h"

#include <algorithm>

#include "kernel/cases/cases.h"
#include "kernel/cases/input.h"
#include "kernel/cases/routes.h"
#include "kernel/registry/units.h"

namespace linli::cases {
namespace {

constexpr std::size_t hands_max = 10;

// The hat by which the asker takes a step, the declared one before its stand-in.
std::string hat_for(const OpenCase& open, const Step& step) {
    if (open.standing.wears(step.by)) return step.by;
    if (step.gives_back && open.standing.wears(joint)) return std::string(joint);
    return step.or_by;
}

Outcome<Done> check_units(store::Reader& db, store::Tenant tenant, const Step& step,
                          const std::vector<Id>& units, Day day) {
    if (step.assigns != Step::Assigns::units) {
        return units.empty() ? Outcome<Done>(Done{}) : Refusal{"no_such_field", "units", ""};
    }
    if (units.empty()) return Refusal{"hands_missing", "units", ""};
    if (units.size() > hands_max) return Refusal{"too_many", "units", std::to_string(hands_max)};
    for (std::size_t i = 0; i < units.size(); ++i) {
        const auto unit = registry::unit(db, tenant, units[i]);
        if (!unit || unit->to) return Refusal{"no_such_unit", "units", ""};
        if (std::count(units.begin(), units.end(), units[i]) > 1) {
            return Refusal{"hands_twice", "units", unit->name};
        }
        if (accounts_in_unit(db, tenant, units[i], day).empty()) {
            return Refusal{"nobody_there", "units", unit->name};
        }
    }
    return Done{};
}

// A joint hand that gives back lets go of its own part; the case stays where it is.
void let_go(Act& act) {
    OpenCase& open = act.open();
    act.say("released", 1);
    for (Hand& hand : open.hands) {
        if (hand.position == open.standing.hand->position) act.release(hand);
    }
}

// The last one counts, whoever wrote it down: the reporter, or the office that called back.
void note_rating(store::Writer& db, const OpenCase& open, const Filling& filling) {
    for (const auto& [field, value] : filling) {
        if (field->name != open.rules->rates || value.is_null()) continue;
        drop_facts(db, open.record, "rated");
        put_fact(db, open.record, "rated", value.text(), db.now().micros);
    }
}

}  // namespace

Outcome<Id> act(store::Writer& db, const Desk& desk, const kernel::Asker& asker, const Id& record,
                const Doing& doing) {
    std::optional<OpenCase> opened =
        open_case(db, desk, asker.who, record, db.now(), doing.followed);
    if (!opened) return Refusal{"no_such_case", "", ""};
    OpenCase& open = *opened;
    const auto found = may_take(db, desk, db.tenant(), open, doing.step, doing.edition, db.now());
    if (!found) return found.refusal();
    const Step& step = *found.value();

    Names asked = step.needs;
    asked.insert(step.asks.begin(), step.asks.end());
    const auto filling =
        read_fields(db, desk, asker.who, *open.rules, doing.fields, asked, needed_now(open, step));
    if (!filling) return filling.refusal();
    const Day day = desk.means.zone.day_of(db.now());
    const Outcome<Done> units = check_units(db, db.tenant(), step, doing.units, day);
    if (!units) return units.refusal();
    const Outcome<Done> claimed = claim_files(db, asker.who, record, files_in(filling.value()));
    if (!claimed) return claimed.refusal();

    Act act(db, desk, asker, open, step.name);
    const std::string hat = hat_for(open, step);
    const access::Grant* grant = open.standing.grant(hat);
    act.with_grant(grant, hat);
    if (step.by == reporter && hat != reporter) act.on_behalf();
    act.fill(filling.value());
    note_rating(db, open, filling.value());
    if (hat == joint) {
        let_go(act);
    } else {
        act.take(step, doing.units, grant ? grant->post : Id{});
    }
    const auto onward = step.gives_back ? std::nullopt : way_onward(db, desk, open);
    if (onward) act.goes_on();
    act.save();
    if (onward) go_on(db, desk, record, *onward, asker.act);
    return record;
}

void take_by_system(store::Writer& db, const Desk& desk, const Id& record, const Step& step,
                    const std::vector<Id>& units, const Id& id) {
    OpenCase open = open_for_system(db, desk, db.tenant(), record);
    const kernel::Asker system = system_asker(db.tenant(), id);
    Act act(db, desk, system, open, step.name);
    act.say("hat", the_clock);
    act.take(step, units, {});
    act.save();
}

void go_on(store::Writer& db, const Desk& desk, const Id& record, const Onward& onward,
           const Id& cause) {
    take_by_system(db, desk, record, *onward.step, {onward.unit}, derived(cause, "route"));
}

}  // namespace linli::cases
