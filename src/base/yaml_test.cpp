// YAML: scalars stay text, every node knows its line, and what a programme may not use is refused.
#include "base/yaml.h"

#include <gtest/gtest.h>

namespace linli::yaml {
namespace {

TEST(Yaml, ScalarsStayTheTextOfTheFile) {
    const Node root = parse(
                          "programme: repairs   # a comment\n"
                          "words: { zh: \"报修\", en: 'Repairs' }\n"
                          "plain: [no, on, 1:30, 0x1f, 2026-03-02, true, 1_000]\n"
                          "empty:\n"
                          "story: |\n"
                          "  one\n"
                          "  two\n",
                          "x.yaml")
                          .value();
    ASSERT_EQ(root.kind, Kind::map);
    EXPECT_EQ(root.find("programme")->text, "repairs");
    EXPECT_FALSE(root.find("programme")->quoted);
    EXPECT_EQ(root.find("words")->find("zh")->text, "报修");
    EXPECT_TRUE(root.find("words")->find("zh")->quoted);
    EXPECT_TRUE(root.find("words")->find("en")->quoted);
    std::vector<std::string> plain;
    for (const Node& item : root.find("plain")->items)
        plain.push_back(item.text);
    EXPECT_EQ(plain, (std::vector<std::string>{"no", "on", "1:30", "0x1f", "2026-03-02", "true",
                                               "1_000"}));
    EXPECT_EQ(root.find("empty")->kind, Kind::scalar);
    EXPECT_EQ(root.find("empty")->text, "");
    EXPECT_EQ(root.find("story")->text, "one\ntwo\n");
    EXPECT_EQ(root.find("nothing"), nullptr);
}

TEST(Yaml, NodesKnowTheirLine) {
    const Node root = parse(
                          "# begins\n"
                          "cases:\n"
                          "  repair:\n"
                          "    steps:\n"
                          "      accept: { from: reported,\n"
                          "                to: accepted }\n"
                          "    late:\n"
                          "      - { tell: a }\n"
                          "      - b\n",
                          "homes/repairs.yaml")
                          .value();
    const Node& repair = *root.find("cases")->find("repair");
    EXPECT_EQ(root.find("cases")->where(), "homes/repairs.yaml:2");
    EXPECT_EQ(repair.line, 3);
    EXPECT_EQ(repair.find("steps")->find("accept")->line, 5);
    EXPECT_EQ(repair.find("steps")->find("accept")->find("to")->line, 6);
    EXPECT_EQ(repair.find("late")->items.at(0).line, 8);
    EXPECT_EQ(repair.find("late")->items.at(1).where(), "homes/repairs.yaml:9");
}

std::string deep(int levels) {
    std::string text;
    for (int i = 0; i < levels; ++i)
        text += "[";
    for (int i = 0; i < levels; ++i)
        text += "]";
    return text;
}

TEST(Yaml, RefusesWhatAProgrammeMayNotUse) {
    const struct {
        std::string text;
        int line;
        std::string what;
    } rows[] = {
        {"", 1, "nothing at all"},
        {"# only this\n", 1, "nothing at all"},
        {"a: &x 1\n", 1, "an anchor"},
        {"a: 1\nb: &x { c: 1 }\n", 2, "an anchor"},
        {"a: &x 1\nb: *x\n", 1, "an anchor"},
        {"a: !!str 1\n", 1, "a tag"},
        {"a: 1\nb: !thing [1]\n", 2, "a tag"},
        {"a: 1\n---\nb: 2\n", 2, "a second document"},
        {"a: 1\nb: 2\na: 3\n", 3, "the key a a second time"},
        {"x: { a: 1, a: 2 }\n", 1, "the key a a second time"},
        {"? [a]\n: 1\n", 1, "a key that is not a word, or an open bracket"},
        {"\"\": 1\n", 1, "an empty key"},
        {"a: \xff\n", 1, "bytes that are not UTF-8"},
        {"a: 1\nb: \x01\n", 2, "a control character"},
        {deep(17), 1, "more than 16 levels"},
        {deep(100'000), 1, "more than 16 levels"},
        {std::string(1 << 18, '#') + "\n", 1, "more than 262144 bytes"},
    };
    for (const auto& row : rows) {
        const Outcome<Node> read = parse(row.text, "x.yaml");
        ASSERT_FALSE(read) << row.text.substr(0, 40);
        EXPECT_EQ(read.refusal(),
                  (Refusal{"bad_yaml", "x.yaml:" + std::to_string(row.line), row.what}))
            << row.text.substr(0, 40);
    }
    EXPECT_TRUE(parse(deep(16), "x.yaml"));
}

TEST(Yaml, RefusesBrokenSyntaxWhereItStands) {
    const struct {
        std::string text, at;
    } rows[] = {
        {"a: [1, 2\nb: 3\n", "x.yaml:2"},  {"a: 1\n  b: 2\n", "x.yaml:2"},
        {"a: 1\nb: \"open\n", "x.yaml:2"}, {"a: 1\nb: *nobody\n", "x.yaml:2"},
        {"a: 1\n\tb: 2\n", "x.yaml:2"},
    };
    for (const auto& row : rows) {
        const Outcome<Node> read = parse(row.text, "x.yaml");
        ASSERT_FALSE(read) << row.text;
        EXPECT_EQ(read.refusal().code, "bad_yaml");
        EXPECT_EQ(read.refusal().at, row.at) << row.text << read.refusal().with;
        EXPECT_NE(read.refusal().with, "");
    }
}

}  // namespace
}  // namespace linli::yaml
