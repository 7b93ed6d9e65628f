// People: what is refused, what is masked, what is found, and what is left when one is erased.
#include "kernel/registry/persons.h"

#include <gtest/gtest.h>

#include "access/erased.h"
#include "kernel/posts/testing.h"
#include "kernel/registry/find.h"
#include "kernel/registry/households.h"
#include "kernel/registry/houses.h"
#include "kernel/registry/person_rows.h"
#include "kernel/registry/residences.h"

namespace linli::registry {
namespace {

using posts::testing::TestTown;
using store::testing::town;

constexpr const char* wang_number = "11010519491231002X";
constexpr const char* li_number = "440524188001010014";

class Persons : public testing::TestWithParam<std::string> {
protected:
    Outcome<Id> add(const kernel::Asker& asker, const NewPerson& is) {
        return t.write([&](store::Writer& db) { return add_person(db, t.means, asker, is); });
    }
    NewPerson someone(const std::string& name, const Id& place) {
        NewPerson is;
        is.values.set("name", name);
        is.lives = Stay{place, {}, ""};
        return is;
    }
    Outcome<Id> edit(const kernel::Asker& asker, const Id& id, PersonChanges changes,
                     std::int64_t edition = 0) {
        if (edition == 0) edition = t.person(id).edition;
        return t.write([&](store::Writer& db) {
            return edit_person(db, t.means, asker, id, edition, changes);
        });
    }
    Outcome<Id> move(const kernel::Asker& asker, const Id& id, const Move& how) {
        const std::int64_t edition = t.person(id).edition;
        return t.write(
            [&](store::Writer& db) { return move_person(db, t.means, asker, id, edition, how); });
    }
    Outcome<Id> merge(const kernel::Asker& asker, const Id& stays, const Id& goes,
                      std::string_view reason = "重复登记") {
        return t.write([&](store::Writer& db) {
            return merge_persons(db, t.means, asker, stays, goes, reason);
        });
    }
    Secrets secrets(const Id& id) {
        return t.read([&](store::Reader& db) {
            return open_secrets(db, t.means, town, person(db, town, id).value());
        });
    }
    std::vector<Id> bearers(const std::string& field, const std::string& value) {
        return t.read(
            [&](store::Reader& db) { return with_trace(db, t.means, town, field, value, 9); });
    }
    std::vector<Id> named(const std::string& gram, const Id& within) {
        const access::Path path = t.path_of(within);
        return t.read(
            [&](store::Reader& db) { return with_grams(db, town, "person", {gram}, path, 9); });
    }
    journal::Line last_line() {
        return t.read([](store::Reader& db) { return journal::before(db, town, 0, 1).at(0); });
    }

