// What the writer writes, what the reader gives back, and what it refuses.
#include "base/json.h"

#include <gtest/gtest.h>

namespace linli::json {
namespace {

std::string nested(std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
}

TEST(Json, WriterPutsCommasAndEscapes) {
    Writer out;
    out.open_object().field("name", "楼道\"灯\"\\\n\t\x01").field("floor", std::int64_t{-3});
    out.key("tags").open_array().text("a").flag(false).null().raw("[1,2]").close_array();
    out.field("on", Day{0}).field("gone", std::optional<Day>{}).key("none").open_object();
    out.close_object().field("at", Instant{0}).field("yes", true).close_object();
    EXPECT_EQ(out.str(),
              "{\"name\":\"楼道\\\"灯\\\"\\\\\\n\\t\\u0001\",\"floor\":-3,"
              "\"tags\":[\"a\",false,null,[1,2]],\"on\":\"1970-01-01\",\"gone\":null,\"none\":{},"
              "\"at\":\"1970-01-01T00:00:00Z\",\"yes\":true}");
}

TEST(Json, WhatIsReadIsWrittenAgain) {
    const struct {
        std::string in, out;
    } rows[] = {
        {R"( {"b":1, "a":[true,false,null] } )", R"({"b":1,"a":[true,false,null]})"},
        {R"("楼道\u706f\n")", R"("楼道灯\n")"},
        {R"("\ud83d\ude00")", R"("😀")"},
        {"-9223372036854775808", "-9223372036854775808"},
        {"9223372036854775808", "9223372036854775808"},
        {"0.5", "0.5"},
        {"[]", "[]"},
        {"{}", "{}"},
        {nested(32), nested(32)},
    };
    for (const auto& row : rows) {
        const Outcome<Value> read = Value::parse(row.in);
        ASSERT_TRUE(read) << row.in << ": " << read.refusal().with;
        EXPECT_EQ(read.value().str(), row.out);
    }
}

TEST(Json, RefusesRatherThanGuesses) {
    const struct {
        std::string in, code;
    } rows[] = {
        {"", "bad_json"},
        {"{", "bad_json"},
        {"{} {}", "bad_json"},
        {"[1,]", "bad_json"},
        {"[1 2]", "bad_json"},
        {"{'a':1}", "bad_json"},
        {"{\"a\":1,}", "bad_json"},
        {"truth", "bad_json"},
        {"01", "bad_json"},
        {"NaN", "bad_json"},
        {"\"\xff\"", "bad_json"},
        {"\"\xed\xa0\x80\"", "bad_json"},
        {"\"\\ud800\"", "bad_json"},
        {"\"line\nbreak\"", "bad_json"},
        {"\"\\u0000\"", "bad_json"},
        {"{\"\\u0000\":1}", "bad_json"},
        {"{\"a\":1,\"b\":2,\"a\":3}", "bad_json"},
        {nested(33), "too_deep"},
        {nested(100'000), "too_deep"},
        {std::string(1 << 20, ' ') + "1", "too_large"},
    };
    for (const auto& row : rows) {
        const Outcome<Value> read = Value::parse(row.in);
        ASSERT_FALSE(read) << row.in.substr(0, 40);
        EXPECT_EQ(read.refusal().code, row.code) << row.in.substr(0, 40);
    }
    EXPECT_EQ(Value::parse("[1,2]", 4).refusal(), (Refusal{"too_large", "", "4"}));
    EXPECT_EQ(Value::parse(R"({"a":1,"a":1})").refusal().at, "a");
}

TEST(Json, PathsReadStraightThrough) {
    const Value body =
        Value::parse(R"({"where":{"place":"B3","floor":2,"half":0.5,"wet":true},"n":[1,"x"]})")
            .value();
    EXPECT_EQ(body["where"]["place"].text(), "B3");
    EXPECT_EQ(body["where"]["floor"].number(), 2);
    EXPECT_TRUE(body["where"]["wet"].flag());
    EXPECT_EQ(body["nowhere"]["place"].text(), "");
    EXPECT_EQ(body["where"]["place"]["deeper"].number(7), 7);
    EXPECT_FALSE(body.has("nowhere"));
    EXPECT_EQ(body["n"].items().at(1).text(), "x");

    // What is of another kind is not turned into the kind that was asked for.
    EXPECT_EQ(body["where"]["floor"].text(), "");
    EXPECT_EQ(body["where"]["place"].number(-1), -1);
    EXPECT_EQ(body["where"]["half"].text(), "");
    EXPECT_EQ(body["where"]["half"].number(-1), -1);
    EXPECT_FALSE(body["where"]["half"].is_whole());
    EXPECT_TRUE(body["where"]["place"].flag(true));
}

TEST(Json, ValuesAreBuiltAsTheyAreRead) {
    const Value built = Value::of_object({{"a", Value::of_array({Value::of_number(1), Value()})},
                                          {"b", Value::of_flag(true)},
                                          {"c", Value::of_text("茶")}});
    EXPECT_EQ(built.str(), R"({"a":[1,null],"b":true,"c":"茶"})");
    EXPECT_EQ(Value::parse(built.str()).value().str(), built.str());
}

}  // namespace
}  // namespace linli::json
