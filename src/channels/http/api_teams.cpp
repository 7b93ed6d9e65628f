// The teams that are told in confidence: who is in, who waits and why, letting in; and, for whoever
// is about to tell something, who will read it. What was told is not known here.
#include "access/accounts.h"
#include "channels/http/case_input.h"
#include "channels/http/endpoints.h"
#include "channels/http/registry_render.h"
#include "kernel/posts/teams.h"

namespace linli::http {
namespace {

using namespace shape;

std::string name_of(store::Reader& db, const Call& call, const std::optional<Id>& id) {
    const auto account = id ? access::account(db, call.tenant, *id) : std::nullopt;
    return account ? account->name : "";
}

void write_member(json::Writer& writer, Rendering& show, const posts::Member& one) {
    const Call& call = show.call;
    writer.open_object().field("post", one.post).field("name", name_of(show.db, call, one.account));
    write_ref(writer, "place", one.place, show.address(one.path));
    writer.field("stand_in", one.stand_in).field("admitted", one.admitted);
    writer.field("since", one.since).field("why", one.why);
    writer.field("admitter", name_of(show.db, call, one.admitter));
    const bool may = !one.admitted && posts::may_admit(call.who, one);
    write_can(writer,
              may ? std::vector<std::string_view>{"admit"} : std::vector<std::string_view>{});
    writer.close_object();
}

// Whoever waits reads of themselves alone.
void write_team(json::Writer& writer, Rendering& show, const posts::Member& own) {
    const posts::Role* role = posts::role_book(show.means).find(own.role);
    writer.open_object().field("role", own.role);
    write_words(writer, "title", role ? role->title : fields::Words{own.role, own.role});
    write_ref(writer, "place", own.place, show.address(own.path));
    writer.field("admitted", own.admitted).key("members").open_array();
    for (const posts::Member& one : posts::team_at(show.db, show.call.tenant, own.role, own.path)) {
        if (one.held_on(show.today) && (own.admitted || one.post == own.post)) {
            write_member(writer, show, one);
        }
    }
    writer.close_array().close_object();
}

void list_teams(Call& call) {
    json::Writer writer;
    writer.open_object().key("items").open_array();
    call.services.store.read([&](store::Reader& db) {
        Rendering show(db, call);
        for (const posts::Member& own : posts::memberships(db, call.tenant, call.who.account)) {
            if (own.held_on(show.today)) write_team(writer, show, own);
        }
        return 0;
    });
    call.answer(Response::json(writer.close_array().close_object().take()));
}

void admit(Call& call) {
    const Id post = call.id("post");
    call.write(
        [&call, post](store::Writer& db) {
            return posts::admit(db, call.services.means, call.asker(), post);
        },
        [](Call& later, const Id&) { later.answer({.status = 204}); });
}

void list_hearers(Call& call) {
    const Id place = Id::parse(call.query("place")).value_or(Id{});
    const Day day = call.services.means.zone.day_of(call.now());
    const auto names = call.services.store.read([&](store::Reader& db) {
        return cases::hearers(db, desk_of(call), call.who, call.parameters.at("part"), place, day);
    });
    if (!names) return call.refuse(names.refusal());
    json::Writer writer;
    writer.open_object().key("names").open_array();
    for (const std::string& name : names.value())
        writer.text(name);
    call.answer(Response::json(writer.close_array().close_object().take()));
}

Shape member_shape() {
    return object(
        {id("post").must(), text("name").must(), ref("place").must(), flag("stand_in").must(),
         flag("admitted").must(), instant("since").must().says("in, or waiting"),
         text("why").must().says("admitted or machine; of who waits appoint, stand_in, "
                                 "password, second_factor or moved"),
         text("admitter").must(), list("can", text("")).must()},
        "TeamMember");
}

}  // namespace

std::vector<Endpoint> team_endpoints() {
    return {
        {.method = "GET",
         .path = "/api/teams",
         .name = "teams",
         .summary = "The teams told in confidence that the asker is in, or waits to be let in to.",
         .answer = object({list("items", object({text("role").must(), words("title").must(),
                                                 ref("place").must(), flag("admitted").must(),
                                                 list("members", member_shape()).must()},
                                                "Team"))
                               .must()}),
         .handle = list_teams},
        {.method = "POST",
         .path = "/api/teams/{post}/admit",
         .name = "admit",
         .summary = "Lets the holder of a post in to the asker's team.",
         .handle = admit},
        {.method = "GET",
         .path = "/api/parts/{part}/hearers",
         .name = "hearers",
         .summary = "Who will read what is told in confidence about a place; nobody: nothing is "
                    "taken in.",
         .asker = Asker::anyone,
         .query = {id("place").must()},
         .answer = object({list("names", text("")).must()}),
         .handle = list_hearers},
    };
}

}  // namespace linli::http
