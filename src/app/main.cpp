// The command line: words into options, and every Fault into one line and an exit code.
#include <sys/stat.h>

#include <CLI/CLI.hpp>

#include <cstdio>

#include "app/commands.h"
#include "base/text.h"
#include "base/version.h"

namespace {

using linli::commit;
using linli::version;
using linli::app::DemoOptions;
using linli::app::ImportOptions;
using linli::app::InitOptions;
using linli::app::PasswordOptions;
using linli::app::Place;
using linli::app::PlayOptions;
using linli::app::ServeOptions;
using linli::app::UpgradeOptions;

// Every command keeps its options where they outlive the parsing.
struct Options {
    InitOptions init;
    ServeOptions serve;
    DemoOptions demo;
    ImportOptions import;
    PlayOptions play;
    UpgradeOptions upgrade;
    PasswordOptions password;
    std::string data, file, login, to;
    std::int64_t after = 0;
    Place into;
    std::vector<std::string> files;
};

void add_seals(CLI::App& command, std::string& seals) {
    command
        .add_option("--seals", seals,
                    "how values are sealed and the journal is chained, for good: standard, or sm "
                    "for the national SM3 and SM4")
        ->check(CLI::IsMember({"standard", "sm"}))
        ->default_val("standard");
}

void add_place(CLI::App& command, Place& place) {
    command.add_option("--data", place.data, "the folder of the office")->required();
    command.add_option("--database", place.database, "postgres://… instead of files in the folder");
}

CLI::App* add_init(CLI::App& linli, InitOptions& options) {
    CLI::App* command = linli.add_subcommand(
        "init", "make a new office; the first password is read from standard input");
    add_place(*command, options.place);
    command->add_option("--admin", options.admin, "login of the administrator")->required();
    command->add_option("--office", options.office, "name of the street office or community")
        ->default_val("我们的街道");
    command->add_option("--code", options.code, "its 12-digit division code")
        ->default_val("999999999000");
    command->add_option("--kind", options.kind, "street, town, community …")->default_val("street");
    add_seals(*command, options.seals);
    return command;
}

CLI::App* add_serve(CLI::App& linli, ServeOptions& options) {
    CLI::App* command = linli.add_subcommand("serve", "serve the office until told to stop");
    add_place(*command, options.place);
    command->add_option("--listen", options.listen, "address and port")->capture_default_str();
    command->add_option("--tls-cert", options.tls_certificate, "certificate chain, a PEM file");
    command->add_option("--tls-key", options.tls_key, "its key, a PEM file");
    command->add_option("--proxy", options.proxy,
                        "the address of a proxy whose X-Forwarded-For and -Proto are believed");
    command->add_option("--metrics-for", options.watcher,
                        "an address that may read /metrics, besides this machine");
    command->add_option("--second-factor", options.second_factor,
                        "a role whose holders sign in with a code as well, such as administrator");
    command->add_flag("--webhooks-inside", options.webhooks_inside,
                      "webhooks may also go to private addresses, and without TLS");
    command->add_option("--loops", options.loops, "network threads; 0: one per core")
        ->capture_default_str();
    command->add_option("--batch", options.batch, "writes that share one commit at most")
        ->capture_default_str();
    return command;
}

CLI::App* add_demo(CLI::App& linli, DemoOptions& options) {
    CLI::App* command =
        linli.add_subcommand("demo", "make an invented town; the same for a seed and a day");
    add_place(*command, options.place);
    command->add_option("--people", options.people, "how many live there")
        ->check(CLI::Range(std::int64_t{100}, std::int64_t{1'000'000}))
        ->capture_default_str();
    command->add_option("--seed", options.seed, "another town for another seed")
        ->capture_default_str();
    command->add_option("--today", options.today, "its last day, such as 2026-11-22");
    add_seals(*command, options.seals);
    return command;
}

CLI::App* add_import(CLI::App& linli, ImportOptions& options) {
    CLI::App* command =
        linli.add_subcommand("import", "take a sheet over: .xlsx, or .csv in UTF-8 or GB18030");
    add_place(*command, options.place);
    command->add_option("--kind", options.kind, "what its rows are")
        ->required()
        ->check(CLI::IsMember({"people", "places", "units"}));
    command->add_option("--at", options.at,
                        "division or grid code of the place it is about; else the whole office");
    command->add_flag("--dry-run", options.dry_run,
                      "only say what would be done; the preview stands in the journal");
    command->add_option("file", options.file, "the sheet")->required();
    return command;
}

CLI::App* add_files(CLI::App& linli, const char* name, const char* about, Options& options) {
    CLI::App* command = linli.add_subcommand(name, about);
    command->add_option("files", options.files, "programmes")->required();
    return command;
}

CLI::App* add_play(CLI::App& linli, PlayOptions& options) {
    CLI::App* command =
        linli.add_subcommand("play", "run plays; name file and line of what goes otherwise");
    command->add_option("files", options.files, "plays")->required();
    command->add_option("--database", options.database,
                        "postgres://… instead of files that are gone when the play ends");
    command->add_flag("--rows", options.rows, "print the rows of the requirements that are cited");
    add_seals(*command, options.seals);
    return command;
}

CLI::App* add_upgrade(CLI::App& linli, UpgradeOptions& options) {
    CLI::App* command = linli.add_subcommand(
        "upgrade", "bring the store of an older Linli up to date, after a backup");
    add_place(*command, options.place);
    command->add_flag("--dry-run", options.dry_run, "only say what would change");
    command->add_flag("--no-backup", options.no_backup, "there is one already, made otherwise");
    return command;
}

CLI::App* add_password(CLI::App& linli, PasswordOptions& options) {
    CLI::App* command = linli.add_subcommand(
        "password", "a new password, read from standard input, for whoever lost theirs");
    command->add_option("--data", options.data, "the folder of the office")->required();
    command->add_option("--login", options.login, "of the account")->required();
    command->add_flag("--reset-second-factor", options.reset_second_factor,
                      "for who lost the telephone too: no code is asked for");
    return command;
}

// Said here: CLI11 would only say that a command is required.
void check_command(const CLI::App& linli, const std::string& word) {
    std::vector<std::string> known;
    for (const CLI::App* command : linli.get_subcommands([](const CLI::App*) { return true; }))
        known.push_back(command->get_name());
    if (std::find(known.begin(), known.end(), word) != known.end()) return;
    const std::string near = linli::text::nearest(word, known);
    throw linli::Fault("there is no command " + word +
                       (near.empty() ? ": linli --help lists them" : ": is it " + near + "?"));
}

int run(int count, char** words) {
    CLI::App linli("Linli 邻里: what a community runs to do its daily work");
    linli.require_subcommand(1);
    Options options;
    const CLI::App* init = add_init(linli, options.init);
    const CLI::App* serve = add_serve(linli, options.serve);
    const CLI::App* demo = add_demo(linli, options.demo);
    const CLI::App* import = add_import(linli, options.import);
    const CLI::App* play = add_play(linli, options.play);
    const CLI::App* lint =
        add_files(linli, "lint", "say what is wrong with programmes, with file and line", options);
    CLI::App* publish = add_files(linli, "publish", "publish new versions of programmes", options);
    publish->add_option("--data", options.data, "the folder of the office")->required();
    CLI::App* slip = linli.add_subcommand(
        "slip", "a one-time code for a new password, for whoever cannot sign in any more");
    slip->add_option("--data", options.data, "the folder of the office")->required();
    slip->add_option("--login", options.login, "of the account")->required();
    CLI::App* rekey = linli.add_subcommand(
        "rekey", "a new master key, while serving; goes on where one that was stopped left off");
    add_place(*rekey, options.into);
    CLI::App* admit = linli.add_subcommand(
        "admit", "lets somebody in to a team that is told in confidence, where nobody else can");
    admit->add_option("--data", options.data, "the folder of the office")->required();
    admit->add_option("login", options.login, "of the account")->required();
    const CLI::App* password = add_password(linli, options.password);
    CLI::App* journal = linli.add_subcommand(
        "journal", "the journal on standard output, a line of JSON for each act");
    journal->add_option("--data", options.data, "the folder of the office")->required();
    journal->add_option("--after", options.after, "only what comes after the line of this number");
    CLI::App* verify = linli.add_subcommand("verify",
                                            "recompute the journal's chain and what stands beside "
                                            "it; exit 1 and the first that is wrong");
    verify->add_option("--data", options.data, "the folder of the office")->required();
    CLI::App* backup = linli.add_subcommand("backup", "everything in one file, while serving");
    backup->add_option("--data", options.data, "the folder of the office")->required();
    backup->add_option("file", options.file, "the file to write")->required();
    CLI::App* restore =
        linli.add_subcommand("restore", "a new office from a backup, proved by verify");
    restore->add_option("file", options.file, "the backup")->required();
    add_place(*restore, options.into);
    const CLI::App* upgrade = add_upgrade(linli, options.upgrade);
    CLI::App* move =
        linli.add_subcommand("move", "the office into another database, proved by verify");
    move->add_option("--data", options.data, "the folder of the office")->required();
    move->add_option("--to", options.to, "postgres://…, or files for SQLite in the folder")
        ->required();

    linli.set_version_flag("--version", std::string(version()) + " " + std::string(commit()));

    if (count > 1 && words[1][0] != '-') check_command(linli, words[1]);
    CLI11_PARSE(linli, count, words);
    if (init->parsed()) return linli::app::init(options.init);
    if (serve->parsed()) return linli::app::serve(options.serve);
    if (demo->parsed()) return linli::app::demo(options.demo);
    if (import->parsed()) return linli::app::import(options.import);
    if (play->parsed()) return linli::app::play(options.play);
    if (lint->parsed()) return linli::app::lint(options.files);
    if (publish->parsed()) return linli::app::publish(options.data, options.files);
    if (slip->parsed()) return linli::app::slip(options.data, options.login);
    if (rekey->parsed()) return linli::app::rekey(options.into);
    if (admit->parsed()) return linli::app::admit(options.data, options.login);
    if (password->parsed()) return linli::app::password(options.password);
    if (journal->parsed()) return linli::app::export_journal(options.data, options.after);
    if (verify->parsed()) return linli::app::verify(options.data);
    if (backup->parsed()) return linli::app::backup(options.data, options.file);
    if (move->parsed()) return linli::app::move(options.data, options.to);
    if (upgrade->parsed()) return linli::app::upgrade(options.upgrade);
    return linli::app::restore(options.file, options.into);
}

}  // namespace

int main(int count, char** words) {
    // Whatever is written here is for its owner: backups, the store, the address of a database.
    ::umask(077);
    try {
        return run(count, words);
    } catch (const std::exception& trouble) {
        std::fprintf(stderr, "linli: %s\n", trouble.what());
        return 1;
    }
}
