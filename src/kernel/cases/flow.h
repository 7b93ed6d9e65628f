// A flow is the closed loop of one programme: the states of a case and the steps between them.
// It is read once and shared by all requests; it holds rules only: no clock, no store, no people.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "kernel/cases/limit.h"

namespace linli::cases {

using Names = std::set<std::string>;

// Who takes a step, besides the roles: whoever reported, whoever it was assigned to, and time.
constexpr std::string_view reporter = "reporter";
constexpr std::string_view handler = "handler";
constexpr std::string_view the_clock = "clock";

// How long a step may take; the value of a choice can make it shorter or longer.
struct Within {
    std::string field;                // empty: always `otherwise`
    std::map<std::string, Limit> of;  // by the value of `field`
    std::optional<Limit> otherwise;   // none: no limit for the other values

    friend bool operator==(const Within&, const Within&) = default;
};

struct Step {
    enum class Assigns : std::uint8_t { nobody, units, me };

    std::string name;  // "fix": printed on the button and kept in the journal
    Names from;
    std::string to;
    std::string by;                  // the role that may take it; or reporter, handler, clock
    std::string or_by;               // who may take it in their place; may be empty
    Names needs;                     // the fields that must be filled in first
    Names asks;                      // the fields that may be filled in
    std::optional<Within> within{};  // due so long after the state was entered
    std::optional<Limit> after{};    // by the clock: so long after the state was entered
    std::optional<Limit> until{};    // possible only so long after the state was entered
    Assigns assigns = Assigns::nobody;
    bool gives_back = false;  // wrong addressee: the hand that takes it is let go
    bool danger = false;      // hard to take back: its button warns
};

struct Ask {
    std::string_view step, state;
    Names hats;  // what the asker is to this case: roles, reporter, handler
};

class Flow {
public:
    // Refuses, with at = the step or the state:
    //   step_twice    two steps of one name from one state
    //   no_way_in     a state that steps leave and that no case enters
    //   dead_end      a state that a case can enter but from which it never closes
    //   stuck         a state from which it never closes unless its reporter lets it
    //   two_limits    a state with two deadlines, or that two steps of the clock would leave
    //   no_hands      a step of the handler in a state to which a case comes unassigned
    static Outcome<Flow> make(std::string start, Names ends, std::vector<Step> steps);

    // The step to take, or why not: no_such_step, not_your_step, wrong_state. The order is part of
    // the promise: a stranger does not learn the state.
    Outcome<const Step*> find(const Ask&) const;

    // Refuses field_missing: what the step needs and nobody has filled in.
    static Outcome<Done> complete(const Step&, const Names& filled);

    const std::string& start() const { return start_; }
    bool ends(const std::string& state) const { return ends_.contains(state); }
    const std::vector<Step>& steps() const { return steps_; }
    std::vector<const Step*> from(const std::string& state) const;  // in the order of the file

    // The step that is waited for in a state: the one with a limit, else the first that people
    // take. Null when nothing is waited for.
    const Step* awaited(const std::string& state) const;
    // The step that the clock will take in a state; null when it takes none.
    const Step* clocked(const std::string& state) const;
    const Step* step(std::string_view name) const;
    Names states() const;

private:
    Flow(std::string start, Names ends, std::vector<Step> steps);

    std::string start_;
    Names ends_;
    std::vector<Step> steps_;
};

}  // namespace linli::cases
