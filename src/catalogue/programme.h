// A programme (制度) as a value: what one file declares, read and checked. Each mechanism reads its
// own section; this file knows which sections there are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalogue/figure.h"
#include "kernel/cases/declare.h"

namespace linli::catalogue {

struct Programme {
    std::string name;  // "opinions": also the file's
    std::int64_t version = 0;
    fields::Words title;
    std::vector<std::string> also;  // other names people use: 社区民意在线
    std::string basis;              // the rule it follows: a page of docs/basis, or a clause
    std::vector<std::string> rows;  // of the requirements, "S000-09"
    std::vector<cases::Rules> cases;
    std::vector<Figure> figures;
    std::vector<ReportTemplate> reports;
    std::string source;

    const cases::Rules* part(std::string_view name) const;  // "matter"; null when there is none
};

// What a file tells the others before any is read: its parts, "opinions.matter", and whether it is
// a channel of its own that leads into another's part (便民直通车). Says nothing of files that
// cannot be read.
struct Told {
    std::string programme;
    fields::Words title;
    std::vector<std::string> parts;
    bool leads_elsewhere = false;
};
Told told_by(std::string_view source);

// Refuses bad_yaml and bad_programme with at = "file:line" and with = what is wrong, in English.
Outcome<Programme> read_programme(std::string_view source, const std::string& file,
                                  const cases::Common&);

// `figures:` and `reports:` of a programme whose cases have been read. A field that a figure asks
// for becomes one that can be found by.
Outcome<std::vector<Figure>> declare_figures(const yaml::Node&, Programme&, const cases::Common&);
Outcome<std::vector<ReportTemplate>> declare_reports(const yaml::Node&, const Programme&);

}  // namespace linli::catalogue
