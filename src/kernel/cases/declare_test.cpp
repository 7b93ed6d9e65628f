// What a programme may say of its cases, and where it is told that it cannot.
#include "kernel/cases/declare.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/text.h"

namespace linli::cases {
namespace {

std::string file(const std::string& path) {
    std::ifstream stream(path);
    std::stringstream text;
    text << stream.rdbuf();
    return text.str();
}

Common common() {
    const yaml::Node words =
        yaml::parse(file("programmes/common/cases.yaml"), "cases.yaml").value();
    Common common = read_common(words).value();
    common.roles = {"window",      "secretary", "street_officer",
                    "grid_worker", "mediator",  "counsellor"};
    common.confidential_roles = {"counsellor"};
    common.parts = {"opinions.matter"};
    return common;
}

Outcome<std::vector<Rules>> read(const std::string& text) {
    const Outcome<yaml::Node> node = yaml::parse(text, "test.yaml");
    EXPECT_TRUE(node) << node.refusal().with;
    return declare("test", {"测试", "Test"}, *node.value().find("cases"), common());
}

// A part that is as it should be, line by line; rows below break one line of it.
const std::string good =
    "cases:\n"                                                                         // 1
    "  matter:\n"                                                                      // 2
    "    channels: [web, window]\n"                                                    // 3
    "    fields:\n"                                                                    // 4
    "      kind:   { kind: choice, of: [suggestion, other], find: true }\n"            // 5
    "      where:  { kind: place }\n"                                                  // 6
    "      reason: { kind: text, longest: 100, personal: true }\n"                     // 7
    "    same: [kind, where]\n"                                                        // 8
    "    warns: { times: 3, within: 30 days, tell: secretary }\n"                      // 9
    "    alerts: [{ field: kind, is: other, tell: secretary }]\n"                      // 10
    "    routes: kind\n"                                                               // 11
    "    start: reported\n"                                                            // 12
    "    ends: [closed]\n"                                                             // 13
    "    steps:\n"                                                                     // 14
    "      dispatch: { from: reported, to: handling, by: window, assigns: unit }\n"    // 15
    "      handle: { from: handling, to: closed, by: handler, within: 3 workdays }\n"  // 16
    "      reopen: { from: closed, to: handling, by: reporter, until: 30 days, needs: [reason] }\n"
    "    extend: { most: 5 workdays, approved_by: secretary }\n"     // 18
    "    pause: { most: 10 workdays }\n"                             // 19
    "    late: [{ tell: whoever_is_due }, { tell: [secretary] }]\n"  // 20
    "    notices: { closed: { to: reporter, zh: \"{number}办结\", en: \"{number} done\" } }\n"
    "    public: [kind]\n";  // 22

TEST(Declare, ReadsAPart) {
    const Outcome<std::vector<Rules>> outcome = read(good);
    ASSERT_TRUE(outcome) << outcome.refusal().at << " " << outcome.refusal().with;
    const Rules rules = outcome.value().front();
    EXPECT_EQ(rules.name(), "test.matter");
    EXPECT_EQ(rules.title.zh, "测试");
    EXPECT_EQ(rules.asked, (std::vector<std::string>{"kind", "where"}));
    EXPECT_EQ(rules.steps.at("dispatch").zh, "分派");
    EXPECT_EQ(rules.states.at("merged").zh, "已并案");
    EXPECT_EQ(rules.field("kind")->of.front().title.zh, "建议");
    EXPECT_EQ(rules.late.at(0).after, std::nullopt);
    EXPECT_EQ(rules.late.at(1).after, (Limit{1, Limit::Unit::workdays}));
    EXPECT_EQ(rules.extend->times, 1);
}

TEST(Declare, RefusesWhatCannotBeHonouredWithFileAndLine) {
    const struct {
        std::string old, changed, at, with;
    } rows[] = {
        {"[web, window]", "[wep, window]", "3", "unknown channel wep; did you mean web?"},
        {"    start: reported\n", "    strat: reported\n", "2",
         "start, ends and a map of steps are needed"},
        {"pause:", "paus:", "19", "unknown word paus; did you mean pause?"},
        {"where:  { kind: place }", "where:  { kind: place, required_unless: reason }", "6",
         "no report asks for reason"},
        {"same: [kind, where]", "same: [kint, where]", "8",
         "unknown field kint; did you mean kind?"},
        {"same: [kind, where]", "same: [reason]", "8",
         "reason must be marked find: true to be compared"},
        {"tell: secretary }\n    alerts", "tell: secretery }\n    alerts", "9",
         "unknown role secretery; did you mean secretary?"},
        {"is: other", "is: othr", "10", "unknown choice othr; did you mean other?"},
        {"routes: kind", "routes: where", "11", "where is no choice"},
        {"routes: kind", "rates: where", "11", "where is no choice"},
        {"by: window, assigns: unit", "by: windaw, assigns: unit", "15",
         "unknown role windaw; did you mean window?"},
        {"by: window, assigns: unit", "by: window", "14",
         "the step handle is by handler, and a case can come there without one"},
        {"within: 3 workdays", "within: 3 wokrdays", "16",
         "a limit is written 3 workdays, 4 workhours, 24 hours or 15 days"},
        {"to: closed, by: handler", "to: done, by: handler", "14",
         "no step leads to the state closed"},
        {"needs: [reason] }\n    extend", "needs: [reasons] }\n    extend", "17",
         "unknown field reasons; did you mean reason?"},
        {"reopen: {", "merge: {", "17",
         "every case has the step merge; give this one another name"},
        {"reopen: {", "redo: {", "17", "the step redo needs a title"},
        {"by: reporter, until", "by: clock, until", "17",
         "after goes with by: clock, and by: clock with after"},
        {"approved_by: secretary }", "approve_by: secretary }", "18", "approved_by is missing"},
        {"[{ tell: whoever_is_due }", "[{ tell: whoever }", "20", "unknown role whoever"},
        {"notices: { closed:", "notices: { closd:", "21",
         "unknown state closd; did you mean closed?"},
        {"{number}办结", "{nummer}办结", "21", "unknown field nummer"},
        {"public: [kind]", "public: [reason]", "22",
         "reason is personal, and everyone could read it"},
        {"      kind:   { kind: choice", "      kind:   { kind: chioce", "5",
         "unknown kind chioce; did you mean choice?"},
        {"[suggestion, other]", "[suggestion, other, hue]", "4", "the choice hue needs a title"},
    };
    for (const auto& row : rows) {
        std::string text = good;
        const std::size_t at = text.find(row.old);
        ASSERT_NE(at, std::string::npos) << row.old;
        text.replace(at, row.old.size(), row.changed);
        const auto outcome = read(text);
        ASSERT_FALSE(outcome) << row.changed;
        EXPECT_EQ(outcome.refusal().code, "bad_programme");
        EXPECT_EQ(outcome.refusal().at, "test.yaml:" + row.at)
            << row.changed << ": " << outcome.refusal().with;
        EXPECT_EQ(outcome.refusal().with.substr(0, row.with.size()), row.with) << row.changed;
    }
}

TEST(Declare, AChannelLeadsIntoAPartThatExists) {
    const auto good_channel =
        read("cases:\n  line: { channels: [web], into: opinions.matter, tell: secretary }\n");
    ASSERT_TRUE(good_channel) << good_channel.refusal().with;
    EXPECT_EQ(good_channel.value().front().into, "opinions.matter");
    EXPECT_FALSE(read("cases:\n  line: { channels: [web], into: opinions.mater }\n"));
    EXPECT_FALSE(
        read("cases:\n  line: { channels: [web], into: opinions.matter, start: reported }\n"));
}

TEST(Declare, AStateIsNeverWithoutSomebodyWhoCanMoveIt) {
    std::string text = good;
    const std::string step = "closed, by: handler, within: 3 workdays";
    text.replace(text.find(step), step.size(),
                 "fixed, by: handler }\n      confirm: { from: fixed, to: closed, by: reporter");
    const auto outcome = read(text);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.refusal().with,
              "from the state fixed only the reporter could lead it to an end; add or: or a step "
              "by clock");
}

TEST(Declare, WhatIsToldInConfidenceIsHeardOfByNobodyElse) {
    const std::string secret =
        "cases:\n"                                                                       // 1
        "  talk:\n"                                                                      // 2
        "    confidential: [counsellor]\n"                                               // 3
        "    channels: [web]\n"                                                          // 4
        "    fields:\n"                                                                  // 5
        "      kind:   { kind: choice, of: [suggestion, other], find: true }\n"          // 6
        "      where:  { kind: place }\n"                                                // 7
        "      story:  { kind: text }\n"                                                 // 8
        "    alerts: [{ field: kind, is: other, tell: counsellor }]\n"                   // 9
        "    start: reported\n"                                                          // 10
        "    ends: [closed]\n"                                                           // 11
        "    steps:\n"                                                                   // 12
        "      close: { from: reported, to: closed, by: counsellor, within: 3 days }\n"  // 13
        "    late: [{ tell: whoever_is_due }, { tell: [counsellor] }]\n"                 // 14
        "    zero_reports: { every: month, by: counsellor }\n";                          // 15
    const auto outcome = read(secret);
    ASSERT_TRUE(outcome) << outcome.refusal().at << " " << outcome.refusal().with;
    EXPECT_TRUE(outcome.value().front().confidential);
    EXPECT_EQ(outcome.value().front().seen_by, Names{"counsellor"});
    const std::string outside = " is not among those whom confidential names";
    const struct {
        std::string old, changed, at, with;
    } rows[] = {
        {"[counsellor]\n", "[secretary]\n", "3", "secretary keeps no confidences"},
        {"[counsellor]\n", "[]\n", "3", "confidential needs a list of names"},
        {"    channels: [web]\n", "    channels: [web]\n    seen_by: [counsellor]\n", "5",
         "confidential says who sees it already"},
        {"channels: [web]\n", "channels: [web]\n    tell: secretary\n", "5", "secretary" + outside},
        {"tell: counsellor }]", "tell: secretary }]", "9", "secretary" + outside},
        {"by: counsellor, within", "by: counsellor, or: mediator, within", "13",
         "mediator" + outside},
        {"tell: [counsellor]", "tell: [street_officer]", "14", "street_officer" + outside},
        {"every: month, by: counsellor", "every: month, by: secretary", "15",
         "secretary" + outside},
        {"    start:", "    same: [kind]\n    start:", "10",
         "what is told in confidence is joined"},
        {"    start:", "    public: [kind]\n    start:", "10",
         "what only some may see is not public"},
        {"    start:", "    extend: { most: 3 days, approved_by: secretary }\n    start:", "10",
         "secretary" + outside},
        {"{ kind: text }", "{ kind: photo, title: { zh: \"图\", en: \"P\" } }", "8",
         "what is told in confidence has photos with its notes alone"},
        {"{ kind: text }", "{ kind: number, find: true }", "8", "only a choice can be found by"},
        {"within: 3 days }", "within: 3 days, assigns: unit }", "13",
         "what is told in confidence goes to no unit"},
    };
    for (const auto& row : rows) {
        std::string text = secret;
        const std::size_t at = text.find(row.old);
        ASSERT_NE(at, std::string::npos) << row.old;
        text.replace(at, row.old.size(), row.changed);
        const auto refused = read(text);
        ASSERT_FALSE(refused) << row.changed;
        EXPECT_EQ(refused.refusal().at, "test.yaml:" + row.at)
            << row.changed << ": " << refused.refusal().with;
        EXPECT_EQ(refused.refusal().with.substr(0, row.with.size()), row.with) << row.changed;
    }
}

TEST(Declare, OurOwnProgrammesAreGood) {
    for (const char* path : {"programmes/opinions/opinions.yaml"}) {
        const Outcome<yaml::Node> node = yaml::parse(file(path), path);
        ASSERT_TRUE(node) << node.refusal().at << " " << node.refusal().with;
        const auto outcome = declare("opinions", {"", ""}, *node.value().find("cases"), common());
        ASSERT_TRUE(outcome) << outcome.refusal().at << " " << outcome.refusal().with;
        const Flow& flow = *outcome.value().front().flow;
        EXPECT_TRUE(flow.step("refuse")->danger);
        EXPECT_FALSE(flow.step("register")->danger);
    }
}

}  // namespace
}  // namespace linli::cases
