// What lies around the API: the front end with its caching and policy, and what operators ask.
#include "channels/http/site.h"

#include <gtest/gtest.h>

#include <future>

#include "channels/http/testing.h"

namespace linli::http {
namespace {

const Resources pages = {
    {"web/dist/index.html", "portal"},
    {"web/dist/console/index.html", "console"},
    {"web/dist/assets/app-1a2b3c4d.js", "plain script"},
    {"web/dist/assets/app-1a2b3c4d.js.br", "brotli script"},
    {"web/dist/assets/app-1a2b3c4d.js.gz", "gzip script"},
    {"elsewhere/secret.txt", "secret"},
};

class SiteTest : public ::testing::Test {
protected:
    Response ask(Request request) { return ask(site, std::move(request)); }
    static Response ask(Site& asked, Request request) {
        std::promise<Response> answer;
        asked.handle(std::move(request),
                     [&](Response response) { answer.set_value(std::move(response)); });
        return answer.get_future().get();
    }
    Response get(const std::string& path, Headers headers = {}) {
        return ask({.method = "GET", .path = path, .headers = std::move(headers)});
    }
    static std::string_view body(const Response& response) {
        return response.lasting.empty() ? std::string_view(response.body) : response.lasting;
    }

    testing::TestRouter town;
    Site site{town.router, town.events, *town.inside.store, pages, Instant{1'500'000}, "10.0.0.9"};
};

TEST_F(SiteTest, FindsTheFileOrThePageThatKnowsThePath) {
    const struct {
        std::string path;
        int status;
        std::string body;
    } rows[] = {
        {"/", 200, "portal"},
        {"/follow/Q7", 200, "portal"},
        {"/console", 200, "console"},
        {"/console/", 200, "console"},
        {"/console/cases/7", 200, "console"},
        {"/phone", 200, "portal"},  // no page of its own was built in
        {"/assets/app-1a2b3c4d.js", 200, "plain script"},
        {"/assets/app-0.js", 404, "There is nothing here.\n"},
        {"/elsewhere/secret.txt", 404, "There is nothing here.\n"},
    };
    for (const auto& row : rows) {
        const Response response = get(row.path);
        EXPECT_EQ(response.status, row.status) << row.path;
        EXPECT_EQ(body(response), row.body) << row.path;
    }
    EXPECT_EQ(ask({.method = "POST", .path = "/"}).status, 404);
    EXPECT_EQ(get("/api").status, 404);
    EXPECT_EQ(get("/api/nowhere").header("Content-Type"), "application/problem+json");
}

TEST_F(SiteTest, SendsTheSmallestFormTheBrowserTakes) {
    const struct {
        std::string accepted, encoding, body;
    } rows[] = {
        {"", "", "plain script"},
        {"gzip, deflate, br", "br", "brotli script"},
        {"gzip;q=1.0, br;q=0", "gzip", "gzip script"},
        {"br;q=0.5", "br", "brotli script"},
        {"deflate", "", "plain script"},
    };
    for (const auto& row : rows) {
        const Response response =
            get("/assets/app-1a2b3c4d.js", {{"accept-encoding", row.accepted}});
        EXPECT_EQ(response.header("Content-Encoding"), row.encoding) << row.accepted;
        EXPECT_EQ(body(response), row.body);
        EXPECT_EQ(response.header("Cache-Control"), "public, max-age=31536000, immutable");
        EXPECT_EQ(response.header("Vary"), "Accept-Encoding");
    }
}

TEST_F(SiteTest, SendsNothingThatTheBrowserHas) {
    const Response first = get("/");
    EXPECT_EQ(first.header("Cache-Control"), "no-cache");
    const std::string tag(first.header("ETag"));
    const Response again = get("/", {{"if-none-match", "\"x\", " + tag}});
    EXPECT_EQ(again.status, 304);
    EXPECT_EQ(body(again), "");
    EXPECT_EQ(again.header("Content-Security-Policy"), first.header("Content-Security-Policy"));
    EXPECT_EQ(get("/", {{"if-none-match", "\"x\""}}).status, 200);
}

TEST_F(SiteTest, DressesEveryAnswer) {
    const Response page = get("/");
    EXPECT_NE(page.header("Content-Security-Policy").find("frame-ancestors 'none'"),
              std::string_view::npos);
    EXPECT_EQ(page.header("Content-Security-Policy").find("unsafe"), std::string_view::npos);
    EXPECT_EQ(page.header("Strict-Transport-Security"), "");
    EXPECT_EQ(get("/assets/app-1a2b3c4d.js").header("Content-Security-Policy"),
              page.header("Content-Security-Policy"));
    const Response data = get("/api/nowhere");
    EXPECT_EQ(data.header("Content-Security-Policy"), "default-src 'none'; frame-ancestors 'none'");
    for (const Response& response : {page, data, site.refused({}, 400, "bad_request")}) {
        EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(response.header("Referrer-Policy"), "same-origin");
    }
    const Response secure = ask({.method = "GET", .path = "/", .secure = true});
    EXPECT_EQ(secure.header("Strict-Transport-Security"), "max-age=31536000");
}

TEST_F(SiteTest, WorksWithNothingBuiltIn) {
    Site bare{town.router, town.events, *town.inside.store, Resources{}, Instant{}, ""};
    EXPECT_EQ(ask(bare, {.method = "GET", .path = "/"}).status, 404);
    EXPECT_EQ(ask(bare, {.method = "GET", .path = "/healthz"}).status, 200);
}

TEST_F(SiteTest, TellsOperatorsAndNobodyElse) {
    EXPECT_EQ(get("/healthz").status, 200);
    EXPECT_EQ(get("/readyz").status, 200);
    get("/api/nowhere?name=王芳");

    const auto figures = [&](const std::string& remote, Headers headers = {}) {
        return ask(
            {.method = "GET", .path = "/metrics", .headers = std::move(headers), .remote = remote});
    };
    const Response shown = figures("127.0.0.1");
    ASSERT_EQ(shown.status, 200);
    for (const std::string line :
         {"process_start_time_seconds 1.500000\n",
          "linli_requests_total{route=\"healthz\",method=\"GET\",status=\"200\"} 1\n",
          "linli_requests_total{route=\"no_such_path\",method=\"GET\",status=\"404\"} 1\n",
          "linli_request_seconds_bucket{route=\"healthz\",le=\"+Inf\"} 1\n",
          "linli_request_seconds_count{route=\"readyz\"} 1\n",
          "linli_lane_batch_requests_bucket{le=\"1\"} "}) {
        EXPECT_NE(shown.body.find(line), std::string::npos) << line << shown.body;
    }
    EXPECT_EQ(shown.body.find("王芳"), std::string::npos);
    EXPECT_EQ(figures("10.0.0.9").route, "metrics");
    EXPECT_EQ(figures("10.0.0.8").route, "static");
    EXPECT_EQ(figures("127.0.0.1", {{"x-forwarded-for", "10.0.0.8"}}).route, "static");

    site.close();
    EXPECT_EQ(get("/readyz").status, 503);
    EXPECT_EQ(get("/healthz").status, 200);
}

}  // namespace
}  // namespace linli::http