    TestTown t{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, Persons, testing::ValuesIn(store::testing::engines()));

TEST_P(Persons, AreKeptWithWhatTheirNumberSays) {
    NewPerson is = someone(" 王小明 ", t.house);
    is.values.document = Document{"", "11010519491231002x"};
    is.values.phones = {"138 0000 0001", "", "13800000001", "0574-87654321"};
    const Id id = add(t.officer(), is).value();
    const Person kept = t.person(id);
    EXPECT_EQ(kept.name, "王小明");
    EXPECT_EQ(kept.sex, "2");
    EXPECT_EQ(kept.birth->text(), "1949-12-31");
    EXPECT_EQ(kept.id_kind, "111");
    EXPECT_TRUE(kept.present);
    EXPECT_EQ(kept.path, t.path_of(t.house));
    EXPECT_EQ(secrets(id).id_number, wang_number);
    EXPECT_EQ(secrets(id).phones, (std::vector<std::string>{"13800000001", "0574-87654321"}));
    // Nothing of it stands readable in the row or in the journal.
    EXPECT_EQ(kept.id_number.find("1949"), std::string::npos);
    const journal::Line line = last_line();
    EXPECT_EQ(line.record, id);
    EXPECT_EQ(line.body.find("王小明"), std::string::npos);
    EXPECT_EQ(line.body.find("13800000001"), std::string::npos);
    EXPECT_NE(line.body.find("phones"), std::string::npos);
}

TEST_P(Persons, NobodyIsRefusedForHavingNoNumber) {
    const Id id = add(t.officer(), someone("新生儿", t.house)).value();
    EXPECT_EQ(t.person(id).id_kind, "");
    EXPECT_EQ(secrets(id).id_number, "");
}

TEST_P(Persons, AddingIsRefusedInTheOrderItPromises) {
    const Id wang = t.person_at(t.house, "王小明", wang_number, "13800000001");
    const Id ended = t.place_of("house", "103", t.building);
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return end_place(db, t.means, t.officer(), ended, 1, t.today());
    }));
    struct Row {
        kernel::Asker asker;
        NewPerson is;
        std::string code, at;
    };
    std::vector<Row> rows;
    const auto row = [&](const kernel::Asker& asker, const NewPerson& is, const std::string& code,
                         const std::string& at) {
        rows.push_back({asker, is, code, at});
    };
    row(t.officer(), someone("", t.fresh()), "no_such_place", "lives");
    row(t.as("window", t.south), someone("", t.house), "no_such_place", "lives");
    row(t.as("mediator", t.north), someone("", t.house), "not_yours", "lives");
    row(t.officer(), someone("李四", ended), "place_ended", "lives");
    NewPerson is = someone("李四", t.house);
    is.lives->from = t.today().plus(1);
    row(t.officer(), is, "day_in_future", "lives");
    is = someone("李四", t.house);
    is.lives->basis = "stolen";
    row(t.officer(), is, "no_such_choice", "lives.basis");
    is = someone(std::string(51, 'x'), t.house);
    row(t.officer(), is, "too_long", "name");
    is = someone("李四", t.house);
    is.values.set("ethnic", "77");
    row(t.officer(), is, "no_such_code", "ethnic");
    is = someone("李四", t.house);
    is.values.document = Document{"111", "110105194912310021"};
    row(t.officer(), is, "id_check_digit", "id_number");
    is.values.document = Document{"999", "1"};
    row(t.officer(), is, "no_such_code", "id_kind");
    is.values.document = Document{"", wang_number};
    is.values.birth = Day::from(1950, 1, 1);
    row(t.officer(), is, "birth_not_of_id", "birth");
    is = someone("李四", t.house);
    is.values.birth = t.today().plus(1);
    row(t.officer(), is, "birth_later", "birth");
    is.values.birth.reset();
    is.values.phones = {"12"};
    row(t.officer(), is, "phone_length", "phones");
    row(t.officer(), someone("  ", t.house), "field_missing", "name");
    is = NewPerson{};
    is.values.set("name", "李四");
    row(t.officer(), is, "field_missing", "lives");
    for (const Row& one : rows) {
        const auto added = add(one.asker, one.is);
        ASSERT_FALSE(added) << one.code;
        EXPECT_EQ(added.refusal().code, one.code);
        EXPECT_EQ(added.refusal().at, one.at);
    }
    EXPECT_EQ(named("王", t.street), std::vector<Id>{wang});
    EXPECT_TRUE(named("李", t.street).empty());
}

TEST_P(Persons, TheSameNumberIsRefusedAndNamedOnlyToWhoMaySee) {
    const Id wang = t.person_at(t.house, "王小明", wang_number);
    NewPerson again = someone("王晓明", t.south_house);
    again.values.document = Document{"111", wang_number};
    EXPECT_EQ(add(t.officer(), again).refusal(),
              (Refusal{"duplicate_of", "id_number", wang.text()}));
    EXPECT_EQ(add(t.as("window", t.south), again).refusal(),
              (Refusal{"registered_elsewhere", "id_number", ""}));
    // Nor can the number be taken over by an edit.
    const Id li = t.person_at(t.south_house, "李四");
    PersonChanges changes;
    changes.document = Document{"", wang_number};
    EXPECT_EQ(edit(t.as("window", t.south), li, changes).refusal().code, "registered_elsewhere");
}

