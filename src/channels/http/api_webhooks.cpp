// Webhooks as an administrator keeps them. A secret is in the answer to the act that made it, and
// in no other.
#include "channels/http/endpoints.h"
#include "channels/http/render.h"
#include "channels/webhooks/webhooks.h"

namespace linli::http {
namespace {

using namespace shape;

std::vector<std::string> kinds_in(const json::Value& body) {
    std::vector<std::string> kinds;
    for (const json::Value& kind : body["kinds"].items())
        kinds.push_back(kind.text());
    return kinds;
}

void write_webhook(json::Writer& writer, const webhooks::Webhook& is) {
    writer.open_object().field("id", is.id).field("address", is.address);
    writer.key("kinds").open_array();
    for (const std::string& kind : is.kinds)
        writer.text(kind);
    writer.close_array().field("answer", is.answer).field("failures", is.failures);
    writer.field("failing", is.failing).field("switched_off", is.switched_off);
    if (is.failing && !is.switched_off) writer.field("next_try", is.not_before);
    writer.key("can").open_array().text("change").text("rotate");
    writer.text(is.switched_off ? "on" : "off").text("remove").close_array();
}

void list_webhooks(Call& call) {
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        if (!webhooks::may_edit(db, call.services.means, call.who)) {
            return Refusal{"not_yours", "webhook", ""};
        }
        json::Writer writer;
        writer.open_object().key("items").open_array();
        for (const webhooks::Webhook& one : webhooks::all(db, call.tenant)) {
            write_webhook(writer, one);
            writer.close_object();
        }
        writer.close_array().key("kinds").open_array();
        for (const std::string& kind : webhooks::kinds())
            writer.text(kind);
        return writer.close_array().close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()));
}

enum class Secret { hidden, shown };

// The act may be sent again after it was done: whoever may no longer look is told nothing then.
void show(Call& call, const Id& id, Secret secret) {
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        const kernel::Means& means = call.services.means;
        if (!webhooks::may_edit(db, means, call.who)) return Refusal{"not_yours", "webhook", ""};
        const auto found = webhooks::find(db, call.tenant, id);
        if (!found) return Refusal{"no_such_webhook", "webhook", ""};
        json::Writer writer;
        write_webhook(writer, *found);
        const auto line = journal::done(db, call.tenant, call.act);
        const auto last = webhooks::secret_act(db, call.tenant, id);
        if (secret == Secret::shown && line && last == line->act) {
            const auto secrets = webhooks::secrets_of(db, means, call.tenant, *found, call.now());
            writer.field("secret", secrets.front());
        }
        return writer.close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()));
}

void show_plain(Call& call, const Id& id) {
    show(call, id, Secret::hidden);
}
void show_secret(Call& call, const Id& id) {
    show(call, id, Secret::shown);
}

void add_webhook(Call& call) {
    call.write(
        [&call](store::Writer& db) {
            return webhooks::add(db, call.services.means, call.asker(), call.body["address"].text(),
                                 kinds_in(call.body));
        },
        show_secret);
}

void change_webhook(Call& call) {
    const Id id = call.id("webhook");
    call.write(
        [&call, id](store::Writer& db) {
            return webhooks::change(db, call.services.means, call.asker(), id,
                                    call.body["address"].text(), kinds_in(call.body));
        },
        show_plain);
}

template <auto act>
void act_on(Call& call) {
    const Id id = call.id("webhook");
    call.write(
        [&call, id](store::Writer& db) { return act(db, call.services.means, call.asker(), id); },
        act == &webhooks::rotate ? show_secret : show_plain);
}

void remove_webhook(Call& call) {
    const Id id = call.id("webhook");
    call.write(
        [&call, id](store::Writer& db) {
            return webhooks::remove(db, call.services.means, call.asker(), id);
        },
        [](Call& later, const Id&) { later.answer({.status = 204}); });
}

Shape webhook_shape() {
    return object(
        {id("id").must(), text("address").must().up_to(500), list("kinds", text("")).must(),
         text("answer").must().says("How the last try ended: 200, unreachable, too_slow, inside."),
         number("failures").must().says("One after another."), instant("failing"),
         instant("next_try"), instant("switched_off"), list("can", text("")).must(),
         text("secret").says("Only in the answer to the act that made it.")},
        "Webhook");
}

Endpoint acting(const std::string& word, std::string name, std::string summary,
                void (*handle)(Call&)) {
    return {.method = "POST",
            .path = "/api/webhooks/{webhook}/" + word,
            .name = std::move(name),
            .summary = std::move(summary),
            .answer = webhook_shape(),
            .handle = handle};
}

}  // namespace

std::vector<Endpoint> webhook_endpoints() {
    const Shape body = object({text("address").must().up_to(500), list("kinds", text("")).must()});
    return {
        {.method = "GET",
         .path = "/api/webhooks",
         .name = "webhooks",
         .summary = "Addresses that are told what was done, and how that goes.",
         .answer = object({list("items", webhook_shape()).must(), list("kinds", text("")).must()}),
         .handle = list_webhooks},
        {.method = "POST",
         .path = "/api/webhooks",
         .name = "add_webhook",
         .summary = "An address that is told of acts of these kinds from now on.",
         .body = body,
         .answer = webhook_shape(),
         .handle = add_webhook},
        {.method = "PATCH",
         .path = "/api/webhooks/{webhook}",
         .name = "change_webhook",
         .summary = "Another address, or other kinds; the secret stays.",
         .body = body,
         .answer = webhook_shape(),
         .handle = change_webhook},
        acting("secret", "rotate_webhook",
               "A new secret; the one before signs as well for another day.",
               act_on<&webhooks::rotate>),
        acting("on", "switch_webhook_on", "Tells it again, beginning with what it missed.",
               act_on<&webhooks::switch_on>),
        acting("off", "switch_webhook_off", "Tells it nothing any more.",
               act_on<&webhooks::switch_off>),
        {.method = "DELETE",
         .path = "/api/webhooks/{webhook}",
         .name = "remove_webhook",
         .summary = "Forgets it, and its secret.",
         .handle = remove_webhook},
    };
}

}  // namespace linli::http
