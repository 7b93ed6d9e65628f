// Left to itself SQLite takes every index that begins with `tenant` for a good one, though a store
// has one tenant or a few, and reads an office whole where two columns more would have found ten
// rows. ANALYZE would count what is there, which is nothing on the first day and costs much on a
// later one; so the planner is told what holds by design: tenant tells next to nothing, each
// further column of an index its share, and all columns of a unique one find one row.
#include "store/sqlite/statistics.h"

#include <cmath>

namespace linli::store {
namespace {

constexpr double rows_of_an_office = 1'000'000;
constexpr double rows_alike = 10;  // of an index that is not unique

constexpr Sql every_index{"statistics.indexes",
                          "select t.name, i.name, i.\"unique\", i.origin, i.partial, t.wr, "
                          "(select count(*) from pragma_index_info(i.name)) "
                          "from pragma_table_list t join pragma_index_list(t.name) i "
                          "where t.schema = 'main' and t.type = 'table' order by t.name, i.name",
                          true};
constexpr Sql insert{"statistics.put", "insert into sqlite_stat1 (tbl, idx, stat) values (?, ?, ?)",
                     true};

struct Index {
    std::string table, name;
    std::int64_t columns = 0;
    bool unique = false, partial = false;
};

// "1000000 1000000 3162 10": the rows, then how many are alike in the first column, in two …
std::string statistics_of(const Index& index) {
    const double rows = index.partial ? rows_of_an_office / 100 : rows_of_an_office;
    const double least = index.unique ? 1 : rows_alike;
    const auto told = [](double number) { return " " + std::to_string(std::llround(number)); };
    std::string said = std::to_string(std::llround(rows)) + told(rows);
    for (std::int64_t column = 1; column < index.columns; ++column) {
        const double rest = static_cast<double>(index.columns - 1 - column) /
                            static_cast<double>(index.columns - 1);
        said += told(least * std::pow(rows / least, rest));
    }
    return said;
}

std::vector<Index> indexes(Reader db) {
    std::vector<Index> all;
    for (auto rows = db.query(every_index); rows.next();) {
        // SQLite calls the key of a table that is kept in its order by the table's name.
        const bool is_table = rows.number(5) != 0 && rows.view(3) == "pk";
        all.push_back({.table = rows.text(0),
                       .name = is_table ? rows.text(0) : rows.text(1),
                       .columns = rows.number(6),
                       .unique = rows.number(2) != 0,
                       .partial = rows.number(4) != 0});
    }
    return all;
}

}  // namespace

void write_statistics(Connection& connection) {
    connection.execute("analyze sqlite_schema");  // makes the table when there is none
    const std::vector<Index> all = indexes(Reader(connection));
    connection.execute("begin immediate");
    connection.execute("delete from sqlite_stat1");
    Writer db(connection, Tenant{}, Instant{});
    for (const Index& index : all)
        db.run(insert, index.table, index.name, statistics_of(index));
    connection.execute("commit");
    connection.execute("analyze sqlite_schema");
}

}  // namespace linli::store
