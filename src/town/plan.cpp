#include "town/plan.h"

#include "base/check.h"
#include "base/resources.h"
#include "base/yaml.h"

namespace linli::town {
namespace {

using yaml::Node;

std::string text_of(const Node& node, std::string_view key) {
    const Node* value = node.find(key);
    return value ? value->text : std::string();
}

const std::vector<Node>& items_of(const Node& node, std::string_view key) {
    const Node* list = node.find(key);
    CHECK(list != nullptr);
    return list->items;
}

}  // namespace

Plan plan() {
    constexpr std::string_view file = "src/town/data/town.yaml";
    const Node root = yaml::parse(town_resources().at(file), std::string(file)).value();
    Plan plan;
    const Node* street = root.find("street");
    CHECK(street != nullptr);
    plan.street = text_of(*street, "name");
    plan.code = text_of(*street, "code");
    for (const Node& node : items_of(root, "communities")) {
        PlannedCommunity community{text_of(node, "name"), text_of(node, "code"), {}};
        for (const Node& grid : items_of(node, "grids")) {
            for (const Node& estate : items_of(grid, "estates")) {
                community.grids.push_back({text_of(grid, "name"), text_of(estate, "name"),
                                           text_of(estate, "old") == "true"});
            }
        }
        plan.communities.push_back(std::move(community));
    }
    for (const Node& node : items_of(root, "units")) {
        plan.units.push_back({text_of(node, "name"), text_of(node, "kind"), text_of(node, "key"),
                              text_of(node, "for"), text_of(node, "contact"),
                              text_of(node, "phone")});
    }
    for (const Node& node : items_of(root, "staff")) {
        plan.staff.push_back({text_of(node, "login"), text_of(node, "name"), text_of(node, "role"),
                              text_of(node, "at"), text_of(node, "unit"), text_of(node, "see")});
    }
    plan.resident_sees = text_of(root, "resident_sees");
    for (const Node& node : items_of(root, "routes")) {
        PlannedRoute route{text_of(node, "part"), text_of(node, "word"), text_of(node, "unit"), {}};
        const Node* at = node.find("at");
        for (const PlannedCommunity& community : plan.communities) {
            if (at && at->text == "each") route.at.push_back(community.name);
        }
        if (at) {
            for (const Node& community : at->items)
                route.at.push_back(community.text);
        }
        plan.routes.push_back(std::move(route));
    }
    return plan;
}

}  // namespace linli::town
