// One's own second factor: setting it up, confirming it with a first code, switching it off. The
// secret and the recovery codes are shown once; who asks again gets them only by the same act.
#include "access/totp.h"
#include "channels/http/credentials.h"
#include "channels/http/endpoints.h"
#include "channels/http/url.h"
#include "journal/journal.h"

namespace linli::http {
namespace {

using namespace shape;

std::optional<kernel::SecondFactor> mine(Call& call) {
    return call.services.store.read([&](store::Reader& db) {
        return kernel::second_factor(db, call.services.means, call.tenant, call.who.account);
    });
}

// An act whose answer was lost: what it was shown for has changed since, and is not asked again.
bool was_done(Call& call) {
    return call.services.store.read(
        [&](store::Reader& db) { return journal::done(db, call.tenant, call.act).has_value(); });
}

void tell(Call& call) {
    const auto factor = mine(call);
    const auto [left, must] = call.services.store.read([&](store::Reader& db) {
        return std::pair(kernel::recovery_codes_left(db, call.tenant, call.who.account),
                         must_set_second_factor(db, call.services, call.who));
    });
    json::Writer writer;
    writer.open_object();
    writer.field("since", factor ? factor->since : std::nullopt);
    writer.field("recovery_codes_left", left).field("must", must).close_object();
    call.answer(Response::json(writer.take()));
}

// otpauth:// is what apps read from a QR code; the name in it is what they show.
std::string address_of(const Call& call, const std::string& secret) {
    const std::string office = percent_encoded(call.services.office);
    return "otpauth://totp/" + office + ":" + percent_encoded(call.who.login) +
           "?secret=" + secret + "&issuer=" + office;
}

void begin(Call& call) {
    if (!was_done(call) && !proved_by_password(call)) return;
    call.write(
        [&call](store::Writer& db) {
            return kernel::begin_second_factor(db, call.services.means, call.asker());
        },
        [](Call& later, const Id&) {
            const auto factor = mine(later);
            if (!factor) return later.refuse({"second_factor_off", "", ""});
            if (factor->since) return later.refuse({"second_factor_on", "", ""});
            const std::string secret = access::base32(factor->secret);
            json::Writer writer;
            writer.open_object().field("secret", secret);
            writer.field("address", address_of(later, secret)).close_object();
            later.answer(Response::json(writer.take(), 201));
        });
}

void confirm(Call& call) {
    std::optional<kernel::Proof> proof;
    if (!was_done(call)) {
        if (const auto early = too_early(call)) return call.refuse(*early);
        const auto factor = mine(call);
        if (!factor) return call.refuse({"second_factor_off", "", ""});
        if (factor->since) return call.refuse({"second_factor_on", "", ""});
        proof = proved_by_code(call, *factor);
        if (!proof) return;
    }
    call.write(
        [&call, proof](store::Writer& db) -> Outcome<Id> {
            if (!proof) return Refusal{"try_again", "", ""};
            const Id& account = call.who.account;
            journal::Line ending = call.asker().line("account", account, "end_sessions");
            ending.act = Id::make(db.now(), *call.services.means.random);
            const auto set =
                kernel::confirm_second_factor(db, call.services.means, call.asker(), *proof);
            if (set) access::end_sessions_of(db, account, std::move(ending), call.session);
            return set;
        },
        [](Call& later, const Id&) {
            const auto factor = mine(later);
            if (!factor) return later.refuse({"second_factor_off", "", ""});
            json::Writer writer;
            writer.open_object().key("recovery_codes").open_array();
            for (std::string code : kernel::recovery_codes(*factor, later.act))
                writer.text(code.insert(5, "-"));
            later.answer(Response::json(writer.close_array().close_object().take(), 201));
        });
}

void end(Call& call) {
    std::optional<kernel::Proof> proof;
    if (!was_done(call)) {
        if (!proved_by_password(call)) return;
        const auto factor = mine(call);
        if (!factor || !factor->since) return call.refuse({"second_factor_off", "", ""});
        proof = proved_by_code(call, *factor);
        if (!proof) return;
    }
    call.write(
        [&call, proof](store::Writer& db) -> Outcome<Id> {
            if (!proof) return Refusal{"try_again", "", ""};
            const Id& account = call.who.account;
            const auto taken = kernel::take(db, account, *proof);
            if (!taken) return taken.refusal();
            const auto ended = kernel::end_second_factor(
                db, call.services.means, account,
                call.asker().line("account", account, "end_second_factor"));
            if (!ended) return ended.refusal();
            return account;
        },
        [](Call& later, const Id&) { later.answer({.status = 204}); });
}

}  // namespace

std::vector<Endpoint> second_factor_endpoints() {
    const Shape password = text("password").must().up_to(200);
    const Shape code = text("code").must().up_to(40);
    return {
        {.method = "GET",
         .path = "/api/me/second-factor",
         .name = "second_factor",
         .summary = "Since when one signs in with a code as well, and whether a role asks for it.",
         .asker = Asker::newcomer,
         .answer = object({instant("since"), number("recovery_codes_left").must(),
                           flag("must").must().says("Nothing else is answered until it is set.")},
                          "SecondFactor"),
         .handle = tell},
        {.method = "POST",
         .path = "/api/me/second-factor",
         .name = "begin_second_factor",
         .summary = "A secret for an app that makes codes by time; a first code confirms it.",
         .asker = Asker::newcomer,
         .body = object({password}),
         .answer = object({text("secret").must(), text("address").must()}, "SecondFactorBegun"),
         .handle = begin,
         .slow = true},
        {.method = "POST",
         .path = "/api/me/second-factor/confirm",
         .name = "set_second_factor",
         .summary = "From now on it is asked for; recovery codes, shown once. Other sessions end.",
         .asker = Asker::newcomer,
         .body = object({code}),
         .answer = object({list("recovery_codes", text("")).must()}, "SecondFactorSet"),
         .handle = confirm},
        {.method = "POST",
         .path = "/api/me/second-factor/end",
         .name = "end_second_factor",
         .summary = "Signing in with the password alone again.",
         .asker = Asker::newcomer,
         .body = object({password, code}),
         .handle = end,
         .slow = true},
    };
}

}  // namespace linli::http
