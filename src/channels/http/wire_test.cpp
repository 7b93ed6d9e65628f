// The bytes of a head, a chunk and an event.
#include "channels/http/wire.h"

#include <gtest/gtest.h>

#include "base/check.h"

namespace linli::http {
namespace {

TEST(Wire, WritesAHead) {
    Response response = Response::json("{\"楼\":1}", 201);
    response.set("ETag", "\"7\"");
    EXPECT_EQ(head_of(response, {}, "Mon, 02 Mar 2026 01:00:00 GMT"),
              "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nETag: \"7\"\r\n"
              "Date: Mon, 02 Mar 2026 01:00:00 GMT\r\nContent-Length: 9\r\n"
              "Connection: keep-alive\r\n\r\n");
    EXPECT_EQ(head_of({.status = 204}, {.keep_alive = false}, "D"),
              "HTTP/1.1 204 No Content\r\nDate: D\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(head_of({}, {.chunked = true}, "D"),
              "HTTP/1.1 200 OK\r\nDate: D\r\nTransfer-Encoding: chunked\r\n"
              "Connection: keep-alive\r\n\r\n");
    EXPECT_EQ(head_of({.lasting = "four"}, {.keep_alive = false, .endless = true}, "D"),
              "HTTP/1.1 200 OK\r\nDate: D\r\nConnection: close\r\n\r\n");
}

TEST(Wire, LetsNobodyBeginALineOfTheirOwn) {
    for (const auto& value :
         {std::string("a\r\nSet-Cookie: x=1"), std::string("a\n"), std::string("a\0", 2)}) {
        Response response;
        response.set("Content-Disposition", value);
        EXPECT_THROW(head_of(response, {}, "D"), Broken);
    }
}

TEST(Wire, WritesTheRest) {
    EXPECT_EQ(http_date(1772413200), "Mon, 02 Mar 2026 01:00:00 GMT");
    EXPECT_EQ(chunk_of(std::string(26, 'x')), "1a\r\n" + std::string(26, 'x') + "\r\n");
    EXPECT_EQ(event_of("changed", "case@/0001"), "event: changed\ndata: case@/0001\n\n");
    EXPECT_EQ(changes_of({"b@1", "a@2"}),
              "event: changed\ndata: a@2\n\nevent: changed\ndata: b@1\n\n");
    EXPECT_FALSE(ends_stream({"account@1", "case@over@"}));
    EXPECT_TRUE(ends_stream({"account@1", "over@1"}));
}

}  // namespace
}  // namespace linli::http
