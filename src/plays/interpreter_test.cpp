// A play must be able to fail: each kind of step and of expectation, told wrongly, ends it with its
// line and with what is instead.
#include "plays/interpreter.h"

#include <gtest/gtest.h>

namespace linli::plays {
namespace {

const std::string file = "programmes/opinions/opinions.play";

// Four lines that are as they should be; what comes after them is the fifth.
const std::string good =
    "units  Works: agency at C1\n"
    "cast   Li: resident at B3   Wang: window of C1   Chen: secretary of C1   Ma: unit_contact of "
    "Works\n"
    "at 2026-03-02 09:00\n"
    "  Li reports opinions  where=B3 kind=leak story=\"漏水\"  -> R1 reported, notice Wang, code K1"
    "  # S000-09\n";

std::string complaint(const std::string& source) {
    return run(source, file, {}).complaint();
}

TEST(Plays, PassAndSayWhatTheyCover) {
    const Ended ended = run(good + "figures received 1  # S000-18\n", file, {});
    EXPECT_EQ(ended.complaint(), "");
    EXPECT_EQ(ended.cited,
              (std::vector<std::pair<std::string, int>>{{"S000-09", 4}, {"S000-18", 5}}));
}

TEST(Plays, FailWithFileAndLineWhenTheStoryIsNotSo) {
    const struct {
        std::string lines;
        int line;
        std::string what;
    } rows[] = {
        // Steps.
        {"  Wang register R1  -> handling", 5, "expected handling, and it is registered"},
        {"  Wang register R1  -> refused wrong_state", 5,
         "expected refused wrong_state, and it was done"},
        {"  Li register R1", 5, "refused not_your_step register"},
        {"  Li register R1  -> refused no_such_case", 5,
         "expected refused no_such_case, and it is refused not_your_step register"},
        {"  Wang refuse R1  -> refused field_missing story", 5,
         "expected refused field_missing story, and it is refused field_missing reason"},
        {"  Wang register R2", 5, "there is no case R2 in this play yet"},
        {"  Wang register", 5, "register needs a case"},
        {"  Wang register R1\n  Wang dispatch R1  to=Worsk", 6, "there is no unit Worsk"},
        {"  someone rate K1  satisfaction=satisfied  -> closed", 5, "refused wrong_state rate"},
        // Who is told, and what happens by itself.
        {"  Wang register R1  -> registered, notice Chen", 5,
         "expected a notice to Chen, and it went to Li"},
        {"  Wang register R1  -> registered, notice Li Chen", 5,
         "expected a notice to Chen Li, and it went to Li"},
        {"  Wang register R1  -> registered, R1 lapse closed", 5,
         "expected R1 lapse closed, and it did not happen"},
        {"  Wang register R1  -> registered, code K2", 5, "no code was given"},
        {"at 2026-03-02 16:00\n  the clock  -> nothing", 6,
         "this also happened, and the play does not say so: R1 late register 1"},
        {"at 2026-03-02 16:00\n  the clock", 6,
         "this also happened, and the play does not say so: R1 late register 1"},
        {"at 2026-03-02 16:00\n  the clock  -> R1 late register 1, R1 late register 2", 6,
         "expected R1 late register 2, and it did not happen"},
        {"at 2026-03-04 16:00\n  the clock  -> R1 late register 2, R1 late register 1, R1 late "
         "register 3",
         6, "expected R1 late register 2, and it is R1 late register 1"},
        {"at 2026-03-02 16:00\n  the clock  -> R1 late register 1, notice Chen", 6,
         "expected a notice to Chen, and it went to Wang"},
        // Reports.
        {"  Li reports opinions  where=B3 story=x  -> R1 reported", 5, "the name R1 is taken"},
        {"  Li reports opinions  where=B3 story=x", 5, "what follows must be said behind an arrow"},
        {"  Li reports opinions  where=B3 story=x  -> R2 registered", 5,
         "expected registered, and it is reported"},
        {"  Li reports opinions  where=B3 story=x  -> R2", 5,
         "a report is expected as a new name and a state: R1 reported"},
        {"  Li reports opinoins  where=B3  -> R2 reported", 5,
         "there is no part of cases named opinoins"},
        {"  Li reports opinions  where=B33 story=x  -> R2 reported", 5, "there is no place B33"},
        {"  Wang reports opinions  for=Lu channel=window where=B3 story=x  -> R2 reported", 5,
         "Lu is no resident of this play"},
        {"  Li reports opinions  where=B3 story=x  -> R2 reported, code K1", 5,
         "the name K1 is taken"},
        // What is seen.
        {"  Wang sees R1  -> registered", 5, "expected registered, and it is reported"},
        {"  Wang sees R1.reporter.phone  -> 19900000000", 5,
         "expected 19900000000, and it is 199****0000"},
        {"  Wang sees todo  -> nothing", 5, "expected nothing, and it is R1"},
        {"  Ma sees all  -> R1", 5, "expected R1, and it is nothing"},
        {"  Li may R1  -> add", 5, "expected add, and it is add, withdraw"},
        {"  Wang reveals R1.reporter.phone  purpose=\"回访\"  -> 1", 5,
         "expected 1, and it is 19900000000"},
        {"  Wang reveals R1.reporter.phone  -> 19900000000", 5, "refused field_missing purpose"},
        {"  Li finds opinions  where=B3 kind=leak  -> nothing", 5,
         "expected nothing, and it is R1"},
        {"  Wang finds 0000  -> nothing", 5, "expected nothing, and it is R1"},
        {"  Wang sees routes defects  at=C1  -> leak Works", 5,
         "expected leak Works, and it is leak nobody, dirt nobody, blockage nobody, breakage "
         "nobody"},
        // The rest.
        {"  Chen routes defects leak  at=C1", 5, "routes needs at=PLACE and to=UNIT"},
        {"  Wang routes defects leak  at=C1 to=Works", 5, "refused not_yours place"},
        {"  Chen confirms petitions 2026-02  at=C1", 5, "confirms needs at=PLACE and count=NUMBER"},
        {"  Chen confirms petitions 2026-02  at=C1 count=3", 5, "refused count_differs count (0)"},
        {"  Chen drafts summaries.quarter 2026Q1  at=C1  -> 共受理居民事务2件", 5,
         "expected “共受理居民事务2件” to stand in the report, and it reads:"},
        {"figures  received 2", 5, "received: expected 2, and it is 1"},
        {"figures  received unknown", 5, "received: expected unknown, and it is 1"},
        {"figures  by_kind leak:2", 5, "by_kind: expected leak:2, and it is leak:1"},
        {"figures  handled_in_time 1/1", 5, "handled_in_time: expected 1/1, and it is 0/0"},
        {"figures  petitions.collective 0", 5, "petitions.collective: refused not_yours place"},
        {"figures  recieved 1", 5, "recieved: there is no such figure"},
        {"figures  2026Q7  received 1", 5, "received: refused period_bad period"},
    };
    for (const auto& row : rows) {
        const std::string is = complaint(good + row.lines + "\n");
        const std::string wanted = file + ":" + std::to_string(row.line) + ": " + row.what;
        EXPECT_EQ(is.substr(0, wanted.size()), wanted) << row.lines;
    }
}

TEST(Plays, FailWhenTheStageCannotBeSet) {
    const struct {
        std::string source;
        int line;
        std::string what;
    } rows[] = {
        {"cast Li: resident at B33\nat 2026-03-02 09:00\n", 1, "there is no place B33"},
        {"cast Wang: windou of C1\nat 2026-03-02 09:00\n", 1, "the stage refuses it: no_such_role"},
        {"units W: agncy at C1\ncast Wang: window of C1\nat 2026-03-02 09:00\n", 1,
         "the stage refuses it: no_such_kind"},
        {"places X: building of C9\ncast Wang: window of C1\nat 2026-03-02 09:00\n", 1,
         "there is no place C9"},
        {"cats Wang: window of C1\n", 1, "unknown word cats; did you mean cast?"},
    };
    for (const auto& row : rows) {
        const std::string is = complaint(row.source);
        const std::string wanted = file + ":" + std::to_string(row.line) + ": " + row.what;
        EXPECT_EQ(is.substr(0, wanted.size()), wanted) << row.source;
    }
}

}  // namespace
}  // namespace linli::plays
