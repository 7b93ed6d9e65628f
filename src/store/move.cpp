#include "store/move.h"

#include <filesystem>

#include "store/remove.h"
#include "store/rows.h"

namespace linli::store {
namespace {

constexpr Sql heads{"move.heads", "select tenant, seq, hash from lanes order by tenant", true};

// Where each tenant's journal ends.
std::string heads_of(Connection& records) {
    std::string all;
    Reader db(records);
    for (auto rows = db.query(heads); rows.next();)
        all += std::to_string(rows.number(0)) + ":" + std::to_string(rows.number(1)) + ":" +
               rows.text(2) + "\n";
    return all;
}

// Borrowed from the row it is read from.
Value value_at(const Rows& rows, const Column& column, int at) {
    if (rows.is_null(at)) return {};
    if (is_number(column)) return rows.number(at);
    if (column.type == "id") return rows.id(at);
    if (column.type == "text") return rows.view(at);
    return Blob{rows.view(at)};
}

void move_rows(Connection& from, Engine& engine, Connection& into, const Table& table,
               const Progress& progress) {
    const std::string select = select_all(table);
    const std::string count = "select count(*) from " + table.name;
    Reader old(from);
    const auto filling = engine.filling(into, table);
    std::vector<Value> values(table.columns.size());
    std::int64_t moved = 0;
    for (auto rows = old.query(Sql{"move.read", select.c_str(), true, true}); rows.next();) {
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = value_at(rows, table.columns[i], static_cast<int>(i));
        filling->put(values);
        progress(table.name, ++moved, 0);
    }
    filling->end();
    Reader made(into);
    auto there = made.query(Sql{"move.count", count.c_str(), true});
    if (!there.next() || there.number(0) != moved) {
        throw Fault("not every row of " + table.name + " arrived: begin again");
    }
}

void move_tables(Engine& old, Connection& from, Engine& made, Connection& into,
                 const std::vector<Table>& tables, const Progress& progress) {
    from.execute(old.dialect().begin_reading);
    for (const Table& table : tables)
        move_rows(from, made, into, table, progress);
    from.execute("rollback");
}

bool holds_files(const Settings& into) {
    return into.database.empty() && (std::filesystem::exists(into.data + "/linli.sqlite") ||
                                     std::filesystem::exists(into.data + "/files.sqlite"));
}

}  // namespace

void check_empty(const Settings& into) {
    if (!is_taken(into) && !holds_files(into)) return;
    const auto engine = engine_of(into);
    const auto records = engine->connect();
    Schema schema = schema_of(*engine, *records, *engine->connect_to_files());
    schema.unknown.clear();
    check_known(schema, into);
    throw Fault(into.database.empty()
                    ? into.data + " holds linli.sqlite already: put it and files.sqlite elsewhere"
                    : "the schema " + into.schema +
                          " of that database is not empty: name another database");
}

void move_all(const Settings& from, const Settings& into, const Progress& progress) {
    const auto old = engine_of(from), made = engine_of(into);
    const auto from_records = old->connect(), from_files = old->connect_to_files();
    const auto records = made->connect(), files = made->connect_to_files();
    const Schema schema = schema_of(*old, *from_records, *from_files);
    check_known(schema, from);
    schema_of(*made, *records, *files);
    begin_making(*records);
    migrate(*made, *records, *files, schema.applied);

    for (Connection* connection : {records.get(), files.get()})
        connection->execute(made->dialect().begin_writing);
    records->execute(made->dialect().loosen);
    // Records first: a file is committed before the act that names it.
    move_tables(*old, *from_records, *made, *records, tables_of(schema.applied, false), progress);
    move_tables(*old, *from_files, *made, *files, tables_of(schema.applied, true), progress);
    records->execute(made->dialect().tighten);
    if (heads_of(*records) != heads_of(*old->connect())) {
        throw Fault("somebody wrote to " + from.data +
                    " while it was moved: stop everything that serves it, and begin again");
    }
    end_making(*records);
    for (Connection* connection : {files.get(), records.get()})
        connection->execute("commit");
}

}  // namespace linli::store
