// The one face for "keep this". Two engines stand behind it, SQLite and PostgreSQL; nobody outside
// this folder knows which. Reading happens on any thread, each with its own connection; writing
// happens in the tenant's lane and nowhere else.
//
// SQL is written once, portable and named, with ? for each parameter, and every statement binds one
// tenant: a statement's text is checked the first time a connection meets it.
#pragma once

#include <array>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/day.h"
#include "base/fault.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/outcome.h"

namespace linli::store {

// The office whose communities share one registry: the 12-digit division code it had on the day of
// init, as a number. A name, never parsed.
struct Tenant {
    std::int64_t number = 0;
    friend auto operator<=>(const Tenant&, const Tenant&) = default;
};

struct Sql {
    const char* name;  // "cases.newest": what logs and faults call it
    const char* text;
    bool crosses_tenants = false;  // the listed exceptions: tenants, migrations, maintenance
    bool streams = false;          // more rows than memory: the engine hands them over one by one
};

struct Blob {
    std::string_view bytes;
};

// A parameter. Text and blobs are borrowed until the statement has started.
using Value = std::variant<std::monostate, std::int64_t, std::string_view, Id, Blob>;

inline Value value_of(std::nullopt_t) {
    return {};
}
inline Value value_of(std::int64_t number) {
    return number;
}
inline Value value_of(int number) {
    return std::int64_t{number};
}
inline Value value_of(bool) = delete;  // say what the number means
inline Value value_of(std::string_view text) {
    return text;
}
inline Value value_of(const std::string& text) {
    return std::string_view(text);
}
inline Value value_of(const char* text) {
    return std::string_view(text);
}
inline Value value_of(const Id& id) {
    return id;
}
inline Value value_of(Blob blob) {
    return blob;
}
inline Value value_of(Tenant tenant) {
    return tenant.number;
}
inline Value value_of(Instant instant) {
    return instant.micros;
}
inline Value value_of(Day day) {
    return day.number;
}
inline Value value_of(const Value& value) {
    return value;
}
template <class T>
Value value_of(const std::optional<T>& maybe) {
    return maybe ? value_of(*maybe) : Value{};
}

// A statement that an engine has prepared. Only engines and Rows touch it.
class Statement {
public:
    virtual ~Statement() = default;
    virtual void start(const Value* values, std::size_t count) = 0;
    virtual bool step() = 0;  // to the next row
    virtual void reset() = 0;
    virtual std::int64_t changed() const = 0;
    bool changes_directory = false;  // see Reader::directory_edition

    virtual bool is_null(int column) const = 0;
    virtual std::int64_t number(int column) const = 0;
    virtual std::string_view bytes(int column) const = 0;  // until the next step
};

// A running query: for (auto rows = db.query(…); rows.next();) rows.text(0) …
class Rows {
public:
    explicit Rows(Statement& statement) : statement_(&statement) {}
    Rows(Rows&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
    Rows& operator=(Rows&&) = delete;
    ~Rows() {
        if (statement_) statement_->reset();
    }

    bool next() { return statement_->step(); }

    bool is_null(int column) const { return statement_->is_null(column); }
    std::int64_t number(int column) const { return statement_->number(column); }
    std::string_view view(int column) const { return statement_->bytes(column); }
    std::string text(int column) const { return std::string(statement_->bytes(column)); }
    Id id(int column) const;
    Instant instant(int column) const { return {number(column)}; }
    Day day(int column) const { return {number(column)}; }
    std::optional<Id> maybe_id(int column) const;
    std::optional<std::string> maybe_text(int column) const;
    std::optional<std::int64_t> maybe_number(int column) const;
    std::optional<Instant> maybe_instant(int column) const;
    std::optional<Day> maybe_day(int column) const;

private:
    Statement* statement_;
};

// One connection of one engine.
class Connection {
public:
    virtual ~Connection() = default;
    virtual Statement& prepared(const Sql&) = 0;       // from the connection's cache
    virtual void execute(const std::string& sql) = 0;  // no parameters: begin, savepoint, schema
    virtual bool usable() const = 0;                   // false once the database has gone away
    virtual bool in_transaction() const = 0;           // false when a fault has ended it
    bool directory_changed = false;  // by the transaction that the lane began last
};

// A view of the store that can only look: one snapshot, as of when it was opened.
class Reader {
public:
    explicit Reader(Connection& connection) : connection_(connection) {}
    virtual ~Reader() = default;

    template <class... Args>
    Rows query(const Sql& sql, const Args&... args) {
        Statement& statement = prepared(sql);
        const Value values[] = {Value{}, value_of(args)...};
        statement.start(values + 1, sizeof...(args));
        return Rows(statement);
    }
    // For statements whose number of parameters is known at run time only.
    Rows query_with(const Sql& sql, const std::vector<Value>& values);

    // How often places, units, grants and the names of accounts have changed: what was worked out
    // from them alone holds for the whole edition. None once a Writer's transaction changed it.
    virtual std::optional<std::int64_t> directory_edition(Tenant);

protected:
    Statement& prepared(const Sql& sql) { return connection_.prepared(sql); }
    Connection& connection() { return connection_; }

private:
    Connection& connection_;
};

// One request's part of a transaction: changes, or a refusal, in which case nothing of it stays. It
// may be run again after a fault, so it keeps its hands off everything but the Writer and values
// that it sets anew each time.
class Writer;
using Work = std::function<Outcome<Done>(Writer&)>;

// How it ended.
struct Verdict {
    std::optional<Refusal> refusal;
    std::exception_ptr fault;  // a Fault: the asker is told "try again"; Broken: ours to mend
    bool committed() const { return !refusal && !fault; }
};

// What the lane lends to one request: its savepoint, and the end of the tenant's journal.
class Writer : public Reader {
public:
    Writer(Connection& connection, Tenant tenant, Instant now)
        : Reader(connection), tenant_(tenant), now_(now) {}

