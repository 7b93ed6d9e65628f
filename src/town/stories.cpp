#include "town/stories.h"

#include <algorithm>

#include "base/check.h"
#include "base/resources.h"
#include "base/text.h"

namespace linli::town {
namespace {

// Parts that residents can bring without anybody's help.
bool online(const Story& story) {
    return story.part == "opinions.matter" || story.part == "defects.defect" ||
           story.part == "through_train.line";
}

}  // namespace

Story story_of(const yaml::Node& node) {
    Story story;
    for (const yaml::Entry& entry : node.entries) {
        const std::string& word = entry.value.text;
        if (entry.key == "of") {
            story.part = word;
        } else if (entry.key == "angry") {
            story.angry = true;
        } else if (entry.key == "home") {
            story.home = true;
        } else if (entry.key == "street") {
            story.street = true;
        } else if (entry.key == "new") {
            story.in_new = true;
        } else if (entry.key == "days") {
            story.days.clear();
            for (const yaml::Node& days : entry.value.items)
                story.days.push_back(std::stoll(days.text));
        } else if (entry.key == "festival") {
            story.festival = word;
        } else if (entry.key == "months") {
            for (const yaml::Node& month : entry.value.items)
                story.months.push_back(static_cast<unsigned>(std::stoi(month.text)));
        } else {
            story.fields[entry.key] = word;
        }
    }
    return story;
}

Stories::Stories() {
    constexpr std::string_view file = "src/town/data/stories.yaml";
    const yaml::Node root = yaml::parse(town_resources().at(file), std::string(file)).value();
    for (const yaml::Node& node : root.find("stories")->items)
        all_.push_back(story_of(node));
    told_.assign(all_.size(), 0);
    constexpr std::string_view days = "programmes/common/calendar/festivals.csv";
    for (const std::string& line : text::split(catalogue_resources().at(days), '\n')) {
        const std::vector<std::string> cells = text::split(line, ',');
        const auto day = Day::parse(cells.front());
        if (day) festivals_.emplace(cells.at(2), *day);
    }
}

bool Stories::fits(const Story& story, Day day) const {
    if (!story.months.empty() && std::find(story.months.begin(), story.months.end(),
                                           day.date().month) == story.months.end()) {
        return false;
    }
    if (story.festival.empty()) return true;
    const auto [first, last] = festivals_.equal_range(story.festival);
    return std::any_of(first, last, [&](const auto& festival) {
        return day >= festival.second.plus(story.days.front()) &&
               day <= festival.second.plus(story.days.back());
    });
}

const Story& Stories::next(Day day, bool weekend, Random& chance) {
    std::vector<std::size_t> fitting;
    int fewest = 1 << 30;
    for (std::size_t i = 0; i < all_.size(); ++i) {
        if (!fits(all_[i], day) || (weekend && !online(all_[i]))) continue;
        // What belongs to a festival goes first, and once.
        int heard = told_[i] * 2;
        if (!all_[i].festival.empty()) heard += told_[i] == 0 ? -1 : 3;
        if (heard < fewest) fitting.clear();
        fewest = std::min(fewest, heard);
        if (heard == fewest) fitting.push_back(i);
    }
    CHECK(!fitting.empty());
    const std::size_t chosen = fitting[chance.below(fitting.size())];
    ++told_[chosen];
    return all_[chosen];
}

}  // namespace linli::town
