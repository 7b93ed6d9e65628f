// What people agreed to: read and written for a person, by who keeps the record and by the person.
#include "access/accounts.h"
#include "channels/http/endpoints.h"
#include "channels/http/people_render.h"
#include "kernel/registry/consents.h"

namespace linli::http {
namespace {

using namespace shape;

void write_consent(json::Writer& writer, Rendering& show, const registry::Consent& is) {
    const auto account =
        is.account ? access::account(show.db, show.call.tenant, *is.account) : std::nullopt;
    writer.open_object().field("id", is.id).field("kind", is.kind).field("version", is.version);
    write_words(writer, "text", is.text);
    writer.field("how", is.how).field("given", is.given).field("withdrawn", is.withdrawn);
    writer.field("by", account ? account->name : "").close_object();
}

// What may be asked for, and what was agreed to.
void show_consents(Call& call, const Id& id) {
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        Rendering show(db, call);
        const auto person = registry::person_for(db, show.means, call.who, id);
        if (!person) return person.refusal();
        if (!registry::may_note_consent(db, show.means, call.who, person.value())) {
            return Refusal{"not_yours", "person", ""};
        }
        json::Writer writer;
        writer.open_object().key("kinds").open_array();
        for (const registry::ConsentKind& kind : registry::consent_kinds()) {
            writer.open_object().field("kind", kind.name).field("version", kind.version);
            write_words(writer, "title", kind.title);
            write_words(writer, "text", kind.text);
            writer.close_object();
        }
        writer.close_array().key("items").open_array();
        for (const registry::Consent& one :
             registry::consents_of(db, call.tenant, person.value().id))
            write_consent(writer, show, one);
        return writer.close_array().close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()));
}

void list_consents(Call& call) {
    show_consents(call, call.id("person"));
}

void then_show(Call& later, const Id& person) {
    show_consents(later, person);
}

void give(Call& call) {
    const Id id = call.id("person");
    call.write(
        [&call, id](store::Writer& db) {
            return registry::give_consent(db, call.services.means, call.asker(), id,
                                          call.body["kind"].text(), call.body["how"].text(),
                                          day_in(call.body, "given"));
        },
        then_show);
}

void withdraw(Call& call) {
    const Id id = call.id("person"), consent = call.id("consent");
    call.write(
        [&call, id, consent](store::Writer& db) {
            return registry::withdraw_consent(db, call.services.means, call.asker(), id, consent);
        },
        then_show);
}

Shape consents_shape() {
    const Shape kind = object({text("kind").must(), number("version").must(), words("title").must(),
                               words("text").must()},
                              "ConsentKind");
    const Shape consent = object(
        {id("id").must(), text("kind").must(), number("version").must(), words("text").must(),
         word("how", {"paper", "spoken", "online"}).must(), day("given").must(), day("withdrawn"),
         text("by").must().says("Whoever wrote it down.")},
        "Consent");
    return object({list("kinds", kind).must(), list("items", consent).must()}, "Consents");
}

}  // namespace

std::vector<Endpoint> consent_endpoints() {
    return {
        {.method = "GET",
         .path = "/api/people/{person}/consents",
         .name = "consents",
         .summary = "What somebody may be asked to agree to, and what they agreed to.",
         .answer = consents_shape(),
         .handle = list_consents},
        {.method = "POST",
         .path = "/api/people/{person}/consents",
         .name = "give_consent",
         .summary = "A consent as it was signed or said; one's own is given online.",
         .body = object(
             {text("kind").must().up_to(40), word("how", {"paper", "spoken"}), day("given")}),
         .answer = consents_shape(),
         .handle = give},
        {.method = "POST",
         .path = "/api/people/{person}/consents/{consent}/withdraw",
         .name = "withdraw_consent",
         .summary = "Takes a consent back.",
         .answer = consents_shape(),
         .handle = withdraw},
    };
}

}  // namespace linli::http
