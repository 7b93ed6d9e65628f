// What is told in confidence: to the team of the place that was let in, and to nobody else,
// whatever they hold, reset, appoint or move; and not a word of it stands in clear in anything that
// is kept.
#include <zlib.h>

#include "kernel/cases/testing.h"
#include "kernel/cases/views.h"
#include "kernel/posts/rescue.h"
#include "kernel/posts/slips.h"
#include "kernel/posts/teams.h"
#include "kernel/second_factor.h"
#include "store/copy.h"

namespace linli::cases {
namespace {

using testing::town;

const std::string part = "counselling.talk";

class Confidential : public ::testing::TestWithParam<std::string> {
protected:
    Outcome<Id> told(const kernel::Asker& who, const Id& place, const std::string& story,
                     const std::string& channel = "web", const For& whom = {}) {
        Report is;
        is.part = part;
        is.channel = channel;
        is.fields = json::Value::parse("{\"about\":\"mood\",\"story\":\"" + story +
                                       "\",\"where\":\"" + place.text() + "\"}")
                        .value();
        is.whom = whom;
        return office.write(
            [&](store::Writer& db) { return report(db, office.desk, office.again(who), is); });
    }
    bool sees(const kernel::Asker& who, const Id& record) {
        return office.may(who, record) != std::vector<std::string>{"nothing of it"};
    }
    std::size_t listed(const kernel::Asker& who, const std::string& list) {
        const Asked asked{.list = list, .most = 50};
        return office.read([&](store::Reader& db) {
            return json::Value::parse(cases::list(db, office.desk, office.again(who).who, asked,
                                                  office.inside.clock.now())
                                          .value()
                                          .json)
                .value()
                .items()
                .size();
        });
    }
    Id post_of(const kernel::Asker& who) {
        return office.read([&](store::Reader& db) {
            return posts::memberships(db, town, who.who.account).at(0).post;
        });
    }
    std::string let_in(const kernel::Asker& by, const kernel::Asker& whom) {
        const Id post = post_of(whom);
        const auto outcome = office.write([&](store::Writer& db) {
            return posts::admit(db, office.desk.means, office.again(by), post);
        });
        return outcome ? "in" : outcome.refusal().code;
    }
    // Somebody gives the account a password by a slip, and uses it.
    void reset(const kernel::Asker& whom) {
        const kernel::Means& means = office.desk.means;
        const Id slip =
            office
                .write([&](store::Writer& db) {
                    return posts::give_account_slip(db, means, office.again(office.street_officer),
                                                    whom.who.account);
                })
                .value();
        office
            .write([&](store::Writer& db) {
                return posts::claim(db, means, office.stranger(), posts::code_of(means, town, slip),
                                    "", "hashed");
            })
            .value();
    }
    Id moved(const Id& place, const Id& parent) {
        return office
            .write([&](store::Writer& db) {
                return registry::move_place(db, office.desk.means, office.officer(), place,
                                            office.place(place).edition, parent);
            })
            .value();
    }
    std::string everything_kept() {
        const std::string file = office.inside.settings().data + "/scan.copy";
        store::write_copy(office.inside.settings(), file,
                          [](std::string_view, std::int64_t, std::int64_t) {});
        std::string all;
        const gzFile copy = gzopen(file.c_str(), "rb");
        char piece[65536];
        for (int got = gzread(copy, piece, sizeof piece); got > 0;
             got = gzread(copy, piece, sizeof piece)) {
            all.append(piece, static_cast<std::size_t>(got));
        }
        gzclose(copy);
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(office.inside.settings().data)) {
            if (entry.is_regular_file()) all += testing::file(entry.path().string());
        }
        return all;
    }

