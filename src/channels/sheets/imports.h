// Imports as records: a file that was handed in, what each of its rows would become and has become,
// and the acts by which people move it on: begin, look, decide, run, stop, undo, put away. The work
// itself is done behind them, by import_runner.
//
// Rights: people.import, places.edit or units.edit at the place it works in, by its kind.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "channels/sheets/importer.h"
#include "kernel/means.h"

namespace linli::sheets {

// waiting   the file is on its way
// reading   each row is looked at          → ready, or refused: the file as a whole cannot be read
// ready     people look at the preview     → running
// running   rows are taken over            → done, or stopped, from where it can be run on
// done                                     → undoing → undone
// discarded put away without a trace of its rows
enum class State : std::uint8_t {
    waiting,
    reading,
    refused,
    ready,
    running,
    stopped,
    done,
    undoing,
    undone,
    discarded
};
std::string_view word_of(State);

struct HeadedColumn {
    std::string title;  // as it stands in the sheet
    std::string field;  // "" when nobody knows, "-" when left out on purpose
};

struct Counts {
    std::int64_t seen = 0, fresh = 0, updated = 0, same = 0, maybe = 0, bad = 0;
    std::int64_t warned = 0;  // taken over, but for some cell
    std::int64_t places = 0;  // made, or to be made
    void add(const Fate&);
};

struct Import {
    Id id, key;
    ImportKind kind = ImportKind::people;
    std::string name;  // of the file
    std::optional<Id> file;
    Id place;
    access::Path path;
    ImportOptions options;
    State state = State::waiting;
    std::optional<Refusal> refusal;  // of the whole file, or why it stopped
    std::vector<HeadedColumn> header;
    std::optional<Id> account;  // for whom it works; none: whoever runs the program
    Instant made;
    std::optional<Instant> ended;
    std::int64_t stage = 0, line = 0;  // how far it has come
    std::int64_t rows = 0;             // in the sheet, once it is read
    Counts counts;
    std::int64_t edition = 0;
};

struct ImportLine {
    std::int64_t line = 0;
    std::string verdict;  // new update same duplicate bad kept taken_back
    bool warned = false, later = false;
    Decision decision = Decision::none;
    std::optional<Id> record;
    std::int64_t edition = 0;
    // Sealed:
    std::string name, record_name;
    Traits says, known;
    std::vector<Problem> problems;
    std::vector<std::string> fields;
    std::string before = "{}", left;
};

// Imports follow the place they work in when it is moved, and are put away when somebody they
// brought in is erased. The means must live as long as the hooks.
void listen(kernel::Hooks&, const kernel::Means&);

std::string_view right_for(ImportKind);
std::optional<Import> import(store::Reader&, store::Tenant, const Id&);
// Exists for whoever has the right at its place. Refuses no_such_import.
Outcome<Import> import_for(store::Reader&, const kernel::Means&, const access::Who&, const Id&);
// The newest first, behind (made, id); those the asker may see.
std::vector<Import> imports(store::Reader&, const kernel::Means&, const access::Who&,
                            std::optional<Instant> before, const Id& before_id, std::int64_t most);
// Imports in one of the states in which there is work to do, the oldest first; those that were put
// away while their file is still there.
std::vector<Id> imports_at_work(store::Reader&, store::Tenant);

// Rows behind `after`, of one verdict, or of all; "to_mend": those that were not taken over whole.
std::vector<ImportLine> import_lines(store::Reader&, const kernel::Means&, store::Tenant,
                                     const Import&, std::string_view verdict, std::int64_t after,
                                     std::int64_t most);

// Rows that may be somebody, about which nobody has decided yet.
std::int64_t undecided(store::Reader&, store::Tenant, const Id& import);

// ---- acts; all refuse no_such_import, or no_such_place, and not_yours first ----

struct NewImport {
    std::optional<Id> id;
    ImportKind kind = ImportKind::people;
    std::string name;
    Id place;
    ImportOptions options;
};
// Refuses place_ended, field_missing (name), too_long.
Outcome<Id> begin_import(store::Writer&, const kernel::Means&, const kernel::Asker&,
                         const NewImport&);
// What columns mean, and the rest, said anew; everything is read again. Refuses changed_meanwhile,
// wrong_state, no_such_field (with: the field).
Outcome<Id> set_options(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                        std::int64_t edition, const ImportOptions&);
// About a row that may be somebody known. Refuses wrong_state, no_such_row, not_undecided,
// moved_on (the row was passed before it was stopped).
Outcome<Id> decide(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                   std::int64_t line, Decision);
// Refuse wrong_state (with: the state it is in).
Outcome<Id> run_import(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&);
Outcome<Id> stop_import(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&);
Outcome<Id> undo_import(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&);
Outcome<Id> discard_import(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&);
// What discarding does: its rows and its file go; that it was made, by whom and with what counts,
// stays.
void put_away(store::Writer&, const kernel::Means&, const Import&);

// Those past the period that their kind is kept for, in address order, behind (path, id).
std::vector<Import> imports_due(store::Reader&, store::Tenant, Zone, std::string_view within,
                                std::string_view after_path, const Id& after, Day today,
                                std::int64_t most);
// Discards with a reason. Refuses wrong_state, field_missing (reason).
Outcome<Id> discard_due(store::Writer&, const kernel::Means&, const kernel::Asker&, const Id&,
                        std::string_view reason);
// Refuses what registry::keep_longer refuses.
Outcome<Id> keep_import_longer(store::Writer&, const kernel::Means&, const kernel::Asker&,
                               const Id&, Day until, std::string_view reason);
// What the asker may do next: options decide start stop undo discard bad_rows.
std::vector<std::string> can_do(const kernel::Means&, const access::Who&, const Import&);

// ---- the file: kept outside the lane, so in three steps ----

// Seals and keeps the bytes, then lets the reading begin. Outside a transaction; throws Fault.
void keep_import_file(store::Store&, const kernel::Means&, store::Tenant, const Id& import,
                      std::string_view bytes);
// Nothing when it is not here, or was put away.
std::optional<std::string> import_file(store::Store&, const kernel::Means&, store::Tenant,
                                       const Import&);

// ---- for the runner: what follows from acts, without a line of its own ----

void save_progress(store::Writer&, const Import&);
void save_line(store::Writer&, const kernel::Means&, const Import&, const ImportLine&);
void forget_lines(store::Writer&, const Import&);
void forget_file(store::Writer&, const Import&);
void note_made(store::Writer&, const Import&, std::int64_t line, const std::vector<Id>& places);
// Places, the last made first.
std::vector<Id> made_by(store::Reader&, store::Tenant, const Id& import);
// The rows that wait for their household, in order.
std::vector<std::int64_t> later_lines(store::Reader&, store::Tenant, const Id& import,
                                      std::int64_t after);
// Rows that were taken over, before `line`, the last first.
std::vector<ImportLine> lines_to_take_back(store::Reader&, const kernel::Means&, store::Tenant,
                                           const Import&, std::int64_t before, std::int64_t most);

}  // namespace linli::sheets
