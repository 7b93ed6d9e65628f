// What a day left is kept once and signed by a key of one's own; an export is whole, or withholds a
// line and still carries the chain.
#include "journal/heads.h"

#include <gtest/gtest.h>
#include <sodium.h>
#include <sys/stat.h>

#include <fstream>

#include "base/json.h"
#include "base/text.h"
#include "store/testing.h"

namespace linli::journal {
namespace {

using store::testing::town;

class HeadsOn : public ::testing::TestWithParam<std::string> {
protected:
    store::testing::TestStore test{GetParam()};
    SeededRandom random{3};

    void write(const std::string& verb, std::optional<Day> day_over = {}) {
        ASSERT_TRUE(test.store->write(town, [&](store::Writer& db) -> Outcome<Done> {
            Line line;
            line.act = Id::make(test.clock.now(), random);
            line.kind = "case";
            line.verb = verb;
            append(db, line);
            if (day_over) keep_head(db, *day_over);
            return Done{};
        }));
    }
    template <class Look>
    auto read(Look look) {
        return test.store->read(look);
    }
    std::vector<Head> heads() {
        return read([](store::Reader& db) { return heads_before(db, town, Day{40'000}, 10); });
    }
    std::string key_file() { return test.settings().data + "/journal.key"; }
};

INSTANTIATE_TEST_SUITE_P(Engines, HeadsOn, ::testing::ValuesIn(store::testing::engines()));

TEST_P(HeadsOn, AreKeptOnceForADay) {
    write("report");
    write("day_came", Day{20'000});
    write("again", Day{20'000});
    write("day_came", Day{20'001});
    const auto kept = heads();
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].day, Day{20'001});
    EXPECT_EQ(kept[0].end.seq, 4);
    EXPECT_EQ(kept[1].end.seq, 2);
    EXPECT_EQ(read([](store::Reader& db) { return hash_of(db, town, 2); }), kept[1].end.hash);
    EXPECT_EQ(read([](store::Reader& db) { return heads_differ(db, town); }), std::nullopt);
    ASSERT_TRUE(test.store->write(town, [&](store::Writer& db) -> Outcome<Done> {
        static constexpr store::Sql tamper{"testing.tamper",
                                           "update day_heads set seq = 3 where tenant = ? "
                                           "and day = 20000"};
        db.run(tamper, town);
        Line line;
        line.act = Id::make(test.clock.now(), random);
        append(db, line);
        return Done{};
    }));
    EXPECT_EQ(read([](store::Reader& db) { return heads_differ(db, town); }),
              "the journal does not pass through the head of 2024-10-04");
}

TEST_P(HeadsOn, AreSignedByAKeyOfOnesOwn) {
    write("report", Day{20'000});
    const Head head = heads().at(0);
    const Signer signer = Signer::open(key_file(), random);
    struct stat file {};
    ASSERT_EQ(::stat(key_file().c_str(), &file), 0);
    EXPECT_EQ(file.st_mode & 0777U, 0600U);
    EXPECT_EQ(Signer::open(key_file(), random).public_key(), signer.public_key());

    const auto verifies = [&](const Head& one) {
        const std::string signature = signer.sign(canonical(town, head));
        const std::string bytes = canonical(town, one);
        const auto* raw = [](const std::string& text) {
            return reinterpret_cast<const unsigned char*>(text.data());
        }(bytes);
        return crypto_sign_verify_detached(
                   reinterpret_cast<const unsigned char*>(signature.data()), raw, bytes.size(),
                   reinterpret_cast<const unsigned char*>(signer.public_key().data())) == 0;
    };
    EXPECT_TRUE(verifies(head));
    Head other = head;
    other.day = head.day.plus(1);
    EXPECT_FALSE(verifies(other));
    other = head;
    other.end.seq += 1;
    EXPECT_FALSE(verifies(other));

    std::ofstream(key_file()) << "too short";
    EXPECT_THROW(Signer::open(key_file(), random), Fault);
}

TEST_P(HeadsOn, ExportsEndWhereTheyBeganAndWithholdWhatMayNotBeRead) {
    for (const char* verb : {"one", "two", "three", "four"})
        write(verb);
    const auto lines = [&](std::int64_t after, std::int64_t last, std::int64_t most) {
        return read([&](store::Reader& db) {
            return export_lines(db, town, after, last, most,
                                [](const Line& line) { return line.verb != "two"; });
        });
    };
    const auto of = [](const Exported& exported, std::size_t at) {
        return json::Value::parse(text::split(exported.lines, '\n').at(at)).value();
    };
    const Exported all = lines(0, 3, 10);
    EXPECT_EQ(all.seq, 3);
    EXPECT_EQ(text::split(all.lines, '\n').size(), 4U);  // and what stands behind the last
    EXPECT_EQ(of(all, 0)["verb"].text(), "one");
    EXPECT_EQ(of(all, 0)["body"].text(), "{}");
    EXPECT_TRUE(of(all, 1)["withheld"].flag());
    EXPECT_FALSE(of(all, 1).has("verb"));
    EXPECT_EQ(of(all, 1)["hash"].text(),
              text::hex(read([](store::Reader& db) { return hash_of(db, town, 2); }).value()));
    EXPECT_EQ(lines(0, 4, 2).seq, 2);
    EXPECT_EQ(of(lines(2, 4, 2), 1)["verb"].text(), "four");
    EXPECT_FALSE(read([](store::Reader& db) { return hash_of(db, town, 5); }));
}

}  // namespace
}  // namespace linli::journal
