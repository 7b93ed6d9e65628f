// What is told in the town, as values: stories.yaml, and which story fits a day.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/random.h"
#include "base/yaml.h"

namespace linli::town {

// What is told, and what those who deal with it will write.
struct Story {
    std::string part;
    std::map<std::string, std::string> fields;
    std::vector<unsigned> months;  // none: all year
    std::string festival;          // then only in the days around it
    std::vector<std::int64_t> days{-4, 10};
    bool angry = false, home = false, street = false, in_new = false;

    std::string said(const std::string& field) const {
        const auto found = fields.find(field);
        return found == fields.end() ? std::string() : found->second;
    }
};

Story story_of(const yaml::Node&);  // a map of stories.yaml

// Tells the stories in turn, so that none is heard twice before the others were.
class Stories {
public:
    Stories();  // from the files that the binary carries

    // `weekend`: only what residents can bring themselves.
    const Story& next(Day, bool weekend, Random&);

private:
    bool fits(const Story&, Day) const;

    std::vector<Story> all_;
    std::vector<int> told_;
    std::multimap<std::string, Day> festivals_;
};

}  // namespace linli::town
