// Posts and the accounts of those who hold them: who holds what where, who is missing, appointing,
// ending and standing in; opening an account with a one-time slip.
#include "access/accounts.h"
#include "base/text.h"
#include "channels/http/endpoints.h"
#include "channels/http/registry_render.h"
#include "kernel/fields/field.h"
#include "kernel/posts/slips.h"

namespace linli::http {
namespace {

using namespace shape;

// ---- posts ----

void show_post(Call& call, const Id& id, int status = 200) {
    std::int64_t edition = 0;
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto post = posts::post(db, call.tenant, id);
        if (!post) return Refusal{"no_such_post", "post", ""};
        edition = post->edition;
        Rendering show(db, call);
        json::Writer writer;
        show.post_row(writer, *post);
        return writer.take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value(), status).set("ETag", etag(edition)));
}

void give_post(Call& call) {
    show_post(call, call.id("post"));
}

void then_show(Call& later, const Id& id) {
    show_post(later, id);
}

// Who holds which post is posted on the wall: everyone who has signed in may see it.
Outcome<access::Path> asked_path(store::Reader& db, const Call& call) {
    const std::string within = call.query("within");
    if (within.empty()) return registry::child_path("", 1);
    const auto place = registry::place_for(db, call.services.means, call.who,
                                           Id::parse(within).value_or(Id{}), "within");
    if (!place) return place.refusal();
    return place.value().path;
}

void list_posts(Call& call) {
    const auto refused = call.services.store.read([&](store::Reader& db) -> std::optional<Refusal> {
        const auto path = asked_path(db, call);
        if (!path) return path.refusal();
        posts::PostPage page{
            .within = path.value(), .role = call.query("role"), .most = call.limit() + 1};
        if (call.cursor) {
            page.after_path = std::get<std::string>((*call.cursor)[0]);
            page.after_role = std::get<std::string>((*call.cursor)[1]);
            page.after = Id::parse(std::get<std::string>((*call.cursor)[2])).value_or(Id{});
        }
        Rendering show(db, call);
        auto rows = posts::posts_within(db, call.tenant, page, show.today);
        const auto next = next_of(rows, call, [](const posts::Post& last) {
            return Cursor{last.path, last.role, last.id.text()};
        });
        json::Writer writer;
        writer.open_array();
        for (const posts::Post& post : rows)
            show.post_row(writer, post);
        call.answer_page(writer.close_array().take(), next);
        return std::nullopt;
    });
    if (refused) call.refuse(*refused);
}

void list_roles(Call& call) {
    json::Writer writer;
    writer.open_object().key("items").open_array();
    for (const posts::Role& role : posts::role_book(call.services.means).all()) {
        writer.open_object().field("value", role.name);
        write_words(writer, "title", role.title);
        writer.key("held_at").open_array();
        for (const std::string& kind : role.held_at)
            writer.text(kind);
        writer.close_array().field("falls_to", role.falls_to).key("rights").open_array();
        for (const std::string& right : role.rights)
            writer.text(right);
        writer.close_array().close_object();
    }
    call.answer(Response::json(writer.close_array().close_object().take()));
}

void appoint(Call& call) {
    const posts::NewPost is{.id = id_in(call.body, "id"),
                            .role = call.body["role"].text(),
                            .place = id_in(call.body, "place").value_or(Id{}),
                            .unit = id_in(call.body, "unit"),
                            .account = id_in(call.body, "account"),
                            .person = id_in(call.body, "person"),
                            .name = call.body["name"].text(),
                            .from = day_in(call.body, "from"),
                            .to = day_in(call.body, "to")};
    call.write(
        [&call, is](store::Writer& db) {
            return posts::appoint(db, call.services.means, call.asker(), is);
        },
        [](Call& later, const Id& id) { show_post(later, id, 201); });
}

void end_post(Call& call) {
    const Id id = call.id("post");
    const auto day = day_in(call.body, "day");
    call.write(
        [&call, id, day](store::Writer& db) {
            const auto post = posts::post(db, call.tenant, id);
            const Day today = call.services.means.zone.day_of(db.now());
            return posts::end_post(db, call.services.means, call.asker(), id,
                                   call.edition.value_or(post ? post->edition : 0),
                                   day.value_or(today), call.body["reason"].text());
        },
        then_show);
}

void name_stand_in(Call& call) {
    const Id id = call.id("post");
    const Id account = id_in(call.body, "account").value_or(Id{});
    const Day from = day_in(call.body, "from").value_or(Day{});
    const Day to = day_in(call.body, "to").value_or(Day{});
    call.write(
        [&call, id, account, from, to](store::Writer& db) {
            return posts::stand_in(db, call.services.means, call.asker(), id, account, from, to);
        },
        [](Call& later, const Id& made) { show_post(later, made, 201); });
}

fields::Words kind_title(const kernel::Means& means, const std::string& name) {
    const registry::Kind* kind = registry::place_kinds(means).find(name);
    return kind ? kind->title : fields::Words{name, name};
}

void give_coverage(Call& call) {
    const kernel::Means& means = call.services.means;
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto path = asked_path(db, call);
        if (!path) return path.refusal();
        const Day today = means.zone.day_of(call.now());
        json::Writer writer;
        writer.open_object().key("items").open_array();
        for (const posts::Coverage& one :
             posts::coverage(db, posts::role_book(means), call.tenant, path.value(), today)) {
            writer.open_object().field("role", one.role);
            write_words(writer, "title", posts::role_book(means).find(one.role)->title);
            writer.field("kind", one.kind);
            write_words(writer, "kind_title", kind_title(means, one.kind));
            writer.field("places", one.places).field("held", one.held).close_object();
        }
        return writer.close_array().close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()));
}

