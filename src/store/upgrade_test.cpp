// A store of another schema is opened by nobody: an older one until it is upgraded, a newer one and
// one that is half made not at all. And what is read off the migrations is what the database has.
#include "store/upgrade.h"

#include <gtest/gtest.h>

#include "store/copy.h"
#include "store/migrate.h"
#include "store/testing.h"

namespace linli::store {
namespace {

const Progress quiet = [](std::string_view, std::int64_t, std::int64_t) {};

class SchemaOn : public ::testing::TestWithParam<std::string> {
protected:
    testing::TestStore test{GetParam()};
    const Settings& settings = test.settings();

    void execute(const std::string& sql) { engine_of(settings)->connect()->execute(sql); }
    std::string refused() {
        test.store.reset();
        try {
            test.store = Store::open(settings, test.clock);
        } catch (const Fault& fault) {
            return fault.what();
        }
        return "";
    }
    std::string refused_copy() {
        try {
            write_copy(settings, settings.data + "/copy", quiet);
        } catch (const Fault& fault) {
            return fault.what();
        }
        return "";
    }
};

INSTANTIATE_TEST_SUITE_P(Engines, SchemaOn, ::testing::ValuesIn(testing::engines()));

TEST_P(SchemaOn, AnOlderOneIsUpgradedWhenToldTo) {
    EXPECT_TRUE(lacks(settings).empty());
    execute(
        "drop table upkeep; drop table leases; drop table webhooks; "
        "delete from migrations where name = '2026-11-23-5-upkeep'");
    EXPECT_NE(refused().find("run linli upgrade --data " + settings.data), std::string::npos);
    EXPECT_EQ(refused_copy(), "");  // the backup before it

    const auto lacking = lacks(settings);
    ASSERT_EQ(lacking.size(), 1u);
    EXPECT_EQ(lacking.front().name, "2026-11-23-5-upkeep");
    EXPECT_EQ(lacking.front().statements,
              (std::vector<std::string>{"create table webhooks", "create table leases",
                                        "create table upkeep"}));
    EXPECT_NE(refused(), "") << "asking changes nothing";

    upgrade(settings, quiet);
    EXPECT_EQ(refused(), "");
    EXPECT_EQ(test.store->tenants().size(), 1u);
}

TEST_P(SchemaOn, AnUpgradeThatFailsLeavesWhatWasAndGoesOnLater) {
    execute("drop table upkeep; delete from migrations where name = '2026-11-23-5-upkeep'");
    EXPECT_THROW(upgrade(settings, quiet), Fault);  // webhooks are there already
    execute("drop table webhooks; drop table leases");
    upgrade(settings, quiet);
    EXPECT_EQ(refused(), "");
}

TEST_P(SchemaOn, ANewerOneIsRefusedByWhateverWouldReadIt) {
    execute("insert into migrations (name) values ('2099-01-01-1-tomorrow')");
    const std::string said = refused();
    EXPECT_NE(said.find("upgraded by a newer Linli (to 2099-01-01-1-tomorrow)"), said.npos) << said;
    EXPECT_NE(said.find("linli restore"), said.npos) << said;
    EXPECT_EQ(refused_copy(), said);
    EXPECT_THROW((void)lacks(settings), Fault);
}

TEST_P(SchemaOn, OneThatIsHalfMadeIsRefused) {
    const auto records = engine_of(settings)->connect();
    begin_making(*records);
    EXPECT_NE(refused().find("half made"), std::string::npos);
    end_making(*records);
    EXPECT_EQ(refused(), "");
}

TEST_P(SchemaOn, TheTablesOfTheMigrationsAreThoseOfTheDatabase) {
    const auto engine = engine_of(settings);
    for (const bool of_files : {false, true}) {
        const auto connection = of_files ? engine->connect_to_files() : engine->connect();
        Reader db(*connection);
        std::vector<Migration> chosen;
        for (const Migration& migration : migrations())
            if (migration.for_files == of_files) chosen.push_back(migration);
        for (const Table& table : tables_of(chosen)) {
            const Sql asked =
                GetParam() == "sqlite"
                    ? Sql{"test.columns", "select name from pragma_table_info(?) order by cid",
                          true}
                    : Sql{"test.columns",
                          "select column_name::text from information_schema.columns where "
                          "table_schema = current_schema() and table_name = ? "
                          "order by ordinal_position",
                          true};
            std::vector<std::string> there, said;
            for (auto rows = db.query(asked, table.name); rows.next();)
                there.push_back(rows.text(0));
            for (const Column& column : table.columns)
                said.push_back(column.name);
            EXPECT_EQ(said, there) << table.name;
        }
    }
}

TEST(Migrations, ChangeTablesInTheWaysTheyMay) {
    const auto tables = tables_of({{"m1",
                                    "create table a (\n    id   id not null,\n    old text\n);\n"
                                    "create table b (\n    id id not null\n);\n",
                                    false},
                                   {"m2",
                                    "alter table a add column\n    later instant;\n"
                                    "alter table a add column words text not null default '';\n"
                                    "alter table a drop column old;\ndrop table b;\n",
                                    false}});
    ASSERT_EQ(tables.size(), 1u);
    std::string columns;
    for (const Column& column : tables.front().columns)
        columns += column.name + ":" + column.type + " ";
    EXPECT_EQ(columns, "id:id later:instant words:text ");

    const Migration adds{"m", "alter table a add column later instant;\n", false};
    const Settings settings{.data = std::filesystem::temp_directory_path()};
    EXPECT_EQ(spelled(adds, sqlite_engine(settings)->dialect()),
              "alter table a add column later integer;\n\n");
    EXPECT_THROW((void)tables_of({{"m", "alter table a rename to b;\n", false}}), Broken);
}

}  // namespace
}  // namespace linli::store
