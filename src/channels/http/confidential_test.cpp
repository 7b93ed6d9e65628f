// What an administrator, and an officer who may see and edit everybody, can try to learn what was
// told in confidence: each road by its name, and at the end of each nothing.
#include <gtest/gtest.h>

#include "channels/http/town_testing.h"
#include "kernel/posts/teams.h"

namespace linli::http {
namespace {

using testing::all_of;
using testing::TownRouter;

class Administrator : public ::testing::TestWithParam<std::string> {
protected:
    static std::string said(const Response& response) { return TownRouter::said(response); }

    void SetUp() override {
        r.publish();
        counsellor = r.as_first("counsellor", t.north);
        resident = r.session(of_li);
        const Response made = tell(resident, "夜里哭");
        ASSERT_EQ(said(made), "201");
        talk = TownRouter::body_of(made)["id"].text();
        number = TownRouter::body_of(made)["number"].text();
        code = TownRouter::body_of(made)["code"].text();
        ASSERT_EQ(said(r.ask("POST", "/api/cases/" + talk + "/steps/agree", counsellor,
                             "{\"values\":{\"time\":\"周三\"}}")),
                  "200");
    }
    Response tell(const std::string& token, const std::string& story) {
        return r.ask("POST", "/api/cases", token,
                     "{\"part\":\"counselling.talk\",\"values\":{\"about\":\"grief\",\"story\":\"" +
                         story + "\",\"where\":\"" + t.building.text() + "\"}}");
    }
    // Nothing of it in an answer: no number, no id, no word, no name of the kind as of something.
    void expect_nothing(const std::string& path, const std::string& token) {
        const Response answer = r.ask("GET", path, token);
        for (const std::string& word : {talk, number, std::string("夜里哭"), std::string("周三")})
            EXPECT_EQ(answer.body.find(word), std::string::npos) << path << ": " << word;
    }
    std::string page(const std::string& token) {
        return said(r.ask("GET", "/api/cases/" + talk, token));
    }
    std::string sign_in_by_slip(const Id& account, const std::string& by) {
        const Response slip =
            r.ask("POST", "/api/slips", by, "{\"account\":\"" + account.text() + "\"}");
        const std::string given = TownRouter::body_of(slip)["code"].text();
        EXPECT_EQ(said(r.ask("POST", "/api/slips/" + given + "/claim", "",
                             "{\"password\":\"a long enough secret\"}"))
                      .substr(0, 2),
                  "20");
        return r.session(account);
    }
    Id appoint(const std::string& by, const Id& account, const Id& place) {
        const Response made = r.ask("POST", "/api/posts", by,
                                    "{\"role\":\"counsellor\",\"place\":\"" + place.text() +
                                        "\",\"account\":\"" + account.text() + "\"}");
        EXPECT_EQ(said(made), "201");
        return Id::parse(TownRouter::body_of(made)["id"].text()).value();
    }

