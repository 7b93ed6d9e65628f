// verify, backup and restore: what an office can be sure of.
#include <cstdio>
#include <filesystem>

#include "app/commands.h"
#include "app/progress.h"
#include "app/standing.h"
#include "journal/heads.h"
#include "store/copy.h"

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

}  // namespace

int verify(const std::string& data) {
    const WallClock clock;
    const auto store = store::Store::open(settings_of(data), clock);
    return holds(*store) ? 0 : 1;
}

int backup(const std::string& data, const std::string& file) {
    store::write_copy(settings_of(data), file, shown());
    std::printf("%s: %.1f MB. The key %s is not in it: keep a copy of that elsewhere.\n",
                file.c_str(), static_cast<double>(std::filesystem::file_size(file)) / 1e6,
                key_file(data).c_str());
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

}  // namespace linli::app
