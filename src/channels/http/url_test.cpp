// What a request target means, and which ones are refused because they could mean two things.
#include "channels/http/url.h"

#include <gtest/gtest.h>

namespace linli::http {
namespace {

TEST(Target, IsTakenApart) {
    const struct {
        std::string target, path;
        std::map<std::string, std::string> query;
    } rows[] = {
        {"/", "/", {}},
        {"/api/people?name=%E7%8E%8B+%E8%8A%B3&limit=5",
         "/api/people",
         {{"name", "王 芳"}, {"limit", "5"}}},
        {"/a%20b/%2B+", "/a b/++", {}},
        {"/a?x=1&&y&z=a=b", "/a", {{"x", "1"}, {"y", ""}, {"z", "a=b"}}},
        {"/a/?", "/a/", {}},
        {"http://town.example/api?x=1", "/api", {{"x", "1"}}},
        {"http://town.example", "/", {}},
        {"/a#fragment?x=1", "/a", {}},
    };
    for (const auto& row : rows) {
        const auto target = parse_target(row.target);
        ASSERT_TRUE(target) << row.target;
        EXPECT_EQ(target.value().path, row.path);
        EXPECT_EQ(target.value().query, row.query) << row.target;
    }
}

TEST(Target, RefusesWhatTwoReadersCouldReadDifferently) {
    const struct {
        std::string target;
        Refusal want;
    } rows[] = {
        {"", {"bad_path", "", ""}},
        {"*", {"bad_path", "", ""}},
        {"api", {"bad_path", "", ""}},
        {"/a%2Fb", {"bad_path", "", ""}},
        {"/a%5cb", {"bad_path", "", ""}},
        {"/a\\b", {"bad_path", "", ""}},
        {"/../etc", {"bad_path", "", ""}},
        {"/a/%2e%2E/b", {"bad_path", "", ""}},
        {"/a/.", {"bad_path", "", ""}},
        {"/a%00", {"bad_path", "", ""}},
        {"/%C3", {"bad_path", "", ""}},
        {"/%", {"bad_path", "", ""}},
        {"/%4", {"bad_path", "", ""}},
        {"/%4g", {"bad_path", "", ""}},
        {"/a?x=1&x=2", {"bad_query", "x", ""}},
        {"/a?x=%ff", {"bad_query", "x", ""}},
        {"/a?x=%00", {"bad_query", "x", ""}},
        {"/a?%zz=1", {"bad_query", "", ""}},
    };
    for (const auto& row : rows) {
        const auto target = parse_target(row.target);
        ASSERT_FALSE(target) << row.target;
        EXPECT_EQ(target.refusal(), row.want) << row.target;
    }
    std::string many = "/a?";
    for (int i = 0; i < 65; ++i)
        many += "p" + std::to_string(i) + "&";
    EXPECT_EQ(parse_target(many).refusal().code, "bad_query");
}

TEST(Percent, GoesThereAndBack) {
    std::string all;
    for (int byte = 0; byte < 256; ++byte)
        all += static_cast<char>(byte);
    EXPECT_EQ(percent_decoded(percent_encoded(all), true), all);
    EXPECT_EQ(percent_encoded("楼 1/a~b"), "%E6%A5%BC%201%2Fa~b");
}

}  // namespace
}  // namespace linli::http
