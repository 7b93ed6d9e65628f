#include "channels/sheets/import_runner.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <map>
#include <set>

#include "access/accounts.h"
#include "base/file_lock.h"
#include "base/json.h"
#include "base/log.h"
#include "base/text.h"

namespace linli::sheets {
namespace {

constexpr std::chrono::seconds pause_before_again{1};

ImportLine line_of(const Row& row, const Fate& fate, Decision decision) {
    ImportLine line;
    line.line = row.number;
    line.verdict = word_of(fate.verdict);
    line.warned = !fate.problems.empty();
    line.later = fate.later;
    line.decision = decision;
    line.record = fate.record;
    line.edition = fate.edition;
    line.name = fate.name;
    line.record_name = fate.record_name;
    line.says = fate.says;
    line.known = fate.known;
    line.problems = fate.problems;
    line.fields = fate.fields;
    line.before = fate.before;
    line.left = fate.left;
    return line;
}

// What a sheet ends with is about nobody: sums, and who drew it up.
bool is_foot(const Row& row) {
    static constexpr std::array<std::string_view, 8> words = {
        "合计", "总计", "小计", "共计", "填表人", "制表人", "填报人", "审核人"};
    for (const Cell& cell : row.cells) {
        std::string text = cell.text;
        std::erase(text, ' ');
        if (text.empty()) continue;
        return std::any_of(words.begin(), words.end(),
                           [&](std::string_view word) { return text::starts_with(text, word); });
    }
    return false;
}

Fate foot() {
    Fate fate;
    fate.problem("", "row_is_foot", "", true);
    return fate;
}

// A line of the system itself: the work has come to its end.
void append_end(store::Writer& db, const access::Who& who, const Import& is, const char* verb) {
    const std::string stage = is.state == State::undone ? "undone" : "done";
    kernel::Asker asker = Steps(who, is.id, is.made.micros, stage).next();
    asker.who = {};
    asker.who.tenant = who.tenant;
    journal::Line line = asker.line("import", is.id, verb);
    line.place = is.place;
    if (!who.stranger()) line.behalf_of = who.account;
    const Counts& counts = is.counts;
    json::Writer body;
    body.open_object().field("new", counts.fresh).field("updated", counts.updated);
    body.field("same", counts.same).field("maybe", counts.maybe).field("bad", counts.bad);
    line.body = body.close_object().take();
    journal::append(db, std::move(line));
}

// Somebody has moved the import on, or off, while it was being worked on.
const Refusal moved_on{"moved_on"};

// The first rows of a sheet, and from them its heading.
Outcome<Header> heading(std::string_view bytes, const Import& is) {
    std::vector<Row> first;
    const auto read = sheets::read(bytes, {is.options.sheet, {}}, [&](const Row& row) {
        first.push_back(row);
        return first.size() < header_rows_max;
    });
    if (!read) return read.refusal();
    return find_header(is.kind, first, is.options.columns);
}

// One pass over a sheet: everything that its rows are worked on with.
class Pass {
public:
    Pass(store::Store& store, const kernel::Means& means, const access::Who& who, const Import& is,
         Header header, Day today)
        : who_(who), options_(is.options) {
        store.read([&](store::Reader& db) {
            territory_ = std::make_unique<Territory>(db, means, who.tenant,
                                                     *registry::place(db, who.tenant, is.place));
            ImportScene scene{means, who_, *territory_, options_, std::move(header), today};
            importer_ = is.kind == ImportKind::people   ? people_importer(std::move(scene))
                        : is.kind == ImportKind::places ? places_importer(std::move(scene))
                                                        : units_importer(std::move(scene), db);
            return 0;
        });
    }
    Importer& importer() { return *importer_; }
    const access::Who& who() const { return who_; }

private:
    const access::Who who_;
    const ImportOptions options_;
    std::unique_ptr<Territory> territory_;
    std::unique_ptr<Importer> importer_;
};

// Gives the rows below a row in chunks; `take` says whether to go on.
using TakeChunk = std::function<bool(const std::vector<Row>&)>;
Outcome<Done> in_chunks(std::string_view bytes, const Import& is, std::int64_t below,
                        const TakeChunk& take) {
    std::vector<Row> chunk;
    bool go_on = true;
    const auto read = sheets::read(bytes, {is.options.sheet, {}}, [&](const Row& row) {
        if (row.number <= below) return true;
        chunk.push_back(row);
        if (chunk.size() < chunk_rows) return true;
        go_on = take(chunk);
        chunk.clear();
        return go_on;
    });
    if (!read) return read.refusal();
    if (go_on && !chunk.empty()) take(chunk);
    return Done{};
}

// Taking rows over: first all of them, then those whose household came further down.
class Run {
public:
    using Going = std::function<bool(const Import&)>;

