#include "channels/http/routes.h"

#include <algorithm>

#include "base/check.h"

namespace linli::http {
namespace {

// Takes "/first" off "/first/second".
std::string_view take_segment(std::string_view& rest) {
    rest.remove_prefix(1);
    const std::string_view segment = rest.substr(0, std::min(rest.find('/'), rest.size()));
    rest.remove_prefix(segment.size());
    return segment;
}

}  // namespace

void Routes::add(std::string_view method, std::string_view path, std::size_t endpoint) {
    CHECK(!path.empty() && path[0] == '/');
    Node* node = &root_;
    std::vector<std::string> names;
    while (!path.empty()) {
        const std::string_view segment = take_segment(path);
        const bool is_parameter = !segment.empty() && segment.front() == '{';
        if (is_parameter) {
            CHECK(segment.back() == '}');
            names.emplace_back(segment.substr(1, segment.size() - 2));
        }
        auto& next = is_parameter ? node->parameter : node->words[std::string(segment)];
        if (!next) next = std::make_unique<Node>();
        node = next.get();
    }
    const bool fresh = node->methods.emplace(method, Node::End{endpoint, std::move(names)}).second;
    CHECK(fresh);
}

const Routes::Node* Routes::walk(const Node& node, std::string_view rest,
                                 std::vector<std::string>& filled) {
    if (rest.empty()) return node.methods.empty() ? nullptr : &node;
    const std::string_view segment = take_segment(rest);
    if (const auto word = node.words.find(segment); word != node.words.end()) {
        if (const Node* end = walk(*word->second, rest, filled)) return end;
    }
    if (!node.parameter || segment.empty()) return nullptr;
    filled.emplace_back(segment);
    if (const Node* end = walk(*node.parameter, rest, filled)) return end;
    filled.pop_back();
    return nullptr;
}

std::optional<Found> Routes::find(std::string_view method, std::string_view path) const {
    std::vector<std::string> filled;
    const Node* node = walk(root_, path, filled);
    if (!node) return std::nullopt;
    const auto end = node->methods.find(method == "HEAD" ? "GET" : method);
    if (end == node->methods.end()) return std::nullopt;

    Found found{end->second.endpoint, {}};
    for (std::size_t i = 0; i < filled.size(); ++i) {
        found.parameters.emplace(end->second.names[i], std::move(filled[i]));
    }
    return found;
}

std::string Routes::allowed(std::string_view path) const {
    std::vector<std::string> filled;
    const Node* node = walk(root_, path, filled);
    std::string allowed;
    if (!node) return allowed;
    for (const auto& [method, end] : node->methods) {
        allowed += (allowed.empty() ? "" : ", ") + method;
        if (method == "GET") allowed += ", HEAD";
    }
    return allowed;
}

}  // namespace linli::http
