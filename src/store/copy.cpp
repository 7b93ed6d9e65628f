#include "store/copy.h"

#include <zlib.h>

#include <cerrno>
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "store/rows.h"

namespace linli::store {
namespace {

constexpr std::string_view greeting = "linli copy 1";

enum class Tag : char { null, number, text, bytes, row, table, end };

// What can go wrong with a copy that is read: told apart from trouble of the machine.
struct Damaged : std::runtime_error {
    using runtime_error::runtime_error;
};

class Output {
public:
    explicit Output(const std::string& file) : file_(file), stream_(gzopen(file.c_str(), "wbx6")) {
        if (!stream_ && errno == EEXIST) {
            throw Fault(file + " is there already: choose another name, or remove it first");
        }
        if (!stream_) throw Fault("cannot write " + file);
    }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;
    ~Output() {
        if (!stream_) return;
        gzclose(stream_);
        std::filesystem::remove(file_);
    }

    void bytes(std::string_view bytes) {
        hash_.add(bytes);
        const auto size = static_cast<unsigned>(bytes.size());
        if (size > 0 && gzwrite(stream_, bytes.data(), size) != static_cast<int>(size)) {
            throw Fault("cannot write " + file_ + ": is the disk full?");
        }
    }
    void tag(Tag tag) { bytes({reinterpret_cast<const char*>(&tag), 1}); }
    void number(std::int64_t number) {
        char buffer[8];
        for (std::size_t i = 8; i-- > 0; number >>= 8)
            buffer[i] = static_cast<char>(number);
        bytes({buffer, sizeof buffer});
    }
    void text(std::string_view text) {
        number(static_cast<std::int64_t>(text.size()));
        bytes(text);
    }
    void finish() {
        tag(Tag::end);
        bytes(hash_.finish());
        if (gzclose(std::exchange(stream_, nullptr)) != Z_OK) {
            std::filesystem::remove(file_);
            throw Fault("cannot write " + file_ + ": is the disk full?");
        }
    }

private:
    std::string file_;
    gzFile stream_;
    RunningDigest hash_{Digest::sha256};
};

class Input {
public:
    explicit Input(const std::string& file) : stream_(gzopen(file.c_str(), "rb")) {
        if (!stream_) throw Fault("cannot read " + file);
    }
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;
    ~Input() { gzclose(stream_); }

    std::string bytes(std::size_t size) {
        std::string bytes(size, '\0');
        if (gzread(stream_, bytes.data(), static_cast<unsigned>(size)) != static_cast<int>(size)) {
            throw Damaged("it ends too early");
        }
        hash_.add(bytes);
        return bytes;
    }
    Tag tag() { return static_cast<Tag>(bytes(1).front()); }
    std::int64_t number() {
        std::uint64_t number = 0;
        for (const char byte : bytes(8))
            number = number << 8 | static_cast<std::uint8_t>(byte);
        return static_cast<std::int64_t>(number);
    }
    std::string text() {
        const std::int64_t size = number();
        if (size < 0 || size > (std::int64_t{1} << 30)) throw Damaged("a value is too long");
        return bytes(static_cast<std::size_t>(size));
    }
    void check_end() {
        const std::string sum = hash_.finish();
        std::string said(sum.size(), '\0');
        const int size = gzread(stream_, said.data(), static_cast<unsigned>(said.size()));
        if (size != static_cast<int>(said.size()) || said != sum) throw Damaged("its sum differs");
    }

private:
    gzFile stream_;
    RunningDigest hash_{Digest::sha256};
};

bool greets(Input& in) {
    try {
        return in.text() == greeting;
    } catch (const Damaged&) {
        return false;
    }
}

// All of it against its sum, before any of it is put into a store: a byte that changed may look
// like a value that no table takes.
void check_whole(const std::string& file, const Progress& progress) {
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file));
    constexpr std::size_t sum_bytes = 32;
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> stream(gzopen(file.c_str(), "rb"), gzclose);
    if (!stream) throw Fault("cannot read " + file);
    RunningDigest hash{Digest::sha256};
    std::string piece(64 << 10, '\0'), held;
    for (;;) {
        const int got = gzread(stream.get(), piece.data(), static_cast<unsigned>(piece.size()));
        if (got < 0) throw Damaged("it cannot be unpacked");
        if (got == 0) break;
        progress("bytes checked", gzoffset(stream.get()), size);
        held.append(piece, 0, static_cast<std::size_t>(got));
        if (held.size() <= sum_bytes) continue;
        hash.add(std::string_view(held).substr(0, held.size() - sum_bytes));
        held.erase(0, held.size() - sum_bytes);
    }
    if (held != hash.finish()) throw Damaged("its sum differs");
}

void write_table(Reader& db, const Table& table, Output& out, const Progress& progress) {
    out.tag(Tag::table);
    out.text(table.name);
    out.text(joined(table.columns));
    const std::string sql = select_all(table);
    std::int64_t count = 0;
    for (auto rows = db.query(Sql{"copy.write", sql.c_str(), true, true}); rows.next();) {
        out.tag(Tag::row);
        int at = 0;
        for (const Column& column : table.columns) {
            if (rows.is_null(at)) {
                out.tag(Tag::null);
            } else if (is_number(column)) {
                out.tag(Tag::number);
                out.number(rows.number(at));
            } else {
                out.tag(column.type == "text" ? Tag::text : Tag::bytes);
                out.text(rows.view(at));
            }
            ++at;
        }
        progress(table.name, ++count, 0);
    }
}

