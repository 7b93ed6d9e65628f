// Accounts as the office keeps them: opening, naming and closing them, and the one-time slips with
// which their owners set a password.
#include "access/accounts.h"
#include "base/text.h"
#include "channels/http/endpoints.h"
#include "channels/http/registry_render.h"
#include "kernel/fields/field.h"
#include "kernel/posts/rescue.h"
#include "kernel/second_factor.h"

namespace linli::http {
namespace {

using namespace shape;

void write_posts(json::Writer& writer, Rendering& show, const Id& account) {
    writer.key("posts").open_array();
    for (const posts::Post& post : posts::posts_of_account(show.db, show.call.tenant, account)) {
        if (!post.held_on(show.today)) continue;
        const posts::Role* role = posts::role_book(show.means).find(post.role);
        const auto place = registry::place(show.db, show.call.tenant, post.place);
        writer.text((place ? show.address(place->path) + " " : "") +
                    (role ? role->title.zh : post.role));
    }
    writer.close_array();
}

void write_account(json::Writer& writer, Rendering& show, const access::Account& account) {
    writer.open_object().field("id", account.id).field("login", account.login);
    writer.field("name", account.name).field("person", account.person);
    writer.field("closed", account.closed).field("has_password", !account.password.empty());
    const bool second_factor = kernel::has_second_factor(show.db, show.call.tenant, account.id);
    writer.field("second_factor", second_factor);
    write_posts(writer, show, account.id);
    std::vector<std::string_view> can;
    const bool may_rescue =
        posts::may_rescue(show.db, show.means, show.call.who, account, show.today);
    if (!account.closed &&
        posts::may_rename(show.db, show.means, show.call.who, account, show.today))
        can.push_back("rename");
    const auto may_open = [&] {
        return posts::may_open(show.db, show.means, show.call.who, account, show.today);
    };
    if (!account.closed && may_rescue && may_open()) can.push_back("slip");
    if (!account.closed && may_rescue) can.insert(can.end(), {"end_sessions", "close"});
    if (second_factor && may_rescue) can.push_back("reset_second_factor");
    write_can(writer, can);
    writer.close_object();
}

void show_account(Call& call, const Id& id, int status = 200) {
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto account = posts::account_for(db, call.services.means, call.who, id);
        if (!account) return account.refusal();
        Rendering show(db, call);
        json::Writer writer;
        write_account(writer, show, account.value());
        return writer.take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value(), status));
}

void give_account(Call& call) {
    show_account(call, call.id("account"));
}

posts::AccountPage asked_page(const Call& call) {
    posts::AccountPage page{.words = call.query("words"), .most = call.limit() + 1};
    if (call.cursor) page.after = std::get<std::string>((*call.cursor)[0]);
    return page;
}

void answer_by_login(Call& call, const std::map<std::string, Id>& found,
                     const std::function<void(json::Writer&, const Id&)>& write) {
    std::vector<std::pair<std::string, Id>> rows(found.begin(), found.end());
    const auto next = next_of(rows, call, [](const auto& last) { return Cursor{last.first}; });
    json::Writer writer;
    writer.open_array();
    for (const auto& [login, id] : rows)
        write(writer, id);
    call.answer_page(writer.close_array().take(), next);
}

void list_accounts(Call& call) {
    const auto refused = call.services.store.read([&](store::Reader& db) -> std::optional<Refusal> {
        const auto paths = asked_paths(db, call, "accounts.edit");
        if (!paths) return paths.refusal();
        if (paths.value().empty()) return Refusal{"not_yours", "", ""};
        Rendering show(db, call);
        posts::AccountPage page = asked_page(call);
        std::map<std::string, Id> all;
        for (const access::Path& path : paths.value()) {
            page.within = path;
            all.merge(posts::accounts_within(db, call.tenant, page, show.today));
        }
        answer_by_login(call, all, [&](json::Writer& writer, const Id& id) {
            const auto account = posts::account_for(db, show.means, call.who, id);
            if (account) write_account(writer, show, account.value());
        });
        return std::nullopt;
    });
    if (refused) call.refuse(*refused);
}

// Names only: who works here is posted on the wall, what they sign in with is not.
void list_colleagues(Call& call) {
    const posts::RoleBook& book = posts::role_book(call.services.means);
    const auto refused = call.services.store.read([&](store::Reader& db) -> std::optional<Refusal> {
        Rendering show(db, call);
        if (!posts::is_colleague(db, book, call.tenant, call.who.account, show.today)) {
            return Refusal{"not_yours", "", ""};
        }
        posts::AccountPage page = asked_page(call);
        page.within = registry::child_path("", 1);
        const auto all = posts::colleagues_within(db, book, call.tenant, page, show.today);
        answer_by_login(call, all, [&](json::Writer& writer, const Id& id) {
            writer.open_object().field("id", id);
            writer.field("name", access::account(db, call.tenant, id)->name);
            write_posts(writer, show, id);
            writer.close_object();
        });
        return std::nullopt;
    });
    if (refused) call.refuse(*refused);
}

