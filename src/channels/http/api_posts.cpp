// Posts: who holds what where, who is missing, appointing, ending and standing in.
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

// Who holds which post is posted on the wall: everyone who has signed in may see it. What hangs
// inside a home is for who may see that home, and for whoever holds it.
bool sees_post(Rendering& show, const posts::Post& post) {
    const auto place = registry::place(show.db, show.call.tenant, post.place);
    return (place && registry::sees_place(show.db, show.means, show.call.who, *place)) ||
           post.account == show.call.who.account;
}

void show_post(Call& call, const Id& id, int status = 200) {
    std::int64_t edition = 0;
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto post = posts::post(db, call.tenant, id);
        Rendering show(db, call);
        if (!post || !sees_post(show, *post)) return Refusal{"no_such_post", "post", ""};
        edition = post->edition;
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
        for (const posts::Post& post : rows) {
            if (sees_post(show, post)) show.post_row(writer, post);
        }
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

// ---- declarations ----

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
    };
    for (Endpoint& one : reading_endpoints())
        all.push_back(std::move(one));
    return all;
}

}  // namespace linli::http
