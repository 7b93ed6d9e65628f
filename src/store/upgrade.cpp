#include "store/upgrade.h"

#include "base/text.h"
#include "store/migrate.h"

namespace linli::store {
namespace {

// Statements begin at the start of a line; what belongs to one is indented, or closes it.
std::vector<std::string> statements_of(const Migration& migration) {
    std::vector<std::string> first_lines;
    for (const std::string& line : text::split(migration.text, '\n')) {
        if (line.empty() || line.front() < 'a' || line.front() > 'z') continue;
        const std::size_t end = line.find_last_not_of(" (;");
        first_lines.push_back(line.substr(0, end + 1));
    }
    return first_lines;
}

struct Opened {
    explicit Opened(const Settings& settings)
        : engine(engine_of(settings)),
          records(engine->connect()),
          files(engine->connect_to_files()),
          schema(schema_of(*engine, *records, *files)) {
        check_known(schema, settings);
        if (schema.is_new()) throw Fault("there is no store in " + settings.data + " to upgrade");
    }

    std::unique_ptr<Engine> engine;
    std::unique_ptr<Connection> records, files;
    Schema schema;
};

}  // namespace

std::vector<Lack> lacks(const Settings& settings) {
    std::vector<Lack> all;
    for (const Migration& migration : Opened(settings).schema.missing)
        all.push_back({migration.name, statements_of(migration)});
    return all;
}

void upgrade(const Settings& settings, const Progress& progress) {
    const Opened opened(settings);
    std::set<std::string> wanted;
    for (const Migration& migration : opened.schema.missing)
        wanted.insert(migration.name);
    migrate(*opened.engine, *opened.records, *opened.files, wanted, progress);
}

}  // namespace linli::store