void add_account(Call& call) {
    const posts::NewAccount is{.id = id_in(call.body, "id"),
                               .login = text::lower(text::trim(call.body["login"].text())),
                               .name = call.body["name"].text(),
                               .person = id_in(call.body, "person")};
    call.write(
        [&call, is](store::Writer& db) {
            return posts::add_account(db, call.services.means, call.asker(), is);
        },
        [](Call& later, const Id& id) { show_account(later, id, 201); });
}

void rename_account(Call& call) {
    const Id id = call.id("account");
    const std::string name = call.body["name"].text();
    call.write(
        [&call, id, name](store::Writer& db) {
            return posts::rename_account(db, call.services.means, call.asker(), id, name);
        },
        [](Call& later, const Id& renamed) { show_account(later, renamed); });
}

void close_account(Call& call) {
    const Id id = call.id("account");
    call.write(
        [&call, id](store::Writer& db) {
            return posts::close_account(db, call.services.means, call.asker(), id);
        },
        [](Call& later, const Id&) { later.answer({.status = 204}); });
}

void reset_second_factor(Call& call) {
    const Id id = call.id("account");
    call.write(
        [&call, id](store::Writer& db) {
            return posts::reset_second_factor(db, call.services.means, call.asker(), id);
        },
        [](Call& later, const Id& reset) { show_account(later, reset); });
}

void end_sessions(Call& call) {
    const Id id = call.id("account");
    call.write(
        [&call, id](store::Writer& db) {
            return posts::end_sessions(db, call.services.means, call.asker(), id);
        },
        [](Call& later, const Id&) { later.answer({.status = 204}); });
}

// ---- slips ----

void show_slip(Call& call, const Id& id) {
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto slip = posts::slip(db, call.tenant, id);
        if (!slip || slip->maker != call.who.account) return Refusal{"no_such_slip", "slip", ""};
        std::string name, login;
        if (slip->account) {
            const auto account = access::account(db, call.tenant, *slip->account).value();
            name = account.name;
            login = account.login;
        }
        if (slip->person) name = registry::survivor(db, call.tenant, *slip->person)->name;
        json::Writer writer;
        writer.open_object().field("id", id);
        writer.field("code", posts::code_of(call.services.means, call.tenant, id));
        writer.field("name", name).field("login", login).field("ends", slip->ends);
        writer.field("office", call.services.office);
        return writer.close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value(), 201));
}

void give_slip(Call& call) {
    const auto person = id_in(call.body, "person");
    const auto account = id_in(call.body, "account");
    if (!person && !account) return call.refuse({"field_missing", "person", ""});
    call.write(
        [&call, person, account](store::Writer& db) {
            const kernel::Means& means = call.services.means;
            return person ? posts::give_slip(db, means, call.asker(), *person)
                          : posts::give_account_slip(db, means, call.asker(), *account);
        },
        show_slip);
}

// A code is 50 bits; whoever tries them all is slowed down long before.
bool comes_too_early(Call& call) {
    const std::int64_t early_by =
        call.attempts().stranger_early_by("slip", call.request.remote, call.now());
    if (early_by == 0) return false;
    call.refuse({"slow_down", "", std::to_string(early_by)});
    return true;
}

void look_at_slip(Call& call) {
    if (comes_too_early(call)) return;
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto opening = posts::look_at_slip(db, call.services.means, call.tenant,
                                                 call.parameters.at("code"), call.now());
        if (!opening) return opening.refusal();
        json::Writer writer;
        writer.open_object();
        writer.field("name", fields::mask("name", opening.value().name));
        writer.field("login", opening.value().login);
        return writer.close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()));
}

