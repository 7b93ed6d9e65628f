// Brings a database's schema up to date from the migrations that the binary carries: dated files,
// in the order of their names, each applied once and never edited after a release.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

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

// The tables a migration makes, in its order, as all engines have them.
std::vector<Table> tables_of(const Migration&);

// The migration in an engine's words. CHECKs that it uses only what the six words and `clustered`
// say.
std::string spelled(const Migration&, const Dialect&);

// Applies those of `wanted` that are not applied yet.
void migrate(Engine&, Connection& records, Connection& files, const std::set<std::string>& wanted);
// Applies all there are.
void migrate(Engine&, Connection& records, Connection& files);

}  // namespace linli::store
