#include "channels/webhooks/webhooks.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"
#include "channels/webhooks/address.h"
#include "channels/webhooks/sign.h"
#include "kernel/registry/places.h"

namespace linli::webhooks {
namespace {

constexpr store::Sql select_all{
    "webhooks.all",
    "select id, address, kinds, key, secret, former, former_ends, seq, failures, failing, "
    "not_before, answer, switched_off from webhooks where tenant = ? order by made, id"};
constexpr store::Sql insert{
    "webhooks.add",
    "insert into webhooks (tenant, id, address, kinds, key, secret, seq, failures, not_before, "
    "answer, made) values (?, ?, ?, ?, ?, ?, ?, 0, ?, '', ?)"};
constexpr store::Sql set_what{
    "webhooks.change",
    "update webhooks set address = ?, kinds = ?, failures = 0, failing = null, not_before = ?, "
    "answer = '' where tenant = ? and id = ?"};
constexpr store::Sql set_secret{
    "webhooks.rotate",
    "update webhooks set secret = ?, former = ?, former_ends = ? where tenant = ? and id = ?"};
constexpr store::Sql set_on{
    "webhooks.on",
    "update webhooks set switched_off = null, failures = 0, failing = null, not_before = ?, "
    "answer = '' where tenant = ? and id = ?"};
constexpr store::Sql set_off{"webhooks.off",
                             "update webhooks set switched_off = ? where tenant = ? and id = ?"};
constexpr store::Sql forget{"webhooks.remove", "delete from webhooks where tenant = ? and id = ?"};

constexpr std::size_t secret_bytes = 32;

Webhook read(const store::Rows& rows) {
    return {.id = rows.id(0),
            .address = rows.text(1),
            .kinds = text::split(rows.view(2), ','),
            .key = rows.id(3),
            .secret = rows.text(4),
            .former = rows.maybe_text(5),
            .former_ends = rows.maybe_instant(6),
            .seq = rows.number(7),
            .failures = rows.number(8),
            .failing = rows.maybe_instant(9),
            .not_before = rows.instant(10),
            .answer = rows.text(11),
            .switched_off = rows.maybe_instant(12)};
}

std::string sealed_secret(store::Writer& db, const kernel::Means& means, const Id& key,
                          const Id& webhook) {
    std::uint8_t bytes[secret_bytes];
    means.random->fill(bytes);
    const std::string secret = secret_of({reinterpret_cast<const char*>(bytes), sizeof bytes});
    return means.seals->seal(db, key, {db.tenant(), webhook, "secret"}, secret);
}

Outcome<Done> check(const std::string& address, const std::vector<std::string>& chosen) {
    if (!is_address(address)) return Refusal{"webhook_address_bad", "address", ""};
    if (chosen.empty()) return Refusal{"field_missing", "kinds", ""};
    for (const std::string& kind : chosen) {
        if (std::find(kinds().begin(), kinds().end(), kind) == kinds().end()) {
            return Refusal{"no_such_choice", "kinds", text::joined(kinds(), ", ")};
        }
    }
    return Done{};
}

Outcome<Webhook> editable(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                          const Id& id) {
    if (!may_edit(db, means, asker.who)) return Refusal{"not_yours", "webhook", ""};
    const auto found = find(db, db.tenant(), id);
    if (!found) return Refusal{"no_such_webhook", "webhook", ""};
    return *found;
}

void note(store::Writer& db, const kernel::Asker& asker, const Id& id, std::string verb,
          const std::string& address = "") {
    journal::Line line = asker.line("webhook", id, std::move(verb));
    json::Writer body;
    body.open_object();
    if (!address.empty()) body.field("address", address);
    line.body = body.close_object().take();
    journal::append(db, std::move(line));
}

}  // namespace

const std::vector<std::string>& kinds() {
    static const std::vector<std::string> all = {"case", "person", "household", "place",
                                                 "unit", "post",   "programme"};
    return all;
}

bool may_edit(store::Reader& db, const kernel::Means& means, const access::Who& who) {
    const auto root = registry::root_place(db, who.tenant);
    return root && access::may(who, *means.roles, "webhooks.edit", root->path);
}

std::vector<Webhook> all(store::Reader& db, store::Tenant tenant) {
    std::vector<Webhook> found;
    for (auto rows = db.query(select_all, tenant); rows.next();)
        found.push_back(read(rows));
    return found;
}

std::optional<Webhook> find(store::Reader& db, store::Tenant tenant, const Id& id) {
    for (Webhook& one : all(db, tenant))
        if (one.id == id) return std::move(one);
    return std::nullopt;
}

std::vector<std::string> secrets_of(store::Reader& db, const kernel::Means& means,
                                    store::Tenant tenant, const Webhook& webhook, Instant now) {
    std::vector<std::string> secrets;
    const auto open = [&](const std::string& sealed) {
        const auto plain =
            means.seals->open(db, webhook.key, {tenant, webhook.id, "secret"}, sealed);
        if (plain) secrets.push_back(*plain);
    };
    open(webhook.secret);
    if (webhook.former && webhook.former_ends && now < *webhook.former_ends) open(*webhook.former);
    return secrets;
}

std::optional<Id> secret_act(store::Reader& db, store::Tenant tenant, const Id& id) {
    std::optional<Id> last;
    for (const journal::Line& line : journal::timeline(db, tenant, id))
        if (line.verb == "add" || line.verb == "rotate") last = line.act;
    return last;
}

Outcome<Id> add(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                const std::string& address, const std::vector<std::string>& chosen) {
    if (!may_edit(db, means, asker.who)) return Refusal{"not_yours", "webhook", ""};
    if (static_cast<std::int64_t>(all(db, db.tenant()).size()) >= webhooks_max) {
        return Refusal{"webhooks_too_many", "", std::to_string(webhooks_max)};
    }
    const auto good = check(address, chosen);
    if (!good) return good.refusal();
    const Id id = Id::make(db.now(), *means.random);
    const Id key = means.seals->make_key(db);
    const std::string secret = sealed_secret(db, means, key, id);
    note(db, asker, id, "add", address);
    db.run(insert, db.tenant(), id, address, text::joined(chosen, ","), key, secret, db.head.seq,
           db.now(), db.now());
    return id;
}

Outcome<Id> change(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                   const Id& id, const std::string& address,
                   const std::vector<std::string>& chosen) {
    const auto found = editable(db, means, asker, id);
    if (!found) return found.refusal();
    const auto good = check(address, chosen);
    if (!good) return good.refusal();
    db.run(set_what, address, text::joined(chosen, ","), db.now(), db.tenant(), id);
    note(db, asker, id, "change", address);
    return id;
}

Outcome<Id> rotate(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                   const Id& id) {
    const auto found = editable(db, means, asker, id);
    if (!found) return found.refusal();
    const std::string secret = sealed_secret(db, means, found.value().key, id);
    const Instant ends{db.now().micros + former_hours * micros_per_hour};
    db.run(set_secret, secret, found.value().secret, ends, db.tenant(), id);
    note(db, asker, id, "rotate");
    return id;
}

Outcome<Id> switch_on(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                      const Id& id) {
    const auto found = editable(db, means, asker, id);
    if (!found) return found.refusal();
    if (!found.value().switched_off) return Refusal{"wrong_state", "webhook", ""};
    db.run(set_on, db.now(), db.tenant(), id);
    note(db, asker, id, "on");
    return id;
}

Outcome<Id> switch_off(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                       const Id& id) {
    const auto found = editable(db, means, asker, id);
    if (!found) return found.refusal();
    if (found.value().switched_off) return Refusal{"wrong_state", "webhook", ""};
    db.run(set_off, db.now(), db.tenant(), id);
    note(db, asker, id, "off");
    return id;
}

Outcome<Id> remove(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                   const Id& id) {
    const auto found = editable(db, means, asker, id);
    if (!found) return found.refusal();
    db.run(forget, db.tenant(), id);
    means.seals->destroy_key(db, found.value().key);
    note(db, asker, id, "remove", found.value().address);
    return id;
}

}  // namespace linli::webhooks
