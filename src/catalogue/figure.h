// What `figures:` and `reports:` of a programme declare, read and checked: a figure is a question
// to the records, a report template is prose with figures in it. Values only; src/figures answers
// them.
//
//   figures:
//     received:  { count: matter, unit: "件" }
//     by_kind:   { count: matter, by: kind }
//     handled:   { count: matter.handle }
//     people:    { distinct: matter, unit: "人" }
//     came:      { sum: contact, field: party, blank: 1, unit: "人次" }
//     in_time:   { share_of: matter.handle, within: its_limit }
//     satisfied: { share_of: matter.rated, in: [satisfied, mostly] }
//     succeeded: { share_of: dispute.succeed, among: dispute.mediate }
//     petitions: { count: petition, where: { level: [capital, province] }, watched: true }
//     elders:    { count: persons, ages: { least: 60 } }
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kernel/fields/field.h"

namespace linli::catalogue {

// What is counted: events of cases of one part, as kernel/cases/lists.h lists them, or records of
// the registry as of the last day of the period.
struct Counted {
    std::string part;   // "opinions.matter"; or persons, households, houses, units
    std::string event;  // opened, rated, closed, step.<step>; empty: the registry
    // Words of the event that count, all of them named: channels of opened, values of rated, end
    // states of closed; in_time, late and no_limit of a step.
    std::vector<std::string> words;
    bool in_time = false;  // of a step: the case was never late with it in the period
    std::map<std::string, std::vector<std::string>> where;  // choice field → any of these values
    std::optional<std::int64_t> age_least, age_most;        // of persons, in full years
    bool separated = false;                                 // of persons: 人户分离 only

    bool of_registry() const { return event.empty(); }
};

// Among the values that a figure is broken down by: none of the others.
constexpr const char* unclassified = "-";

struct Figure {
    enum class Kind { count, distinct, sum, share };

    std::string programme, name;  // "opinions", "in_time"
    std::int64_t version = 0;     // of the programme
    fields::Words title;
    fields::Words unit;  // 件 人 人次 户; a share has none
    Kind kind = Kind::count;
    Counted of;
    std::string field;             // of a sum: the number that is summed
    std::int64_t blank = 0;        // and what a case counts for that has none
    std::optional<Counted> among;  // of a share: what it is a share of
    // What it is broken down by: a choice field, channel, sex of persons, kind of units; its values
    // in the order of the declaration, and `unclassified` where there may be none.
    std::string by;
    std::vector<fields::Choice> by_values;
    bool watched = false;  // zero may be said only of days on which the register was kept

    std::string full_name() const { return programme + "." + name; }
    std::string kind_word() const {
        static const char* const words[] = {"count", "distinct", "sum", "share"};
        return words[static_cast<int>(kind)];
    }
};

// One paragraph or heading of a template. Figures stand in braces: {opinions.received}, and
// {opinions.by_kind} for "环境卫生12件、居民楼渗水堵塞9件", largest first, or "无".
struct TemplateBlock {
    int level = 0;  // 0 a paragraph, 1 一、 2 （一） 3 1. 4 （1）
    std::string text;
};

struct ReportTemplate {
    std::string programme, name;
    std::int64_t version = 0;
    fields::Words title;  // "{place}{period}社情民意工作小结"
    std::string every;    // month, quarter, half_year, year
    std::vector<TemplateBlock> blocks;
    std::vector<std::string> figures;  // full names of all that stand in the blocks, in their order
};

}  // namespace linli::catalogue
