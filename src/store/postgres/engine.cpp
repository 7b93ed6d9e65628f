// PostgreSQL 15 and later through libpq. Parameters and results travel in binary, so that an id is
// 16 bytes and a number 8 on either side; a statement is prepared once per connection.
#include <libpq-fe.h>

#include <array>
#include <cstring>
#include <unordered_map>

#include "store/engine.h"
#include "store/rows.h"

namespace linli::store {
namespace {

constexpr Oid oid_blob = 17, oid_int64 = 20, oid_text = 25, oid_id = 2950;

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

std::string trouble(PGconn* connection, const std::string& what) {
    std::string said = PQerrorMessage(connection);
    while (!said.empty() && said.back() == '\n')
        said.pop_back();
    return "PostgreSQL, " + what + ": " + said;
}

std::array<char, 8> big_endian(std::int64_t number) {
    std::array<char, 8> bytes{};
    auto rest = static_cast<std::uint64_t>(number);
    for (std::size_t i = bytes.size(); i-- > 0; rest >>= 8)
        bytes[i] = static_cast<char>(rest);
    return bytes;
}

// ? → $1, $2 … outside quotes.
std::string numbered(const char* text) {
    std::string sql;
    int count = 0;
    bool quoted = false;
    for (const char* at = text; *at; ++at) {
        if (*at == '\'') quoted = !quoted;
        if (*at == '?' && !quoted) {
            sql += '$' + std::to_string(++count);
        } else {
            sql += *at;
        }
    }
    return sql;
}

Oid oid_of(const Value& value) {
    if (std::holds_alternative<std::int64_t>(value)) return oid_int64;
    if (std::holds_alternative<std::string_view>(value)) return oid_text;
    if (std::holds_alternative<Id>(value)) return oid_id;
    if (std::holds_alternative<Blob>(value)) return oid_blob;
    return 0;  // null: the server finds out
}

// The bytes of a parameter, a number's in `number`; null has none.
std::string_view bytes_of(const Value& value, std::array<char, 8>& number) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        number = big_endian(*whole);
        return {number.data(), number.size()};
    }
    if (const auto* id = std::get_if<Id>(&value)) {
        return {reinterpret_cast<const char*>(id->bytes.data()), id->bytes.size()};
    }
    std::string_view bytes;
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        bytes = *text;
    } else if (const auto* blob = std::get_if<Blob>(&value)) {
        bytes = blob->bytes;
    } else {
        return {nullptr, 0};
    }
    return bytes.data() ? bytes : std::string_view("", 0);
}

class PostgresStatement : public Statement {
public:
    PostgresStatement(PGconn* connection, const Sql& sql, std::string handle)
        : connection_(connection),
          name_(sql.name),
          sql_(numbered(sql.text)),
          handle_(std::move(handle)),
          streams_(sql.streams) {}

    void start(const Value* values, std::size_t count) override {
        CHECK(!busy_);  // a statement's rows must be let go before it runs again
        std::vector<std::array<char, 8>> numbers(count);
        std::vector<const char*> data(count);
        std::vector<int> sizes(count);
        const std::vector<int> binary(count, 1);
        for (std::size_t i = 0; i < count; ++i) {
            const std::string_view bytes = bytes_of(values[i], numbers[i]);
            data[i] = bytes.data();
            sizes[i] = static_cast<int>(bytes.size());
        }
        const std::string& handle = prepared_for(values, count);
        const int parameters = static_cast<int>(count);
        row_ = -1;
        busy_ = true;
        if (streams_) {
            PQsendQueryPrepared(connection_, handle.c_str(), parameters, data.data(), sizes.data(),
                                binary.data(), 1);
            PQsetSingleRowMode(connection_);
            return;
        }
        take(PQexecPrepared(connection_, handle.c_str(), parameters, data.data(), sizes.data(),
                            binary.data(), 1));
    }

    bool step() override {
        if (!streams_) return ++row_ < PQntuples(result_.get());
        take(PQgetResult(connection_));
        row_ = 0;
        return PQntuples(result_.get()) > 0;
    }

