// Logging in and out, and what everyone may do with their own account. Passwords are hashed on the
// slow threads, never in the lane; a stranger cannot tell a name that exists from one that does
// not.
#include "access/accounts.h"

#include <algorithm>

#include "base/text.h"
#include "channels/http/credentials.h"
#include "channels/http/endpoints.h"
#include "channels/http/render.h"
#include "kernel/posts/posts.h"
#include "kernel/registry/persons.h"

namespace linli::http {
namespace {

using namespace shape;

// Takes as long to refuse as a real one.
const std::string& nobodys_password() {
    static const std::string hashed = access::hash_password("nobody has this password");
    return hashed;
}

// The token is reckoned from the act id, so that an act sent twice gives the same session: who can
// send it again knew the password the first time, for the digest of the whole request must agree.
std::string token_of(const Call& call) {
    const auto part = [&](const char* name) {
        return call.services.means.seals->trace(call.tenant, name, call.act.text());
    };
    return text::base64url(part("session.1") + part("session.2"));
}

void set_session(const Call& call, Response& response, std::string_view token) {
    const bool secure = call.request.secure;
    response.set("Set-Cookie", cookie_line(session_cookie(secure), token, secure,
                                           access::session_hours_max * 3600));
}

// The code, where the account has a second factor, is used up in the same transaction.
void begin(Call& call, const access::Account& account, const std::optional<kernel::Proof>& proof) {
    const std::string agent = text::first(call.request.header("user-agent"), 200);
    call.write(
        [&call, account, agent, proof](store::Writer& db) -> Outcome<Id> {
            journal::Line line = call.asker().line("account", account.id, "log_in");
            if (kernel::has_second_factor(db, call.tenant, account.id)) {
                if (!proof) return Refusal{"second_factor_needed", "code", ""};
                const auto taken = kernel::take(db, account.id, *proof);
                if (!taken) return taken.refusal();
                if (!proof->step) line.body = R"({"by":"recovery_code"})";
            }
            const Instant now = db.now();
            const access::Session session{
                .id = Id::make(now, *call.services.means.random),
                .account = account.id,
                .agent = agent,
                .begun = now,
                .ends = {now.micros + access::session_hours_max * micros_per_hour},
                .address = call.request.remote};
            access::begin_session(db, session, token_of(call), std::move(line));
            return account.id;
        },
        [account](Call& later, const Id&) {
            json::Writer writer;
            writer.open_object();
            writer.field("must_change_password", account.must_change_password).close_object();
            Response response = Response::json(writer.take(), 201);
            set_session(later, response, token_of(later));
            later.answer(std::move(response));
        });
}

// The password was right.
void ask_for_code(Call& call, const access::Account& account) {
    const auto factor = call.services.store.read([&](store::Reader& db) {
        return kernel::second_factor(db, call.services.means, call.tenant, account.id);
    });
    if (!factor || !factor->since) return begin(call, account, std::nullopt);
    if (text::trim(call.body["code"].text()).empty()) {
        return call.refuse({"second_factor_needed", "code", ""});
    }
    if (const auto proof = proved_by_code(call, *factor)) begin(call, account, proof);
}

void log_in(Call& call) {
    if (const auto early = too_early(call)) return call.refuse(*early);

    const std::string login = text::lower(text::trim(call.body["login"].text()));
    auto account = call.services.store.read(
        [&](store::Reader& db) { return access::find_account(db, call.tenant, login); });
    if (account && (account->closed || account->password.empty())) account.reset();
    const Instant until =
        account ? account->locked_until.value_or(Instant{}) : call.attempts().locked_until(login);
    if (const auto refusal = locked(until, call.now())) return call.refuse(*refusal);

    const bool fits = access::password_fits(account ? account->password : nobodys_password(),
                                            call.body["password"].text());
    if (account && fits) return ask_for_code(call, *account);
    const Refusal refusal{"login_failed", "", ""};
    if (account) return count_failure(call, account->id, "log_in_failed", refusal);
    call.attempts().note_failure(login, call.now());
    call.refuse(refusal);
}

void end_one_session(Call& call, const Id& session) {
    call.write(
        [&call, session](store::Writer& db) -> Outcome<Id> {
            const auto ended =
                access::end_session(db, call.who.account, session,
                                    call.asker().line("account", call.who.account, "log_out"));
            if (!ended) return ended.refusal();
            return session;
        },
        [](Call& later, const Id& ended) {
            Response response{.status = 204};
            if (ended == later.session) set_session(later, response, "");
            later.answer(std::move(response));
        });
}

void log_out(Call& call) {
    end_one_session(call, call.session);
}

void end_my_session(Call& call) {
    end_one_session(call, call.id("session"));
}

void end_my_other_sessions(Call& call) {
    call.write(
        [&call](store::Writer& db) -> Outcome<Id> {
            const Id& mine = call.who.account;
            access::end_sessions_of(db, mine, call.asker().line("account", mine, "end_sessions"),
                                    call.session);
            return mine;
        },
        [](Call& later, const Id&) { later.answer({.status = 204}); });
}

void list_my_sessions(Call& call) {
    const auto sessions = call.services.store.read([&](store::Reader& db) {
        return access::sessions_of(db, call.tenant, call.who.account, call.now());
    });
    json::Writer writer;
    writer.open_object().key("items").open_array();
    for (const access::Session& session : sessions) {
        writer.open_object().field("id", session.id).field("agent", session.agent);
        writer.field("address", session.address);
        writer.field("begun", session.begun).field("ends", session.ends);
        writer.field("current", session.id == call.session).close_object();
    }
    writer.close_array().close_object();
    call.answer(Response::json(writer.take()));
}

void change_password(Call& call) {
    const auto account = proved_by_password(call);
    if (!account) return;
    const std::string& wanted = call.body["password_new"].text();
    const auto good = access::password_is_good(wanted, account->login);
    if (!good) return call.refuse({good.refusal().code, "password_new", good.refusal().with});
    if (wanted == call.body["password"].text()) {
        return call.refuse({"password_same", "password_new", ""});
    }

    const std::string hashed = access::hash_password(wanted);
    call.write(
        [&call, hashed](store::Writer& db) -> Outcome<Id> {
            const Id& mine = call.who.account;
            journal::Line ending = call.asker().line("account", mine, "end_sessions");
            ending.act = Id::make(db.now(), *call.services.means.random);
            access::end_sessions_of(db, mine, std::move(ending), call.session);
            access::set_password(db, mine, hashed, false,
                                 call.asker().line("account", mine, "change_password"));
            return mine;
        },
        [](Call& later, const Id&) { later.answer({.status = 204}); });
}

void write_rights(json::Writer& writer, const Call& call) {
    access::Rights rights;
    for (const access::Grant& grant : call.who.grants) {
        const auto role = call.services.means.roles->find(grant.role);
        if (role != call.services.means.roles->end()) {
            rights.insert(role->second.begin(), role->second.end());
        }
    }
    writer.key("rights").open_array();
    for (const std::string& right : rights)
        writer.text(right);
    writer.close_array();
}

void write_post(json::Writer& writer, const Call& call, store::Reader& db,
                const access::Grant& grant) {
    const posts::Role* role = posts::role_book(call.services.means).find(grant.role);
    const auto place = registry::place(db, call.tenant, grant.place);
    writer.open_object().field("post", grant.post).field("role", grant.role);
    write_words(writer, "title", role ? role->title : fields::Words{grant.role, grant.role});
    write_ref(writer, "place", grant.place, place ? place->name : "");
    if (const auto unit =
            grant.unit ? registry::unit(db, call.tenant, *grant.unit) : std::nullopt) {
        write_ref(writer, "unit", unit->id, unit->name);
    } else {
        writer.key("unit").null();
    }
    writer.field("stand_in", grant.stand_in).close_object();
}

void tell_me(Call& call) {
    json::Writer writer;
    writer.open_object();
    writer.field("account", call.who.account);
    writer.field("person", call.who.person ? std::optional(call.who.person) : std::nullopt);
    writer.field("name", call.who.name).field("login", call.who.login);
    writer.field("must_change_password", call.who.must_change_password);
    writer.field("must_set_second_factor", call.services.store.read([&](store::Reader& db) {
        return must_set_second_factor(db, call.services, call.who);
    }));
    writer.field("office", call.services.office);
    writer.field("zone", call.services.means.zone.minutes_east);
    call.services.store.read([&](store::Reader& db) {
        const auto person =
            call.who.person ? registry::survivor(db, call.tenant, call.who.person) : std::nullopt;
        writer.field("home", person ? person->home : std::nullopt);
        writer.key("posts").open_array();
        for (const access::Grant& grant : call.who.grants)
            write_post(writer, call, db, grant);
        writer.close_array();
        return 0;
    });
    write_rights(writer, call);
    writer.close_object();
    call.answer(Response::json(writer.take()));
}

Shape me_shape() {
    return object(
        {id("account").must(), id("person"), id("home").says("The house one lives in."),
         text("name").must(), text("login").must(), flag("must_change_password").must(),
         flag("must_set_second_factor").must(), text("office").must(),
         number("zone").must().says("Minutes east of UTC."),
         list("posts", object({id("post").must(), text("role").must(), words("title").must(),
                               ref("place").must(), ref("unit"), flag("stand_in").must()},
                              "MyPost"))
             .must(),
         list("rights", text("")).must()},
        "Me");
}

Shape session_shape() {
    return object({id("id").must(), text("agent").must(), text("address").must(),
                   instant("begun").must(), instant("ends").must(), flag("current").must()},
                  "Session");
}

}  // namespace

std::vector<Endpoint> account_endpoints() {
    const Shape password = text("password").must().up_to(200);
    return {
        {.method = "POST",
         .path = "/api/session",
         .name = "log_in",
         .summary = "Begins a session; its cookie comes with the answer. With `code` where the "
                    "account has a "
                    "second factor.",
         .asker = Asker::anyone,
         .body = object({text("login").must().up_to(64), password, text("code").up_to(40)}),
         .answer = object({flag("must_change_password").must()}),
         .handle = log_in,
         .slow = true},
        {.method = "DELETE",
         .path = "/api/session",
         .name = "log_out",
         .summary = "Ends this session.",
         .asker = Asker::newcomer,
         .handle = log_out},
        {.method = "GET",
         .path = "/api/me",
         .name = "me",
         .summary = "Who asks: name, posts and rights.",
         .asker = Asker::newcomer,
         .answer = me_shape(),
         .handle = tell_me},
        {.method = "POST",
         .path = "/api/me/password",
         .name = "change_password",
         .summary = "A new password; all other sessions end.",
         .asker = Asker::newcomer,
         .body = object({password, text("password_new").must().up_to(200)}),
         .handle = change_password,
         .slow = true},
        {.method = "GET",
         .path = "/api/me/sessions",
         .name = "my_sessions",
         .summary = "Where one is logged in, the newest first.",
         .answer = object({list("items", session_shape()).must()}),
         .handle = list_my_sessions},
        {.method = "DELETE",
         .path = "/api/me/sessions",
         .name = "end_other_sessions",
         .summary = "Ends all of one's own sessions but this one.",
         .handle = end_my_other_sessions},
        {.method = "DELETE",
         .path = "/api/me/sessions/{session}",
         .name = "end_session",
         .summary = "Ends one of one's own sessions.",
         .handle = end_my_session},
    };
}

}  // namespace linli::http
