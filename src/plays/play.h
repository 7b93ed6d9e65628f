// A play as it stands in its file: who is in it, and line by line who does what, when, and what
// must follow. docs/plays.md is its grammar. This file knows the shape of lines and nothing of what
// a verb means; interpreter.h does.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/day.h"
#include "base/outcome.h"

namespace linli::plays {

// "B3: building of G12 "3幢"": a place or a unit that the play is set in.
struct Setting {
    int line = 0;
    std::string name, kind, within, title;
};

// "Wang: grid_worker of G12".
struct Member {
    int line = 0;
    std::string name, role, where;
};

// One of the things behind the arrow: "R1 reported", "refused not_your_step".
using Expected = std::vector<std::string>;

// One line of a scene. `who` is a member of the cast, `someone` (a stranger), or `the` (the clock).
struct Act {
    int line = 0;
    std::string who, verb;
    std::vector<std::string> objects;                        // "R1", "opinions"
    std::vector<std::pair<std::string, std::string>> given;  // what=leak
    bool expects = false;                                    // there is an arrow
    std::vector<Expected> expected;
    std::vector<std::string> rows;  // of the requirements, cited behind the #

    const std::string* find(std::string_view name) const;  // of what is given
};

// "figures 2026Q1  handled 3  in_time 2/3": what the figures of the programme must say.
struct Count {
    std::string figure, value;
};
struct Figures {
    int line = 0;
    std::string period;  // empty: from the beginning until now
    std::vector<Count> counts;
    std::vector<std::string> rows;
};

struct Scene {
    int line = 0;
    Day day;
    std::int64_t minute = 0;
    // In the order of the file; one of the two.
    struct Item {
        std::optional<Act> act;
        std::optional<Figures> figures;
    };
    std::vector<Item> items;
};

struct Play {
    std::string file;
    std::vector<Setting> places, units;
    std::vector<Member> cast;
    std::vector<Scene> scenes;

    // Rows of the requirements and the lines that cite them, in the order of the file.
    std::vector<std::pair<std::string, int>> cited() const;
};

// Refuses bad_play with at = "file:line" and with = what is wrong, in English.
Outcome<Play> parse(std::string_view text, std::string file, std::size_t bytes_max = 1 << 18);

}  // namespace linli::plays
