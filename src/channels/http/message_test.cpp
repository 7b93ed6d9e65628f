// Cookies in, cookies out, and the one form in which trouble is told.
#include "channels/http/message.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "base/text.h"

namespace linli::http {
namespace {

TEST(Request, FindsACookieByItsWholeName) {
    const Request request{
        .headers = {{"cookie", "a=1; linli=token==; xlinli=2 ;empty="}, {"cookie", "late=3"}}};
    const struct {
        std::string name, want;
    } rows[] = {
        {"a", "1"},    {"linli", "token=="}, {"xlinli", "2"}, {"late", "3"},
        {"empty", ""}, {"nli", ""},          {"token", ""},   {"", ""},
    };
    for (const auto& row : rows)
        EXPECT_EQ(request.cookie(row.name), row.want) << row.name;
    EXPECT_EQ(Request{}.cookie("linli"), "");
}

TEST(Response, KeepsOneHeaderOfANameButEveryCookie) {
    Response response;
    response.set("ETag", "\"1\"").set("etag", "\"2\"");
    response.set("Set-Cookie", "a=1").set("Set-Cookie", "b=2");
    EXPECT_EQ(response.headers.size(), 3U);
    EXPECT_EQ(response.header("Etag"), "\"2\"");
}

TEST(Request, BelievesTheLastWordOfAProxyAndOnlyAddresses) {
    const struct {
        std::vector<std::string> lines;
        const char* remote;
    } rows[] = {
        {{}, "127.0.0.1"},
        {{"198.51.100.7"}, "198.51.100.7"},
        {{"198.51.100.7, 203.0.113.9 "}, "203.0.113.9"},
        {{"198.51.100.7", "203.0.113.9"}, "203.0.113.9"},
        {{"203.0.113.9", "2001:db8::1"}, "2001:db8::1"},
        {{"203.0.113.9, unknown"}, "127.0.0.1"},
        {{""}, "127.0.0.1"},
    };
    for (const auto& [lines, remote] : rows) {
        Request request{.remote = "127.0.0.1"};
        for (const std::string& line : lines)
            request.headers.emplace_back("x-forwarded-for", line);
        believe_proxy(request);
        EXPECT_EQ(request.remote, remote) << text::joined(lines, " | ");
    }
}

TEST(Response, TellsTroubleAsRfc9457Does) {
    const Response response = Response::problem(409, "wrong_state", "case", "王\"芳\"");
    EXPECT_EQ(response.header("Content-Type"), "application/problem+json");
    const json::Value body = json::Value::parse(response.body).value();
    EXPECT_EQ(body["title"].text(), "Conflict");
    EXPECT_EQ(body["status"].number(), 409);
    EXPECT_EQ(body["code"].text(), "wrong_state");
    EXPECT_EQ(body["with"].text(), "王\"芳\"");
    EXPECT_FALSE(json::Value::parse(Response::problem(404, "no_such_case").body).value().has("at"));
}

TEST(Cookie, IsHiddenFromScriptsAndOtherSites) {
    EXPECT_EQ(cookie_line(session_cookie(true), "t", true, 60),
              "__Host-linli=t; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=60");
    EXPECT_EQ(cookie_line(session_cookie(false), "", false, 60),
              "linli=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
}

}  // namespace
}  // namespace linli::http