void list_uncovered(Call& call) {
    const auto refused = call.services.store.read([&](store::Reader& db) -> std::optional<Refusal> {
        const auto path = asked_path(db, call);
        if (!path) return path.refusal();
        Rendering show(db, call);
        const std::string after = call.cursor ? std::get<std::string>((*call.cursor)[0]) : "";
        auto rows = posts::uncovered(db, call.tenant, call.query("role"), call.query("kind"),
                                     path.value(), after, call.limit() + 1, show.today);
        const auto next =
            next_of(rows, call, [](const registry::Place& last) { return Cursor{last.path}; });
        json::Writer writer;
        writer.open_array();
        for (const registry::Place& place : rows) {
            if (!registry::sees_place(db, show.means, call.who, place)) continue;
            write_item(writer, place.id, show.address(place.path));
        }
        call.answer_page(writer.close_array().take(), next);
        return std::nullopt;
    });
    if (refused) call.refuse(*refused);
}

// ---- accounts ----

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
    write_posts(writer, show, account.id);
    std::vector<std::string_view> can;
    const bool other = account.id != show.call.who.account;
    const bool above =
        posts::is_above(show.db, show.means, show.call.who, account.id, account.person, show.today);
    if (!account.closed && other && above) can = {"slip", "close"};
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

void close_account(Call& call) {
    const Id id = call.id("account");
    call.write(
        [&call, id](store::Writer& db) {
            return posts::close_account(db, call.services.means, call.asker(), id);
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
    const std::int64_t early_by = call.attempts().early_by("slip", call.request.remote, call.now());
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
                   flag("closed").must(), flag("has_password").must(),
                   list("posts", text("")).must(), can_shape()},
                  "Account");
}

Shape role_shape() {
    return object({text("value").must(), words("title").must(), list("held_at", text("")).must(),
                   text("falls_to").must(), list("rights", text("")).must()},
                  "Role");
}

Shape coverage_shape() {
    return object({text("role").must(), words("title").must(), text("kind").must(),
                   words("kind_title").must(), number("places").must(), number("held").must()},
                  "Coverage");
}

std::vector<Endpoint> reading_endpoints() {
    return {
        {.method = "GET",
         .path = "/api/posts",
         .name = "posts",
         .summary = "Who holds what within a place, in address order.",
         .query = {id("within"), text("role").up_to(40)},
         .answer = page(post_row_shape()),
         .handle = list_posts,
         .page_key = {Shape::Kind::text, Shape::Kind::text, Shape::Kind::id}},
        {.method = "GET",
         .path = "/api/posts/{post}",
         .name = "post",
         .summary = "A post.",
         .answer = post_row_shape(),
         .handle = give_post,
         .edition = Edition::shown},
        {.method = "GET",
         .path = "/api/posts/coverage",
         .name = "coverage",
         .summary = "Of each role, at how many places it should be held and is.",
         .query = {id("within")},
         .answer = object({list("items", coverage_shape()).must()}),
         .handle = give_coverage},
        {.method = "GET",
         .path = "/api/posts/missing",
         .name = "uncovered",
         .summary = "Places of a kind where nobody holds a role.",
         .query = {id("within"), text("role").must().up_to(40), text("kind").must().up_to(40)},
         .answer = page(item()),
         .handle = list_uncovered,
         .page_key = {Shape::Kind::text}},
        {.method = "GET",
         .path = "/api/roles",
         .name = "roles",
         .summary = "Roles, where each is held, and who acts where nobody holds it.",
         .answer = object({list("items", role_shape()).must()}),
         .handle = list_roles},
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
    };
}

std::vector<Endpoint> slip_endpoints() {
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

std::vector<Endpoint> post_endpoints() {
    std::vector<Endpoint> all = {
        {.method = "POST",
         .path = "/api/posts",
         .name = "appoint",
         .summary = "Somebody holds a role at a place, or in a unit, from a day on.",
         .body =
             object({id("id"), text("role").must().up_to(40), id("place"), id("unit"),
                     id("account"), id("person"), text("name").up_to(50), day("from"), day("to")}),
         .answer = post_row_shape(),
         .handle = appoint,
         .edition = Edition::shown},
        {.method = "POST",
         .path = "/api/posts/{post}/end",
         .name = "end_post",
         .summary = "From a day on nobody holds it; rights and sessions end with it.",
         .body = object({day("day"), text("reason").up_to(200)}),
         .answer = post_row_shape(),
         .handle = end_post,
         .edition = Edition::asked},
        {.method = "POST",
         .path = "/api/posts/{post}/stand-ins",
         .name = "stand_in",
         .summary = "Somebody stands in while the holder is away.",
         .body = object({id("account").must(), day("from").must(), day("to").must()}),
         .answer = post_row_shape(),
         .handle = name_stand_in,
         .edition = Edition::shown},
        {.method = "POST",
         .path = "/api/accounts",
         .name = "add_account",
         .summary = "An account without a password; a slip goes with it.",
         .body = object({id("id"), text("login").must().up_to(40), text("name").must().up_to(50),
                         id("person")}),
         .answer = account_shape(),
         .handle = add_account},
        {.method = "POST",
         .path = "/api/accounts/{account}/close",
         .name = "close_account",
         .summary = "Ends all its posts and sessions, and closes it.",
         .handle = close_account},
    };
    for (Endpoint& one : reading_endpoints())
        all.push_back(std::move(one));
    for (Endpoint& one : slip_endpoints())
        all.push_back(std::move(one));
    return all;
}

}  // namespace linli::http
