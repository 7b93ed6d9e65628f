#include "store/store.h"

#include <filesystem>
#include <future>
#include <mutex>

#include "store/lane.h"
#include "store/migrate.h"
#include "store/remove.h"

namespace linli::store {
namespace {

constexpr std::size_t chunk_bytes = 256 * 1024;
constexpr std::string_view no_hash(
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 32);

constexpr Sql list_tenants{"tenants.list",
                           "select t.tenant, t.name, t.zone, l.digest from tenants t "
                           "join lanes l on l.tenant = t.tenant order by t.tenant",
                           true};
constexpr Sql add_a_tenant{"tenants.add",
                           "insert into tenants (tenant, name, zone, made) values (?, ?, ?, ?)"};
constexpr Sql add_a_lane{"lanes.add",
                         "insert into lanes (tenant, seq, hash, digest) values (?, 0, ?, ?)"};
constexpr Sql keep_chunk{
    "file_chunks.keep", "insert into file_chunks (tenant, file, chunk, bytes) values (?, ?, ?, ?)"};
constexpr Sql read_chunk{
    "file_chunks.read",
    "select bytes from file_chunks where tenant = ? and file = ? and chunk = ?"};
constexpr Sql drop_chunks{"file_chunks.drop",
                          "delete from file_chunks where tenant = ? and file = ?"};
constexpr Sql any_table{"store.any_table",
                        "select 1 from information_schema.tables "
                        "where table_schema = current_schema() limit 1",
                        true};
constexpr Sql one{"store.one", "select 1", true};
constexpr Sql directory_now{"directories.edition",
                            "select edition from directories where tenant = ?"};
constexpr Sql directory_next{
    "directories.next",
    "insert into directories (tenant, edition) values (?, 1) "
    "on conflict (tenant) do update set edition = directories.edition + 1"};

// Runs statements as one transaction on a connection that is not the lane's.
template <class Run>
void in_transaction(Connection& connection, const Dialect& dialect, Run&& run) {
    connection.execute(dialect.begin_writing);
    try {
        run();
        connection.execute("commit");
    } catch (...) {
        if (connection.usable() && connection.in_transaction()) connection.execute("rollback");
        throw;
    }
}

// A new store gets its schema here. An old one is brought up to date by nobody who only wants to
// open it: that is for whoever has made a backup first.
void make_or_check(Engine& engine, Connection& records, Connection& files,
                   const Settings& settings) {
    const Schema schema = schema_of(engine, records, files);
    check_known(schema, settings);
    if (schema.is_new()) return migrate(engine, records, files);
    if (schema.missing.empty()) return;
    throw Fault("the store in " + settings.data +
                " is an older Linli's: stop what serves it and run linli upgrade --data " +
                settings.data + ", which makes a backup first (it lacks " +
                schema.missing.front().name + ")");
}

}  // namespace

std::unique_ptr<Engine> engine_of(const Settings& settings) {
    std::filesystem::create_directories(settings.data);
    return settings.database.empty() ? sqlite_engine(settings) : postgres_engine(settings);
}

Id Rows::id(int column) const {
    const std::string_view bytes = statement_->bytes(column);
    Id id;
    CHECK(bytes.size() == id.bytes.size());
    std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
    return id;
}

std::optional<Id> Rows::maybe_id(int column) const {
    return is_null(column) ? std::nullopt : std::optional(id(column));
}
std::optional<std::string> Rows::maybe_text(int column) const {
    return is_null(column) ? std::nullopt : std::optional(text(column));
}
std::optional<std::int64_t> Rows::maybe_number(int column) const {
    return is_null(column) ? std::nullopt : std::optional(number(column));
}
std::optional<Instant> Rows::maybe_instant(int column) const {
    return is_null(column) ? std::nullopt : std::optional(instant(column));
}
std::optional<Day> Rows::maybe_day(int column) const {
    return is_null(column) ? std::nullopt : std::optional(day(column));
}

Rows Reader::query_with(const Sql& sql, const std::vector<Value>& values) {
    Statement& statement = prepared(sql);
    statement.start(values.data(), values.size());
    return Rows(statement);
}

std::optional<std::int64_t> Reader::directory_edition(Tenant tenant) {
    auto rows = query(directory_now, tenant);
    return rows.next() ? rows.number(0) : 0;
}

std::optional<std::int64_t> Writer::directory_edition(Tenant tenant) {
    if (connection().directory_changed) return std::nullopt;
    if (!directory_edition_) directory_edition_ = Reader::directory_edition(tenant);
    return directory_edition_;
}

void Writer::next_directory_edition() {
    connection().directory_changed = true;
    if (!std::exchange(directory_changed_, true)) run_derived(directory_next, tenant_);
}

Verdict Writer::attempt(const Work& work) {
    const std::int64_t seq_before = head.seq;
    const std::int64_t changes_before = changes_;
    Verdict verdict;
    try {
        const Outcome<Done> outcome = work(*this);
        if (outcome) {
            // Promise 1: nothing changes without a journal line in the same transaction.
            CHECK(changes_ == changes_before || head.seq > seq_before);
        } else {
            verdict.refusal = outcome.refusal();
        }
    } catch (const std::exception&) {
        // Disk full, connection lost: the transaction itself is gone, and the batch with it.
        if (!connection().usable() || !connection().in_transaction()) throw;
        verdict.fault = std::current_exception();
    }
    return verdict;
}

Verdict Writer::in_savepoint(const Work& work) {
    const Head head_before = head;
    const std::int64_t changes_before = changes_;
    const bool directory_changed_before = directory_changed_;
    connection().execute("savepoint request");
    Verdict verdict = attempt(work);
    if (!verdict.committed()) {
        head = head_before;
        changes_ = changes_before;
        directory_changed_ = directory_changed_before;
        connection().execute("rollback to savepoint request");
    }
    connection().execute("release savepoint request");
    return verdict;
}

std::optional<Verdict> Writer::without_savepoint(const Work& work) {
    Verdict verdict = attempt(work);
    if (!verdict.committed() && touched_) return std::nullopt;
    return verdict;
}

struct Store::Inside {
    std::unique_ptr<Engine> engine;
    const Clock& clock;
    std::mutex readers_mutex;
    std::vector<std::unique_ptr<Connection>> readers;  // not lent at the moment
    std::mutex files_mutex;
    std::unique_ptr<Connection> files;
    std::unique_ptr<Lane> lane;