TEST_P(Persons, TheSameNameIsAskedAboutAndNotRefusedTwice) {
    const Id wang = t.person_at(t.house, "王小明", "", "13800000001");
    NewPerson again = someone("王小明", t.other_house);
    EXPECT_TRUE(add(t.officer(), again));  // a name alone says nothing
    again.values.phones = {"13800000001"};
    EXPECT_EQ(add(t.officer(), again).refusal(), (Refusal{"maybe_same", "name", wang.text()}));
    // Who may not see the other one is not told.
    NewPerson elsewhere = someone("王小明", t.south_house);
    elsewhere.values.phones = {"13800000001"};
    EXPECT_TRUE(add(t.as("window", t.south), elsewhere));
    again.not_same_as = {wang};
    const auto third = add(t.officer(), again);
    ASSERT_FALSE(third);  // the one in the south, whom the officer sees as well
    again.not_same_as.push_back(*Id::parse(third.refusal().with));
    EXPECT_TRUE(add(t.officer(), again));
}

TEST_P(Persons, EditingKeepsWhatIsFoundByInStep) {
    const Id id = t.person_at(t.house, "王小明", wang_number, "13800000001");
    PersonChanges changes;
    changes.set("name", "汪晓明");
    changes.phones = {"13900000002"};
    ASSERT_TRUE(edit(t.window(), id, changes));
    EXPECT_TRUE(named("王", t.street).empty());
    EXPECT_EQ(named("汪晓", t.street), std::vector<Id>{id});
    EXPECT_EQ(named("wxm", t.grid), std::vector<Id>{id});
    EXPECT_TRUE(bearers("phone", "13800000001").empty());
    EXPECT_TRUE(bearers("phone_tail", "0001").empty());
    EXPECT_EQ(bearers("phone_tail", "0002"), std::vector<Id>{id});
    EXPECT_EQ(bearers("id_tail", "002X"), std::vector<Id>{id});

    const auto values = t.read([&](store::Reader& db) {
        return opened(db, t.means, town, person(db, town, id).value(), last_line());
    });
    ASSERT_EQ(values.size(), 2u);
    EXPECT_EQ(values[0].field + values[0].before + values[0].after, "name王小明汪晓明");
    EXPECT_EQ(values[1].before + values[1].after, "1380000000113900000002");
}

TEST_P(Persons, EditingIsRefused) {
    const Id id = t.person_at(t.house, "王小明");
    PersonChanges changes;
    changes.set("name", "");
    EXPECT_EQ(edit(t.as("window", t.south), id, changes).refusal().code, "no_such_person");
    EXPECT_EQ(edit(t.stranger(), id, changes).refusal().code, "no_such_person");
    EXPECT_EQ(edit(t.as("mediator", t.north), id, changes).refusal().code, "not_yours");
    EXPECT_EQ(edit(t.resident(id), id, changes).refusal().code, "not_yours");
    EXPECT_EQ(edit(t.window(), id, changes, 7).refusal().code, "changed_meanwhile");
    EXPECT_EQ(edit(t.window(), id, changes).refusal(), (Refusal{"field_missing", "name", ""}));
    PersonChanges same;
    same.set("name", "王小明");
    EXPECT_EQ(edit(t.window(), id, same).refusal().code, "nothing_changed");
    EXPECT_EQ(t.person(id).edition, 1);
}

TEST_P(Persons, WhoComesTooLateIsToldWhoWasQuicker) {
    const Id id = t.person_at(t.house, "王小明");
    kernel::Asker quick = t.window();
    quick.who.account = t.account_of("quick");
    PersonChanges changes;
    changes.set("workplace", "邮局");
    ASSERT_TRUE(edit(quick, id, changes, 1));
    changes.set("workplace", "学校");
    EXPECT_EQ(edit(t.window(), id, changes, 1).refusal(),
              (Refusal{"changed_meanwhile", "edition", "quick"}));
}

