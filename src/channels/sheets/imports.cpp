#include "channels/sheets/imports.h"

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/text.h"
#include "kernel/registry/trail.h"

namespace linli::sheets {
namespace {

constexpr std::size_t name_characters_max = 120;

constexpr std::array<std::string_view, 10> state_words = {
    "waiting", "reading", "refused", "ready",  "running",
    "stopped", "done",    "undoing", "undone", "discarded"};

State state_of(std::string_view word) {
    const auto found = std::find(state_words.begin(), state_words.end(), word);
    CHECK(found != state_words.end());
    return static_cast<State>(found - state_words.begin());
}

#define IMPORT_COLUMNS                                                                         \
    "id, key, kind, name, file, place, path, options, state, refusal, header, account, made, " \
    "ended, stage, line, rows, seen, fresh, updated, same, maybe, bad, warned, places, edition"

constexpr store::Sql by_id{"imports.by_id",
                           "select " IMPORT_COLUMNS " from imports where tenant = ? and id = ?"};
constexpr store::Sql newest{
    "imports.newest", "select " IMPORT_COLUMNS
                      " from imports where tenant = ? and (made < ? or (made = ? and id < ?)) "
                      "order by made desc, id desc limit ?"};
constexpr store::Sql at_work{
    "imports.at_work",
    "select id from imports where tenant = ? and (state in ('reading', 'running', 'undoing') "
    "or (state = 'discarded' and file is not null)) order by made, id"};
// Called when the places have their new paths already.
constexpr store::Sql insert_import{
    "imports.insert",
    "insert into imports (tenant, id, key, kind, name, file, place, path, options, state, refusal, "
    "header, account, made, ended, stage, line, rows, seen, fresh, updated, same, maybe, bad, "
    "warned, "
    "places, edition) values (?, ?, ?, ?, ?, null, ?, ?, ?, 'waiting', '{}', '[]', ?, ?, null, 0, "
    "0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)"};
constexpr store::Sql move_state{
    "imports.move",
    "update imports set state = ?, stage = ?, line = ?, account = ?, ended = ?, refusal = '{}', "
    "edition = edition + 1 where tenant = ? and id = ?"};
constexpr store::Sql update_options{"imports.options",
                                    "update imports set options = ? where tenant = ? and id = ?"};
constexpr store::Sql arrive{
    "imports.arrive",
    "update imports set file = ?, state = 'reading', edition = edition + 1 where tenant = ? and "
    "id = ? and state = 'waiting'"};
// A file has the id of its import. One that is still on its way is to be dropped as well.
constexpr store::Sql drop_file{"imports.drop_file",
                               "update imports set file = id where tenant = ? and id = ?"};
constexpr store::Sql file_dropped{"imports.file_dropped",
                                  "update imports set file = null where tenant = ? and id = ?"};
constexpr store::Sql progress{
    "imports.progress",
    "update imports set state = ?, refusal = ?, header = ?, ended = ?, stage = ?, line = ?, "
    "rows = ?, seen = ?, fresh = ?, updated = ?, same = ?, maybe = ?, bad = ?, warned = ?, places "
    "= ?, "
    "edition = edition + 1 where tenant = ? and id = ?"};

#define LINE_COLUMNS "line, verdict, warned, later, decision, record, edition, sealed"

constexpr store::Sql one_line{"import_lines.one",
                              "select " LINE_COLUMNS
                              " from import_lines where tenant = ? and import = ? and line = ?"};
constexpr store::Sql all_lines{
    "import_lines.all",
    "select " LINE_COLUMNS
    " from import_lines where tenant = ? and import = ? and line > ? order by line limit ?"};
constexpr store::Sql lines_of{
    "import_lines.of",
    "select " LINE_COLUMNS
    " from import_lines where tenant = ? and import = ? and verdict = ? and line > ? "
    "order by line limit ?"};
constexpr store::Sql lines_to_mend{
    "import_lines.to_mend",
    "select " LINE_COLUMNS
    " from import_lines where tenant = ? and import = ? and line > ? "
    "and (verdict in ('bad', 'duplicate') or warned = 1) order by line limit ?"};
constexpr store::Sql lines_taken{"import_lines.taken",
                                 "select " LINE_COLUMNS
                                 " from import_lines where tenant = ? and import = ? and line < ? "
                                 "and verdict in ('new', 'update') order by line desc limit ?"};
constexpr store::Sql lines_later{
    "import_lines.later",
    "select line from import_lines where tenant = ? and import = ? and later = 1 and line > ? "
    "order by line"};
constexpr store::Sql count_undecided{
    "import_lines.undecided",
    "select count(*) from import_lines where tenant = ? and import = ? and verdict = 'duplicate' "
    "and decision = ''"};
constexpr store::Sql put_line{
    "import_lines.put",
    "insert into import_lines (tenant, import, line, verdict, warned, later, decision, record, "
    "edition, sealed) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (tenant, import, line) do "
    "update set verdict = excluded.verdict, warned = excluded.warned, later = excluded.later, "
    "decision = excluded.decision, record = excluded.record, edition = excluded.edition, "
    "sealed = excluded.sealed"};
constexpr store::Sql update_decision{
    "import_lines.decide",
    "update import_lines set decision = ? where tenant = ? and import = ? and line = ?"};
constexpr store::Sql delete_lines{"import_lines.delete",
                                  "delete from import_lines where tenant = ? and import = ?"};
constexpr store::Sql insert_made{
    "import_made.insert",
    "insert into import_made (tenant, import, position, place) values (?, ?, ?, ?)"};
constexpr store::Sql read_made{
    "import_made.read",
    "select place from import_made where tenant = ? and import = ? order by position desc"};
constexpr store::Sql delete_made{"import_made.delete",
                                 "delete from import_made where tenant = ? and import = ?"};

std::string json_of(const std::optional<Refusal>& refusal) {
    json::Writer out;
    out.open_object();
    if (refusal) {
        out.field("code", refusal->code).field("at", refusal->at).field("with", refusal->with);
    }
    return out.close_object().take();
}

std::string json_of(const std::vector<HeadedColumn>& header) {
    json::Writer out;
    out.open_array();
    for (const HeadedColumn& column : header) {
        out.open_object().field("title", column.title).field("field", column.field).close_object();
    }
    return out.close_array().take();
}

Import read_import(const store::Rows& row) {
    const auto refusal = json::Value::parse(row.view(9));
    const auto header = json::Value::parse(row.view(10));
    CHECK(refusal && header);
    Import is;
    is.id = row.id(0);
    is.key = row.id(1);
    is.kind = *import_kind(row.view(2));
    is.name = row.text(3);
    is.file = row.maybe_id(4);
    is.place = row.id(5);
    is.path = row.text(6);
    is.options = ImportOptions::of(row.view(7));
    is.state = state_of(row.view(8));
    if (refusal.value().has("code")) {
        is.refusal = {refusal.value()["code"].text(), refusal.value()["at"].text(),
                      refusal.value()["with"].text()};
    }
    for (const json::Value& column : header.value().items()) {
        is.header.push_back({column["title"].text(), column["field"].text()});
    }
    is.account = row.maybe_id(11);
    is.made = row.instant(12);
    is.ended = row.maybe_instant(13);
    is.stage = row.number(14);
    is.line = row.number(15);
    is.rows = row.number(16);
    is.counts = {row.number(17), row.number(18), row.number(19), row.number(20),
                 row.number(21), row.number(22), row.number(23), row.number(24)};
    is.edition = row.number(25);
    return is;
}

access::Binding bound(store::Tenant tenant, const Id& import, const std::string& field) {
    return {tenant, import, field};
}

// ---- rows ----

void write_traits(json::Writer& out, std::string_view key, const Traits& traits) {
    out.key(key).open_object().field("birth", traits.birth).field("address", traits.address);
    out.field("phones", traits.phones).field("id_number", traits.id_number).close_object();
}

Traits traits_of(const json::Value& is) {
    return {is["birth"].text(), is["address"].text(), is["phones"].text(), is["id_number"].text()};
}

std::string detail_json(const ImportLine& line) {
    json::Writer out;
    out.open_object().field("name", line.name).field("record_name", line.record_name);
    out.key("problems").open_array();
    for (const Problem& problem : line.problems) {
        out.open_object().field("field", problem.field).field("code", problem.code);
        out.field("with", problem.with).field("grave", problem.grave).close_object();
    }
    out.close_array().key("fields").open_array();
    for (const std::string& field : line.fields)
        out.text(field);
    out.close_array().key("before").raw(line.before).field("left", line.left);
    if (line.verdict == word_of(Verdict::maybe)) {
        write_traits(out, "says", line.says);
        write_traits(out, "known", line.known);
    }
    return out.close_object().take();
}

void read_detail(std::string_view text, ImportLine& line) {
    const auto parsed = json::Value::parse(text);
    CHECK(parsed);
    const json::Value& detail = parsed.value();
    line.name = detail["name"].text();
    line.record_name = detail["record_name"].text();
    for (const json::Value& problem : detail["problems"].items()) {
        line.problems.push_back({problem["field"].text(), problem["code"].text(),
                                 problem["with"].text(), problem["grave"].flag()});
    }
    for (const json::Value& field : detail["fields"].items())
        line.fields.push_back(field.text());
    line.before = detail["before"].str();
    line.left = detail["left"].text();
    line.says = traits_of(detail["says"]);
    line.known = traits_of(detail["known"]);
}

struct SealedLine {
    ImportLine line;
    std::string sealed;
};

std::vector<ImportLine> read_lines(store::Reader& db, const kernel::Means& means,
                                   store::Tenant tenant, const Import& is, store::Rows rows) {
    std::vector<SealedLine> sealed;
    while (rows.next()) {
        ImportLine line;
        line.line = rows.number(0);
        line.verdict = rows.text(1);
        line.warned = rows.number(2) == 1;
        line.later = rows.number(3) == 1;
        line.decision = decision_of(rows.view(4));
        line.record = rows.maybe_id(5);
        line.edition = rows.number(6);
        sealed.push_back({std::move(line), rows.text(7)});
    }
    std::vector<ImportLine> lines;
    for (SealedLine& one : sealed) {
        const std::string field = "line:" + std::to_string(one.line.line);
        const auto detail = means.seals->open(db, is.key, bound(tenant, is.id, field), one.sealed);
        if (detail) read_detail(*detail, one.line);
        lines.push_back(std::move(one.line));
    }
    return lines;
}

// Exists for you, and stands where this can be done.
Outcome<Import> standing(store::Reader& db, const kernel::Means& means, const kernel::Asker& asker,
                         const Id& id, std::initializer_list<State> states) {
    auto found = import_for(db, means, asker.who, id);
    if (!found) return found;
    const State now = found.value().state;
    if (std::find(states.begin(), states.end(), now) == states.end()) {
        return Refusal{"wrong_state", "import", std::string(sheets::word_of(now))};
    }
    return found;
}

void append(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
            const Import& is, const std::string& verb, std::string body = "{}") {
    const access::Grant* grant = access::may(asker.who, *means.roles, right_for(is.kind), is.path);
    journal::Line line = registry::line_of(asker, grant, "import", is.id, is.place, verb);
    line.body = std::move(body);
    journal::append(db, std::move(line));
}

Outcome<Id> move(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                 const Id& id, std::initializer_list<State> from, State to,
                 const std::string& verb) {
    const auto found = standing(db, means, asker, id, from);
    if (!found) return found.refusal();
    const Import& is = found.value();
    const bool goes_on =
        (is.state == State::stopped && to == State::running) || to == State::stopped;
    const std::int64_t stage = goes_on ? is.stage : 0;
    const std::int64_t line = goes_on ? is.line : to == State::undoing ? INT64_MAX : 0;
    const std::optional<Id> account =
        asker.who.stranger() ? std::nullopt : std::optional(asker.who.account);
    db.run(move_state, sheets::word_of(to), stage, line, account, std::optional<Instant>(),
           db.tenant(), id);
    append(db, means, asker, is, verb);
    return id;
}

}  // namespace

std::string_view word_of(Decision decision) {
    static constexpr std::array<std::string_view, 4> words = {"", "new", "same", "skip"};
    return words[static_cast<std::size_t>(decision)];
}

std::string_view word_of(State state) {
    return state_words[static_cast<std::size_t>(state)];
}

std::string_view right_for(ImportKind kind) {
    static constexpr std::array<std::string_view, 3> rights = {"people.import", "places.edit",
                                                               "units.edit"};
    return rights[static_cast<std::size_t>(kind)];
}

void Counts::add(const Fate& fate) {
    const auto one_if = [&](Verdict verdict) { return fate.verdict == verdict ? 1 : 0; };
    ++seen;
    fresh += one_if(Verdict::fresh);
    updated += one_if(Verdict::update);
    same += one_if(Verdict::same);
    maybe += one_if(Verdict::maybe);
    bad += one_if(Verdict::bad);
    const bool taken = fate.verdict != Verdict::bad && fate.verdict != Verdict::maybe;
    warned += taken && !fate.problems.empty() ? 1 : 0;
    places += fate.places;
}

std::optional<Import> import(store::Reader& db, store::Tenant tenant, const Id& id) {
    auto rows = db.query(by_id, tenant, id);
    if (!rows.next()) return std::nullopt;
    return read_import(rows);
}

Outcome<Import> import_for(store::Reader& db, const kernel::Means& means, const access::Who& who,
                           const Id& id) {
    auto found = import(db, who.tenant, id);
    if (!found || !access::may(who, *means.roles, right_for(found->kind), found->path)) {
        return Refusal{"no_such_import", "import", ""};
    }
    return *std::move(found);
}

std::vector<Import> imports(store::Reader& db, const kernel::Means& means, const access::Who& who,
                            std::optional<Instant> before, const Id& before_id, std::int64_t most) {
    // An office has a few hundred of them in years: what the asker may not see is passed over.
    constexpr std::int64_t looked_at_max = 1000;
    const Instant from = before.value_or(Instant{INT64_MAX});
    std::vector<Import> found;
    auto rows = db.query(newest, who.tenant, from, from, before_id, looked_at_max);
    while (rows.next() && found.size() < static_cast<std::size_t>(most)) {
        Import is = read_import(rows);
        if (access::may(who, *means.roles, right_for(is.kind), is.path)) {
            found.push_back(std::move(is));
        }
    }
    return found;
}

std::vector<Id> imports_at_work(store::Reader& db, store::Tenant tenant) {
    std::vector<Id> ids;
    for (auto rows = db.query(at_work, tenant); rows.next();)
        ids.push_back(rows.id(0));
    return ids;
}

std::vector<ImportLine> import_lines(store::Reader& db, const kernel::Means& means,
                                     store::Tenant tenant, const Import& is,
                                     std::string_view verdict, std::int64_t after,
                                     std::int64_t most) {
    if (verdict.empty()) {
        return read_lines(db, means, tenant, is, db.query(all_lines, tenant, is.id, after, most));
    }
    if (verdict == "to_mend") {
        return read_lines(db, means, tenant, is,
                          db.query(lines_to_mend, tenant, is.id, after, most));
    }
    return read_lines(db, means, tenant, is,
                      db.query(lines_of, tenant, is.id, verdict, after, most));
}

Outcome<Id> begin_import(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                         const NewImport& is) {
    const auto place = registry::place_for(db, means, asker.who, is.place);
    if (!place) return place.refusal();
    if (!access::may(asker.who, *means.roles, right_for(is.kind), place.value().path)) {
        return Refusal{"not_yours", "place", ""};
    }
    if (!place.value().open_on(means.zone.day_of(db.now()))) return Refusal{"place_ended", "place"};
    if (is.name.empty()) return Refusal{"field_missing", "name", ""};
    if (text::length(is.name) > name_characters_max) {
        return Refusal{"too_long", "name", std::to_string(name_characters_max)};
    }
    Import made;
    made.id = is.id.value_or(Id::make(db.now(), *means.random));
    made.key = means.seals->make_key(db);
    made.kind = is.kind;
    made.place = is.place;
    made.path = place.value().path;
    const std::optional<Id> account =
        asker.who.stranger() ? std::nullopt : std::optional(asker.who.account);
    db.run(insert_import, db.tenant(), made.id, made.key, word_of(is.kind), is.name, made.place,
           made.path, is.options.json(), account, db.now());
    json::Writer body;
    body.open_object().field("kind", std::string(word_of(is.kind))).field("name", is.name);
    append(db, means, asker, made, "begin", body.close_object().take());
    return made.id;
}

Outcome<Id> set_options(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                        const Id& id, std::int64_t edition, const ImportOptions& options) {
    const auto found = standing(db, means, asker, id, {State::ready, State::refused});
    if (!found) return found.refusal();
    if (found.value().edition != edition) {
        return registry::changed_meanwhile(db, db.tenant(), id);
    }
    for (const auto& said : options.columns) {
        const std::string& field = said.second;
        const auto& known = import_fields(found.value().kind);
        const bool fits = field.empty() || field == "-" ||
                          std::any_of(known.begin(), known.end(),
                                      [&](const ImportField& one) { return one.field == field; });
        if (!fits) return Refusal{"no_such_field", "columns." + column_name(said.first), field};
    }
    db.run(update_options, options.json(), db.tenant(), id);
    return move(db, means, asker, id, {State::ready, State::refused}, State::reading, "options");
}

Outcome<Id> decide(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                   const Id& id, std::int64_t line, Decision decision) {
    const auto found = standing(db, means, asker, id, {State::ready, State::stopped});
    if (!found) return found.refusal();
    const auto lines = read_lines(db, means, db.tenant(), found.value(),
                                  db.query(one_line, db.tenant(), id, line));
    if (lines.empty()) return Refusal{"no_such_row", "row", std::to_string(line)};
    if (lines[0].verdict != "duplicate") return Refusal{"not_undecided", "row", lines[0].verdict};
    // What is run on begins behind the rows that were passed: nobody would hear the decision.
    const Import& is = found.value();
    const bool passed = is.state == State::stopped && (is.stage > 0 || line <= is.line);
    if (passed) return Refusal{"moved_on", "row", std::to_string(line)};
    db.run(update_decision, word_of(decision), db.tenant(), id, line);
    json::Writer body;
    body.open_object().field("row", line).field("as", std::string(word_of(decision)));
    append(db, means, asker, is, "decide", body.close_object().take());
    return id;
}

Outcome<Id> run_import(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                       const Id& id) {
    return move(db, means, asker, id, {State::ready, State::stopped}, State::running, "run");
}

Outcome<Id> stop_import(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                        const Id& id) {
    return move(db, means, asker, id, {State::running}, State::stopped, "stop");
}

Outcome<Id> undo_import(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                        const Id& id) {
    return move(db, means, asker, id, {State::done, State::stopped}, State::undoing, "undo");
}

void put_away(store::Writer& db, const kernel::Means& means, const Import& is) {
    db.run(delete_lines, db.tenant(), is.id);
    db.run(delete_made, db.tenant(), is.id);
    db.run(drop_file, db.tenant(), is.id);
    means.seals->destroy_key(db, is.key);
    db.run(move_state, sheets::word_of(State::discarded), 0, 0, is.account,
           std::optional<Instant>(), db.tenant(), is.id);
}

Outcome<Id> discard_import(store::Writer& db, const kernel::Means& means,
                           const kernel::Asker& asker, const Id& id) {
    const auto found =
        standing(db, means, asker, id,
                 {State::waiting, State::ready, State::refused, State::done, State::undone});
    if (!found) return found.refusal();
    put_away(db, means, found.value());
    append(db, means, asker, found.value(), "discard");
    return id;
}

std::int64_t undecided(store::Reader& db, store::Tenant tenant, const Id& import) {
    auto rows = db.query(count_undecided, tenant, import);
    return rows.next() ? rows.number(0) : 0;
}

std::vector<std::string> can_do(const kernel::Means& means, const access::Who& who,
                                const Import& is) {
    if (!access::may(who, *means.roles, right_for(is.kind), is.path)) return {};
    using enum State;
    std::vector<std::string> can;
    const auto add = [&](const char* act, std::initializer_list<State> states) {
        if (std::find(states.begin(), states.end(), is.state) != states.end()) {
            can.emplace_back(act);
        }
    };
    add("options", {ready, refused});
    add("decide", {ready, stopped});
    add("start", {ready, stopped});
    add("stop", {running});
    add("undo", {done, stopped});
    add("discard", {waiting, ready, refused, done, undone});
    const bool to_mend = is.counts.bad + is.counts.maybe + is.counts.warned > 0;
    if (is.file && to_mend) add("bad_rows", {ready, stopped, done});
    return can;
}

void keep_import_file(store::Store& store, const kernel::Means& means, store::Tenant tenant,
                      const Id& id, std::string_view bytes) {
    const auto is = store.read([&](store::Reader& db) { return import(db, tenant, id); });
    CHECK(is);
    if (is->state != State::waiting) return;  // sent twice
    const std::string sealed = store.read([&](store::Reader& db) {
        return means.seals->seal_bytes(db, is->key, bound(tenant, id, "file"), bytes);
    });
    store.keep_file(tenant, id, sealed);
    const auto arrived = store.write(tenant, [&](store::Writer& db) -> Outcome<Done> {
        db.run_derived(arrive, id, db.tenant(), id);
        return Done{};
    });
    CHECK(arrived);
}

std::optional<std::string> import_file(store::Store& store, const kernel::Means& means,
                                       store::Tenant tenant, const Import& is) {
    if (!is.file) return std::nullopt;
    const auto sealed = store.file(tenant, *is.file);
    if (!sealed) return std::nullopt;
    return store.read([&](store::Reader& db) {
        return means.seals->open_bytes(db, is.key, bound(tenant, is.id, "file"), *sealed);
    });
}

void save_progress(store::Writer& db, const Import& is) {
    const Counts& counts = is.counts;
    db.run_derived(progress, word_of(is.state), json_of(is.refusal), json_of(is.header), is.ended,
                   is.stage, is.line, is.rows, counts.seen, counts.fresh, counts.updated,
                   counts.same, counts.maybe, counts.bad, counts.warned, counts.places, db.tenant(),
                   is.id);
}

void save_line(store::Writer& db, const kernel::Means& means, const Import& is,
               const ImportLine& line) {
    const std::string field = "line:" + std::to_string(line.line);
    const std::string sealed =
        means.seals->seal(db, is.key, bound(db.tenant(), is.id, field), detail_json(line));
    db.run_derived(put_line, db.tenant(), is.id, line.line, line.verdict, line.warned ? 1 : 0,
                   line.later ? 1 : 0, word_of(line.decision), line.record, line.edition, sealed);
}

void forget_lines(store::Writer& db, const Import& is) {
    db.run_derived(delete_lines, db.tenant(), is.id);
}

void forget_file(store::Writer& db, const Import& is) {
    db.run_derived(file_dropped, db.tenant(), is.id);
}

void note_made(store::Writer& db, const Import& is, std::int64_t line,
               const std::vector<Id>& places) {
    // A row makes a handful of things at most; its number leaves room for them.
    constexpr std::int64_t made_max = 100;
    std::int64_t position = line * made_max;
    for (const Id& place : places)
        db.run_derived(insert_made, db.tenant(), is.id, position++, place);
}

std::vector<Id> made_by(store::Reader& db, store::Tenant tenant, const Id& id) {
    std::vector<Id> made;
    for (auto rows = db.query(read_made, tenant, id); rows.next();)
        made.push_back(rows.id(0));
    return made;
}

std::vector<std::int64_t> later_lines(store::Reader& db, store::Tenant tenant, const Id& id,
                                      std::int64_t after) {
    std::vector<std::int64_t> lines;
    for (auto rows = db.query(lines_later, tenant, id, after); rows.next();) {
        lines.push_back(rows.number(0));
    }
    return lines;
}

std::vector<ImportLine> lines_to_take_back(store::Reader& db, const kernel::Means& means,
                                           store::Tenant tenant, const Import& is,
                                           std::int64_t before, std::int64_t most) {
    return read_lines(db, means, tenant, is, db.query(lines_taken, tenant, is.id, before, most));
}

}  // namespace linli::sheets
