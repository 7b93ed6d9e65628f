// Jobs come again, also after one has failed, and none runs once the clockwork has gone.
#include "app/clockwork.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>

namespace linli::app {
namespace {

TEST(Clockwork, RunsItsJobsAgainAndAgain) {
    std::atomic<int> runs = 0;
    std::promise<void> third, other;
    {
        const Clockwork clockwork({
            {"fails", std::chrono::milliseconds(1),
             [&] {
                 if (++runs == 3) third.set_value();
                 throw std::runtime_error("no disk");
             }},
            {"once", std::chrono::hours(1), [&] { other.set_value(); }},
        });
        third.get_future().wait();
        other.get_future().wait();
    }
    const int before = runs;
    std::this_thread::yield();
    EXPECT_EQ(runs, before);
    EXPECT_GE(before, 3);
}

}  // namespace
}  // namespace linli::app
