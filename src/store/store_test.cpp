// What the store promises on either engine: a refusal leaves nothing, a fault is told, nothing is
// committed without a journal line, a snapshot stands still, and no statement forgets its tenant.
#include "store/store.h"

#include <gtest/gtest.h>

#include <future>

#include "journal/journal.h"
#include "store/engine.h"
#include "store/migrate.h"
#include "store/remove.h"
#include "store/testing.h"

namespace linli::store {
namespace {

using testing::town;

constexpr Sql add_fact{
    "test.add",
    "insert into facts (tenant, part, field, word, number, record) values (?, ?, ?, ?, ?, ?)"};
constexpr Sql count_facts{"test.count", "select count(*) from facts where tenant = ?"};
constexpr Sql words{"test.words",
                    "select word, number, record from facts where tenant = ? order by word"};

class StoreOn : public ::testing::TestWithParam<std::string> {
protected:
    testing::TestStore test{GetParam()};
    Store& store = *test.store;
    SeededRandom random{7};

    Id new_id() { return Id::make(test.clock.now(), random); }

    // Writes one fact and its journal line.
    Outcome<Done> keep(Writer& db, std::string_view word, std::int64_t number) {
        db.run(add_fact, town, "part", "field", word, number, new_id());
        journal::Line line;
        line.act = new_id();
        line.kind = "test";
        line.verb = "keep";
        journal::append(db, line);
        return Done{};
    }
    std::int64_t kept() {
        return store.read([](Reader& db) {
            auto rows = db.query(count_facts, town);
            rows.next();
            return rows.number(0);
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, StoreOn, ::testing::ValuesIn(testing::engines()));

TEST_P(StoreOn, KeepsEveryKindOfValue) {
    const Id record = new_id();
    const std::string word = "临里\nit's";
    ASSERT_TRUE(store.write(town, [&](Writer& db) {
        db.run(add_fact, town, "part", "field", word, std::int64_t{-5}, record);
        return keep(db, "", INT64_MAX);
    }));
    store.read([&](Reader& db) {
        auto rows = db.query(words, town);
        EXPECT_TRUE(rows.next());
        EXPECT_EQ(rows.text(0), "");
        EXPECT_EQ(rows.number(1), INT64_MAX);
        EXPECT_TRUE(rows.next());
        EXPECT_EQ(rows.text(0), word);
        EXPECT_EQ(rows.number(1), -5);
        EXPECT_EQ(rows.id(2), record);
        EXPECT_FALSE(rows.next());
    });
}

TEST_P(StoreOn, ARefusalLeavesNothingAndSparesItsNeighbours) {
    std::vector<std::future<Verdict>> told;
    std::vector<std::promise<Verdict>> promises(10);
    for (std::size_t i = 0; i < promises.size(); ++i) {
        told.push_back(promises[i].get_future());
        store.write_later(
            town,
            [this, i](Writer& db) -> Outcome<Done> {
                const auto done = keep(db, "w", static_cast<std::int64_t>(i));
                if (i % 2 == 1) return Refusal{"odd", "", ""};
                return done;
            },
            [&promises, i](const Verdict& verdict) { promises[i].set_value(verdict); });
    }
    for (std::size_t i = 0; i < told.size(); ++i) {
        EXPECT_EQ(told[i].get().committed(), i % 2 == 0) << i;
    }
    EXPECT_EQ(kept(), 5);
    store.read([](Reader& db) { EXPECT_EQ(journal::verify(db, town), std::nullopt); });
}

TEST_P(StoreOn, OnlyWhatMustBeTakenBackRunsAgain) {
    int refused_at_once = 0, taken_back = 0;
    EXPECT_FALSE(store.write(town, [&](Writer& db) -> Outcome<Done> {
        ++refused_at_once;
        db.query(count_facts, town);
        return Refusal{"odd", "", ""};
    }));
    EXPECT_EQ(refused_at_once, 1);
    EXPECT_FALSE(store.write(town, [&](Writer& db) -> Outcome<Done> {
        ++taken_back;
        EXPECT_TRUE(keep(db, "w", 1));
        return Refusal{"odd", "", ""};
    }));
    EXPECT_EQ(taken_back, 2);
    EXPECT_EQ(kept(), 0);
}

TEST_P(StoreOn, TheEditionOfTheDirectoryIsKnownUntilItIsChanged) {
    const auto edition = [&] {
        return store.read([](Reader& db) { return db.directory_edition(town); });
    };
    const auto before = edition();
    ASSERT_TRUE(before);
    const store::Sql rename{"test.rename", "update units set name = name where tenant = ?"};
    ASSERT_TRUE(store.write(town, [&](Writer& db) {
        EXPECT_EQ(db.directory_edition(town), before);
        db.run(rename, town);
        EXPECT_EQ(db.directory_edition(town), std::nullopt);
        return keep(db, "w", 1);
    }));
    EXPECT_EQ(edition(), *before + 1);
    ASSERT_TRUE(store.write(town, [&](Writer& db) {
        EXPECT_EQ(db.directory_edition(town), *before + 1);
        return keep(db, "w", 2);
    }));
}

TEST_P(StoreOn, CountsHowManyWritesShareACommit) {
    const BatchSizes before = store.batch_sizes();
    std::promise<void> entered, leave;
    std::vector<std::promise<void>> told(4);
    const auto write = [&](std::size_t i) {
        store.write_later(
            town,
            [&, i](Writer& db) {
                if (i == 0) {
                    entered.set_value();
                    leave.get_future().wait();
                }
                return keep(db, "w", 1);
            },
            [&told, i](const Verdict&) { told[i].set_value(); });
    };
    write(0);
    entered.get_future().wait();  // what comes now waits for the next commit
    for (const std::size_t i : {1u, 2u, 3u})
        write(i);
    leave.set_value();
    for (auto& one : told)
        one.get_future().wait();
    const BatchSizes after = store.batch_sizes();
    EXPECT_EQ(after.requests - before.requests, 4u);
    EXPECT_EQ(after.batches[0] - before.batches[0], 1u);  // one alone
    EXPECT_EQ(after.batches[2] - before.batches[2], 1u);  // and three: two to five
}

TEST_P(StoreOn, TellsHowManyWritesWaitAndHowLongTheyWaited) {
    const LaneState before = store.lane_state();
    EXPECT_EQ(before.waiting, 0);
    std::promise<void> entered, leave;
    std::vector<std::promise<void>> told(3);
    for (std::size_t i = 0; i < told.size(); ++i) {
        store.write_later(
            town,
            [&, i](Writer& db) {
                if (i == 0) {
                    entered.set_value();
                    leave.get_future().wait();
                }
                return keep(db, "w", 1);
            },
            [&told, i](const Verdict&) { told[i].set_value(); });
    }
    entered.get_future().wait();
    EXPECT_EQ(store.lane_state().waiting, 3);
    leave.set_value();
    for (auto& one : told)
        one.get_future().wait();
    const LaneState after = store.lane_state();
    EXPECT_EQ(after.waiting, 0);
    EXPECT_EQ(after.answered - before.answered, 3);
    EXPECT_GT(after.longest, 0);
    EXPECT_LE(after.typical, after.longest);
}

TEST_P(StoreOn, AFaultOfOneRequestIsToldToThatOneOnly) {
    EXPECT_THROW((void)store.write(town,
                                   [&](Writer& db) -> Outcome<Done> {
                                       (void)keep(db, "gone", 1);
                                       throw Fault("the printer is on fire");
                                   }),
                 Fault);
    EXPECT_TRUE(store.write(town, [&](Writer& db) { return keep(db, "stays", 1); }));
    EXPECT_EQ(kept(), 1);
}

TEST_P(StoreOn, AChangeWithoutAJournalLineIsABrokenPromise) {
    EXPECT_THROW((void)store.write(town,
                                   [&](Writer& db) -> Outcome<Done> {
                                       db.run(add_fact, town, "p", "f", "w", 1, new_id());
                                       return Done{};
                                   }),
                 Broken);
    EXPECT_EQ(kept(), 0);
}

TEST_P(StoreOn, APartThatFailsLeavesNothingAndSparesTheRest) {
    const auto fails_with = [](Writer& db, const Work& part) {
        try {
            const Verdict verdict = db.in_savepoint(part);
            if (verdict.fault) std::rethrow_exception(verdict.fault);
            return verdict.committed() ? std::string("no") : verdict.refusal->code;
        } catch (const Fault&) {
            return std::string("fault");
        } catch (const Broken&) {
            return std::string("broken");
        }
    };
    ASSERT_TRUE(store.write(town, [&](Writer& db) -> Outcome<Done> {
        const auto part = [&](auto&& what) {
            return fails_with(db, [&](Writer& inner) -> Outcome<Done> {
                EXPECT_TRUE(keep(inner, "part", 1));
                return what(inner);
            });
        };
        EXPECT_TRUE(keep(db, "before", 1));
        EXPECT_EQ(part([](Writer&) -> Outcome<Done> { return Refusal{"odd", "", ""}; }), "odd");
        EXPECT_EQ(part([](Writer&) -> Outcome<Done> { throw Broken("a promise"); }), "broken");
        EXPECT_EQ(part([](Writer& inner) -> Outcome<Done> {
                      inner.run(add_fact, town, "p", "f", "w", 1, std::nullopt);
                      return Done{};
                  }),
                  "fault");
        EXPECT_EQ(fails_with(db,
                             [&](Writer& inner) -> Outcome<Done> {
                                 inner.run(add_fact, town, "p", "f", "w", 1, new_id());
                                 return Done{};
                             }),
                  "broken");
        EXPECT_EQ(part([](Writer&) -> Outcome<Done> { return Done{}; }), "no");
        return keep(db, "after", 1);
    }));
    EXPECT_EQ(kept(), 3);
    store.read([](Reader& db) { EXPECT_EQ(journal::verify(db, town), std::nullopt); });
}

TEST_P(StoreOn, AnUnknownTenantIsAFault) {
    EXPECT_THROW((void)store.write(Tenant{1}, [](Writer&) -> Outcome<Done> { return Done{}; }),
                 Fault);
}

TEST_P(StoreOn, ASnapshotStandsStill) {
    store.read([&](Reader& db) {
        const auto count = [&] {
            auto rows = db.query(count_facts, town);
            rows.next();
            return rows.number(0);
        };
        EXPECT_EQ(count(), 0);
        ASSERT_TRUE(store.write(town, [&](Writer& writer) { return keep(writer, "new", 1); }));
        EXPECT_EQ(count(), 0);
    });
    EXPECT_EQ(kept(), 1);
}

TEST_P(StoreOn, WhatWasCommittedIsThereAfterOpeningAgain) {
    ASSERT_TRUE(store.write(town, [&](Writer& db) { return keep(db, "stays", 1); }));
    test.reopen();
    const std::int64_t seq =
        test.store->read([](Reader& db) { return journal::before(db, town, 0, 1).front().seq; });
    EXPECT_EQ(seq, 1);
    EXPECT_EQ(test.store->tenants().front().name, "临里街道");
}

TEST_P(StoreOn, WhatIsRemovedIsGone) {
    ASSERT_EQ(store.tenants().size(), 1u);
    test.store.reset();
    remove(test.settings());
    test.reopen();
    EXPECT_EQ(test.store->tenants().size(), 0u);
}

TEST_P(StoreOn, FilesComeBackWhole) {
    const Id file = new_id();
    std::string bytes(700'000, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i % 251);
    store.keep_file(town, file, bytes);
    EXPECT_EQ(store.file(town, file), bytes);
    EXPECT_EQ(store.file(Tenant{2}, file), std::nullopt);
    store.drop_file(town, file);
    EXPECT_EQ(store.file(town, file), std::nullopt);
}

TEST_P(StoreOn, RefusesStatementsThatBindNoTenant) {
    const Sql everyone{"test.everyone", "select word from facts"};
    store.read([&](Reader& db) { EXPECT_THROW((void)db.query(everyone), Broken); });
}

TEST(Migrations, SpellTheSixWordsForEachEngine) {
    const Migration migration{"m",
                              "create table t (\n    id   id not null,\n    name text, -- words\n  "
                              "  n int64\n) clustered;\n",
                              false};
    const Settings settings{.data = std::filesystem::temp_directory_path()};
    const std::string sqlite = spelled(migration, sqlite_engine(settings)->dialect());
    EXPECT_NE(sqlite.find("id blob not null"), std::string::npos) << sqlite;
    EXPECT_NE(sqlite.find(") strict, without rowid;"), std::string::npos) << sqlite;
    const std::string postgres = spelled(migration, postgres_engine(settings)->dialect());
    EXPECT_NE(postgres.find("id uuid not null"), std::string::npos) << postgres;
    EXPECT_NE(postgres.find("name text collate \"C\","), std::string::npos) << postgres;
    EXPECT_NE(postgres.find("n bigint"), std::string::npos) << postgres;

    const Table table = tables_of({migration}).front();
    EXPECT_EQ(table.name, "t");
    ASSERT_EQ(table.columns.size(), 3u);
    EXPECT_EQ(table.columns[2].type, "int64");
}

// What Citus would refuse: a key, unique constraint or foreign key that does not start with tenant.
TEST(Migrations, EveryKeyStartsWithTenant) {
    const std::vector<std::string> starts = {"primary key (", "unique (", "foreign key ("};
    for (const Migration& migration : migrations()) {
        for (const std::string& line : text::split(migration.text, '\n')) {
            for (const std::string& start : starts) {
                const std::size_t at = line.find(start);
                if (at == std::string::npos) continue;
                EXPECT_EQ(line.compare(at + start.size(), 6, "tenant"), 0)
                    << migration.name << ": " << line;
            }
            if (line.starts_with("create ") && line.find("index") != std::string::npos) {
                EXPECT_NE(line.find("(tenant,"), std::string::npos)
                    << migration.name << ": " << line;
            }
        }
    }
}

}  // namespace
}  // namespace linli::store