TEST_P(Persons, MovesBetweenCommunitiesTakeSightAlong) {
    const Id id = t.person_at(t.house, "王小明");
    EXPECT_EQ(move(t.window(), id, {.kind = "lives", .to = t.south_house}).refusal().code,
              "no_such_place");
    EXPECT_EQ(move(t.as("secretary", t.north), id, {.kind = "lives", .to = t.south}).refusal(),
              (Refusal{"not_yours", "to", ""}));
    t.inside.clock.set({t.inside.clock.now().micros + 10 * micros_per_day});
    ASSERT_TRUE(move(t.officer(), id, {.kind = "lives", .to = t.south_house, .day = t.day(3)}));
    EXPECT_EQ(named("王", t.south), std::vector<Id>{id});
    EXPECT_TRUE(named("王", t.north).empty());
    const auto stays = t.read([&](store::Reader& db) { return residences_of(db, town, id); });
    ASSERT_EQ(stays.size(), 2u);
    EXPECT_EQ(stays[0].to, t.day(3));
    EXPECT_EQ(stays[1].from, t.day(3));
    EXPECT_EQ(stays[1].to, std::nullopt);
    // As of a day: from <= day < to.
    const auto there = [&](const Id& place, Day day) {
        const access::Path path = t.path_of(place);
        return t.read([&](store::Reader& db) {
            return residences_on(db, town, "lives", path, day, "", {}, 9).size();
        });
    };
    EXPECT_EQ(there(t.north, t.day(4)), 1u);
    EXPECT_EQ(there(t.north, t.day(3)), 0u);
    EXPECT_EQ(there(t.south, t.day(4)), 0u);
    EXPECT_EQ(there(t.south, t.day(3)), 1u);
    EXPECT_EQ(there(t.north, t.day(11)), 0u);
}

TEST_P(Persons, MovesAreRefused) {
    const Id id = t.person_at(t.house, "王小明");
    const struct {
        Move how;
        std::string code, at;
    } rows[] = {
        {{.kind = "lives", .to = t.house}, "already_there", "to"},
        {{.kind = "registered"}, "already_there", "to"},
        {{.kind = "lives", .to = t.other_house, .day = t.today().plus(1)}, "day_in_future", "day"},
        {{.kind = "lives", .to = t.other_house, .day = t.day(1)}, "day_before_start", "day"},
        {{.kind = "sleeps", .to = t.other_house}, "no_such_choice", "kind"},
        {{.kind = "lives", .to = t.other_house, .basis = "stolen"}, "no_such_choice", "basis"},
    };
    for (const auto& row : rows) {
        const auto moved = move(t.officer(), id, row.how);
        ASSERT_FALSE(moved) << row.code;
        EXPECT_EQ(moved.refusal().code, row.code);
        EXPECT_EQ(moved.refusal().at, row.at);
    }
}

TEST_P(Persons, PeopleAndHukouApartAreSeenByBothPlaces) {
    const Id id = t.person_at(t.house, "王小明");
    EXPECT_FALSE(t.person(id).separated);
    ASSERT_TRUE(move(t.officer(), id, {.kind = "registered", .to = t.building}));
    EXPECT_FALSE(t.person(id).separated);  // the 户口 is kept at the building of the house
    ASSERT_TRUE(move(t.officer(), id, {.kind = "registered", .to = t.south_house}));
    EXPECT_TRUE(t.person(id).separated);
    const auto sees = [&](const kernel::Asker& asker) {
        return static_cast<bool>(
            t.read([&](store::Reader& db) { return person_for(db, t.means, asker.who, id); }));
    };
    EXPECT_TRUE(sees(t.as("window", t.south)));
    EXPECT_TRUE(sees(t.window()));
    EXPECT_EQ(named("王", t.south), std::vector<Id>{id});
    EXPECT_EQ(named("王", t.north), std::vector<Id>{id});

    // Moving away keeps the 户口 here; giving that up too, the person is gone.
    ASSERT_TRUE(move(t.officer(), id, {.kind = "lives", .division = "330100", .address = "杭州"}));
    EXPECT_TRUE(t.person(id).present);
    EXPECT_EQ(t.person(id).path, t.path_of(t.south_house));
    EXPECT_FALSE(sees(t.window()));
    ASSERT_TRUE(move(t.officer(), id, {.kind = "registered"}));
    EXPECT_FALSE(t.person(id).present);
    EXPECT_EQ(t.person(id).home_address, "杭州");
}

