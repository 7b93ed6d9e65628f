// YAML that was read has a line for every node, and finds each entry of a map by its key.
#include "base/yaml.h"
#include "harness.h"

using linli::yaml::Node;

namespace {

void walk(const Node& node) {
    CHECK(node.line >= 1);
    CHECK(node.file == "fuzz.yaml");
    for (const Node& item : node.items)
        walk(item);
    for (const auto& [key, value] : node.entries) {
        CHECK(node.find(key) == &value);
        walk(value);
    }
}

}  // namespace

FUZZ(bytes) {
    const auto read = linli::yaml::parse(bytes, "fuzz.yaml");
    if (read) walk(read.value());
}