void claim_slip(Call& call) {
    if (comes_too_early(call)) return;
    const std::string code = call.parameters.at("code");
    const std::string login = text::lower(text::trim(call.body["login"].text()));
    const std::string& password = call.body["password"].text();
    const auto opening = call.services.store.read([&](store::Reader& db) {
        return posts::look_at_slip(db, call.services.means, call.tenant, code, call.now());
    });
    if (opening) {
        const std::string& known = opening.value().login;
        const auto good = access::password_is_good(password, known.empty() ? login : known);
        if (!good) return call.refuse(good.refusal());
    }
    // Also when the code is no good: the act may have been done before.
    const std::string hashed = opening ? access::hash_password(password) : "";
    call.write(
        [&call, code, login, hashed](store::Writer& db) -> Outcome<Id> {
            // Not hashed means that nobody was let in a moment ago; the kernel says why.
            if (hashed.empty()) {
                const auto still =
                    posts::look_at_slip(db, call.services.means, call.tenant, code, db.now());
                if (!still) return still.refusal();
                return Refusal{"no_such_slip", "code", ""};
            }
            return posts::claim(db, call.services.means, call.asker(), code, login, hashed);
        },
        [](Call& later, const Id& id) {
            const auto account = later.services.store.read(
                [&](store::Reader& db) { return access::account(db, later.tenant, id).value(); });
            json::Writer writer;
            writer.open_object().field("login", account.login).close_object();
            later.answer(Response::json(writer.take(), 201));
        });
}

// ---- declarations ----

Shape account_shape() {
    return object({id("id").must(), text("login").must(), text("name").must(), id("person"),
                   flag("closed").must(), flag("has_password").must(), flag("second_factor").must(),
                   list("posts", text("")).must(), can_shape()},
                  "Account");
}

std::vector<Endpoint> kept_accounts() {
    return {
        {.method = "GET",
         .path = "/api/accounts",
         .name = "accounts",
         .summary =
             "Accounts that hold posts within a place, and those that hold none yet, by login.",
         .query = {id("within"), text("words").up_to(50)},
         .answer = page(account_shape()),
         .handle = list_accounts,
         .page_key = {Shape::Kind::text}},
        {.method = "GET",
         .path = "/api/colleagues",
         .name = "colleagues",
         .summary = "Who may stand in for one another: names and posts.",
         .query = {text("words").up_to(50)},
         .answer = page(object(
             {id("id").must(), text("name").must(), list("posts", text("")).must()}, "Colleague")),
         .handle = list_colleagues,
         .page_key = {Shape::Kind::text}},
        {.method = "GET",
         .path = "/api/accounts/{account}",
         .name = "account",
         .summary = "An account.",
         .answer = account_shape(),
         .handle = give_account},
        {.method = "POST",
         .path = "/api/accounts",
         .name = "add_account",
         .summary = "An account without a password; a slip goes with it.",
         .body = object({id("id"), text("login").must().up_to(40), text("name").must().up_to(50),
                         id("person")}),
         .answer = account_shape(),
         .handle = add_account},
        {.method = "PATCH",
         .path = "/api/accounts/{account}",
         .name = "rename_account",
         .summary = "Another name for whoever uses it; the login stays.",
         .body = object({text("name").must().up_to(50)}),
         .answer = account_shape(),
         .handle = rename_account},
        {.method = "POST",
         .path = "/api/accounts/{account}/close",
         .name = "close_account",
         .summary = "Ends all its posts and sessions, and closes it.",
         .handle = close_account},
        {.method = "POST",
         .path = "/api/accounts/{account}/end-sessions",
         .name = "end_sessions",
         .summary = "Whoever is signed in as this account is not any more.",
         .handle = end_sessions},
        {.method = "POST",
         .path = "/api/accounts/{account}/second-factor/reset",
         .name = "reset_second_factor",
         .summary = "For who lost the telephone: the password alone will do; sessions end.",
         .answer = account_shape(),
         .handle = reset_second_factor},
    };
}

std::vector<Endpoint> slips() {
    const Shape slip = object({id("id").must(), text("code").must(), text("name").must(),
                               text("login").must(), instant("ends").must(), text("office").must()},
                              "Slip");
    return {
        {.method = "POST",
         .path = "/api/slips",
         .name = "give_slip",
         .summary = "A one-time code on paper, for a person or for an account.",
         .body = object({id("person"), id("account")}),
         .answer = slip,
         .handle = give_slip},
        {.method = "GET",
         .path = "/api/slips/{code}",
         .name = "look_at_slip",
         .summary = "What a code would open: whether a login must be chosen.",
         .asker = Asker::anyone,
         .answer = object({text("name").must(), text("login").must()}, "SlipSeen"),
         .handle = look_at_slip},
        {.method = "POST",
         .path = "/api/slips/{code}/claim",
         .name = "claim_slip",
         .summary = "A login, where there is none yet, and a password of one's own.",
         .asker = Asker::anyone,
         .body = object({text("login").up_to(64), text("password").must().up_to(200)}),
         .answer = object({text("login").must()}),
         .handle = claim_slip,
         .slow = true},
    };
}

}  // namespace

std::vector<Endpoint> staff_endpoints() {
    std::vector<Endpoint> all = kept_accounts();
    for (Endpoint& one : slips())
        all.push_back(std::move(one));
    return all;
}

}  // namespace linli::http