    // Rows changed. A constraint that fails is a Fault: mechanisms look first, under the lock. Who
    // changes anything must append a journal line.
    template <class... Args>
    std::int64_t run(const Sql& sql, const Args&... args) {
        ++changes_;
        return run_derived(sql, args...);
    }

    // For what can be made again from the journal and the records, and so needs no line of its own:
    // followers' cursors, notices, search grams.
    template <class... Args>
    std::int64_t run_derived(const Sql& sql, const Args&... args) {
        touched_ = true;
        Statement& statement = prepared(sql);
        const Value values[] = {Value{}, value_of(args)...};
        statement.start(values + 1, sizeof...(args));
        while (statement.step()) {
        }
        const std::int64_t changed = statement.changed();
        statement.reset();
        if (statement.changes_directory) next_directory_edition();
        return changed;
    }

    std::optional<std::int64_t> directory_edition(Tenant) override;

    // Does it in a savepoint of its own: unless the verdict is committed nothing of it stays, and
    // what is around it goes on. Throws what has ended the whole transaction.
    Verdict in_savepoint(const Work&);
    // The same without one, for the first work of a Writer. Nothing when it has touched what it
    // then had to leave: the transaction must be rolled back.
    std::optional<Verdict> without_savepoint(const Work&);

    Tenant tenant() const { return tenant_; }
    Instant now() const { return now_; }  // when the lane took the request up

    // The last journal line: its number and hash. Only src/journal moves it.
    struct Head {
        std::int64_t seq = 0;
        std::string hash;
        Digest digest = Digest::sha256;
    };
    Head head;

private:
    void next_directory_edition();  // once for each request
    Verdict attempt(const Work&);

    Tenant tenant_;
    Instant now_;
    std::int64_t changes_ = 0;
    bool touched_ = false;  // also by what is derived
    bool directory_changed_ = false;
    std::optional<std::int64_t> directory_edition_;  // as it was looked up, until it changes
};

// Called after COMMIT has returned, or never having committed, on the lane's thread: it must be
// quick and must not throw.
using Told = std::function<void(const Verdict&)>;

// How many requests shared a commit, for whoever watches.
struct BatchSizes {
    static constexpr std::array<std::uint64_t, 6> bounds = {1, 2, 5, 10, 20, 40};
    std::array<std::uint64_t, bounds.size() + 1> batches{};  // up to each bound, and beyond
    std::uint64_t requests = 0;
};

// How the lane stands: a write waits from being handed in until its commit is answered.
struct LaneState {
    static constexpr std::int64_t minutes = 5;
    std::int64_t waiting = 0;
    std::int64_t answered = 0;  // in the last minutes, as what follows
    std::int64_t typical = 0;   // microseconds within which half of them were
    std::int64_t longest = 0;   // microseconds
};

struct Settings {
    std::string data;      // folder: SQLite files, key file, settings
    std::string database;  // "" for SQLite in `data`, else postgres://…
    bool sync = true;      // false only for plays and tests: a crash may lose what was committed
    int batch_max = 60;    // requests that share one commit
    int readers_max = 8;   // connections kept for reading
    std::string schema = "linli";  // of a PostgreSQL database
};

class Store {
public:
    // Opens, and makes a new one's schema. Throws Fault when it cannot, or is of another schema.
    static std::unique_ptr<Store> open(const Settings&, const Clock&);
    ~Store();

    // Runs `look` on a snapshot and gives back what it gives back.
    template <class Look>
    auto read(Look&& look) {
        const Lease lease(*this);
        Reader reader(lease.connection());
        return look(reader);
    }

    // Hands work to the tenant's lane and returns at once.
    void write_later(Tenant, Work, Told);
    // The same, and waits. Throws Fault where write_later tells one.
    Outcome<Done> write(Tenant, Work);

    // Files: committed on their own, before the act that names them. Chunks of 256 KiB.
    void keep_file(Tenant, const Id&, std::string_view bytes);
    std::optional<std::string> file(Tenant, const Id&);
    void drop_file(Tenant, const Id&);
    // One chunk at a time, for what should not be held whole; nothing after the last.
    std::optional<std::string> file_chunk(Tenant, const Id&, std::int64_t chunk);

    // The listed crossings of tenants.
    struct TenantInfo {
        Tenant tenant;
        std::string name;
        Zone zone;
        Digest digest = Digest::sha256;  // of its journal's chain
    };
    std::vector<TenantInfo> tenants();
    void add_tenant(const TenantInfo&);

    const Settings& settings() const { return settings_; }
    BatchSizes batch_sizes() const;
    LaneState lane_state() const;
    // True when a statement can be answered now.
    bool answers();

private:
    class Lease {
    public:
        explicit Lease(Store&);
        ~Lease();
        Connection& connection() const { return *connection_; }

    private:
        Store& store_;
        std::unique_ptr<Connection> connection_;
    };
    struct Inside;
    Store(Settings, const Clock&);

    Settings settings_;
    std::unique_ptr<Inside> inside_;
};

}  // namespace linli::store
