// The bare loader: the rows of a sheet into the tables and indexes that an import of people fills,
// sealed and made findable alike, and nothing else: nobody is looked for, no right is asked, no
// preview is kept, no journal line is written.
#include "bench/load.h"

#include <fstream>
#include <map>
#include <sstream>

#include "base/text.h"
#include "channels/sheets/sheet.h"
#include "kernel/registry/person_rows.h"

namespace linli::bench {
namespace {

constexpr std::size_t chunk_rows = 500;
constexpr store::Sql insert_household{
    "bench.household",
    "insert into households (tenant, id, number, place, path, head, note, from_day, to_day, "
    "edition) values (?, ?, ?, ?, ?, ?, '', ?, null, 1)"};
constexpr store::Sql insert_member{"bench.member",
                                   "insert into members (tenant, household, person, from_day, "
                                   "to_day, relation) values (?, ?, ?, ?, null, ?)"};

struct Loaded {
    std::string name, number, phone;
    std::size_t home = 0;
    bool head = false;
};

// The columns of bench/sheets.ts.
Loaded loaded_of(const sheets::Row& row, std::size_t home) {
    return {std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)), home,
            row.text(10) == "户主"};
}

}  // namespace

std::size_t load(store::Store& store, const kernel::Means& means, store::Tenant tenant,
                 const std::vector<registry::Place>& homes, const std::string& sheet) {
    std::ifstream file(sheet, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    std::vector<Loaded> chunk;
    std::size_t count = 0, home = 0;
    Id household;
    const auto put = [&] {
        const auto done = store.write(tenant, [&](store::Writer& db) -> Outcome<Done> {
            const Day today = means.zone.day_of(db.now());
            for (const Loaded& row : chunk) {
                const registry::Place& place = homes[row.home % homes.size()];
                registry::Person is;
                is.id = Id::make(db.now(), *means.random);
                is.key = means.seals->make_key(db);
                is.made = db.now();
                registry::PersonChanges changes;
                changes.set("name", row.name);
                changes.document = registry::Document{"", row.number};
                changes.phones = std::vector<std::string>{row.phone};
                auto spelled = registry::spelled(std::move(changes), today);
                CHECK(spelled);
                registry::Changed changed;
                registry::apply(db, means, is, spelled.value(), changed);
                registry::begin_stay(db, is, "lives", place, today, "", changed);
                registry::stand(is);
                registry::insert_person(db, is);
                if (row.head) {
                    household = Id::make(db.now(), *means.random);
                    db.run(insert_household, tenant, household, "", place.id, place.path, is.id,
                           today);
                }
                db.run(insert_member, tenant, household, is.id, today, row.head ? "02" : "");
            }
            journal::Line line;  // one for the chunk, without which the store commits nothing
            line.act = Id::make(db.now(), *means.random);
            line.kind = "bench";
            line.verb = "load";
            journal::append(db, std::move(line));
            return Done{};
        });
        CHECK(done);
        chunk.clear();
    };
    const auto read = sheets::read(bytes.str(), {}, [&](const sheets::Row& row) {
        if (row.number == 1) return true;
        if (row.text(10) == "户主") ++home;
        chunk.push_back(loaded_of(row, home));
        ++count;
        if (chunk.size() == chunk_rows) put();
        return true;
    });
    CHECK(read);
    if (!chunk.empty()) put();
    return count;
}

}  // namespace linli::bench
