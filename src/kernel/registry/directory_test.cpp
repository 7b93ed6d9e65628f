// What one request worked out from the directory is told to the next, and to nobody once a name, a
// way or a post has changed.
#include "kernel/registry/directory.h"

#include <gtest/gtest.h>

#include "kernel/posts/testing.h"
#include "kernel/registry/places.h"

namespace linli::registry {
namespace {

using posts::testing::TestTown;
using store::testing::town;

class Remembered : public testing::TestWithParam<std::string> {
protected:
    Remembered() { t.means.directory = &directory; }

    // Asks; a text that nobody has worked out in this edition is `fresh`.
    std::string ask(store::Reader& db, const std::string& fresh) {
        return DirectoryView(db, t.means, town).text("question", "of", [&] { return fresh; });
    }
    std::string ask(const std::string& fresh) {
        return t.read([&](store::Reader& db) { return ask(db, fresh); });
    }
    std::string address() {
        return t.read([&](store::Reader& db) {
            return Addresses(db, t.means, town).of(t.place(t.house).path);
        });
    }
    Outcome<Id> rename(const Id& place, const std::string& name) {
        PlaceChanges changes;
        changes.name = name;
        return t.write([&](store::Writer& db) {
            return edit_place(db, t.means, t.officer(), place, t.place(place).edition, changes);
        });
    }

    Directory directory;
    TestTown t{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Engines, Remembered, testing::ValuesIn(store::testing::engines()));

TEST_P(Remembered, UntilAPlaceAUnitAPostOrANameChanges) {
    EXPECT_EQ(ask("one"), "one");
    EXPECT_EQ(ask("two"), "one");
    EXPECT_EQ(address(), "和风新村3幢101");
    ASSERT_TRUE(rename(t.estate, "清风新村"));
    EXPECT_EQ(address(), "清风新村3幢101");
    EXPECT_EQ(ask("three"), "three");
    const Id li = t.account_of("lixia");  // has no post yet: nothing that was worked out names it
    EXPECT_EQ(ask("four"), "three");
    ASSERT_TRUE(t.write([&](store::Writer& db) {
        posts::NewPost post{.role = "grid_worker", .place = t.grid};
        post.account = li;
        return posts::appoint(db, t.means, t.officer(), post);
    }));
    EXPECT_EQ(ask("five"), "five");
}

TEST_P(Remembered, ByNobodyWhoSeesOtherThings) {
    EXPECT_EQ(ask("before"), "before");
    t.read([&](store::Reader& old) {
        EXPECT_EQ(ask(old, "unseen"), "before");  // its snapshot begins here
        EXPECT_TRUE(rename(t.estate, "清风新村"));
        EXPECT_EQ(ask("after"), "after");
        // An old snapshot neither hears what is new nor tells what is old.
        EXPECT_EQ(ask(old, "old"), "old");
        EXPECT_EQ(ask("later"), "after");
        return 0;
    });
}

TEST_P(Remembered, NothingOfAChangeThatMayYetBeRefused) {
    EXPECT_EQ(ask("before"), "before");
    const auto refused = t.write([&](store::Writer& db) -> Outcome<Id> {
        PlaceChanges changes;
        changes.name = "清风新村";
        const std::int64_t edition = t.place(t.estate).edition;
        EXPECT_TRUE(edit_place(db, t.means, t.officer(), t.estate, edition, changes));
        EXPECT_EQ(ask(db, "within"), "within");
        EXPECT_EQ(Addresses(db, t.means, town).of(t.place(t.house).path), "清风新村3幢101");
        return Refusal{"not_yours", "", ""};
    });
    EXPECT_FALSE(refused);
    EXPECT_EQ(ask("after"), "before");
    EXPECT_EQ(address(), "和风新村3幢101");
}

}  // namespace
}  // namespace linli::registry