    TownRouter r{GetParam()};
    posts::testing::TestTown& t = r.t;
    Id li = t.person_at(t.house, "李明", "", "13900000001");
    Id of_li = t.account_of("li.ming", li);
    std::string admin = r.as("administrator", t.street);
    std::string officer = r.as("street_officer", t.street);
    std::string secretary = r.as("secretary", t.north);
    std::string auditor = r.as("auditor", t.street);
    std::string counsellor, resident, talk, number, code;
};
INSTANTIATE_TEST_SUITE_P(Engines, Administrator, ::testing::ValuesIn(store::testing::engines()));

TEST_P(Administrator, FindsNothingInAnyListSearchFigureJournalOrExport) {
    for (const std::string& token : {admin, officer, secretary, auditor}) {
        for (const char* const path :
             {"/api/cases", "/api/cases?list=open", "/api/cases?list=late", "/api/cases?list=todo",
              "/api/cases?programme=counselling", "/api/cases?programme=counselling.talk",
              "/api/notices", "/api/journal", "/api/journal/export", "/api/figures"}) {
            expect_nothing(path, token);
        }
        expect_nothing("/api/cases?place=" + t.north.text(), token);
        expect_nothing("/api/cases?programme=counselling&place=" + t.north.text(), token);
        expect_nothing("/api/cases?person=" + li.text(), token);
        expect_nothing("/api/search?q=" + number, token);
        expect_nothing("/api/history?kind=case&record=" + talk, token);
        expect_nothing("/api/people/" + li.text(), token);
        expect_nothing("/api/lost?tail=0001", token);
        EXPECT_EQ(page(token), "404 no_such_case");
        EXPECT_EQ(
            said(r.ask("GET",
                       "/api/figures/counselling.wishes?place=" + t.street.text() + "&period=2026",
                       token)),
            "403 not_yours place");
        EXPECT_EQ(said(r.ask("POST", "/api/cases/" + talk + "/reveal", token,
                             "{\"purpose\":\"核查\",\"party\":0}")),
                  "404 no_such_case");
        for (const char* const step : {"add", "withdraw", "merge", "agree", "recover", "join"}) {
            EXPECT_EQ(said(r.ask("POST", "/api/cases/" + talk + "/steps/" + step, token, "{}")),
                      "404 no_such_case")
                << step;
        }
    }
    EXPECT_EQ(page(counsellor), "200");
    EXPECT_EQ(page(resident), "200");
    EXPECT_EQ(said(r.ask("GET", "/api/follow/" + code)), "200");
    EXPECT_NE(r.ask("GET", "/api/search?q=" + number, counsellor).body.find(talk),
              std::string::npos);
}

// A part that nobody hears is offered to nobody; else it stands behind what is of every day.
TEST_P(Administrator, OffersOnlyWhatSomebodyHears) {
    EXPECT_EQ(all_of(r.read("/api/parts")["items"], "part"),
              "defects.defect opinions.matter through_train.line counselling.talk");
    sign_in_by_slip(r.account(counsellor), admin);
    EXPECT_EQ(all_of(r.read("/api/parts")["items"], "part"),
              "defects.defect opinions.matter through_train.line");
}

// What is numbered goes on as if there were nothing between.
TEST_P(Administrator, SeesNoGapInTheNumbers) {
    const auto ordinary = [&] {
        return TownRouter::body_of(r.ask(
            "POST", "/api/cases", resident,
            "{\"part\":\"opinions.matter\",\"values\":{\"kind\":\"leak\",\"where\":\"" +
                t.building.text() + "\",\"story\":\"渗水\"}}"))["number"]
            .text();
    };
    EXPECT_EQ(ordinary(), "2026-0001");
    ASSERT_EQ(said(tell(resident, "又一次")), "201");
    EXPECT_EQ(ordinary(), "2026-0002");
}

TEST_P(Administrator, IsNotLetInByResettingAMember) {
    const Id member = r.account(counsellor);
    const std::string in_their_name = sign_in_by_slip(member, admin);
    EXPECT_EQ(page(in_their_name), "404 no_such_case");
    expect_nothing("/api/cases?list=todo", in_their_name);
    expect_nothing("/api/notices", in_their_name);
    const json::Value teams = r.read("/api/teams", in_their_name)["items"];
    ASSERT_EQ(teams.items().size(), 1u);
    EXPECT_FALSE(teams.items()[0]["admitted"].flag());
    EXPECT_EQ(all_of(teams.items()[0]["members"], "why"), "password");
    const std::string post = teams.items()[0]["members"].items()[0]["post"].text();
    EXPECT_EQ(said(r.ask("POST", "/api/teams/" + post + "/admit", in_their_name)),
              "403 not_yourself post");
    EXPECT_EQ(said(r.ask("POST", "/api/teams/" + post + "/admit", admin)), "403 not_yours post");
}

TEST_P(Administrator, IsNotLetInByResettingTheResident) {
    const std::string in_their_name = sign_in_by_slip(of_li, officer);
    EXPECT_EQ(page(in_their_name), "404 no_such_case");
    expect_nothing("/api/cases?list=mine", in_their_name);
    expect_nothing("/api/notices", in_their_name);
    // The code on the paper goes on to be theirs.
    EXPECT_EQ(said(r.ask("GET", "/api/follow/" + code)), "200");
}

TEST_P(Administrator, IsNotLetInByAppointments) {
    EXPECT_EQ(said(r.ask("POST", "/api/posts", admin,
                         "{\"role\":\"counsellor\",\"place\":\"" + t.north.text() +
                             "\",\"account\":\"" + r.account(admin).text() + "\"}")),
              "403 not_yourself account");
    // Another administrator does it for them, and for two of their own, here, above and below.
    const std::string other = r.as("administrator", t.street);
    const Id here = appoint(other, r.account(admin), t.north);
    const Id one = t.account_of("own.one"), two = t.account_of("own.two");
    const Id of_one = appoint(admin, one, t.street), of_two = appoint(admin, two, t.north);
    const std::string as_one = r.session(one), as_two = r.session(two);
    for (const std::string& token : {admin, as_one, as_two}) {
        EXPECT_EQ(page(token), "404 no_such_case");
        expect_nothing("/api/cases", token);
        expect_nothing("/api/cases?list=todo", token);
        for (const Id& post : {here, of_one, of_two}) {
            const Response answer = r.ask("POST", "/api/teams/" + post.text() + "/admit", token);
            EXPECT_GE(answer.status, 400);
        }
    }
    // The member is told, and alone can let somebody in.
    const json::Value members = r.read("/api/teams", counsellor)["items"].items()[0]["members"];
    EXPECT_EQ(members.items().size(), 4u);
    EXPECT_EQ(r.read("/api/notices", counsellor)["items"].items()[0]["kind"].text(), "team");
    EXPECT_EQ(said(r.ask("POST", "/api/teams/" + of_two.text() + "/admit", counsellor)), "204");
    EXPECT_EQ(page(as_two), "200");
    EXPECT_EQ(page(as_one), "404 no_such_case");
}

TEST_P(Administrator, IsNotLetInByAStandIn) {
    const std::string post =
        r.read("/api/teams", counsellor)["items"].items()[0]["members"].items()[0]["post"].text();
    ASSERT_LT(r.ask("POST", "/api/posts/" + post + "/stand-ins", officer,
                    "{\"account\":\"" + r.account(admin).text() + "\",\"from\":\"" +
                        t.today().text() + "\",\"to\":\"" + t.today().plus(2).text() + "\"}")
                  .status,
              300);
    EXPECT_EQ(page(admin), "404 no_such_case");
    expect_nothing("/api/cases?list=todo", admin);
}

TEST_P(Administrator, IsNotLetInByMergingOrLinkingTheResident) {
    const Id theirs = t.person_at(t.other_house, "司马");
    const std::string account = r.session(t.account_of("si.ma", theirs));
    ASSERT_EQ(said(r.ask("POST", "/api/people/" + theirs.text() + "/merge", officer,
                         "{\"goes\":\"" + li.text() + "\",\"reason\":\"重复登记\"}")),
              "200");
    EXPECT_EQ(page(account), "404 no_such_case");
    expect_nothing("/api/cases?list=mine", account);
    const std::string linked = r.session(t.account_of("li.again", li));
    EXPECT_EQ(page(linked), "404 no_such_case");
    EXPECT_EQ(page(resident), "200");
}

TEST_P(Administrator, IsNotLetInByPublishingAChangedProgramme) {
    std::string source;
    for (const catalogue::Source& one : catalogue::carried_programmes()) {
        if (one.file.ends_with("counselling.yaml")) source = one.text;
    }
    const auto published = [&](const std::string& from, const std::string& to) {
        std::string changed = source;
        changed.replace(changed.find(from), from.size(), to);
        const auto outcome = t.write([&](store::Writer& db) {
            return catalogue::publish(db, t.means, t.admin(),
                                      {{"programmes/care/counselling.yaml", changed}});
        });
        return outcome ? "published" : outcome.refusal().code + " " + outcome.refusal().at;
    };
    EXPECT_EQ(published("confidential: [counsellor]", "confidential: [counsellor, companion]"),
              "confidence_broken counselling.talk");
    EXPECT_EQ(published("    confidential: [counsellor]\n", ""),
              "confidence_broken counselling.talk");
    EXPECT_EQ(published("  talk:\n", "  walk:\n").substr(0, 13), "bad_programme");
    EXPECT_EQ(published("tell: counsellor", "tell: administrator").substr(0, 13), "bad_programme");
}

TEST_P(Administrator, IsToldNoNumberByAReport) {
    const auto set = [&](const std::string& figure) {
        auto sources = catalogue::carried_programmes();
        sources.push_back({"programmes/care/told.yaml",
                           "programme: told\ntitle: { zh: \"小结\", en: \"Told\" }\nreports:\n"
                           "  year: { title: { zh: \"年\", en: \"Year\" }, every: year, body: ["
                           "\"共{" +
                               figure + "}件\"] }\n"});
        const auto read = catalogue::read_together(sources);
        return read ? "read" : read.refusal().code + " " + read.refusal().with;
    };
    EXPECT_EQ(set("counselling.wishes").substr(0, 22), "bad_programme unknown ");
}

}  // namespace
}  // namespace linli::http
