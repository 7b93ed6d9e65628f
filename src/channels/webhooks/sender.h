// Tells the webhooks, from the journal after commit: each in the journal's order, and again after
// longer and longer waits until it is taken, so that each message comes at least once. Of many
// processes on one store one sends: who has the lease. It knows neither HTTP nor what is
// confidential.
#pragma once

#include <functional>

#include "channels/webhooks/post.h"
#include "channels/webhooks/webhooks.h"

namespace linli::webhooks {

constexpr std::int64_t lease_seconds = 30;
constexpr std::int64_t failing_hours_max = 72;  // then it is switched off, and people are told

// The wait after so many failures, one after another.
std::int64_t wait_seconds(std::int64_t failures);

// The CloudEvents 1.0 body of a line: ids, kinds and verbs.
std::string event_of(store::Tenant, const journal::Line&);

class Sender {
public:
    // Whether a line may be told outside at all.
    using MayTell = std::function<bool(store::Reader&, const journal::Line&)>;

    Sender(store::Store&, store::Tenant, const kernel::Means&, const Clock&, Post, MayTell);

    // What is due now, unless another process does it.
    void round();

private:
    struct Next {
        std::int64_t seq = 0;  // nothing before it is for this webhook
        std::optional<journal::Line> line;
        bool more = false;  // lines that were not looked at
    };
    bool holds_lease();
    void tell(Webhook);
    Next next(const Webhook&) const;
    std::string send(const Webhook&, const journal::Line&) const;
    void keep(const Webhook&);
    void failed(Webhook, const std::string& answer);

    store::Store& store_;
    const store::Tenant tenant_;
    const kernel::Means means_;
    const Clock& clock_;
    const Post post_;
    const MayTell may_tell_;
    const Id me_;
    Instant mine_until_;
};

}  // namespace linli::webhooks
