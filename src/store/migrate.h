// Brings a database's schema up to date from the migrations that the binary carries: dated files,
// in the order of their names, each applied once and never edited after a release.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/progress.h"
#include "store/engine.h"

namespace linli::store {

struct Column {
    std::string name, type;  // type: one of the six words
};
struct Table {
    std::string name;
    std::vector<Column> columns;
};

struct Migration {
    std::string name;  // "2026-11-22-1-ground"
    std::string_view text;
    bool for_files;  // "….files.sql": belongs to the file chunks' database
};

std::vector<Migration> migrations();

// The tables as all engines have them once these migrations were applied: in the order they were
// made, parents before children, each with its columns in their order.
std::vector<Table> tables_of(const std::vector<Migration>&);

// The migration in an engine's words. CHECKs that it uses only what the six words and `clustered`
// say.
std::string spelled(const Migration&, const Dialect&);

// A database's schema beside what this binary carries.
struct Schema {
    std::set<std::string> applied;
    std::vector<Migration> missing;    // carried and not applied, in their order
    std::vector<std::string> unknown;  // applied by a newer Linli
    bool half_made = false;            // something was being put into it, and never ended
    bool is_new() const { return applied.empty(); }
    bool has(const Migration& migration) const { return applied.contains(migration.name); }
};
Schema schema_of(Engine&, Connection& records, Connection& files);

// Throws Fault, with the remedy, when it is half made or a newer Linli's.
void check_known(const Schema&, const Settings&);

// Applies those of `wanted` that are not applied yet, each in a transaction of its own.
void migrate(Engine&, Connection& records, Connection& files, const std::set<std::string>& wanted,
             const Progress& = {});
// Applies all there are.
void migrate(Engine&, Connection& records, Connection& files);

// Marks the records' database as half made, and takes the mark away again: between the two no store
// is opened on it.
void begin_making(Connection& records);
void end_making(Connection& records);

}  // namespace linli::store
