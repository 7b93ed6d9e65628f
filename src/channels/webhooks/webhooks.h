// Webhooks: addresses of other programs that are told what was done here. This is their keeping by
// who may: adding, changing, new secrets, switching on and off. What is told is ids, kinds and
// verbs; whoever is told asks the API for more, with rights of their own.
//
// Refusals, in order: not_yours, no_such_webhook, wrong_state, webhooks_too_many,
// webhook_address_bad, no_such_choice, field_missing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/means.h"

namespace linli::webhooks {

struct Webhook {
    Id id;
    std::string address;
    std::vector<std::string> kinds;
    Id key;
    std::string secret;                 // sealed
    std::optional<std::string> former;  // sealed; signs as well until …
    std::optional<Instant> former_ends;
    std::int64_t seq = 0;       // of the journal: the last that it was told, or is not for it
    std::int64_t failures = 0;  // one after another
    std::optional<Instant> failing;
    Instant not_before;  // of the next try
    std::string answer;  // how the last try ended: "200", "unreachable", "inside"; "" before any
    std::optional<Instant> switched_off;
};

constexpr std::int64_t webhooks_max = 20;
constexpr std::int64_t former_hours = 24;  // how long the secret before still signs

// Of what a webhook may be told. What concerns accounts, slips and files is nobody's outside.
const std::vector<std::string>& kinds();

bool may_edit(store::Reader&, const kernel::Means&, const access::Who&);

std::vector<Webhook> all(store::Reader&, store::Tenant);
std::optional<Webhook> find(store::Reader&, store::Tenant, const Id&);

// The secrets that sign now, the newest first: "whsec_…".
std::vector<std::string> secrets_of(store::Reader&, const kernel::Means&, store::Tenant,
                                    const Webhook&, Instant now);

// The act that made its secret.
std::optional<Id> secret_act(store::Reader&, store::Tenant, const Id&);

Outcome<Id> add(store::Writer&, const kernel::Means&, const kernel::Asker&,
                const std::string& address, const std::vector<std::string>& kinds);
Outcome<Id> change(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                   const std::string& address, const std::vector<std::string>& kinds);
Outcome<Id> rotate(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&);
// Switched on again it is told of everything since.
Outcome<Id> switch_on(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&);
Outcome<Id> switch_off(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&);
Outcome<Id> remove(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&);

}  // namespace linli::webhooks
