// The invented town stands on its feet, and is the same town each time.
#include "town/town.h"

#include <gtest/gtest.h>

#include "journal/journal.h"
#include "kernel/posts/roles.h"
#include "store/testing.h"

namespace linli::town {
namespace {

struct Sketch {
    std::int64_t people, houses;
    std::string last_line;  // of the journal, with its hash
};

Sketch make_one(std::uint64_t seed) {
    SetClock clock(*Instant::parse("2026-11-20T01:00:00Z"));
    store::Settings settings;
    settings.data = ::testing::TempDir() + "linli_town_" + std::to_string(seed);
    settings.sync = false;
    std::filesystem::remove_all(settings.data);
    SeededRandom random(seed);
    const auto store = store::Store::open(settings, clock);
    const access::Seals seals = access::Seals::open(settings.data + "/key", true, random);
    const access::Roles roles = posts::carried_roles().rights();
    catalogue::Catalogue catalogue;
    Settings town;
    town.people = 300;
    town.seed = seed;
    town.today = *Day::parse("2026-11-20");
    const Made made = make(*store, clock, {&seals, &random, &roles, Zone{}}, catalogue, town,
                           [](const std::string&, int) {});
    Sketch sketch{made.people, made.houses, ""};
    store->read([&](store::Reader& db) {
        EXPECT_EQ(journal::verify(db, made.tenant), std::nullopt);
        const journal::Line last = journal::before(db, made.tenant, 0, 1).front();
        sketch.last_line = std::to_string(last.seq) + last.act.text() + last.record->text();
    });
    return sketch;
}

TEST(Town, IsTheSameForTheSameSeed) {
    const Sketch one = make_one(7);
    const Sketch again = make_one(7);
    EXPECT_GT(one.people, 200);
    EXPECT_GT(one.houses, 100);
    EXPECT_EQ(one.people, again.people);
    EXPECT_EQ(one.last_line, again.last_line);
    EXPECT_NE(one.last_line, make_one(8).last_line);
}

}  // namespace
}  // namespace linli::town
