#include "store/migrate.h"

#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "base/resources.h"
#include "base/text.h"

namespace linli::store {
namespace {

constexpr Sql names_applied{"migrations.applied", "select name from migrations", true};
constexpr Sql note_applied{"migrations.note", "insert into migrations (name) values (?)", true};
constexpr Sql forget_applied{"migrations.forget", "delete from migrations where name = ?", true};
constexpr const char* half_made = "half made";  // stands among the names until it no longer is

// "    name   text not null,": a column of a table, or of `alter table … add column` above it.
const std::regex& column_line() {
    static const std::regex line(R"(^    ([a-z_0-9]+) +(id|int64|text|instant|day|blob)\b(.*)$)");
    return line;
}
// The same in one line with what it is added to.
const std::regex& column_added() {
    static const std::regex line(
        R"(^(alter table ([a-z_]+) add column) ([a-z_0-9]+) (id|int64|text|instant|day|blob)\b(.*)$)");
    return line;
}

std::string spelled_type(const std::string& word, const Dialect& dialect) {
    const std::map<std::string, const char*> types = {
        {"id", dialect.id_type},       {"int64", dialect.int_type}, {"text", dialect.text_type},
        {"instant", dialect.int_type}, {"day", dialect.int_type},   {"blob", dialect.blob_type},
    };
    return types.at(word);
}

std::vector<std::string> lines_without_comments(std::string_view text) {
    std::vector<std::string> lines;
    for (const std::string& line : text::split(text, '\n')) {
        lines.push_back(line.substr(0, line.find("--")));
    }
    return lines;
}

std::set<std::string> names_in(Engine& engine, Connection& connection) {
    connection.execute("create table if not exists migrations (name " +
                       std::string(engine.dialect().text_type) + " not null primary key)");
    std::set<std::string> names;
    Reader db(connection);
    for (auto rows = db.query(names_applied); rows.next();)
        names.insert(rows.text(0));
    return names;
}

void apply(Engine& engine, Connection& connection, const Migration& migration) {
    connection.execute(engine.dialect().begin_writing);
    try {
        connection.execute(spelled(migration, engine.dialect()));
        Writer(connection, Tenant{}, Instant{}).run(note_applied, migration.name);
        connection.execute("commit");
    } catch (...) {
        if (connection.usable() && connection.in_transaction()) connection.execute("rollback");
        throw;
    }
}

Table& named(std::vector<Table>& tables, const std::string& name) {
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&](const Table& table) { return table.name == name; });
    CHECK(found != tables.end());
    return *found;
}

// What one migration makes of the tables before it. Its statements begin at the start of a line.
void change(std::vector<Table>& tables, const Migration& migration) {
    static const std::regex create(R"(^create table ([a-z_]+) \($)");
    static const std::regex add(R"(^alter table ([a-z_]+) add column$)");
    static const std::regex drop_column(R"(^alter table ([a-z_]+) drop column ([a-z_0-9]+);$)");
    static const std::regex drop(R"(^drop table ([a-z_]+);$)");
    std::string into;
    std::smatch match;
    for (const std::string& line : lines_without_comments(migration.text)) {
        if (std::regex_match(line, match, create)) {
            into = match[1];
            tables.push_back({into, {}});
        } else if (std::regex_match(line, match, add)) {
            into = match[1];
        } else if (std::regex_match(line, match, column_line())) {
            named(tables, into).columns.push_back({match[1], match[2]});
        } else if (std::regex_match(line, match, column_added())) {
            named(tables, match[2]).columns.push_back({match[3], match[4]});
        } else if (std::regex_match(line, match, drop_column)) {
            const std::string column = match[2];
            std::erase_if(named(tables, match[1]).columns,
                          [&](const Column& one) { return one.name == column; });
        } else if (std::regex_match(line, match, drop)) {
            const std::string table = match[1];
            std::erase_if(tables, [&](const Table& one) { return one.name == table; });
        } else {
            CHECK(line.rfind("alter table", 0) != 0);  // another way to say it than these
        }
    }
}

}  // namespace

std::vector<Migration> migrations() {
    std::vector<Migration> all;
    for (const auto& [path, text] : store_resources()) {
        const std::string file(path.substr(path.rfind('/') + 1));
        const std::string name = file.substr(0, file.rfind(".sql"));
        all.push_back({name, text, name.ends_with(".files")});
    }
    return all;  // a map's order is the order of the names
}

std::vector<Table> tables_of(const std::vector<Migration>& applied) {
    std::vector<Table> tables;
    for (const Migration& migration : applied)
        change(tables, migration);
    return tables;
}

std::string spelled(const Migration& migration, const Dialect& dialect) {
    std::string sql;
    std::smatch match;
    for (const std::string& line : lines_without_comments(migration.text)) {
        if (std::regex_match(line, match, column_line())) {
            sql += "    " + match[1].str() + " " + spelled_type(match[2], dialect) + match[3].str();
        } else if (std::regex_match(line, match, column_added())) {
            sql += match[1].str() + " " + match[3].str() + " " + spelled_type(match[4], dialect) +
                   match[5].str();
        } else if (line == ") clustered;") {
            sql += ")" + std::string(dialect.clustered_end) + ";";
        } else if (line == ");") {
            sql += ")" + std::string(dialect.table_end) + ";";
        } else {
            sql += line;
        }
        sql += '\n';
    }
    return sql;
}

Schema schema_of(Engine& engine, Connection& records, Connection& files) {
    Schema schema;
    for (Connection* connection : {&records, &files})
        schema.applied.merge(names_in(engine, *connection));
    schema.half_made = schema.applied.erase(half_made) > 0;
    std::set<std::string> carried;
    for (const Migration& migration : migrations()) {
        carried.insert(migration.name);
        if (!schema.has(migration)) schema.missing.push_back(migration);
    }
    for (const std::string& name : schema.applied)
        if (!carried.contains(name)) schema.unknown.push_back(name);
    return schema;
}

void check_known(const Schema& schema, const Settings& settings) {
    if (schema.half_made) {
        const std::string place = settings.database.empty()
                                      ? "remove linli.sqlite and files.sqlite in " + settings.data
                                      : "drop the schema " + settings.schema + " of its database";
        throw Fault("this store is half made: what was being put into it never ended. " + place +
                    ", and begin again; where it was to come from is untouched");
    }
    if (schema.unknown.empty()) return;
    throw Fault("the store in " + settings.data + " was upgraded by a newer Linli (to " +
                schema.unknown.back() +
                "), and this one would damage it: run the newer one, or restore the backup that "
                "was made before that upgrade into another folder with linli restore");
}

void migrate(Engine& engine, Connection& records, Connection& files,
             const std::set<std::string>& wanted, const Progress& progress) {
    std::int64_t done = 0;
    const Schema schema = schema_of(engine, records, files);
    for (const bool of_files : {false, true}) {
        for (const Migration& migration : schema.missing) {
            if (migration.for_files != of_files || !wanted.contains(migration.name)) continue;
            apply(engine, of_files ? files : records, migration);
            ++done;
            if (progress) progress(migration.name, done, 0);
        }
    }
    if (done > 0) engine.schema_changed(records);
}

void migrate(Engine& engine, Connection& records, Connection& files) {
    std::set<std::string> all;
    for (const Migration& migration : migrations())
        all.insert(migration.name);
    migrate(engine, records, files, all);
}

void begin_making(Connection& records) {
    Writer(records, Tenant{}, Instant{}).run(note_applied, half_made);
}

void end_making(Connection& records) {
    Writer(records, Tenant{}, Instant{}).run(forget_applied, half_made);
}

}  // namespace linli::store