TEST_P(Persons, DeathEndsEverythingAndIsNotNotedTwice) {
    const Id id = t.person_at(t.house, "王小明");
    const auto die = [&](Day day) {
        const std::int64_t edition = t.person(id).edition;
        return t.write([&](store::Writer& db) {
            return note_death(db, t.means, t.window(), id, edition, day);
        });
    };
    EXPECT_EQ(die(t.today().plus(1)).refusal().code, "day_in_future");
    ASSERT_TRUE(die(t.today()));
    EXPECT_FALSE(t.person(id).present);
    EXPECT_EQ(t.person(id).died, t.today());
    t.read([&](store::Reader& db) {
        EXPECT_EQ(residences_of(db, town, id).at(0).reason, "died");
        return 0;
    });
    EXPECT_EQ(die(t.today()).refusal().code, "gone");
    EXPECT_EQ(move(t.window(), id, {.kind = "lives", .to = t.other_house}).refusal().code, "gone");
}

TEST_P(Persons, AMergeIsAPointerAndCanBeTakenBack) {
    const Id stays = t.person_at(t.house, "王小明", "", "13800000001");
    const Id goes = t.person_at(t.other_house, "王晓明", wang_number, "13900000002");
    const Id third = t.person_at(t.other_house, "李四", li_number);
    EXPECT_EQ(merge(t.window(), stays, stays).refusal().code, "same_person");
    EXPECT_EQ(merge(t.window(), goes, third).refusal().code, "two_documents");
    EXPECT_EQ(merge(t.as("mediator", t.north), stays, goes).refusal().code, "not_yours");
    EXPECT_EQ(merge(t.window(), stays, goes, " ").refusal(),
              (Refusal{"field_missing", "reason", ""}));
    const Person before = t.person(goes);
    ASSERT_TRUE(merge(t.window(), stays, goes));

    const Person kept = t.person(stays);
    EXPECT_EQ(kept.birth->text(), "1949-12-31");
    EXPECT_EQ(secrets(stays).id_number, wang_number);
    EXPECT_EQ(secrets(stays).phones, (std::vector<std::string>{"13800000001", "13900000002"}));
    EXPECT_FALSE(t.person(goes).present);
    t.read([&](store::Reader& db) {
        EXPECT_EQ(survivor(db, town, goes)->id, stays);
        EXPECT_EQ(person_for(db, t.means, t.window().who, goes).value().id, stays);
        EXPECT_EQ(person_by_document(db, t.means, town, wang_number)->id, stays);
        EXPECT_EQ(merged_into(db, town, stays), std::vector<Id>{goes});
        return 0;
    });
    // The list has one of them, the old spelling still leads there.
    const access::Path path = t.path_of(t.north);
    EXPECT_EQ(t.read([&](store::Reader& db) { return persons(db, town, {.within = path}).size(); }),
              2u);
    EXPECT_EQ(named("晓明", t.north), std::vector<Id>{goes});

    ASSERT_TRUE(
        t.write([&](store::Writer& db) { return separate_person(db, t.means, t.window(), goes); }));
    EXPECT_EQ(
        t.write([&](store::Writer& db) { return separate_person(db, t.means, t.window(), stays); })
            .refusal()
            .code,
        "not_merged");
    EXPECT_EQ(t.read([&](store::Reader& db) { return survivor(db, town, goes)->id; }), goes);
    // They live where they lived, as if nothing had been.
    const Person back = t.person(goes);
    EXPECT_TRUE(back.present);
    EXPECT_EQ(back.home, before.home);
    EXPECT_EQ(back.path, before.path);
    t.read([&](store::Reader& db) {
        const auto stays_now = residences_of(db, town, goes);
        EXPECT_EQ(stays_now.size(), 1u);
        EXPECT_EQ(stays_now.at(0).to, std::nullopt);
        EXPECT_EQ(stays_now.at(0).reason, "");
        return 0;
    });
}

