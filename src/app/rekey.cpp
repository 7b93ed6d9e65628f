// rekey: a new master key for an office that goes on working. The file holds the new key and the
// one before it until every key of the store is wrapped anew; whatever happens in between, both
// open.
#include <cstdio>
#include <filesystem>

#include "access/key_ring.h"
#include "app/commands.h"
#include "app/progress.h"
#include "base/file_lock.h"

namespace linli::app {
namespace {

constexpr std::int64_t keys_per_turn = 200;  // in one turn of the lane, so that nobody waits long
constexpr store::Sql count_keys{"keys.count", "select count(*) from keys where tenant = ?"};

class Rekeying {
public:
    Rekeying(Office& office, const Clock& clock) : office_(office), clock_(clock) {}

    // Gives the number of keys that the office has.
    std::int64_t run(store::Tenant tenant) {
        // After this line nobody wraps a key with the old one: see Seals::make_key.
        write_line(tenant, "rekey_begin", "{}");
        const std::int64_t all = office_.store->read([&](store::Reader& db) {
            auto rows = db.query(count_keys, tenant);
            return rows.next() ? rows.number(0) : 0;
        });
        const Progress progress = shown();
        std::int64_t seen = 0;
        for (std::optional<Id> last = Id{}; last;) {
            access::Seals::Rewrapped turn;
            write(tenant, [&](store::Writer& db) {
                turn = office_.seals.rewrap(db, *last, keys_per_turn);
            });
            seen += turn.seen;
            last = turn.last;
            progress("keys", seen, all);
        }
        json::Writer body;
        write_line(tenant, "rekey", body.open_object().field("keys", seen).close_object().take());
        return seen;
    }

private:
    template <class Change>
    void write(store::Tenant tenant, Change&& change) {
        CHECK(office_.store->write(tenant, [&](store::Writer& db) -> Outcome<Done> {
            change(db);
            return Done{};
        }));
    }
    void write_line(store::Tenant tenant, const char* verb, const std::string& body) {
        journal::Line line = office_.machine(clock_.now()).line("office", Id{}, verb);
        line.record.reset();
        line.body = body;
        write(tenant, [&](store::Writer& db) { journal::append(db, line); });
    }

    Office& office_;
    const Clock& clock_;
};

}  // namespace

int rekey(const Place& place) {
    store::Settings settings = settings_of(place.data);
    if (!place.database.empty()) settings.database = place.database;
    const FileLock lock(place.data + "/rekeying");
    if (!lock.held()) throw Fault(place.data + " is being given a new key already");
    const WallClock clock;
    SystemRandom random;
    Office office(settings, clock, random, false);

    const std::string path = key_file(place.data);
    access::KeyFile file = access::KeyFile::read(path);
    const bool goes_on = file.masters.size() > 1;
    if (!goes_on) {
        file.masters.insert(file.masters.begin(), access::fresh_key(random));
        file.write(path);
    }
    std::int64_t keys = 0;
    for (const auto& info : office.store->tenants())
        keys += Rekeying(office, clock).run(info.tenant);
    file.masters.resize(1);
    file.write(path);
    std::printf(
        "%s%lld keys are wrapped by the new key in %s: keep a copy of it elsewhere. What was "
        "backed up until now opens with the key as it was: keep that copy as long as those "
        "backups.\n",
        goes_on ? "It was begun before and went on. " : "", static_cast<long long>(keys),
        path.c_str());
    return 0;
}

}  // namespace linli::app
