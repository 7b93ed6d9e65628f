// Which endpoint a path leads to, and which paths lead nowhere.
#include "channels/http/routes.h"

#include <gtest/gtest.h>

#include "base/check.h"

namespace linli::http {
namespace {

Routes some_routes() {
    Routes routes;
    routes.add("GET", "/api/cases", 0);
    routes.add("POST", "/api/cases", 1);
    routes.add("GET", "/api/cases/mine", 2);
    routes.add("GET", "/api/cases/{case}", 3);
    routes.add("PATCH", "/api/cases/{number}", 4);
    routes.add("POST", "/api/cases/{case}/steps/{step}", 5);
    routes.add("GET", "/api/cases/mine/late", 6);
    return routes;
}

TEST(Routes, LeadToTheirEndpoint) {
    const Routes routes = some_routes();
    const struct {
        std::string method, path;
        std::size_t endpoint;
        std::map<std::string, std::string> parameters;
    } rows[] = {
        {"GET", "/api/cases", 0, {}},
        {"HEAD", "/api/cases", 0, {}},
        {"POST", "/api/cases", 1, {}},
        {"GET", "/api/cases/mine", 2, {}},
        {"GET", "/api/cases/7", 3, {{"case", "7"}}},
        {"PATCH", "/api/cases/7", 4, {{"number", "7"}}},
        {"POST", "/api/cases/mine/steps/接件", 5, {{"case", "mine"}, {"step", "接件"}}},
        {"GET", "/api/cases/mine/late", 6, {}},
    };
    for (const auto& row : rows) {
        const auto found = routes.find(row.method, row.path);
        ASSERT_TRUE(found) << row.path;
        EXPECT_EQ(found->endpoint, row.endpoint) << row.path;
        EXPECT_EQ(found->parameters, row.parameters);
    }
}

TEST(Routes, LeadNowhereElse) {
    const Routes routes = some_routes();
    const struct {
        std::string method, path, allowed;
    } rows[] = {
        {"GET", "/", ""},
        {"GET", "/api", ""},
        {"GET", "/api/cases/", ""},
        {"GET", "/api/cases/7/", ""},
        {"GET", "/api/cases//steps/x", ""},
        {"GET", "/api/cases/7/steps", ""},
        {"DELETE", "/api/cases", "GET, HEAD, POST"},
        {"get", "/api/cases", "GET, HEAD, POST"},
        {"GET", "/api/cases/7/steps/x", "POST"},
        {"PATCH", "/api/cases/mine", "GET, HEAD"},
    };
    for (const auto& row : rows) {
        EXPECT_FALSE(routes.find(row.method, row.path)) << row.path;
        EXPECT_EQ(routes.allowed(row.path), row.allowed) << row.path;
    }
}

TEST(Routes, AreNotDeclaredTwice) {
    Routes routes = some_routes();
    EXPECT_THROW(routes.add("GET", "/api/cases/{other}", 9), Broken);
    EXPECT_THROW(routes.add("GET", "api", 9), Broken);
}

}  // namespace
}  // namespace linli::http
