// lint and publish: programmes from files.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/commands.h"

namespace linli::app {
namespace {

std::vector<catalogue::Source> sources_in(const std::vector<std::string>& files) {
    std::vector<catalogue::Source> sources;
    for (const std::string& name : files) {
        std::ifstream file(name, std::ios::binary);
        if (!file) throw Fault("cannot read " + name);
        std::ostringstream text;
        text << file.rdbuf();
        sources.push_back({name, text.str()});
    }
    return sources;
}

void say(const Refusal& refusal) {
    std::printf("%s: %s%s%s\n", refusal.at.c_str(), refusal.code.c_str(),
                refusal.with.empty() ? "" : ": ", refusal.with.c_str());
}

}  // namespace

int lint(const std::vector<std::string>& files) {
    const std::vector<catalogue::Source> sources = sources_in(files);
    // Together with what the binary carries, because a report may ask another's figures.
    std::vector<catalogue::Source> set = sources;
    for (const catalogue::Source& carried : catalogue::carried_programmes()) {
        const auto name = std::filesystem::path(carried.file).filename();
        const bool given = std::any_of(files.begin(), files.end(), [&](const std::string& file) {
            return std::filesystem::path(file).filename() == name;
        });
        if (!given) set.push_back(carried);
    }
    const auto read = catalogue::read_together(set);
    if (!read) {
        say(read.refusal());
        return 1;
    }
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const catalogue::Programme& programme = read.value()[i];
        std::printf("%s: %s, %zu parts, %zu figures\n", sources[i].file.c_str(),
                    programme.title.zh.c_str(), programme.cases.size(), programme.figures.size());
    }
    return 0;
}

int publish(const std::string& data, const std::vector<std::string>& files) {
    const WallClock clock;
    SystemRandom random;
    Office office(settings_of(data), clock, random, false);
    const store::Tenant tenant = office.tenant().tenant;
    const std::vector<catalogue::Source> sources = sources_in(files);
    const kernel::Asker machine = office.machine(clock.now());
    const auto done = office.store->write(tenant, [&](store::Writer& db) {
        return catalogue::publish(db, office.means, machine, sources);
    });
    if (!done) {
        say(done.refusal());
        return 1;
    }
    std::printf("published; a server that is running takes it up within a minute\n");
    return 0;
}

}  // namespace linli::app