    void reset() override {
        result_.reset();
        busy_ = false;
        if (!streams_) return;
        while (PGresult* unread = PQgetResult(connection_))
            PQclear(unread);
    }

    std::int64_t changed() const override {
        return std::strtoll(PQcmdTuples(result_.get()), nullptr, 10);
    }
    bool is_null(int column) const override {
        return PQgetisnull(result_.get(), row_, column) == 1;
    }
    std::int64_t number(int column) const override {
        std::uint64_t number = 0;
        for (const char byte : bytes(column))
            number = number << 8 | static_cast<std::uint8_t>(byte);
        return static_cast<std::int64_t>(number);
    }
    std::string_view bytes(int column) const override {
        return {PQgetvalue(result_.get(), row_, column),
                static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
    }

private:
    void take(PGresult* result) {
        result_.reset(result);
        const ExecStatusType status = PQresultStatus(result);
        if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return;
        if (status == PGRES_SINGLE_TUPLE) return;
        const std::string problem = trouble(connection_, name_);
        reset();
        throw Fault(problem);
    }

    // Which parameters are null changes from call to call, and a null has no type of its own: one
    // prepared statement for each pattern of types that was met.
    const std::string& prepared_for(const Value* values, std::size_t count) {
        std::string pattern;
        std::vector<Oid> types(count);
        for (std::size_t i = 0; i < count; ++i) {
            types[i] = oid_of(values[i]);
            pattern += std::to_string(values[i].index());
        }
        const auto [found, added] = handles_.try_emplace(pattern, handle_ + "_" + pattern);
        if (added) {
            const Result result(PQprepare(connection_, found->second.c_str(), sql_.c_str(),
                                          static_cast<int>(count), types.data()),
                                &PQclear);
            if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
                handles_.erase(found);
                throw Fault(trouble(connection_, name_));
            }
        }
        return found->second;
    }

    PGconn* connection_;
    std::string name_, sql_, handle_;
    std::unordered_map<std::string, std::string> handles_;
    Result result_{nullptr, &PQclear};
    int row_ = -1;
    bool busy_ = false;
    bool streams_;
};

