// Path templates: "/api/cases/{case}/steps/{step}". A parameter fills one whole segment; where a
// fixed word and a parameter both fit, the fixed word wins. It finds, and knows nothing else.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace linli::http {

struct Found {
    std::size_t endpoint;
    std::map<std::string, std::string> parameters;
};

class Routes {
public:
    // CHECKs that no other endpoint answers the same requests.
    void add(std::string_view method, std::string_view path, std::size_t endpoint);

    // HEAD finds what GET does.
    std::optional<Found> find(std::string_view method, std::string_view path) const;
    // "GET, HEAD, POST": what a path answers to; empty when there is no such path.
    std::string allowed(std::string_view path) const;

private:
    struct Node {
        std::map<std::string, std::unique_ptr<Node>, std::less<>> words;
        std::unique_ptr<Node> parameter;
        struct End {
            std::size_t endpoint;
            std::vector<std::string> names;  // of the parameters, in their order
        };
        std::map<std::string, End, std::less<>> methods;
    };
    static const Node* walk(const Node&, std::string_view rest, std::vector<std::string>& filled);

    Node root_;
};

}  // namespace linli::http
