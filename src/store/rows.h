// How the rows of any table are read and put in, whatever the engine: for copies and moves, which
// know of tables what the migrations say.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "store/migrate.h"

namespace linli::store {

// The tables in the order they were made, parents before children, of records or of files.
std::vector<Table> tables_of(const std::set<std::string>& applied, bool of_files);

std::string joined(const std::vector<Column>&);  // "tenant, id, name"
std::string select_all(const Table&);

bool is_number(const Column&);

}  // namespace linli::store
