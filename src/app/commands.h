// What `linli` can be told to do. Each function is one command: it prints what people want to know,
// returns the exit code, and throws Fault with one line that names the remedy.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/office.h"

namespace linli::app {

struct InitOptions {
    Place place;
    std::string admin;   // login of the first account; the password is read from standard input
    std::string office;  // name of the street office or community
    std::string code;    // its 12-digit division code
    std::string kind;    // of place: street, community …
    std::string seals;   // standard or sm (国密)
};
int init(const InitOptions&);

struct ServeOptions {
    Place place;
    std::string listen = "127.0.0.1:8080";
    std::string tls_certificate, tls_key;  // PEM files
    std::string proxy;             // the address whose X-Forwarded-For and -Proto are believed
    std::string watcher;           // the address that may read /metrics, besides this machine
    bool webhooks_inside = false;  // webhooks may also go where the internet does not reach
    int loops = 0;                 // 0: one per core
    int batch = 60;                // writes that share a commit
    // Roles that ask for a second factor, besides those that roles.yaml marks.
    std::vector<std::string> second_factor;
};
// Until SIGTERM or SIGINT; what has begun is finished first.
int serve(const ServeOptions&);

struct DemoOptions {
    Place place;
    std::int64_t people = 2'400;
    std::uint64_t seed = 1;
    std::string today;  // "2026-11-22"; empty: the day it is
    std::string seals;  // standard or sm (国密)
};
int demo(const DemoOptions&);

struct PlayOptions {
    std::vector<std::string> files;
    std::string database;  // "" for SQLite
    std::string seals;     // standard or sm (国密)
    bool rows = false;     // also print which rows of the requirements are cited, and where
};
int play(const PlayOptions&);

struct ImportOptions {
    Place place;
    std::string kind;  // people, places, units
    std::string file;
    std::string at;  // division or grid code of the place it works in; empty: the whole office
    bool dry_run = false;
};
int import(const ImportOptions&);

struct UpgradeOptions {
    Place place;
    bool dry_run = false;
    bool no_backup = false;
};
int upgrade(const UpgradeOptions&);

// `to`: postgres://…, or "files" for SQLite in the folder.
int move(const std::string& data, const std::string& to);

int lint(const std::vector<std::string>& files);
int publish(const std::string& data, const std::vector<std::string>& files);
int slip(const std::string& data, const std::string& login);
int rekey(const Place&);
struct PasswordOptions {
    std::string data, login;
    bool reset_second_factor = false;
};
// The new password is read from standard input.
int password(const PasswordOptions&);
// Lets in to their teams whoever waits, from the machine: where nobody is left who could.
int admit(const std::string& data, const std::string& login);
int export_journal(const std::string& data, std::int64_t after);
int verify(const std::string& data);
int backup(const std::string& data, const std::string& file);
int restore(const std::string& file, const Place&);

}  // namespace linli::app
