// What programmes declare besides the mechanisms' own words, how versions follow each other, and
// what is refused with its line.
#include "catalogue/catalogue.h"

#include <gtest/gtest.h>

#include <functional>

namespace linli::catalogue {
namespace {

const std::string base = R"(programme: taps
title: { zh: "水龙头", en: "Taps" }
also: ["龙头"]
cases:
  drip:
    channels: [window]
    fields:
      story: { kind: text, required: true, title: { zh: "情况", en: "Story" } }
      size:
        kind: choice
        required: true
        title: { zh: "大小", en: "Size" }
        of:
          small: { zh: "小", en: "Small" }
          large: { zh: "大", en: "Large" }
      litres: { kind: number, title: { zh: "升", en: "Litres" } }
      where: { kind: place, required: true }
    rates: size
    start: reported
    ends: [closed]
    steps:
      close: { from: reported, to: closed, by: window, within: 1 workday }
)";

Outcome<Programme> read(const std::string& text) {
    return read_programme(text, "programmes/water/taps.yaml", common_words({}));
}

TEST(Programmes, AreReadWithTheirFigures) {
    const auto programme = read(base + R"(
figures:
  drips:     { count: drip, title: { zh: "滴水", en: "Drips" } }
  by_size:   { count: drip, by: size, title: { zh: "按大小", en: "By size" } }
  in_time:   { share_of: drip.close, within: its_limit, title: { zh: "按期率", en: "In time" } }
  large:     { share_of: drip, where: { size: large }, title: { zh: "大的", en: "Large" } }
  people:    { distinct: drip, title: { zh: "人数", en: "People" } }
  wasted:    { sum: drip, field: litres, blank: 2, unit: "升", title: { zh: "流失", en: "Wasted" } }
  elders:    { count: persons, ages: { least: 60 }, title: { zh: "老人", en: "Elders" } }
)");
    ASSERT_TRUE(programme) << programme.refusal().at << " " << programme.refusal().with;
    const auto& figures = programme.value().figures;
    ASSERT_EQ(figures.size(), 7u);
    EXPECT_EQ(figures[0].of.event, "opened");
    EXPECT_EQ(figures[0].unit.zh, "件");
    EXPECT_EQ(figures[1].by_values.size(), 3u) << "its two values, and neither";
    EXPECT_EQ(figures[2].of.words, (std::vector<std::string>{"in_time", "no_limit"}));
    EXPECT_EQ(figures[2].among->words, (std::vector<std::string>{"in_time", "late", "no_limit"}));
    EXPECT_TRUE(figures[3].among->where.empty());
    EXPECT_EQ(figures[4].unit.zh, "人");
    EXPECT_EQ(figures[5].field, "litres");
    EXPECT_EQ(figures[5].blank, 2);
    EXPECT_TRUE(programme.value().part("drip")->field("litres")->find);
    EXPECT_EQ(figures[6].of.age_least, 60);
    EXPECT_TRUE(figures[6].of.of_registry());
    EXPECT_TRUE(programme.value().part("drip")->field("size")->find)
        << "a field that a figure asks for can be found by";
    EXPECT_FALSE(programme.value().part("drip")->field("story")->find);
}

TEST(Programmes, RefuseWhatCannotBeAnswered) {
    const struct {
        const char *figure, *with;
    } rows[] = {
        {"x: { count: drop, title: { zh: \"一\", en: \"a\" } }", "did you mean drip"},
        {"x: { count: drip.closes, title: { zh: \"一\", en: \"a\" } }", "did you mean close"},
        {"x: { count: drip, by: sise, title: { zh: \"一\", en: \"a\" } }", "did you mean size"},
        {"x: { count: drip, by: story, title: { zh: \"一\", en: \"a\" } }", "choice field"},
        {"x: { count: drip, where: { size: larg }, title: { zh: \"一\", en: \"a\" } }",
         "did you mean large"},
        {"x: { some: drip, title: { zh: \"一\", en: \"a\" } }", "count, distinct, sum or share_of"},
        {"x: { sum: drip, title: { zh: \"一\", en: \"a\" } }", "field is missing"},
        {"x: { sum: drip, field: litre, title: { zh: \"一\", en: \"a\" } }", "did you mean litres"},
        {"x: { sum: drip, field: size, title: { zh: \"一\", en: \"a\" } }", "number field"},
        {"x: { count: drip, blank: 1, title: { zh: \"一\", en: \"a\" } }", "belongs to sum"},
        {"x: { count: drip.rate, title: { zh: \"一\", en: \"a\" } }", "did you mean rated"},
        {"x: { count: drip.rated, in: [smal], title: { zh: \"一\", en: \"a\" } }",
         "did you mean small"},
        {"x: { count: drip, within: its_limit, title: { zh: \"一\", en: \"a\" } }", "of a step"},
        {"x: { share_of: drip, among: persons, title: { zh: \"一\", en: \"a\" } }",
         "of the same part"},
        {"x: { count: drip, among: drip, title: { zh: \"一\", en: \"a\" } }", "share_of"},
        {"x: { count: drip, in: [closed], title: { zh: \"一\", en: \"a\" } }", "closed"},
        {"x: { count: drip, ages: { least: 60 }, title: { zh: \"一\", en: \"a\" } }", "persons"},
        {"x: { count: drip, title: { zh: \"一\", en: \"a\" }, wathced: true }",
         "did you mean watched"},
        {"x: { count: drip }", "title"},
    };
    for (const auto& row : rows) {
        const auto programme = read(base + "figures:\n  " + row.figure + "\n");
        ASSERT_FALSE(programme) << row.figure;
        EXPECT_EQ(programme.refusal().code, "bad_programme") << row.figure;
        EXPECT_EQ(programme.refusal().at, "programmes/water/taps.yaml:24") << row.figure;
        EXPECT_NE(programme.refusal().with.find(row.with), std::string::npos)
            << row.figure << ": " << programme.refusal().with;
    }
}

TEST(Programmes, RefuseAReportWithAFigureThatNobodyDeclares) {
    const std::string report = base + R"(figures:
  drips: { count: drip, title: { zh: "滴水", en: "Drips" } }
reports:
  summary:
    title: { zh: "{place}{period}小结", en: "Summary" }
    every: quarter
    body:
      - heading: "情况"
      - "共{taps.drips}，其中{taps.drops}。"
)";
    const auto set = read_together({{"programmes/water/taps.yaml", report}});
    ASSERT_FALSE(set);
    EXPECT_EQ(set.refusal().at, "programmes/water/taps.yaml:31");
    EXPECT_NE(set.refusal().with.find("did you mean taps.drips"), std::string::npos)
        << set.refusal().with;

    std::string mended = report;
    mended.replace(mended.find("taps.drops"), 10, "taps.drips");
    const auto good = read_together({{"programmes/water/taps.yaml", mended}});
    ASSERT_TRUE(good) << good.refusal().with;
    const ReportTemplate& summary = good.value().front().reports.front();
    EXPECT_EQ(summary.blocks.size(), 2u);
    EXPECT_EQ(summary.blocks[0].level, 1);
    EXPECT_EQ(summary.figures, (std::vector<std::string>{"taps.drips"}));
}

TEST(Programmes, StandInAFileOfTheirName) {
    const auto other = read_programme(base, "programmes/water/pipes.yaml", common_words({}));
    ASSERT_FALSE(other);
    EXPECT_EQ(other.refusal().at, "programmes/water/pipes.yaml:1");
}

TEST(Programmes, ThatTheBinaryCarriesFitTogether) {
    ASSERT_FALSE(carried_programmes().empty());
    const auto set = read_together(carried_programmes());
    ASSERT_TRUE(set) << set.refusal().at << ": " << set.refusal().with;
}

}  // namespace
}  // namespace linli::catalogue
