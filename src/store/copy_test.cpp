// A copy made by either engine and read by either engine holds the same, and one that was damaged
// on the way says so.
#include "store/copy.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "journal/journal.h"
#include "store/testing.h"

namespace linli::store {
namespace {

using testing::town;

const Progress quiet = [](std::string_view, std::int64_t, std::int64_t) {};

class CopyBetween : public ::testing::TestWithParam<std::tuple<std::string, std::string>> {
protected:
    testing::TestStore from{std::get<0>(GetParam())};
    SeededRandom random{5};
    const std::string file = from.settings().data + "/copy";

    Id new_id() { return Id::make(from.clock.now(), random); }
    void write_lines(int count) {
        ASSERT_TRUE(from.store->write(town, [&](Writer& db) -> Outcome<Done> {
            for (int i = 0; i < count; ++i) {
                journal::Line line;
                line.act = new_id();
                line.kind = "test";
                line.verb = "第" + std::to_string(i) + "件";
                journal::append(db, line);
            }
            return Done{};
        }));
    }

    // Settings for a store that does not exist yet.
    Settings fresh() {
        Settings settings = from.settings();
        settings.data += "_restored";
        settings.schema += "_restored";
        settings.database = std::get<1>(GetParam()) == "postgres"
                                ? std::getenv("LINLI_TEST_DATABASE")
                                : std::string();
        std::filesystem::remove_all(settings.data);
        return settings;
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, CopyBetween,
                         ::testing::Combine(::testing::ValuesIn(testing::engines()),
                                            ::testing::ValuesIn(testing::engines())));

TEST_P(CopyBetween, HoldsEverything) {
    write_lines(500);
    const Id photo = new_id();
    const std::string bytes(300'000, '\x7f');
    from.store->keep_file(town, photo, bytes);
    std::int64_t rows = 0;
    write_copy(from.settings(), file,
               [&](std::string_view table, std::int64_t count, std::int64_t) {
                   if (table == "journal") rows = count;
               });
    EXPECT_EQ(rows, 500);

    const Settings into = fresh();
    ASSERT_TRUE(read_copy(file, into, quiet));
    {
        const auto restored = Store::open(into, from.clock);
        EXPECT_EQ(restored->file(town, photo), bytes);
        EXPECT_EQ(restored->tenants().front().name, "临里街道");
        restored->read([](Reader& db) {
            EXPECT_EQ(journal::verify(db, town), std::nullopt);
            EXPECT_EQ(journal::before(db, town, 0, 1).front().verb, "第499件");
        });
    }
    const auto again = read_copy(file, into, quiet);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.refusal().code, "store_not_empty");
    std::filesystem::remove_all(into.data);
}

// PostgreSQL gives a place that was changed after those under it were made after them.
TEST_P(CopyBetween, TakesRowsInAnyOrder) {
    const Id above = new_id(), below = new_id();
    const Sql add{"test.add",
                  "insert into places (tenant, id, parent, path, kind, name, scheme, code, note, "
                  "from_day, edition) values (?, ?, ?, ?, 'grid', 'g', '', '', '', 0, 1)"};
    const Sql rename{"test.rename", "update places set name = 'v' where tenant = ? and id = ?"};
    ASSERT_TRUE(from.store->write(town, [&](Writer& db) -> Outcome<Done> {
        db.run(add, town, above, std::nullopt, "/1/");
        db.run(add, town, below, above, "/1/1/");
        db.run(rename, town, above);
        journal::Line line;
        line.act = new_id();
        line.kind = "test";
        line.verb = "rename";
        journal::append(db, line);
        return Done{};
    }));
    write_copy(from.settings(), file, quiet);
    const Settings into = fresh();
    ASSERT_TRUE(read_copy(file, into, quiet));
    const auto restored = Store::open(into, from.clock);
    const Sql count{"test.count", "select count(*) from places where tenant = ?"};
    restored->read([&](Reader& db) {
        auto rows = db.query(count, town);
        rows.next();
        EXPECT_EQ(rows.number(0), 2);
    });
    std::filesystem::remove_all(into.data);
}

TEST_P(CopyBetween, ThatWasDamagedIsRefusedAndLeavesNothing) {
    write_lines(200);
    write_copy(from.settings(), file, quiet);
    EXPECT_THROW(write_copy(from.settings(), file, quiet), Fault);  // over what is there
    const auto size = std::filesystem::file_size(file);
    const struct {
        const char* what;
        const char* code;
        std::function<void()> damage;
    } rows[] = {
        {"cut short", "copy_damaged", [&] { std::filesystem::resize_file(file, size / 2); }},
        {"one byte changed", "copy_damaged",
         [&] {
             std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
             stream.seekp(static_cast<std::streamoff>(size / 2));
             stream.put('\x55');
             stream.put('\xaa');
         }},
        {"not a copy", "copy_none", [&] { std::ofstream(file) << "hello, who is there?"; }},
        {"nothing", "copy_none", [&] { std::ofstream(file) << ""; }},
    };
    for (const auto& row : rows) {
        std::filesystem::remove(file);
        write_copy(from.settings(), file, quiet);
        row.damage();
        Settings into = fresh();
        const auto outcome = read_copy(file, into, quiet);
        ASSERT_FALSE(outcome) << row.what;
        EXPECT_EQ(outcome.refusal().code, row.code) << row.what;
        EXPECT_TRUE(Store::open(into, from.clock)->tenants().empty()) << row.what;
        std::filesystem::remove_all(into.data);
    }
}

}  // namespace
}  // namespace linli::store
