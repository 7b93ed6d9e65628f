#include "catalogue/programme.h"

#include <algorithm>

#include "base/reading.h"

namespace linli::catalogue {
namespace {

std::vector<std::string> texts(yaml::Reading& reading, std::string_view word) {
    std::vector<std::string> all;
    const yaml::Node* list = reading.find(word);
    if (!list) return all;
    for (const yaml::Node& item : list->items)
        all.push_back(item.text);
    if (list->kind != yaml::Kind::list) reading.refuse(*list, std::string(word) + " is a list");
    return all;
}

std::string file_stem(const std::string& file) {
    const std::size_t slash = file.rfind('/');
    const std::string name = slash == std::string::npos ? file : file.substr(slash + 1);
    return name.substr(0, name.find('.'));
}

}  // namespace

const cases::Rules* Programme::part(std::string_view wanted) const {
    const auto found = std::find_if(cases.begin(), cases.end(),
                                    [&](const cases::Rules& one) { return one.part == wanted; });
    return found == cases.end() ? nullptr : &*found;
}

Told told_by(std::string_view source) {
    Told told;
    const auto file = yaml::parse(source, "");
    if (!file) return told;
    const yaml::Node* programme = file.value().find("programme");
    const yaml::Node* title = file.value().find("title");
    const yaml::Node* cases = file.value().find("cases");
    if (!programme || !cases) return told;
    told.programme = programme->text;
    if (title) {
        const auto words = fields::words(*title);
        if (words) told.title = words.value();
    }
    for (const yaml::Entry& part : cases->entries) {
        told.parts.push_back(told.programme + "." + part.key);
        if (part.value.find("into")) told.leads_elsewhere = true;
    }
    return told;
}

Outcome<Programme> read_programme(std::string_view source, const std::string& file,
                                  const cases::Common& common) {
    const auto parsed = yaml::parse(source, file);
    if (!parsed) return parsed.refusal();
    const yaml::Node& root = parsed.value();
    yaml::Reading reading(root);
    Programme programme;
    programme.source = source;
    if (const yaml::Node* name = reading.need("programme")) {
        programme.name = reading.name("programme");
        if (programme.name != file_stem(file)) {
            reading.refuse(*name, "programme " + programme.name + " stands in a file named " +
                                      file_stem(file));
        }
    }
    if (const yaml::Node* title = reading.need("title")) {
        programme.title = reading.keep(fields::words(*title));
    }
    programme.also = texts(reading, "also");
    programme.basis = reading.text("basis");
    programme.rows = texts(reading, "rows");
    if (const yaml::Node* parts = reading.find("cases")) {
        programme.cases =
            reading.keep(cases::declare(programme.name, programme.title, *parts, common));
    }
    if (const yaml::Node* figures = reading.find("figures")) {
        programme.figures = reading.keep(declare_figures(*figures, programme, common));
    }
    if (const yaml::Node* reports = reading.find("reports")) {
        programme.reports = reading.keep(declare_reports(*reports, programme));
    }
    return reading.end(std::move(programme));
}

}  // namespace linli::catalogue
