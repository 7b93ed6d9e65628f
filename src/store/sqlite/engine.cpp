// SQLite: one file for the records and one for the chunks of files, both in WAL mode and, unless a
// test asks otherwise, synced at every commit. Statements are prepared once per connection.
#include <sqlite3.h>

#include "store/engine.h"
#include "store/sqlite/statistics.h"

namespace linli::store {
namespace {

[[noreturn]] void fail(sqlite3* database, const std::string& what) {
    throw Fault("SQLite, " + what + ": " + sqlite3_errmsg(database));
}

class SqliteStatement : public Statement {
public:
    SqliteStatement(sqlite3* database, const Sql& sql) : database_(database), name_(sql.name) {
        if (sqlite3_prepare_v3(database, sql.text, -1, SQLITE_PREPARE_PERSISTENT, &statement_,
                               nullptr) != SQLITE_OK) {
            fail(database, name_);
        }
    }
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;
    ~SqliteStatement() override { sqlite3_finalize(statement_); }

    void start(const Value* values, std::size_t count) override {
        CHECK(!busy_);  // a statement's rows must be let go before it runs again
        CHECK(static_cast<int>(count) == sqlite3_bind_parameter_count(statement_));
        busy_ = true;
        for (std::size_t i = 0; i < count; ++i)
            bind(static_cast<int>(i) + 1, values[i]);
    }

    bool step() override {
        const int result = sqlite3_step(statement_);
        if (result == SQLITE_ROW) return true;
        if (result == SQLITE_DONE) return false;
        const std::string problem = sqlite3_errmsg(database_);
        reset();
        throw Fault("SQLite, " + name_ + ": " + problem);
    }

    void reset() override {
        sqlite3_reset(statement_);
        busy_ = false;
    }

    std::int64_t changed() const override { return sqlite3_changes64(database_); }
    bool is_null(int column) const override {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    std::int64_t number(int column) const override {
        return sqlite3_column_int64(statement_, column);
    }
    std::string_view bytes(int column) const override {
        const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
        const int size = sqlite3_column_bytes(statement_, column);
        return data ? std::string_view(data, static_cast<std::size_t>(size)) : std::string_view();
    }

private:
    // Rows are stepped after the caller's temporaries are gone, so SQLite keeps its own copies.
    void bind(int at, const Value& value) {
        int result = SQLITE_OK;
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            result = sqlite3_bind_int64(statement_, at, *number);
        } else if (const auto* text = std::get_if<std::string_view>(&value)) {
            const char* data = text->data() ? text->data() : "";
            result = sqlite3_bind_text64(statement_, at, data, text->size(), SQLITE_TRANSIENT,
                                         SQLITE_UTF8);
        } else if (const auto* id = std::get_if<Id>(&value)) {
            result = sqlite3_bind_blob(statement_, at, id->bytes.data(),
                                       static_cast<int>(id->bytes.size()), SQLITE_TRANSIENT);
        } else if (const auto* blob = std::get_if<Blob>(&value)) {
            const char* data = blob->bytes.data() ? blob->bytes.data() : "";
            result =
                sqlite3_bind_blob64(statement_, at, data, blob->bytes.size(), SQLITE_TRANSIENT);
        } else {
            result = sqlite3_bind_null(statement_, at);
        }
        if (result != SQLITE_OK) fail(database_, name_);
    }

    sqlite3* database_;
    sqlite3_stmt* statement_ = nullptr;
    std::string name_;
    bool busy_ = false;
};

// Counting its own memory costs SQLite a lock for each piece. What a savepoint would put back stays
// in memory while it is small: as a file it cost a fifth of every act. Both can be told before
// anything else has used SQLite, and later they do not matter.
void configure_once() {
    constexpr int savepoint_bytes_max = 4 << 20;
    static const int told = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) +
                            sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, savepoint_bytes_max);
    static_cast<void>(told);
}

class SqliteConnection : public Connection {
public:
    SqliteConnection(const std::string& file, bool sync) {
        configure_once();
        const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
        if (sqlite3_open_v2(file.c_str(), &database_, flags, nullptr) != SQLITE_OK) {
            const std::string problem = database_ ? sqlite3_errmsg(database_) : "no memory";
            sqlite3_close(database_);
            throw Fault("cannot open " + file + ": " + problem);
        }
        // busy_timeout first: without it a restart beside a closing process fails on the next line.
        sqlite3_busy_timeout(database_, 10'000);
        execute("pragma journal_mode = wal");
        execute(sync ? "pragma synchronous = full" : "pragma synchronous = off");
        // What is erased is written over, not only let go of.
        execute("pragma secure_delete = on");
        execute("pragma foreign_keys = on");
        execute("pragma mmap_size = 2147418112");
        execute("pragma wal_autocheckpoint = 4000");
        // Reading goes through mmap; this is for what the lane has changed and not yet committed.
        execute("pragma cache_size = -32768");
    }
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;
    ~SqliteConnection() override {
        statements_.clear();
        sqlite3_close(database_);
    }

    Statement& prepared(const Sql& sql) override {
        return statements_.find(
            sql, [&](std::size_t) { return std::make_unique<SqliteStatement>(database_, sql); });
    }

    void execute(const std::string& sql) override {
        if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
            fail(database_, sql.substr(0, 80));
        }
    }

    bool usable() const override { return true; }
    // A full disk or an I/O error rolls the whole transaction back, savepoints and all.
    bool in_transaction() const override { return sqlite3_get_autocommit(database_) == 0; }

private:
    sqlite3* database_ = nullptr;
    Statements<SqliteStatement> statements_;
};

class SqliteEngine : public Engine {
public:
    explicit SqliteEngine(const Settings& settings) : settings_(settings) {}

    const Dialect& dialect() const override {
        static const Dialect dialect{
            .begin_reading = "begin",
            .begin_writing = "begin immediate",
            .lock_row = "",
            .id_type = "blob",
            .int_type = "integer",
            .text_type = "text",
            .blob_type = "blob",
            .table_end = " strict",
            .clustered_end = " strict, without rowid",
            .loosen = "pragma defer_foreign_keys = on",
            .tighten = "",  // COMMIT looks
        };
        return dialect;
    }
    std::unique_ptr<Connection> connect() override {
        return std::make_unique<SqliteConnection>(settings_.data + "/linli.sqlite", settings_.sync);
    }
    std::unique_ptr<Connection> connect_to_files() override {
        return std::make_unique<SqliteConnection>(settings_.data + "/files.sqlite", settings_.sync);
    }
    void schema_changed(Connection& connection) override { write_statistics(connection); }

private:
    Settings settings_;
};

}  // namespace

std::unique_ptr<Engine> sqlite_engine(const Settings& settings) {
    return std::make_unique<SqliteEngine>(settings);
}

}  // namespace linli::store
