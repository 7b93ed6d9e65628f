#include "store/upkeep.h"

#include <filesystem>

#include "base/check.h"

namespace linli::store {
namespace {

constexpr Sql insert{"upkeep.note",
                     "insert into upkeep (tenant, what, at, number) values (?, ?, ?, ?) "
                     "on conflict (tenant, what, at) do update set number = excluded.number"};
constexpr Sql forget{"upkeep.forget", "delete from upkeep where tenant = ? and what = ?"};
constexpr Sql select_since{"upkeep.since",
                           "select at, number from upkeep where tenant = ? and what = ? "
                           "and at >= ? order by at"};
constexpr Sql select_last{"upkeep.last",
                          "select at, number from upkeep where tenant = ? and what = ? "
                          "order by at desc limit 1"};

// Of this machine's database; PostgreSQL says nothing of the disk that it lies on.
constexpr Sql database_size{"upkeep.database_size", "select pg_database_size(current_database())",
                            true};

const char* name_of(Upkeep what) {
    switch (what) {
        case Upkeep::backup:
            return "backup";
        case Upkeep::verify:
            return "verify";
        case Upkeep::bytes:
            return "bytes";
    }
    throw Broken("no such upkeep");
}

}  // namespace

void note_upkeep(Store& store, Upkeep what, std::int64_t number) {
    for (const Store::TenantInfo& info : store.tenants()) {
        const auto done = store.write(info.tenant, [&](Writer& db) -> Outcome<Done> {
            // The last is the last that was noted, also when the clock was set back.
            if (what != Upkeep::bytes) db.run_derived(forget, db.tenant(), name_of(what));
            db.run_derived(insert, db.tenant(), name_of(what), db.now(), number);
            return Done{};
        });
        CHECK(done);
    }
}

std::vector<Noted> upkeep_since(Reader& db, Tenant tenant, Upkeep what, Instant since) {
    std::vector<Noted> all;
    for (auto rows = db.query(select_since, tenant, name_of(what), since); rows.next();)
        all.push_back({rows.instant(0), rows.number(1)});
    return all;
}

std::optional<Noted> last_upkeep(Reader& db, Tenant tenant, Upkeep what) {
    auto rows = db.query(select_last, tenant, name_of(what));
    if (!rows.next()) return std::nullopt;
    return Noted{rows.instant(0), rows.number(1)};
}

std::int64_t bytes_of(Reader& db, const Settings& settings) {
    if (!settings.database.empty()) {
        auto rows = db.query(database_size);
        CHECK(rows.next());
        return rows.number(0);
    }
    std::int64_t bytes = 0;
    for (const char* name :
         {"linli.sqlite", "linli.sqlite-wal", "files.sqlite", "files.sqlite-wal"}) {
        std::error_code none;
        const auto size = std::filesystem::file_size(settings.data + "/" + name, none);
        if (!none) bytes += static_cast<std::int64_t>(size);
    }
    return bytes;
}

std::optional<std::int64_t> bytes_a_day(const std::vector<Noted>& sizes) {
    if (sizes.empty()) return std::nullopt;
    const std::int64_t passed = sizes.back().at.micros - sizes.front().at.micros;
    const std::int64_t grown = sizes.back().number - sizes.front().number;
    if (passed < 2 * micros_per_day || grown <= 0) return std::nullopt;
    return std::max<std::int64_t>(1, grown / (passed / micros_per_day));
}

std::optional<std::int64_t> days_left(const std::vector<Noted>& sizes, std::int64_t free) {
    const auto a_day = bytes_a_day(sizes);
    return a_day ? std::optional(free / *a_day) : std::nullopt;
}

}  // namespace linli::store
