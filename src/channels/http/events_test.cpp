// Who hears of what, and that nobody hears after leaving.
#include "channels/http/events.h"

#include <gtest/gtest.h>

namespace linli::http {
namespace {

TEST(Events, TellEveryPlaceOnTheWayAndNoOther) {
    Events events;
    std::vector<std::string> told;
    const auto listen = [&](const std::vector<std::string>& topics) {
        return events.subscribe(topics, [&](const std::string& topic) { told.push_back(topic); });
    };
    const auto street = listen({"case@/0001"});
    const auto grid = listen({"case@/0001/000a", "account@me"});
    const auto other_grid = listen({"case@/0001/000b"});
    const auto other_kind = listen({"person@/0001"});

    events.publish_within("case", "/0001/000a/0003");
    EXPECT_EQ(told, (std::vector<std::string>{"case@/0001", "case@/0001/000a"}));
    told.clear();
    events.publish("account@me");
    EXPECT_EQ(told, (std::vector<std::string>{"account@me"}));
}

TEST(Events, EndWithTheSubscription) {
    Events events;
    int told = 0;
    {
        const auto one = events.subscribe({"a", "b"}, [&](const std::string&) { ++told; });
        const auto two = events.subscribe({"a"}, [&](const std::string&) { ++told; });
        events.publish("a");
        EXPECT_EQ(events.count(), 2U);
    }
    events.publish("a");
    events.publish("b");
    EXPECT_EQ(told, 2);
    EXPECT_EQ(events.count(), 0U);
}

}  // namespace
}  // namespace linli::http