TEST_P(Persons, ErasingLeavesNothingToFindOrRead) {
    const Id id = t.person_at(t.house, "王小明", wang_number, "13800000001");
    const auto erase = [&](const kernel::Asker& asker, const std::string& why) {
        return t.write(
            [&](store::Writer& db) { return erase_person(db, t.means, asker, id, why); });
    };
    EXPECT_EQ(erase(t.window(), "本人要求").refusal().code, "not_yours");
    EXPECT_EQ(erase(t.officer(), "本人要求").refusal().code, "still_here");
    ASSERT_TRUE(move(t.officer(), id, {.kind = "lives"}));
    EXPECT_EQ(erase(t.officer(), " ").refusal().code, "field_missing");
    ASSERT_TRUE(erase(t.officer(), "本人要求"));

    EXPECT_EQ(t.person(id).name, access::erased_name);
    EXPECT_TRUE(named("王", t.street).empty());
    EXPECT_TRUE(bearers("id_number", wang_number).empty());
    EXPECT_TRUE(bearers("phone_tail", "0001").empty());
    t.read([&](store::Reader& db) {
        EXPECT_EQ(person_for(db, t.means, t.officer().who, id).refusal().code, "no_such_person");
        for (const journal::Line& line : journal::timeline(db, town, id)) {
            EXPECT_TRUE(opened(db, t.means, town, person(db, town, id).value(), line).empty());
        }
        EXPECT_EQ(journal::verify(db, town), std::nullopt);
        return 0;
    });
    // Whoever comes back is somebody new.
    EXPECT_NE(t.person_at(t.house, "王小明", wang_number), id);
}

TEST_P(Persons, ErasingTakesWhatWasWrittenBesideTheirHouseAndTheirPost) {
    const Id id = t.person_at(t.house, "王小明");
    HouseChanges owned;
    owned.owner_person = id;
    owned.owner_name = "王小明";
    owned.owner_phone = "13800000001";
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return edit_house(db, t.means, t.officer(), t.other_house, 0, owned);
    }));
    const posts::NewPost term{.role = "stairwell_head",
                              .place = t.building,
                              .person = id,
                              .name = "老王",
                              .to = t.day(-1)};
    const Id post = t.write([&](store::Writer& db) {
                         return posts::appoint(db, t.means, t.officer(), term);
                     }).value();
    ASSERT_TRUE(move(t.officer(), id, {.kind = "lives"}));
    t.inside.clock.set({t.inside.clock.now().micros + micros_per_day});
    ASSERT_TRUE(t.write(
        [&](store::Writer& db) { return erase_person(db, t.means, t.officer(), id, "本人要求"); }));
    t.read([&](store::Reader& db) {
        const House house = house_for(db, t.means, t.officer().who, t.other_house).value();
        EXPECT_EQ(house.owner_name + house.owner_phone + house.owner_document, "");
        EXPECT_FALSE(house.owner_person);
        EXPECT_EQ(posts::post(db, town, post)->name, "");
        return 0;
    });
}

