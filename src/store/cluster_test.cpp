// What a cluster that is distributed by tenant (Citus) asks for: every key begins with the tenant,
// and every statement binds one tenant for each of its tables and says nothing that is refused.
#include <gtest/gtest.h>

#include <set>

#include "base/check.h"
#include "store/engine.h"
#include "store/testing.h"

namespace linli::store {
namespace {

constexpr const char* keys_of_sqlite =
    "select m.name || ' ' || l.name, i.name from sqlite_master m "
    "join pragma_index_list(m.name) l join pragma_index_info(l.name) i "
    "where m.type = 'table' and l.\"unique\" = 1 and i.seqno = 0 "
    "union all select m.name || ' references ' || f.\"table\" || ' ' || f.on_delete, f.\"from\" "
    "from sqlite_master m join pragma_foreign_key_list(m.name) f where f.seq = 0";
constexpr const char* keys_of_postgres =
    "select t.relname || ' ' || i.relname, a.attname::text from pg_index x "
    "join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid "
    "join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0] "
    "where t.relnamespace = current_schema()::regnamespace and x.indisunique "
    "union all select t.relname || ' references ' || c.confrelid::regclass || ' ' || "
    "case c.confdeltype when 'a' then 'NO ACTION' when 'c' then 'CASCADE' else 'otherwise' end, "
    "a.attname::text "
    "from pg_constraint c join pg_class t on t.oid = c.conrelid "
    "join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1] "
    "where t.relnamespace = current_schema()::regnamespace and c.contype in ('f', 'x')";

class Cluster : public ::testing::TestWithParam<std::string> {};

INSTANTIATE_TEST_SUITE_P(Engines, Cluster, ::testing::ValuesIn(testing::engines()));

TEST_P(Cluster, EveryKeyOfTheMigratedSchemaStartsWithTenant) {
    const testing::TestStore test{GetParam()};
    const bool postgres = GetParam() == "postgres";
    std::size_t keys = 0, references = 0;
    test.store->read([&](Reader& db) {
        const Sql all{"test.keys", postgres ? keys_of_postgres : keys_of_sqlite, true};
        for (auto rows = db.query(all); rows.next();) {
            const std::string key = rows.text(0);
            if (key.starts_with("migrations ") || key.starts_with("sqlite_")) continue;
            EXPECT_EQ(rows.text(1), "tenant") << key;
            const bool refers = key.find(" references ") != std::string::npos;
            ++(refers ? references : keys);
            // Citus takes cascades along keys that start with tenant, and no SET NULL.
            EXPECT_EQ(refers, key.ends_with(" NO ACTION") || key.ends_with(" CASCADE")) << key;
        }
    });
    EXPECT_GT(keys, 40u);
    EXPECT_GT(references, 30u);
}

TEST(Statements, BindOneTenantForEachOfTheirTables) {
    const char* const good[] = {
        "select word from facts where tenant = ?",
        "select f.word from facts f join cases c on c.tenant = f.tenant and c.id = f.record "
        "where f.tenant = ?",
        "select c.id from facts f join cases c on c.tenant = f.tenant where c.tenant = ?",
        "select a.name from journal left join accounts a on a.tenant = journal.tenant "
        "where journal.tenant = ?",
        "select 1 from posts where tenant = ? and account in (select a.id from accounts a "
        "where a.tenant = ? and a.person = ?)",
        "select 1 from facts f where not exists (select 1 from facts o where o.tenant = f.tenant "
        "and o.word = ?) and f.tenant = ?",
        "select sum(d.number) from (select f.tenant as tenant, f.number as number from facts f "
        "where f.tenant = ?) d left join facts v on v.tenant = d.tenant",
        "insert into facts (tenant, word) values (?, ?) on conflict (tenant, word) do update "
        "set word = excluded.word",
        "update facts set word = ? where tenant = ?",
        "delete from facts where tenant = ? and record in (?, ?)",
        "select word from facts where tenant = ? union all select word from facts where tenant = ?",
        "select seq from lanes where tenant = ? for update",
        "select 'from cases' from facts where tenant = ?",
    };
    for (const char* text : good)
        EXPECT_NO_THROW(check_binds_tenant({"test.good", text})) << text;

    const std::pair<const char*, const char*> bad[] = {
        {"select word from facts", "binds no tenant for facts"},
        {"select word from facts where record = ?", "binds no tenant for facts"},
        // The tenant of one of two tables is not that of the other.
        {"select f.word from facts f join cases c on c.id = f.record where f.tenant = ?",
         "binds no tenant for c"},
        {"select f.word from facts f join cases c on c.id = f.record and c.tenant = ?",
         "binds no tenant for f"},
        {"select f.word from facts f join cases c on c.tenant = f.tenant", "binds no tenant for f"},
        {"select 1 from posts where tenant = ? and account in (select id from accounts "
         "where person = ?)",
         "binds no tenant for accounts"},
        {"select 1 from facts f where exists (select 1 from facts o where o.tenant = ?)",
         "binds no tenant for f"},
        {"select word from facts where tenant = ? union select word from facts",
         "binds no tenant for facts"},
        {"select d.word from (select word from facts) d", "binds no tenant for facts"},
        {"select 1 from facts, cases where tenant = ?", "joins by a comma"},
        {"insert into facts (word, tenant) values (?, ?)", "inserts without a tenant"},
        {"insert into facts (tenant, word) select tenant, word from facts",
         "binds no tenant for facts"},
        {"insert into facts (tenant, word) values (?, ?) on conflict (word) do nothing",
         "knows a conflict without a tenant"},
        {"update facts set word = ?", "binds no tenant for facts"},
        {"update facts set tenant = ? where tenant = ?", "moves a row to another tenant"},
        {"update facts set tenant = ?", "moves a row to another tenant"},
        {"delete from facts where record = ?", "binds no tenant for facts"},
        {"update facts set number = random() where tenant = ?", "says random"},
        {"insert into facts (tenant, at) values (?, now())", "says now"},
        {"merge into facts using facts on tenant = ?", "says merge"},
        {"with recursive way as (select 1) select 1 from way where tenant = ?", "says recursive"},
        {"select part from facts where tenant = ? group by rollup (part)", "says rollup"},
    };
    for (const auto& [text, why] : bad) {
        try {
            check_binds_tenant({"test.bad", text});
            ADD_FAILURE() << text;
        } catch (const Broken& broken) {
            EXPECT_EQ(broken.what(), "statement test.bad " + std::string(why)) << text;
        }
    }
    EXPECT_NO_THROW(check_binds_tenant({"test.crossing", "select tenant from tenants", true}));
}

}  // namespace
}  // namespace linli::store
