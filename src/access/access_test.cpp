// Who reaches what, whose password fits, whose session lives, and what a seal opens to. Above all:
// who does not.
#include "access/access.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "access/accounts.h"
#include "access/key_ring.h"
#include "access/testing.h"
#include "base/text.h"

namespace linli::access {
namespace {

using store::testing::town;

const Roles roles = {{"grid_worker", {"cases.see"}}, {"secretary", {"cases.see", "people.edit"}}};

Grant grant(std::string role, Path path) {
    Grant one;
    one.role = std::move(role);
    one.path = std::move(path);
    return one;
}

TEST(Within, IsAboutWholeLabels) {
    EXPECT_TRUE(within("/0001/0002", "/0001"));
    EXPECT_TRUE(within("/0001", "/0001"));
    EXPECT_FALSE(within("/00011/0002", "/0001"));
    EXPECT_FALSE(within("/0001", "/0001/0002"));
}

TEST(May, NeedsTheRightAndThePlace) {
    Who who;
    who.grants = {grant("grid_worker", "/0001/0002"), grant("secretary", "/0001/0003")};
    EXPECT_NE(may(who, roles, "cases.see", "/0001/0002/0009"), nullptr);
    EXPECT_EQ(may(who, roles, "people.edit", "/0001/0002/0009"), nullptr);
    EXPECT_EQ(may(who, roles, "cases.see", "/0001"), nullptr);
    EXPECT_EQ(may(who, roles, "no_such_right", "/0001/0003"), nullptr);
    EXPECT_EQ(may(Who{}, roles, "cases.see", "/0001"), nullptr);
}

TEST(Reach, GivesOutermostPlacesOnce) {
    Who who;
    who.grants = {grant("grid_worker", "/0001/0002"), grant("grid_worker", "/0001/0002/0007"),
                  grant("secretary", "/0001/0003"), grant("unknown", "/")};
    const auto places = reach(who, roles, "cases.see");
    ASSERT_EQ(places.size(), 2u);
    EXPECT_EQ(places[0].path, "/0001/0002");
    EXPECT_EQ(places[1].path, "/0001/0003");
    EXPECT_TRUE(reach(who, roles, "journal.read").empty());

    who.grants = {grant("secretary", "/0001/0003"), grant("secretary", "/0001")};
    EXPECT_EQ(reach(who, roles, "people.edit").size(), 1u);
}

TEST(Passwords, AreRefusedWithTheReason) {
    const struct {
        const char *password, *code;
    } rows[] = {
        {"short1!", "password_short"},        {"1234567890", "password_common"},
        {"aaaaaaaaaaaa", "password_common"},  {"wang.fang-2026", "password_is_name"},
        {"二楼的灯又坏了", "password_short"},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(password_is_good(row.password, "wang.fang").refusal().code, row.code)
            << row.password;
    }
    EXPECT_TRUE(password_is_good("二楼的灯又坏了三天了", "wang.fang"));
    const std::string hashed = hash_password("二楼的灯又坏了三天了");
    EXPECT_TRUE(password_fits(hashed, "二楼的灯又坏了三天了"));
    EXPECT_FALSE(password_fits(hashed, "二楼的灯又坏了三天"));
    EXPECT_FALSE(password_fits("", "anything"));
}

// So many bytes as the kernel says of this process: "VmRSS" now, "VmHWM" at most.
std::int64_t memory(const std::string& measure) {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        std::int64_t kilobytes = 0;
        if (word == measure + ":" && status >> kilobytes) return kilobytes * 1024;
    }
    return 0;
}

// How much more this process holds at most while so many threads hash.
std::int64_t grown_by_hashing(int threads, const std::string& hashed) {
    std::ofstream("/proc/self/clear_refs") << 5;  // proc(5): forgets what it held at most
    const std::int64_t before = memory("VmRSS");
    std::vector<std::thread> all;
    for (int i = 0; i < threads; ++i) {
        all.emplace_back([&, i] {
            if (i % 2 == 0) {
                hash_password("二楼的灯又坏了三天了");
            } else {
                EXPECT_TRUE(password_fits(hashed, "二楼的灯又坏了三天了"));
            }
        });
    }
    for (std::thread& one : all)
        one.join();
    return memory("VmHWM") - before;
}

TEST(Passwords, AreHashedTwoAtOnceHoweverManyWait) {
    const std::string hashed = hash_password("二楼的灯又坏了三天了");
    const std::int64_t by_one = grown_by_hashing(1, hashed);
    EXPECT_GT(by_one, 18 * 1024 * 1024);
    EXPECT_LT(grown_by_hashing(8, hashed), by_one * 5 / 2);
}

class AccessOn : public ::testing::TestWithParam<std::string> {
protected:
    store::testing::TestStore test{GetParam()};
    SeededRandom random{11};
    const Zone zone{};

