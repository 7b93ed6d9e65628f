// From a file to people in the registry and back: the sheets of tests/sheets, handed in by a window
// clerk of 北苑社区.
#include "channels/sheets/import_runner.h"

#include "base/text.h"
#include "channels/sheets/import_testing.h"
#include "kernel/registry/find.h"
#include "kernel/registry/residences.h"
#include "kernel/registry/retention.h"
#include "kernel/registry/units.h"

namespace linli::sheets {
namespace {

using testing::Lines;
using testing::sheet_file;
using testing::town;

class ImportRunnerTest : public testing::ImportTest {};

INSTANTIATE_TEST_SUITE_P(Engines, ImportRunnerTest, ::testing::ValuesIn(store::testing::engines()));

TEST_P(ImportRunnerTest, AListOfResidentsBecomesPeopleAndFamilies) {
    const Id id = hand_in(sheet_file("residents.xlsx"));
    EXPECT_EQ(summary(id), "ready 5 0 0 0 0 0");
    EXPECT_EQ(at(id).rows, 5);
    EXPECT_EQ(at(id).header.at(2).field, "id_number");
    EXPECT_FALSE(named("周建国"));  // a preview changes nothing

    act(run_import, id).value();
    EXPECT_EQ(summary(id), "done 5 0 0 0 0 0");
    const auto father = named("周建国");
    EXPECT_EQ(address(father->home), "和风新村3幢101");
    EXPECT_EQ(father->home, t.house);
    EXPECT_EQ(father->registered, father->home);
    EXPECT_FALSE(father->separated);
    EXPECT_EQ(father->political, "01");
    EXPECT_EQ(father->birth->text(), "1962-05-12");
    EXPECT_EQ(named("周晓峰")->home, t.house);  // the address was merged over the family
    EXPECT_EQ(named("周晓峰")->note, "在杭州上班，周末回家");
    EXPECT_EQ(family("沈秀英"), (Lines{"02 周建国", "10 沈秀英", "22 周晓峰"}));
    EXPECT_EQ(family("欧阳玉兰"), (Lines{"02 欧阳玉兰"}));
    // No number, a building and a stairwell that were not there, and no 户口 here.
    const auto tenant = named("单小军");
    EXPECT_EQ(address(tenant->home), "和风新村4号楼2单元301");
    EXPECT_EQ(tenant->id_number, "");
    EXPECT_FALSE(tenant->registered);
    EXPECT_EQ(at(id).counts.places, 3);
}

TEST_P(ImportRunnerTest, TheSameFileTwiceChangesNothing) {
    for (const std::string file : {"residents.xlsx", "families.xlsx", "export_gb18030.csv"}) {
        take_over(sheet_file(file));
        const std::int64_t before = journal_length();
        const Id again = hand_in(sheet_file(file));
        const Import preview = at(again);
        EXPECT_EQ(preview.counts.fresh + preview.counts.updated + preview.counts.maybe, 0) << file;
        act(run_import, again).value();
        EXPECT_EQ(at(again).counts.same + at(again).counts.bad, at(again).rows) << file;
        // Begin, run and finish: no line about anybody.
        EXPECT_EQ(journal_length(), before + 3) << file;
    }
}

// 户编号 groups people, but says of nobody what they are to the head.
TEST_P(ImportRunnerTest, AHouseholdNumberAloneChangesNothingTheSecondTime) {
    const std::string sheet =
        "姓名,身份证号,现住址,户编号\n"
        "蒋国强,99990119620305101X,和风新村4号楼2单元301,H0001\n"
        "杨美珍,999901196407101023,和风新村4号楼2单元301,H0001\n";
    take_over(sheet);
    const Id again = hand_in(sheet);
    EXPECT_EQ(at(again).counts.same, 2);
    EXPECT_EQ(at(again).counts.updated, 0);
}

TEST_P(ImportRunnerTest, BadRowsComeBackToBeMended) {
    const Id id = take_over(sheet_file("mangled.xlsx"));
    EXPECT_EQ(
        lines(id),
        (Lines{"2 bad 王一; id_number excel_number 3.30203E+17!",
               "3 bad 王二; id_number excel_zeros!", "4 bad 王三; id_number id_check_digit!",
               "5 bad 王四; birth day_incomplete 1987年3月!",
               "6 new 王五; phones excel_number 1.99E+10", "7 bad ; name field_missing!",
               "8 new 王七; home address_unclear 东侧", "9 bad 王八一; id_number id_twice 6!"}));
    EXPECT_EQ(summary(id), "done 2 0 0 0 6 2");
    EXPECT_TRUE(named("王五"));
    EXPECT_FALSE(named("王八一"));

    for (const Format format : {Format::xlsx, Format::csv}) {
        std::string bytes;
        const Pieces pieces = file_to_mend(t.store(), t.means, town, at(id), format, "zh");
        while (const auto piece = pieces())
            bytes += *piece;
        Lines mend;
        ASSERT_TRUE(read(bytes, {}, [&](const Row& row) {
            mend.emplace_back(std::string(row.text(0)) + "|" + std::string(row.text(5)));
            return true;
        }));
        ASSERT_EQ(mend.size(), 9u);
        EXPECT_EQ(mend[0], "姓名|问题");
        EXPECT_EQ(mend[1],
                  "王一|身份证号码：Excel 把长数字变成了“3.30203E+17”，原来的数字已经丢失："
                  "请把该列设为“文本”后重新填写");
        EXPECT_EQ(mend[8], "王八一|身份证号码：这个身份证号在第 6 行已经出现过");
        // It can be handed in as it is: its last column is known and left out.
        const Id again = hand_in(bytes);
        EXPECT_EQ(summary(again), "ready 0 0 2 0 6 2");
        EXPECT_EQ(at(again).header.at(5).field, "-");
    }
}

TEST_P(ImportRunnerTest, FamiliesInAnyOrderAndPeopleWhoHaveGone) {
    const Id id = take_over(sheet_file("families.xlsx"));
    EXPECT_EQ(lines(id), (Lines{"9 bad 吴远; home not_here 杭州市西湖区文三路9号!"}));
    EXPECT_EQ(family("李桂花"), (Lines{"02 陈家兴", "12 李桂花", "30 陈小妹"}));
    EXPECT_EQ(family("赵大妈"), (Lines{"02 赵立新", "52 赵大妈"}));  // the head came later

    const auto away = named("陈小妹");
    EXPECT_FALSE(away->home);
    EXPECT_EQ(address(away->registered), "和风新村5幢101");
    EXPECT_EQ(away->home_address, "上海市浦东新区张江镇");
    EXPECT_TRUE(away->separated);
    const auto tenant = named("赵立新");
    EXPECT_EQ(address(tenant->home), "和风新村5幢102");
    EXPECT_FALSE(tenant->registered);
    EXPECT_EQ(tenant->registered_address, "安徽省六安市霍邱县河口镇");
    EXPECT_EQ(address(named("赵大妈")->registered), "和风新村5幢102");

    const auto moved = named("钱进");
    EXPECT_FALSE(moved->present);
    EXPECT_EQ(moved->home_address, "杭州市西湖区");
    const auto stays =
        t.read([&](store::Reader& db) { return registry::residences_of(db, town, moved->id); });
    ASSERT_EQ(stays.size(), 1u);
    EXPECT_EQ(stays[0].to->text(), "2026-01-15");
    EXPECT_EQ(named("孙老太")->died->text(), "2026-02-01");
    EXPECT_FALSE(named("孙老太")->present);
}

TEST_P(ImportRunnerTest, AnExportInGb18030) {
    const Id id = take_over(sheet_file("export_gb18030.csv"));
    EXPECT_EQ(summary(id), "done 3 0 0 0 0 0");
    EXPECT_EQ(address(named("郑喆")->home), "和风新村6幢1单元101");
    EXPECT_EQ(named("郑喆")->occupation, "纺机厂");
    const auto rare = named("冯𠮷");
    ASSERT_TRUE(rare);
    EXPECT_EQ(rare->ethnic, "22");
    EXPECT_EQ(rare->employment, "80");
    EXPECT_EQ(address(rare->home), "和风新村6幢1单元102");
    EXPECT_EQ(address(named("褚卫")->home), "和风新村6幢二单元201");
    EXPECT_EQ(named("褚卫")->occupation, "=1+1");
}

TEST_P(ImportRunnerTest, WhoIsKnownIsUpdatedOrAskedAbout) {
    const Id sure = t.person_at(t.house, "周建国", "999901196205120015", "19900000001");
    const Id other = t.person_at(t.other_house, "王大锤", "999901196407030026");
    const Id maybe = t.person_at(t.south_house, "单小军");
    t.write([&](store::Writer& db) {
         registry::PersonChanges changes;
         changes.birth = Day::parse("1988-08-08");
         return registry::edit_person(db, t.means, t.officer(), maybe, 1, changes);
     }).value();

    // The clerk of 北苑 does not see 南苑, where the namesake lives; the officer of the street
    // does.
    EXPECT_EQ(summary(hand_in(sheet_file("residents.xlsx"))), "ready 3 1 0 0 1 0");
    const Id id = hand_in(sheet_file("residents.xlsx"), ImportKind::people, {}, &officer);
    EXPECT_EQ(summary(id), "ready 2 1 0 1 1 0");
    EXPECT_EQ(lines(id),
              (Lines{"5 bad 沈秀英; id_number duplicate_of 王大锤!", "8 duplicate 单小军"}));
    EXPECT_EQ(lines(id, "update"), (Lines{"4 update 周建国"}));

    const auto decide_as = [&](std::int64_t line, Decision decision) {
        return t.write([&](store::Writer& db) {
            return decide(db, t.means, anew(officer), id, line, decision);
        });
    };
    EXPECT_EQ(decide_as(5, Decision::fresh).refusal(), (Refusal{"not_undecided", "row", "bad"}));
    EXPECT_EQ(decide_as(99, Decision::fresh).refusal().code, "no_such_row");
    EXPECT_TRUE(decide_as(8, Decision::same));
    act(run_import, id, &officer).value();
    EXPECT_EQ(summary(id), "done 2 2 0 0 1 0");
    EXPECT_EQ(t.person(sure).political, "01");
    EXPECT_EQ(t.person(other).name, "王大锤");
    EXPECT_EQ(address(t.person(maybe).home), "和风新村4号楼2单元301");
}

TEST_P(ImportRunnerTest, AnImportIsUndoneAsOne) {
    const Id known = t.person_at(t.house, "周建国", "999901196205120015");
    const Id id = take_over(sheet_file("residents.xlsx"));
    EXPECT_EQ(summary(id), "done 4 1 0 0 0 0");
    const Id touched = named("单小军")->id;
    t.write([&](store::Writer& db) {
         registry::PersonChanges changes;
         changes.set("note", "改过");
         return registry::edit_person(db, t.means, anew(officer), touched, 1, changes);
     }).value();

    act(undo_import, id).value();
    EXPECT_EQ(at(id).state, State::undone);
    EXPECT_FALSE(named("欧阳玉兰"));
    EXPECT_FALSE(named("周晓峰"));
    EXPECT_TRUE(named("单小军"));  // somebody has touched it since
    EXPECT_EQ(lines(id, "kept"), (Lines{"8 kept 单小军;  changed_meanwhile officer!"}));
    EXPECT_EQ(t.person(known).political, "");  // as it was
    EXPECT_EQ(t.person(known).home, t.house);
    const auto found = t.read([&](store::Reader& db) {
        return registry::person_by_document(db, t.means, town, "999901193510010043");
    });
    EXPECT_FALSE(found);
    // The same list can come again.
    EXPECT_EQ(summary(take_over(sheet_file("residents.xlsx"))), "done 3 2 0 0 0 0");
}

TEST_P(ImportRunnerTest, PlacesThatNobodyIsInGoWhenItIsUndone) {
    const Id id = take_over(sheet_file("families.xlsx"));
    const auto place_named = [&] {
        return t.read([&](store::Reader& db) {
            return registry::child_named(db, town, t.estate, "5幢").has_value();
        });
    };
    EXPECT_TRUE(place_named());
    act(undo_import, id).value();
    EXPECT_EQ(lines(id, "kept"), Lines{});
    EXPECT_FALSE(place_named());
}

TEST_P(ImportRunnerTest, AKilledImportGoesOnWhereItWas) {
    // 1,200 people in three chunks; the program ends after the first, in the middle of the run.
    std::string bytes = "姓名,现住地址,与户主关系\n";
    for (int i = 0; i < 1200; ++i) {
        bytes += "甲" + std::to_string(i) + ",和风新村" + std::to_string(i / 400 + 10) + "幢" +
                 std::to_string(i % 400 + 1) + "室," + (i % 2 ? "配偶" : "户主") + "\n";
    }
    const Id id = hand_in(bytes);
    EXPECT_EQ(summary(id), "ready 1200 0 0 0 0 0");
    const kernel::Asker who = anew(clerk);
    t.write([&](store::Writer& db) { return run_import(db, t.means, who, id); }).value();
    {
        int chunks = 0;
        ImportRunner killed(t.store(), t.means, t.inside.clock, [&](store::Tenant, const Id&) {
            if (++chunks == 1) throw std::runtime_error("killed");
        });
        EXPECT_THROW(killed.work_off(), std::runtime_error);
    }
    EXPECT_EQ(at(id).state, State::running);
    EXPECT_EQ(at(id).counts.fresh, 500);
    ImportRunner next(t.store(), t.means, t.inside.clock);
    next.work_off();
    EXPECT_EQ(at(id).state, State::done);
    EXPECT_EQ(at(id).counts.fresh, 1200);
    const auto people = t.read([&](store::Reader& db) {
        registry::PersonPage page;
        page.within = t.path_of(t.north);
        page.most = 2000;
        return registry::persons(db, town, page).size();
    });
    EXPECT_EQ(people, 1200u);
    EXPECT_TRUE(t.read([](store::Reader& db) { return !journal::verify(db, town); }));
}

TEST_P(ImportRunnerTest, StoppedRunOnAndPutAway) {
    const Id id = hand_in(sheet_file("residents.xlsx"));
    EXPECT_EQ(act(stop_import, id).refusal(), (Refusal{"wrong_state", "import", "ready"}));
    EXPECT_EQ(act(undo_import, id).refusal().code, "wrong_state");
    const kernel::Asker stranger = t.as("window", t.south);
    EXPECT_EQ(act(run_import, id, &stranger).refusal().code, "no_such_import");
    const kernel::Asker grid_worker = t.as("grid_worker", t.grid);
    EXPECT_EQ(act(discard_import, id, &grid_worker).refusal().code, "no_such_import");

    t.write([&](store::Writer& db) { return run_import(db, t.means, anew(clerk), id); }).value();
    act(stop_import, id).value();
    EXPECT_EQ(summary(id), "stopped 5 0 0 0 0 0");
    EXPECT_FALSE(named("周建国"));
    act(run_import, id).value();
    EXPECT_EQ(at(id).state, State::done);

    const Import before = at(id);
    act(discard_import, id).value();
    EXPECT_EQ(at(id).state, State::discarded);
    EXPECT_TRUE(lines(id, "").empty());
    EXPECT_FALSE(import_file(t.store(), t.means, town, before));
    EXPECT_FALSE(t.store().file(town, *before.file));  // not even sealed
    EXPECT_FALSE(at(id).file);
    EXPECT_TRUE(named("周建国"));  // only what was kept of the file is gone
}

TEST_P(ImportRunnerTest, AStopBehindTheLastRowIsHeard) {
    // Whether the program goes on behind it, or breaks.
    for (const bool breaks : {false, true}) {
        const std::string name = breaks ? "李明" : "王伟";
        const Id id = hand_in("姓名,现住址\n" + name + ",和风新村3幢102\n");
        t.write([&](store::Writer& db) {
             return run_import(db, t.means, anew(clerk), id);
         }).value();
        bool stopped = false;
        ImportRunner once(t.store(), t.means, t.inside.clock, [&](store::Tenant, const Id&) {
            if (std::exchange(stopped, true)) return;
            t.write([&](store::Writer& db) {
                 return stop_import(db, t.means, anew(clerk), id);
             }).value();
            CHECK(!breaks);
        });
        once.work_off();
        EXPECT_EQ(summary(id), "stopped 1 0 0 0 0 0");
        act(run_import, id).value();
        EXPECT_EQ(summary(id), "done 1 0 0 0 0 0");
    }
}

TEST_P(ImportRunnerTest, OneOnWhichTheProgramBreaksDoesNotHoldUpTheOthers) {
    const Id breaks = hand_in(sheet_file("residents.xlsx"));
    const Id waits = hand_in(sheet_file("families.xlsx"));
    for (const Id& id : {breaks, waits})
        t.write([&](store::Writer& db) {
             return run_import(db, t.means, anew(clerk), id);
         }).value();
    bool broke = false;
    ImportRunner breaking(t.store(), t.means, t.inside.clock, [&](store::Tenant, const Id& id) {
        CHECK(id != breaks || std::exchange(broke, true));
    });
    breaking.work_off();
    EXPECT_EQ(summary(breaks), "stopped 5 0 0 0 0 0 import_broken");
    EXPECT_EQ(at(waits).state, State::done);
    act(run_import, breaks).value();
    EXPECT_EQ(summary(breaks), "done 5 0 0 0 0 0");

    // While it is undone: it can be undone once more.
    t.write([&](store::Writer& db) {
         return undo_import(db, t.means, anew(clerk), breaks);
     }).value();
    broke = false;
    breaking.work_off();
    EXPECT_EQ(summary(breaks), "done 5 0 0 0 0 0 import_broken");
    act(undo_import, breaks).value();
    EXPECT_EQ(at(breaks).state, State::undone);
    EXPECT_FALSE(named("周建国"));
}

TEST_P(ImportRunnerTest, ImportsFollowTheirPlaceWhenItIsMoved) {
    listen(t.hooks, t.means);
    const kernel::Asker worker = t.as("window", t.grid);
    const Id id = hand_in(sheet_file("residents.xlsx"), ImportKind::people, {}, &worker);
    const auto sees = [&](const Id& community) {
        const kernel::Asker who = t.as("window", community);
        return t.read([&](store::Reader& db) {
            return static_cast<bool>(import_for(db, t.means, who.who, id));
        });
    };
    EXPECT_TRUE(sees(t.north));
    EXPECT_FALSE(sees(t.south));
    t.write([&](store::Writer& db) {
         return registry::move_place(db, t.means, anew(officer), t.grid,
                                     registry::place(db, town, t.grid)->edition, t.south);
     }).value();
    EXPECT_FALSE(sees(t.north));
    EXPECT_TRUE(sees(t.south));
}

// The sheet is a copy of what is known of them.
TEST_P(ImportRunnerTest, ASheetIsPutAwayWhenSomebodyItBroughtIsErased) {
    listen(t.hooks, t.means);
    const Id other = take_over(sheet_file("families.xlsx"));
    const Id id = take_over(sheet_file("residents.xlsx"));
    const registry::Person father = named("周建国").value();
    ASSERT_TRUE(t.store().file(town, id));
    const registry::Move out{.kind = "lives"}, nowhere{.kind = "registered"};
    t.write([&](store::Writer& db) {
         return registry::move_person(db, t.means, anew(officer), father.id, father.edition, out);
     }).value();
    t.write([&](store::Writer& db) {
         return registry::move_person(db, t.means, anew(officer), father.id, father.edition + 1,
                                      nowhere);
     }).value();
    t.write([&](store::Writer& db) {
         return registry::erase_person(db, t.means, anew(officer), father.id, "本人要求");
     }).value();
    runner.work_off();
    EXPECT_EQ(at(id).state, State::discarded);
    EXPECT_EQ(at(id).counts.fresh, 5);
    EXPECT_TRUE(lines(id, "").empty());
    EXPECT_FALSE(t.store().file(town, id));
    EXPECT_EQ(at(other).state, State::done);
    EXPECT_TRUE(named("沈秀英"));
}

// Kept for its period, then due; and longer only with a reason.
TEST_P(ImportRunnerTest, ASheetIsDueWhenItsPeriodIsOver) {
    const Id id = take_over(sheet_file("residents.xlsx"));
    const auto due = [&] {
        return t
            .read([&](store::Reader& db) {
                return imports_due(db, town, t.means.zone, t.path_of(t.street), "", {}, t.today(),
                                   50);
            })
            .size();
    };
    const std::int64_t period = registry::retention("import_sheet").days;
    const auto wait = [&](std::int64_t days) {
        t.inside.clock.set({t.inside.clock.now().micros + days * micros_per_day});
    };
    wait(period - 1);
    EXPECT_EQ(due(), 0u);
    wait(1);
    EXPECT_EQ(due(), 1u);
    const auto keep = [&](std::string_view why) {
        return t.write([&](store::Writer& db) {
            return keep_import_longer(db, t.means, anew(clerk), id, t.today().plus(7), why);
        });
    };
    EXPECT_EQ(keep(" ").refusal().code, "field_missing");
    ASSERT_TRUE(keep("还在核对"));
    EXPECT_EQ(due(), 0u);
    wait(8);
    EXPECT_EQ(due(), 1u);
    const auto discard = [&](const kernel::Asker& who, std::string_view why) {
        return t.write(
            [&](store::Writer& db) { return discard_due(db, t.means, anew(who), id, why); });
    };
    EXPECT_EQ(discard(t.as("window", t.south), "期满").refusal().code, "no_such_import");
    EXPECT_EQ(discard(clerk, "").refusal().code, "field_missing");
    ASSERT_TRUE(discard(clerk, "期满"));
    EXPECT_EQ(discard(clerk, "期满").refusal().code, "wrong_state");
    EXPECT_EQ(due(), 0u);
}

TEST_P(ImportRunnerTest, WhoHasLostTheRightIsStopped) {
    const Id id = hand_in(sheet_file("residents.xlsx"));
    t.write([&](store::Writer& db) -> Outcome<Id> {
         const auto moved = run_import(db, t.means, anew(clerk), id);
         static constexpr store::Sql forget{"test.forget",
                                            "delete from grants where tenant = ? and account = ?"};
         db.run_derived(forget, db.tenant(), clerk.who.account);
         return moved;
     }).value();
    runner.work_off();
    EXPECT_EQ(summary(id), "stopped 5 0 0 0 0 0 not_yours");
    EXPECT_FALSE(named("周建国"));
}

TEST_P(ImportRunnerTest, AFileThatCannotBeReadIsRefusedWhole) {
    EXPECT_EQ(summary(hand_in("<html>")), "refused 0 0 0 0 0 0 sheet_web_page");
    EXPECT_EQ(summary(hand_in("姓名,电话\n\"张三")), "refused 0 0 0 0 0 0 sheet_quote");
    EXPECT_EQ(summary(hand_in("张三,男\n")), "refused 0 0 0 0 0 0 sheet_no_heading");
    EXPECT_EQ(summary(hand_in("性别,民族\n男,汉\n")), "refused 0 0 0 0 0 0 field_missing");
    const Id id = hand_in("性别,民族,称呼\n男,汉,张三\n");
    EXPECT_EQ(at(id).refusal->at, "name");
    // Until somebody says which column the name is.
    const auto say = [&](const std::string& field, std::int64_t edition) {
        ImportOptions options;
        options.columns = {{2, field}};
        const auto done = t.write([&](store::Writer& db) {
            return set_options(db, t.means, anew(clerk), id, edition, options);
        });
        runner.work_off();
        return done;
    };
    EXPECT_EQ(say("nonsense", at(id).edition).refusal(),
              (Refusal{"no_such_field", "columns.C", "nonsense"}));
    EXPECT_EQ(say("name", 1).refusal().code, "changed_meanwhile");
    EXPECT_TRUE(say("name", at(id).edition));
    EXPECT_EQ(summary(id), "ready 1 0 0 0 0 1");
}

TEST_P(ImportRunnerTest, PlacesMayBeLeftToOthers) {
    ImportOptions options;
    options.make_places = false;
    const Id id = hand_in(sheet_file("residents.xlsx"), ImportKind::people, options);
    EXPECT_EQ(lines(id), (Lines{"8 bad 单小军; home no_such_place 4号楼!"}));
}

TEST_P(ImportRunnerTest, HousesInColumnsForEachLevel) {
    const Id id = hand_in(sheet_file("houses.csv"), ImportKind::places, {}, &officer);
    EXPECT_EQ(summary(id), "ready 3 1 1 0 0 1");
    EXPECT_EQ(at(id).counts.places, 7);
    act(run_import, id, &officer).value();
    EXPECT_EQ(summary(id), "done 3 1 1 0 0 1");
    EXPECT_EQ(t.place(t.house).longitude, 121'500'000);
    EXPECT_EQ(lines(id), (Lines{"5 new 102; latitude degrees_bad 北纬29度"}));
    const auto estate = t.read([&](store::Reader& db) {
        const auto grid = registry::child_named(db, town, t.north, "第三网格");
        return registry::child_named(db, town, grid->id, "新苑小区");
    });
    ASSERT_TRUE(estate);
    EXPECT_EQ(summary(hand_in(sheet_file("houses.csv"), ImportKind::places, {}, &officer)),
              "ready 0 0 5 0 0 1");
    act(undo_import, id, &officer).value();
    EXPECT_TRUE(t.place(estate->id).to);
    EXPECT_FALSE(t.place(t.house).to);
}

TEST_P(ImportRunnerTest, PlacesOneARow) {
    const std::string bytes =
        "名称,类型,上级,编码\n第二网格,网格,北苑社区,330299001001002\n新楼,楼幢,北苑社区/第二网格/"
        "新村,\n"
        "新村,小区,第二网格,\n新楼,楼幢,北苑社区/第二网格/"
        "新村,\n怪地方,宫殿,,\n5号,房屋,哪里,\n,网格,,\n第三网格,网格,北苑社区,3302990010\n";
    const Id id = hand_in(bytes, ImportKind::places, {}, &officer);
    const Lines said{"3 bad 新楼; parent no_such_place 新村!",
                     "6 bad 怪地方; kind no_such_kind 宫殿!",
                     "7 bad 5号; parent no_such_place 哪里!", "8 bad ; name field_missing!",
                     "9 new 第三网格; code code_bad grid_length"};
    EXPECT_EQ(lines(id), said);
    act(run_import, id, &officer).value();
    EXPECT_EQ(summary(id), "done 4 0 0 0 4 1");
    EXPECT_EQ(lines(id), said);
    const auto grid = t.read([&](store::Reader& db) {
        return registry::place_by_code(db, town, "grid", "330299001001002");
    });
    EXPECT_EQ(grid->name, "第二网格");
}

TEST_P(ImportRunnerTest, Units) {
    const Id id = hand_in(sheet_file("units.csv"), ImportKind::units, {}, &officer);
    EXPECT_EQ(lines(id),
              (Lines{"4 bad 老王修车铺; code credit_check_digit!",
                     "5 new 北苑幼儿园; staff number_bad 很多; from day_in_future 2099-01-01",
                     "6 bad 和风便利店; name row_twice 3!"}));
    EXPECT_EQ(summary(id), "ready 3 0 0 0 2 1");
    act(run_import, id, &officer).value();
    const auto unit = t.read([&](store::Reader& db) {
        return registry::unit_by_code(db, town, "91350100M000100Y43").value();
    });
    EXPECT_EQ(unit.kind, "company");
    EXPECT_EQ(unit.staff, 120);
    EXPECT_EQ(unit.place, t.building);
    EXPECT_EQ(unit.from.text(), "2001-05-01");
    const Id again = hand_in(sheet_file("units.csv"), ImportKind::units, {}, &officer);
    EXPECT_EQ(at(again).counts.fresh, 0);
    act(undo_import, id, &officer).value();
    EXPECT_TRUE(t.read([&](store::Reader& db) { return registry::unit(db, town, unit.id); })->to);
}

TEST(ImportSentences, EveryProblemHasOneInBothLanguages) {
    for (const std::string code :
         {"excel_number", "id_check_digit", "maybe_same", "not_here", "sheet_corrupt",
          "sheet_empty", "sheet_encoding", "sheet_encrypted", "sheet_no_heading",
          "sheet_no_such_sheet", "sheet_old_excel", "sheet_other_kind", "sheet_quote",
          "sheet_too_large", "sheet_too_many_rows", "sheet_too_wide", "sheet_web_page", "file_gone",
          "import_broken"}) {
        const Problem problem{"", code, "X", true};
        EXPECT_EQ(sentence(problem, "zh").find(code), std::string::npos) << code;
        EXPECT_EQ(sentence(problem, "en").find("{with}"), std::string::npos) << code;
    }
    EXPECT_EQ(sentence({"", "unheard_of", "7", true}, "zh"), "unheard_of 7");
    EXPECT_EQ(sentence(Import{}, {"field_missing", "name"}, "zh"), "姓名：必填，不能为空");
    EXPECT_EQ(sentence(Import{}, {"sheet_quote", "", "3"}, "en"),
              "A quotation mark in row 3 is not closed");
}

}  // namespace
}  // namespace linli::sheets
