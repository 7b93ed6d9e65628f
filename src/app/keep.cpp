// verify, backup, restore, upgrade and move: what an office can be sure of, whatever becomes of it.
#include <cstdio>
#include <filesystem>

#include "app/commands.h"
#include "app/progress.h"
#include "app/standing.h"
#include "base/file_lock.h"
#include "base/text.h"
#include "journal/heads.h"
#include "journal/journal.h"
#include "store/copy.h"
#include "store/move.h"
#include "store/upgrade.h"
#include "store/upkeep.h"

namespace linli::app {
namespace {

// Prints how it went; true when all holds.
bool holds(store::Store& store) {
    bool well = true;
    for (const auto& info : store.tenants()) {
        const auto problem = store.read([&](store::Reader& db) {
            auto broken = journal::verify(db, info.tenant, shown());
            if (!broken) broken = journal::heads_differ(db, info.tenant);
            return broken ? broken : standing_differs(db, info.tenant);
        });
        if (problem) {
            std::printf("%s: %s\n", info.name.c_str(), problem->c_str());
            well = false;
            continue;
        }
        const auto last =
            store.read([&](store::Reader& db) { return journal::before(db, info.tenant, 0, 1); });
        std::printf("%s: the journal is whole: %lld lines, and what stands agrees with it\n",
                    info.name.c_str(),
                    last.empty() ? 0LL : static_cast<long long>(last.front().seq));
    }
    return well;
}

// Nobody serves the folder while this lives, or goes on with an import into it.
class Alone {
public:
    explicit Alone(const std::string& data)
        : serving_(data + "/serving"), importing_(data + "/importing") {
        if (!serving_.held()) throw Fault(data + " is being served: stop that process first");
        if (!importing_.held()) throw Fault("an import into " + data + " is under way: let it end");
    }

private:
    FileLock serving_, importing_;
};

void print_lacks(const std::vector<store::Lack>& lacks) {
    for (const store::Lack& lack : lacks) {
        std::printf("%s\n", lack.name.c_str());
        for (const std::string& statement : lack.statements)
            std::printf("    %s\n", statement.c_str());
    }
}

// For the page of the office's condition. What was done was done, also where that cannot be kept.
void remember(store::Store& store, store::Upkeep what, std::int64_t number) {
    try {
        store::note_upkeep(store, what, number);
    } catch (const Fault& fault) {
        std::fprintf(stderr, "linli: this is not remembered: %s\n", fault.what());
    }
}

}  // namespace

int verify(const std::string& data) {
    const WallClock clock;
    const auto store = store::Store::open(settings_of(data), clock);
    const bool well = holds(*store);
    remember(*store, store::Upkeep::verify, well ? 1 : 0);
    return well ? 0 : 1;
}

int backup(const std::string& data, const std::string& file) {
    const store::Settings settings = settings_of(data);
    store::write_copy(settings, file, shown());
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(file));
    // An older store has nowhere to remember it.
    if (store::lacks(settings).empty()) {
        const WallClock clock;
        const auto store = store::Store::open(settings, clock);
        remember(*store, store::Upkeep::backup, size);
    }
    std::printf("%s: %.1f MB. The key %s is not in it: keep a copy of that elsewhere.\n",
                file.c_str(), static_cast<double>(size) / 1e6, key_file(data).c_str());
    return 0;
}

int restore(const std::string& file, const Place& place) {
    Founding folder(place);
    const auto read = store::read_copy(file, folder.settings(), shown());
    if (!read) {
        const Refusal& refusal = read.refusal();
        if (refusal.code == "copy_none") throw Fault(file + " is not a backup of Linli");
        if (refusal.code == "copy_newer") {
            throw Fault(file + " was made by a newer Linli (" + refusal.with + "): update first");
        }
        if (refusal.code == "store_not_empty") {
            throw Fault("the database already holds an office: restore into an empty one");
        }
        throw Fault(file + " is damaged: " + refusal.with);
    }
    const WallClock clock;
    const auto store = store::Store::open(folder.settings(), clock);
    // Kept even with a journal that was touched: there may be no better copy.
    folder.keep();
    if (!holds(*store)) return 1;
    std::printf("restored. Put the key that was kept apart at %s before serving.\n",
                key_file(place.data).c_str());
    return 0;
}

int upgrade(const UpgradeOptions& options) {
    const std::string& data = options.place.data;
    store::Settings settings = settings_of(data);
    if (!options.place.database.empty()) settings.database = options.place.database;
    const std::vector<store::Lack> lacks = store::lacks(settings);
    if (lacks.empty()) {
        std::printf("nothing to do: the store in %s is up to date\n", data.c_str());
        return 0;
    }
    print_lacks(lacks);
    if (options.dry_run) {
        std::printf("this would change; nothing has been\n");
        return 0;
    }
    const Alone alone(data);
    const WallClock clock;
    if (!options.no_backup) {
        const std::string copy = data + "/before-upgrade-" +
                                 std::to_string(clock.now().micros / micros_per_second) + ".copy";
        store::write_copy(settings, copy, shown());
        std::printf("the way back, with the older Linli: linli restore %s --data FOLDER\n",
                    copy.c_str());
    }
    store::upgrade(settings, shown());
    std::printf("upgraded\n");
    return holds(*store::Store::open(settings, clock)) ? 0 : 1;
}

int move(const std::string& data, const std::string& to) {
    const store::Settings from = settings_of(data);
    store::Settings into = from;
    into.database = to == "files" ? "" : to;
    if (into.database == from.database) throw Fault("the office in " + data + " is there already");
    if (to != "files" && !text::starts_with(to, "postgres://")) {
        throw Fault("--to wants postgres://…, or files for SQLite in the folder");
    }
    const Alone alone(data);
    store::check_empty(into);
    const WallClock clock;
    if (!holds(*store::Store::open(from, clock))) {
        throw Fault("nothing was moved: what is wrong would be wrong there too");
    }
    store::move_all(from, into, shown());
    if (!holds(*store::Store::open(into, clock))) {
        throw Fault("what arrived is wrong: " + data + " stays with what it had");
    }
    remember_database(into);
    std::printf("moved. What it came from is as it was, and no longer used: %s\n",
                from.database.empty() ? (data + "/linli.sqlite and files.sqlite").c_str()
                                      : "the schema linli of its database");
    return 0;
}

}  // namespace linli::app
