#include "channels/sheets/exports.h"

#include <array>

#include "access/accounts.h"
#include "base/log.h"
#include "channels/sheets/export_rows.h"
#include "kernel/purpose.h"
#include "kernel/registry/trail.h"

namespace linli::sheets {
namespace {

using People = registry::PersonPage::Of;

constexpr std::int64_t chunk_rows = 500;
constexpr std::int64_t kept_micros = micros_per_hour;

constexpr std::array<std::pair<std::string_view, People>, 4> peoples = {
    {{"present", People::present},
     {"registered", People::registered},
     {"separated", People::separated},
     {"gone", People::gone}}};

constexpr store::Sql find_row{"exports.find", "select 1 from exports where tenant = ? and id = ?"};
constexpr store::Sql insert_row{
    "exports.add",
    "insert into exports (tenant, id, place, path, people, whole, purpose, account, post, made) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr store::Sql whole_at{
    "exports.whole_at",
    "select exports.made, accounts.name, exports.post, exports.purpose from exports join accounts "
    "on accounts.tenant = exports.tenant and accounts.id = exports.account where exports.tenant = "
    "? "
    "and exports.path = ? and exports.whole = 1 and exports.made >= ?"};

std::optional<People> people_named(std::string_view word) {
    for (const auto& [name, of] : peoples) {
        if (name == word) return of;
    }
    return std::nullopt;
}

// The grant by which somebody may take it.
const access::Grant* may_take(const kernel::Means& means, const access::Who& who,
                              std::string_view path, bool whole) {
    if (whole && !access::may(who, *means.roles, "people.reveal", path)) return nullptr;
    return access::may(who, *means.roles, "people.export", path);
}

}  // namespace

std::string_view word_of(ExportState state) {
    static constexpr std::array<std::string_view, 4> words = {"making", "ready", "failed",
                                                              "given_up"};
    return words[static_cast<std::size_t>(state)];
}

Outcome<Id> begin_export(store::Writer& db, const kernel::Means& means, const kernel::Asker& asker,
                         const NewExport& is) {
    const auto place = registry::place_for(db, means, asker.who, is.within, "within");
    if (!place) return place.refusal();
    const access::Path& path = place.value().path;
    const access::Grant* grant = may_take(means, asker.who, path, is.whole);
    if (!grant) return Refusal{"not_yours", "within", ""};
    if (!people_named(is.people)) return Refusal{"no_such_choice", "people", is.people};
    const auto purpose = kernel::stated_purpose(is.purpose);
    if (!purpose) return purpose.refusal();
    if (is.id && db.query(find_row, db.tenant(), *is.id).next()) {
        return Refusal{"id_taken", "id", ""};
    }
    const Id id = is.id ? *is.id : Id::make(db.now(), *means.random);
    db.run(insert_row, db.tenant(), id, place.value().id, path, is.people, is.whole ? 1 : 0,
           purpose.value(), asker.who.account, grant->post, db.now());
    journal::Line line = registry::line_of(asker, grant, "export", id, place.value().id, "export");
    line.basis = purpose.value();
    json::Writer body;
    body.open_object().field("people", is.people).field("whole", is.whole).close_object();
    line.body = body.take();
    journal::append(db, std::move(line));
    return id;
}

std::vector<registry::Look> looks_by_list(store::Reader& db, store::Tenant tenant,
                                          const registry::Person& person) {
    std::vector<registry::Look> looks;
    for (const std::string& path : registry::way_to(person.path)) {
        for (auto rows = db.query(whole_at, tenant, path, person.made); rows.next();) {
            looks.push_back({rows.instant(0),
                             rows.text(1),
                             rows.maybe_id(2),
                             "list",
                             {"birth", "id_number", "phones"},
                             rows.text(3)});
        }
    }
    return looks;
}

struct Exporter::Job {
    access::Who who;
    NewExport is;
    ExportSeen seen;
    access::Path path;
    std::atomic<std::int64_t> rows = 0;
    std::atomic<ExportState> state = ExportState::making;
    Pieces pieces;  // written before the state says ready
};

Exporter::Exporter(store::Store& store, const kernel::Means& means, const Clock& clock)
    : store_(store), means_(means), clock_(clock), thread_([this] { run(); }) {}

Exporter::~Exporter() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        for (auto& [id, job] : jobs_)
            job->state = ExportState::given_up;
    }
    changed_.notify_all();
    thread_.join();
}

