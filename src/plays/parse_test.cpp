// The grammar of plays: docs/plays.md, line by line, and what is refused.
#include <gtest/gtest.h>

#include "plays/play.h"

namespace linli::plays {
namespace {

const std::string small =
    "cast  Li: resident at B3   Wang: grid_worker of G12\n"
    "at 2026-03-02 09:00\n";

TEST(Play, IsReadLineByLine) {
    const Outcome<Play> read = parse(
        "# A pipe leaks.   S004-99 is not cited here\n"
        "\n"
        "places  C1: community \"澄浪社区\"   G12: grid of C1   B3: building of G12 \"3幢\"\n"
        "units   Pipes: repairer at C1 \"通达维修\"\n"
        "cast  Li: resident at B3   Wang: grid_worker of G12\n"
        "      \n"
        "at 2026-03-02 09:00\n"
        "  Li reports repairs  what=leak story=\"二楼\\\"漏水\\\"\" photos=1.jpg,2.jpg  -> R1 "
        "reported, tell Wang   # S004-58, S002-08\n"
        "\tWang sees R1.reporter.phone -> 199****0000\n"
        "at 2026-03-03 10:05\r\n"
        "  the clock\n"
        "  someone follows \"A 1\"  -> refused no_such_case\n"
        "figures 2026Q1  answered_in_time 0/1   sent_back 0/1  # S001-39\n",
        "x.play");
    ASSERT_TRUE(read) << read.refusal().at << read.refusal().with;
    const Play& play = read.value();
    ASSERT_EQ(play.places.size(), 3u);
    EXPECT_EQ(play.places[0].title, "澄浪社区");
    EXPECT_EQ(play.places[2].name, "B3");
    EXPECT_EQ(play.places[2].kind, "building");
    EXPECT_EQ(play.places[2].within, "G12");
    EXPECT_EQ(play.units.at(0).within, "C1");
    EXPECT_EQ(play.cast.at(1).name, "Wang");
    EXPECT_EQ(play.cast.at(1).role, "grid_worker");
    EXPECT_EQ(play.cast.at(1).where, "G12");

    ASSERT_EQ(play.scenes.size(), 2u);
    EXPECT_EQ(play.scenes[1].day.text(), "2026-03-03");
    EXPECT_EQ(play.scenes[1].minute, 605);
    const Act& report = *play.scenes[0].items.at(0).act;
    EXPECT_EQ(report.line, 8);
    EXPECT_EQ(report.who, "Li");
    EXPECT_EQ(report.verb, "reports");
    EXPECT_EQ(report.objects, (std::vector<std::string>{"repairs"}));
    EXPECT_EQ(*report.find("story"), "二楼\"漏水\"");
    EXPECT_EQ(*report.find("photos"), "1.jpg,2.jpg");
    EXPECT_EQ(report.find("where"), nullptr);
    EXPECT_EQ(report.expected, (std::vector<Expected>{{"R1", "reported"}, {"tell", "Wang"}}));
    EXPECT_EQ(report.rows, (std::vector<std::string>{"S004-58", "S002-08"}));
    EXPECT_EQ(play.scenes[0].items.at(1).act->expected, (std::vector<Expected>{{"199****0000"}}));
    EXPECT_FALSE(play.scenes[1].items.at(0).act->expects);
    EXPECT_EQ(play.scenes[1].items.at(1).act->objects, (std::vector<std::string>{"A 1"}));
    const Figures& figures = *play.scenes[1].items.at(2).figures;
    EXPECT_EQ(figures.period, "2026Q1");
    EXPECT_EQ(figures.counts.at(1).figure, "sent_back");
    EXPECT_EQ(figures.counts.at(1).value, "0/1");
    EXPECT_EQ(play.cited(), (std::vector<std::pair<std::string, int>>{
                                {"S004-58", 8}, {"S002-08", 8}, {"S001-39", 13}}));
}

TEST(Play, RefusesWhatItCannotRead) {
    const struct {
        std::string source;
        int line;
        std::string what;
    } rows[] = {
        {"", 1, "a play needs a cast"},
        {"cast Li: resident at B3\n", 2, "a play needs a scene: at DAY TIME"},
        {"csat Li: resident at B3\n", 1, "unknown word csat; did you mean cast?"},
        {"cast Li resident at B3\n", 1, "a name and a colon are needed, not Li"},
        {"cast Li: resident\n", 1, "Li needs a place: ROLE of PLACE"},
        {"cast Li:\n", 1, "a word is missing at the end"},
        {"places C1: community C1: grid\n", 1, "C1 stands twice"},
        {"cast Li: resident at B3\n  Li reports repairs\n", 2, "a scene begins with at DAY TIME"},
        {"at 2026-02-30 09:00\n", 1, "a scene begins with at 2026-03-02 09:00"},
        {"at 2026-02-28 25:00\n", 1, "a scene begins with at 2026-03-02 09:00"},
        {"at 2026-02-28\n", 1, "a scene begins with at 2026-03-02 09:00"},
        {small + "at 2026-03-02 08:59\n", 3, "time does not go back"},
        {small + "  Wnag accepts R1\n", 3, "unknown member of the cast Wnag; did you mean Wang?"},
        {small + "  the weather\n", 3, "only the clock acts by itself"},
        {small + "  Li\n", 3, "a word is missing at the end"},
        {small + "  Li reports repairs story=\"open\n", 3, "a quote that is not closed"},
        {small + "  Li reports repairs what=a what=b\n", 3, "what is given twice"},
        {small + "  Li reports repairs =b\n", 3, "a = with no name before it"},
        {small + "  Li reports repairs ->\n", 3, "nothing stands behind the arrow"},
        {small + "  Li reports repairs -> R1 reported,\n", 3, "nothing stands behind the arrow"},
        {small + "  Li reports repairs -> a -> b\n", 3, "a second arrow"},
        {small + "  Li reports repairs , -> a\n", 3, "a comma before the arrow"},
        {small + "figures handled\n", 3, "figures are pairs of a name and a value"},
        {small + "figures\n", 3, "figures are pairs of a name and a value"},
        {"cast \xff\n", 1, "bytes that are not UTF-8"},
        {std::string(300'000, '#'), 1, "more than 262144 bytes"},
    };
    for (const auto& row : rows) {
        const Outcome<Play> play = parse(row.source, "x.play");
        ASSERT_FALSE(play) << row.source;
        EXPECT_EQ(play.refusal().code, "bad_play");
        EXPECT_EQ(play.refusal().at, "x.play:" + std::to_string(row.line)) << row.source;
        EXPECT_EQ(play.refusal().with, row.what) << row.source;
    }
}

}  // namespace
}  // namespace linli::plays