    testing::Office office{GetParam(), {"programmes/care/counselling.yaml"}};
    // The first of a team comes in by the machine.
    kernel::Asker let_in_at_machine(const kernel::Asker& whom) {
        office
            .write([&](store::Writer& db) {
                return posts::admit_at_machine(
                    db, office.desk.means, office.again(office.street_officer), whom.who.account);
            })
            .value();
        return office.again(whom);
    }
    kernel::Asker xu = let_in_at_machine(office.somebody("xu", "counsellor", office.north));
    kernel::Asker li = office.dweller("li", office.house);
};
INSTANTIATE_TEST_SUITE_P(Engines, Confidential, ::testing::ValuesIn(store::testing::engines()));

TEST_P(Confidential, IsToldToTheTeamAndToNobodyElse) {
    const Id talk = told(li, office.house, "睡不着").value();
    kernel::Asker auditor = office.somebody("auditor", "auditor", office.street);
    EXPECT_TRUE(sees(xu, talk));
    EXPECT_TRUE(sees(li, talk));
    for (kernel::Asker* one :
         {&auditor, &office.street_officer, &office.secretary, &office.clerk}) {
        EXPECT_FALSE(sees(*one, talk));
        for (const char* const list : {"todo", "mine", "open", "all"})
            EXPECT_EQ(listed(*one, list), 0u) << list;
        EXPECT_EQ(office.step(*one, talk, "refuse", "{\"reason\":\"无\"}"), "refused no_such_case");
        EXPECT_TRUE(office.told(*one).empty());
    }
    EXPECT_EQ(listed(xu, "todo"), 1u);
    EXPECT_EQ(listed(xu, "all"), 1u);
    EXPECT_EQ(listed(li, "mine"), 1u);
    // It is kept where the team is, and has a number of its own.
    EXPECT_EQ(office.now(talk).place, office.north);
    EXPECT_EQ(office.now(talk).number().substr(0, 6), "2026-B");
    EXPECT_EQ(*parse_number(office.now(talk).number()),
              (std::pair{office.now(talk).year, office.now(talk).ordinal}));
}

TEST_P(Confidential, NothingIsTakenInWhereNobodyIsLetIn) {
    const auto hearers_at = [&](const Id& place) {
        return office.read([&](store::Reader& db) {
            return hearers(db, office.desk, li.who, part, place, office.today()).value();
        });
    };
    EXPECT_EQ(hearers_at(office.building), std::vector<std::string>{"staff.xu"});
    EXPECT_TRUE(hearers_at(office.south).empty());
    EXPECT_EQ(told(li, office.south, "睡不着").refusal().code, "no_team");
    reset(xu);
    EXPECT_TRUE(hearers_at(office.building).empty());
    EXPECT_EQ(told(li, office.house, "睡不着").refusal().code, "no_team");
}

TEST_P(Confidential, AnAppointmentLetsNobodyInAndAMemberDoes) {
    const Id talk = told(li, office.house, "睡不着").value();
    const kernel::Asker yan = office.somebody("yan", "counsellor", office.north);
    const kernel::Asker above = office.somebody("above", "counsellor", office.street);
    for (const kernel::Asker* one : {&yan, &above}) {
        EXPECT_FALSE(sees(*one, talk));
        EXPECT_EQ(listed(*one, "all"), 0u);
        EXPECT_EQ(let_in(*one, *one), "not_yourself");
    }
    // Two of somebody's own do not let each other in, nor does whoever appointed them.
    EXPECT_EQ(let_in(yan, above), "not_yours");
    EXPECT_EQ(let_in(above, yan), "not_yours");
    EXPECT_EQ(let_in(office.street_officer, yan), "not_yours");
    EXPECT_EQ(office.told(xu).back(), "staff.yan（心理咨询员）等待准入，请确认本人后办理");
    EXPECT_EQ(let_in(xu, yan), "in");
    EXPECT_EQ(let_in(xu, yan), "wrong_state");
    EXPECT_TRUE(sees(yan, talk));
    EXPECT_EQ(office.told(yan).back(), "您已获准加入心理咨询员团队");
    // Whoever is above is let in by somebody above, or not at all.
    EXPECT_EQ(let_in(xu, above), "not_yours");
    // Nor is the first elsewhere in by the appointment, where nothing can have been told.
    const kernel::Asker south = office.somebody("south", "counsellor", office.south);
    EXPECT_EQ(told(li, office.south, "睡不着").refusal().code, "no_team");
    const kernel::Asker in_south = let_in_at_machine(south);
    EXPECT_TRUE(told(li, office.south, "睡不着"));
    EXPECT_FALSE(sees(in_south, talk));
    EXPECT_EQ(let_in(in_south, above), "not_yours");
}

TEST_P(Confidential, WhoeverWasResetWaitsUntilAnotherLetsThemIn) {
    const Id talk = told(li, office.house, "睡不着").value();
    const kernel::Asker yan = office.somebody("yan", "counsellor", office.north);
    EXPECT_EQ(let_in(xu, yan), "in");
    reset(yan);
    EXPECT_FALSE(sees(yan, talk));
    EXPECT_EQ(office.step(yan, talk, "agree", "{\"time\":\"周三\"}"), "refused no_such_case");
    EXPECT_EQ(let_in(xu, yan), "in");
    EXPECT_TRUE(sees(yan, talk));
    // The last one: nobody is left, and the machine lets them in, which all are told of.
    reset(yan);
    reset(xu);
    EXPECT_EQ(let_in(xu, yan), "not_yours");
    EXPECT_EQ(listed(xu, "todo"), 0u);
    const auto machine = [&](const kernel::Asker& whom) {
        return office.write([&](store::Writer& db) {
            return posts::admit_at_machine(db, office.desk.means, office.stranger(),
                                           whom.who.account);
        });
    };
    EXPECT_TRUE(machine(xu));
    EXPECT_EQ(machine(xu).refusal().code, "nobody_waits");
    EXPECT_TRUE(sees(xu, talk));
    EXPECT_EQ(listed(xu, "todo"), 1u);
    EXPECT_EQ(office.told(yan).back(), "staff.xu已在服务器上被准入心理咨询员团队");
    EXPECT_EQ(office.verbs(post_of(xu)).back(), "admit_at_machine");
}

// Whoever is above takes the codes at sign-in away, and with them what kept the password's owner.
TEST_P(Confidential, WhoeverLosesTheSecondFactorWaitsAsWell) {
    const Id talk = told(li, office.house, "睡不着").value();
    const kernel::Means& means = office.desk.means;
    ASSERT_TRUE(office.write([&](store::Writer& db) {
        return kernel::begin_second_factor(db, means, office.again(xu));
    }));
    ASSERT_TRUE(office.write([&](store::Writer& db) {
        const kernel::Proof proof{.step = office.inside.clock.now().micros / 30'000'000};
        return kernel::confirm_second_factor(db, means, office.again(xu), proof);
    }));
    EXPECT_TRUE(sees(xu, talk));
    ASSERT_TRUE(office.write([&](store::Writer& db) {
        return posts::reset_second_factor(db, means, office.again(office.street_officer),
                                          xu.who.account);
    }));
    EXPECT_FALSE(sees(xu, talk));
    const auto waits = office.read(
        [&](store::Reader& db) { return posts::memberships(db, town, xu.who.account).at(0).why; });
    EXPECT_EQ(waits, "second_factor");
}

TEST_P(Confidential, AStandInWaitsAsWell) {
    const Id talk = told(li, office.house, "睡不着").value();
    const Id post = post_of(xu);
    const kernel::Asker away = office.clerk;
    office
        .write([&](store::Writer& db) {
            return posts::stand_in(db, office.desk.means, office.officer(), post, away.who.account,
                                   office.today(), office.today().plus(3));
        })
        .value();
    EXPECT_FALSE(sees(away, talk));
    EXPECT_EQ(let_in(xu, away), "in");
    EXPECT_TRUE(sees(away, talk));
}

TEST_P(Confidential, WhoeverToldItReadsItByTheirAccountUntilThatIsReset) {
    const Id talk = told(li, office.house, "睡不着").value();
    const std::vector<Party> parties =
        office.read([&](store::Reader& db) { return parties_of(db, town, talk); });
    EXPECT_FALSE(parties.at(0).person) << "no record of the registry leads to it";
    // An account that is said to be the same person's opens nothing.
    const kernel::Asker other =
        office.again(office.account_of("li.again", li.who.person), "li", li.who.person);
    EXPECT_FALSE(sees(other, talk));
    EXPECT_EQ(listed(other, "mine"), 0u);
    // A secretary who told something as anybody may is no counsellor.
    const Id own = told(office.secretary, office.north, "自己的事").value();
    EXPECT_TRUE(sees(office.secretary, own));
    EXPECT_EQ(office.step(office.secretary, own, "agree", "{\"time\":\"周三\"}"),
              "refused not_your_step agree");
    const auto revealed = office.write([&](store::Writer& db) {
        return reveal(db, office.desk, office.again(office.secretary), own, 0, "看看");
    });
    EXPECT_EQ(revealed.refusal().code, "not_your_step");
    reset(li);
    EXPECT_FALSE(sees(li, talk));
    EXPECT_EQ(listed(li, "mine"), 0u);
    const auto heard = [&](const Id& record) {
        return office.read([&](store::Reader& db) {
            return may_hear_of(db, office.desk, office.again(li).who, record,
                               office.inside.clock.now());
        });
    };
    EXPECT_FALSE(heard(talk));
    office.at("2026-03-02 10:00");
    EXPECT_TRUE(heard(told(li, office.house, "后来的事").value()));
}

TEST_P(Confidential, NoMoveOfAPlaceCarriesItToAnotherTeam) {
    const Id talk = told(li, office.house, "睡不着").value();
    const Id closed = told(li, office.house, "好了").value();
    EXPECT_EQ(office.step(xu, closed, "refuse", "{\"reason\":\"已好\"}"), "refused");
    const kernel::Asker south =
        let_in_at_machine(office.somebody("south", "counsellor", office.south));
    moved(office.grid, office.south);
    for (const Id& one : {talk, closed}) {
        EXPECT_TRUE(sees(xu, one));
        EXPECT_FALSE(sees(south, one));
    }
    // A grid keeps nothing of the kind, so its move shuts nobody out where it arrives.
    EXPECT_TRUE(sees(south, told(li, office.south, "那边的事").value()));
    // Somebody of their own, let in where nothing was told, and then a place with a team below
    // them.
    const Id committee = office.place_of("committee", "和平居委会", office.north);
    const kernel::Asker near = office.somebody("near", "counsellor", committee);
    EXPECT_EQ(let_in(xu, near), "in");
    const Id there = told(li, committee, "另一件").value();
    moved(committee, office.south);
    EXPECT_TRUE(sees(near, there));
    EXPECT_FALSE(sees(south, there));
    EXPECT_EQ(listed(south, "all"), 0u);
    EXPECT_FALSE(sees(office.somebody("own", "counsellor", office.south), there));
    EXPECT_EQ(let_in(south, south), "not_yourself");
    EXPECT_EQ(office.step(near, there, "agree", "{\"time\":\"周三\"}"), "agreed");
}

TEST_P(Confidential, NotAWordOfItStandsInClear) {
    const Id talk = told(li, office.house, "甲乙心事重").value();
    const Id visit =
        told(xu, office.building, "丙丁来过", "visit", {.name = "欧阳戊", .phone = "13912345678"})
            .value();
    EXPECT_EQ(office.step(xu, talk, "agree", "{\"time\":\"庚辰日下午\"}"), "agreed");
    EXPECT_EQ(office.step(xu, talk, "session", "{\"record\":\"己未记录\",\"risk\":\"癸亥危机\"}"),
              "agreed");
    office
        .write([&](store::Writer& db) {
            return add(db, office.desk, office.again(xu), talk, {.words = "辛酉补充"});
        })
        .value();
    EXPECT_EQ(office.step(xu, talk, "refer", "{\"partner\":\"壬戌医院\"}"), "closed");
    const std::string kept = everything_kept();
    ASSERT_NE(kept.find("counselling.talk"), std::string::npos) << "nothing was read";
    for (const char* const word : {"甲乙心事重", "丙丁来过", "欧阳戊", "13912345678", "庚辰日",
                                   "己未记录", "辛酉补充", "壬戌医院", "癸亥危机"})
        EXPECT_EQ(kept.find(word), std::string::npos) << word;
    // Destroying its key is the end of it.
    const Case record = office.now(visit);
    EXPECT_NE(record.key, office.now(talk).key);
    EXPECT_FALSE(record.fields["where"].text().empty());
    EXPECT_EQ(record.fields["where"].text().find(office.building.text()), std::string::npos);
}

}  // namespace
}  // namespace linli::cases
