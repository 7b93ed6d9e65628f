// What an engine must be able to do. SQLite and PostgreSQL are the two; only src/store sees this.
#pragma once

#include <memory>
#include <string>

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
};

class Engine {
public:
    virtual ~Engine() = default;
    virtual const Dialect& dialect() const = 0;
    // A connection for the records. Throws Fault when the database is out of reach.
    virtual std::unique_ptr<Connection> connect() = 0;
    // A connection for the chunks of files: the second file of SQLite, the same database elsewhere.
    virtual std::unique_ptr<Connection> connect_to_files() = 0;
};

std::unique_ptr<Engine> sqlite_engine(const Settings&);
std::unique_ptr<Engine> postgres_engine(const Settings&);
std::unique_ptr<Engine> engine_of(const Settings&);  // the one that the settings name

// Throws Broken unless a statement binds one tenant for each of its tables and says nothing that a
// cluster refuses, or is one of the listed crossings.
void check_binds_tenant(const Sql&);

}  // namespace linli::store