    // The connection for file chunks, made again when the database had gone away. Hold files_mutex.
    Connection& files_connection() {
        if (!files || !files->usable()) files = engine->connect_to_files();
        return *files;
    }
};

Store::Store(Settings settings, const Clock& clock)
    : settings_(std::move(settings)),
      inside_(new Inside{engine_of(settings_), clock, {}, {}, {}, {}, {}}) {
    const auto records = inside_->engine->connect();
    inside_->files = inside_->engine->connect_to_files();
    make_or_check(*inside_->engine, *records, *inside_->files, settings_);
    inside_->lane = std::make_unique<Lane>(*inside_->engine, clock, settings_.batch_max);
}

Store::~Store() = default;

std::unique_ptr<Store> Store::open(const Settings& settings, const Clock& clock) {
    return std::unique_ptr<Store>(new Store(settings, clock));
}

bool is_taken(const Settings& settings) {
    if (settings.database.empty()) return false;
    const auto connection = engine_of(settings)->connect();
    return Reader(*connection).query(any_table).next();
}

void remove_database(const Settings& settings) {
    if (settings.database.empty()) return;
    engine_of(settings)->connect()->execute("drop schema " + settings.schema + " cascade");
}

void remove(const Settings& settings) {
    remove_database(settings);
    std::filesystem::remove_all(settings.data);
}

Store::Lease::Lease(Store& store) : store_(store) {
    {
        const std::lock_guard lock(store.inside_->readers_mutex);
        if (!store.inside_->readers.empty()) {
            connection_ = std::move(store.inside_->readers.back());
            store.inside_->readers.pop_back();
        }
    }
    if (!connection_) connection_ = store.inside_->engine->connect();
    connection_->execute(store.inside_->engine->dialect().begin_reading);
}

Store::Lease::~Lease() {
    try {
        if (!connection_->usable() || !connection_->in_transaction()) return;
        connection_->execute("rollback");
    } catch (const std::exception&) {
        return;  // the connection is dropped; the next reader makes a new one
    }
    const std::lock_guard lock(store_.inside_->readers_mutex);
    if (store_.inside_->readers.size() < static_cast<std::size_t>(store_.settings_.readers_max)) {
        store_.inside_->readers.push_back(std::move(connection_));
    }
}

void Store::write_later(Tenant tenant, Work work, Told told) {
    inside_->lane->submit(tenant, std::move(work), std::move(told));
}

BatchSizes Store::batch_sizes() const {
    return inside_->lane->batch_sizes();
}

LaneState Store::lane_state() const {
    return inside_->lane->state();
}

Outcome<Done> Store::write(Tenant tenant, Work work) {
    std::promise<Verdict> promise;
    std::future<Verdict> told = promise.get_future();
    write_later(tenant, std::move(work),
                [&](const Verdict& verdict) { promise.set_value(verdict); });
    const Verdict verdict = told.get();
    if (verdict.fault) std::rethrow_exception(verdict.fault);
    if (verdict.refusal) return *verdict.refusal;
    return Done{};
}

void Store::keep_file(Tenant tenant, const Id& file, std::string_view bytes) {
    const std::lock_guard lock(inside_->files_mutex);
    Connection& connection = inside_->files_connection();
    Writer db(connection, tenant, inside_->clock.now());
    in_transaction(connection, inside_->engine->dialect(), [&] {
        std::int64_t chunk = 0;
        for (std::size_t at = 0; at < bytes.size(); at += chunk_bytes, ++chunk) {
            db.run(keep_chunk, tenant, file, chunk, Blob{bytes.substr(at, chunk_bytes)});
        }
    });
}

std::optional<std::string> Store::file_chunk(Tenant tenant, const Id& file, std::int64_t chunk) {
    const std::lock_guard lock(inside_->files_mutex);
    Reader db(inside_->files_connection());
    auto rows = db.query(read_chunk, tenant, file, chunk);
    if (!rows.next()) return std::nullopt;
    return rows.text(0);
}

std::optional<std::string> Store::file(Tenant tenant, const Id& file) {
    std::optional<std::string> bytes = file_chunk(tenant, file, 0);
    for (std::int64_t chunk = 1; bytes; ++chunk) {
        const std::optional<std::string> more = file_chunk(tenant, file, chunk);
        if (!more) break;
        *bytes += *more;
    }
    return bytes;
}

void Store::drop_file(Tenant tenant, const Id& file) {
    const std::lock_guard lock(inside_->files_mutex);
    Connection& connection = inside_->files_connection();
    Writer db(connection, tenant, inside_->clock.now());
    in_transaction(connection, inside_->engine->dialect(),
                   [&] { db.run(drop_chunks, tenant, file); });
}

std::vector<Store::TenantInfo> Store::tenants() {
    return read([](Reader& db) {
        std::vector<TenantInfo> all;
        auto rows = db.query(list_tenants);
        while (rows.next()) {
            all.push_back({{rows.number(0)},
                           rows.text(1),
                           Zone{rows.number(2)},
                           *digest_named(rows.view(3))});
        }
        return all;
    });
}

// A tenant is made outside any lane, because it is what makes its lane.
void Store::add_tenant(const TenantInfo& info) {
    const auto connection = inside_->engine->connect();
    Writer db(*connection, info.tenant, inside_->clock.now());
    in_transaction(*connection, inside_->engine->dialect(), [&] {
        db.run(add_a_tenant, info.tenant, info.name, info.zone.minutes_east, db.now());
        db.run(add_a_lane, info.tenant, Blob{no_hash}, name_of(info.digest));
    });
}

bool Store::answers() {
    try {
        return read([](Reader& db) { return db.query(one).next(); });
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace linli::store
