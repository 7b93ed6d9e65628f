// How the office itself is: the program and its database, its disk and for how long it will do, its
// backup and last verify, how long writes wait, and how far those who follow its journal are
// behind. For whoever keeps it in order.
#include <filesystem>

#include "base/version.h"
#include "channels/http/endpoints.h"
#include "channels/webhooks/webhooks.h"
#include "kernel/registry/places.h"
#include "store/upkeep.h"

namespace linli::http {
namespace {

using namespace shape;

constexpr std::int64_t days_of_growth = 30;
constexpr store::Sql head{"upkeep.head", "select seq from lanes where tenant = ?"};

bool may_see(store::Reader& db, const Call& call) {
    const auto root = registry::root_place(db, call.tenant);
    return root &&
           access::may(call.who, *call.services.means.roles, "upkeep.see", root->path) != nullptr;
}

// PostgreSQL knows its database, and nothing of the disk that it lies on.
void write_disk(json::Writer& writer, store::Reader& db, const Call& call) {
    const store::Settings& settings = call.services.store.settings();
    const Instant since{call.now().micros - days_of_growth * micros_per_day};
    const auto sizes = store::upkeep_since(db, call.tenant, store::Upkeep::bytes, since);
    writer.field("bytes", store::bytes_of(db, settings));
    writer.field("bytes_a_day", store::bytes_a_day(sizes));
    if (!settings.database.empty()) return;
    std::error_code none;
    const auto space = std::filesystem::space(settings.data, none);
    if (none) return;
    const auto free = static_cast<std::int64_t>(space.available);
    writer.field("free", free).field("days_left", store::days_left(sizes, free));
}

std::int64_t milliseconds(std::int64_t micros) {
    return (micros + 999) / 1000;
}

void write_lane(json::Writer& writer, const store::LaneState& lane) {
    writer.key("lane").open_object();
    writer.field("minutes", lane.minutes).field("waiting", lane.waiting);
    writer.field("answered", lane.answered);
    writer.field("typical", milliseconds(lane.typical));
    writer.field("longest", milliseconds(lane.longest)).close_object();
}

// For how long the first line that event streams have not been told of has stood there.
std::optional<std::int64_t> streams_behind(store::Reader& db, const Call& call) {
    const std::int64_t told = call.services.events.told_up_to;
    if (told < 0) return std::nullopt;
    const auto waiting = journal::after(db, call.tenant, told, 1);
    if (waiting.empty()) return 0;
    const std::int64_t passed = call.now().micros - waiting.front().at.micros;
    return std::max<std::int64_t>(0, passed / micros_per_second);
}

// How many lines the webhook that is furthest behind has not looked at, and since when one of them
// fails; nothing where none is on.
void write_webhooks(json::Writer& writer, store::Reader& db, const Call& call, std::int64_t lines) {
    std::optional<std::int64_t> behind;
    std::optional<Instant> failing;
    for (const webhooks::Webhook& one : webhooks::all(db, call.tenant)) {
        if (one.switched_off) continue;
        behind = std::max(behind.value_or(0), one.failing ? lines - one.seq : 0);
        if (one.failing) failing = std::min(failing.value_or(*one.failing), *one.failing);
    }
    writer.field("webhooks_behind", behind);
    if (failing) writer.field("webhooks_failing", *failing);
}

void give_upkeep(Call& call) {
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        if (!may_see(db, call)) return Refusal{"not_yours", "", ""};
        json::Writer writer;
        writer.open_object().field("version", version()).field("commit", commit());
        writer.field("engine",
                     call.services.store.settings().database.empty() ? "SQLite" : "PostgreSQL");
        write_disk(writer, db, call);
        const auto backup = store::last_upkeep(db, call.tenant, store::Upkeep::backup);
        if (backup) writer.field("backup", backup->at).field("backup_bytes", backup->number);
        const auto verify = store::last_upkeep(db, call.tenant, store::Upkeep::verify);
        if (verify) writer.field("verify", verify->at).field("verify_held", verify->number == 1);
        auto rows = db.query(head, call.tenant);
        const std::int64_t lines = rows.next() ? rows.number(0) : 0;
        writer.field("lines", lines);
        write_lane(writer, call.services.store.lane_state());
        writer.field("streams_behind", streams_behind(db, call));
        write_webhooks(writer, db, call, lines);
        return writer.close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()));
}

Shape upkeep_shape() {
    const Shape lane = object({number("minutes").must().says("Of which the rest tells."),
                               number("waiting").must(), number("answered").must(),
                               number("typical").must().says("Milliseconds; half were quicker."),
                               number("longest").must().says("Milliseconds.")});
    return object(
        {text("version").must(), text("commit").must(), text("engine").must(),
         number("bytes").must().says("What the store takes; of PostgreSQL the whole database."),
         number("bytes_a_day").says("How it grew in the last 30 days."),
         number("free").says("What is left on its disk; not of PostgreSQL."),
         number("days_left").says("When it goes on growing like that."), instant("backup"),
         number("backup_bytes"), instant("verify"), flag("verify_held"),
         number("lines").must().says("Of the journal."),
         member("lane", lane).must().says("Writes that wait for their turn."),
         number("streams_behind").says("Seconds."),
         number("webhooks_behind").says("Lines that wait for a webhook."),
         instant("webhooks_failing").says("Since when one cannot be told.")},
        "Upkeep");
}

}  // namespace

std::vector<Endpoint> upkeep_endpoints() {
    return {{.method = "GET",
             .path = "/api/upkeep",
             .name = "upkeep",
             .summary = "How the office's program, database, disk and backup are, and what waits.",
             .answer = upkeep_shape(),
             .handle = give_upkeep}};
}

}  // namespace linli::http
