#include "channels/webhooks/sender.h"

#include <algorithm>

#include "base/json.h"
#include "base/log.h"
#include "channels/webhooks/sign.h"
#include "kernel/registry/places.h"

namespace linli::webhooks {
namespace {

constexpr store::Sql read_lease{"leases.read",
                                "select holder, until from leases where tenant = ? and name = ?"};
constexpr store::Sql take_lease{
    "leases.take",
    "insert into leases (tenant, name, holder, until) values (?, ?, ?, ?) "
    "on conflict (tenant, name) do update set holder = excluded.holder, until = excluded.until"};
constexpr store::Sql move{
    "webhooks.move",
    "update webhooks set seq = ?, failures = ?, failing = ?, not_before = ?, answer = ? "
    "where tenant = ? and id = ? and address = ? and switched_off is null"};
constexpr store::Sql give_up{"webhooks.give_up",
                             "update webhooks set switched_off = ? where tenant = ? and id = ? "
                             "and switched_off is null"};
constexpr store::Sql grants_at{"webhooks.grants",
                               "select account, role from grants where tenant = ? and place = ? "
                               "and from_day <= ? and (to_day is null or to_day > ?)"};
constexpr store::Sql tell_account{
    "webhooks.notice",
    "insert into notices (tenant, account, seq, at, kind, record, words_zh, words_en, read) "
    "values (?, ?, ?, ?, 'webhook', ?, ?, ?, null) on conflict (tenant, account, seq) do nothing"};

constexpr const char* lease_name = "webhooks";
constexpr std::int64_t lines_max = 200;
constexpr int messages_max = 50;               // of one webhook in one round
constexpr std::int64_t passed_over_max = 100;  // before it is kept how far it has come

bool is_taken(const std::string& answer) {
    return answer.size() == 3 && answer.front() == '2';
}

// Whoever may edit webhooks is told that one is off. The line is the one just appended.
void tell_editors(store::Writer& db, const kernel::Means& means, const Webhook& webhook) {
    const auto root = registry::root_place(db, db.tenant());
    if (!root) return;
    const Day today = means.zone.day_of(db.now());
    std::vector<Id> told;
    for (auto rows = db.query(grants_at, db.tenant(), root->id, today, today); rows.next();) {
        const auto role = means.roles->find(rows.text(1));
        if (role != means.roles->end() && role->second.contains("webhooks.edit")) {
            told.push_back(rows.id(0));
        }
    }
    for (const Id& account : told) {
        db.run_derived(
            tell_account, db.tenant(), account, db.head.seq, db.now(), webhook.id,
            "推送地址连续三天没有收下消息，已停用：" + webhook.address,
            "A webhook took nothing for three days and was switched off: " + webhook.address);
    }
}

}  // namespace

std::int64_t wait_seconds(std::int64_t failures) {
    constexpr std::int64_t waits[] = {5, 30, 120, 600, 1800, 3600, 2 * 3600, 4 * 3600, 8 * 3600};
    const auto last = static_cast<std::int64_t>(std::size(waits)) - 1;
    return waits[std::clamp(failures - 1, std::int64_t{0}, last)];
}

std::string event_of(store::Tenant tenant, const journal::Line& line) {
    const std::string number = std::to_string(tenant.number);
    json::Writer writer;
    writer.open_object().field("specversion", "1.0");
    writer.field("id", number + "-" + std::to_string(line.seq));
    writer.field("source", "urn:linli:" + number);
    writer.field("type", "linli." + line.kind + "." + line.verb);
    writer.field("time", line.at).field("datacontenttype", "application/json");
    if (line.record) writer.field("subject", *line.record);
    writer.key("data").open_object().field("seq", line.seq);
    writer.field("kind", line.kind).field("verb", line.verb).field("record", line.record);
    writer.field("place", line.place).field("programme", line.programme);
    return writer.close_object().close_object().take();
}

Sender::Sender(store::Store& store, store::Tenant tenant, const kernel::Means& means,
               const Clock& clock, Post post, MayTell may_tell)
    : store_(store),
      tenant_(tenant),
      means_(means),
      clock_(clock),
      post_(std::move(post)),
      may_tell_(std::move(may_tell)),
      me_(Id::make(clock.now(), *means.random)) {}

void Sender::round() {
    const auto known = store_.read([&](store::Reader& db) { return all(db, tenant_); });
    for (const Webhook& webhook : known) {
        if (webhook.switched_off || clock_.now() < webhook.not_before) continue;
        const Next found = next(webhook);
        if (!found.line && !found.more) continue;
        if (!holds_lease()) return;
        tell(webhook);
    }
}

// Taken in the lane, so that of two who ask at once one has it. It is renewed at half its time, and
// a message takes less than that.
bool Sender::holds_lease() {
    const Instant now = clock_.now();
    if (now.micros + lease_seconds / 2 * micros_per_second < mine_until_.micros) return true;
    const Instant until{now.micros + lease_seconds * micros_per_second};
    const auto may_take = [&](store::Reader& db) {
        auto rows = db.query(read_lease, tenant_, lease_name);
        return !rows.next() || rows.id(0) == me_ || rows.instant(1) <= now;
    };
    bool mine = store_.read(may_take);  // the lane is not bothered while another has it
    if (mine) {
        const auto done = store_.write(tenant_, [&](store::Writer& db) -> Outcome<Done> {
            mine = may_take(db);
            if (mine) db.run_derived(take_lease, tenant_, lease_name, me_, until);
            return Done{};
        });
        CHECK(done);
    }
    mine_until_ = mine ? until : Instant{};
    return mine;
}

Sender::Next Sender::next(const Webhook& webhook) const {
    return store_.read([&](store::Reader& db) {
        Next found{.seq = webhook.seq, .line = {}, .more = false};
        const auto lines = journal::after(db, tenant_, webhook.seq, lines_max);
        for (const journal::Line& line : lines) {
            found.seq = line.seq;
            const auto& chosen = webhook.kinds;
            if (std::find(chosen.begin(), chosen.end(), line.kind) == chosen.end()) continue;
            if (!may_tell_(db, line)) continue;
            found.line = line;
            return found;
        }
        found.more = static_cast<std::int64_t>(lines.size()) == lines_max;
        return found;
    });
}

void Sender::tell(Webhook webhook) {
    const std::int64_t began_at = webhook.seq;
    bool changed = false;
    for (int messages = 0; messages < messages_max && holds_lease(); ++messages) {
        const Next found = next(webhook);
        if (found.line) {
            const std::string answer = send(webhook, *found.line);
            if (!is_taken(answer)) return failed(std::move(webhook), answer);
            webhook.answer = answer;
            webhook.failures = 0;
            webhook.failing.reset();
            changed = true;
        }
        webhook.seq = found.seq;
        if (!found.line && !found.more) break;
    }
    if (changed || webhook.seq - began_at >= passed_over_max) keep(webhook);
}

std::string Sender::send(const Webhook& webhook, const journal::Line& line) const {
    const Instant now = clock_.now();
    const auto secrets = store_.read(
        [&](store::Reader& db) { return secrets_of(db, means_, tenant_, webhook, now); });
    Message message;
    message.address = webhook.address;
    message.id = std::to_string(tenant_.number) + "-" + std::to_string(line.seq);
    message.timestamp = std::to_string(now.micros / micros_per_second);
    message.body = event_of(tenant_, line);
    message.signature = signature(secrets, message.id, message.timestamp, message.body);
    return post_(message);
}

void Sender::keep(const Webhook& webhook) {
    const auto done = store_.write(tenant_, [&](store::Writer& db) -> Outcome<Done> {
        db.run_derived(move, webhook.seq, webhook.failures, webhook.failing, webhook.not_before,
                       webhook.answer, tenant_, webhook.id, webhook.address);
        return Done{};
    });
    CHECK(done);
}

// 410 Gone: "the target resource is no longer available" and is not to be asked again (RFC 9110
// section 15.5.11).
void Sender::failed(Webhook webhook, const std::string& answer) {
    const Instant now = clock_.now();
    webhook.answer = answer;
    webhook.failures += 1;
    if (!webhook.failing) webhook.failing = now;
    webhook.not_before = {now.micros + wait_seconds(webhook.failures) * micros_per_second};
    keep(webhook);
    const std::int64_t failing = now.micros - webhook.failing->micros;
    if (answer != "410" && failing < failing_hours_max * micros_per_hour) return;
    const auto done = store_.write(tenant_, [&](store::Writer& db) -> Outcome<Done> {
        if (db.run_derived(give_up, now, tenant_, webhook.id) == 0) return Done{};
        kernel::Asker system;
        system.who.tenant = tenant_;
        system.act = Id::make(now, *means_.random);
        journal::append(db, system.line("webhook", webhook.id, "give_up"));
        tell_editors(db, means_, webhook);
        return Done{};
    });
    CHECK(done);
}

}  // namespace linli::webhooks
