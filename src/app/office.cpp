#include "app/office.h"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "base/log.h"
#include "channels/http/photos.h"
#include "channels/sheets/imports.h"
#include "figures/reports.h"
#include "kernel/cases/cases.h"
#include "kernel/registry/places.h"
#include "store/remove.h"

namespace linli::app {
namespace {

std::string database_file(const std::string& data) {
    return data + "/database";
}

}  // namespace

Instant WallClock::now() const {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

store::Settings settings_of(const std::string& data) {
    std::ifstream file(database_file(data));
    if (!file) {
        throw Fault("there is no office in " + data + ": make one with linli init --data " + data +
                    ", or an invented town with linli demo --data " + data);
    }
    store::Settings settings;
    settings.data = data;
    std::getline(file, settings.database);
    return settings;
}

void remember_database(const store::Settings& settings) {
    const std::string made = database_file(settings.data) + ".new";
    const int file = ::open(made.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const std::string line = settings.database + "\n";
    const bool written =
        file >= 0 && ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
        ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (!written) throw Fault("cannot write " + made + ": is the disk full?");
    std::filesystem::rename(made, database_file(settings.data));
}

Founding::Founding(const Place& place) {
    if (std::filesystem::exists(database_file(place.data))) {
        throw Fault(place.data + " already holds an office: choose another folder");
    }
    settings_.data = place.data;
    settings_.database = place.database;
    for (auto above = std::filesystem::absolute(place.data); !std::filesystem::exists(above);
         above = above.parent_path())
        made_ = above;
    std::filesystem::create_directories(place.data);
    for (const auto& entry : std::filesystem::directory_iterator(place.data))
        before_.insert(entry.path());
    try {
        if (store::is_taken(settings_)) {
            throw Fault("the schema " + settings_.schema +
                        " of the database is not empty: name another database, or drop that "
                        "schema if nothing in it is needed");
        }
    } catch (...) {
        clear_folder();
        throw;
    }
    std::ofstream(database_file(place.data)) << place.database << "\n";
}

Founding::~Founding() {
    if (kept_) return;
    try {
        store::remove_database(settings_);
    } catch (const std::exception& problem) {
        log::error("what was begun stays in the schema " + settings_.schema +
                   " of the database: " + problem.what());
    }
    clear_folder();
}

void Founding::clear_folder() const {
    std::error_code ignored;
    std::filesystem::remove_all(made_, ignored);
    for (const auto& entry : std::filesystem::directory_iterator(settings_.data, ignored)) {
        if (!before_.contains(entry.path())) std::filesystem::remove_all(entry.path(), ignored);
    }
}

std::string key_file(const std::string& data) {
    return data + "/master.key";
}

Office::Office(const store::Settings& settings, const Clock& clock, Random& random, bool make_key,
               access::Cipher cipher_if_made)
    : store(store::Store::open(settings, clock)),
      seals(access::Seals::open(key_file(settings.data), make_key, random, cipher_if_made)),
      roles(posts::carried_roles().rights()),
      means{.seals = &seals,
            .random = &random,
            .roles = &roles,
            .zone = Zone{},
            .hooks = &hooks,
            .directory = &directory} {
    const auto tenants = store->tenants();
    if (!tenants.empty()) {
        if (tenants.front().digest != access::digest_of(seals.cipher())) {
            throw Fault("the key file " + key_file(settings.data) +
                        " is not of this office: its seals are of another kind");
        }
        means.zone = tenants.front().zone;
        catalogue.load(*store, tenants.front().tenant);
    }
    desk = catalogue::desk_of(catalogue, means);
    cases::listen(hooks, desk);
    figures::listen(hooks);
    sheets::listen(hooks, means);
    http::listen(hooks, means);
}

store::Store::TenantInfo Office::tenant() const {
    const auto tenants = store->tenants();
    if (tenants.empty()) throw Fault("the store holds no office yet");
    return tenants.front();
}

kernel::Asker Office::machine(Instant now) const {
    kernel::Asker machine;
    machine.who.tenant = tenant().tenant;
    machine.act = Id::make(now, *means.random);
    access::Grant grant;
    grant.role = "administrator";
    store->read([&](store::Reader& db) {
        const auto root = registry::root_place(db, machine.who.tenant);
        if (root) grant.path = root->path;
        return 0;
    });
    machine.who.grants = {grant};
    return machine;
}

}  // namespace linli::app