// COPY in binary: no row waits for an answer, so that a far database is filled as fast as a near
// one.
class Copying : public Filling {
public:
    Copying(PGconn* connection, const Table& table) : connection_(connection), table_(table.name) {
        const std::string sql =
            "copy " + table.name + " (" + joined(table.columns) + ") from stdin (format binary)";
        const Result begun(PQexec(connection_, sql.c_str()), &PQclear);
        check(PQresultStatus(begun.get()) == PGRES_COPY_IN);
        // The signature, no flags, no extension.
        send(std::string_view("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19));
        copies_ = true;
    }
    Copying(const Copying&) = delete;
    Copying& operator=(const Copying&) = delete;
    ~Copying() override {
        if (!copies_) return;
        PQputCopyEnd(connection_, "broken off");
        while (PGresult* unread = PQgetResult(connection_))
            PQclear(unread);
    }

    void put(const std::vector<Value>& row) override {
        row_.clear();
        number(row.size(), 2);
        for (const Value& value : row) {
            std::array<char, 8> whole;
            const std::string_view bytes = bytes_of(value, whole);
            number(bytes.data() ? bytes.size() : 0xffffffff, 4);  // null is −1 bytes long
            row_ += bytes;
        }
        send(row_);
    }

    void end() override {
        send("\377\377");
        check(PQputCopyEnd(connection_, nullptr) == 1);
        copies_ = false;
        bool taken = true;
        while (PGresult* result = PQgetResult(connection_)) {
            taken = taken && PQresultStatus(result) == PGRES_COMMAND_OK;
            PQclear(result);
        }
        check(taken);
    }

private:
    void number(std::size_t number, std::size_t size) {
        const std::array<char, 8> bytes = big_endian(static_cast<std::int64_t>(number));
        row_.append(bytes.end() - size, bytes.end());
    }
    void send(std::string_view bytes) {
        const int size = static_cast<int>(bytes.size());
        check(PQputCopyData(connection_, bytes.data(), size) == 1);
    }
    void check(bool went_well) const {
        if (!went_well) throw Fault(trouble(connection_, "filling " + table_));
    }

    PGconn* connection_;
    std::string table_, row_;
    bool copies_ = false;
};

class PostgresConnection : public Connection {
public:
    explicit PostgresConnection(const Settings& settings)
        : connection_(PQconnectdb(settings.database.c_str())) {
        if (PQstatus(connection_) != CONNECTION_OK) {
            const std::string problem = trouble(connection_, "cannot connect");
            PQfinish(connection_);
            throw Fault(problem);
        }
        PQsetNoticeProcessor(
            connection_, [](void*, const char*) {}, nullptr);
        execute("create schema if not exists " + settings.schema);
        execute("set search_path to " + settings.schema);
        execute(settings.sync ? "set synchronous_commit to on" : "set synchronous_commit to off");
    }
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;
    ~PostgresConnection() override {
        statements_.clear();
        PQfinish(connection_);
    }

    Statement& prepared(const Sql& sql) override {
        return statements_.find(sql, [&](std::size_t number) {
            return std::make_unique<PostgresStatement>(connection_, sql,
                                                       "s" + std::to_string(number));
        });
    }

    void execute(const std::string& sql) override {
        const Result result(PQexec(connection_, sql.c_str()), &PQclear);
        const ExecStatusType status = PQresultStatus(result.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
            throw Fault(trouble(connection_, sql.substr(0, 80)));
        }
        // A COMMIT of a transaction that had failed says ROLLBACK and is no error to libpq.
        if (sql == "commit" && std::strcmp(PQcmdStatus(result.get()), "COMMIT") != 0) {
            throw Fault("PostgreSQL, commit: the transaction had failed");
        }
    }

    std::unique_ptr<Filling> filling(const Table& table) {
        return std::make_unique<Copying>(connection_, table);
    }

    bool usable() const override { return PQstatus(connection_) == CONNECTION_OK; }
    bool in_transaction() const override {
        const PGTransactionStatusType status = PQtransactionStatus(connection_);
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
    }

private:
    PGconn* connection_;
    Statements<PostgresStatement> statements_;
};

// Foreign keys are looked at once for a table, not once for a row, and no row waits for another.
constexpr const char* loosen = R"(do $$ declare one record; begin
    create temp table loosened on commit drop as
        select conrelid::regclass::text as of, conname as name, pg_get_constraintdef(oid) as says
        from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace;
    for one in select * from loosened loop
        execute format('alter table %s drop constraint %I', one.of, one.name);
    end loop;
end $$)";
constexpr const char* tighten = R"(do $$ declare one record; begin
    for one in select * from loosened loop
        execute format('alter table %s add constraint %I %s', one.of, one.name, one.says);
    end loop;
end $$)";

class PostgresEngine : public Engine {
public:
    explicit PostgresEngine(const Settings& settings) : settings_(settings) {
        for (const char c : settings.schema) {
            CHECK((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
        }
    }

    const Dialect& dialect() const override {
        static const Dialect dialect{
            .begin_reading = "begin isolation level repeatable read read only",
            .begin_writing = "begin",
            .lock_row = " for update",
            .id_type = "uuid",
            .int_type = "bigint",
            .text_type = "text collate \"C\"",
            .blob_type = "bytea",
            .table_end = "",
            .clustered_end = "",
            .loosen = loosen,
            .tighten = tighten,
        };
        return dialect;
    }
    std::unique_ptr<Connection> connect() override {
        return std::make_unique<PostgresConnection>(settings_);
    }
    std::unique_ptr<Connection> connect_to_files() override { return connect(); }
    std::unique_ptr<Filling> filling(Connection& connection, const Table& table) override {
        return static_cast<PostgresConnection&>(connection).filling(table);
    }

private:
    Settings settings_;
};

}  // namespace

std::unique_ptr<Engine> postgres_engine(const Settings& settings) {
    return std::make_unique<PostgresEngine>(settings);
}

}  // namespace linli::store
