// What an engine must be able to do. SQLite and PostgreSQL are the two; only src/store sees this.
#pragma once

#include <cstring>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/store.h"

namespace linli::store {

// How an engine spells what SQL leaves open.
struct Dialect {
    const char* begin_reading;
    const char* begin_writing;
    const char* lock_row;  // what follows a select that locks
    const char* id_type;
    const char* int_type;
    const char* text_type;
    const char* blob_type;
    const char* table_end;      // after the closing parenthesis of a table
    const char* clustered_end;  // the same for a table kept in the order of its key
    // In a transaction that puts in rows before those they refer to: at its begin, and at its end.
    const char* loosen;
    const char* tighten;
};

struct Table;

// Puts whole rows into one table, inside a transaction of its connection, which does nothing else
// until `end`. What is not ended is broken off, and the transaction with it.
class Filling {
public:
    virtual ~Filling() = default;
    virtual void put(const std::vector<Value>& row) = 0;
    virtual void end() = 0;
};

class Engine {
public:
    virtual ~Engine() = default;
    virtual const Dialect& dialect() const = 0;
    // A connection for the records. Throws Fault when the database is out of reach.
    virtual std::unique_ptr<Connection> connect() = 0;
    // A connection for the chunks of files: the second file of SQLite, the same database elsewhere.
    virtual std::unique_ptr<Connection> connect_to_files() = 0;
    // A row at a time, unless the engine has a quicker way.
    virtual std::unique_ptr<Filling> filling(Connection&, const Table&);
    // Called on the connection that has changed the schema.
    virtual void schema_changed(Connection&) {}
};

std::unique_ptr<Engine> sqlite_engine(const Settings&);
std::unique_ptr<Engine> postgres_engine(const Settings&);
std::unique_ptr<Engine> engine_of(const Settings&);  // the one that the settings name

// Throws Broken unless a statement binds one tenant for each of its tables and says nothing that a
// cluster refuses, or is one of the listed crossings.
void check_binds_tenant(const Sql&);

// Whether a statement writes to what Reader::directory_edition counts.
bool changes_directory(const Sql&);

// The statements that a connection has prepared, each once. Nearly all texts are constants, so they
// are looked for at the address where the text was last met, and by the text only when it is not
// there.
template <class Prepared>
class Statements {
public:
    template <class Prepare>
    Prepared& find(const Sql& sql, Prepare&& prepare) {
        Kept*& met = by_address_[sql.text];
        if (met && std::strcmp(met->text.c_str(), sql.text) == 0) return *met->statement;
        Kept& kept = by_text_[sql.text];
        if (!kept.statement) {
            check_binds_tenant(sql);
            kept = {sql.text, prepare(by_text_.size())};
            kept.statement->changes_directory = changes_directory(sql);
        }
        met = &kept;
        return *kept.statement;
    }
    void clear() {
        by_address_.clear();
        by_text_.clear();
    }

private:
    struct Kept {
        std::string text;
        std::unique_ptr<Prepared> statement;
    };
    std::unordered_map<const char*, Kept*> by_address_;
    std::unordered_map<std::string, Kept> by_text_;
};

}  // namespace linli::store
