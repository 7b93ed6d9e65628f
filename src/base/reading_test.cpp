// A declaration is read by the words that were asked for, and the first wrong one is named.
#include "base/reading.h"

#include <gtest/gtest.h>

namespace linli::yaml {
namespace {

struct Step {
    std::string by, story, kind;
    std::vector<std::string> needs;
    bool secret = false;
    std::int64_t most = 0;
};

Outcome<Step> read(const std::string& source) {
    const Node node = parse(source, "x.yaml").value();
    Reading reading(node);
    Step step;
    reading.need("by");
    step.by = reading.name("by");
    step.story = reading.text("story");
    step.kind = reading.one_of("kind", {"photo", "phone"});
    step.needs = reading.names("needs");
    step.secret = reading.flag("secret", true);
    step.most = reading.number("most", 1, 9, 6);
    return reading.end(std::move(step));
}

TEST(Reading, GivesWhatStandsThere) {
    const Step full = read(
                          "by: clerk\nstory: \"有人报修\"\nkind: photo\nneeds: [a, b]\n"
                          "secret: false\nmost: 3\n")
                          .value();
    EXPECT_EQ(full.by, "clerk");
    EXPECT_EQ(full.story, "有人报修");
    EXPECT_EQ(full.kind, "photo");
    EXPECT_EQ(full.needs, (std::vector<std::string>{"a", "b"}));
    EXPECT_FALSE(full.secret);
    EXPECT_EQ(full.most, 3);

    const Step bare = read("by: clerk\n").value();
    EXPECT_EQ(bare.kind, "");
    EXPECT_EQ(bare.needs, (std::vector<std::string>{}));
    EXPECT_TRUE(bare.secret);
    EXPECT_EQ(bare.most, 6);
    EXPECT_EQ(read("by: clerk\nneeds: a\n").value().needs, (std::vector<std::string>{"a"}));
}

TEST(Reading, NamesTheFirstThingThatIsWrong) {
    const struct {
        std::string source;
        int line;
        std::string what;
    } rows[] = {
        {"[by]", 1, "a map of words is needed here"},
        {"kind: photo\n", 1, "by is missing"},
        {"by: clerk\nstroy: x\n", 2, "unknown word stroy; did you mean story?"},
        {"by: clerk\ncolour: x\n", 2, "unknown word colour"},
        {"by: Clerk\n", 1, "a name is needed: a-z, 0-9 and _, a letter first, 40 at most"},
        {"by:\n", 1, "by needs a value"},
        {"by: [a]\n", 1, "by needs a value"},
        {"by: a\nkind: phto\n", 2, "unknown kind phto; did you mean photo?"},
        {"by: a\nneeds: []\n", 2, "needs needs a list of names"},
        {"by: a\nneeds: { a: 1 }\n", 2, "needs needs a list of names"},
        {"by: a\nneeds: [a, 9]\n", 2,
         "a name is needed: a-z, 0-9 and _, a letter first, 40 at most"},
        {"by: a\nsecret: yes\n", 2, "secret is true or false"},
        {"by: a\nmost: 10\n", 2, "most is a whole number from 1 to 9"},
        {"by: a\nmost: 3x\n", 2, "most is a whole number from 1 to 9"},
        {"by: a\nmost: 99999999999999999999\n", 2, "most is a whole number from 1 to 9"},
        {"colour: x\nby: a\nmost: 0\n", 3, "most is a whole number from 1 to 9"},
    };
    for (const auto& row : rows) {
        const Outcome<Step> step = read(row.source);
        ASSERT_FALSE(step) << row.source;
        EXPECT_EQ(step.refusal().code, "bad_programme");
        EXPECT_EQ(step.refusal().at, "x.yaml:" + std::to_string(row.line)) << row.source;
        EXPECT_EQ(step.refusal().with, row.what) << row.source;
    }
}

TEST(Reading, KnowsANameWhenItSeesOne) {
    for (const std::string name : {"a", "photo_after", "b3"}) {
        EXPECT_TRUE(is_name(name)) << name;
    }
    for (const std::string name : {"", "3b", "_a", "A", "a-b", "a.b", "漏", "a b"}) {
        EXPECT_FALSE(is_name(name)) << name;
    }
    EXPECT_TRUE(is_name(std::string(40, 'x')));
    EXPECT_FALSE(is_name(std::string(41, 'x')));
}

}  // namespace
}  // namespace linli::yaml