void Exporter::start(const access::Who& who, const Id& id, const NewExport& is) {
    auto job = std::make_shared<Job>();
    job->who = who;
    job->is = is;
    job->seen = {.id = id, .format = is.format, .made = clock_.now()};
    store_.read([&](store::Reader& db) {
        const auto place = registry::place(db, who.tenant, is.within);
        CHECK(place);  // it was begun there
        job->path = place->path;
        job->seen.place = place->name;
        if (is.people == "present") {
            job->seen.of = registry::tally(db, means_, who.tenant, place->path).people;
        }
        return 0;
    });
    const std::lock_guard lock(mutex_);
    forget_old();
    jobs_.emplace(id, std::move(job));
    changed_.notify_all();
}

void Exporter::forget_old() {
    const Instant now = clock_.now();
    std::erase_if(jobs_, [&](const auto& one) {
        const auto& [id, job] = one;
        return job->state != ExportState::making &&
               now.micros - job->seen.made.micros > kept_micros;
    });
}

std::shared_ptr<Exporter::Job> Exporter::job_of(const access::Who& who, const Id& id) {
    const std::lock_guard lock(mutex_);
    forget_old();
    const auto found = jobs_.find(id);
    const bool mine = found != jobs_.end() && found->second->who.account == who.account;
    return mine ? found->second : nullptr;
}

Outcome<ExportSeen> Exporter::find(const access::Who& who, const Id& id) {
    const auto job = job_of(who, id);
    if (!job) return Refusal{"no_such_export", "export", ""};
    ExportSeen seen = job->seen;
    seen.state = job->state;
    seen.rows = job->rows;
    return seen;
}

std::vector<ExportSeen> Exporter::of(const access::Who& who) {
    std::vector<ExportSeen> all;
    const std::lock_guard lock(mutex_);
    forget_old();
    for (auto job = jobs_.rbegin(); job != jobs_.rend(); ++job) {
        if (job->second->who.account != who.account) continue;
        all.push_back(job->second->seen);
        all.back().state = job->second->state;
        all.back().rows = job->second->rows;
    }
    return all;
}

Outcome<Done> Exporter::give_up(const access::Who& who, const Id& id) {
    const auto job = job_of(who, id);
    if (!job) return Refusal{"no_such_export", "export", ""};
    job->state = ExportState::given_up;
    const std::lock_guard lock(mutex_);
    jobs_.erase(id);
    return Done{};
}

Outcome<Pieces> Exporter::fetch(const access::Who& who, const Id& id) {
    const auto job = job_of(who, id);
    if (!job) return Refusal{"no_such_export", "export", ""};
    if (job->state != ExportState::ready) return Refusal{"not_ready", "export", ""};
    return job->pieces;  // a copy reads from the beginning
}

void Exporter::run() {
    while (true) {
        std::shared_ptr<Job> next;
        {
            std::unique_lock lock(mutex_);
            const auto find = [&] {
                for (auto& [id, job] : jobs_) {
                    if (job->state == ExportState::making) next = job;
                }
                return ending_ || next;
            };
            changed_.wait(lock, find);
            if (ending_) return;
        }
        try {
            make(*next);
        } catch (const std::exception& problem) {
            log::error(std::string("export: ") + problem.what());
            next->state = ExportState::failed;
        }
    }
}

void Exporter::make(Job& job) {
    const Table table{job.seen.place, people_columns(job.is.language)};
    const auto writer = SheetWriter::begin(job.is.format, table, store_.settings().data);
    std::string after_path;
    Id after;
    while (job.state == ExportState::making && add_chunk(job, *writer, after_path, after)) {
    }
    if (job.state != ExportState::making) return;
    job.pieces = writer->finish();
    ExportState making = ExportState::making;
    job.state.compare_exchange_strong(making, ExportState::ready);
}

// Whether there is more. Who has lost the right meanwhile gets nothing.
bool Exporter::add_chunk(Job& job, SheetWriter& writer, std::string& after_path, Id& after) {
    return store_.read([&](store::Reader& db) {
        const store::Tenant tenant = job.who.tenant;
        const Day today = means_.zone.day_of(clock_.now());
        const access::Who who = access::who_of(db, tenant, job.who.account, today);
        if (!may_take(means_, who, job.path, job.is.whole)) {
            job.state = ExportState::failed;
            return false;
        }
        PeopleRows rows(db, means_, tenant, job.is.language, job.is.whole);
        const People of = *people_named(job.is.people);
        const auto people =
            registry::persons(db, tenant, {of, job.path, after_path, after, chunk_rows});
        for (const registry::Person& person : people) {
            writer.add(rows.row(person));
            ++job.rows;
        }
        if (static_cast<std::int64_t>(people.size()) < chunk_rows) return false;
        const registry::Person& last = people.back();
        after_path = of == People::registered ? *last.registered_path : last.path;
        after = last.id;
        return true;
    });
}

}  // namespace linli::sheets
