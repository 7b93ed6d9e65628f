// import: a sheet from the machine itself, for whoever has the data folder in hand. The work is the
// same as over HTTP, and goes on in a running server when this process is killed.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/commands.h"
#include "app/progress.h"
#include "base/text.h"
#include "channels/sheets/import_runner.h"
#include "kernel/registry/places.h"

namespace linli::app {
namespace {

using sheets::Import;
using sheets::State;

constexpr std::int64_t shown_rows_max = 50;

std::string bytes_of(const std::string& name) {
    std::ifstream file(name, std::ios::binary);
    if (!file) throw Fault("cannot read " + name);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

// English for whoever has set it; all others are spoken to in Chinese.
std::string_view language() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* const locale = std::getenv(name);
        if (locale && *locale) return text::starts_with(locale, "en") ? "en" : "zh";
    }
    return "zh";
}

std::string said(const Refusal& refusal, const Import& is = {}) {
    return sheets::sentence(is, refusal, language()) + " (" + refusal.code + ")";
}

class Importing {
public:
    Importing(Office& office, const Clock& clock, Random& random)
        : office_(office),
          clock_(clock),
          random_(random),
          tenant_(office.tenant().tenant),
          runner_(*office.store, office.means, clock) {}

    // Throws Fault when it is refused.
    Import hand_in(const ImportOptions& options) {
        const std::string bytes = bytes_of(options.file);
        sheets::NewImport is;
        is.kind = *sheets::import_kind(options.kind);
        is.name = std::filesystem::path(options.file).filename().string();
        is.place = place(options.at);
        is.id = id_ = Id::make(clock_.now(), random_);
        must([&](store::Writer& db) {
            return sheets::begin_import(db, office_.means, machine(db), is);
        });
        sheets::keep_import_file(*office_.store, office_.means, tenant_, id_, bytes);
        runner_.start();
        return followed("reading", State::reading);
    }
    Import take_over() {
        must([&](store::Writer& db) {
            return sheets::run_import(db, office_.means, machine(db), id_);
        });
        runner_.wake();
        return followed("taking over", State::running);
    }
    void discard() {
        must([&](store::Writer& db) {
            return sheets::discard_import(db, office_.means, machine(db), id_);
        });
        runner_.work_off();  // the file goes now, unless a server is at it
    }
    void print_rows_to_mend(const Import& is) {
        office_.store->read([&](store::Reader& db) {
            for (const auto& line : sheets::import_lines(db, office_.means, tenant_, is, "to_mend",
                                                         0, shown_rows_max)) {
                for (const sheets::Problem& problem : line.problems) {
                    std::printf("  %lld  %s  %s\n", static_cast<long long>(line.line),
                                line.name.c_str(),
                                sheets::sentence(is, {problem.code, problem.field, problem.with},
                                                 language())
                                    .c_str());
                }
                if (line.verdict == "duplicate") {
                    std::printf("  %lld  %s  = %s?\n", static_cast<long long>(line.line),
                                line.name.c_str(), line.record_name.c_str());
                }
            }
            return 0;
        });
    }

private:
    Id place(const std::string& code) {
        return office_.store->read([&](store::Reader& db) {
            for (const char* scheme : {"division", "grid"}) {
                const auto found = registry::place_by_code(db, tenant_, scheme, code);
                if (found && !code.empty()) return found->id;
            }
            if (!code.empty()) throw Fault("no place has the code " + code);
            return registry::root_place(db, tenant_)->id;
        });
    }
    // Whoever sits at the machine with the data folder in hand: with the role that may import,
    // which the administrator's may not.
    kernel::Asker machine(store::Reader& db) {
        kernel::Asker asker;
        asker.who = sheets::operator_of(db, office_.means, tenant_);
        asker.act = Id::make(clock_.now(), random_);
        return asker;
    }
    template <class Decide>
    void must(Decide&& decide) {
        const auto done = office_.store->write(tenant_, [&](store::Writer& db) -> Outcome<Done> {
            const Outcome<Id> outcome = decide(db);
            if (!outcome) return outcome.refusal();
            return Done{};
        });
        if (!done) throw Fault(said(done.refusal()));
    }
    // Until it has left `state`: the work is done by our runner, or by that of a server.
    Import followed(const char* what, State state) {
        using namespace std::chrono_literals;
        const Progress progress = shown();
        for (;;) {
            const Import now = *office_.store->read(
                [&](store::Reader& db) { return sheets::import(db, tenant_, id_); });
            if (now.state != state) return now;
            progress(what, now.counts.seen, now.rows);
            std::this_thread::sleep_for(100ms);
        }
    }

    Office& office_;
    const Clock& clock_;
    Random& random_;
    const store::Tenant tenant_;
    sheets::ImportRunner runner_;
    Id id_;
};

void print_counts(const char* what, const Import& is) {
    const auto number = [](std::int64_t count) { return static_cast<long long>(count); };
    std::printf(
        "%s: %lld rows: %lld new, %lld updated, %lld the same, %lld to decide, %lld to mend", what,
        number(is.counts.seen), number(is.counts.fresh), number(is.counts.updated),
        number(is.counts.same), number(is.counts.maybe), number(is.counts.bad));
    std::printf("; %lld places made\n", number(is.counts.places));
    std::fflush(stdout);  // before the long work that follows
}

// A sheet of which nothing could be taken over has failed.
int ending(const Import& is) {
    return is.counts.seen > 0 && is.counts.bad == is.counts.seen ? 1 : 0;
}

}  // namespace

int import(const ImportOptions& options) {
    const WallClock clock;
    SystemRandom random;
    store::Settings settings = settings_of(options.place.data);
    if (!options.place.database.empty()) settings.database = options.place.database;
    Office office(settings, clock, random, false);
    Importing importing(office, clock, random);
    const Import preview = importing.hand_in(options);
    if (preview.refusal) throw Fault(options.file + ": " + said(*preview.refusal, preview));
    print_counts("preview", preview);
    if (options.dry_run) {
        importing.print_rows_to_mend(preview);
        importing.discard();
        return ending(preview);
    }
    const Import done = importing.take_over();
    if (done.refusal) throw Fault(options.file + ": " + said(*done.refusal, done));
    print_counts("done", done);
    importing.print_rows_to_mend(done);
    return ending(done);
}

}  // namespace linli::app
