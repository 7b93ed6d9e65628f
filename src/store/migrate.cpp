#include "store/migrate.h"

#include <map>
#include <regex>
#include <set>

#include "base/resources.h"
#include "base/text.h"

namespace linli::store {
namespace {

constexpr Sql names_applied{"migrations.applied", "select name from migrations", true};
constexpr Sql note_applied{"migrations.note", "insert into migrations (name) values (?)", true};

const std::regex& column_line() {
    static const std::regex line(R"(^    ([a-z_0-9]+) +(id|int64|text|instant|day|blob)\b(.*)$)");
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

// Whether anything was there to apply.
bool apply(Engine& engine, Connection& connection, bool to_files,
           const std::set<std::string>& wanted) {
    connection.execute("create table if not exists migrations (name " +
                       std::string(engine.dialect().text_type) + " not null primary key)");
    std::set<std::string> applied;
    Writer db(connection, Tenant{}, Instant{});
    {
        auto rows = db.query(names_applied);
        while (rows.next())
            applied.insert(rows.text(0));
    }
    bool changed = false;
    for (const Migration& migration : migrations()) {
        // Where files share the records' database, both kinds are applied to it.
        if (migration.for_files != to_files || applied.contains(migration.name)) continue;
        if (!wanted.contains(migration.name)) continue;
        connection.execute(engine.dialect().begin_writing);
        connection.execute(spelled(migration, engine.dialect()));
        db.run(note_applied, migration.name);
        connection.execute("commit");
        changed = true;
    }
    return changed;
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

std::vector<Table> tables_of(const Migration& migration) {
    static const std::regex create(R"(^create table ([a-z_]+) \($)");
    std::vector<Table> tables;
    std::smatch match;
    for (const std::string& line : lines_without_comments(migration.text)) {
        if (std::regex_match(line, match, create)) {
            tables.push_back({match[1], {}});
        } else if (std::regex_match(line, match, column_line())) {
            tables.back().columns.push_back({match[1], match[2]});
        }
    }
    return tables;
}

std::string spelled(const Migration& migration, const Dialect& dialect) {
    std::string sql;
    std::smatch match;
    for (const std::string& line : lines_without_comments(migration.text)) {
        if (std::regex_match(line, match, column_line())) {
            sql += "    " + match[1].str() + " " + spelled_type(match[2], dialect) + match[3].str();
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

void migrate(Engine& engine, Connection& records, Connection& files,
             const std::set<std::string>& wanted) {
    const bool changed = apply(engine, records, false, wanted);
    apply(engine, files, true, wanted);
    if (changed) engine.schema_changed(records);
}

void migrate(Engine& engine, Connection& records, Connection& files) {
    std::set<std::string> all;
    for (const Migration& migration : migrations())
        all.insert(migration.name);
    migrate(engine, records, files, all);
}

}  // namespace linli::store
