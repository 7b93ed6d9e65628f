// Photos: taken in on a slow thread, sealed under a key of their own, kept before the act that
// names them. Until an act has named it, a photo is its sender's alone; then whoever may see the
// record may see it.
#include "base/text.h"
#include "catalogue/desk.h"
#include "channels/http/endpoints.h"
#include "channels/http/photos.h"
#include "kernel/cases/views.h"

namespace linli::http {
namespace {

using namespace shape;

// All photos of a tenant together, before somebody has to look.
constexpr std::int64_t tenant_bytes_max = std::int64_t{200} << 30;

constexpr store::Sql read_file{
    "files.read", "select key, record, account from files where tenant = ? and id = ?"};
constexpr store::Sql sum_files{"files.sum",
                               "select coalesce(sum(size), 0) from files "
                               "where tenant = ?"};

constexpr store::Sql sum_of_strangers{"files.sum_of_strangers",
                                      "select coalesce(sum(size), 0) from files where tenant = ? "
                                      "and made >= ? and account is null"};

constexpr store::Sql unnamed_files{
    "files.unnamed",
    "select id, key from files where tenant = ? and record is null and made < ? limit 100"};
constexpr store::Sql delete_file{
    "files.drop", "delete from files where tenant = ? and id = ? and record is null"};

// Of photos that strangers sent on this day, so that they cannot fill the disk in a night: how long
// until the next one, when it is enough.
std::optional<Refusal> strangers_sent_enough(store::Reader& db, const Call& call) {
    if (!call.who.stranger()) return std::nullopt;
    const Zone zone = call.services.means.zone;
    const Day today = zone.day_of(call.now());
    auto rows = db.query(sum_of_strangers, call.tenant, zone.at(today, 0));
    CHECK(rows.next());
    if (rows.number(0) < call.services.strangers_bytes_per_day) return std::nullopt;
    const std::int64_t wait = zone.at(today.plus(1), 0).micros - call.now().micros;
    return Refusal{"strangers_files_full", "file", std::to_string(wait / micros_per_second + 1)};
}

void keep_file(Call& call) {
    const Upload* sent = nullptr;
    for (const Upload& part : call.uploads) {
        if (part.name == "file") sent = &part;
    }
    if (!sent) return call.refuse({"field_missing", "file", ""});
    const auto full = call.services.store.read([&](store::Reader& db) -> std::optional<Refusal> {
        auto rows = db.query(sum_files, call.tenant);
        CHECK(rows.next());
        if (rows.number(0) > tenant_bytes_max) return Refusal{"files_full", "file", ""};
        return strangers_sent_enough(db, call);
    });
    if (full) return call.refuse(*full);

    auto taken = take_in_picture(sent->bytes);
    if (!taken) return call.refuse(taken.refusal());
    const auto picture = std::make_shared<const Picture>(std::move(taken).value());
    call.write(
        [&call, picture](store::Writer& db) -> Outcome<Id> {
            return note_photo(db, call.services.means, call.asker(), *picture);
        },
        [picture](Call& later, const Id& file) {
            keep_photo(later.services.store, *later.services.means.seals, later.tenant, file,
                       *picture);
            json::Writer writer;
            writer.open_object().field("id", file);
            writer.field("width", picture->width).field("height", picture->height).close_object();
            later.answer(Response::json(writer.take(), 201));
        });
}

struct Kept {
    Id key;
    std::optional<Id> record, account;
};

// Whether the asker may see it; what nobody has named is its sender's.
bool may_see(store::Reader& db, const Call& call, const Id& id, const Kept& file) {
    if (!file.record) return file.account && *file.account == call.who.account;
    if (!call.services.catalogue) return false;
    const cases::Desk desk = catalogue::desk_of(*call.services.catalogue, call.services.means);
    std::optional<std::int64_t> followed;
    if (const std::string code = call.query("code"); !code.empty()) {
        const auto leads = cases::follow(db, desk, call.tenant, code);
        if (leads && leads->record == *file.record) followed = leads->position;
    }
    return cases::may_see_photo(db, desk, call.who, *file.record, id, call.now(), followed);
}

void give_file(Call& call) {
    const Id id = call.id("file");
    const auto file = call.services.store.read([&](store::Reader& db) -> std::optional<Kept> {
        auto rows = db.query(read_file, call.tenant, id);
        if (!rows.next()) return std::nullopt;
        const Kept kept{rows.id(0), rows.maybe_id(1), rows.maybe_id(2)};
        if (!may_see(db, call, id, kept)) return std::nullopt;
        return kept;
    });
    if (!file) return call.refuse({"no_such_file", "", ""});
    auto bytes = photo_bytes(call.services.store, *call.services.means.seals, call.tenant, id,
                             file->key, call.query("size") == "small" ? Size::small : Size::full);
    if (!bytes) return call.refuse({"no_such_file", "", ""});

    Response response{.body = *std::move(bytes)};
    response.set("Content-Type", "image/jpeg");
    response.set("Content-Disposition", "inline");
    // It never changes, but who may see it does: the browser may keep it for this session only.
    response.set("Cache-Control", "private, max-age=600");
    call.answer(std::move(response));
}

}  // namespace

void sweep_files(const Services& services, Instant before) {
    struct Unnamed {
        Id file, key;
    };
    const auto unnamed = services.store.read([&](store::Reader& db) {
        std::vector<Unnamed> found;
        auto rows = db.query(unnamed_files, services.tenant, before);
        while (rows.next())
            found.push_back({rows.id(0), rows.id(1)});
        return found;
    });
    for (const Unnamed& one : unnamed) {
        const auto forgotten =
            services.store.write(services.tenant, [&](store::Writer& db) -> Outcome<Done> {
                // An act may have named it in this very moment.
                if (db.run(delete_file, services.tenant, one.file) == 0) {
                    return Refusal{"no_such_file", "", ""};
                }
                services.means.seals->destroy_key(db, one.key);
                kernel::Asker asker;
                asker.who.tenant = services.tenant;
                asker.act = Id::make(db.now(), *services.means.random);
                journal::append(db, asker.line("file", one.file, "sweep"));
                return Done{};
            });
        if (forgotten) services.store.drop_file(services.tenant, one.file);
    }
}

std::vector<Endpoint> file_endpoints() {
    return {
        {.method = "POST",
         .path = "/api/files",
         .name = "keep_file",
         .summary = "Takes a photo in; an act can name it afterwards.",
         .asker = Asker::anyone,
         .answer = object({id("id").must(), number("width").must(), number("height").must()}),
         .handle = keep_file,
         .uploads = true,
         .slow = true},
        {.method = "GET",
         .path = "/api/files/{file}",
         .name = "file",
         .summary = "A photo, whole or small.",
         .asker = Asker::anyone,
         .query = {word("size", {"small", "full"}), text("code")},
         .handle = give_file},
    };
}

}  // namespace linli::http
