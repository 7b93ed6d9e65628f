// What a flow refuses to be, and what it refuses to do.
#include "kernel/cases/flow.h"

#include <gtest/gtest.h>

namespace linli::cases {
namespace {

// reported --accept--> accepted --give--> given --fix--> fixed --confirm--> closed
//     |  ^------------------------back----------|          |  --lapse-->      |
//   refuse --> refused                          ^--reopen--|------------------|
std::vector<Step> repairs() {
    Step accept{"accept", {"reported"}, "accepted", "grid_worker", "", {}, {}};
    accept.within = Within{"", {}, Limit{1, Limit::Unit::workdays}};
    Step give{"give", {"accepted"}, "given", "grid_worker", "window", {}, {}};
    give.assigns = Step::Assigns::units;
    Step lapse{"lapse", {"fixed"}, "closed", "clock", "", {}, {}};
    lapse.after = Limit{10, Limit::Unit::workdays};
    return {
        {"refuse", {"reported"}, "refused", "grid_worker", "", {"reason"}, {}},
        accept,
        give,
        {"back", {"given"}, "reported", "handler", "", {"reason"}, {}},
        {"fix", {"given"}, "fixed", "handler", "", {"photo_after"}, {"note"}},
        {"confirm", {"fixed"}, "closed", "reporter", "", {}, {}},
        lapse,
        {"reopen", {"fixed", "closed"}, "given", "reporter", "window", {"reason"}, {}},
    };
}

const Names ends{"closed", "refused"};

TEST(Flow, RefusesInTheOrderItPromises) {
    const Flow flow = Flow::make("reported", ends, repairs()).value();
    const struct {
        std::string step, state;
        Names hats;
        Refusal want;
    } rows[] = {
        {"dance", "closed", {"stranger"}, {"no_such_step", "dance", ""}},
        {"fix", "closed", {"stranger"}, {"not_your_step", "fix", ""}},
        {"fix", "given", {"grid_worker", "reporter"}, {"not_your_step", "fix", ""}},
        {"lapse", "fixed", {"grid_worker", "reporter", "handler"}, {"not_your_step", "lapse", ""}},
        {"fix", "closed", {"handler"}, {"wrong_state", "fix", ""}},
        {"accept", "accepted", {"grid_worker"}, {"wrong_state", "accept", ""}},
    };
    for (const auto& row : rows) {
        EXPECT_EQ(flow.find({row.step, row.state, row.hats}).refusal(), row.want);
    }
    const Step* fix = flow.find({"fix", "given", {"handler"}}).value();
    EXPECT_EQ(Flow::complete(*fix, {"note"}).refusal(),
              (Refusal{"field_missing", "photo_after", ""}));
    EXPECT_TRUE(Flow::complete(*fix, {"photo_after"}));
    EXPECT_EQ(flow.find({"give", "accepted", {"window"}}).value()->to, "given");
    EXPECT_EQ(flow.find({"reopen", "closed", {"window"}}).value()->to, "given");
}

TEST(Flow, RefusesWhatCannotBeHonoured) {
    const auto with = [](Step more) {
        std::vector<Step> steps = repairs();
        steps.push_back(std::move(more));
        return steps;
    };
    const auto only_the_reporter_closes = [] {
        std::vector<Step> steps = repairs();
        std::erase_if(steps, [](const Step& step) { return step.name == "lapse"; });
        steps.back().or_by = "";
        return steps;
    };
    Step second_limit{"hurry", {"reported"}, "accepted", "window", "", {}, {}};
    second_limit.within = Within{"", {}, Limit{2, Limit::Unit::hours}};
    Step second_clock{"expire", {"fixed"}, "closed", "clock", "", {}, {}};
    second_clock.after = Limit{2, Limit::Unit::days};
    const struct {
        std::vector<Step> steps;
        std::string code, at;
    } rows[] = {
        {with({"fix", {"given"}, "closed", "window", "", {}, {}}), "step_twice", "fix"},
        {with({"wake", {"asleep"}, "given", "window", "", {}, {}}), "no_way_in", "asleep"},
        {with({"park", {"given"}, "parked", "window", "", {}, {}}), "dead_end", "parked"},
        {only_the_reporter_closes(), "stuck", "fixed"},
        {with(second_limit), "two_limits", "reported"},
        {with(second_clock), "two_limits", "fixed"},
        {with({"jump", {"reported"}, "given", "window", "", {}, {}}), "no_hands", "back"},
        {with({"peek", {"reported"}, "closed", "handler", "", {}, {}}), "no_hands", "peek"},
    };
    for (const auto& row : rows) {
        const Outcome<Flow> made = Flow::make("reported", ends, row.steps);
        ASSERT_FALSE(made) << row.code;
        EXPECT_EQ(made.refusal(), (Refusal{row.code, row.at, ""}));
    }
    EXPECT_TRUE(Flow::make("reported", ends, repairs()));
}

TEST(Flow, KnowsWhatIsWaitedFor) {
    const Flow flow = Flow::make("reported", ends, repairs()).value();
    EXPECT_EQ(flow.awaited("reported")->name, "accept");  // not the first, but the one with a limit
    EXPECT_EQ(flow.awaited("fixed")->name, "confirm");
    EXPECT_EQ(flow.clocked("fixed")->name, "lapse");
    EXPECT_EQ(flow.clocked("given"), nullptr);
    EXPECT_EQ(flow.awaited("closed"), nullptr);  // it may be reopened, but nobody waits for that
    EXPECT_TRUE(flow.ends("closed"));
    EXPECT_EQ(flow.states().size(), 6u);
}

}  // namespace
}  // namespace linli::cases
