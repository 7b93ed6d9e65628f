// A case as it lies open before somebody: its rules, its parties and hands, and what the asker is
// to it. Whoever may not see it gets nothing, so that they learn nothing.
#pragma once

#include "kernel/cases/seats.h"

namespace linli::cases {

struct OpenCase {
    OpenCase() = default;
    OpenCase(OpenCase&&) = default;  // standing points into parties and hands: moved, never copied
    OpenCase& operator=(OpenCase&&) = default;

    Case record;
    const Rules* rules = nullptr;
    std::vector<Party> parties;
    std::vector<Hand> hands;
    Standing standing;

    const Flow& flow() const { return *rules->flow; }
    const Step* awaited() const { return record.closed ? nullptr : flow().awaited(record.state); }
    std::map<std::string, std::string> choices() const;  // the plain values of choices
    Names filled() const;
};

// Nothing when there is none or it does not exist for them. `followed`: they gave the query code of
// that party.
std::optional<OpenCase> open_case(store::Reader&, const Desk&, const access::Who&, const Id&,
                                  Instant now, std::optional<std::int64_t> followed = {});

// A case as a row of a list shows it. Where a right over its place lets the asker see it, neither
// parties nor clock are read.
struct Glance {
    OpenCase open;
    std::int64_t speakers = 0;
};
std::optional<Glance> glance_at(store::Reader&, const Desk&, const access::Who&, ListedCase,
                                Instant now);
// For the clock and for those who have proved their right already.
OpenCase open_for_system(store::Reader&, const Desk&, store::Tenant, const Id&);

// The step somebody may take now, or why not: not_your_step, changed_meanwhile (with: who was
// quicker), wrong_state (with: who moved it last), too_late, hands_open (with: whose answer is
// missing).
Outcome<const Step*> may_take(store::Reader&, const Desk&, store::Tenant, const OpenCase&,
                              std::string_view step, std::optional<std::int64_t> edition,
                              Instant now);

// The fields that a step needs and that must come with it: what the report asked for counts when it
// was filled in before.
Names needed_now(const OpenCase&, const Step&);

// What somebody may do next: declared steps and those that every case has.
std::vector<std::string> can(store::Reader&, const Desk&, const access::Who&, const OpenCase&,
                             Instant now);

// Who moved it last, as people know them.
std::string who_was_quicker(store::Reader&, store::Tenant, const Case&);

// Values of texts and of what is personal are sealed under the case's key; of what was told in
// confidence all but choices.
bool is_sealed(const Rules&, const fields::Field&);
json::Value seal_value(store::Reader&, const Desk&, store::Tenant, const Case&,
                       std::string_view field, const json::Value&);
// Null when the key was destroyed.
json::Value open_value(store::Reader&, const Desk&, store::Tenant, const Case&,
                       std::string_view field, const json::Value&);
// The value of a field of the case, opened.
json::Value value_of(store::Reader&, const Desk&, store::Tenant, const OpenCase&,
                     const fields::Field&);

}  // namespace linli::cases
