#include "kernel/registry/kinds.h"

#include "base/reading.h"
#include "base/resources.h"

namespace linli::registry {
namespace {

Outcome<Kind> read_kind(const std::string& name, const yaml::Node& node) {
    yaml::Reading reading(node);
    Kind kind{.name = name};
    if (const yaml::Node* title = reading.need("title")) {
        kind.title = reading.keep(fields::words(*title));
    }
    for (std::string& parent : reading.names("within"))
        kind.within.insert(std::move(parent));
    kind.code = reading.one_of("code", {"division", "grid"});
    kind.root = reading.flag("root");
    kind.open = reading.flag("open");
    kind.address = reading.flag("address");
    kind.home = reading.flag("home");
    return reading.end(std::move(kind));
}

Kinds carried(std::string_view file, std::string_view word) {
    const std::string path = "programmes/common/" + std::string(file);
    const auto found = kernel_registry_resources().find(path);
    CHECK(found != kernel_registry_resources().end());
    return Kinds::make(yaml::parse(found->second, path).value(), word).value();
}

}  // namespace

Outcome<Kinds> Kinds::make(const yaml::Node& file, std::string_view word) {
    yaml::Reading reading(file);
    const yaml::Node* declared = reading.need(word);
    Kinds kinds;
    if (!declared) return reading.end(std::move(kinds));
    for (const auto& [name, node] : declared->entries) {
        kinds.by_name_[name] = kinds.all_.size();
        kinds.all_.push_back(reading.keep(read_kind(name, node)));
    }
    for (const Kind& kind : kinds.all_) {
        for (const std::string& parent : kind.within) {
            if (!kinds.find(parent)) {
                reading.refuse(*declared,
                               kind.name + " stands within " + parent + ", which is not declared");
            }
        }
    }
    return reading.end(std::move(kinds));
}

const Kind* Kinds::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : &all_[found->second];
}

const Kinds& carried_place_kinds() {
    static const Kinds kinds = carried("places.yaml", "places");
    return kinds;
}

const Kinds& carried_unit_kinds() {
    static const Kinds kinds = carried("units.yaml", "units");
    return kinds;
}

}  // namespace linli::registry