    Run(store::Store& store, const kernel::Means& means, Pass& pass, Import& is,
        std::string_view bytes, std::int64_t heading_row, Going going)
        : store_(store),
          means_(means),
          pass_(pass),
          is_(is),
          bytes_(bytes),
          heading_row_(heading_row),
          going_(std::move(going)) {}

    // False when it has been stopped. Refuses what reading the sheet refuses.
    Outcome<bool> all_rows() {
        const std::int64_t below = std::max(is_.line, heading_row_);
        if (below > heading_row_) {
            const auto passed = in_chunks(bytes_, is_, heading_row_, [&](const auto& rows) {
                for (const Row& row : rows) {
                    if (row.number <= below) pass_.importer().pass(row);
                }
                return rows.back().number < below;
            });
            if (!passed) return passed.refusal();
        }
        return over(below, [&](store::Writer& db, const Row& row, Import& next) {
            take_over(db, row, next);
        });
    }

    Outcome<bool> later_rows() {
        const auto waiting = store_.read([&](store::Reader& db) {
            return later_lines(db, pass_.who().tenant, is_.id, is_.line);
        });
        if (waiting.empty()) return true;
        const std::set<std::int64_t> later(waiting.begin(), waiting.end());
        return over(heading_row_, [&](store::Writer& db, const Row& row, Import& next) {
            if (later.contains(row.number)) join(db, row, next);
        });
    }

private:
    using One = std::function<void(store::Writer&, const Row&, Import&)>;

    Outcome<bool> over(std::int64_t below, const One& one) {
        bool go_on = true;
        const auto read = in_chunks(bytes_, is_, below, [&](const std::vector<Row>& rows) {
            go_on = chunk(rows, one);
            return go_on;
        });
        if (!read) return read.refusal();
        return go_on;
    }

    // One chunk in the lane: its rows, and with them how far the import has come.
    bool chunk(const std::vector<Row>& rows, const One& one) {
        Import next;
        const auto done = store_.write(pass_.who().tenant, [&](store::Writer& db) -> Outcome<Done> {
            next = is_;
            const auto now = import(db, db.tenant(), is_.id);
            if (!now || now->state != State::running) return moved_on;
            pass_.importer().begin();
            for (const Row& row : rows)
                one(db, row, next);
            next.line = rows.back().number;
            save_progress(db, next);
            return Done{};
        });
        if (!done) return false;
        pass_.importer().committed();
        is_ = std::move(next);
        return going_(is_);
    }

    std::optional<ImportLine> known(store::Reader& db, std::int64_t number) const {
        auto lines = import_lines(db, means_, pass_.who().tenant, is_, "", number - 1, 1);
        if (lines.empty() || lines[0].line != number) return std::nullopt;
        return std::move(lines[0]);
    }

    void take_over(store::Writer& db, const Row& row, Import& next) {
        const ImportLine shown = known(db, row.number).value_or(ImportLine{});
        const Steps steps(pass_.who(), next.id, row.number, "run");
        Fate fate = is_foot(row) ? foot() : pass_.importer().carry_out(db, row, shown, steps);
        fate.places = static_cast<std::int64_t>(fate.made.size());
        next.counts.add(fate);
        // Whoever was meant is not to be found any more: nothing is decided about anybody else.
        const bool open = fate.verdict == Verdict::maybe && shown.decision == Decision::same;
        const Decision decision = open ? Decision::none : shown.decision;
        save_line(db, means_, next, line_of(row, fate, decision));
        note_made(db, next, row.number, fate.made);
    }