    Id new_id() { return Id::make(test.clock.now(), random); }
    journal::Line line(std::string verb) {
        journal::Line one;
        one.act = new_id();
        one.kind = "account";
        one.verb = std::move(verb);
        return one;
    }
    Outcome<Done> write(const store::Work& work) { return test.store->write(town, work); }

    Id add(const std::string& login) {
        Account account;
        account.id = new_id();
        account.login = login;
        account.name = "王芳";
        EXPECT_TRUE(
            write([&](store::Writer& db) { return add_account(db, account, line("add")); }));
        return account.id;
    }
    std::string begin(const Id& account) {
        const std::string token = make_token(random);
        const Instant now = test.clock.now();
        EXPECT_TRUE(write([&](store::Writer& db) -> Outcome<Done> {
            begin_session(db, {new_id(), account, "phone", now, {now.micros + micros_per_hour}},
                          token, line("begin_session"));
            return Done{};
        }));
        return token;
    }
    Present present(std::string_view token) {
        return test.store->read(
            [&](store::Reader& db) { return who_is(db, town, token, test.clock.now(), zone); });
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, AccessOn, ::testing::ValuesIn(store::testing::engines()));

TEST_P(AccessOn, RefusesLoginsThatAreBadOrTaken) {
    add("wang.fang");
    const struct {
        const char *login, *code;
    } rows[] = {{"wang.fang", "login_taken"},
                {"Wang", "login_bad"},
                {"wf", "login_bad"},
                {"wang fang", "login_bad"}};
    for (const auto& row : rows) {
        Account account;
        account.id = new_id();
        account.login = row.login;
        const auto outcome =
            write([&](store::Writer& db) { return add_account(db, account, line("add")); });
        ASSERT_FALSE(outcome) << row.login;
        EXPECT_EQ(outcome.refusal().code, row.code);
    }
}

TEST_P(AccessOn, ASessionEndsWithItsTimeItsAccountOrItsOwnersWord) {
    const Id account = add("wang.fang");
    const std::string token = begin(account);
    EXPECT_EQ(present(token).who.account, account);
    EXPECT_TRUE(present("").who.stranger());
    EXPECT_TRUE(present(make_token(random)).who.stranger());

    const Id session = present(token).session;
    const Id other = add("li.na");
    EXPECT_FALSE(write(
        [&](store::Writer& db) { return end_session(db, other, session, line("end_session")); }));
    EXPECT_FALSE(present(token).who.stranger());
    EXPECT_TRUE(write(
        [&](store::Writer& db) { return end_session(db, account, session, line("end_session")); }));
    EXPECT_TRUE(present(token).who.stranger());

    const std::string second = begin(account);
    test.clock.set({test.clock.now().micros + micros_per_hour});
    EXPECT_TRUE(present(second).who.stranger());

    const std::string third = begin(account);
    EXPECT_TRUE(write([&](store::Writer& db) -> Outcome<Done> {
        close_account(db, account, line("close"));
        return Done{};
    }));
    EXPECT_TRUE(present(third).who.stranger());
}

TEST_P(AccessOn, LocksWithBackOff) {
    const Id id = add("wang.fang");
    const auto look = [&] {
        return *test.store->read([&](store::Reader& db) { return account(db, town, id); });
    };
    const struct {
        int failure;
        std::int64_t minutes;
    } rows[] = {{4, 0}, {5, 1}, {6, 2}, {7, 4}, {12, 60}, {13, 60}};
    for (const auto& row : rows) {
        while (look().failures < row.failure) {
            ASSERT_TRUE(write([&](store::Writer& db) -> Outcome<Done> {
                note_failure(db, *account(db, town, id), line("login_failed"));
                return Done{};
            }));
        }
        const Instant until = look().locked_until.value_or(test.clock.now());
        EXPECT_EQ((until.micros - test.clock.now().micros) / micros_per_minute, row.minutes)
            << row.failure;
    }
    begin(id);
    EXPECT_EQ(look().failures, 0);
    EXPECT_EQ(look().locked_until, std::nullopt);
}

TEST_P(AccessOn, ASealOpensOnlyWhereItBelongs) {
    const std::string file = test.settings().data + "/key";
    SystemRandom chance;
    const Seals seals = testing::seals_of(test.settings(), chance);
    const Id person = new_id();
    Id key;
    std::string sealed;
    ASSERT_TRUE(write([&](store::Writer& db) -> Outcome<Done> {
        key = seals.make_key(db);
        sealed = seals.seal(db, key, {town, person, "phone"}, "19900000001");
        journal::append(db, line("seal"));
        return Done{};
    }));
    EXPECT_EQ(sealed.find("1990"), std::string::npos);
    test.store->read([&](store::Reader& db) {
        EXPECT_EQ(seals.open(db, key, {town, person, "phone"}, sealed), "19900000001");
        EXPECT_THROW((void)seals.open(db, key, {town, person, "id_number"}, sealed), Fault);
        EXPECT_THROW((void)seals.open(db, key, {town, new_id(), "phone"}, sealed), Fault);
        const Seals again = Seals::open(file, false, chance);
        EXPECT_EQ(again.open(db, key, {town, person, "phone"}, sealed), "19900000001");
        const Seals stranger = Seals::open(file + ".other", true, chance);
        EXPECT_THROW((void)stranger.open(db, key, {town, person, "phone"}, sealed), Fault);
    });
    ASSERT_TRUE(write([&](store::Writer& db) -> Outcome<Done> {
        seals.destroy_key(db, key);
        journal::append(db, line("erase"));
        return Done{};
    }));
    test.store->read([&](store::Reader& db) {
        EXPECT_EQ(seals.open(db, key, {town, person, "phone"}, sealed), std::nullopt);
    });

    EXPECT_EQ(seals.trace(town, "phone", "1"), seals.trace(town, "phone", "1"));
    EXPECT_NE(seals.trace(town, "phone", "1"), seals.trace(town, "phone_tail", "1"));
    EXPECT_NE(seals.trace(town, "phone", "1"), seals.trace(store::Tenant{1}, "phone", "1"));
}

// Another process has put a new master key into the file; nobody tells the one that works on.
TEST_P(AccessOn, ANewMasterKeyIsNoticedAndTheOldOneCanGo) {
    const std::string path = test.settings().data + "/key";
    SystemRandom chance;
    const Seals working = testing::seals_of(test.settings(), chance);
    std::vector<Id> keys;
    std::vector<std::string> sealed;
    const auto seal_one = [&] {
        ASSERT_TRUE(write([&](store::Writer& db) -> Outcome<Done> {
            keys.push_back(working.make_key(db));
            sealed.push_back(working.seal(db, keys.back(), {town, keys.back(), "phone"}, "1990"));
            journal::append(db, line("seal"));
            return Done{};
        }));
    };
    const auto opens = [&](const Seals& seals, std::size_t which) {
        return test.store->read([&](store::Reader& db) {
            return seals.open(db, keys[which], {town, keys[which], "phone"}, sealed[which]);
        });
    };
    for (int i = 0; i < 5; ++i)
        seal_one();
    ASSERT_TRUE(write([&](store::Writer& db) -> Outcome<Done> {
        working.destroy_key(db, keys[1]);
        journal::append(db, line("erase"));
        return Done{};
    }));

    const KeyFile before = KeyFile::read(path);
    KeyFile both = before;
    both.masters.insert(both.masters.begin(), fresh_key(chance));
    both.write(path);
    seal_one();  // under the new one already
    const Seals other = Seals::open(path, false, chance);
    std::int64_t seen = 0;
    for (std::optional<Id> last = Id{}; last;) {
        ASSERT_TRUE(write([&](store::Writer& db) -> Outcome<Done> {
            const auto turn = other.rewrap(db, *last, 2);
            seen += turn.seen;
            last = turn.last;
            return Done{};
        }));
        EXPECT_EQ(opens(working, 4), "1990") << seen;  // whether it is done already or not
    }
    EXPECT_EQ(seen, 6);
    KeyFile after = both;
    after.masters.resize(1);
    after.write(path);

    const Seals fresh = Seals::open(path, false, chance);
    for (const Seals* seals : {&working, &fresh}) {
        for (const std::size_t which : {0u, 2u, 3u, 4u, 5u})
            EXPECT_EQ(opens(*seals, which), "1990") << which;
        EXPECT_EQ(opens(*seals, 1), std::nullopt);
        EXPECT_EQ(seals->trace(town, "phone", "1"), working.trace(town, "phone", "1"));
    }
    before.write(path);
    EXPECT_THROW((void)opens(Seals::open(path, false, chance), 0), Fault);
}

TEST(Seals, WantTheirKeyFileWholeAndPrivate) {
    SystemRandom chance;
    const std::string file = ::testing::TempDir() + "linli_master.key";
    std::remove(file.c_str());
    EXPECT_THROW((void)Seals::open(file, false, chance), Fault);
    (void)Seals::open(file, true, chance);
    struct stat status {};
    ASSERT_EQ(stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
    chmod(file.c_str(), 0644);
    EXPECT_THROW((void)Seals::open(file, false, chance), Fault);
    chmod(file.c_str(), 0600);
    const KeyFile good = KeyFile::read(file);
    EXPECT_EQ(good.masters.size(), 1u);
    const std::string cut = "seals sm\nfinding 00ff\nmaster " + text::hex(good.masters.front());
    for (const std::string& damaged : {std::string("not a key\n"), std::string(), cut}) {
        std::ofstream(file) << damaged;
        EXPECT_THROW((void)Seals::open(file, false, chance), Fault) << damaged;
    }
    std::remove(file.c_str());
}

}  // namespace
}  // namespace linli::access
