#include "channels/http/credentials.h"

#include <algorithm>

namespace linli::http {

std::optional<Refusal> locked(Instant until, Instant now) {
    if (until <= now) return std::nullopt;
    const std::int64_t minutes =
        (until.micros - now.micros + micros_per_minute - 1) / micros_per_minute;
    return Refusal{"login_locked", "", std::to_string(minutes)};
}

std::optional<Refusal> too_early(Call& call) {
    if (call.who.stranger()) return std::nullopt;
    const std::int64_t early_by =
        call.attempts().early_by("log_in", call.request.remote, call.now());
    if (early_by == 0) return std::nullopt;
    return Refusal{"slow_down", "", std::to_string(early_by)};
}

// Under an act of its own: the sender's may be one that was done before, and would then be refused
// for an account that exists and for no other, uncounted.
void count_failure(Call& call, const Id& account, const std::string& verb, const Refusal& refusal) {
    call.act = Id::make(call.now(), *call.services.means.random);
    call.write(
        [&call, account, verb](store::Writer& db) -> Outcome<Id> {
            // Read again under the lock: many may be guessing at once.
            const auto now = access::account(db, call.tenant, account);
            access::note_failure(db, now.value(), call.asker().line("account", account, verb));
            return account;
        },
        [refusal](Call& later, const Id&) { later.refuse(refusal); });
}

std::optional<access::Account> proved_by_password(Call& call) {
    const auto refuse = [&](const Refusal& refusal) -> std::optional<access::Account> {
        call.refuse(refusal);
        return std::nullopt;
    };
    if (const auto early = too_early(call)) return refuse(*early);
    const auto account = call.services.store.read(
        [&](store::Reader& db) { return access::account(db, call.tenant, call.who.account); });
    const Instant until = account.value().locked_until.value_or(Instant{});
    if (const auto refusal = locked(until, call.now())) return refuse(*refusal);
    if (access::password_fits(account->password, call.body["password"].text())) return account;
    count_failure(call, account->id, "log_in_failed", {"password_wrong", "password", ""});
    return std::nullopt;
}

std::optional<kernel::Proof> proved_by_code(Call& call, const kernel::SecondFactor& factor) {
    const auto proof = call.services.store.read([&](store::Reader& db) {
        return kernel::recognised(db, call.tenant, factor, call.body["code"].text(), call.now());
    });
    if (proof) return proof;
    count_failure(call, factor.account, "second_code_failed", {"second_code_wrong", "code", ""});
    return std::nullopt;
}

bool must_set_second_factor(store::Reader& db, const Services& services, const access::Who& who) {
    const auto asks = [&](const access::Grant& grant) {
        return services.second_factor_roles.contains(grant.role);
    };
    return std::any_of(who.grants.begin(), who.grants.end(), asks) &&
           !kernel::has_second_factor(db, who.tenant, who.account);
}

}  // namespace linli::http