    void join(store::Writer& db, const Row& row, Import& next) {
        auto line = known(db, row.number);
        if (!line || !line->record) return;
        const Steps steps(pass_.who(), next.id, row.number, "later");
        const Fate fate = pass_.importer().carry_out_later(db, row, *line->record, steps);
        if (!fate.problems.empty() && !line->warned) ++next.counts.warned;
        line->problems.insert(line->problems.end(), fate.problems.begin(), fate.problems.end());
        line->warned = !line->problems.empty();
        line->later = false;
        if (fate.edition > 0) {
            line->edition = fate.edition;
            line->left = fate.left;
        }
        save_line(db, means_, next, *line);
    }

    store::Store& store_;
    const kernel::Means& means_;
    Pass& pass_;
    Import& is_;
    const std::string_view bytes_;
    const std::int64_t heading_row_;
    const Going going_;
};

}  // namespace

access::Who operator_of(store::Reader& db, const kernel::Means& means, store::Tenant tenant) {
    access::Who who;
    who.tenant = tenant;
    const auto root = registry::root_place(db, tenant);
    if (!root) return who;
    for (const auto& role : *means.roles) {
        const auto has = [&](const char* right) { return role.second.contains(right); };
        if (has("people.import") && has("people.edit") && has("people.see") && has("places.edit") &&
            has("units.edit")) {
            who.grants.push_back({{}, role.first, root->id, root->path, std::nullopt, false});
            break;
        }
    }
    return who;
}

ImportRunner::ImportRunner(store::Store& store, const kernel::Means& means, const Clock& clock,
                           Moved moved)
    : store_(store), means_(means), clock_(clock), moved_(std::move(moved)) {}

ImportRunner::~ImportRunner() {
    ending_ = true;
    wake();
    if (thread_.joinable()) thread_.join();
}

void ImportRunner::start() {
    awake_ = true;  // something may have been left from before
    thread_ = std::thread([this] {
        bool again = false;
        while (!ending_) {
            std::unique_lock lock(mutex_);
            if (again) {
                changed_.wait_for(lock, pause_before_again, [&] { return ending_.load(); });
            } else {
                changed_.wait(lock, [&] { return awake_ || ending_; });
            }
            awake_ = false;
            lock.unlock();
            try {
                again = !work_off();
            } catch (const std::exception& fault) {
                // The import stands where its last chunk left it.
                again = true;
                log::error(std::string("import: ") + fault.what());
            }
        }
    });
}

void ImportRunner::wake() {
    const std::lock_guard lock(mutex_);
    awake_ = true;
    changed_.notify_all();
}

bool ImportRunner::work_off() {
    const FileLock lock(store_.settings().data + "/importing");
    if (!lock.held()) return false;
    for (const auto& info : store_.tenants())
        work_off(info.tenant);
    return true;
}

void ImportRunner::work_off(store::Tenant tenant) {
    for (;;) {
        const auto ids =
            store_.read([&](store::Reader& db) { return imports_at_work(db, tenant); });
        if (ids.empty() || ending_) return;
        for (const Id& id : ids) {
            const auto is = store_.read([&](store::Reader& db) { return import(db, tenant, id); });
            if (!is || ending_) continue;
            try {
                work_on(tenant, *is);
            } catch (const std::logic_error& broken) {
                // It would break at the same row for ever.
                log::error("import " + id.text() + ": " + broken.what());
                give_up(tenant, id);
            }
            tell(tenant, id);
        }
    }
}

void ImportRunner::work_on(store::Tenant tenant, const Import& is) {
    if (is.state == State::reading) read(tenant, is);
    if (is.state == State::running) run(tenant, is);
    if (is.state == State::undoing) undo(tenant, is);
    if (is.state == State::discarded) put_away(tenant, is);
}

void ImportRunner::give_up(store::Tenant tenant, const Id& id) {
    static_cast<void>(store_.write(tenant, [&](store::Writer& db) -> Outcome<Done> {
        Import is = *import(db, tenant, id);
        switch (is.state) {
            case State::reading:
                is.state = State::refused;
                break;
            case State::running:
                is.state = State::stopped;
                break;
            case State::undoing:
                is.state = State::done;
                is.ended = db.now();
                break;
            default:
                return moved_on;
        }
        is.refusal = Refusal{"import_broken"};
        save_progress(db, is);
        return Done{};
    }));
}

void ImportRunner::put_away(store::Tenant tenant, const Import& is) {
    store_.drop_file(tenant, *is.file);
    CHECK(store_.write(tenant, [&](store::Writer& db) -> Outcome<Done> {
        forget_file(db, is);
        return Done{};
    }));
}

access::Who ImportRunner::who_for(store::Tenant tenant, const Import& is) const {
    if (is.account) {
        return store_.read([&](store::Reader& db) {
            return access::who_of(db, tenant, *is.account, means_.zone.day_of(clock_.now()));
        });
    }
    return store_.read([&](store::Reader& db) { return operator_of(db, means_, tenant); });
}

void ImportRunner::read(store::Tenant tenant, Import is) {
    const auto save = [&](const std::vector<ImportLine>& lines, bool anew) {
        const auto saved = store_.write(tenant, [&](store::Writer& db) -> Outcome<Done> {
            const auto now = import(db, tenant, is.id);
            if (!now || now->state != State::reading) return moved_on;
            if (anew) forget_lines(db, is);
            for (const ImportLine& line : lines)
                save_line(db, means_, is, line);
            save_progress(db, is);
            return Done{};
        });
        tell(tenant, is.id);
        return static_cast<bool>(saved);
    };
    const auto refuse = [&](const Refusal& refusal) {
        is.state = State::refused;
        is.refusal = refusal;
        save({}, false);
    };
    is.counts = {};
    is.header.clear();
    is.refusal.reset();
    if (!save({}, true)) return;
    const auto bytes = import_file(store_, means_, tenant, is);
    if (!bytes) return refuse({"file_gone"});
    const auto header = heading(*bytes, is);
    if (!header) return refuse(header.refusal());
    for (std::size_t i = 0; i < header.value().titles.size(); ++i) {
        is.header.push_back({header.value().titles[i], header.value().fields[i]});
    }

    const access::Who who = who_for(tenant, is);
    Pass pass(store_, means_, who, is, header.value(), means_.zone.day_of(clock_.now()));
    bool go_on = true;
    const auto read =
        in_chunks(*bytes, is, header.value().last_row, [&](const std::vector<Row>& chunk) {
            std::vector<ImportLine> lines;
            store_.read([&](store::Reader& db) {
                for (const Row& row : chunk) {
                    const Fate fate = is_foot(row) ? foot() : pass.importer().plan(db, row);
                    is.counts.add(fate);
                    lines.push_back(line_of(row, fate, Decision::none));
                }
                return 0;
            });
            is.line = chunk.back().number;
            go_on = save(lines, false) && !ending_;
            return go_on;
        });
    if (!go_on) return;
    if (!read) return refuse(read.refusal());
    is.state = State::ready;
    is.rows = is.counts.seen;
    is.line = 0;
    save({}, false);
}

void ImportRunner::run(store::Tenant tenant, Import is) {
    const access::Who who = who_for(tenant, is);
    const auto save = [&](State state, const std::optional<Refusal>& refusal) {
        is.state = state;
        is.refusal = refusal;
        if (state == State::done) is.ended = clock_.now();
        static_cast<void>(store_.write(tenant, [&](store::Writer& db) -> Outcome<Done> {
            const auto now = import(db, tenant, is.id);
            if (!now || now->state != State::running) return moved_on;
            if (state == State::done) append_end(db, who, is, "finish");
            save_progress(db, is);
            return Done{};
        }));
    };
    const auto stop = [&](const Refusal& refusal) { save(State::stopped, refusal); };
    if (!access::may(who, *means_.roles, right_for(is.kind), is.path)) return stop({"not_yours"});
    const auto bytes = import_file(store_, means_, tenant, is);
    if (!bytes) return stop({"file_gone"});
    const auto header = heading(*bytes, is);
    if (!header) return stop(header.refusal());
    if (is.stage == 0 && is.line == 0) is.counts = {};

    Pass pass(store_, means_, who, is, header.value(), means_.zone.day_of(clock_.now()));
    Run run(store_, means_, pass, is, *bytes, header.value().last_row, [&](const Import& now) {
        tell(tenant, now.id);
        return !ending_.load();
    });
    if (is.stage == 0) {
        const auto done = run.all_rows();
        if (!done) return stop(done.refusal());
        if (!done.value()) return;
        is.stage = 1;
        is.line = 0;
    }
    const auto done = run.later_rows();
    if (!done) return stop(done.refusal());
    if (done.value()) save(State::done, std::nullopt);
}

void ImportRunner::undo(store::Tenant tenant, Import is) {
    const access::Who who = who_for(tenant, is);
    Pass pass(store_, means_, who, is, {}, means_.zone.day_of(clock_.now()));
    // A row that is refused half way leaves nothing behind: its chunk is done again without it.
    std::map<std::int64_t, Refusal> half_way;
    for (bool go_on = true; go_on;) {
        Import next = is;
        const auto done = store_.write(tenant, [&](store::Writer& db) -> Outcome<Done> {
            next = is;
            const auto lines = lines_to_take_back(db, means_, tenant, is, is.line, chunk_rows);
            go_on = !lines.empty();
            for (ImportLine line : lines) {
                const auto known = half_way.find(line.line);
                const std::int64_t written = db.head.seq;
                const Outcome<Done> back =
                    known != half_way.end()
                        ? known->second
                        : pass.importer().take_back(db, line,
                                                    Steps(pass.who(), is.id, line.line, "undo"));
                if (!back && db.head.seq > written) {
                    half_way.emplace(line.line, back.refusal());
                    return back.refusal();
                }
                line.verdict = back ? "taken_back" : "kept";
                if (!back) line.problems = {{"", back.refusal().code, back.refusal().with, true}};
                save_line(db, means_, is, line);
                next.line = line.line;
            }
            save_progress(db, next);
            return Done{};
        });
        if (!done) {
            go_on = true;
            continue;
        }
        is = std::move(next);
        tell(tenant, is.id);
        if (ending_) return;
    }
    end_places(tenant, is);
    is.state = State::undone;
    is.ended = clock_.now();
    CHECK(store_.write(tenant, [&](store::Writer& db) -> Outcome<Done> {
        append_end(db, pass.who(), is, "undone");
        save_progress(db, is);
        return Done{};
    }));
}

// The last made first: a house before its building. What somebody is in by now stays.
void ImportRunner::end_places(store::Tenant tenant, const Import& is) {
    // An import may make places for people though who runs it may not edit them, and so it takes
    // back what it made.
    access::Who who = who_for(tenant, is);
    who.grants =
        store_.read([&](store::Reader& db) { return operator_of(db, means_, tenant); }).grants;
    const Day today = means_.zone.day_of(clock_.now());
    const auto made = store_.read([&](store::Reader& db) { return made_by(db, tenant, is.id); });
    for (std::size_t from = 0; from < made.size(); from += chunk_rows) {
        const std::size_t to = std::min(from + chunk_rows, made.size());
        CHECK(store_.write(tenant, [&](store::Writer& db) -> Outcome<Done> {
            for (std::size_t i = from; i < to; ++i) {
                const auto place = registry::place(db, tenant, made[i]);
                if (!place || place->to) continue;
                Steps steps(who, is.id, static_cast<std::int64_t>(i), "places");
                static_cast<void>(registry::end_place(db, means_, steps.next(), place->id,
                                                      place->edition, today));
            }
            return Done{};
        }));
    }
}

}  // namespace linli::sheets
