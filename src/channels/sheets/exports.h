// Exports: the people of a place as a sheet. Taking a list out is an act with a purpose, written
// down like a look at what is masked; what is masked stays so unless it was asked for whole. The
// sheet is made a chunk of rows at a time beside everything else, with the right asked anew for
// each, can be given up at any moment, and waits for whoever asked for it, and nobody else, for an
// hour.
//
// Its headings are those that an import of people knows, so that it can come back.
#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/clock.h"
#include "channels/sheets/sheet.h"
#include "kernel/means.h"
#include "kernel/registry/proposals.h"

namespace linli::sheets {

struct NewExport {
    std::optional<Id> id;
    Id within;                       // a place
    std::string people = "present";  // present, registered, separated, gone
    Format format = Format::xlsx;
    std::string language = "zh";  // of headings and words; en
    bool whole = false;           // numbers, phones and days of birth as they are
    std::string purpose;
};

// Writes down that the asker takes it. Refuses no_such_place, not_yours (people.export; for whole
// ones people.reveal too), no_such_choice (people), id_taken, field_missing and too_long (purpose).
Outcome<Id> begin_export(store::Writer&, const kernel::Means&, const kernel::Asker&,
                         const NewExport&);

// Who took somebody's numbers out with a whole list of a place that their record lies in now.
std::vector<registry::Look> looks_by_list(store::Reader&, store::Tenant, const registry::Person&);

enum class ExportState : std::uint8_t { making, ready, failed, given_up };
std::string_view word_of(ExportState);

struct ExportSeen {
    Id id;
    ExportState state = ExportState::making;
    std::int64_t rows = 0;           // so far
    std::optional<std::int64_t> of;  // all there are, where that is known
    std::string place;               // its name
    Format format = Format::xlsx;
    Instant made;
};

// The sheets that are being made and those that wait to be fetched: of this process, one at a time.
class Exporter {
public:
    Exporter(store::Store&, const kernel::Means&, const Clock&);
    ~Exporter();  // gives up what is not ready

    // What was begun: once more for the same id does nothing.
    void start(const access::Who&, const Id&, const NewExport&);
    // Those of the asker, the newest first.
    std::vector<ExportSeen> of(const access::Who&);
    // Refuse no_such_export (also somebody else's).
    Outcome<ExportSeen> find(const access::Who&, const Id&);
    Outcome<Done> give_up(const access::Who&, const Id&);
    // Refuses also not_ready. The bytes can be fetched again while it waits.
    Outcome<Pieces> fetch(const access::Who&, const Id&);

private:
    struct Job;
    void run();
    void make(Job&);
    bool add_chunk(Job&, SheetWriter&, std::string& after_path, Id& after);
    void forget_old();
    std::shared_ptr<Job> job_of(const access::Who&, const Id&);

    store::Store& store_;
    const kernel::Means& means_;
    const Clock& clock_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<Id, std::shared_ptr<Job>> jobs_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace linli::sheets