TEST_P(Persons, ErasingTakesTheirAccountsAlong) {
    const Id goes = t.person_at(t.house, "王晓明"), id = t.person_at(t.house, "王小明");
    const std::vector<Id> accounts = {t.account_of("wangxiaoming", id), t.account_of("wang", goes)};
    ASSERT_TRUE(merge(t.officer(), id, goes));
    const std::string token = access::make_token(t.random);
    t.write([&](store::Writer& db) -> Outcome<Done> {
         access::begin_session(
             db, {t.fresh(), accounts[0], "", db.now(), {db.now().micros + micros_per_hour}}, token,
             t.stranger().line("account", accounts[0], "log_in"));
         return Done{};
     }).value();
    const posts::NewPost term{
        .role = "auditor", .place = t.north, .account = accounts[0], .to = t.day(-3)};
    const Id post = t.write([&](store::Writer& db) {
                         return posts::appoint(db, t.means, t.officer(), term);
                     }).value();
    ASSERT_TRUE(move(t.officer(), id, {.kind = "lives"}));
    const auto erase = [&] {
        return t.write([&](store::Writer& db) {
            return erase_person(db, t.means, t.officer(), id, "本人要求");
        });
    };
    EXPECT_EQ(erase().refusal().code, "holds_post");
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        return posts::end_post(db, t.means, t.officer(), post, 1, t.today(), "");
    }));
    ASSERT_TRUE(erase());
    t.read([&](store::Reader& db) {
        for (const Id& one : accounts) {
            const access::Account left = access::account(db, town, one).value();
            EXPECT_TRUE(left.closed);
            EXPECT_EQ(left.name + left.password, access::erased_name);
            EXPECT_EQ(left.login, one.text());
        }
        const Instant now = t.inside.clock.now();
        EXPECT_TRUE(access::sessions_of(db, town, accounts[0], now).empty());
        EXPECT_TRUE(access::who_is(db, town, token, now, t.means.zone).who.stranger());
        EXPECT_EQ(access::find_account(db, town, "wang"), std::nullopt);
        return 0;
    });
}

TEST_P(Persons, LookingIsAnActWithAPurpose) {
    const Id id = t.person_at(t.house, "王小明", wang_number);
    const auto look = [&](const kernel::Asker& asker, std::vector<std::string> fields,
                          const std::string& purpose) {
        return t.write(
            [&](store::Writer& db) { return reveal(db, t.means, asker, id, fields, purpose); });
    };
    EXPECT_EQ(look(t.as("window", t.south), {"phones"}, "回访").refusal().code, "no_such_person");
    EXPECT_EQ(look(t.resident(id), {"phones"}, "回访").refusal().code, "not_yours");
    EXPECT_EQ(look(t.window(), {}, "回访").refusal(), (Refusal{"field_missing", "fields", ""}));
    EXPECT_EQ(look(t.window(), {"key"}, "回访").refusal().code, "no_such_field");
    EXPECT_EQ(look(t.window(), {"phones"}, " ").refusal(),
              (Refusal{"field_missing", "purpose", ""}));
    ASSERT_TRUE(look(t.window(), {"phones"}, "回访"));
    EXPECT_EQ(last_line().verb, "reveal");
    EXPECT_EQ(last_line().basis, "回访");
    EXPECT_TRUE(last_line().post);
}

TEST_P(Persons, AreListedHouseByHouseAndNobodyTwice) {
    std::vector<Id> all;
    for (int i = 0; i < 7; ++i)
        all.push_back(t.person_at(i % 2 ? t.house : t.other_house, "居民" + std::to_string(i)));
    t.person_at(t.south_house, "外人");
    const access::Path north = t.path_of(t.north);
    PersonPage page{.within = north, .most = 3};
    std::vector<Id> seen;
    std::vector<access::Path> paths;
    for (int round = 0; round < 4; ++round) {
        const auto found = t.read([&](store::Reader& db) { return persons(db, town, page); });
        for (const Person& person : found) {
            seen.push_back(person.id);
            paths.push_back(person.path);
        }
        if (found.empty()) break;
        page.after_path = found.back().path;
        page.after = found.back().id;
    }
    EXPECT_TRUE(std::is_sorted(paths.begin(), paths.end()));
    std::sort(seen.begin(), seen.end());
    std::sort(all.begin(), all.end());
    EXPECT_EQ(seen, all);
}

}  // namespace
}  // namespace linli::registry
