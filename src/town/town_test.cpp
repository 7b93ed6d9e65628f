// The invented town stands on its feet, and is the same town each time.
#include "town/town.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "access/accounts.h"
#include "access/testing.h"
#include "catalogue/desk.h"
#include "journal/journal.h"
#include "kernel/cases/views.h"
#include "kernel/posts/roles.h"

namespace linli::town {
namespace {

struct Sketch {
    std::int64_t people = 0, houses = 0;
    std::string last_line;                      // of the journal, with its hash
    std::map<std::string, std::size_t> to_do;   // login → cases that wait there
    std::map<std::string, std::size_t> theirs;  // login → cases they reported
    std::map<std::string, std::size_t> news;    // login → notices that nobody has read
    std::size_t late = 0;
    std::set<std::string> verbs;  // of the journal
    std::size_t photos = 0;
};

constexpr store::Sql unread{"testing.unread",
                            "select count(*) from notices where tenant = ? and account = ? "
                            "and read is null"};

std::size_t listed(store::Reader& db, const cases::Desk& desk, const access::Who& who,
                   const std::string& list, Instant now) {
    cases::Asked asked;
    asked.list = list;
    asked.most = 100;
    return static_cast<std::size_t>(cases::list(db, desk, who, asked, now).value().count);
}

// What everyone who greets finds on their desk.
void look_around(store::Reader& db, const cases::Desk& desk, const Made& made, Instant now,
                 Sketch& sketch) {
    for (const Login& login : made.logins) {
        const auto account = access::find_account(db, made.tenant, login.login);
        ASSERT_TRUE(account) << login.login;
        const access::Who who =
            access::who_of(db, made.tenant, account->id, desk.means.zone.day_of(now));
        sketch.to_do[login.role] = listed(db, desk, who, "todo", now);
        sketch.theirs[login.role] = listed(db, desk, who, "mine", now);
        auto rows = db.query(unread, made.tenant, account->id);
        rows.next();
        sketch.news[login.role] = static_cast<std::size_t>(rows.number(0));
        if (login.role == "secretary") sketch.late = listed(db, desk, who, "late", now);
    }
    std::int64_t before = 0;
    do {
        const auto lines = journal::before(db, made.tenant, before, 500);
        before = lines.empty() ? 0 : lines.back().seq;
        for (const journal::Line& line : lines) {
            sketch.verbs.insert(line.verb);
            if (line.kind == "file") ++sketch.photos;
        }
    } while (before > 1);
}

Sketch make_one(std::uint64_t seed, std::string_view today = "2026-11-20") {
    SetClock clock(*Instant::parse("2026-11-20T01:00:00Z"));
    store::Settings settings;
    settings.data = ::testing::TempDir() + "linli_town_" + std::to_string(seed);
    settings.sync = false;
    std::filesystem::remove_all(settings.data);
    SeededRandom random(seed);
    const auto store = store::Store::open(settings, clock);
    const access::Seals seals = access::testing::seals_of(settings, random);
    const access::Roles roles = posts::carried_roles().rights();
    catalogue::Catalogue catalogue;
    Settings town;
    town.people = 300;
    town.seed = seed;
    town.today = *Day::parse(today);
    const Made made = make(*store, clock, {&seals, &random, &roles, Zone{}}, catalogue, town,
                           [](std::string_view, std::int64_t, std::int64_t) {});
    Sketch sketch;
    sketch.people = made.people;
    sketch.houses = made.houses;
    store->read([&](store::Reader& db) {
        const kernel::Means means{&seals, &random, &roles, Zone{}};
        look_around(db, catalogue::desk_of(catalogue, means), made, clock.now(), sketch);
        EXPECT_EQ(journal::verify(db, made.tenant), std::nullopt);
        const journal::Line last = journal::before(db, made.tenant, 0, 1).front();
        sketch.last_line = std::to_string(last.seq) + last.act.text() + last.record->text();
    });
    return sketch;
}

// Made once for all tests: it takes its time.
const Sketch& first_town() {
    static const Sketch town = make_one(1);
    return town;
}

TEST(Town, IsTheSameForTheSameSeed) {
    const Sketch& one = first_town();
    const Sketch again = make_one(1);
    EXPECT_GT(one.people, 200);
    EXPECT_GT(one.houses, 100);
    EXPECT_EQ(one.people, again.people);
    EXPECT_EQ(one.last_line, again.last_line);
    const Sketch sunday = make_one(2, "2026-11-22");
    EXPECT_NE(one.last_line, sunday.last_line);
    EXPECT_GE(sunday.to_do.at("window"), 3u);
    EXPECT_LE(sunday.late, 15u);
}

// Whoever opens the demo finds a day's work: something of each kind, and no end of none.
TEST(Town, OpensOnDesksThatAreNeitherEmptyNorEndless) {
    const Sketch& town = first_town();
    for (const char* role : {"window", "grid_worker", "mediator", "repairer", "unit_contact"}) {
        EXPECT_GE(town.to_do.at(role), 3u) << role;
        EXPECT_LE(town.to_do.at(role), 25u) << role;
    }
    for (const char* role : {"secretary", "street_officer", "window", "resident"}) {
        EXPECT_GE(town.news.at(role), 1u) << role;
        EXPECT_LE(town.news.at(role), 20u) << role;
    }
    EXPECT_GE(town.theirs.at("resident"), 3u);
    EXPECT_GE(town.late, 3u);
    EXPECT_LE(town.late, 15u);
    EXPECT_GE(town.photos, 20u);
    for (const char* verb :
         {"join", "pause", "extend", "reopen", "call_back", "rate", "raise", "send_back", "warn",
          "late", "lapse", "stand_in", "confirm", "issue"}) {
        EXPECT_TRUE(town.verbs.contains(verb)) << verb;
    }
}

}  // namespace
}  // namespace linli::town
