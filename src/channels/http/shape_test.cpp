// One declaration checks a body and writes its schema: what is refused, where, and in which words.
#include "channels/http/shape.h"

#include <gtest/gtest.h>

namespace linli::http {
namespace {

using namespace shape;

const Shape report = object({
    text("story").must().up_to(5),
    word("channel", {"web", "phone"}),
    number("count").up_to(9),
    number("rank").at_least(1),
    flag("urgent"),
    id("place"),
    day("on"),
    instant("at"),
    anything("fields"),
    member("where", object({text("house").must()}, "Where")),
    list("tags", text("")).up_to(2),
});

TEST(Shape, RefusesWithTheWayToWhatIsWrong) {
    const struct {
        std::string body;
        Refusal want;
    } rows[] = {
        {"[]", {"field_bad", "", ""}},
        {"{}", {"field_missing", "story", ""}},
        {R"({"story":null})", {"field_missing", "story", ""}},
        {R"({"story":"a","storey":1})", {"field_unknown", "storey", "story"}},
        {R"({"story":1})", {"field_bad", "story", ""}},
        {R"({"story":"一二三四五六"})", {"too_long", "story", "5"}},
        {R"({"story":"a\u0001"})", {"field_bad", "story", ""}},
        {R"({"story":"a","channel":"fax"})", {"no_such_choice", "channel", "web, phone"}},
        {R"({"story":"a","count":10})", {"too_great", "count", "9"}},
        {R"({"story":"a","rank":0})", {"field_bad", "rank", ""}},
        {R"({"story":"a","count":"1"})", {"field_bad", "count", ""}},
        {R"({"story":"a","count":1.5})", {"field_bad", "count", ""}},
        {R"({"story":"a","urgent":1})", {"field_bad", "urgent", ""}},
        {R"({"story":"a","place":"B3"})", {"field_bad", "place", ""}},
        {R"({"story":"a","place":"00000000-0000-0000-0000-000000000000"})",
         {"field_bad", "place", ""}},
        {R"({"story":"a","on":"2026-02-30"})", {"field_bad", "on", ""}},
        {R"({"story":"a","at":"2026-02-28"})", {"field_bad", "at", ""}},
        {R"({"story":"a","where":{}})", {"field_missing", "where.house", ""}},
        {R"({"story":"a","where":{"house":"1","x":1}})", {"field_unknown", "where.x", ""}},
        {R"({"story":"a","tags":["a","b","c"]})", {"too_many", "tags", "2"}},
        {R"({"story":"a","tags":["a",2]})", {"field_bad", "tags.1", ""}},
    };
    for (const auto& row : rows) {
        const auto body = json::Value::parse(row.body);
        ASSERT_TRUE(body) << row.body;
        const auto checked = check(report, body.value());
        ASSERT_FALSE(checked) << row.body;
        EXPECT_EQ(checked.refusal(), row.want) << row.body;
    }
}

TEST(Shape, TakesWhatFits) {
    for (const std::string body : {
             R"({"story":"一二三四\n"})",
             R"({"story":"","channel":"web","count":-3,"urgent":false,"fields":[{"a":1}],
                 "place":"0190b2c4-0000-7000-8000-000000000001","on":"2024-02-29",
                 "at":"2026-03-02T09:00:00+08:00","where":{"house":"1"},"tags":["a","b"]})",
             R"({"story":"a","channel":null,"tags":[]})",
         }) {
        EXPECT_TRUE(check(report, json::Value::parse(body).value())) << body;
    }
}

TEST(Shape, ChecksAQuery) {
    const std::vector<Shape> query = {number("limit").up_to(200), flag("open"), day("on").must()};
    using Query = std::map<std::string, std::string>;
    const struct {
        Query query;
        Refusal want;
    } rows[] = {
        {{{"on", "2026-03-02"}, {"limit", "x"}}, {"field_bad", "limit", ""}},
        {{{"on", "2026-03-02"}, {"limit", "5x"}}, {"field_bad", "limit", ""}},
        {{{"on", "2026-03-02"}, {"limit", "99999999999999999999"}}, {"field_bad", "limit", ""}},
        {{{"on", "2026-03-02"}, {"limit", "201"}}, {"too_great", "limit", "200"}},
        {{{"on", "2026-03-02"}, {"open", "1"}}, {"field_bad", "open", ""}},
        {{{"on", "today"}}, {"field_bad", "on", ""}},
        {{{"on", "2026-03-02"}, {"limits", "5"}}, {"field_unknown", "limits", "limit"}},
        {{}, {"field_missing", "on", ""}},
    };
    for (const auto& row : rows)
        EXPECT_EQ(check_query(query, row.query).refusal(), row.want);
    EXPECT_TRUE(check_query(query, {{"on", "2026-03-02"}, {"limit", "200"}, {"open", "true"}}));
}

TEST(Shape, WritesItsSchema) {
    const auto schema = [](const Shape& shape) {
        json::Writer writer;
        write_schema(shape, writer);
        return writer.take();
    };
    EXPECT_EQ(schema(text("a").must().up_to(5)), R"({"type":"string","maxLength":5})");
    EXPECT_EQ(schema(word("a", {"x"})), R"({"type":["string","null"],"enum":["x",null]})");
    EXPECT_EQ(schema(list("a", id("")).must()),
              R"({"type":"array","items":{"type":"string","format":"uuid"},"maxItems":500})");
    EXPECT_EQ(schema(member("a", object({}, "Where"))),
              R"({"oneOf":[{"$ref":"#/components/schemas/Where"},{"type":"null"}]})");
    EXPECT_EQ(schema(object({flag("a").must().says("Yes?"), number("b")})),
              R"({"type":"object","properties":{"a":{"description":"Yes?","type":"boolean"},)"
              R"("b":{"type":["integer","null"],"format":"int64"}},"required":["a"]})");
    std::map<std::string, Shape> named;
    named_shapes(report, named);
    EXPECT_EQ(named.size(), 1U);
}

}  // namespace
}  // namespace linli::http
