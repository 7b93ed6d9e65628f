#include "kernel/cases/flow.h"

#include <algorithm>
#include <utility>

namespace linli::cases {
namespace {

using Steps = std::vector<Step>;

bool leaves(const Step& step, const std::string& state) {
    return step.from.contains(state);
}

bool meet(const Names& one, const Names& other) {
    return std::any_of(one.begin(), one.end(),
                       [&](const std::string& name) { return other.contains(name); });
}

// Every state that can be reached from the seeds, along the steps for which `goes` says yes.
template <class Goes>
Names forwards(Names seeds, const Steps& steps, Goes goes) {
    // Each round adds at least one state or stops, so steps.size() rounds are always enough.
    for (std::size_t round = 0; round < steps.size(); ++round) {
        for (const Step& step : steps) {
            if (goes(step) && meet(step.from, seeds)) seeds.insert(step.to);
        }
    }
    return seeds;
}

// Every state from which one of the seeds can be reached along such steps.
template <class Goes>
Names backwards(Names seeds, const Steps& steps, Goes goes) {
    for (std::size_t round = 0; round < steps.size(); ++round) {
        for (const Step& step : steps) {
            if (goes(step) && seeds.contains(step.to)) {
                seeds.insert(step.from.begin(), step.from.end());
            }
        }
    }
    return seeds;
}

bool anyone(const Step&) {
    return true;
}
bool not_the_reporter_alone(const Step& step) {
    return step.by != reporter || (!step.or_by.empty() && step.or_by != reporter);
}

std::optional<Refusal> repeated(const Steps& steps) {
    std::set<std::pair<std::string, std::string>> seen;
    for (const Step& step : steps) {
        for (const std::string& state : step.from) {
            if (!seen.emplace(state, step.name).second) return Refusal{"step_twice", step.name, ""};
        }
    }
    return std::nullopt;
}

bool two_limits(const std::string& state, const Steps& steps) {
    std::int64_t limits = 0;
    std::int64_t clocks = 0;
    for (const Step& step : steps) {
        if (!leaves(step, state)) continue;
        if (step.within) ++limits;
        if (step.by == the_clock) ++clocks;
    }
    return limits > 1 || clocks > 1;
}

std::optional<Refusal> handler_without_hands(const std::string& start, const Steps& steps) {
    const Names unassigned = forwards({start}, steps, [](const Step& step) {
        return step.assigns == Step::Assigns::nobody && step.by != handler;
    });
    for (const Step& step : steps) {
        if (step.by == handler && meet(step.from, unassigned)) {
            return Refusal{"no_hands", step.name, ""};
        }
    }
    return std::nullopt;
}

}  // namespace

Flow::Flow(std::string start, Names ends, std::vector<Step> steps)
    : start_(std::move(start)), ends_(std::move(ends)), steps_(std::move(steps)) {}

Outcome<Flow> Flow::make(std::string start, Names ends, std::vector<Step> steps) {
    if (auto refused = repeated(steps)) return *refused;

    const Names entered = forwards({start}, steps, anyone);
    const Names closing = backwards(ends, steps, anyone);
    const Names closing_without = backwards(ends, steps, not_the_reporter_alone);
    for (const Step& step : steps) {
        for (const std::string& state : step.from) {
            if (!entered.contains(state)) return Refusal{"no_way_in", state, ""};
        }
    }
    for (const std::string& state : entered) {
        if (!closing.contains(state)) return Refusal{"dead_end", state, ""};
        if (!closing_without.contains(state)) return Refusal{"stuck", state, ""};
        if (two_limits(state, steps)) return Refusal{"two_limits", state, ""};
    }
    if (auto refused = handler_without_hands(start, steps)) return *refused;
    return Flow(std::move(start), std::move(ends), std::move(steps));
}

Outcome<const Step*> Flow::find(const Ask& ask) const {
    bool known = false;
    bool yours = false;
    for (const Step& step : steps_) {
        if (step.name != ask.step) continue;
        known = true;
        if (!ask.hats.contains(step.by) && !ask.hats.contains(step.or_by)) continue;
        yours = true;
        if (leaves(step, std::string(ask.state))) return &step;
    }
    if (!known) return Refusal{"no_such_step", std::string(ask.step), ""};
    if (!yours) return Refusal{"not_your_step", std::string(ask.step), ""};
    return Refusal{"wrong_state", std::string(ask.step), ""};
}

Outcome<Done> Flow::complete(const Step& step, const Names& filled) {
    for (const std::string& field : step.needs) {
        if (!filled.contains(field)) return Refusal{"field_missing", field, ""};
    }
    return Done{};
}

std::vector<const Step*> Flow::from(const std::string& state) const {
    std::vector<const Step*> found;
    for (const Step& step : steps_) {
        if (leaves(step, state)) found.push_back(&step);
    }
    return found;
}

const Step* Flow::awaited(const std::string& state) const {
    const Step* first = nullptr;
    for (const Step* step : from(state)) {
        if (step->within) return step;
        if (!first && step->by != the_clock && !ends(state)) first = step;
    }
    return first;
}

const Step* Flow::clocked(const std::string& state) const {
    for (const Step* step : from(state)) {
        if (step->by == the_clock) return step;
    }
    return nullptr;
}

const Step* Flow::step(std::string_view name) const {
    for (const Step& step : steps_) {
        if (step.name == name) return &step;
    }
    return nullptr;
}

Names Flow::states() const {
    Names all = ends_;
    all.insert(start_);
    for (const Step& step : steps_) {
        all.insert(step.from.begin(), step.from.end());
        all.insert(step.to);
    }
    return all;
}

}  // namespace linli::cases
