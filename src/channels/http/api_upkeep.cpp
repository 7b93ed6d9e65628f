// How the office itself is: its disk and for how long it will do, its backup, its last verify, and
// how far those who follow its journal are behind. For whoever keeps it in order.
#include <filesystem>

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

void write_disk(json::Writer& writer, store::Reader& db, const Call& call) {
    const store::Settings& settings = call.services.store.settings();
    const auto bytes = store::bytes_of(settings);
    writer.field("bytes", bytes);
    if (!bytes) return;
    std::error_code none;
    const auto space = std::filesystem::space(settings.data, none);
    if (none) return;
    const auto free = static_cast<std::int64_t>(space.available);
    const Instant since{call.now().micros - days_of_growth * micros_per_day};
    const auto sizes = store::upkeep_since(db, call.tenant, store::Upkeep::bytes, since);
    writer.field("free", free).field("days_left", store::days_left(sizes, free));
}

// How many lines the webhook that is furthest behind has not looked at; none where none is on.
std::optional<std::int64_t> webhooks_behind(store::Reader& db, const Call& call,
                                            std::int64_t lines) {
    std::optional<std::int64_t> behind;
    for (const webhooks::Webhook& one : webhooks::all(db, call.tenant)) {
        if (one.switched_off) continue;
        behind = std::max(behind.value_or(0), one.failing ? lines - one.seq : 0);
    }
    return behind;
}

void give_upkeep(Call& call) {
    const auto answer = call.services.store.read([&](store::Reader& db) -> Outcome<std::string> {
        if (!may_see(db, call)) return Refusal{"not_yours", "", ""};
        json::Writer writer;
        writer.open_object();
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
        writer.field("webhooks_behind", webhooks_behind(db, call, lines));
        return writer.close_object().take();
    });
    if (!answer) return call.refuse(answer.refusal());
    call.answer(Response::json(answer.value()));
}

}  // namespace

std::vector<Endpoint> upkeep_endpoints() {
    return {{.method = "GET",
             .path = "/api/upkeep",
             .name = "upkeep",
             .summary = "The office's disk, backup and last verify, for whoever keeps it in order.",
             .answer = object({text("engine").must(),
                               number("bytes").says("What the store takes; not of PostgreSQL."),
                               number("free").says("What is left on its disk."),
                               number("days_left").says("When it grows as in the last 30 days."),
                               instant("backup"), number("backup_bytes"), instant("verify"),
                               flag("verify_held"), number("lines").must().says("Of the journal."),
                               number("webhooks_behind").says("Lines that wait for a webhook.")},
                              "Upkeep"),
             .handle = give_upkeep}};
}

}  // namespace linli::http
