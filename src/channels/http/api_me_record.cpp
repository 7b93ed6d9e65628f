// One's own record: seen whole, kept up to date where it is one's own business, proposed where it
// is not; and the desk where proposals are decided.
#include "channels/http/endpoints.h"
#include "channels/http/people_render.h"
#include "kernel/fields/field.h"

namespace linli::http {
namespace {

using namespace shape;

void show_own(Call& call) {
    std::int64_t edition = 0;
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const auto own = registry::own_record(db, call.who);
        if (!own) return own.refusal();
        edition = own.value().edition;
        Rendering show(db, call);
        bool pending = false;
        json::Writer proposals;
        proposals.open_array();
        for (const registry::Proposal& one :
             registry::proposals_of(db, call.tenant, own.value().id)) {
            pending = pending || one.state == "open";
            proposals.open_object().field("id", one.id).field("state", one.state);
            proposals.field("reason", one.reason).field("made", one.made).key("fields");
            proposals.open_array();
            for (const std::string& field : one.fields)
                proposals.text(field);
            proposals.close_array().close_object();
        }
        // The record as the person may see it, and what only the person is told.
        std::string record = person_json(show, own.value());
        record.pop_back();
        json::Writer also;
        also.open_object().field("pending", pending).key("proposals");
        also.raw(proposals.close_array().str());
        write_looks(also, show, "looks", own.value(), registry::Looks::at_everything);
        also.close_object();
        return record + "," + also.str().substr(1);
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()).set("ETag", etag(edition)));
}

void edit_own(Call& call) {
    const registry::PersonChanges changes = person_changes_in(call.body);
    call.write(
        [&call, changes](store::Writer& db) -> Outcome<Id> {
            const auto own = registry::own_record(db, call.who);
            if (!own) return own.refusal();
            return registry::edit_own(db, call.services.means, call.asker(),
                                      call.edition.value_or(own.value().edition), changes);
        },
        [](Call& later, const Id&) { show_own(later); });
}

void propose(Call& call) {
    const registry::PersonChanges changes = person_changes_in(call.body["values"]);
    call.write(
        [&call, changes](store::Writer& db) {
            return registry::propose(db, call.services.means, call.asker(), changes);
        },
        [](Call& later, const Id& id) {
            json::Writer writer;
            writer.open_object().field("id", id).close_object();
            later.answer(Response::json(writer.take(), 201));
        });
}

// ---- deciding ----

void write_proposal(json::Writer& writer, Rendering& show, const registry::Proposal& is,
                    const registry::Person& person) {
    writer.open_object().field("id", is.id);
    write_ref(writer, "person", person.id, person.name);
    writer.field("address", show.address(person.path)).field("made", is.made);
    writer.key("values").open_array();
    for (const auto& [field, value] :
         registry::proposed(show.db, show.means, show.call.tenant, is)) {
        const registry::TextField* known = registry::text_field(field);
        // Enough of a number to compare with the document on the counter.
        const std::string shown = field == "id_number" ? fields::mask("id_number", value) : value;
        writer.open_object().field("field", field).field("value", shown);
        writer.field("before", known ? person.*known->value : "").close_object();
    }
    writer.close_array();
    const bool decides = registry::may(show.means, show.call.who, "people.edit", person) &&
                         !registry::is_self(show.db, show.call.who, person);
    std::vector<std::string_view> can;
    if (decides) can = {"accept", "refuse"};
    write_can(writer, can);
    writer.close_object();
}

void list_proposals(Call& call) {
    const auto refused = call.services.store.read([&](store::Reader& db) -> std::optional<Refusal> {
        const auto paths = asked_paths(db, call, "people.edit");
        if (!paths) return paths.refusal();
        const After after = after_of(call);
        auto rows = page_over<registry::Proposal>(
            paths.value(), after.path, call.limit() + 1,
            [&](const access::Path& path, std::int64_t most) {
                return registry::open_proposals(db, call.tenant, path, after.path, after.id, most);
            });
        const auto next = next_of(rows, call, [](const registry::Proposal& last) {
            return Cursor{last.path, last.id.text()};
        });
        Rendering show(db, call);
        json::Writer writer;
        writer.open_array();
        for (const registry::Proposal& one : rows) {
            const auto person = registry::survivor(db, call.tenant, one.person);
            const bool keeps =
                person && registry::may(show.means, call.who, "people.edit", *person);
            if (keeps) write_proposal(writer, show, one, *person);
        }
        call.answer_page(writer.close_array().take(), next);
        return std::nullopt;
    });
    if (refused) call.refuse(*refused);
}

void then_nothing(Call& later, const Id&) {
    later.answer({.status = 204});
}

void accept(Call& call) {
    const Id id = call.id("proposal");
    call.write(
        [&call, id](store::Writer& db) {
            return registry::accept_proposal(db, call.services.means, call.asker(), id);
        },
        then_nothing);
}

void refuse(Call& call) {
    const Id id = call.id("proposal");
    call.write(
        [&call, id](store::Writer& db) {
            return registry::refuse_proposal(db, call.services.means, call.asker(), id,
                                             call.body["reason"].text());
        },
        then_nothing);
}

Shape own_shape() {
    std::vector<Shape> members = person_shape().of;
    const Shape proposal = object({id("id").must(), text("state").must(), text("reason").must(),
                                   instant("made").must(), list("fields", text("")).must()},
                                  "OwnProposal");
    members.insert(members.end(), {flag("pending").must(), list("proposals", proposal).must(),
                                   list("looks", look_shape()).must()});
    return object(members, "OwnRecord");
}

Shape proposal_shape() {
    const Shape value =
        object({text("field").must(), text("value").must(), text("before").must()}, "Proposed");
    return object({id("id").must(), ref("person").must(), text("address").must(),
                   instant("made").must(), list("values", value).must(), can_shape()},
                  "Proposal");
}

}  // namespace

std::vector<Endpoint> own_record_endpoints() {
    return {
        {.method = "GET",
         .path = "/api/me/record",
         .name = "own_record",
         .summary = "One's own record, nothing masked, with what one proposed and who looked.",
         .answer = own_shape(),
         .handle = show_own,
         .edition = Edition::shown},
        {.method = "PATCH",
         .path = "/api/me/record",
         .name = "edit_own_record",
         .summary = "Phones, work, and where one is reached.",
         .body = person_changes_shape(),
         .answer = own_shape(),
         .handle = edit_own,
         .edition = Edition::asked},
        {.method = "POST",
         .path = "/api/me/proposals",
         .name = "propose",
         .summary = "What is wrong in one's record, for the window to check.",
         .body = object({member("values", person_changes_shape()).must()}),
         .answer = object({id("id").must()}),
         .handle = propose},
        {.method = "GET",
         .path = "/api/proposals",
         .name = "proposals",
         .summary = "Corrections that wait to be decided.",
         .query = {id("within")},
         .answer = page(proposal_shape()),
         .handle = list_proposals,
         .page_key = {Shape::Kind::text, Shape::Kind::id}},
        {.method = "POST",
         .path = "/api/proposals/{proposal}/accept",
         .name = "accept_proposal",
         .summary = "The correction is made.",
         .handle = accept},
        {.method = "POST",
         .path = "/api/proposals/{proposal}/refuse",
         .name = "refuse_proposal",
         .summary = "The correction is not made, and why.",
         .body = object({text("reason").must().up_to(200)}),
         .handle = refuse},
    };
}

}  // namespace linli::http
