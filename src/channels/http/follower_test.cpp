// What was written reaches those who listen where it happened, and nobody else.
#include "channels/http/follower.h"

#include <gtest/gtest.h>

#include "channels/http/testing.h"

namespace linli::http {
namespace {

TEST(Follower, TellsThePlacesOfWhatWasWritten) {
    testing::TestRouter town;
    const Id place = town.fresh_id();
    const Id neighbour = town.fresh_id();
    const auto write = [&](const std::string& kind, std::optional<Id> where) {
        const auto done =
            town.inside.store->write(store::testing::town, [&](store::Writer& db) -> Outcome<Done> {
                journal::Line line =
                    kernel::Asker{{}, town.fresh_id(), ""}.line(kind, town.fresh_id(), "open");
                line.place = where;
                journal::append(db, line);
                return Done{};
            });
        CHECK(done);
    };
    write("case", place);  // before anybody follows

    const auto audience = [&](store::Reader&, const journal::Line& line) {
        Audience heard;
        if (line.place == place) heard.path = "/0001/000a";
        if (line.place == place && line.kind == "case") heard.accounts = {neighbour};
        if (line.kind == "account") heard.over = {neighbour};
        return heard;
    };
    Follower follower(*town.inside.store, store::testing::town, town.events, audience,
                      std::chrono::hours(1));
    std::vector<std::string> told;
    const auto subscription = town.events.subscribe(
        {"case@/0001", "case@/0001/000b", "person@/0001", "journal", "account@" + neighbour.text(),
         "account@" + place.text(), "over@" + neighbour.text(), "over@" + place.text()},
        [&](const std::string& topic) { told.push_back(topic); });

    EXPECT_EQ(follower.look(), 0U);
    EXPECT_TRUE(told.empty());
    EXPECT_EQ(town.events.told_up_to, 1);
    write("case", place);
    write("case", place);
    write("case", town.fresh_id());
    write("case", std::nullopt);
    EXPECT_EQ(town.events.told_up_to, 1);
    EXPECT_EQ(follower.look(), 4U);
    EXPECT_EQ(town.events.told_up_to, 5);
    EXPECT_EQ(told,
              (std::vector<std::string>{"case@/0001", "account@" + neighbour.text(), "journal"}));
    write("person", place);
    EXPECT_EQ(follower.look(), 1U);
    EXPECT_EQ(told.size(), 5U);
    told.clear();
    write("account", std::nullopt);
    EXPECT_EQ(follower.look(), 1U);
    EXPECT_EQ(told, (std::vector<std::string>{"over@" + neighbour.text(), "journal"}));
}

}  // namespace
}  // namespace linli::http