// One value of a row: what it borrows from lives in `held`.
Value read_value(Input& in, const Column& column, std::string& held) {
    switch (in.tag()) {
        case Tag::null:
            return {};
        case Tag::number:
            return in.number();
        case Tag::text:
            held = in.text();
            return std::string_view(held);
        case Tag::bytes: {
            held = in.text();
            if (column.type != "id") return Blob{held};
            Id id;
            if (held.size() != id.bytes.size()) throw Damaged("an id is not 16 bytes");
            std::copy(held.begin(), held.end(), id.bytes.begin());
            return id;
        }
        default:
            throw Damaged("a value of no known kind");
    }
}

void read_rows(Filling& filling, const Table& table, Input& in, Tag& tag,
               const Progress& progress) {
    std::vector<std::string> held(table.columns.size());
    std::vector<Value> values(table.columns.size());
    std::int64_t count = 0;
    for (tag = in.tag(); tag == Tag::row; tag = in.tag()) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = read_value(in, table.columns[i], held[i]);
        }
        filling.put(values);
        progress(table.name, ++count, 0);
    }
    filling.end();
}

std::set<std::string> known() {
    std::set<std::string> names;
    for (const Migration& migration : migrations())
        names.insert(migration.name);
    return names;
}

bool is_empty(Connection& records) {
    Reader db(records);
    return !db.query(Sql{"copy.empty", "select tenant from tenants limit 1", true}).next();
}

void read_everything(Input& in, Engine& engine, Connection& records, Connection& files,
                     const std::set<std::string>& applied, const Progress& progress) {
    std::map<std::string, std::pair<Table, Connection*>> known_tables;
    for (Table& table : tables_of(applied, false)) {
        known_tables[table.name] = {table, &records};
    }
    for (Table& table : tables_of(applied, true))
        known_tables[table.name] = {table, &files};

    for (Connection* connection : {&records, &files}) {
        connection->execute(engine.dialect().begin_writing);
    }
    records.execute(engine.dialect().loosen);
    Tag tag = in.tag();
    while (tag == Tag::table) {
        const std::string name = in.text();
        const auto found = known_tables.find(name);
        if (found == known_tables.end()) throw Damaged("an unknown table " + name);
        const auto& [table, connection] = found->second;
        if (in.text() != joined(table.columns)) throw Damaged("other columns in " + name);
        read_rows(*engine.filling(*connection, table), table, in, tag, progress);
    }
    if (tag != Tag::end) throw Damaged("something between its tables");
    in.check_end();
    end_making(records);
    records.execute(engine.dialect().tighten);
    for (Connection* connection : {&files, &records})
        connection->execute("commit");
}

}  // namespace

void write_copy(const Settings& settings, const std::string& file, const Progress& progress) {
    const auto engine = engine_of(settings);
    std::set<std::string> applied;
    {
        const auto records = engine->connect();
        const Schema schema = schema_of(*engine, *records, *engine->connect_to_files());
        check_known(schema, settings);
        applied = schema.applied;
    }
    Output out(file);
    out.text(greeting);
    out.number(static_cast<std::int64_t>(applied.size()));
    for (const std::string& name : applied)
        out.text(name);

    // Records first: a file is committed before the act that names it, so the later snapshot of the
    // files has every file that the earlier snapshot of the records names.
    for (const bool of_files : {false, true}) {
        const auto connection = of_files ? engine->connect_to_files() : engine->connect();
        connection->execute(engine->dialect().begin_reading);
        Reader db(*connection);
        for (const Table& table : tables_of(applied, of_files))
            write_table(db, table, out, progress);
        connection->execute("rollback");
    }
    out.finish();
}

Outcome<Done> read_copy(const std::string& file, const Settings& into, const Progress& progress) {
    Input in(file);
    if (!greets(in)) return Refusal{"copy_none", file, ""};
    try {
        check_whole(file, progress);
    } catch (const Damaged& damage) {
        return Refusal{"copy_damaged", file, damage.what()};
    }
    const auto engine = engine_of(into);
    const auto records = engine->connect();
    const auto files = engine->connect_to_files();
    try {
        std::set<std::string> applied;
        for (std::int64_t count = in.number(); count > 0; --count)
            applied.insert(in.text());
        for (const std::string& name : applied) {
            if (!known().contains(name)) return Refusal{"copy_newer", file, name};
        }
        migrate(*engine, *records, *files, applied);
        if (!is_empty(*records)) return Refusal{"store_not_empty", into.data, ""};
        begin_making(*records);
        read_everything(in, *engine, *records, *files, applied, progress);
        migrate(*engine, *records, *files, known());
    } catch (const Damaged& damage) {
        for (Connection* connection : {records.get(), files.get()}) {
            if (connection->in_transaction()) connection->execute("rollback");
        }
        end_making(*records);
        return Refusal{"copy_damaged", file, damage.what()};
    }
    return Done{};
}

}  // namespace linli::store
