// A chain that shows what was changed, left out or put in after the fact, on either engine and with
// either digest.
#include "journal/journal.h"

#include <gtest/gtest.h>

#include "store/testing.h"

namespace linli::journal {
namespace {

using store::testing::town;
using Tamper = store::Sql;

class JournalOn : public ::testing::TestWithParam<std::string> {
protected:
    store::testing::TestStore test{GetParam()};
    SeededRandom random{3};

    Line line(std::string verb) {
        Line one;
        one.act = Id::make(test.clock.now(), random);
        one.kind = "case";
        one.record = record;
        one.verb = std::move(verb);
        one.body = R"({"reason":"二楼漏水"})";
        return one;
    }
    void write(std::vector<Line> lines) {
        ASSERT_TRUE(test.store->write(town, [&](store::Writer& db) -> Outcome<Done> {
            for (const Line& one : lines)
                append(db, one);
            return Done{};
        }));
    }
    std::optional<std::string> verified() {
        return test.store->read([](store::Reader& db) { return verify(db, town); });
    }
    void tamper(const Tamper& sql) {
        // Alongside a proper line, as someone with the database in hand would.
        ASSERT_TRUE(test.store->write(town, [&](store::Writer& db) -> Outcome<Done> {
            db.run(sql, town);
            append(db, line("after"));
            return Done{};
        }));
    }

    const Id record = Id::make(test.clock.now(), random);
};

INSTANTIATE_TEST_SUITE_P(Engines, JournalOn, ::testing::ValuesIn(store::testing::engines()));

TEST_P(JournalOn, TellsTheStoryOfARecordInOrder) {
    write({line("report"), line("accept")});
    write({line("close")});
    test.store->read([&](store::Reader& db) {
        const auto story = timeline(db, town, record);
        ASSERT_EQ(story.size(), 3u);
        EXPECT_EQ(story[0].verb, "report");
        EXPECT_EQ(story[2].verb, "close");
        EXPECT_EQ(story[2].seq, 3);
        EXPECT_EQ(story[2].at, test.clock.now());
        EXPECT_EQ(after(db, town, 1, 10).size(), 2u);
        EXPECT_EQ(before(db, town, 3, 10).front().verb, "accept");
        EXPECT_EQ(done(db, town, story[1].act)->verb, "accept");
        EXPECT_EQ(done(db, store::Tenant{1}, story[1].act), std::nullopt);
    });
    EXPECT_EQ(verified(), std::nullopt);
}

TEST_P(JournalOn, ShowsWhatWasTamperedWith) {
    write({line("report"), line("accept"), line("close")});
    const struct {
        const char* what;
        Tamper sql;
        const char* shows;
    } rows[] = {
        {"changed",
         {"test.change", "update journal set verb = 'open' where tenant = ? and seq = 2"},
         "line 2 was changed"},
        {"left out",
         {"test.drop", "delete from journal where tenant = ? and seq = 1"},
         "line 1 is missing"},
    };
    for (const auto& row : rows) {
        tamper(row.sql);
        const auto problem = verified();
        ASSERT_TRUE(problem) << row.what;
        EXPECT_NE(problem->find(row.shows), std::string::npos) << *problem;
    }
}

TEST_P(JournalOn, ShowsAnEndThatWasCutOff) {
    write({line("report"), line("accept")});
    ASSERT_TRUE(test.store->write(town, [&](store::Writer& db) -> Outcome<Done> {
        append(db, line("close"));
        db.run({"test.cut", "delete from journal where tenant = ? and seq = 3"}, town);
        return Done{};
    }));
    ASSERT_TRUE(verified());
    EXPECT_NE(verified()->find("ends at line 2"), std::string::npos);
}

TEST_P(JournalOn, AnActIdIsUniqueForEver) {
    const Line once = line("report");
    write({once});
    EXPECT_THROW((void)test.store->write(town,
                                         [&](store::Writer& db) -> Outcome<Done> {
                                             append(db, once);
                                             return Done{};
                                         }),
                 Fault);
}

TEST_P(JournalOn, ChainsWithSm3WhereTheTenantSaysSo) {
    const store::Tenant secret{330299002000};
    test.store->add_tenant({secret, "国密街道", Zone{}, Digest::sm3});
    const Line first = line("report");
    ASSERT_TRUE(test.store->write(secret, [&](store::Writer& db) -> Outcome<Done> {
        append(db, first);
        Line expected = first;
        expected.seq = 1;
        expected.at = db.now();
        EXPECT_EQ(db.head.hash,
                  digest(Digest::sm3, canonical(secret, expected, std::string(32, '\0'))));
        return Done{};
    }));
    test.store->read([&](store::Reader& db) { EXPECT_EQ(verify(db, secret), std::nullopt); });
}

}  // namespace
}  // namespace linli::journal
