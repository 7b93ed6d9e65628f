// The portal, without an account: a case by its query code, and what was done.
#include "channels/http/case_input.h"
#include "channels/http/endpoints.h"
#include "channels/http/render.h"
#include "kernel/registry/places.h"

namespace linli::http {
namespace {

using namespace shape;

// The party that the code of this call leads to; a merged case leads on to where it went.
std::optional<cases::Followed> followed(store::Reader& db, const cases::Desk& desk,
                                        const Call& call) {
    return cases::follow(db, desk, call.tenant, call.parameters.at("code"));
}

// By a code one is its party, whoever else one may be.
access::Who stranger(const Call& call) {
    access::Who who;
    who.tenant = call.tenant;
    return who;
}

Outcome<cases::Seen> seen_by_code(Call& call) {
    const cases::Desk desk = desk_of(call);
    return call.services.store.read([&](store::Reader& db) -> Outcome<cases::Seen> {
        const auto leads = followed(db, desk, call);
        if (!leads) return Refusal{"no_such_case", "", ""};
        return cases::page_json(db, desk, stranger(call), leads->record, call.now(),
                                leads->position);
    });
}

void show_followed(Call& call) {
    if (call.who.stranger()) {
        const auto early_by =
            call.attempts().stranger_early_by("follow", call.request.remote, call.now());
        if (early_by > 0) return call.refuse({"slow_down", "", std::to_string(early_by)});
    }
    const auto seen = seen_by_code(call);
    if (!seen) return call.refuse(seen.refusal());
    call.answer(Response::json(seen.value().json)
                    .set("ETag", etag(seen.value().edition))
                    .set("Cache-Control", "no-store"));
}

void take_followed(Call& call) {
    const StepAsked asked = step_asked(call);
    call.write(
        [&call, asked](store::Writer& db) -> Outcome<Id> {
            const cases::Desk desk = desk_of(call);
            const auto leads = followed(db, desk, call);
            if (!leads) return Refusal{"no_such_case", "", ""};
            StepAsked mine = asked;
            mine.followed = leads->position;
            kernel::Asker asker = call.asker();
            asker.who = stranger(call);
            return take_step(db, desk, asker, leads->record, mine);
        },
        [](Call& later, const Id& touched) {
            const auto seen = seen_by_code(later);
            if (!seen) return later.answer(Response::json("{\"id\":\"" + touched.text() + "\"}"));
            later.answer(Response::json(seen.value().json).set("ETag", etag(seen.value().edition)));
        });
}

void list_done(Call& call) {
    const cases::Desk desk = desk_of(call);
    std::optional<std::pair<std::int64_t, Id>> after;
    if (call.cursor) {
        after = {std::get<std::int64_t>((*call.cursor)[0]),
                 Id::parse(std::get<std::string>((*call.cursor)[1])).value_or(Id{})};
    }
    std::string items = "[]";
    std::optional<Cursor> next;
    call.services.store.read([&](store::Reader& db) {
        std::optional<Id> place = Id::parse(call.query("place"));
        if (!place) {
            const auto root = registry::root_place(db, call.tenant);
            if (!root) return 0;
            place = root->id;
        }
        const cases::Shown done = cases::shown(db, call.tenant, *place, after, call.limit());
        items = cases::shown_json(db, desk, call.tenant, done.records);
        if (done.next) next = Cursor{done.next->first, done.next->second.text()};
        return 0;
    });
    call.answer_page(items, next);
}

}  // namespace

std::vector<Endpoint> public_endpoints() {
    return {
        {.method = "GET",
         .path = "/api/follow/{code}",
         .name = "follow",
         .summary = "A case as its reporter may see it, by its query code.",
         .asker = Asker::anyone,
         .answer = case_page_shape(),
         .handle = show_followed,
         .edition = Edition::shown},
        {.method = "POST",
         .path = "/api/follow/{code}/steps/{step}",
         .name = "follow_step",
         .summary = "Takes a step as the reporter, by the query code.",
         .asker = Asker::anyone,
         .body = step_shape(),
         .answer = case_page_shape(),
         .handle = take_followed,
         .edition = Edition::heeded},
        {.method = "GET",
         .path = "/api/public/cases",
         .name = "public_cases",
         .summary = "What was done, as far as everyone may read it; the latest first.",
         .asker = Asker::anyone,
         .query = {id("place")},
         .answer = page(object(
             {id("id").must(), text("number").must(), words("part_title").must(),
              words("kind_title").must(), text("place").must(), instant("closed").must(),
              list("shown", object({words("title").must(), text("text").must(),
                                    words("words").must(), text("kind").must(), anything("value")}))
                  .must()},
             "PublicCase")),
         .handle = list_done,
         .page_key = {Shape::Kind::number, Shape::Kind::id}},
    };
}

}  // namespace linli::http
