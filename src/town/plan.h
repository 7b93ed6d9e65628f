// town.yaml as values: what the town is made from.
#pragma once

#include <string>
#include <vector>

namespace linli::town {

struct PlannedGrid {
    std::string name, estate;
    bool old_quarter = false;
};
struct PlannedCommunity {
    std::string name, code;
    std::vector<PlannedGrid> grids;
};
struct PlannedUnit {
    std::string name, kind, key;
    std::string community;  // it serves; empty: the whole street
    std::string contact, phone;
};
struct PlannedWorker {
    std::string login, name, role;
    std::string at;    // "望潮社区/第一网格"
    std::string unit;  // key; empty: the post is at the place
    std::string see;   // what is worth a look, for whoever opens the demo
};
struct PlannedRoute {
    std::string part, word, unit;
    std::vector<std::string> at;  // communities; none: the whole street
};

struct Plan {
    std::string street, code;
    std::vector<PlannedCommunity> communities;
    std::vector<PlannedUnit> units;
    std::vector<PlannedRoute> routes;
    std::vector<PlannedWorker> staff;
    std::string resident_sees;
};

Plan plan();  // of the file that the binary carries

}  // namespace linli::town
