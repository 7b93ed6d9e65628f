#include "store/rows.h"

namespace linli::store {

std::vector<Table> tables_of(const std::set<std::string>& applied, bool of_files) {
    std::vector<Migration> chosen;
    for (const Migration& migration : migrations())
        if (migration.for_files == of_files && applied.contains(migration.name))
            chosen.push_back(migration);
    return tables_of(chosen);
}

std::string joined(const std::vector<Column>& columns) {
    std::string names;
    for (const Column& column : columns)
        names += (names.empty() ? "" : ", ") + column.name;
    return names;
}

std::string select_all(const Table& table) {
    return "select " + joined(table.columns) + " from " + table.name;
}

std::string insert_into(const Table& table) {
    std::string marks;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        marks += i == 0 ? "?" : ", ?";
    return "insert into " + table.name + " (" + joined(table.columns) + ") values (" + marks + ")";
}

bool is_number(const Column& column) {
    return column.type == "int64" || column.type == "instant" || column.type == "day";
}

}  // namespace linli::store
