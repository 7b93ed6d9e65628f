#include "store/rows.h"

#include "store/engine.h"

namespace linli::store {
namespace {

class Inserting : public Filling {
public:
    Inserting(Connection& connection, const Table& table)
        : db_(connection, Tenant{}, Instant{}), sql_("insert into " + table.name + " (") {
        std::string marks;
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            marks += i == 0 ? "?" : ", ?";
        sql_ += joined(table.columns) + ") values (" + marks + ")";
    }
    void put(const std::vector<Value>& row) override {
        auto rows = db_.query_with(Sql{"rows.put", sql_.c_str(), true}, row);
        while (rows.next()) {
        }
    }
    void end() override {}

private:
    Writer db_;
    std::string sql_;
};

}  // namespace

std::unique_ptr<Filling> Engine::filling(Connection& connection, const Table& table) {
    return std::make_unique<Inserting>(connection, table);
}

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

bool is_number(const Column& column) {
    return column.type == "int64" || column.type == "instant" || column.type == "day";
}

}  // namespace linli::store
