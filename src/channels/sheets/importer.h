// What an import does with one row, for each of the three kinds of sheet: first in mind, for the
// preview, then in the store. How rows are fetched, remembered and undone is not known here.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "channels/sheets/columns.h"
#include "channels/sheets/import_line.h"
#include "channels/sheets/territory.h"
#include "kernel/means.h"

namespace linli::sheets {

// What somebody chose, and what is the same for all rows.
struct ImportOptions {
    std::string sheet;         // of a book; empty: the first that holds anything
    Overrides columns;         // what somebody said that columns mean
    std::optional<Day> as_of;  // when the list was drawn up; none: the day of the import
    bool make_places = true;   // buildings and houses that are not there yet

    std::string json() const;
    static ImportOptions of(std::string_view json);
};

enum class Verdict : std::uint8_t { fresh, update, same, maybe, bad };
std::string_view word_of(Verdict);

// What tells people of one name apart, as far as it is known; numbers are masked.
struct Traits {
    std::string birth, address, phones, id_number;
};

// What would become of a row, or what has.
struct Fate {
    Verdict verdict = Verdict::bad;
    std::string name;          // what the row calls itself
    std::optional<Id> record;  // what it is, or what it may be
    std::string record_name;
    Traits says, known;               // of a row that may be somebody: the row, and the record
    std::int64_t edition = 0;         // of the record, as the row left it
    std::vector<std::string> fields;  // what differs
    std::vector<Problem> problems;
    std::string before = "{}";  // JSON: what an update replaced
    std::int64_t places = 0;    // how many would have to be made
    std::string left;           // the person's households, as the row left them
    bool later = false;         // its household comes further down in the sheet
    std::vector<Id> made;       // places, in order

    void problem(std::string field, std::string code, std::string with, bool grave);
    bool grave() const;
};

// A decision about a row that may be somebody who is there already.
enum class Decision : std::uint8_t { none, fresh, same, skip };
Decision decision_of(std::string_view word);
std::string_view word_of(Decision);

// The acts of one row: each has an id made of the import, the row and how many came before, so that
// a chunk that is done again does nothing twice.
class Steps {
public:
    Steps(const access::Who& who, const Id& import, std::int64_t line, std::string_view stage)
        : who_(who), import_(import), line_(line), stage_(stage) {}
    kernel::Asker next();

private:
    const access::Who& who_;
    const Id import_;
    const std::int64_t line_;
    const std::string stage_;
    int count_ = 0;
};

struct ImportLine;

class Importer {
public:
    virtual ~Importer() = default;

    // A row that another run has finished: only remembered.
    virtual void pass(const Row&) = 0;
    virtual Fate plan(store::Reader&, const Row&) = 0;
    // `shown` is what the preview said of the row, and what somebody decided by it.
    virtual Fate carry_out(store::Writer&, const Row&, const ImportLine& shown, Steps) = 0;
    // A row whose fate was `later`, once all rows are there.
    virtual Fate carry_out_later(store::Writer&, const Row&, const Id& record, Steps) = 0;
    // Undoes a row, the last first. Refuses what the registry refuses: what was touched since
    // stays.
    virtual Outcome<Done> take_back(store::Writer&, const ImportLine&, Steps) = 0;

    // A write begins (perhaps again, after the lane has undone it), or has been committed.
    virtual void begin() = 0;
    virtual void committed() = 0;
};

// What every importer works with. All borrowed but the header.
struct ImportScene {
    const kernel::Means& means;
    const access::Who& who;
    Territory& territory;
    const ImportOptions& options;
    Header header;
    Day today;

    Day as_of() const { return options.as_of.value_or(today); }
};
std::unique_ptr<Importer> people_importer(ImportScene);
std::unique_ptr<Importer> places_importer(ImportScene);
std::unique_ptr<Importer> units_importer(ImportScene, store::Reader&);

}  // namespace linli::sheets
