// An office opened from its data folder: the store, the keys, the programmes. The folder knows
// which database it belongs to, so that no command has to be told twice.
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "base/clock.h"
#include "catalogue/catalogue.h"
#include "catalogue/desk.h"
#include "kernel/means.h"
#include "kernel/posts/roles.h"
#include "kernel/registry/directory.h"
#include "store/store.h"

namespace linli::app {

// The real clock: this module is the only one that knows it.
class WallClock : public Clock {
public:
    Instant now() const override;
};

struct Place {
    std::string data;      // folder
    std::string database;  // "" for SQLite in the folder, else postgres://…
};

// What the folder says: which database. Throws Fault when it holds no office.
store::Settings settings_of(const std::string& data);
// Makes the folder say another, at once or not at all.
void remember_database(const store::Settings&);
std::string key_file(const std::string& data);

// Where an office is being made: a folder, which remembers the database. Unless it is kept, all
// that was put into either goes with this object.
class Founding {
public:
    // Throws Fault when the folder or the database already holds an office.
    explicit Founding(const Place&);
    Founding(const Founding&) = delete;
    Founding& operator=(const Founding&) = delete;
    ~Founding();

    const store::Settings& settings() const { return settings_; }
    void keep() { kept_ = true; }

private:
    void clear_folder() const;

    store::Settings settings_;
    std::filesystem::path made_;              // the uppermost folder that was not there
    std::set<std::filesystem::path> before_;  // what was in a folder that was
    bool kept_ = false;
};

struct Office {
    // `make_key`: for a new office; an old one without its key is a Fault.
    Office(const store::Settings&, const Clock&, Random&, bool make_key,
           access::Cipher cipher_if_made = access::Cipher::standard);

    std::unique_ptr<store::Store> store;
    access::Seals seals;
    access::Roles roles;
    kernel::Hooks hooks;
    registry::Directory directory;
    catalogue::Catalogue catalogue;
    kernel::Means means;
    cases::Desk desk;

    // The one tenant of a store, its zone and its name. Throws Fault when there is none.
    store::Store::TenantInfo tenant() const;
    // Whoever sits at the machine with the data folder in hand acts for the office itself.
    kernel::Asker machine(Instant now) const;
};

}  // namespace linli::app
