#include "kernel/cases/built_in.h"

#include <algorithm>

namespace linli::cases {
namespace {

std::int64_t happened(const OpenCase& open, Event::Kind kind) {
    return std::count_if(open.record.clock.begin(), open.record.clock.end(),
                         [&](const Event& event) { return event.kind == kind; });
}

bool has_right(const Desk& desk, const access::Who& who, const OpenCase& open,
               std::string_view right) {
    if (open.rules->confidential) return sees_part(desk, who, *open.rules, open.record.path);
    return access::may(who, *desk.means.roles, right, open.record.path) != nullptr;
}

// Whether it is the asker's turn, as a member of staff.
bool due_from(const OpenCase& open) {
    const Step* awaited = open.awaited();
    if (!awaited) return false;
    for (const std::string& hat : {awaited->by, awaited->or_by}) {
        if (!hat.empty() && hat != reporter && open.standing.wears(hat)) return true;
    }
    return false;
}

Refusal not_yours(std::string_view step) {
    return {"not_your_step", std::string(step), ""};
}
Refusal wrong_state(std::string_view step) {
    return {"wrong_state", std::string(step), ""};
}
Refusal unknown(std::string_view step) {
    return {"no_such_step", std::string(step), ""};
}

class Asked {
public:
    Asked(store::Reader& db, const Desk& desk, const access::Who& who, const OpenCase& open,
          std::string_view step, Instant now)
        : db_(db), desk_(desk), who_(who), open_(open), step_(step), now_(now) {}

    Outcome<Done> add() const {
        const bool yours = open_.standing.party || due_from(open_) ||
                           open_.standing.wears(handler) || open_.standing.wears(joint) ||
                           has_right(desk_, who_, open_, "cases.report_for");
        return open_and(yours);
    }

    Outcome<Done> withdraw() const {
        return open_and(open_.standing.party || has_right(desk_, who_, open_, "cases.report_for"));
    }

    // Who comes too late hears so: it was theirs a moment ago.
    Outcome<Done> merge() const {
        const bool was_theirs = open_.record.closed && !open_.standing.hats.empty();
        return open_and(due_from(open_) || was_theirs);
    }

    Outcome<Done> answer() const {
        if (!open_.standing.wears(joint)) return not_yours(step_);
        const Hand* hand = open_.standing.hand;
        if (open_.record.closed || !hand || hand->state != "asked") return wrong_state(step_);
        return Done{};
    }

    Outcome<Done> pause() const {
        if (!open_.rules->pause) return unknown(step_);
        if (!due_from(open_)) return not_yours(step_);
        if (open_.record.paused || open_.record.clock.empty()) return wrong_state(step_);
        if (late()) return Refusal{"too_late", std::string(step_), ""};
        return at_most(open_.rules->pause->times, Event::Kind::paused);
    }

    Outcome<Done> resume() const {
        if (!open_.rules->pause) return unknown(step_);
        if (!due_from(open_)) return not_yours(step_);
        return open_.record.paused ? Outcome<Done>(Done{}) : wrong_state(step_);
    }

    Outcome<Done> extend() const {
        if (!open_.rules->extend) return unknown(step_);
        if (!due_from(open_)) return not_yours(step_);
        if (open_.record.clock.empty()) return wrong_state(step_);
        if (!open_.record.request.limit.empty())
            return Refusal{"asked_already", std::string(step_), ""};
        if (late()) return Refusal{"too_late", std::string(step_), ""};
        return at_most(open_.rules->extend->times, Event::Kind::extended);
    }

    Outcome<Done> decide() const {
        if (!open_.rules->extend) return unknown(step_);
        if (open_.record.request.by == who_.account) {
            return Refusal{"own_request", std::string(step_), ""};
        }
        const auto seat = decider_of(db_, who_.tenant, desk_, open_.record, *open_.rules,
                                     desk_.means.zone.day_of(now_));
        const bool yours = seat && grant_in(who_, *seat);
        if (!yours) return not_yours(step_);
        if (open_.record.request.limit.empty()) return Refusal{"not_asked", std::string(step_), ""};
        return Done{};
    }

    // Whoever has it in hand must be able to ring.
    Outcome<Done> reveal() const {
        const bool in_hand = !open_.record.closed && open_.standing.wears(handler);
        return in_hand ? Outcome<Done>(Done{}) : with_right("people.reveal");
    }

    Outcome<Done> with_right(std::string_view right) const {
        return has_right(desk_, who_, open_, right) ? Outcome<Done>(Done{}) : not_yours(step_);
    }

private:
    Outcome<Done> open_and(bool yours) const {
        if (!yours) return not_yours(step_);
        return open_.record.closed ? Outcome<Done>(wrong_state(step_)) : Done{};
    }
    Outcome<Done> at_most(std::int64_t times, Event::Kind kind) const {
        if (happened(open_, kind) < times) return Done{};
        return Refusal{"too_many", std::string(step_), std::to_string(times)};
    }
    bool late() const { return open_.record.due && now_ > *open_.record.due; }

    store::Reader& db_;
    const Desk& desk_;
    const access::Who& who_;
    const OpenCase& open_;
    std::string_view step_;
    Instant now_;
};

}  // namespace

Outcome<Done> may_do(store::Reader& db, const Desk& desk, const access::Who& who,
                     const OpenCase& open, std::string_view step, Instant now) {
    const Asked asked(db, desk, who, open, step, now);
    if (step == "add") return asked.add();
    if (step == "withdraw") return asked.withdraw();
    if (step == "merge") return asked.merge();
    if (step == "answer") return asked.answer();
    if (step == "pause") return asked.pause();
    if (step == "resume") return asked.resume();
    if (step == "extend") return asked.extend();
    if (step == "approve" || step == "decline") return asked.decide();
    if (step == "recover") return asked.with_right("cases.report_for");
    if (step == "reveal") return asked.reveal();
    return unknown(step);
}

}  // namespace linli::cases
